// Family: the request the tables show as their example.
import { expectSuccess } from "../expectation.ts";
import type { Family } from "../family.ts";

export const documentedExample: Family = {
  name: "documented-example",
  summary: "The documented example request, with the config's values in their places, succeeds.",
  details:
    "It is what everybody tries first. An example that breaks its own table is not sent: `fieldproof lint` reports it.",
  cases({ operation, exampleFits }) {
    if (operation.requestBody !== undefined && exampleFits === undefined) return [];
    return [
      {
        detail: "documented example",
        calls: [{ operation, basis: { kind: "documented" }, changes: [], expect: expectSuccess(operation) }],
        ...(exampleFits === false ? { skip: "The documented example does not fit its own field table." } : {}),
      },
    ];
  },
};
