// Responses Object (OAS 3.1, 4.8.16): the Result of a page, split by its envelope into a success and a failure side.
import { joinPointer, valueAt, withValueAt } from "../json/pointer.ts";
import type { Role, SchemaObject } from "../openapi/document.ts";
import { roleOf } from "../openapi/role.ts";
import { type PlacedField, resultCodesOf, type TableEnvelope, tableEnvelopeOf, usualResult } from "./envelope.ts";
import type { DocumentedOperation } from "./operations.ts";
import type { Endpoint, Field, JsonExample, ResultCode } from "./page.ts";
import { responseHeaders } from "./parameters.ts";
import { sampleObject } from "./sample.ts";
import { readScalar, scalarOf } from "./scalar-value.ts";
import { itemShown, type SchemaWriter, shownBy, shownSchema } from "./schema.ts";
import { listOf, nullable, withPropertyEnum } from "./schema-object.ts";
import { distinctFields, type Scope } from "./scope.ts";
import { sourceOf } from "./source.ts";
import { plainValue } from "./tolerant-json.ts";

/** What the config says of result codes. */
export interface CodeSettings {
  /** Result code → HTTP status; a code that is not listed keeps the tables' own, else 200. */
  readonly codeStatus?: Readonly<Record<string, number>>;
  /** Result code → role, where its name and remark do not say it. */
  readonly roles?: Readonly<Record<string, Role>>;
}

type ResponseObject = Readonly<Record<string, unknown>>;

/** A result code with all that is decided of it. */
interface Outcome extends ResultCode {
  /** As the field's type writes it. */
  readonly value: unknown;
  readonly role: Role;
  readonly httpStatus: number;
}

/** The responses of an operation, by status. */
export function responsesOf(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
  settings: CodeSettings,
): Readonly<Record<string, ResponseObject>> {
  const responses = new Map(Object.entries(usualResponses(operation, writer, scope, settings)));
  for (const table of operation.endpoint.tables) {
    if (table.side !== "result" || table.role !== "body" || table.status === undefined) continue;
    const key = String(table.status);
    const known = responses.get(key);
    if (known?.content !== undefined) continue;
    const place = { page: operation.page, side: "result" } as const;
    const location = (table.caption ?? table.columns.get("name") ?? operation.endpoint.place).location;
    const item = writer.object(distinctFields([table]), place, location);
    const content = { "application/json": { schema: table.isList ? listOf(item) : item } };
    responses.set(key, { description: table.caption?.text || "A failure.", ...known, content });
  }
  return Object.fromEntries(responses);
}

/** The responses of the answer that the operation is there for, and of the codes. */
function usualResponses(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
  settings: CodeSettings,
): Readonly<Record<string, ResponseObject>> {
  const { page, endpoint } = operation;
  const tables = usualResult(endpoint);
  const isList = tables.some((table) => table.isList);
  const usual = usualStatus(endpoint);
  const fields = distinctFields(tables);
  const headers = responseHeaders(operation, writer);
  const withHeaders = Object.keys(headers).length > 0 ? { headers } : {};
  const envelope = isList ? undefined : tableEnvelopeOf(page, endpoint, scope);
  const [only] = fields;
  if (only !== undefined && fields.length === 1 && scalarOf(only.type) === "binary") {
    const source = sourceOf(only.place.location);
    const content = {
      "application/octet-stream": { schema: { type: "string", format: "binary", "x-source": source } },
    };
    return {
      [usual]: { description: only.cells.remarks?.text || "The bytes.", ...withHeaders, content },
      ...statusesOf(operation, settings),
    };
  }
  const examples = endpoint.examples.filter(({ side, json }) => side === "result" && json.root !== undefined);
  if (fields.length === 0 && examples.length === 0) {
    return { [usual]: { description: "No result is documented.", ...withHeaders }, ...statusesOf(operation, settings) };
  }
  const location = (tables[0]?.caption ?? tables[0]?.columns.get("name") ?? endpoint.place).location;
  const shown = isList ? itemShown(shownBy(examples[0])) : shownBy(examples[0]);
  const place = { page, side: "result", shown } as const;
  if (envelope === undefined) {
    // Without a table the example is all there is to go by.
    const item =
      tables.length === 0 && shown !== undefined
        ? { ...shownSchema(shown), "x-source": sourceOf(shown.block.location) }
        : writer.object(fields, place, location);
    const schema = isList ? listOf(item) : item;
    const example = isList ? undefined : examples[0];
    const documented =
      example === undefined
        ? undefined
        : {
            value:
              tables.length === 0 && example.json.root !== undefined
                ? plainValue(example.json.root)
                : sampleObject(fields, example.json.root, { page, scope, side: "result" }),
            "x-source": sourceOf(example.block.location),
          };
    const media = { schema, ...(documented !== undefined ? { examples: { documented } } : {}) };
    return {
      [usual]: { description: "The result.", ...withHeaders, content: { "application/json": media } },
      ...statusesOf(operation, settings),
    };
  }
  const outcomes = envelope.codes.map((code) => outcomeOf(code, envelope, settings, examples));
  const base = baseSchema(fields, envelope, outcomes, writer, place, location);
  const byStatus = new Map<number, Outcome[]>();
  for (const outcome of outcomes)
    byStatus.set(outcome.httpStatus, [...(byStatus.get(outcome.httpStatus) ?? []), outcome]);
  const values = exampleValues(fields, envelope, outcomes, examples, operation, scope);
  const responses = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, group]) => {
      const media = {
        schema: splitSchema(base, fields, envelope, group),
        "x-envelope": pointersOf(envelope),
        examples: Object.fromEntries(group.map((outcome) => [outcome.code, exampleOf(outcome, values)])),
      };
      const description =
        byStatus.size === 1 ? "The result; its code tells the outcome." : group.map(({ code }) => code).join(", ");
      return [String(status), { description, ...withHeaders, content: { "application/json": media } }] as const;
    });
  return Object.fromEntries(responses);
}

