// The answer to a request that breaks the document, or refers to what is not there.
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import { SESSION } from "../openapi/thing.ts";
import type { PreparedOperation } from "./api.ts";
import type { Decision } from "./decision.ts";
import type { MockAnswer } from "./message.ts";
import { decidedProblem } from "./problem.ts";
import type { FieldViolation } from "./request-check.ts";
import { violationsHeader, violationsText } from "./violation-header.ts";

/** The code for an invalid request; where the operation has none, a problem that says the same. */
export function refused(
  { refusals }: Pick<PreparedOperation, "refusals">,
  operation: Operation,
  violations: readonly FieldViolation[],
  unsupported: readonly string[] | undefined,
  base: Pick<Decision, "operation" | "dynamic" | "lenient" | "headers">,
): MockAnswer | Decision {
  const wanted = unsupported === undefined ? "400" : "415";
  const why = unsupported === undefined ? "invalid" : "unsupported";
  if (!refusals.has(why)) refusals.set(why, refusalOf(operation, why));
  const outcome = refusals.get(why);
  if (outcome === undefined) {
    const detail = violationsText(violations);
    const members = { violations, ...(unsupported !== undefined ? { accepted: unsupported } : {}) };
    const title = unsupported !== undefined ? "Unsupported Media Type" : "Invalid request";
    const headers = { "x-fieldproof-violations": violationsHeader(violations) };
    return decidedProblem(operation, "validation", Number(wanted), title, detail, members, headers);
  }
  const isOpen = !/^\d{3}$/.test(outcome.response.status);
  return {
    ...base,
    outcome,
    by: "validation",
    lenient: true,
    changes: { message: violationsText(violations) },
    violations,
    ...(isOpen ? { status: Number(wanted) } : {}),
  };
}

function refusalOf({ outcomes }: Operation, why: "invalid" | "unsupported"): OutcomeOption | undefined {
  return (
    (why === "unsupported" ? outcomes.find(({ response }) => response.status === "415") : undefined) ??
    outcomes.find(({ role, status }) => role === "invalidRequest" && (status < 300 || status === 400)) ??
    outcomes.find(({ role }) => role === "invalidRequest") ??
    outcomes.find(({ response }) => ["4XX", "DEFAULT"].includes(response.status.toUpperCase()))
  );
}

/** The refusal of a request that refers to what is not there, with the reason in its message. */
export function missing(
  {
    outcome,
    thing,
    why,
  }: { readonly outcome: OutcomeOption; readonly thing: string; readonly why: readonly FieldViolation[] },
  base: Pick<Decision, "operation" | "dynamic" | "headers">,
): Decision {
  // What no field of the request names is said by the code alone.
  const changes = why.length === 0 ? {} : { changes: { message: violationsText(why) } };
  const isOpen = !/^\d{3}$/.test(outcome.response.status);
  const status = isOpen ? { status: thing === SESSION ? 401 : 404 } : {};
  return { ...base, outcome, by: "state", lenient: true, ...changes, violations: why, ...status };
}
