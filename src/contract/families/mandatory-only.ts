// Family: nothing but the mandatory fields.
import { expectSuccess } from "../expectation.ts";
import type { Family } from "../family.ts";

export const mandatoryOnly: Family = {
  name: "mandatory-only",
  summary: "A request with the mandatory fields alone succeeds.",
  details: "An optional field that the service cannot do without is not optional.",
  cases: ({ operation }) => [
    {
      detail: "mandatory fields only",
      calls: [{ operation, basis: { kind: "mandatory" }, changes: [], expect: expectSuccess(operation) }],
    },
  ],
};
