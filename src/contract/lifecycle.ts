// Calls that lead a thing through its life: made, shown, listed, removed; for families that put state to the test.

import { valueAt } from "../json/pointer.ts";
import { isOffset, isPageNumber, isPageSize } from "../openapi/list-page.ts";
import type { Operation } from "../openapi/operation.ts";
import { refusalFor, type StateFact } from "../openapi/state.ts";
import { SESSION, wordsOf } from "../openapi/thing.ts";
import type { Call } from "./case.ts";
import { type Change, setField } from "./draft.ts";
import { type Expectation, expectAnyRefusal, expectOutcome, expectSuccess } from "./expectation.ts";
import type { Ground } from "./family.ts";
import { documentedRequest } from "./kept-field.ts";
import { identifies, type RequestField, typesOf } from "./request-field.ts";
import { isField } from "./supply.ts";

/** Operations that stand in a relation to a thing, in the document's order. */
export function operationsThat(
  { operations, state }: Pick<Ground, "operations" | "state">,
  does: StateFact["does"],
  thing: string,
): readonly Operation[] {
  return operations.filter(({ id }) => state.of(id)[does].some((fact) => fact.thing === thing));
}

/** The request fields by which an operation is told which thing is meant. */
export function fieldsOfThing(
  { fieldsOf, state }: Pick<Ground, "fieldsOf" | "state">,
  operation: Operation,
  thing: string,
): readonly RequestField[] {
  const facts = state.of(operation.id).takes.filter((fact) => fact.thing === thing);
  return fieldsOf(operation).filter((field) => facts.some((fact) => isField(fact, field)));
}

/** Operations that show such a thing when they are told which, and do nothing to it. */
export function showersOf(
  ground: Pick<Ground, "operations" | "state" | "fieldsOf">,
  thing: string,
): readonly Operation[] {
  return operationsThat(ground, "shows", thing).filter((operation) => {
    const { makes, ends, spends, changes } = ground.state.of(operation.id);
    const does = [...makes, ...ends, ...spends, ...changes].some((fact) => fact.thing === thing);
    return !does && fieldsOfThing(ground, operation, thing).length > 0;
  });
}

/** A valid call. */
export function validCall(operation: Operation, more: Partial<Call> = {}): Call {
  return { operation, basis: { kind: "documented" }, changes: [], expect: expectSuccess(operation), ...more };
}

/** A valid call about the thing whose id was taken under a name. */
export function callAbout(
  ground: Pick<Ground, "fieldsOf" | "state">,
  operation: Operation,
  thing: string,
  name: string,
  more: Partial<Call> = {},
): Call {
  const fields = fieldsOfThing(ground, operation, thing);
  return validCall(operation, {
    // None is to be made beside it.
    instead: Object.fromEntries(fields.map(({ key }) => [key, ""])),
    fill: (lookup) => fields.map((field) => setField(field, lookup(name))),
    ...more,
  });
}

/** What must answer a request about a thing that is not there: the code that says so, else any refusal. */
export function goneFrom(operation: Operation, thing: string): Expectation {
  const refusal = refusalFor(operation, thing);
  return refusal === undefined ? expectAnyRefusal(operation) : { ...expectOutcome(operation, refusal.name), bad: true };
}

/** Whether an operation takes, beside such a thing, another that is made within one: what was made within another is not in it. */
export function takesInner(ground: Pick<Ground, "operations" | "state">, { id }: Operation, thing: string): boolean {
  const madeWithin = ({ thing: inner }: StateFact): boolean =>
    inner !== thing &&
    inner !== SESSION &&
    operationsThat(ground, "makes", inner).some((maker) =>
      ground.state.of(maker.id).takes.some((fact) => fact.thing === thing && fact.field.required),
    );
  return ground.state.of(id).takes.some(madeWithin);
}

/** The operation that lists such things, and where their ids stand; undefined where none does. */
export function listOf(
  ground: Pick<Ground, "operations" | "state">,
  thing: string,
): { readonly operation: Operation; readonly path: readonly string[] } | undefined {
  const [operation] = operationsThat(ground, "lists", thing);
  const fact = operation && ground.state.of(operation.id).lists.find((each) => each.thing === thing);
  return operation === undefined || fact === undefined ? undefined : { operation, path: fact.field.path };
}

/** The request fields by which a list is asked for page by page. */
export function pageFields(fields: readonly RequestField[]): {
  /** Counts pages. */
  readonly page: RequestField | undefined;
  /** Counts entries before the page. */
  readonly offset: RequestField | undefined;
  readonly size: RequestField | undefined;
} {
  const numbered = (isMeant: (name: string) => boolean): RequestField | undefined =>
    fields.find(
      ({ name, schema, in: place }) => place !== "path" && typesOf(schema).includes("integer") && isMeant(name),
    );
  return { page: numbered(isPageNumber), offset: numbered(isOffset), size: numbered(isPageSize) };
}

/** Whether it is asked of a thing that a client has made: of another's there may be nothing to tell. */
export function isWithin({ state }: Pick<Ground, "state">, { id }: Operation): boolean {
  return state.of(id).takes.some(({ thing, field }) => field.required && state.isMade(thing) && thing !== SESSION);
}

