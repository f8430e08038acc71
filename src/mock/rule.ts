// Rules of a scenario against a request: which one answers, with what, and why the others do not.
import { isDeepStrictEqual } from "node:util";
import { FAKE_PREFIX } from "../openapi/fake-name.ts";
import { type Field, type FieldValues, fieldValue, readField } from "../scenario/field.ts";
import type { Condition, Rule, Test } from "../scenario/scenario.ts";
import { fillTemplate, fillText } from "../scenario/template.ts";
import { keyOf, type World } from "./world.ts";

/** Why a rule does not answer a request, in one sentence without values; undefined when it does. */
export function refusalOf(rule: Rule, scenario: string, values: FieldValues, world: World): string | undefined {
  if (rule.times !== undefined && (world.counters.get(counterKey(rule, scenario)) ?? 0) >= rule.times)
    return `it has answered its ${rule.times} times`;
  for (const condition of rule.when) {
    const failed = failedTest(condition, values);
    if (failed !== undefined) return `\`${condition.field.text}\` ${failed}`;
  }
  const { answer } = rule;
  if (answer.kind === "sequence" && answer.per !== undefined && fieldValue(values, answer.per) === undefined)
    return `\`${answer.per.text}\`, by which it counts, is absent`;
  return undefined;
}

/** The outcome a rule gives this time, and the marks that answering leaves in the world. Undefined for a fault. */
export function applyRule(
  rule: Rule,
  scenario: string,
  values: FieldValues,
  world: World,
  lookup: (name: string) => unknown = lookupIn(values),
): string | undefined {
  const { answer } = rule;
  const key = counterKey(rule, scenario);
  const total = world.counters.get(key) ?? 0;
  world.counters.set(key, total + 1);
  let result = answer.kind === "result" ? answer.result : undefined;
  if (answer.kind === "sequence") {
    const perKey = answer.per === undefined ? key : `${key} ${keyOf(fieldValue(values, answer.per))}`;
    const count = perKey === key ? total : (world.counters.get(perKey) ?? 0);
    if (perKey !== key) world.counters.set(perKey, count + 1);
    result = answer.results[Math.min(count, answer.results.length - 1)];
  }
  for (const name of rule.forget) world.state.delete(fillText(name, lookup));
  for (const [name, value] of Object.entries(rule.remember))
    world.state.set(fillText(name, lookup), fillTemplate(value, lookup));
  return result;
}

/**
 * What the names in a rule's templates stand for.
 * @param fake fake data by its name
 */
export function lookupIn(
  values: FieldValues,
  fake: (name: string) => unknown = () => undefined,
): (name: string) => unknown {
  return (name) => {
    if (name.startsWith(FAKE_PREFIX)) return fake(name.slice(FAKE_PREFIX.length));
    const field = readField(name);
    return field === undefined ? undefined : fieldValue(values, filled(field, values));
  };
}

/** How often a rule has answered in a world. */
export function countOf(rule: Rule, scenario: string, world: World): number {
  return world.counters.get(counterKey(rule, scenario)) ?? 0;
}

function counterKey(rule: Rule, scenario: string): string {
  return `${scenario} ${rule.id}`;
}

/** Keys of the state may hold templates themselves: `state.ended {{body.sessionId}}`. */
function filled(field: Field, values: FieldValues): Field {
  if (field.in !== "state" || !field.name.includes("{{")) return field;
  return { ...field, name: fillText(field.name, lookupIn(values)) };
}

/** Why a condition does not hold, as the rest of a sentence without values; undefined when it does. */
export function failedTest({ field, tests }: Condition, values: FieldValues): string | undefined {
  const found = fieldValue(values, filled(field, values));
  return tests.map((test) => failure(test, field, found)).find((reason) => reason !== undefined);
}

function failure(test: Test, field: Field, found: unknown): string | undefined {
  switch (test.kind) {
    case "absent":
      return (found === undefined) === test.absent ? undefined : test.absent ? "is there" : "is absent";
    case "equals":
      return isEqual(field, found, test.value) ? undefined : reason(found, "is another value");
    case "in":
      return test.values.some((value) => isEqual(field, found, value))
        ? undefined
        : reason(found, "is none of the values");
    case "pattern":
      return isScalar(found) && test.matches(String(found))
        ? undefined
        : reason(found, `does not match \`${test.pattern}\``);
    default: {
      const number = isScalar(found) && String(found).trim() !== "" ? Number(found) : Number.NaN;
      return compares(test.kind, number, test.bound) ? undefined : reason(found, `is not ${test.kind} ${test.bound}`);
    }
  }
}

function compares(kind: "gt" | "gte" | "lt" | "lte", number: number, bound: number): boolean {
  if (kind === "gt") return number > bound;
  if (kind === "gte") return number >= bound;
  return kind === "lt" ? number < bound : number <= bound;
}

function reason(found: unknown, text: string): string {
  return found === undefined ? "is absent" : text;
}

/** Data is compared whole; what came as text is compared as text. */
function isEqual({ in: place }: Field, found: unknown, wanted: unknown): boolean {
  if (place === "body" || place === "state") return isDeepStrictEqual(found, wanted);
  return [found].flat().some((value) => isScalar(value) && String(value) === String(wanted));
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
