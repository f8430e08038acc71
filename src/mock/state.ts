// The mock as a good implementation would behave: what was made is there, what was ended is not, by what the document lets infer of state.
import { joinPointer, splitPointer, valueAt, withValueAt } from "../json/pointer.ts";
import type { Validate } from "../json/schema.ts";
import { besideList } from "../openapi/beside-list.ts";
import { refusalsAfter, valueAfter } from "../openapi/done.ts";
import { comesBefore, orderingField } from "../openapi/list-order.ts";
import { countsEntries, isPageNumber, isPageSize } from "../openapi/list-page.ts";
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import { valuesAt } from "../openapi/schema-field.ts";
import { isCredentialName, MASK } from "../openapi/sensitive.ts";
import {
  pointerTo,
  refusalFor,
  refusalForNone,
  type StateFact,
  type StateField,
  type StateModel,
} from "../openapi/state.ts";
import { SESSION, wordsOf } from "../openapi/thing.ts";
import { a } from "../plural.ts";
import type { FieldValues } from "../scenario/field.ts";
import { freshIds } from "./fresh-id.ts";
import type { FieldViolation } from "./request-check.ts";
import type { Thing, World } from "./world.ts";

/** Lists show so many of what was made, the newest. */
const MAX_LISTED = 500;
const TRIES = 20;
/** A value of so many characters is remembered with its thing; files are longer. */
const MAX_REMEMBERED = 5000;

/** What state says of a request: a refusal and why, or how the success shows what came of it. */
export type Lived =
  | { readonly outcome: OutcomeOption; readonly thing: string; readonly why: readonly FieldViolation[] }
  | { readonly adapt?: (body: unknown) => unknown };

export interface Circumstances {
  readonly seed: string;
  readonly fits: (fact: StateFact) => Validate;
  /** Names of what requests of the operation may say; undefined where its body is open. */
  readonly known: ReadonlySet<string> | undefined;
}