/** The numbers by which a page of the least size is asked for, the first one being 0; undefined where nobody can say where a second begins. */
export function pageOf(
  fields: readonly RequestField[],
  index: number,
): readonly { readonly field: RequestField; readonly value: number }[] | undefined {
  const { page, offset, size } = pageFields(fields);
  const least = size === undefined ? undefined : leastSize(size);
  const sized = size === undefined || least === undefined ? [] : [{ field: size, value: least }];
  if (page !== undefined) return [{ field: page, value: index + (page.schema.minimum === 0 ? 0 : 1) }, ...sized];
  return offset === undefined || least === undefined ? undefined : [{ field: offset, value: index * least }, ...sized];
}

/** Asks for the largest page, on which there is room for what others have made; nothing where the tables set no limit. */
export function largestPage(fields: readonly RequestField[]): readonly Change[] {
  const { size } = pageFields(fields);
  const most = Number(size?.schema.maximum ?? 0);
  return size === undefined || most < 1 || most > MOST_LISTED ? [] : [setField(size, most)];
}

const MOST_LISTED = 1000;

/** The smallest page there is. */
export function leastSize({ schema }: RequestField): number {
  return Math.max(1, Number(schema.minimum ?? 1));
}

/**
 * What a list cannot be asked for without and its maker says of a thing: of whom, or of what it is one. All calls of a case must say the same
 * there, or the list is of other things than were made. Names → values.
 */
export function scopeOf(ground: Ground, list: Operation, maker: Operation): ReadonlyMap<string, unknown> {
  const said = ground.fieldsOf(maker).filter(({ in: place }) => place === "body" || place === "query");
  const wanted = ground
    .fieldsOf(list)
    .filter(
      (field) =>
        field.required &&
        (field.in === "body" || field.in === "query") &&
        identifies(field) === undefined &&
        !ground.givenTo(list, field) &&
        !PAGING.test(wordsOf(field.name)),
    );
  return new Map(
    wanted.flatMap((field): readonly [string, unknown][] => {
      const own = said.find(({ name }) => name === field.name);
      if (own === undefined || ground.givenTo(maker, own)) return [];
      const value =
        (own.in === "body" ? valueAt(documentedRequest(maker), own.pointer) : undefined) ?? ground.fitting(own);
      return value !== undefined && ground.allows(field, value) ? [[field.name, value]] : [];
    }),
  );
}

/** A call that says of a scope what all say of it. */
export function within(ground: Pick<Ground, "fieldsOf">, scope: ReadonlyMap<string, unknown>, call: Call): Call {
  const own = ground
    .fieldsOf(call.operation)
    .filter(
      ({ in: place, name, pointer }) => place !== "path" && place !== "header" && scope.has(name) && isTop(pointer),
    );
  if (own.length === 0) return call;
  return { ...call, changes: [...call.changes, ...own.map((field) => setField(field, scope.get(field.name)))] };
}

function isTop(pointer: string): boolean {
  return pointer.lastIndexOf("/") <= 0;
}

/** Why a list may not hold all that `maker` made: it asks for something that is not known to select it. */
export function selects(ground: Ground, list: Operation, maker: Operation): string | undefined {
  const own = ground.fieldsOf(maker).map(({ name }) => name);
  const unknown = ground
    .fieldsOf(list)
    .filter(
      (field) =>
        field.required &&
        identifies(field) === undefined &&
        !ground.givenTo(list, field) &&
        !PAGING.test(wordsOf(field.name)) &&
        !own.includes(field.name),
    );
  if (unknown.length === 0) return undefined;
  const keys = unknown.map(({ key }) => `\`${key}\``).join(", ");
  return `\`${list.name}\` wants ${keys}: give a source under \`values\` of the target that selects what \`${maker.name}\` makes.`;
}

const PAGING = /\b(page|size|limit|offset|cursor|number|count|index|sort|order|start|rows|skip|take)\b/;

/** An operation that takes a session and changes nothing, needing least: whether a session lives can be asked of it. */
export function probeOf(ground: Ground, than: Operation): Operation | undefined {
  const harmless = ground.operations.filter(
    (operation) => operation !== than && sessionFields(ground, operation).length > 0 && isRead(ground, operation),
  );
  const need = (operation: Operation): number => ground.fieldsOf(operation).filter(({ required }) => required).length;
  return [...harmless].sort((a, b) => need(a) - need(b))[0];
}

/** Whether an operation only tells what is there. */
export function isRead({ state }: Pick<Ground, "state">, { id, method, path }: Operation): boolean {
  const { makes, ends, changes } = state.of(id);
  const reads = /\b(query|get|list|find|search|info|detail|profile|show|view|fetch|read|me|status|price)\b/;
  return (
    makes.length + ends.length + changes.length === 0 && (method === "GET" || reads.test(wordsOf(`${path} ${id}`)))
  );
}

/** Fields of a session that get their value from the config or from a login. */
export function sessionFields(ground: Ground, operation: Operation): readonly RequestField[] {
  return ground
    .fieldsOf(operation)
    .filter((field) => identifies(field) === "session" && ground.givenTo(operation, field));
}

/** Whether the words of an operation say that what it deals with is the caller's own. */
export function isPrivate({ path, id, summary = "" }: Operation): boolean {
  const words = wordsOf(`${path} ${id} ${summary}`);
  return /\b(my|mine|own|me|self|personal|private|user s|users own|current user|cart|basket|order|orders|address|addresses|wallet|account|profile|payment|payments|card|cards|favou?rites?|inbox|notifications?)\b/.test(
    words,
  );
}

/** The things an operation makes, sessions aside. */
export function madeBy({ state }: Pick<Ground, "state">, operation: Operation): readonly StateFact[] {
  return state.of(operation.id).makes.filter(({ thing }) => thing !== SESSION);
}
