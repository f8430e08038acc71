// Family: every optional field at once, and each left out in turn.
import { leaveOut } from "../draft.ts";
import { expectSuccess } from "../expectation.ts";
import type { Family } from "../family.ts";

export const everyOptionalField: Family = {
  name: "every-optional-field",
  summary: "A request with every optional field succeeds, and so it does with each of them left out.",
  details: "Optional fields are optional together and one by one.",
  cases({ operation, fields }) {
    const optional = fields.filter(({ requiredInParent }) => !requiredInParent);
    if (optional.length === 0) return [];
    const basis = { kind: "all" } as const;
    const expect = expectSuccess(operation);
    return [
      { detail: "every optional field", calls: [{ operation, basis, changes: [], expect }] },
      ...optional.map((field) => ({
        detail: `${field.key} left out`,
        calls: [{ operation, basis, changes: [leaveOut(field)], expect, field }] as const,
      })),
    ];
  },
};