/** Lives through a valid request of an operation; what it makes, ends and changes is marked in the world. */
export function live(
  model: StateModel,
  operation: Operation,
  success: OutcomeOption,
  values: FieldValues,
  world: World,
  circumstances: Circumstances,
): Lived {
  const { makes, takes, needs, ends, spends, changes, lists, shows } = model.of(operation.id);
  for (const { thing, field } of takes) {
    const outcome = refusalFor(operation, thing);
    for (const id of idsAt(values, field)) {
      const standing = standingOf(model, world, thing, id);
      if (standing !== "there" && outcome !== undefined)
        return { outcome, thing, why: [whyOf(field, thing, standing)] };
      for (const doer of thingOf(world, thing, id)?.done ?? []) {
        const [refusal] = refusalsAfter(operation, thing, doer);
        if (refusal === undefined) continue;
        const why = { field: field.text.replaceAll("[]", ""), message: `names ${a(thing)} after ${doer.name}` };
        return { outcome: refusal, thing, why: [why] };
      }
    }
  }
  const used = needs.map(({ thing }) => ({ thing, ids: idsThere(model, world, thing) }));
  const none = refusalForNone(operation);
  const lacking = used.find(({ ids }) => ids.length === 0);
  if (none !== undefined && lacking !== undefined) return { outcome: none, thing: lacking.thing, why: [] };
  const [about] = [...changes, ...shows, ...takes]
    .filter(({ thing }) => thing !== SESSION)
    .flatMap(({ thing }) => takes.filter((taken) => taken.thing === thing));
  const { known } = circumstances;
  // What no table names changes nothing: a state that the caller makes up is not one.
  const told = Object.fromEntries(Object.entries(fieldsOf(values)).filter(([name]) => known?.has(name) !== false));
  for (const { thing, field } of changes) {
    for (const id of idsAt(values, field))
      remember(world, thing, id, { ...thingOf(world, thing, id)?.fields, ...told }, thingOf(world, thing, id)?.shown);
  }
  for (const { thing, field } of spends) {
    const left = valuesAfter(model, operation, thing);
    for (const id of idsAt(values, field)) {
      const before = thingOf(world, thing, id) ?? { thing, id, ended: false, fields: {} };
      const fields = { ...before.fields, ...left };
      world.things.set(keyOf(thing, id), { ...before, fields, done: [...(before.done ?? []), operation] });
    }
  }
  const ended = ends.flatMap((fact) => idsAt(values, fact.field).map((id) => [fact.thing, id] as const));
  // An order takes what lay in the cart.
  if (makes.length > 0) ended.push(...used.flatMap(({ thing, ids }) => ids.map((id) => [thing, id] as const)));
  for (const [thing, id] of ended) world.things.set(keyOf(thing, id), { thing, id, ended: true, fields: {} });

  const adapts: ((body: unknown) => unknown)[] = [];
  const { envelope } = success.response;
  // What says how the request went is not of the thing beside it.
  const around = Object.values(envelope ?? {}).map((pointer) => splitPointer(pointer)[0] ?? "");
  for (const fact of makes) {
    const name = fact.field.path.at(-1) ?? "";
    const own = known?.has(name) === false ? undefined : valueAt(values.body, joinPointer("", name));
    const example = valueAt(success.example?.value, pointerTo(fact.field.path));
    const id = own ?? freshId(model, fact, example, world, circumstances);
    if (id === undefined) continue;
    remember(world, fact.thing, id, fact.thing === SESSION ? {} : told, undefined);
    adapts.push((body) => shown(body, fact, { thing: fact.thing, id, ended: false, fields: told }, around, world));
  }
  for (const fact of shows) {
    const [id] = about?.thing === fact.thing ? idsAt(values, about.field) : [];
    const thing = id === undefined ? undefined : thingOf(world, fact.thing, id);
    if (thing !== undefined && !thing.ended) adapts.push((body) => shown(body, fact, thing, around, world));
  }
  for (const fact of lists) {
    if (model.isMade(fact.thing) || [...world.things.values()].some(({ thing }) => thing === fact.thing))
      adapts.push((body) => listed(body, fact, operation, values, world, model));
  }
  return adapts.length === 0 ? {} : { adapt: (body) => adapts.reduce((changed, adapt) => adapt(changed), body) };
}

/** How many of each thing are there of those the world has heard of. */
export function thingsOf(world: World): Readonly<Record<string, { readonly there: number; readonly ended: number }>> {
  const counts = new Map<string, { there: number; ended: number }>();
  for (const { thing, ended } of world.things.values()) {
    const count = counts.get(thing) ?? { there: 0, ended: 0 };
    counts.set(thing, count);
    count[ended ? "ended" : "there"] += 1;
  }
  return Object.fromEntries(counts);
}

/** So many ids of each thing are told. */
const MAX_TOLD = 100;

/** What identifies the things that are there, the oldest first; what identifies a session is a credential. */
export function idsOf(world: World): Readonly<Record<string, readonly unknown[]>> {
  const ids = new Map<string, unknown[]>();
  for (const { thing, id, ended } of world.things.values()) {
    const told = ids.get(thing) ?? [];
    if (ended || told.length >= MAX_TOLD) continue;
    ids.set(thing, told);
    told.push(isCredentialName(thing) || isCredentialName(`${thing}Id`) ? MASK : id);
  }
  return Object.fromEntries(ids);
}

/** What identifies the things of a kind that are there: those made, and those that the document's examples name. */
function idsThere(model: StateModel, world: World, thing: string): readonly unknown[] {
  const made = [...world.things.values()].filter((each) => each.thing === thing && !each.ended).map(({ id }) => id);
  const documented = [...model.documented(thing)].filter((id) => thingOf(world, thing, id) === undefined);
  return [...made, ...documented];
}

type Standing = "there" | "ended" | "unknown";

