// Family: the steps that people wrote down.
import { isObject } from "../../json/object.ts";
import type { Operation } from "../../openapi/operation.ts";
import type { Scenario, Step } from "../../scenario/scenario.ts";
import { fillTemplate } from "../../scenario/template.ts";
import type { Call, CasePlan } from "../case.ts";
import { type Change, changeBody, leaveOut, setField } from "../draft.ts";
import { expectOutcome, expectSuccess } from "../expectation.ts";
import type { Family } from "../family.ts";
import type { RequestField } from "../request-field.ts";

export const scenarioSteps: Family = {
  name: "scenario-steps",
  summary: "Each scenario's steps are answered as the scenario says.",
  details: `What is left out of a step is filled with valid values, the same throughout one scenario. Against our own mock the
scenario is named with each request, so that its rules answer. Codes that no request can bring about are not asked of a real service.`,
  cases({ operation, operations, scenarios }) {
    return scenarios
      .filter(({ steps }) => steps[0]?.operation === operation.id)
      .flatMap((scenario): readonly CasePlan[] => {
        const [first, ...rest] = scenario.steps.map((step) => callOf(operations, operation, step));
        if (first === undefined) return [];
        const reason = unprovoked(scenario, operations);
        return [
          {
            detail: `scenario ${scenario.name}`,
            calls: [first, ...rest],
            scenario: scenario.name,
            ...(reason === undefined ? {} : { notOnReal: reason }),
          },
        ];
      });
  },
};

function unprovoked({ steps }: Scenario, operations: readonly Operation[]): string | undefined {
  for (const { operation, expect } of steps) {
    const outcome = operations.find(({ id }) => id === operation)?.outcomes.find(({ name }) => name === expect.result);
    if (outcome?.unprovoked !== undefined) return `No request brings \`${outcome.name}\` about: ${outcome.unprovoked}.`;
    if (outcome?.role === "serverError")
      return `No request brings \`${outcome.name}\` about: it is a breakdown inside the service.`;
  }
  return undefined;
}

function callOf(operations: readonly Operation[], fallback: Operation, step: Step): Call {
  const operation = operations.find(({ id }) => id === step.operation) ?? fallback;
  const { result, body } = step.expect;
  const expected = result === undefined ? expectSuccess(operation) : expectOutcome(operation, result);
  return {
    operation,
    basis: { kind: "documented" },
    changes: [],
    expect: { ...expected, body },
    take: step.take,
    step: step.location,
    fill: (lookup) => changesOf(step, lookup),
  };
}

function changesOf(step: Step, lookup: (name: string) => unknown): readonly Change[] {
  const places = (["header", "query", "path", "cookie"] as const).flatMap((place) =>
    Object.entries(step.with[place]).map(([name, value]) =>
      setField({ in: place, pointer: name }, fillTemplate(value, lookup)),
    ),
  );
  const { body } = step.with;
  const laid = body === undefined ? [] : [changeBody((valid) => overlaid(valid, fillTemplate(body, lookup)))];
  const left = step.without.flatMap(({ in: place, name }) =>
    isPlace(place) ? [leaveOut({ in: place, pointer: name })] : [],
  );
  return [...places, ...laid, ...left];
}

function isPlace(place: string): place is RequestField["in"] {
  return ["header", "query", "path", "cookie", "body"].includes(place);
}

/** Objects are laid over one another key by key; anything else replaces what it lies on. */
function overlaid(under: unknown, over: unknown): unknown {
  if (!isObject(under) || !isObject(over)) return over;
  return {
    ...under,
    ...Object.fromEntries(Object.entries(over).map(([key, value]) => [key, overlaid(under[key], value)])),
  };
}
