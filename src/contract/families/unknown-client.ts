// Family: a client that is not registered, or that does not know its own secret.
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { identifies } from "../request-field.ts";

export const unknownClient: Family = {
  name: "unknown-client",
  summary: "A wrong client id, and a wrong client secret, are refused.",
  details: `Each is tried alone, beside otherwise valid values. Which code answers is rarely written in the tables: any documented
refusal that is no server error will do. Asked only where the config gives the real ones.`,
  cases: ({ operation, fields, given }) =>
    fields
      .filter((field) => identifies(field) === "client" && given(field))
      .map((field) => ({
        detail: `${field.key} wrong`,
        calls: [
          {
            operation,
            basis: { kind: "documented" as const },
            instead: { [field.key]: "fieldproof-unknown-client" },
            changes: [],
            expect: expectAnyRefusal(operation),
            field,
          },
        ] as const,
        notOnMock: "A mock knows no clients.",
      })),
};