function standingOf(model: StateModel, world: World, thing: string, id: unknown): Standing {
  const known = thingOf(world, thing, id);
  if (known !== undefined) return known.ended ? "ended" : "there";
  return !model.isMade(thing) || model.documented(thing).has(String(id)) ? "there" : "unknown";
}

function whyOf({ text }: StateField, thing: string, standing: Standing): FieldViolation {
  return {
    field: text.replaceAll("[]", ""),
    message: standing === "ended" ? `names ${a(thing)} that has ended` : `names no ${thing} that was made`,
  };
}

function keyOf(thing: string, id: unknown): string {
  return `${thing} ${String(id)}`;
}

function thingOf(world: World, thing: string, id: unknown): Thing | undefined {
  return world.things.get(keyOf(thing, id));
}

/** What is known of a thing: what was said of it over what was shown. */
function knownOf(world: World, thing: string, id: unknown): Thing["fields"] {
  const known = thingOf(world, thing, id);
  return { ...known?.shown, ...known?.fields };
}

function remember(
  world: World,
  thing: string,
  id: unknown,
  fields: Thing["fields"],
  shown: Thing["fields"] | undefined,
): void {
  const { done, nth = nextOf(world) } = thingOf(world, thing, id) ?? {};
  world.things.set(keyOf(thing, id), {
    thing,
    id,
    ended: false,
    fields,
    nth,
    ...(shown === undefined ? {} : { shown }),
    ...(done === undefined ? {} : { done }),
  });
}

/** No thing is called so. */
const ANY_THING = "";

function nextOf(world: World): number {
  const nth = world.made.get(ANY_THING) ?? 0;
  world.made.set(ANY_THING, nth + 1);
  return nth;
}

/** What such a thing shows once an operation has done to it what can be done but once: name → value. */
function valuesAfter(model: StateModel, operation: Operation, thing: string): Thing["fields"] {
  const verb = wordsOf(`${operation.path} ${operation.id}`);
  const choices = model.facts.filter((fact) => fact.thing === thing).flatMap((fact) => Object.entries(fact.choices));
  const left = choices.map(([name, values]): [string, unknown] => [name, valueAfter(verb, values)]);
  return Object.fromEntries(left.filter(([, value]) => value !== undefined));
}

/** What each answer says itself, by whatever name. */
const IDENTIFIER = /^(id|uuid|guid)$/i;

/** Keeps what an answer shows of a thing, as far as no request has said it, and no answer before. */
function keep(world: World, thing: Thing, row: object, names: readonly string[]): void {
  if (thing.thing === SESSION || !world.things.has(keyOf(thing.thing, thing.id))) return;
  const known = { ...thing.shown, ...thing.fields };
  const values = new Map(Object.entries(row));
  const news = names.filter((name) => !Object.hasOwn(known, name) && values.has(name) && !IDENTIFIER.test(name));
  const kept = retainable(news.map((name) => [name, values.get(name)]));
  if (Object.keys(kept).length > 0) remember(world, thing.thing, thing.id, thing.fields, { ...thing.shown, ...kept });
}

/** What a request holds in a field: nothing, one id, or several. */
function idsAt(values: FieldValues, { in: place, path }: StateField): readonly unknown[] {
  if (place === "answer") return [];
  const name = path[0] ?? "";
  const found =
    place === "body"
      ? valuesAt(values.body, path)
      : valuesAt(values[place], [place === "header" ? name.toLowerCase() : name]);
  return found
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map((value) => (place === "header" ? String(value).replace(/^bearer /i, "") : value));
}

/** What a request says of the thing it makes or changes: no credentials, no files, and nothing of headers. */
function fieldsOf({ path, query, body }: FieldValues): Thing["fields"] {
  const data = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  return retainable([...Object.entries(path), ...Object.entries(query), ...Object.entries(data)]);
}

