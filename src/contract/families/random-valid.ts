// Family: seeded random requests that fit the tables.

import { SESSION } from "../../openapi/thing.ts";
import { setField } from "../draft.ts";
import { expectSuccess } from "../expectation.ts";
import type { Family } from "../family.ts";
import { typesOf } from "../request-field.ts";

const USUAL_RUNS = 5;

export const randomValid: Family = {
  name: "random-valid",
  summary: "Seeded random requests that fit the tables succeed.",
  details:
    "Values of every kind the schema allows, the same for the same `--seed`. `--runs` says how many; else they are five, or one where all values are given and nothing is left to chance.",
  cases: ({ operation, fields, state, given, fitting, seed, runs }) => {
    // Nobody logs in at random.
    const login = state.of(operation.id).makes.some(({ thing }) => thing === SESSION);
    const credentials = fields.filter(
      (field) => login && field.required && !given(field) && typesOf(field.schema).includes("string"),
    );
    const isSettled = fields.every((field) => field.required && given(field));
    return Array.from({ length: runs ?? (isSettled ? 1 : USUAL_RUNS) }, (_, index) => ({
      detail: `random valid request ${index + 1}`,
      calls: [
        {
          operation,
          basis: { kind: "random" as const, seed: `${seed} ${operation.id} ${index}` },
          changes: credentials.map((field) => setField(field, fitting(field))),
          expect: expectSuccess(operation),
        },
      ] as const,
    }));
  },
};
