// Family: the life of what an operation makes: listed once, shown, and gone after its end.
import { joinPointer } from "../../json/pointer.ts";
import type { Operation } from "../../openapi/operation.ts";
import { pointerTo, refusalFor, type StateFact } from "../../openapi/state.ts";
import type { Call, CasePlan, Listing } from "../case.ts";
import { setField } from "../draft.ts";
import { expectEither } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { keptFields } from "../kept-field.ts";
import {
  callAbout,
  fieldsOfThing,
  goneFrom,
  listOf,
  madeBy,
  operationsThat,
  pageFields,
  selects,
  validCall,
} from "../lifecycle.ts";
import { type RequestField, typesOf } from "../request-field.ts";

export const listedAndGone: Family = {
  name: "listed-and-gone",
  summary:
    "What an operation makes is listed exactly once and can be shown, as it was made and as it was changed; what is removed is listed and shown no more.",
  details: `Told from names and types: which operation makes a thing (its result carries the id), which list, show and remove such
things. Lists are asked with none, one and two of them, for it is there that lists become null, or an object. What a case makes is
removed after it. A list that may be cut into pages proves nothing by what it lacks.`,
  cases(ground) {
    const lists = ground.state.of(ground.operation.id).lists.length > 0 ? selectingNothing(ground) : [];
    return [...madeBy(ground, ground.operation).flatMap((made) => livesOf(ground, made)), ...lists];
  },
};

function livesOf(ground: Ground, made: StateFact): readonly CasePlan[] {
  const { operation } = ground;
  const { thing } = made;
  const make = (name: string): Call =>
    validCall(operation, { take: { [name]: pointerTo(made.field.path) }, prepares: `no ${thing} could be made` });
  const [remover] = operationsThat(ground, "ends", thing);
  const list = listOf(ground, thing);
  const partial = list === undefined ? undefined : selects(ground, list.operation, operation);
  const listing = (more: Omit<Listing, "path">): readonly Call[] =>
    list === undefined
      ? []
      : [
          validCall(list.operation, {
            basis: { kind: "mandatory" },
            listing: { path: list.path, ...paged, ...more, ...(partial === undefined ? {} : { partial }) },
          }),
        ];
  const asked = list === undefined ? undefined : pageFields(ground.fieldsOf(list.operation));
  const paged = asked?.page !== undefined && asked.size !== undefined ? { paged: true } : {};
  const remove =
    remover === undefined
      ? undefined
      : callAbout(ground, remover, thing, "one", { prepares: `the ${thing} could not be removed` });
  const plan = (detail: string, ...calls: readonly [Call, ...Call[]]): CasePlan => ({
    detail,
    calls,
    needsState: true,
  });
  const listedFields = (said: Operation): readonly RequestField[] =>
    list === undefined ? [] : keptFields(said, ground.fieldsOf(said), list.operation, list.path.slice(0, -1));
  const changes = (kept: readonly RequestField[], changer: Operation): readonly Call[] => {
    const set = kept.flatMap((field) => {
      const value = another(ground.fitting(field), field);
      return value === undefined ? [] : [setField(field, value)];
    });
    if (set.length === 0) return [];
    const more = { changes: set, prepares: `the ${thing} could not be changed` };
    return [remembering(callAbout(ground, changer, thing, "one", more), kept)];
  };
  const users = operationsThat(ground, "takes", thing).filter((other) => other !== remover && other !== operation);
  return [
    ...listing({ once: ["one"], shows: namesOf(listedFields(operation)) }).map((call) =>
      plan(`${thing} listed once`, remembering(make("one"), listedFields(operation)), call),
    ),
    ...(list === undefined || partial !== undefined ? [] : listing({ keep: "first" })).flatMap((first) =>
      listing({ once: ["one", "two"], earlier: { in: "first", once: "one" } }).map((second) =>
        plan(`two ${thing}s listed`, make("one"), first, { ...make("two"), basis: { kind: "mandatory" } }, second),
      ),
    ),
    ...users
      .filter((user) => fieldsOfThing(ground, user, thing).length > 0)
      .map((user) =>
        plan(
          `${thing} known to ${user.name}`,
          remembering(make("one"), shownFields(ground, operation, user, thing)),
          callAbout(ground, user, thing, "one", {
            shows: { ...shownBy(ground, user.id, thing), ...valuesShown(ground, operation, user, thing) },
          }),
        ),
      ),
    ...operationsThat(ground, "changes", thing)
      .filter((changer) => fieldsOfThing(ground, changer, thing).length > 0)
      .flatMap((changer) => [
        ...changes(listedFields(changer), changer).flatMap((change) =>
          listing({ once: ["one"], shows: namesOf(listedFields(changer)) }).map((call) =>
            plan(`${thing} listed as ${changer.name} left it`, make("one"), change, call),
          ),
        ),
        ...users
          .filter((user) => user !== changer)
          .flatMap((user) =>
            changes(shownFields(ground, changer, user, thing), changer).map((change) =>
              plan(
                `${thing} shown by ${user.name} as ${changer.name} left it`,
                make("one"),
                change,
                callAbout(ground, user, thing, "one", { shows: valuesShown(ground, changer, user, thing) }),
              ),
            ),
          ),
      ]),
    ...(remove === undefined
      ? []
      : [
          ...listing({ never: ["one"] }).map((call) =>
            plan(`${thing} not listed once removed`, make("one"), remove, call),
          ),
          ...listing({ once: ["two"], never: ["one"] }).map((call) =>
            plan(`one of two ${thing}s removed`, make("one"), make("two"), remove, call),
          ),
          ...users
            .filter((user) => fieldsOfThing(ground, user, thing).length > 0 && refusalFor(user, thing) !== undefined)
            .map((user) =>
              plan(
                `${thing} unknown to ${user.name} once removed`,
                make("one"),
                remove,
                callAbout(ground, user, thing, "one", { expect: goneFrom(user, thing) }),
              ),
            ),
          ...(remover !== undefined && refusalFor(remover, thing) !== undefined
            ? [
                plan(
                  `${thing} removed twice`,
                  make("one"),
                  remove,
                  callAbout(ground, remover, thing, "one", { expect: goneFrom(remover, thing) }),
                ),
              ]
            : []),
        ]),
  ];
}