function retainable(entries: readonly (readonly [string, unknown])[]): Thing["fields"] {
  return Object.fromEntries(
    entries.filter(([name, value]) => !isCredentialName(name) && sizeOf(value) <= MAX_REMEMBERED),
  );
}

function sizeOf(value: unknown): number {
  return typeof value === "string" ? value.length : JSON.stringify(value).length;
}

/** An id that its schema allows and nothing else has; undefined where none was found. */
function freshId(
  model: StateModel,
  fact: StateFact,
  example: unknown,
  world: World,
  { seed, fits }: { readonly seed: string; readonly fits: (fact: StateFact) => Validate },
): unknown {
  const validate = fits(fact);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const nth = world.made.get(fact.thing) ?? 0;
    world.made.set(fact.thing, nth + 1);
    const ids = freshIds(fact.field.schema, example, nth, `${seed} ${world.name} ${fact.thing}`);
    const id = ids.find(
      (candidate) =>
        candidate !== undefined &&
        thingOf(world, fact.thing, candidate) === undefined &&
        !model.documented(fact.thing).has(String(candidate)) &&
        validate(candidate).length === 0,
    );
    if (id !== undefined) return id;
  }
  return undefined;
}

/** A body in which a thing shows its id and what is known of it. */
function shown(body: unknown, fact: StateFact, thing: Thing, aside: readonly string[], world: World): unknown {
  const { field } = fact;
  const { id } = thing;
  const isObject = field.schema.properties !== undefined;
  const path = isObject ? field.path : field.path.slice(0, -1);
  const pointer = pointerTo(path);
  const around = valueAt(body, pointer);
  if (typeof around !== "object" || around === null) return body;
  const beside = path.length === 0 ? fact.beside.filter((name) => !aside.includes(name)) : fact.beside;
  const told = withFields(around, beside, fact.nullable, thing);
  const own = field.path.at(-1);
  keep(
    world,
    thing,
    told,
    beside.filter((name) => isObject || name !== own),
  );
  const name = isObject
    ? beside.find((other) => String(valueAt(around, `/${other}`)) === String(id))
    : field.path.at(-1);
  return withValueAt(body, pointer, name === undefined ? told : withValueAt(told, `/${name}`, id));
}

