// Operation Object (OAS 3.1, 4.8.10): the questions the mock and the runner put to it, references followed, each answered once.
import type { Document, Envelope, ExampleObject, MediaTypeObject, Role, SchemaObject } from "./document.ts";
import { METHODS } from "./document.ts";
import { envelopeOf } from "./envelope.ts";
import { dereference } from "./reference.ts";
import { roleOf } from "./role.ts";

export type ParameterIn = "path" | "query" | "header" | "cookie";

export interface Parameter {
  readonly name: string;
  readonly in: ParameterIn;
  readonly required: boolean;
  readonly schema: SchemaObject;
  /** How lists and objects are written, where the document says so. */
  readonly style?: string;
  readonly explode?: boolean;
  /** In its author's words. */
  readonly description?: string;
  /** The documented example value, if any. */
  readonly example?: unknown;
  readonly sensitive: boolean;
  readonly source?: string;
}

export interface RequestBody {
  readonly required: boolean;
  /** Media type → its schema and examples, in the document's order. */
  readonly content: ReadonlyMap<string, MediaTypeObject>;
}

/** A documented response: one status and one media type. */
export interface DescribedResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly mediaType?: string;
  readonly schema?: SchemaObject;
  readonly headers: readonly Parameter[];
  readonly envelope?: Envelope;
  /** `x-result-codes`: codes that are listed for it, and that no field of it carries. */
  readonly uncarried?: readonly UncarriedCode[];
}

export interface UncarriedCode {
  readonly code: string;
  readonly "x-source"?: string;
}

/** One way in which an operation can answer: a result code, a named example, or a bare status. */
export interface OutcomeOption {
  /** The result code or example's name; the status where the response has neither. Unique within the operation. */
  readonly name: string;
  readonly role: Role;
  /** The HTTP status it is sent with. */
  readonly status: number;
  readonly response: DescribedResponse;
  /** The documented answer; absent where there is none to copy. */
  readonly example?: { readonly value: unknown };
  readonly description?: string;
  /** Why no request can bring it about, where that is known. */
  readonly unprovoked?: string;
  readonly source?: string;
}

export interface Operation {
  /** `operationId`, or `METHOD /path` where the document gives none. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** With its templates: `/user/{id}`. */
  readonly path: string;
  /** `POST /session/logout`. */
  readonly name: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly DescribedResponse[];
  readonly outcomes: readonly OutcomeOption[];
  /** Whether result codes tell the outcome, rather than HTTP statuses. */
  readonly hasResultCodes: boolean;
  readonly source?: string;
}

type Loose = Readonly<Record<string, unknown>>;

/**
 * The operations of a document, in its order.
 * @throws Error when a reference leads nowhere or out of the document
 */
export function operationsOf(document: Document): readonly Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) => {
    const pathItem = dereference(document, (item ?? {}) as Loose);
    return METHODS.filter((method) => pathItem[method] !== undefined).map((method) =>
      operationOf(document, path, method, pathItem),
    );
  });
}

function operationOf(document: Document, path: string, method: string, pathItem: Loose): Operation {
  const object = pathItem[method] as Loose;
  const name = `${method.toUpperCase()} ${path}`;
  const responses = Object.entries((object.responses ?? {}) as Record<string, Loose>).flatMap(([status, response]) =>
    describedResponses(document, status, response),
  );
  const outcomes = responses.flatMap(({ response, media }) => outcomesOf(document, response, media));
  return {
    id: typeof object.operationId === "string" ? object.operationId : name,
    method: method.toUpperCase(),
    path,
    name,
    ...optional("summary", object.summary as string | undefined),
    ...optional("description", object.description as string | undefined),
    parameters: parametersOf(document, [pathItem.parameters, object.parameters]),
    ...optional("requestBody", requestBodyOf(document, object.requestBody as Loose | undefined)),
    responses: responses.map(({ response }) => response),
    outcomes: distinct(outcomes),
    hasResultCodes: responses.some(({ response }) => response.envelope !== undefined),
    ...optional("source", object["x-source"] as string | undefined),
  };
}

/** Parameters of the path, overridden by those of the operation with the same name and place. */
function parametersOf(document: Document, lists: readonly unknown[]): readonly Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const entry of lists.flatMap((list) => (Array.isArray(list) ? list : [])) as Loose[]) {
    const object = dereference(document, entry);
    const parameter = parameterOf(document, String(object.name), object.in as ParameterIn, object);
    byKey.set(
      `${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`,
      parameter,
    );
  }
  return [...byKey.values()];
}

function parameterOf(document: Document, name: string, place: ParameterIn, object: Loose): Parameter {
  const content = Object.values((object.content ?? {}) as Record<string, MediaTypeObject>)[0];
  const schema = (object.schema ?? content?.schema ?? {}) as SchemaObject;
  const resolved = dereference(document, schema);
  const examples = Object.values((object.examples ?? {}) as Record<string, ExampleObject>);
  const example = object.example ?? examples[0]?.value ?? resolved.example ?? (resolved.examples as unknown[])?.[0];
  return {
    name,
    in: place,
    required: object.required === true || place === "path",
    schema,
    ...optional("style", typeof object.style === "string" ? object.style : undefined),
    ...optional("explode", typeof object.explode === "boolean" ? object.explode : undefined),
    ...optional("description", typeof object.description === "string" ? object.description : undefined),
    ...optional("example", example),
    sensitive: object["x-sensitive"] === true || resolved["x-sensitive"] === true,
    ...optional("source", (object["x-source"] ?? resolved["x-source"]) as string | undefined),
  };
}

