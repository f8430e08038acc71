// The format of scenario files for one document: its operations and their codes as the only ones, so that an editor can offer them.
import type { Operation } from "../openapi/operation.ts";
import { SCENARIO_SCHEMA } from "./schema.ts";

type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema of a scenario file of these operations; the loader is stricter still, and says where. */
export function scenarioSchemaFor(operations: readonly Operation[]): Schema {
  const { rules, steps } = SCENARIO_SCHEMA.properties;
  return {
    ...SCENARIO_SCHEMA,
    properties: {
      ...SCENARIO_SCHEMA.properties,
      rules: { ...rules, items: forOperations(rules.items, "on", operations, ruleCodes) },
      steps: { ...steps, items: forOperations(steps.items, "call", operations, stepCodes) },
    },
  };
}

/** An entry whose operation is one of these, and whose codes are that operation's. */
function forOperations(
  entry: { readonly properties: Schema },
  key: "on" | "call",
  operations: readonly Operation[],
  codes: (names: readonly unknown[]) => Schema,
): Schema {
  const names = operations.flatMap(({ id, name }) => (id === name ? [name] : [name, id]));
  return {
    ...entry,
    properties: { ...entry.properties, [key]: { ...(entry.properties[key] as object), enum: names } },
    allOf: operations.map(({ id, name, outcomes }) => ({
      if: { properties: { [key]: { enum: [name, id] } } },
      then: { properties: codes(outcomes.flatMap((outcome) => spellings(outcome.name))) },
    })),
  };
}

function ruleCodes(names: readonly unknown[]): Schema {
  return { result: { enum: names }, sequence: { items: { enum: names } } };
}

function stepCodes(names: readonly unknown[]): Schema {
  return { expect: { anyOf: [{ enum: names }, { type: "object", properties: { result: { enum: names } } }] } };
}

/** A numeric code may be written as a number. */
function spellings(name: string): readonly unknown[] {
  return /^(0|-?[1-9]\d{0,14})$/.test(name) ? [name, Number(name)] : [name];
}
