// How an operation is called: its documented values in a curl line that works when pasted.
import type { MediaTypeObject, SchemaObject } from "../openapi/document.ts";
import type { Operation, Parameter } from "../openapi/operation.ts";

/**
 * @param url where the mock listens
 * @param headers to send besides the documented ones
 */
export function curlOf(operation: Operation, url: string, headers: Readonly<Record<string, string>> = {}): string {
  const of = (place: Parameter["in"]): readonly Parameter[] =>
    operation.parameters.filter((parameter) => parameter.in === place && parameter.required);
  const path = operation.path.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(of("path").find((parameter) => parameter.name === name))),
  );
  const query = of("query").map(
    (parameter) => `${encodeURIComponent(parameter.name)}=${encodeURIComponent(textOf(parameter))}`,
  );
  const [mediaType, media] = [...(operation.requestBody?.content ?? [])][0] ?? [];
  const body = media === undefined ? undefined : bodyOf(media);
  const lines = [
    ...Object.entries(headers),
    ...of("header").map((parameter) => [parameter.name, textOf(parameter)] as const),
    ...(body !== undefined && mediaType !== undefined ? [["Content-Type", mediaType] as const] : []),
  ].map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`);
  const method = operation.method === "GET" && body === undefined ? "" : ` -X ${operation.method}`;
  const data = body === undefined ? "" : ` -d ${quoted(body)}`;
  return `curl -i${method} ${quoted(`${url}${path}${query.length > 0 ? `?${query.join("&")}` : ""}`)}${lines.join("")}${data}`;
}

function textOf(parameter: Parameter | undefined): string {
  const value = parameter?.example ?? parameter?.schema.default ?? parameter?.schema.enum?.[0];
  if (value !== undefined) return typeof value === "object" ? JSON.stringify(value) : String(value);
  return ["integer", "number"].includes(String(parameter?.schema.type)) ? "1" : (parameter?.name ?? "1");
}

/** The documented body, or the documented values of its fields. */
function bodyOf(media: MediaTypeObject): string | undefined {
  const example = media.example ?? Object.values(media.examples ?? {})[0]?.value;
  const fields = Object.entries(media.schema?.properties ?? {}).map(
    ([name, schema]) => [name, exampleOf(schema)] as const,
  );
  if (example !== undefined) return typeof example === "string" ? example : JSON.stringify(example);
  return fields.some(([, value]) => value !== undefined) ? JSON.stringify(Object.fromEntries(fields)) : undefined;
}

function exampleOf(schema: SchemaObject): unknown {
  return (
    schema.example ?? (schema.examples as readonly unknown[] | undefined)?.[0] ?? schema.default ?? schema.enum?.[0]
  );
}

/** Safe in a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
