// Family: methods the tables do not name (RFC 9110, section 15.5.6).
import type { Change } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";

export const undocumentedMethod: Family = {
  name: "undocumented-method",
  summary: "A method that no table gives the path is refused.",
  details: "A GET that changes things is followed by every crawler and prefetcher. HEAD and OPTIONS may be answered.",
  cases({ operation, operations }) {
    const documented = operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
    if (operations.find(({ path }) => path === operation.path) !== operation) return [];
    return ["GET", "PUT", "PATCH", "DELETE", "POST"]
      .filter((method) => !documented.includes(method))
      .map((method) => ({
        detail: `method ${method}`,
        calls: [
          {
            operation,
            basis: { kind: "documented" as const },
            changes: [withMethod(method)],
            expect: expectAnyRefusal(operation, true),
          },
        ] as const,
      }));
  },
};

function withMethod(method: string): Change {
  return (draft) => ({ ...draft, method, body: method === "GET" ? { kind: "none" } : draft.body });
}
