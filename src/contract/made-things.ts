// What a run has made at the target, so that it can be removed again, and what cannot be.
import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../openapi/operation.ts";
import { valuesAt } from "../openapi/schema-field.ts";
import type { StateModel } from "../openapi/state.ts";
import { SESSION } from "../openapi/thing.ts";
import { type Draft, setField, valueIn } from "./draft.ts";
import type { Exchange } from "./exchange.ts";
import { isField, type Supply } from "./supply.ts";
import type { RequestMaker } from "./valid-request.ts";
import type { Values } from "./value-pool.ts";

interface Made {
  readonly thing: string;
  readonly id: unknown;
  /** What it was made with: only with that can it be removed. */
  readonly values: Values;
}

/** A request that removes one thing. */
export interface Removal {
  readonly thing: string;
  readonly operation: Operation;
  readonly draft: Draft;
  readonly values: Values;
}

export interface MadeThings {
  /** Takes note of what an exchange made and ended. */
  note(exchange: Exchange, values: Values): void;
  /** Takes note of what a successful call made. */
  add(operation: Operation, body: unknown, values: Values): void;
  /** How to remove what is not spared, what was made last first, and sessions last; each thing is handed out once. */
  removals(seed: string, spared: (thing: string, id: unknown) => boolean): readonly Removal[];
  /** Takes note that a thing could not be removed, or that nobody waited for it. */
  kept(removal: Removal, unfinished: boolean): void;
  /** How many of each thing are left at the target, in words. */
  left(): readonly { readonly thing: string; readonly count: number; readonly why: string }[];
}

export function createMadeThings(
  operations: readonly Operation[],
  state: StateModel,
  supply: Supply,
  maker: RequestMaker,
): MadeThings {
  let made: Made[] = [];
  const kept = new Map<string, number>();
  const unfinished = new Map<string, number>();
  const keep = (thing: string, counts = kept): void => {
    counts.set(thing, (counts.get(thing) ?? 0) + 1);
  };
  const enderOf = (thing: string): Operation | undefined =>
    operations.find(({ id }) => state.of(id).ends.some((fact) => fact.thing === thing));
  const add = (operation: Operation, body: unknown, values: Values): void => {
    for (const { thing, field } of state.of(operation.id).makes)
      for (const id of valuesAt(body, field.path))
        if (typeof id === "string" || typeof id === "number") made.push({ thing, id, values });
  };
  /** The values of a request as it was sent: a case may have put another thing's id where one was made for it. */
  const sentWith = (operation: Operation, draft: Draft, values: Values): Values => {
    const sent = maker.fields(operation).flatMap((field): readonly [string, unknown][] => {
      const name = supply.sourceFor(operation, field);
      const value = valueIn(draft, field);
      return name === undefined || supply.thingOf(name) === undefined || value === undefined ? [] : [[name, value]];
    });
    return new Map([...values, ...sent]);
  };
  return {
    add,
    note({ operation, outcome, json, draft }, values) {
      if (outcome?.role !== "success") return;
      add(operation, json?.value, sentWith(operation, draft, values));
      for (const { thing, field } of state.of(operation.id).ends) {
        const own = maker.fields(operation).find(({ key }) => key === field.text);
        const id = own === undefined ? undefined : valueIn(draft, own);
        const isIt = (value: unknown): boolean => isDeepStrictEqual(String(value), String(id));
        // What was made within it is out of reach with it; what was made in a session outlives that.
        const wasWithin = ({ values }: Made): boolean => thing !== SESSION && [...values.values()].some(isIt);
        made = made.filter((each) => !(each.thing === thing && isIt(each.id)) && !wasWithin(each));
      }
    },
    removals(seed, spared) {
      const all = made.filter(({ thing, id }) => !spared(thing, id));
      made = made.filter((each) => !all.includes(each));
      // What was made within another goes before it.
      return [...all]
        .reverse()
        .sort((a, b) => Number(a.thing === SESSION) - Number(b.thing === SESSION))
        .flatMap(({ thing, id, values }): readonly Removal[] => {
          const operation = enderOf(thing);
          if (operation === undefined) {
            keep(thing);
            return [];
          }
          const fields = maker.fields(operation);
          const own = fields.filter((field) =>
            state.of(operation.id).takes.some((fact) => fact.thing === thing && isField(fact, field)),
          );
          const given = new Map([...values, ...own.map(({ key }): [string, unknown] => [key, id])]);
          const draft = maker.valid(operation, { kind: "documented" }, supply.valuesFor(operation, given), seed);
          return [{ thing, operation, values, draft: own.length === 0 ? draft : withIds(draft, own, id) }];
        });
    },
    kept: ({ thing }, isUnfinished) => keep(thing, isUnfinished ? unfinished : kept),
    left() {
      const tried = [...kept].map(([thing, count]) => {
        const ender = enderOf(thing);
        const why = ender === undefined ? "no documented operation ends one" : `\`${ender.name}\` did not end them`;
        return { thing, count, why };
      });
      const untried = [...new Set([...unfinished.keys(), ...made.map(({ thing }) => thing)])].map((thing) => ({
        thing,
        count: (unfinished.get(thing) ?? 0) + made.filter((each) => each.thing === thing).length,
        why: "the run ended before they could be removed",
      }));
      return [...tried, ...untried];
    },
  };
}

function withIds(
  draft: Draft,
  fields: readonly { readonly in: string; readonly pointer: string }[],
  id: unknown,
): Draft {
  return fields.reduce<Draft>(
    (current, field) => setField(field as Parameters<typeof setField>[0], id)(current),
    draft,
  );
}
