// Family: methods the tables do not name (RFC 9110, section 15.5.6).
import { SESSION } from "../../openapi/thing.ts";
import type { Change, DraftBody } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";

export const undocumentedMethod: Family = {
  name: "undocumented-method",
  summary: "A method that no table gives the path is refused.",
  details: `A GET that changes things is followed by every crawler and prefetcher: it is sent with the body's plain fields in its query.
HEAD and OPTIONS may be answered. What it could end is made anew for it: of a thing that is gone any method is refused.`,
  cases({ operation, operations, state }) {
    const documented = operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
    if (operations.find(({ path }) => path === operation.path) !== operation) return [];
    // What has no body changes nothing, whatever the method.
    const told = operations.find(({ path, requestBody }) => path === operation.path && requestBody !== undefined);
    const { ends, spends, changes, takes } = state.of((told ?? operation).id);
    const fresh =
      ends.length + spends.length + changes.length + takes.filter(({ thing }) => thing !== SESSION).length > 0;
    return ["GET", "PUT", "PATCH", "DELETE", "POST"]
      .filter((method) => !documented.includes(method))
      .map((method) => ({
        detail: `method ${method}`,
        calls: [
          {
            operation: (method === "DELETE" ? undefined : told) ?? operation,
            basis: { kind: "documented" as const },
            changes: [withMethod(method)],
            expect: expectAnyRefusal(operation, true),
          },
        ] as const,
        fresh,
      }));
  },
};

function withMethod(method: string): Change {
  return (draft) => {
    if (method !== "GET") return { ...draft, method };
    const query = { ...plainOf(draft.body), ...draft.values.query };
    return { ...draft, method, body: { kind: "none" }, values: { ...draft.values, query } };
  };
}

/** What of a body a query can carry. */
function plainOf(body: DraftBody): Readonly<Record<string, unknown>> {
  const value = body.kind === "data" ? body.value : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => typeof inner !== "object"));
}
