// A scenario: rules by which the mock answers, and steps by which the runner calls. What a scenario file says, read and resolved.
import type { Location } from "../report.ts";
import type { FaultName } from "./fault-name.ts";
import type { Field, RequestField } from "./field.ts";
import type { ProgramCall } from "./program.ts";

export interface Scenario {
  readonly name: string;
  readonly description?: string;
  /** The file it stands in, as the user knows it. */
  readonly file: string;
  /** Read by the mock, in this order; the first that matches answers. */
  readonly rules: readonly Rule[];
  /** Read by the runner, in this order. */
  readonly steps: readonly Step[];
}

/** How the mock answers a request of one operation. */
export interface Rule {
  /** Stable within the scenario: its position among the rules. */
  readonly id: string;
  /** `Operation.id`. */
  readonly operation: string;
  /** All must hold. */
  readonly when: readonly Condition[];
  readonly answer: RuleAnswer;
  /** In place of the example's message; may hold templates. */
  readonly message?: string;
  /** JSON Pointer into the answer's body → value; text may hold templates. */
  readonly set: Readonly<Record<string, unknown>>;
  /** In place of the outcome's HTTP status. */
  readonly status?: number;
  /** Beside the answer's own headers; may hold templates. */
  readonly headers: Readonly<Record<string, string>>;
  readonly delay?: Delay;
  /** How often the rule answers; after that it no longer matches. */
  readonly times?: number;
  /** State to keep once the rule has answered: key → value, both may hold templates. */
  readonly remember: Readonly<Record<string, unknown>>;
  /** Keys of state to drop once the rule has answered; may hold templates. */
  readonly forget: readonly string[];
  readonly location: Location;
}

export type RuleAnswer =
  /** A result code or example of the operation. */
  | { readonly kind: "result"; readonly result: string }
  /** One after another, then the last one stays; counted for each value of `per` where that is given. */
  | { readonly kind: "sequence"; readonly results: readonly string[]; readonly per?: Field }
  | { readonly kind: "fault"; readonly fault: FaultName }
  /** What a real target answers: its URL, without the request's path. */
  | { readonly kind: "proxy"; readonly target: string }
  /** What a function of a scenario in TypeScript says, which nobody has held to anything yet. */
  | { readonly kind: "program"; readonly answer: (call: ProgramCall) => unknown };

/** What one field of the request, or one key of the state, must be. */
export interface Condition {
  readonly field: Field;
  readonly tests: readonly Test[];
}

export type Test =
  | { readonly kind: "equals"; readonly value: unknown }
  | { readonly kind: "in"; readonly values: readonly unknown[] }
  | { readonly kind: "pattern"; readonly pattern: string; readonly matches: (text: string) => boolean }
  | { readonly kind: "absent"; readonly absent: boolean }
  | { readonly kind: "gt" | "gte" | "lt" | "lte"; readonly bound: number };

/** Time to wait before the answer, in milliseconds. */
export type Delay =
  | { readonly kind: "fixed"; readonly ms: number }
  | { readonly kind: "range"; readonly min: number; readonly max: number }
  | { readonly kind: "lognormal"; readonly median: number; readonly sigma: number };

/** One call of the runner's, and what must come of it. */
export interface Step {
  /** `Operation.id`. */
  readonly operation: string;
  /** Values to send; what is left out is filled with valid ones. Text may hold templates: `{{sessionId}}`. */
  readonly with: StepValues;
  /** Fields to leave out of an otherwise valid request. */
  readonly without: readonly RequestField[];
  /** Name → JSON Pointer into the answer's body: a value later steps may use as `{{name}}`. */
  readonly take: Readonly<Record<string, string>>;
  readonly expect: StepExpectation;
  readonly location: Location;
}

export interface StepValues {
  readonly header: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly path: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
  /** Laid over a valid body, object by object; absent where the step says nothing of it. */
  readonly body?: unknown;
}

export interface StepExpectation {
  /** A result code or example of the operation. */
  readonly result?: string;
  /** JSON Pointer into the answer's body → the value that must stand there; text may hold templates. */
  readonly body: Readonly<Record<string, unknown>>;
}
