// The plan of a run: every family's cases for every operation, named, in an order that does not depend on the target.
import { isJson, type Operation } from "../openapi/operation.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Case, nameCase } from "./case.ts";
import { families } from "./families/index.ts";
import { bodyMedia, identifies, type RequestField } from "./request-field.ts";
import type { Target } from "./settings.ts";
import type { RequestMaker } from "./valid-request.ts";
import { sourceOf } from "./value-pool.ts";

export interface PlanSettings {
  readonly target: Target;
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly runs: number;
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
  const { target, scenarios, seed, runs, only, shard } = settings;
  const taken = new Map<string, number>();
  const cases = operations.flatMap((operation) => {
    const ground = {
      operation,
      operations,
      fields: maker.fields(operation),
      given: (field: RequestField) => sourceOf(target.values, field) !== undefined,
      textual: (field: RequestField) => field.in !== "body" || !isJson(bodyMedia(operation)?.type),
      fitting: (field: RequestField) => maker.fitting(field, String(seed)),
      exampleFits: maker.exampleFits(operation),
      identities: Object.entries(target.identities).map(([name, sources]) => ({
        name,
        hasSessions: maker
          .fields(operation)
          .some((field) => identifies(field) === "session" && sourceOf(sources, field) !== undefined),
      })),
      scenarios,
      seed,
      runs,
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