/** Under which name a value is remembered. */
function named({ name }: RequestField): string {
  return `said ${name}`;
}

function namesOf(kept: readonly RequestField[]): Readonly<Record<string, string>> {
  return Object.fromEntries(kept.map((field) => [field.name, named(field)]));
}

function remembering(call: Call, kept: readonly RequestField[]): Call {
  return { ...call, remember: Object.fromEntries(kept.map((field) => [named(field), field])) };
}

/** The object in which an answer shows a thing. */
function objectShown({ state }: Ground, shower: Operation, thing: string): readonly string[] | undefined {
  const fact = state.of(shower.id).shows.find((each) => each.thing === thing);
  if (fact === undefined) return undefined;
  return fact.field.schema.properties === undefined ? fact.field.path.slice(0, -1) : fact.field.path;
}

function shownFields(ground: Ground, said: Operation, shower: Operation, thing: string): readonly RequestField[] {
  const path = objectShown(ground, shower, thing);
  return path === undefined ? [] : keptFields(said, ground.fieldsOf(said), shower, path);
}

function valuesShown(
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
function another(value: unknown, { schema }: RequestField): unknown {
  const values = schema.enum?.filter((each) => each !== value && each !== null);
  if (values !== undefined) return values[0];
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value < Number(schema.maximum ?? Infinity) ? value + 1 : value - 1;
  const text = "changed";
  const free = schema.pattern === undefined && schema.format === undefined;
  const room = text.length <= Number(schema.maxLength ?? Infinity) && text.length >= Number(schema.minLength ?? 0);
  return typeof value === "string" && value !== text && free && room ? text : undefined;
}

/** Where the answer tells which thing it shows. */
function shownBy({ state }: Ground, operation: string, thing: string): Readonly<Record<string, string>> {
  const facts = state
    .of(operation)
    .shows.filter(({ thing: other, field }) => other === thing && field.schema.properties === undefined);
  return Object.fromEntries(facts.map(({ field }) => [pointerTo(field.path), "one"]));
}

/** A search that finds nothing: there lists become null. */
function selectingNothing({ operation, fields }: Ground): readonly CasePlan[] {
  return fields
    .filter(
      (field) =>
        field.in !== "header" &&
        field.in !== "path" &&
        !field.required &&
        typesOf(field.schema).includes("string") &&
        field.schema.enum === undefined &&
        field.schema.format === undefined &&
        field.schema.pattern === undefined &&
        /(keyword|query|search|name|title|text|filter|^q)$/i.test(field.name),
    )
    .map((field) => ({
      detail: `${field.key} that finds nothing`,
      calls: [
        {
          ...validCall(operation, { basis: { kind: "mandatory" } }),
          changes: [setField(field, "zqxvjkwzqxvjkw".slice(0, Number(field.schema.maxLength ?? 14)))],
          expect: expectEither(operation),
          field,
        },
      ],
    }));
}
