// Family: the life of what an operation makes: listed once, shown, and gone after its end.
import type { Operation } from "../../openapi/operation.ts";
import { pointerTo, refusalFor, type StateFact } from "../../openapi/state.ts";
import { plural } from "../../plural.ts";
import type { Call, CasePlan, Listing } from "../case.ts";
import { type Change, setField } from "../draft.ts";
import { expectEither } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import {
  callAbout,
  fieldsOfThing,
  goneFrom,
  isPrivate,
  largestPage,
  listOf,
  madeBy,
  operationsThat,
  pageFields,
  pageOf,
  scopeOf,
  selects,
  takesInner,
  validCall,
  within,
} from "../lifecycle.ts";
import { type RequestField, typesOf } from "../request-field.ts";
import {
  another,
  changesTo,
  changing,
  keptBy,
  madeWhole,
  namesOf,
  objectShown,
  quantitiesSet,
  remembering,
  shownBy,
  shownFields,
  valuesShown,
} from "../shown-thing.ts";
import { isForLetters, LETTERS, MARKS } from "../unusual-text.ts";

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
            changes: widest,
            listing: { path: list.path, ...paged, ...more, ...(partial === undefined ? {} : { partial }) },
          }),
        ];
  const asked = list === undefined ? undefined : pageFields(ground.fieldsOf(list.operation));
  const widest = list === undefined ? [] : largestPage(ground.fieldsOf(list.operation));
  const paged = asked?.page !== undefined && asked.size !== undefined ? { paged: true } : {};
  const remove =
    remover === undefined
      ? undefined
      : callAbout(ground, remover, thing, "one", { prepares: `the ${thing} could not be removed` });
  const scope = list === undefined ? new Map<string, unknown>() : scopeOf(ground, list.operation, operation);
  const plan = (detail: string, first: Call, ...others: readonly Call[]): CasePlan => ({
    detail,
    calls: [within(ground, scope, first), ...others.map((call) => within(ground, scope, call))],
    needsState: true,
  });
  const listedFields = (said: Operation): readonly RequestField[] =>
    list === undefined ? [] : keptBy(ground, said, list.operation, list.path.slice(0, -1), thing);
  const users = operationsThat(ground, "takes", thing).filter(
    (other) => other !== remover && other !== operation && !takesInner(ground, other, thing),
  );
  const changers = operationsThat(ground, "changes", thing).filter(
    (changer) => fieldsOfThing(ground, changer, thing).length > 0,
  );
  const shown = users.filter(
    (user) =>
      !changers.includes(user) &&
      // What cannot be done again is done last, or to a thing of its own.
      ground.state.of(user.id).spends.length === 0 &&
      fieldsOfThing(ground, user, thing).length > 0 &&
      objectShown(ground, user, thing) !== undefined,
  );
  const seen = [
    ...shown.map((user) =>
      callAbout(ground, user, thing, "one", { shows: valuesShown(ground, operation, user, thing) }),
    ),
    ...listing({ once: ["one"], shows: namesOf(listedFields(operation)) }),
  ];
  const kept = [...shown.flatMap((user) => shownFields(ground, operation, user, thing)), ...listedFields(operation)];
  const [first, ...others] = seen;
  const second: Call = { ...make("two"), changes: changesTo(ground, kept) };
  return [
    ...(first === undefined || second.changes.length === 0
      ? []
      : [
          plan(`${thing} made before another`, remembering(make("one"), kept), second, first, ...others),
          ...changers.map((changer) => {
            const change = callAbout(ground, changer, thing, "two", {
              changes: changesTo(
                ground,
                kept.filter(({ key }) => ground.fieldsOf(changer).some((own) => own.key === key)),
              ),
              prepares: `the ${thing} could not be changed`,
            });
            return plan(
              `${thing} while ${changer.name} changes another`,
              remembering(make("one"), kept),
              make("two"),
              change,
              first,
              ...others,
            );
          }),
        ]),
    ...(first === undefined
      ? []
      : shapesOf(ground).map(({ what, call }) =>
          plan(`${thing} ${what}`, { ...remembering(make("one"), kept), ...call }, first, ...others),
        )),
    ...listing({ once: ["one"], shows: namesOf(listedFields(operation)) }).map((call) =>
      plan(`${thing} listed once`, remembering(make("one"), listedFields(operation)), call),
    ),
    ...(list === undefined || partial !== undefined ? [] : listing({ keep: "first" })).flatMap((first) =>
      listing({
        once: ["one", "two"],
        earlier: { in: "first", once: "one" },
        twin: {
          since: "first",
          of: "two",
          shows: namesOf(listedFields(operation)),
          own: list !== undefined && isPrivate(list.operation),
        },
      }).map((second) =>
        plan(
          `two ${plural(thing)} listed`,
          make("one"),
          first,
          { ...remembering(make("two"), listedFields(operation)), basis: { kind: "mandatory" }, pauseMs: APART_MS },
          second,
        ),
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
    ...changers.flatMap((changer) => {
      const path = list?.path.slice(0, -1) ?? [];
      const set = list === undefined ? [] : quantitiesSet(ground, changer, list.operation, path, thing);
      const fields = set.map(({ name }) => name);
      const change = callAbout(ground, changer, thing, "two", { prepares: `the ${thing} could not be changed` });
      if (fields.length === 0) return [];
      return listing({ keep: "before" }).flatMap((first) =>
        listing({ still: { in: "before", of: "one", but: "two", fields } }).map((second) =>
          plan(
            `${thing} listed as it was while ${changer.name} changes another`,
            make("one"),
            make("two"),
            first,
            change,
            second,
          ),
        ),
      );
    }),
    ...changers.flatMap((changer) => [
      ...changing(ground, changer, thing, "one", shownFields(ground, changer, changer, thing)).map((change) =>
        plan(`${thing} answered by ${changer.name} as it left it`, make("one"), {
          ...change,
          shows: valuesShown(ground, changer, changer, thing),
        }),
      ),
      ...changing(ground, changer, thing, "one", listedFields(changer)).flatMap((change) =>
        listing({ once: ["one"], shows: namesOf(listedFields(changer)) }).map((call) =>
          plan(`${thing} listed as ${changer.name} left it`, { ...make("one"), ...madeWhole(operation) }, change, call),
        ),
      ),
      ...users
        .filter((user) => user !== changer)
        .flatMap((user) =>
          changing(ground, changer, thing, "one", shownFields(ground, changer, user, thing)).map((change) =>
            plan(
              `${thing} shown by ${user.name} as ${changer.name} left it`,
              { ...make("one"), ...madeWhole(operation) },
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
          ...listing({ once: ["two"], never: ["one"] }).flatMap((call) => [
            plan(`one of two ${plural(thing)} removed`, make("one"), make("two"), remove, call),
            plan(`the later of two ${plural(thing)} removed`, make("two"), make("one"), remove, call),
          ]),
          ...pagesOf(list === undefined ? [] : ground.fieldsOf(list.operation)).flatMap((pages) =>
            listing({ never: ["one"] }).map((call) =>
              plan(
                `${thing} on no page once removed`,
                make("one"),
                make("two"),
                remove,
                ...pages.map((changes) => ({ ...call, changes })),
              ),
            ),
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

/** The first pages of the least size: a removed thing may stand on those that are seldom looked at. None where there are no pages. */
function pagesOf(fields: readonly RequestField[]): readonly (readonly Change[])[][] {
  const pages = [0, 1, 2].map((index) => pageOf(fields, index)?.map(({ field, value }) => setField(field, value)));
  return pages.every((changes) => changes !== undefined) ? [pages] : [];
}

/** The shapes in which a thing may be made: what is well said of one is often wrong of another. */
function shapesOf(ground: Ground): readonly { readonly what: string; readonly call: Partial<Call> }[] {
  const own = ground.fields.filter(
    (field) => field.in === "body" && !field.key.includes("[]") && !ground.given(field) && !field.sensitive,
  );
  const lists = own.filter(({ schema }) => typesOf(schema).includes("array"));
  const enums = own.filter(({ schema }) => (schema.enum ?? []).length > 1);
  const ofThree = lists.some((field) => ofSeveral(ground, field, 3).length > 0);
  const most = Math.min(Math.max(...enums.map(({ schema }) => schema.enum?.length ?? 0), ofThree ? 3 : 2), MOST);
  const either = { expect: expectEither(ground.operation), legal: true, mayEnd: true };
  const none = lists.filter(({ required, schema }) => required && Number(schema.minItems ?? 0) === 0);
  const telling = (text: string): readonly Change[] =>
    own.filter((field) => isForLetters(field) && ground.allows(field, text)).map((field) => setField(field, text));
  const letters = telling(LETTERS);
  const marks = telling(MARKS);
  const marked = marks.length === 0 ? [] : [{ what: "made with marks", call: { ...either, changes: marks } }];
  if (lists.length + enums.length === 0) {
    const told = { what: "made with letters outside ASCII", call: { ...either, basis: ALL, changes: letters } };
    return [...(letters.length === 0 ? [] : [told]), ...marked];
  }
  const shapes = Array.from({ length: most }, (_, index) => {
    const values = enums.map((field) => setField(field, field.schema.enum?.[index % field.schema.enum.length]));
    if (index === 0)
      return {
        what: "made with empty lists and what is mandatory alone",
        call: { ...either, basis: { kind: "mandatory" }, changes: none.map((field) => setField(field, [])) },
      };
    const count = index === 1 ? 2 : 3;
    const listed = index > 2 ? [] : lists.flatMap((field) => ofSeveral(ground, field, count));
    const told = index === 1 ? letters : [];
    const what = `made with ${listed.length === 0 ? `value ${index + 1} of its enumerations` : `lists of ${count === 2 ? "two" : "three"}`}`;
    return {
      what,
      call: { ...either, basis: { kind: "all" }, changes: [...values, ...listed, ...told] },
    };
  });
  return [...shapes, ...marked];
}

/** Things made so far apart have other times, even where these are told in seconds. */
const APART_MS = 1100;
const MOST = 6;
const ALL = { kind: "all" } as const;

/** So many elements in a list that hold different values where they can; nothing where they do not fit. */
function ofSeveral(ground: Ground, field: RequestField, count: 2 | 3): readonly Change[] {
  const valid = ground.fitting(field);
  const first: unknown = Array.isArray(valid) ? valid[0] : undefined;
  const { items } = field.schema;
  if (first === undefined || items === undefined) return [];
  const element = { schema: ground.resolve(items) };
  const next = (value: unknown): unknown => another(value, element, ground.resolve) ?? value;
  const second = next(first);
  const third = typeof second === "string" && element.schema.enum === undefined ? `${second}2` : next(second);
  const all = [first, second, third].slice(0, count);
  return ground.allows(field, all) ? [setField(field, all)] : [];
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
