// OpenAPI 3.0 → 3.1: the keywords of 3.0's Schema Object that JSON Schema 2020-12 says differently.
// https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0
import type { Document } from "./document.ts";

type Node = Readonly<Record<string, unknown>>;

/** A 3.1 document that means what the 3.0 document meant. */
export function upgrade(document: Document): Document {
  return { ...(upgraded(document) as Document), openapi: "3.1.0" };
}

function upgraded(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(upgraded);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, ...rest } = node as Node;
  const entries = Object.entries(rest).flatMap(([keyword, value]): readonly (readonly [string, unknown])[] => {
    // The keys under these are names, not keywords.
    if ((keyword === "properties" || keyword === "schemas") && typeof value === "object" && value !== null) {
      return [
        [keyword, Object.fromEntries(Object.entries(value as Node).map(([name, inner]) => [name, upgraded(inner)]))],
      ];
    }
    // What stands under these is data, not schema: it may hold any word of ours.
    if (["example", "examples", "default", "enum", "const", "value"].includes(keyword)) return [[keyword, value]];
    if (keyword === "exclusiveMinimum" || keyword === "exclusiveMaximum") {
      const bound = keyword === "exclusiveMinimum" ? "minimum" : "maximum";
      if (value === true) return [[keyword, rest[bound]]];
      return value === false ? [] : [[keyword, value]];
    }
    if (keyword === "minimum" && rest.exclusiveMinimum === true) return [];
    if (keyword === "maximum" && rest.exclusiveMaximum === true) return [];
    return [[keyword, upgraded(value)]];
  });
  const result = Object.fromEntries(entries) as Node;
  if (nullable !== true) return result;
  if (typeof result.type === "string") {
    const values = result.enum as readonly unknown[] | undefined;
    return {
      ...result,
      type: [result.type, "null"],
      ...(values !== undefined && !values.includes(null) ? { enum: [...values, null] } : {}),
    };
  }
  return { anyOf: [result, { type: "null" }] };
}
