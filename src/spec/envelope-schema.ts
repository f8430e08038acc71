// The envelope rule as a schema: what every answer holds, what only a success promises, what a failure must say.
import type { SchemaObject } from "../openapi/document.ts";
import type { PlacedField, TableEnvelope } from "./envelope.ts";
import type { Outcome } from "./outcome.ts";
import type { Field } from "./page.ts";
import type { SchemaWriter } from "./schema.ts";
import { nullable, withPropertyEnum } from "./schema-object.ts";
import { sourceOf } from "./source.ts";

/** Whether a top-level field of the result belongs to the envelope. */
export function isEnvelopeField(field: Field, envelope: TableEnvelope): boolean {
  return [envelope.code, envelope.success, envelope.message].some((part) => part?.path[0] === field.name);
}

/** The fields that only a success promises. */
function payloadOf(fields: readonly Field[], envelope: TableEnvelope): readonly Field[] {
  return fields.filter((field) => field.presence === "mandatory" && !isEnvelopeField(field, envelope));
}

/** What holds of every answer: on a failure the payload may be absent or null. Without outcomes any code may be carried. */
export function baseSchema(
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
  if (values.length === 0) return whole;
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
export function splitSchema(
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
  const then = successSide(base, fields, envelope, successes);
  const otherwise = failureSide(envelope, failures);
  if (successes.length > 0 && failures.length > 0) return { ...rest, if: test, then, else: otherwise, ...sourced };
  // One side alone under this status: it holds of every answer, and the flag with it.
  const isSuccess = successes.length > 0;
  const flag = flagOf(envelope, isSuccess);
  const side = merged(isSuccess ? then : otherwise, flag);
  const parts = [envelope.code, envelope.success, envelope.message].filter((part) => part !== undefined);
  if (parts.every(({ path }) => path.length === 1)) {
    const required = [...new Set([...(rest.required ?? []), ...(side.required ?? [])])];
    return { ...merged(rest, side), ...(required.length > 0 ? { required } : {}), ...sourced };
  }
  // What belongs to the other side breaks the rule already.
  const broken = merged(codeOf(envelope, isSuccess ? successes : failures), flag);
  return isSuccess
    ? { ...rest, if: test, then: side, else: broken, ...sourced }
    : { ...rest, if: envelope.success === undefined ? { not: {} } : test, then: broken, else: side, ...sourced };
}

/** What an answer must carry for its flag, where it has one. */
function flagOf({ success }: TableEnvelope, isSuccess: boolean): SchemaObject {
  if (success === undefined) return {};
  return atPath(success.path, { const: isSuccess, "x-source": sourceOf(success.field.place.location) }, false);
}

function codeOf({ code }: TableEnvelope, outcomes: readonly Outcome[]): SchemaObject {
  return atPath(code.path, { ...oneOf(outcomes), "x-source": sourceOf(code.field.place.location) }, false);
}

function successSide(
  base: SchemaObject,
  fields: readonly Field[],
  envelope: TableEnvelope,
  successes: readonly Outcome[],
): SchemaObject {
  const payload = payloadOf(fields, envelope);
  const code = codeOf(envelope, successes);
  const present = payload.flatMap((field) => {
    const type = typeWithoutNull(base.properties?.[field.name] ?? {});
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

/** Two schemas of `atPath` as one; what the second says of a value goes. */
function merged(a: SchemaObject, b: SchemaObject): SchemaObject {
  if (a.properties === undefined || b.properties === undefined) return fittingExamples({ ...a, ...b });
  const properties = new Map(Object.entries(a.properties));
  for (const [name, schema] of Object.entries(b.properties)) {
    const known = properties.get(name);
    properties.set(name, known === undefined ? schema : merged(known, schema));
  }
  return { ...a, properties: Object.fromEntries(properties) };
}

/** The example of a field is of all its codes; under a status of its own a code allows itself alone. */
function fittingExamples({ examples, ...schema }: SchemaObject): SchemaObject {
  const allowed = "const" in schema ? [schema.const] : schema.enum;
  const fitting = (examples as readonly unknown[] | undefined)?.filter((each) => allowed?.includes(each) !== false);
  return fitting === undefined || fitting.length === 0 ? schema : { ...schema, examples: fitting };
}

/** The type of a schema with null taken away; undefined where it has none, or several. */
function typeWithoutNull({ type, $ref, anyOf }: SchemaObject): string | undefined {
  const ways = (anyOf ?? []) as readonly SchemaObject[];
  if ($ref !== undefined || ways.some((way) => way.$ref !== undefined)) return "object";
  const types = [type ?? []].flat().filter((name) => name !== "null");
  return types.length === 1 ? types[0] : undefined;
}