function requestBodyOf(document: Document, body: Loose | undefined): RequestBody | undefined {
  if (body === undefined) return undefined;
  const object = dereference(document, body);
  return {
    required: object.required === true,
    content: new Map(Object.entries((object.content ?? {}) as Record<string, MediaTypeObject>)),
  };
}

function describedResponses(
  document: Document,
  status: string,
  response: Loose,
): readonly { response: DescribedResponse; media?: MediaTypeObject }[] {
  const object = dereference(document, response);
  const headers = Object.entries((object.headers ?? {}) as Record<string, Loose>).map(([name, header]) =>
    parameterOf(document, name, "header", dereference(document, header)),
  );
  const content = Object.entries((object.content ?? {}) as Record<string, MediaTypeObject>);
  const codes = optional("uncarried", object["x-result-codes"] as readonly UncarriedCode[] | undefined);
  if (content.length === 0) return [{ response: { status, headers, ...codes } }];
  return content.map(([mediaType, media]) => ({
    media,
    response: {
      status,
      mediaType,
      headers,
      ...codes,
      ...optional("schema", media.schema),
      ...optional("envelope", envelopeOf(document, media)),
    },
  }));
}

function outcomesOf(
  document: Document,
  response: DescribedResponse,
  media: MediaTypeObject | undefined,
): readonly OutcomeOption[] {
  const status = statusNumber(response.status);
  const examples = Object.entries(media?.examples ?? {});
  if (examples.length === 0) {
    return [
      {
        name: response.status,
        role: roleOf(response.status, "", status),
        status,
        response,
        ...(media?.example !== undefined ? { example: { value: media.example } } : {}),
      },
    ];
  }
  return examples.map(([name, entry]) => {
    const example = dereference(document, entry);
    return {
      name,
      role: example["x-role"] ?? roleOf(name, example.description ?? example.summary, codeStatus(response, status)),
      status,
      response,
      ...(example.value !== undefined ? { example: { value: example.value } } : {}),
      ...optional("description", example.description ?? example.summary),
      ...optional("unprovoked", example["x-unprovoked"]),
      ...optional("source", example["x-source"]),
    };
  });
}

/** Under an envelope a 200 says nothing of the outcome; any other status does. */
function codeStatus(response: DescribedResponse, status: number): number | undefined {
  return response.envelope !== undefined && status === 200 ? undefined : status;
}

/** `default` and ranges stand for the first status they cover that nothing else need describe. */
function statusNumber(status: string): number {
  if (/^\d{3}$/.test(status)) return Number(status);
  return /^[1-5]xx$/i.test(status) ? Number(status[0]) * 100 : 500;
}

/** A name that stands under two statuses or media types keeps its first; later ones get the status (and media type) behind it. */
function distinct(outcomes: readonly OutcomeOption[]): readonly OutcomeOption[] {
  const taken = new Set<string>();
  return outcomes.map((outcome) => {
    const names = [
      outcome.name,
      `${outcome.name} ${outcome.status}`,
      `${outcome.name} ${outcome.status} ${outcome.response.mediaType}`,
    ];
    const name = names.find((candidate) => !taken.has(candidate)) ?? `${names[2]} ${taken.size}`;
    taken.add(name);
    return name === outcome.name ? outcome : { ...outcome, name };
  });
}

/** The response that an answer of this status and content type is held to: its own status, its range, then `default`. */
export function describedResponse(
  operation: Operation,
  status: number,
  contentType: string | undefined,
): DescribedResponse | undefined {
  const byStatus = [String(status), `${Math.floor(status / 100)}XX`, "default"]
    .map((wanted) => operation.responses.filter((response) => response.status.toUpperCase() === wanted.toUpperCase()))
    .find((found) => found.length > 0);
  if (byStatus === undefined) return undefined;
  return byStatus.find((response) => sameMediaType(response.mediaType, contentType)) ?? byStatus[0];
}

/** Whether two media types are the same, parameters and letter case aside; `application/*+json` counts as JSON's kin. */
export function sameMediaType(documented: string | undefined, actual: string | undefined): boolean {
  const essence = (mediaType: string | undefined): string =>
    (mediaType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const [wanted, found] = [essence(documented), essence(actual)];
  if (wanted === found || wanted === "*/*") return true;
  return wanted.endsWith("/*") && found.startsWith(wanted.slice(0, -1));
}

/** Whether a media type carries JSON (RFC 8259, RFC 6839). */
export function isJson(mediaType: string | undefined): boolean {
  return /^[^;]*(\/|\+)json\s*(;|$)/i.test(mediaType ?? "");
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
