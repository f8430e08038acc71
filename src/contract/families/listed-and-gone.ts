// Family: the life of what an operation makes: listed once, shown, and gone after its end.
import { pointerTo, refusalFor, type StateFact } from "../../openapi/state.ts";
import type { Call, CasePlan, Listing } from "../case.ts";
import { setField } from "../draft.ts";
import { expectEither } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import {
  callAbout,
  fieldsOfThing,
  goneFrom,
  listOf,
  madeBy,
  operationsThat,
  selects,
  validCall,
} from "../lifecycle.ts";
import { typesOf } from "../request-field.ts";

export const listedAndGone: Family = {
  name: "listed-and-gone",
  summary:
    "What an operation makes is listed exactly once and can be shown; what is removed is listed and shown no more.",
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
            listing: { path: list.path, ...more, ...(partial === undefined ? {} : { partial }) },
          }),
        ];
  const remove =
    remover === undefined
      ? undefined
      : callAbout(ground, remover, thing, "one", { prepares: `the ${thing} could not be removed` });
  const plan = (detail: string, ...calls: readonly [Call, ...Call[]]): CasePlan => ({
    detail,
    calls,
    needsState: true,
  });
  const users = operationsThat(ground, "takes", thing).filter((other) => other !== remover && other !== operation);
  return [
    ...listing({ once: ["one"] }).map((call) => plan(`${thing} listed once`, make("one"), call)),
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
          make("one"),
          callAbout(ground, user, thing, "one", { shows: shownBy(ground, user.id, thing) }),
        ),
      ),
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
