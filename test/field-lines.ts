// A document as lines to compare: each operation with its fields (`body items[].price number!`), statuses and codes.
import type { Document } from "../src/openapi/document.ts";

type Json = Record<string, unknown>;

/** `!` required, `{a,b}` allowed values, `=v` default. */
export function fieldsOfDocument(document: Document): readonly string[] {
  const root = document as unknown as Json;
  const lines: string[] = [];
  for (const [path, item] of Object.entries(root.paths as Json)) {
    for (const [method, operation] of Object.entries(item as Json)) {
      lines.push(`${method.toUpperCase()} ${path}`, ...operationLines(root, operation as Json));
    }
  }
  return lines;
}

function operationLines(root: Json, operation: Json): readonly string[] {
  const lines: string[] = [];
  for (const parameter of (operation.parameters ?? []) as Json[]) {
    lines.push(
      line(root, String(parameter.in), String(parameter.name), parameter.schema as Json, parameter.required === true),
    );
  }
  lines.push(...contentLines(root, "body", (operation.requestBody ?? {}) as Json));
  const codes: string[] = [];
  const statuses: string[] = [];
  for (const [status, response] of Object.entries(operation.responses as Json)) {
    statuses.push(`status ${status}`);
    lines.push(...contentLines(root, "result", response as Json));
    for (const media of Object.values(((response as Json).content ?? {}) as Json)) {
      for (const code of Object.keys(((media as Json).examples ?? {}) as Json))
        if (code !== "documented") codes.push(`code ${code}`);
    }
  }
  return [...lines, ...statuses, ...codes];
}

function contentLines(root: Json, place: string, holder: Json): readonly string[] {
  const [media] = Object.values((holder.content ?? {}) as Json);
  return media === undefined ? [] : walk(root, place, "", (media as Json).schema as Json, 0);
}

function walk(root: Json, place: string, name: string, schema: Json, depth: number): readonly string[] {
  if (depth > 6) return [];
  const own = resolved(root, schema);
  const required = new Set((own.required ?? []) as string[]);
  const lines = Object.entries((own.properties ?? {}) as Json).flatMap(([key, inner]) => {
    const path = name === "" ? key : `${name}.${key}`;
    return [
      line(root, place, path, inner as Json, required.has(key)),
      ...walk(root, place, path, inner as Json, depth + 1),
    ];
  });
  const items = own.items === undefined ? [] : walk(root, place, `${name}[]`, own.items as Json, depth + 1);
  const values =
    typeof own.additionalProperties === "object"
      ? walk(root, place, `${name}{}`, own.additionalProperties as Json, depth + 1)
      : [];
  return [...lines, ...items, ...values];
}

function line(root: Json, place: string, name: string, schema: Json, isRequired: boolean): string {
  const own = resolved(root, schema);
  const values = (own.enum as unknown[] | undefined)?.filter((value) => value !== null);
  const allowed = values === undefined ? "" : ` {${values.join(",")}}`;
  const stated = own.default === undefined ? "" : ` =${String(own.default)}`;
  return `${place} ${name} ${typeOf(own)}${isRequired ? "!" : ""}${allowed}${stated}`;
}

function typeOf(schema: Json): string {
  const types = [schema.type].flat().filter((type) => type !== "null");
  const [type] = types;
  if (type === "string" && schema.format === "date-time") return "datetime";
  if (type === "string" && typeof schema.format === "string" && ["date", "binary"].includes(schema.format))
    return schema.format;
  return typeof type === "string" ? type : "any";
}

/** A schema with its reference followed, and the one that is beside null. */
function resolved(root: Json, schema: Json): Json {
  if (typeof schema.$ref === "string") {
    const target = schema.$ref
      .slice(2)
      .split("/")
      .reduce<unknown>((node, step) => (node as Json)[step], root) as Json;
    const { $ref: _, ...beside } = schema;
    return resolved(root, { ...target, ...beside });
  }
  const choices = (schema.anyOf as Json[] | undefined)?.filter((choice) => choice.type !== "null");
  const [only] = choices ?? [];
  if (choices?.length === 1 && only !== undefined) {
    const { anyOf: _, ...beside } = schema;
    return resolved(root, { ...only, ...beside });
  }
  return schema;
}
