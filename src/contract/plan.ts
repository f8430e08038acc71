// The plan of a run: every family's cases for every operation, named, in an order that does not depend on the target.
import type { SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation } from "../openapi/operation.ts";
import type { StateModel } from "../openapi/state.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Case, nameCase } from "./case.ts";
import { families } from "./families/index.ts";
import type { Recording } from "./har.ts";
import { bodyMedia, identifies, type RequestField } from "./request-field.ts";
import type { Target, ValueSources } from "./settings.ts";
import type { Supply } from "./supply.ts";
import type { RequestMaker } from "./valid-request.ts";

export interface PlanSettings {
  readonly target: Target;
  readonly supply: Supply;
  readonly state: StateModel;
  readonly scenarios: readonly Scenario[];
  readonly recordings?: readonly Recording[];
  readonly seed: number;
  readonly runs?: number;
  /** A part of an id or name, letter case aside; `/…/` is a regular expression. */
  readonly only?: string;
  /** 1-based. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/** @throws SyntaxError when `only` is no valid regular expression */
export function planCases(
  operations: readonly Operation[],
  maker: RequestMaker,
  settings: PlanSettings,
): readonly Case[] {
  const { target, supply, state, scenarios, seed, runs, only, shard } = settings;
  const fieldsOf = (operation: Operation): readonly RequestField[] => maker.fields(operation);
  const taken = new Map<string, number>();
  const cases = operations.flatMap((operation) => {
    const ground = {
      operation,
      operations,
      fields: maker.fields(operation),
      given: (field: RequestField) => supply.sourceFor(operation, field) !== undefined,
      textual: (field: RequestField) => field.in !== "body" || !isJson(bodyMedia(operation)?.type),
      fitting: (field: RequestField) => maker.fitting(field, String(seed)),
      allows: (field: RequestField, value: unknown) => maker.allows(field, value),
      answered: (other: Operation) => maker.answered(other),
      resolve: (schema: SchemaObject) => maker.resolve(schema),
      exampleFits: maker.exampleFits(operation),
      identities: Object.entries(target.identities).map(([name, sources]) => ({
        name,
        hasSessions: (other: Operation) =>
          fieldsOf(other).some(
            (field) => identifies(field) === "session" && hasOwnSession(supply, other, field, sources),
          ),
        isNamedIn: (other: Operation) =>
          fieldsOf(other).some(
            (field) =>
              identifies(field) !== "session" && Object.hasOwn(sources, supply.sourceFor(other, field, sources) ?? ""),
          ),
        instead: (field: RequestField) => {
          const theirs = valueInstead(supply, operation, field, sources);
          return theirs === maker.fitting(field, String(seed)) ? undefined : theirs;
        },
      })),
      scenarios,
      recordings: settings.recordings ?? [],
      state,
      fieldsOf,
      inferred: (field: RequestField) => supply.thingOf(supply.sourceFor(operation, field) ?? "") !== undefined,
      givenTo: (other: Operation, field: RequestField) => supply.sourceFor(other, field) !== undefined,
      seed,
      ...(runs === undefined ? {} : { runs }),
    };
    return families.flatMap(({ name, cases: plansOf }) =>
      plansOf(ground).map((plan) => {
        const key = `${operation.id} ${name} ${plan.detail}`;
        const before = taken.get(key) ?? 0;
        taken.set(key, before + 1);
        return nameCase(operation, name, before === 0 ? plan : { ...plan, detail: `${plan.detail} (${before + 1})` });
      }),
    );
  });
  const wanted = only === undefined ? cases : cases.filter(matcher(only));
  return shard === undefined ? wanted : wanted.filter((_, index) => index % shard.count === shard.index - 1);
}

/** Whether a second client has sessions of its own: given by the config, or made with its own values. */
function hasOwnSession(supply: Supply, operation: Operation, field: RequestField, own: ValueSources): boolean {
  const name = supply.sourceFor(operation, field, own);
  return name !== undefined && (Object.hasOwn(own, name) || supply.thingOf(name) !== undefined);
}

function valueInstead(supply: Supply, operation: Operation, field: RequestField, own: ValueSources): unknown {
  const theirs = own[supply.sourceFor(operation, field, own) ?? ""];
  const ours = supply.sources[supply.sourceFor(operation, field) ?? ""];
  if (theirs?.kind !== "fixed" || (ours !== undefined && ours.kind !== "fixed")) return undefined;
  return theirs.value === ours?.value ? undefined : theirs.value;
}

function matcher(pattern: string): (candidate: Case) => boolean {
  const body = /^\/(.+)\/$/s.exec(pattern)?.[1];
  if (body !== undefined) {
    const expression = new RegExp(body, "i");
    return ({ id, name }) => id === pattern || expression.test(name);
  }
  const words = pattern.toLowerCase();
  return ({ id, name, family, operation }) =>
    id === words || family === words || operation.id === pattern || name.toLowerCase().includes(words);
}

/** The cases in an order in which a few of them tell most: of every family one for each operation, before any has a second. */
export function tellingFirst(plan: readonly Case[]): readonly Case[] {
  const ranks = new Map<string, number>();
  const ranked = plan.map((kase) => {
    const key = `${kase.operation.id} ${kase.family}`;
    const rank = ranks.get(key) ?? 0;
    ranks.set(key, rank + 1);
    return { kase, rank, family: families.findIndex(({ name }) => name === kase.family) };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.family - b.family).map(({ kase }) => kase);
}
