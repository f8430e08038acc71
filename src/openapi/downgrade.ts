// OpenAPI 3.1 to 3.0.3 (https://spec.openapis.org/oas/v3.0.3): what 3.1 says in JSON Schema 2020-12, in the words of 3.0.
import type { Document } from "./document.ts";

type Loose = Readonly<Record<string, unknown>>;

/** Keywords whose values are schemas, lists of schemas, or schemas by name. */
const SCHEMA = ["items", "not", "additionalProperties", "if", "then", "else"];
const SCHEMA_LIST = ["allOf", "anyOf", "oneOf"];
/** Keywords of JSON Schema 2020-12 that 3.0 does not know and nothing there can say. */
const UNKNOWN = new Set([
  "$schema",
  "$id",
  "$comment",
  "$defs",
  "contentEncoding",
  "contentMediaType",
  "unevaluatedProperties",
  "unevaluatedItems",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "propertyNames",
  "prefixItems",
  "contains",
  "minContains",
  "maxContains",
]);

/**
 * The same document in 3.0.3: `const` is an `enum` of one, a type with null is `nullable`, `if`/`then`/`else` is an `anyOf`
 * of its two ways, what stands beside a `$ref` goes into an `allOf`. Extensions stay where they were.
 */
export function downgrade(document: Document): Document {
  const { openapi: _, jsonSchemaDialect: __, webhooks: ___, ...rest } = document as unknown as Loose;
  return { openapi: "3.0.3", ...(walk(rest) as Loose) } as unknown as Document;
}

/** Walks all but schemas; every `schema` and every component under `schemas` is one. */
function walk(node: unknown, key = ""): unknown {
  if (Array.isArray(node)) return node.map((item) => walk(item));
  if (typeof node !== "object" || node === null) return node;
  if (key === "schemas") return byName(node as Loose, downgradeSchema);
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      if (name === "schema") return [name, downgradeSchema(value)];
      // Values are data, whatever keys they have; the `default` of Responses is one more response.
      if (name === "value" || name === "example" || (name === "default" && key !== "responses")) return [name, value];
      return [name, walk(value, name)];
    }),
  );
}

function byName(node: Loose, change: (value: unknown) => unknown): Loose {
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, change(value)]));
}

/** A Schema Object of 3.1 as one of 3.0. */
export function downgradeSchema(schema: unknown): unknown {
  if (schema === true) return {};
  if (schema === false) return { not: {} };
  if (typeof schema !== "object" || schema === null) return schema;
  const source = schema as Loose;
  const { $ref, ...beside } = source;
  if (typeof $ref === "string") {
    const rest = downgradeSchema(beside) as Loose;
    return Object.keys(rest).length === 0 ? { $ref } : { allOf: [{ $ref }], ...rest };
  }
  const result = new Map<string, unknown>();
  const ways: unknown[] = [];
  for (const [keyword, value] of Object.entries(source)) {
    if (UNKNOWN.has(keyword)) continue;
    if (keyword === "if" || keyword === "then" || keyword === "else") continue;
    if (keyword === "type") setType(result, value);
    else if (keyword === "const") result.set("enum", [value]);
    else if (keyword === "examples" && Array.isArray(value)) result.set("example", value[0]);
    else if (keyword === "exclusiveMinimum" && typeof value === "number")
      result.set("minimum", value).set("exclusiveMinimum", true);
    else if (keyword === "exclusiveMaximum" && typeof value === "number")
      result.set("maximum", value).set("exclusiveMaximum", true);
    else if (keyword === "properties") result.set(keyword, byName(value as Loose, downgradeSchema));
    else if (SCHEMA.includes(keyword)) result.set(keyword, downgradeSchema(value));
    else if (SCHEMA_LIST.includes(keyword) && Array.isArray(value)) setList(result, keyword, value);
    else result.set(keyword, value);
  }
  if (source.contentEncoding === "base64" && !result.has("format")) result.set("format", "byte");
  if (source.if !== undefined) ways.push(...waysOf(source));
  if (ways.length > 0) {
    const known = (result.get("allOf") ?? []) as readonly unknown[];
    if (result.has("anyOf")) result.set("allOf", [...known, { anyOf: ways }]);
    else result.set("anyOf", ways);
  }
  // 3.0 wants `items` beside a list's type.
  if (result.get("type") === "array" && !result.has("items")) result.set("items", {});
  return sourceLast(result);
}

function setType(result: Map<string, unknown>, value: unknown): void {
  if (!Array.isArray(value)) {
    if (value === "null") for (const [keyword, said] of Object.entries(ONLY_NULL)) result.set(keyword, said);
    else result.set("type", value);
    return;
  }
  const types = value.filter((type) => type !== "null");
  const isNullable = types.length < value.length;
  if (types.length <= 1) {
    result.set("type", types[0] ?? "object");
    if (isNullable) result.set("nullable", true);
    return;
  }
  // `nullable` speaks only beside a type of its own (OAS 3.0.3, 4.7.24.1).
  const ways = types.map((type) => ({
    type,
    ...(type === "array" ? { items: {} } : {}),
    ...(isNullable ? { nullable: true } : {}),
  }));
  result.set("anyOf", ways);
}

/** What null alone keeps. */
const ONLY_NULL = { type: "object", nullable: true, enum: [null] };

/** A list of schemas; a second list under one keyword goes into an `allOf`, and a way of null is said in the words of 3.0. */
function setList(result: Map<string, unknown>, keyword: string, value: readonly unknown[]): void {
  const ways = value.map((way) => (isNull(way) ? ONLY_NULL : downgradeSchema(way)));
  const known = result.get("allOf") as readonly unknown[] | undefined;
  if (keyword === "allOf") result.set("allOf", [...(known ?? []), ...ways]);
  else if (result.has(keyword)) result.set("allOf", [...(known ?? []), { [keyword]: ways }]);
  else result.set(keyword, ways);
}

function isNull(way: unknown): boolean {
  return typeof way === "object" && way !== null && (way as Loose).type === "null";
}

/** `if`/`then`/`else`: the condition holds and so does `then`, or it does not and `else` does. */
function waysOf(source: Loose): readonly unknown[] {
  const test = downgradeSchema(source.if);
  const holds = source.then === undefined ? test : { allOf: [test, downgradeSchema(source.then)] };
  const fails = { not: test };
  return [holds, source.else === undefined ? fails : { allOf: [fails, downgradeSchema(source.else)] }];
}

function sourceLast(result: Map<string, unknown>): unknown {
  const source = result.get("x-source");
  if (source !== undefined) {
    result.delete("x-source");
    result.set("x-source", source);
  }
  return Object.fromEntries(result);
}
