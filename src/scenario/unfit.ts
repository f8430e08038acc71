// Values that a scenario writes down and that cannot stand where it puts them: in an answer, or in a request it waits for.
import { nearest } from "../json/nearest.ts";
import { splitPointer, withValueAt } from "../json/pointer.ts";
import type { Validate, Violation } from "../json/schema.ts";
import type { Document, SchemaObject } from "../openapi/document.ts";
import { dereference } from "../openapi/reference.ts";
import { type Field, pointerOf } from "./field.ts";
import type { Test } from "./scenario.ts";
import type { Values } from "./stated.ts";
import { templateNames } from "./template.ts";

/** Why a value does not fit, as the rest of a sentence, and what would. */
export interface Unfit {
  readonly why: string;
  readonly suggestion?: string;
}

/**
 * The first reason for which an answer may not hold a value, for each that is put into it. What templates make is seen when it is made.
 * @param example the answer before; without one only types are judged, as nothing is known of what stands around
 * @returns path as it was written → why; the empty path where it is the values together
 */
export function unfitAnswer(
  validate: Validate,
  example: { readonly value: unknown } | undefined,
  values: Values,
): ReadonlyMap<string, string> {
  const literal = Object.entries(values).filter(([, value]) => templateNames(value).length === 0);
  const before = new Set(validate(example?.value ?? {}).map(textOf));
  const changed = literal.reduce<unknown>(
    (body, [path, value]) => withValueAt(body, pointerOf(path), value),
    example?.value ?? {},
  );
  const broken = validate(changed).filter(
    (violation) => !before.has(textOf(violation)) && (example !== undefined || violation.keyword === "type"),
  );
  const unfit = new Map<string, string>();
  for (const [path] of literal) {
    const pointer = pointerOf(path);
    const own = broken.find((violation) => `${violation.pointer}/`.startsWith(`${pointer}/`));
    if (own !== undefined) unfit.set(path, own.message);
  }
  const [first] = broken;
  const isWhole = literal.length === Object.keys(values).length && example !== undefined && before.size === 0;
  if (unfit.size === 0 && first !== undefined && isWhole)
    unfit.set("", `\`${splitPointer(first.pointer).join(".")}\` ${first.message}`);
  return unfit;
}

function textOf({ pointer, message }: Violation): string {
  return `${pointer} ${message}`;
}

/**
 * Why no request that keeps to the document can pass a test of `when`; undefined where one can.
 * @param schemas of which each may describe the field
 */
export function unfitTest(
  document: Document,
  compile: (schema: unknown) => Validate,
  schemas: readonly SchemaObject[],
  { in: place }: Field,
  test: Test,
): readonly (Unfit & { readonly index?: number })[] {
  const resolved = schemas.map((schema) => dereference(document, schema));
  if (schemas.length === 0) return [];
  // A parameter is text: it is compared as such, and one of a list is enough.
  const described =
    place === "body" ? schemas : [...schemas, ...resolved.flatMap(({ items }) => (items ?? []) as SchemaObject[])];
  const fits = (value: unknown): boolean => described.some((schema) => compile(schema)(value).length === 0);
  const spellings = (value: unknown): readonly unknown[] => (place === "body" ? [value] : [value, ...readings(value)]);
  // `a,b` is a list in a parameter, and there are other ways to write one.
  const isOpen = place !== "body" && resolved.some(({ type }) => [type].flat().includes("object"));
  const isList = place !== "body" && resolved.some(({ items }) => items !== undefined);
  const unfit = (value: unknown): Unfit | undefined => {
    if (isOpen || (isList && /^\[|,/.test(String(value))) || spellings(value).some(fits)) return undefined;
    const why = compile(described.at(-1))(value)[0]?.message ?? "is not what the document allows";
    const names = described
      .flatMap((schema) => dereference(document, schema).enum ?? [])
      .filter((name) => typeof name === "string");
    const other = readings(value).find(fits);
    const suggestion = other !== undefined ? JSON.stringify(other) : nearest(String(value), names);
    return { why, ...(suggestion !== undefined ? { suggestion } : {}) };
  };
  switch (test.kind) {
    case "equals":
      return [unfit(test.value) ?? []].flat();
    case "in":
      return test.values.flatMap((value, index) => {
        const found = unfit(value);
        return found === undefined ? [] : [{ ...found, index }];
      });
    case "pattern": {
      const values = resolved.flatMap((schema) => schema.enum ?? []);
      const isListed = resolved.every((schema) => schema.enum !== undefined);
      if (!isListed || values.some((value) => test.matches(String(value)))) return [];
      return [{ why: `none of ${values.map((value) => JSON.stringify(value)).join(", ")} matches` }];
    }
    case "absent":
      return [];
    default: {
      const types = resolved.flatMap(({ type }) => type ?? "any");
      if (!types.every((type) => ["boolean", "array", "object", "null"].includes(type))) return [];
      return [{ why: `\`${test.kind}\` compares numbers, and the field is ${[...new Set(types)].join(" or ")}` }];
    }
  }
}

/** The same value as other types: `10`, `"10"`, `true`, `"true"`. */
function readings(value: unknown): readonly unknown[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const read = [text];
  if (text.trim() !== "" && Number.isFinite(Number(text))) return [...read, Number(text)];
  return text === "true" || text === "false" ? [...read, text === "true"] : read;
}
