// Family: what can be done to a thing but once, and what stands of it from then on.
import { joinPointer } from "../../json/pointer.ts";
import { refusalsAfter, valueAfter } from "../../openapi/done.ts";
import type { Operation, OutcomeOption } from "../../openapi/operation.ts";
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { wordsOf } from "../../openapi/thing.ts";
import type { Call, CasePlan, Listing } from "../case.ts";
import { type Change, setField } from "../draft.ts";
import { expectEither, expectRefusal } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import {
  callAbout,
  fieldsOfThing,
  largestPage,
  listOf,
  operationsThat,
  scopeOf,
  showersOf,
  validCall,
  within,
} from "../lifecycle.ts";
import { objectShown } from "../shown-thing.ts";

export const doneOnce: Family = {
  name: "done-once",
  summary:
    "What an operation does to a thing shows from then on, and is refused where a code says that it was done already.",
  details: `Told from names: \`/order/cancel\` leaves an order cancelled. Where a code of the operation says that it cannot be done again
(\`ORDER_ALREADY_CANCELLED\`), the second time is refused with it; where one of another operation says so (\`the order was cancelled\`),
that is refused from then on. Where the thing is shown with an enumeration that has just the one word for it (\`CANCELLED\`), it is shown with that, and listed with it.
An operation that refuses the first time, as something else may have to be done before, is not asked.`,
  cases(ground) {
    const { operation, state } = ground;
    return state.of(operation.id).spends.flatMap((spent) => [...again(ground, spent), ...left(ground, spent)]);
  },
};

/** How such a thing comes to be, and is spoken of from then on; undefined where none is at hand. */
function thingFor(
  ground: Ground,
  thing: string,
):
  | { readonly made: readonly Call[]; readonly about: (operation: Operation, more?: Partial<Call>) => Call }
  | undefined {
  const { operation, state } = ground;
  const fields = fieldsOfThing(ground, operation, thing);
  const [maker] = operationsThat(ground, "makes", thing).filter((each) => each !== operation);
  const fact = maker && state.of(maker.id).makes.find((each) => each.thing === thing);
  if (fields.length === 0) return undefined;
  if (maker !== undefined && fact !== undefined) {
    const take = { one: pointerTo(fact.field.path) };
    return {
      made: [validCall(maker, { take, prepares: `no ${thing} could be made` })],
      about: (other, more) => callAbout(ground, other, thing, "one", more),
    };
  }
  // Calls of one case share what they are given.
  return fields.every(ground.given) ? { made: [], about: (other, more) => validCall(other, more) } : undefined;
}

function again(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation } = ground;
  const one = thingFor(ground, thing);
  if (one === undefined) return [];
  const others = operationsThat(ground, "takes", thing).filter(
    (other) => fieldsOfThing(ground, other, thing).length > 0,
  );
  return others.flatMap((other): readonly CasePlan[] => {
    const refusals = refusalsAfter(other, thing, operation);
    if (refusals.length === 0) return [];
    const refused = one.about(other, { expect: expectOneOf(other, refusals) });
    const detail = other === operation ? `the same ${thing} a second time` : `${thing} in ${other.name} after it`;
    const acted = done(ground, one.about);
    const [maker] = one.made;
    return [maker === undefined ? plan(detail, acted, refused) : plan(detail, maker, acted, refused)];
  });
}

/** It may be refused the first time, for reasons that are not known here. */
function done({ operation }: Ground, about: (operation: Operation, more?: Partial<Call>) => Call): Call {
  return about(operation, { expect: expectEither(operation), mayEnd: true });
}

function expectOneOf(operation: Operation, refusals: readonly OutcomeOption[]): ReturnType<typeof expectRefusal> {
  const names = refusals.map(({ name }) => name);
  return { ...expectRefusal(operation, "business"), outcomes: names, label: names.join(" or ") };
}

function left(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, state } = ground;
  const one = thingFor(ground, thing);
  const [maker] = one?.made ?? [];
  if (one === undefined || maker === undefined) return [];
  const name = wordsOf(`${operation.path} ${operation.id}`);
  const stated = ({ choices }: StateFact): readonly (readonly [string, unknown])[] =>
    Object.entries(choices)
      .map(([field, values]) => [field, valueAfter(name, values)] as const)
      .filter(([, value]) => value !== undefined);
  /** Where an operation shows it, and as what: JSON Pointer → value. */
  const states = (shower: Operation): Readonly<Record<string, unknown>> => {
    const fact = state.of(shower.id).shows.find((each) => each.thing === thing);
    const around = objectShown(ground, shower, thing);
    if (fact === undefined || around === undefined) return {};
    return Object.fromEntries(stated(fact).map(([field, value]) => [joinPointer("", ...around, field), value]));
  };
  const showers = showersOf(ground, thing).filter((shower) => Object.keys(states(shower)).length > 0);
  const acted = done(ground, one.about);
  const own = { ...acted, left: states(operation) };
  return [
    ...(Object.keys(own.left).length === 0 ? [] : [plan(`${thing} answered as it left it`, maker, own)]),
    ...showers.map((shower) =>
      plan(`${thing} shown by ${shower.name} as it left it`, maker, acted, one.about(shower, { left: states(shower) })),
    ),
    ...listed(ground, thing, stated).flatMap(({ list, path, field, value }): readonly CasePlan[] => {
      const scope = scopeOf(ground, list, maker.operation);
      const about = (detail: string, ...calls: readonly [Call, ...Call[]]): CasePlan => {
        const [first, ...others] = calls;
        return plan(detail, within(ground, scope, first), ...others.map((call) => within(ground, scope, call)));
      };
      const asked = (changes: readonly Change[], listing: Partial<Listing>): Call =>
        validCall(list, {
          basis: { kind: "mandatory" },
          changes: [...largestPage(ground.fieldsOf(list)), ...changes],
          listing: { path, ...listing },
        });
      // Which of them are listed is for others to judge.
      const shown = asked([], { left: { of: "one", fields: { [field]: value } } });
      const [filter] = ground.fieldsOf(list).filter(({ name, in: place }) => name === field && place !== "path");
      const [other] = (filter?.schema.enum ?? []).filter((each) => each !== value && each !== null);
      return [
        about(`${thing} listed as it left it`, maker, acted, shown),
        ...(filter === undefined || other === undefined
          ? []
          : [
              about(
                `${thing} not listed by ${filter.key} of ${other} after it`,
                maker,
                acted,
                asked([setField(filter, other)], { never: ["one"] }),
              ),
            ]),
      ];
    }),
  ];
}

/** Where such a thing is listed with what it has become. */
function listed(
  ground: Ground,
  thing: string,
  stated: (fact: StateFact) => readonly (readonly [string, unknown])[],
): readonly {
  readonly list: Operation;
  readonly path: readonly string[];
  readonly field: string;
  readonly value: unknown;
}[] {
  const list = listOf(ground, thing);
  const fact = list && ground.state.of(list.operation.id).lists.find((each) => each.thing === thing);
  if (list === undefined || fact === undefined) return [];
  return stated(fact).map(([field, value]) => ({ list: list.operation, path: list.path, field, value }));
}

function plan(detail: string, first: Call, ...others: readonly Call[]): CasePlan {
  return { detail, calls: [first, ...others], needsState: true };
}
