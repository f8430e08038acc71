// Parameter Object (OAS 3.1, 4.8.12): text of a form, path, query, header or cookie, read by the parameter's schema so that it can be judged.
import type { Document, SchemaObject } from "../openapi/document.ts";
import { dereference } from "../openapi/reference.ts";

/** From the texts of a parameter to the value they stand for: a number, boolean or list where the schema wants one and the text is one. */
export type ReadTexts = (texts: readonly string[]) => unknown;

/** A reader for one schema, whose types are looked up once. */
export function textReader(document: Document, schema: SchemaObject): ReadTexts {
  const types = typesOf(document, schema, 0);
  if (types.has("array")) {
    const items = typesOf(document, itemsOf(document, schema), 0);
    return (texts) => {
      const parts = texts.length === 1 ? (jsonList(texts[0] ?? "") ?? (texts[0] ?? "").split(",")) : texts;
      return parts.map((part) => (typeof part === "string" ? scalar(items, part) : part));
    };
  }
  return (texts) => {
    const text = texts.length === 1 ? (texts[0] ?? "") : texts.join(", ");
    return types.has("object") ? (jsonObject(text) ?? text) : scalar(types, text);
  };
}

/** The fields of a form, an object's in a query among them, each read by the schema's property of its name. */
export function readFields(
  document: Document,
  fields: ReadonlyMap<string, readonly string[]>,
  { properties = {} }: SchemaObject,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...fields].map(([name, texts]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, textReader(document, property ?? {})(texts)];
    }),
  );
}

function scalar(types: ReadonlySet<string>, text: string): unknown {
  if (types.has("string") || types.size === 0) return text;
  if ((types.has("integer") || types.has("number")) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  return types.has("null") && text === "" ? null : text;
}

export function typesOf(document: Document, schema: SchemaObject, depth: number): ReadonlySet<string> {
  const resolved = dereference(document, schema);
  const own = resolved.type === undefined ? [] : [resolved.type].flat();
  if (own.length > 0 || depth > 4) return new Set(own);
  const constants = [...(resolved.enum ?? []), ...(resolved.const === undefined ? [] : [resolved.const])];
  if (constants.length > 0) return new Set(constants.map((value) => (value === null ? "null" : typeof value)));
  const parts = [resolved.allOf, resolved.anyOf, resolved.oneOf].flatMap((list) => (list ?? []) as SchemaObject[]);
  return new Set(parts.flatMap((part) => [...typesOf(document, part, depth + 1)]));
}

/** The schemas of all properties, those of parts and choices among them. */
export function propertiesOf(
  document: Document,
  schema: SchemaObject,
  depth = 0,
): Readonly<Record<string, SchemaObject>> {
  const resolved = dereference(document, schema);
  if (depth > 4) return {};
  const parts = [resolved.allOf, resolved.anyOf, resolved.oneOf].flatMap((list) => (list ?? []) as SchemaObject[]);
  return Object.assign({}, ...parts.map((part) => propertiesOf(document, part, depth + 1)), resolved.properties);
}

function itemsOf(document: Document, schema: SchemaObject): SchemaObject {
  const resolved = dereference(document, schema);
  const part = ((resolved.anyOf ?? resolved.oneOf ?? []) as SchemaObject[]).find(
    (option) => option.items !== undefined,
  );
  return resolved.items ?? part?.items ?? {};
}

function jsonList(text: string): readonly unknown[] | undefined {
  const value = text.startsWith("[") ? parsed(text) : undefined;
  return Array.isArray(value) ? value : undefined;
}

function jsonObject(text: string): unknown {
  return text.startsWith("{") ? parsed(text) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that only begins like JSON is text.
    return undefined;
  }
}

/** The query of a URL as lists of values by name, in the order they stand there. */
export function readQuery(url: string): ReadonlyMap<string, readonly string[]> {
  const start = url.indexOf("?");
  if (start === -1) return EMPTY;
  return valuesByName(new URLSearchParams(url.slice(start + 1)));
}

/** The values of each name, in the order they stand there. */
export function valuesByName(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = byName.get(name);
    if (values === undefined) byName.set(name, [value]);
    else values.push(value);
  }
  return byName;
}

const EMPTY: ReadonlyMap<string, readonly string[]> = new Map();

/** The cookies of a request (RFC 6265, section 4.2.1). */
export function readCookies(header: string | undefined): Readonly<Record<string, string>> {
  if (header === undefined) return {};
  return Object.fromEntries(
    header.split(";").flatMap((pair): readonly (readonly [string, string])[] => {
      const at = pair.indexOf("=");
      return at === -1
        ? []
        : [
            [
              pair.slice(0, at).trim(),
              pair
                .slice(at + 1)
                .trim()
                .replace(/^"(.*)"$/, "$1"),
            ],
          ];
    }),
  );
}
