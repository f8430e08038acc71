// What was decided for a request, before any byte of the answer is made; and by what the bytes can be kept.
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import type { FaultName } from "../scenario/fault-name.ts";
import type { Rule } from "../scenario/scenario.ts";
import { NOTHING_PREFERRED } from "./prefer.ts";
import type { ReplyChanges } from "./reply.ts";
import type { FieldViolation } from "./request-check.ts";

export interface Decision {
  readonly operation: Operation;
  readonly outcome: OutcomeOption;
  /** `forced`, `scenario NAME`, `validation`, `state`, `default`. */
  readonly by: string;
  readonly dynamic: boolean;
  /** In place of the outcome's own. */
  readonly status?: number;
  readonly changes?: ReplyChanges;
  /** Whether changes that break the document are dropped rather than reported: their author is the mock. */
  readonly lenient: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly violations: readonly FieldViolation[];
  readonly rule?: Rule;
  readonly delayMs?: number;
  /** How the answer goes wrong on its way. */
  readonly fault?: FaultName;
}

/** A request that a real target answers. */
export interface Forwarding {
  readonly target: string;
  readonly operation: Operation;
  readonly by: string;
  readonly rule: Rule;
  /** Of the answer, beside the target's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly delayMs?: number;
}

/** What answers are kept by, for as long as the document stays; undefined where something in them varies. */
export function keyOf(decision: Decision): string | undefined {
  const { outcome, by, headers, changes, rule, violations, dynamic, status } = decision;
  if (dynamic || rule !== undefined) return undefined;
  const applied = headers["preference-applied"] ?? "";
  // Clients err in the same ways again and again; all that varies follows from the message.
  if (by === "validation") return `${outcome.name}\n${by}\n${status ?? ""}\n${applied}\n${changes?.message ?? ""}`;
  if (changes !== undefined || violations.length > 0 || status !== undefined) return undefined;
  // Most requests by far: the outcome's own name, which no other key equals.
  if (by === "default" && headers === NOTHING_PREFERRED.applied) return outcome.name;
  return `${outcome.name}\n${by}\n${applied}`;
}
