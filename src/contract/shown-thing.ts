// What was said of a thing, remembered, and where other operations show it again.
import { isDeepStrictEqual } from "node:util";
import { joinPointer } from "../json/pointer.ts";
import type { SchemaObject } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import { pointerTo } from "../openapi/state.ts";
import type { Call } from "./case.ts";
import { type Change, setField } from "./draft.ts";
import { expectEither } from "./expectation.ts";
import type { Ground } from "./family.ts";
import { documentedRequest, keptFields, quantityFields, setsField } from "./kept-field.ts";
import { callAbout, operationsThat } from "./lifecycle.ts";
import { anotherText } from "./made-up-text.ts";
import { type RequestField, typesOf } from "./request-field.ts";

/** Under which name a value is remembered. */
function named({ name }: RequestField): string {
  return `said ${name}`;
}

/** What an entry of a list must show: its fields → names of remembered values. */
export function namesOf(kept: readonly RequestField[]): Readonly<Record<string, string>> {
  return Object.fromEntries(kept.map((field) => [field.name, named(field)]));
}

/** A call whose values are remembered for those after it. */
export function remembering(call: Call, kept: readonly RequestField[]): Call {
  return { ...call, remember: Object.fromEntries(kept.map((field) => [named(field), field])) };
}

/** The object in which an answer shows a thing. */
export function objectShown({ state }: Ground, shower: Operation, thing: string): readonly string[] | undefined {
  const fact = state.of(shower.id).shows.find((each) => each.thing === thing);
  if (fact === undefined) return undefined;
  return fact.field.schema.properties === undefined ? fact.field.path.slice(0, -1) : fact.field.path;
}

/** What is said of a thing by one operation and shown of it by another. */
export function shownFields(
  ground: Ground,
  said: Operation,
  shower: Operation,
  thing: string,
): readonly RequestField[] {
  const path = objectShown(ground, shower, thing);
  return path === undefined ? [] : keptBy(ground, said, shower, path, thing);
}

/**
 * What one operation says of a thing and another shows at a path. The example of a change differs from what is shown elsewhere, as
 * it changes: what is kept of a thing when it is made is kept of it under that name when it is changed. So is a quantity
 * that the change sets, though it may have added up when the thing was made.
 */
export function keptBy(
  ground: Ground,
  said: Operation,
  shower: Operation,
  path: readonly string[],
  thing: string,
): readonly RequestField[] {
  const fields = ground.fieldsOf(said);
  const shown = { operation: shower, answered: ground.answered(shower) };
  const known = keptFields(said, fields, shown, path);
  const made = operationsThat(ground, "makes", thing)
    .filter((maker) => maker !== said)
    .flatMap((maker) => keptFields(maker, ground.fieldsOf(maker), shown, path));
  const set = quantitiesSet(ground, said, shower, path, thing);
  // A change shows what it says itself.
  const isChange = said !== shower && ground.state.of(shower.id).changes.some((fact) => fact.thing === thing);
  const own = isChange ? ground.fieldsOf(shower).map(({ key }) => key) : [];
  return fields.filter(
    (field) => !own.includes(field.key) && (known.includes(field) || isAmong(made, field) || set.includes(field)),
  );
}

/** Quantities that are said of a thing when it is made, that a change sets, and another operation shows at a path. */
export function quantitiesSet(
  ground: Ground,
  changer: Operation,
  shower: Operation,
  path: readonly string[],
  thing: string,
): readonly RequestField[] {
  if (!ground.state.of(changer.id).changes.some((fact) => fact.thing === thing)) return [];
  const shown = { operation: shower, answered: ground.answered(shower) };
  const made = operationsThat(ground, "makes", thing)
    .filter((maker) => maker !== changer)
    .flatMap((maker) => quantityFields(maker, ground.fieldsOf(maker), shown, path));
  return ground.fieldsOf(changer).filter((field) => isAmong(made, field) && setsField(changer, field));
}

