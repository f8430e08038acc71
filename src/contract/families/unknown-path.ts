// Family: paths the tables do not name (RFC 9110, section 15.5.5).
import type { Draft } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { MARKUP } from "../unusual-text.ts";

export const unknownPath: Family = {
  name: "unknown-path",
  summary: "A valid request to a path no table names is refused.",
  details: "A service that answers every path alike hides every mistyped address.",
  cases({ operation, operations }) {
    if (operation.path.endsWith("/") || operation.path.endsWith("}")) return [];
    const known = operations.map(({ path }) => templateOf(path));
    // Pages that say what was not found are a place where markup comes back.
    return [`${operation.path}-unknown`, `${operation.path}/unknown`, `${operation.path}/${encodeURIComponent(MARKUP)}`]
      .filter((path) => !known.some((template) => template.test(path)))
      .map((path) => ({
        detail: `path ${path}`,
        calls: [
          {
            operation,
            basis: { kind: "documented" as const },
            changes: [(draft: Draft) => ({ ...draft, path })],
            expect: expectAnyRefusal(operation, true),
          },
        ] as const,
      }));
  },
};

/** What a path with templates stands for. */
function templateOf(path: string): RegExp {
  const parts = path.split(/\{[^{}]+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}
