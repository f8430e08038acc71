// Family: paths the tables do not name (RFC 9110, section 15.5.5).
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";

export const unknownPath: Family = {
  name: "unknown-path",
  summary: "A valid request to a path no table names is refused.",
  details: "A service that answers every path alike hides every mistyped address.",
  cases({ operation }) {
    if (operation.path.endsWith("/") || operation.path.endsWith("}")) return [];
    return [`${operation.path}-unknown`, `${operation.path}/unknown`].map((path) => ({
      detail: `path ${path}`,
      calls: [
        {
          operation,
          basis: { kind: "documented" as const },
          changes: [(draft) => ({ ...draft, path })],
          expect: expectAnyRefusal(operation, true),
        },
      ] as const,
    }));
  },
};