function isAmong(others: readonly RequestField[], { key, schema }: RequestField): boolean {
  return others.some((other) => other.key === key && isDeepStrictEqual(typesOf(other.schema), typesOf(schema)));
}

/** Where another operation shows what was said: JSON Pointer → name of the remembered value. */
export function valuesShown(
  ground: Ground,
  said: Operation,
  shower: Operation,
  thing: string,
): Readonly<Record<string, string>> {
  const path = objectShown(ground, shower, thing) ?? [];
  const kept = shownFields(ground, said, shower, thing);
  return Object.fromEntries(kept.map((field) => [joinPointer("", ...path, field.name), named(field)]));
}

/** Another value that fits; undefined where none is at hand. */
export function another(value: unknown, { schema }: Pick<RequestField, "schema">, resolve: Ground["resolve"]): unknown {
  const values = schema.enum?.filter((each) => each !== value && each !== null);
  if (values !== undefined) return values[0];
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value < Number(schema.maximum ?? Infinity) ? value + 1 : value - 1;
  if (typeof value === "object" && value !== null) return anotherOf(value, schema, resolve);
  if (typeof value === "string" && schema.format === "date") return anotherDay(value);
  const text = typeof value === "string" ? anotherText(value) : "";
  const free = schema.pattern === undefined && schema.format === undefined;
  const room = text.length <= Number(schema.maxLength ?? Infinity) && text.length >= Number(schema.minLength ?? 0);
  return typeof value === "string" && value !== text && free && room ? text : undefined;
}

/** The day after, or before where the years of four digits end; undefined where it is no day. */
function anotherDay(day: string): string | undefined {
  const time = Date.parse(day);
  if (Number.isNaN(time)) return undefined;
  return new Date(time + (day === "9999-12-31" ? -DAY_MS : DAY_MS)).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** Of an object, or of each element of a list, all that another value is at hand for. */
function anotherOf(value: object, schema: SchemaObject, resolve: Ground["resolve"]): unknown {
  const inner = (name: string): SchemaObject =>
    resolve((Array.isArray(value) ? schema.items : schema.properties?.[name]) ?? {});
  const changed = Object.entries(value).map(([name, each]) => ({
    name,
    each,
    other: another(each, { schema: inner(name) }, resolve),
  }));
  if (changed.every(({ other }) => other === undefined)) return undefined;
  const entries = changed.map(({ name, each, other }): [string, unknown] => [name, other ?? each]);
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

/** Where the answer tells which thing it shows. */
export function shownBy({ state }: Ground, operation: string, thing: string): Readonly<Record<string, string>> {
  const facts = state
    .of(operation)
    .shows.filter(({ thing: other, field }) => other === thing && field.schema.properties === undefined);
  return Object.fromEntries(facts.map(({ field }) => [pointerTo(field.path), "one"]));
}

/** A call that changes what was said of a thing, and remembers what it says; none where nothing can be changed. */
export function changing(
  ground: Ground,
  changer: Operation,
  thing: string,
  name: string,
  kept: readonly RequestField[],
): readonly Call[] {
  const set = changesTo(ground, kept);
  if (set.length === 0) return [];
  const more = { changes: set, prepares: `the ${thing} could not be changed` };
  return [remembering(callAbout(ground, changer, thing, name, more), kept)];
}

/** How a thing is made with all that it may have: without an example of the whole, what is optional has to be asked for. */
export function madeWhole(maker: Operation): Partial<Call> {
  return documentedRequest(maker) === undefined
    ? { basis: { kind: "all" }, expect: expectEither(maker), legal: true, mayEnd: true }
    : {};
}

/** Other values for fields, where such are at hand. */
export function changesTo(ground: Ground, kept: readonly RequestField[]): readonly Change[] {
  return kept.flatMap((field) => {
    const value = another(ground.fitting(field), { schema: ground.resolve(field.schema) }, ground.resolve);
    return value === undefined || !ground.allows(field, value) ? [] : [setField(field, value)];
  });
}
