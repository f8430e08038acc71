// Family: seeded random requests that fit the tables.
import { expectSuccess } from "../expectation.ts";
import type { Family } from "../family.ts";

export const randomValid: Family = {
  name: "random-valid",
  summary: "Seeded random requests that fit the tables succeed.",
  details: "Values of every kind the schema allows, the same for the same `--seed`. `--runs` says how many.",
  cases: ({ operation, seed, runs }) =>
    Array.from({ length: runs }, (_, index) => ({
      detail: `random valid request ${index + 1}`,
      calls: [
        {
          operation,
          basis: { kind: "random" as const, seed: `${seed} ${operation.id} ${index}` },
          changes: [],
          expect: expectSuccess(operation),
        },
      ] as const,
    })),
};
