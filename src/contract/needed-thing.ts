// What must be there for an operation to succeed and its request does not name: an entry in the cart that is to be paid for.
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import { refusalForNone, type StateModel } from "../openapi/state.ts";
import type { Call, Case } from "./case.ts";
import type { Finding } from "./check.ts";
import { validCall } from "./lifecycle.ts";

/** What a target showed, in order, and what was found wrong with it. */
interface Met {
  readonly outcomes: readonly { readonly operation: Operation; readonly outcome: OutcomeOption }[];
  readonly found: readonly (Finding & { readonly check: string })[];
}

/** The case with a call that makes what was answered not to be there; undefined where that was not the answer, or more was wrong with it. */
export function withNeeded(
  kase: Case,
  { outcomes, found }: Met,
  { operations, state }: { readonly operations: readonly Operation[]; readonly state: StateModel },
): Case | undefined {
  const last = outcomes.at(-1);
  if (last === undefined || last.outcome.name !== refusalForNone(last.operation)?.name) return undefined;
  if (found.some(({ check, severity = "error" }) => severity === "error" && check !== "expected-code"))
    return undefined;
  const [need] = state.of(last.operation.id).needs;
  const maker = operations.find(
    ({ id }) => need !== undefined && state.of(id).makes.some(({ thing }) => thing === need.thing),
  );
  if (need === undefined || maker === undefined) return undefined;
  const [first, ...others] = kase.calls.flatMap((call): readonly Call[] => {
    if (call.operation.id !== last.operation.id) return [call];
    const { set = 0, identity, foreign = false } = call;
    const whose = { set, foreign, ...(identity === undefined ? {} : { identity }) };
    return [validCall(maker, { ...whose, prepares: `no ${need.thing} could be made` }), call];
  });
  return first === undefined ? undefined : { ...kase, calls: [first, ...others] };
}
