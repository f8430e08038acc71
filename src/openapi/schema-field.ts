// The fields of a schema, outside in, each with its path: what stands in lists is reached by `*`.
import type { Document, SchemaObject } from "./document.ts";
import { dereference } from "./reference.ts";

export interface SchemaField {
  /** Names from the root; `*` stands for each element of a list. */
  readonly path: readonly string[];
  /** The last name of the path; empty for an element of a list. */
  readonly name: string;
  /** Whether it and all it stands in must be there. */
  readonly required: boolean;
  /** References followed. */
  readonly schema: SchemaObject;
}

const DEPTH = 6;

/** All fields of a schema in its order; a schema that stands in itself is entered once. */
export function schemaFields(document: Document, schema: SchemaObject): readonly SchemaField[] {
  return walk(document, schema, { path: [], required: true, entered: [] });
}

interface Within {
  readonly path: readonly string[];
  readonly required: boolean;
  /** References on the way here. */
  readonly entered: readonly string[];
}

function walk(document: Document, schema: SchemaObject, within: Within): readonly SchemaField[] {
  if (within.path.length > DEPTH || (schema.$ref !== undefined && within.entered.includes(schema.$ref))) return [];
  const entered = schema.$ref === undefined ? within.entered : [...within.entered, schema.$ref];
  const resolved = dereference(document, schema);
  const step = (name: string, inner: SchemaObject, required: boolean): readonly SchemaField[] => {
    const path = [...within.path, name];
    const field = { path, name: name === "*" ? "" : name, required, schema: dereference(document, inner) };
    return [field, ...walk(document, inner, { path, required, entered })];
  };
  const own = Object.entries(resolved.properties ?? {}).flatMap(([name, property]) =>
    step(name, property, within.required && resolved.required?.includes(name) === true),
  );
  const items = typeof resolved.items === "object" ? step("*", resolved.items, false) : [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => (resolved[keyword] ?? []) as SchemaObject[]);
  const laid = parts.flatMap((part) => walk(document, part, { ...within, entered }));
  const seen = new Set<string>();
  return [...own, ...items, ...laid].filter(({ path }) => {
    const key = path.join("\n");
    return !seen.has(key) && seen.add(key);
  });
}

/** Every value at a path; `*` leads to each element. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [head, ...rest] = path;
  if (head === undefined) return value === undefined ? [] : [value];
  if (head === "*") return Array.isArray(value) ? value.flatMap((element) => valuesAt(element, rest)) : [];
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, head)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[head], rest);
}
