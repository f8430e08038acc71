// What was said of a thing when it was made or changed, and where another operation's answer shows it again.
import { isDeepStrictEqual } from "node:util";
import { isObject } from "../json/object.ts";
import { joinPointer, valueAt } from "../json/pointer.ts";
import type { SchemaObject } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import { type SchemaField, valuesAt } from "../openapi/schema-field.ts";
import { wordsOf } from "../openapi/thing.ts";
import { bodyMedia, type RequestField } from "./request-field.ts";

/** What a service counts by itself. */
const COUNTED = /\b(quantity|qty|count|total|amount|balance|number|version|points?|status|state|rank|order)\b/;
/** Of it what nothing but a request sets: no version that counts changes, no rank that others push. */
const QUANTITY = /\b(quantity|qty|count|amount|points?)\b/;

/** An operation that shows things, and the fields of its successful answer. */
export interface Shower {
  readonly operation: Operation;
  readonly answered: readonly SchemaField[];
}

/**
 * Fields of a request that stand under their own names in an object of another operation's answer. That the two mean the same,
 * the document says by its examples, of the whole or of the single field: both hold the same value there. What a service counts by itself may have grown since.
 * @param path to the object, `*` for the elements of a list
 */
export function keptFields(
  said: Operation,
  fields: readonly RequestField[],
  shower: Shower,
  path: readonly string[],
): readonly RequestField[] {
  return agreeing(said, fields, shower, path).filter(({ name }) => !COUNTED.test(wordsOf(name)));
}

/** The same of how many or how much of something there is, which may add up when things are made. */
export function quantityFields(
  said: Operation,
  fields: readonly RequestField[],
  shower: Shower,
  path: readonly string[],
): readonly RequestField[] {
  return agreeing(said, fields, shower, path).filter(({ name }) => QUANTITY.test(wordsOf(name)));
}

/**
 * Whether a change sets a field to what it says, and adds nothing up: it replaces (PUT, RFC 9110, section 9.3.4), or its own documented answer
 * shows the number that its documented request names.
 */
export function setsField(changer: Operation, { name, pointer }: RequestField): boolean {
  if (changer.method === "PUT") return true;
  const sent = valueAt(documentedRequest(changer), pointer);
  const answer = changer.outcomes.find(({ role }) => role === "success")?.example?.value;
  return (
    typeof sent === "number" &&
    [answer, ...innerOf(answer)].some((each) => valueAt(each, joinPointer("", name)) === sent)
  );
}

function innerOf(answer: unknown): readonly unknown[] {
  return isObject(answer) ? Object.values(answer).filter(isObject) : [];
}

function agreeing(
  said: Operation,
  fields: readonly RequestField[],
  { operation: shower, answered }: Shower,
  path: readonly string[],
): readonly RequestField[] {
  const request = documentedRequest(said);
  const answer = shower.outcomes.find(({ role }) => role === "success")?.example?.value;
  const [shown] = path.length === 0 ? [answer] : valuesAt(answer, path);
  const documented = (name: string): unknown =>
    exampleOf(answered.find((field) => isDeepStrictEqual(field.path, [...path, name]))?.schema);
  return fields.filter(({ in: place, name, pointer, sensitive, schema }) => {
    if (place !== "body" || pointer !== joinPointer("", name) || sensitive) return false;
    const sent = valueAt(request, pointer) ?? exampleOf(schema);
    const found = valueAt(shown, pointer) ?? documented(name);
    return isPlain(sent) && JSON.stringify(sent) === JSON.stringify(found);
  });
}

const ONLY_WITHOUT =
  /\b(?:absent|missing|omitted|left out|null|not (?:there|sent|shown|returned|present))\b[^.;]{0,20}\b(?:unless\b|(?:where|when|if)\b[^.;]{0,30}\b(?:none|no|not|nothing|never|unset)\b)/i;

/** Whether a field shows what was said. It need not be there, unless something was said and it is "absent where there is none". */
export function isKept(said: unknown, shown: unknown, schema: SchemaObject | undefined): boolean {
  if (shown !== undefined) return saysTheSame(said, shown);
  const isNothing = said === null || said === "" || (Array.isArray(said) && said.length === 0);
  return isNothing || !ONLY_WITHOUT.test(String(schema?.description ?? ""));
}

function exampleOf(schema: SchemaObject | undefined): unknown {
  return ((schema?.examples ?? []) as readonly unknown[])[0];
}

/** The documented example body. */
export function documentedRequest(operation: Operation): unknown {
  const media = bodyMedia(operation)?.object;
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value;
}

/** Digits with hyphens may be a telephone's number, which some write in their own way. */
const WORDS = /^(?=.*\p{L}|[^-]*$)[\p{L}0-9]+([ -][\p{L}0-9]+)*$/u;

/** Values that no service has reason to tidy: numbers, flags, words, days, and what is made of some. */
export function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isPlain);
  if (typeof value === "object" && value !== null) return Object.values(value).some(isPlain);
  if (typeof value === "string") return WORDS.test(value) || /^\d{4}-\d\d-\d\d$/.test(value);
  return typeof value === "number" || typeof value === "boolean";
}

/** Whether what is shown is what was said; blanks, the letter case of single words, the order of a list's objects, and what is shown besides, aside. */
export function saysTheSame(said: unknown, shown: unknown): boolean {
  if (Array.isArray(said) && said.length === 0 && shown === null) return true;
  if (Array.isArray(said) && said.some(isObject)) {
    if (!Array.isArray(shown) || shown.length !== said.length) return false;
    return said.every((element) => shown.some((each) => saysTheSame(element, each)));
  }
  if (isObject(said)) {
    if (!isObject(shown)) return false;
    return Object.entries(said).every(
      ([name, value]) => !isPlain(value) || (shown[name] ?? undefined) === undefined || saysTheSame(value, shown[name]),
    );
  }
  // Single words may be codes or addresses; what has several is for people, and stays as they wrote it.
  const isProse = typeof said === "string" && /\p{L}\s+\p{L}/u.test(said);
  const text = (value: unknown): string => {
    const tidy = String(value).normalize("NFC").trim();
    return isProse ? tidy : tidy.toLowerCase();
  };
  return typeof said === "object" ? JSON.stringify(said) === JSON.stringify(shown) : text(said) === text(shown);
}