/** An object with the values of like-named fields, where they are of the kind that stands there. */
function withFields(around: object, names: readonly string[], nullable: readonly string[], thing: Thing): object {
  const entries = new Map(Object.entries(around));
  const fields = { ...thing.shown, ...thing.fields };
  for (const name of names) {
    if (!Object.hasOwn(fields, name)) continue;
    const [found, told] = [entries.get(name), fields[name]];
    const fits = told === null ? nullable.includes(name) : found === undefined || found === null;
    if (fits || kindOf(found) === kindOf(told)) entries.set(name, told);
  }
  return Object.fromEntries(entries);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** A list of what is there: without what has ended or nobody made, and with what was made since. */
function listed(
  body: unknown,
  fact: StateFact,
  operation: Operation,
  values: FieldValues,
  world: World,
  model: StateModel,
): unknown {
  const pointer = pointerTo(fact.field.path);
  const rows = valueAt(body, pointer);
  if (!Array.isArray(rows)) return body;
  const name = fact.field.path.at(-1) ?? "";
  const idOf = (row: unknown): unknown => valueAt(row, `/${name}`);
  const chosen = Object.entries(fieldsOf(values)).filter(([name]) => Object.hasOwn(fact.choices, name));
  const [pattern = {}] = rows as readonly object[];
  /** Whether a row holds the values of its enumerations that are asked for; what is not known of a thing is as the example shows it. */
  const isChosen = (row: unknown): boolean =>
    chosen.every(([name, value]) => (valuesAt(row, [name])[0] ?? valuesAt(pattern, [name])[0] ?? value) === value);
  const now = (row: object): object => ({ ...row, ...knownOf(world, fact.thing, idOf(row)) });
  const kept = rows.filter(
    (row) => standingOf(model, world, fact.thing, idOf(row)) === "there" && isChosen(now(row as object)),
  );
  const known = new Set(kept.map((row) => String(idOf(row))));
  const asked = scopeOf(operation, values);
  const made = [...world.things.values()]
    .filter(
      ({ thing, ended, fields, id }) =>
        thing === fact.thing &&
        !ended &&
        !known.has(String(id)) &&
        suits(fields, asked) &&
        isChosen(knownOf(world, thing, id)),
    )
    // What was changed was set anew.
    .sort((one, other) => (one.nth ?? 0) - (other.nth ?? 0))
    .slice(-MAX_LISTED);
  const told = (row: object, thing: Thing): object => {
    const now = withFields(row, fact.beside, fact.nullable, thing);
    keep(
      world,
      thing,
      now,
      fact.beside.filter((other) => other !== name),
    );
    return now;
  };
  const changed = kept.map((row) => {
    const thing = thingOf(world, fact.thing, idOf(row));
    return thing === undefined ? row : told(row as object, thing);
  });
  const added = made.map((thing) => withValueAt(told(pattern, thing), `/${name}`, thing.id));
  const all = inOrder(fact, changed, added);
  return counted(withValueAt(body, pointer, all), fact.field.path, all.length - rows.length, isPaged(operation));
}

/** The rows of a list in the order that is promised; those that were there from the start are older than those made since. */
function inOrder(
  { order, beside }: StateFact,
  older: readonly unknown[],
  newer: readonly unknown[],
): readonly unknown[] {
  if (order === undefined) return [...older, ...newer];
  const isReversed = order.by === "making" && order.descending;
  const rows = isReversed ? [...newer].reverse().concat(older) : [...older, ...newer];
  const field = orderingField(order, beside);
  if (field === undefined) return rows;
  const [less, more] = order.descending ? [1, -1] : [-1, 1];
  return rows.sort((one, other) => {
    const [a, b] = [valuesAt(one, [field])[0], valuesAt(other, [field])[0]];
    return comesBefore(a, b) ? less : comesBefore(b, a) ? more : 0;
  });
}

/** A body whose totals beside a list have grown, or shrunk, as the list has. */
function counted(body: unknown, path: readonly string[], growth: number, paged: boolean): unknown {
  if (growth === 0) return body;
  return besideList(body, path)
    .filter(({ name, value }) => countsEntries(name, paged) && Number.isInteger(value))
    .reduce((changed, { pointer, value }) => withValueAt(changed, pointer, Math.max(0, Number(value) + growth)), body);
}

/** Whether a list can be asked for page by page. */
function isPaged(operation: Operation): boolean {
  const bodies = [...(operation.requestBody?.content.values() ?? [])];
  const names = [
    ...operation.parameters.map(({ name }) => name),
    ...bodies.flatMap(({ schema }) => Object.keys(schema?.properties ?? {})),
  ];
  return names.some(isPageNumber) && names.some(isPageSize);
}

/** The fields that say what a list is of: those it cannot be asked for without, and ids. */
function scopeOf(operation: Operation, values: FieldValues): Thing["fields"] {
  const required = new Set(
    operation.parameters.filter((parameter) => parameter.required || parameter.in === "path").map(({ name }) => name),
  );
  const schema = [...(operation.requestBody?.content.values() ?? [])][0]?.schema;
  for (const name of schema?.required ?? []) required.add(name);
  return Object.fromEntries(
    Object.entries(fieldsOf(values)).filter(([name]) => required.has(name) || /(^i|I|_i)d$/.test(name)),
  );
}

function suits(fields: Thing["fields"], asked: Thing["fields"]): boolean {
  return Object.entries(asked).every(
    ([name, value]) => !Object.hasOwn(fields, name) || String(fields[name]) === String(value),
  );
}