/** The status of the usual answer: 200, unless the page lists other successes and not that one. */
function usualStatus(endpoint: Endpoint): string {
  const statuses = resultCodesOf(endpoint).flatMap(({ status = 0 }) => (status >= 200 && status < 300 ? [status] : []));
  return String(statuses.length === 0 || statuses.includes(200) ? 200 : Math.min(...statuses));
}

/** Statuses that a page without an envelope lists as its codes: each is a response of its own. */
function statusesOf(
  { endpoint }: DocumentedOperation,
  { codeStatus = {} }: CodeSettings,
): Readonly<Record<string, ResponseObject>> {
  const entries = resultCodesOf(endpoint).flatMap((code) => {
    const status = Object.hasOwn(codeStatus, code.code)
      ? codeStatus[code.code]
      : (code.status ?? (/^[1-5]\d\d$/.test(code.code) ? Number(code.code) : undefined));
    if (status === undefined || String(status) === usualStatus(endpoint)) return [];
    return [
      [String(status), { description: code.remark || code.code, "x-source": sourceOf(code.place.location) }] as const,
    ];
  });
  return Object.fromEntries(entries);
}

function outcomeOf(
  code: ResultCode,
  envelope: TableEnvelope,
  { codeStatus = {}, roles = {} }: CodeSettings,
  examples: readonly JsonExample[],
): Outcome {
  const scalar = scalarOf(envelope.code.field.type) ?? "string";
  const value = readScalar(code.code, scalar) ?? code.code;
  const configured = Object.hasOwn(roles, code.code) ? roles[code.code] : undefined;
  const told = roleOf(code.code, code.remark, code.status);
  // Where no code's words say success, the code of the first documented answer is it.
  const isShown = (): boolean => {
    const known = envelope.codes.some((other) => roleOf(other.code, other.remark, other.status) === "success");
    const shown = examples[0]?.json.root;
    return (
      !known &&
      shown !== undefined &&
      String(valueAt(plainValue(shown), joinPointer("", ...envelope.code.path))) === code.code
    );
  };
  return {
    ...code,
    value,
    role: configured ?? (told === "business" && isShown() ? "success" : told),
    httpStatus: Object.hasOwn(codeStatus, code.code) ? (codeStatus[code.code] as number) : (code.status ?? 200),
  };
}

function pointersOf(envelope: TableEnvelope): Readonly<Record<string, string>> {
  return {
    code: joinPointer("", ...envelope.code.path),
    ...(envelope.success !== undefined ? { success: joinPointer("", ...envelope.success.path) } : {}),
    ...(envelope.message !== undefined ? { message: joinPointer("", ...envelope.message.path) } : {}),
  };
}

/** Whether a top-level field of the result belongs to the envelope. */
function isEnvelopeField(field: Field, envelope: TableEnvelope): boolean {
  return [envelope.code, envelope.success, envelope.message].some((part) => part?.path[0] === field.name);
}

/** The fields that only a success promises. */
function payloadOf(fields: readonly Field[], envelope: TableEnvelope): readonly Field[] {
  return fields.filter((field) => field.presence === "mandatory" && !isEnvelopeField(field, envelope));
}

/** What holds of every answer: on a failure the payload may be absent or null. */
function baseSchema(
  fields: readonly Field[],
  envelope: TableEnvelope,
  outcomes: readonly Outcome[],
  writer: SchemaWriter,
  place: Parameters<SchemaWriter["object"]>[1],
  location: Parameters<SchemaWriter["object"]>[2],
): SchemaObject {
  const values = outcomes.map(({ value }) => value);
  const payload = payloadOf(fields, envelope).map(({ name }) => name);
  const schema = writer.object(fields, place, location);
  const required = (schema.required ?? []).filter((name) => !payload.includes(name));
  const properties = new Map(Object.entries(schema.properties ?? {}));
  for (const name of payload) properties.set(name, nullable(properties.get(name) ?? {}));
  const [head = "", ...rest] = envelope.code.path;
  const { required: _, properties: __, type, ...others } = schema;
  const whole: SchemaObject = {
    ...(type !== undefined ? { type } : {}),
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    ...others,
  };
  if (rest.length === 0) return withPropertyEnum(whole, head, values);
  allowInComponent(properties.get(head), rest, values, writer);
  return whole;
}

function allowInComponent(
  schema: SchemaObject | undefined,
  path: readonly string[],
  values: readonly unknown[],
  writer: SchemaWriter,
): void {
  const branches = [schema, ...((schema?.anyOf ?? []) as readonly SchemaObject[])];
  const reference = branches.find((branch) => branch?.$ref !== undefined)?.$ref;
  const [head, ...rest] = path;
  if (reference === undefined || head === undefined) return;
  if (rest.length === 0) writer.components.allow(reference, head, values);
  else allowInComponent(writer.components.property(reference, head), rest, values, writer);
}

/** The envelope rule as `if`/`then`/`else`, for the codes of one status. */
function splitSchema(
  base: SchemaObject,
  fields: readonly Field[],
  envelope: TableEnvelope,
  outcomes: readonly Outcome[],
): SchemaObject {
  const successes = outcomes.filter(({ role }) => role === "success");
  const failures = outcomes.filter(({ role }) => role !== "success");
  const { "x-source": source, ...rest } = base;
  const sourced = source !== undefined ? { "x-source": source } : {};
  if (successes.length === 0 && base.required === undefined && failures.length === 0) return base;
  const test =
    envelope.success !== undefined
      ? atPath(envelope.success.path, { const: true }, true)
      : atPath(envelope.code.path, oneOf(successes), true);
  const then = successSide(fields, envelope, successes);
  const otherwise = failureSide(envelope, failures);
  if (successes.length > 0 && failures.length > 0) return { ...rest, if: test, then, else: otherwise, ...sourced };
  // One side alone under this status: it holds of every answer, and the flag with it.
  const flag =
    envelope.success === undefined
      ? []
      : [
          atPath(
            envelope.success.path,
            { const: successes.length > 0, "x-source": sourceOf(envelope.success.field.place.location) },
            false,
          ),
        ];
  const conditions = (rest.allOf ?? []) as readonly SchemaObject[];
  return { ...rest, allOf: [...conditions, successes.length > 0 ? then : otherwise, ...flag], ...sourced };
}

function successSide(fields: readonly Field[], envelope: TableEnvelope, successes: readonly Outcome[]): SchemaObject {
  const payload = payloadOf(fields, envelope);
  const code = atPath(
    envelope.code.path,
    { ...oneOf(successes), "x-source": sourceOf(envelope.code.field.place.location) },
    false,
  );
  const present = payload.flatMap((field) => {
    const type = jsonType(field);
    return type === undefined ? [] : [[field.name, { type, "x-source": sourceOf(field.place.location) }] as const];
  });
  return {
    properties: { ...code.properties, ...Object.fromEntries(present) },
    ...(payload.length > 0 ? { required: payload.map(({ name }) => name) } : {}),
  };
}

function failureSide(envelope: TableEnvelope, failures: readonly Outcome[]): SchemaObject {
  const leaves: [PlacedField, SchemaObject][] = [[envelope.code, { enum: failures.map(({ value }) => value) }]];
  if (envelope.message !== undefined) leaves.push([envelope.message, { minLength: 1 }]);
  return leaves
    .map(([placed, schema]) =>
      atPath(placed.path, { ...schema, "x-source": sourceOf(placed.field.place.location) }, false),
    )
    .reduce(merged);
}

function oneOf(outcomes: readonly Outcome[]): SchemaObject {
  const [only] = outcomes;
  return outcomes.length === 1 ? { const: only?.value } : { enum: outcomes.map(({ value }) => value) };
}

/** A schema that holds `inner` of the value at a path; with `strict`, the path must be there. */
function atPath(path: readonly string[], inner: SchemaObject, strict: boolean): SchemaObject {
  return path.reduceRight<SchemaObject>((schema, name, index) => {
    const properties = { properties: Object.fromEntries([[name, schema]]) };
    if (!strict) return properties;
    return { ...(index > 0 ? { type: "object" } : {}), ...properties, required: [name] };
  }, inner);
}

/** Two schemas of `atPath` as one. */
function merged(a: SchemaObject, b: SchemaObject): SchemaObject {
  if (a.properties === undefined || b.properties === undefined) return { ...a, ...b };
  const properties = new Map(Object.entries(a.properties));
  for (const [name, schema] of Object.entries(b.properties)) {
    const known = properties.get(name);
    properties.set(name, known === undefined ? schema : merged(known, schema));
  }
  return { ...a, properties: Object.fromEntries(properties) };
}

function jsonType(field: Field): string | undefined {
  switch (field.type.kind) {
    case "scalar":
      if (field.type.scalar === "boolean") return "boolean";
      if (["int32", "int64", "integer"].includes(field.type.scalar)) return "integer";
      return ["number", "float", "double"].includes(field.type.scalar) ? "number" : "string";
    case "list":
      return "array";
    case "any":
      return undefined;
    default:
      return "object";
  }
}

/** The documented answers: the success with its payload, the failures' envelope, and failures that an example shows. */
interface ExampleValues {
  readonly success: unknown;
  readonly failure: (outcome: Outcome) => unknown;
}

function exampleValues(
  fields: readonly Field[],
  envelope: TableEnvelope,
  outcomes: readonly Outcome[],
  examples: readonly JsonExample[],
  { page }: DocumentedOperation,
  scope: Scope,
): ExampleValues {
  const setting = { page, scope, side: "result" } as const;
  const { code, success, message } = pointersOf(envelope);
  const codeIn = (example: JsonExample): string =>
    example.json.root === undefined ? "" : String(valueAt(plainValue(example.json.root), code ?? ""));
  const successCode = outcomes.find(({ role }) => role === "success");
  const documented =
    examples.find((example) =>
      outcomes.some((outcome) => outcome.role === "success" && outcome.code === codeIn(example)),
    ) ?? examples.find((example) => !outcomes.some((outcome) => outcome.code === codeIn(example)));
  const sampled = sampleObject(fields, documented?.json.root, setting);
  const coded = withValueAt(sampled, code ?? "", successCode?.value ?? valueAt(sampled, code ?? ""));
  const succeeded = success === undefined ? coded : withValueAt(coded, success, true);
  const shownMessage = message === undefined ? undefined : valueAt(succeeded, message);
  const isCodeRepeated = shownMessage !== undefined && String(shownMessage) === String(valueAt(succeeded, code ?? ""));
  const failure = (outcome: Outcome): unknown => {
    const shown = examples.find((example) => codeIn(example) === outcome.code);
    const envelopeFields = fields.filter((field) => isEnvelopeField(field, envelope));
    const frame = sampleObject(envelopeFields, (shown ?? documented)?.json.root, setting);
    const base =
      shown === undefined
        ? frame
        : sampleObject(
            fields.map((field) =>
              isEnvelopeField(field, envelope) ? field : { ...field, presence: "optional" as const },
            ),
            shown.json.root,
            setting,
          );
    const withCode = withValueAt(base, code ?? "", outcome.value);
    const withFlag = success === undefined ? withCode : withValueAt(withCode, success, false);
    if (message === undefined) return withFlag;
    const own = shown === undefined ? undefined : valueAt(withFlag, message);
    const text =
      typeof own === "string" && own !== ""
        ? own
        : isCodeRepeated || outcome.remark === ""
          ? outcome.code
          : outcome.remark;
    return withValueAt(withFlag, message, text);
  };
  return { success: succeeded, failure };
}

function exampleOf(outcome: Outcome, values: ExampleValues): Readonly<Record<string, unknown>> {
  const isFirst = outcome.role === "success";
  return {
    ...(outcome.remark !== "" ? { description: outcome.remark } : {}),
    value: isFirst ? values.success : values.failure(outcome),
    "x-role": outcome.role,
    "x-source": sourceOf(outcome.place.location),
  };
}
