// What an answer must be for the promise to be kept, told from the roles of an operation's result codes.
import type { Role } from "../openapi/document.ts";
import type { Operation, OutcomeOption } from "../openapi/operation.ts";

export interface Expectation {
  /** As the name of a test point says it: `PARAM_ILLEGAL or SESSION_EXPIRED`. */
  readonly label: string;
  /** Names of the outcomes that keep the promise. */
  readonly outcomes: readonly string[];
  /** Whether a client error (4xx) of the framework keeps it, too. */
  readonly transport: boolean;
  /** Whether nothing but success will do. */
  readonly success: boolean;
  /** Whether the request was bad: then even a documented server error is a finding. */
  readonly bad: boolean;
  /** Values that must stand in the answer's body: JSON Pointer → value. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** A valid request: the success code. */
export function expectSuccess(operation: Operation): Expectation {
  return expectation(withRoles(operation, ["success"]), { success: true, label: "success" });
}

/** A request that breaks the tables: a code of one of these roles; any refusal where the operation has none of them. */
export function expectRefusal(operation: Operation, ...roles: readonly Role[]): Expectation {
  const fitting = withRoles(operation, roles);
  if (fitting.length === 0) return expectAnyRefusal(operation);
  return expectation(fitting, { bad: true, label: "a refusal" });
}

/** A request that cannot succeed, where the document leaves open why: anything but success or a server error. */
export function expectAnyRefusal(operation: Operation, transport = false): Expectation {
  const fitting = operation.outcomes.filter(({ role }) => role !== "success" && role !== "serverError");
  return { ...expectation(fitting, { bad: true, transport, label: "a refusal" }), label: "a refusal" };
}

/** A request that never got as far as the service's own checks: a code of one of these roles, or the framework's client error. */
export function expectTransportRefusal(operation: Operation, ...roles: readonly Role[]): Expectation {
  const fitting = withRoles(operation, roles);
  return expectation(fitting, { bad: true, transport: true, label: "a client error" });
}

/** A request of which the document does not say whether it is valid: any answer it documents but a server error. */
export function expectEither(operation: Operation, transport = false): Expectation {
  const fitting = operation.outcomes.filter(({ role }) => role !== "serverError");
  return {
    ...expectation(fitting, { bad: true, transport, label: "any answer" }),
    label: "any documented answer",
  };
}

/** A request with a session that lives: anything but the refusal of a session, and the rest is for others to judge. */
export function expectSessionKnown(operation: Operation): Expectation {
  const fitting = operation.outcomes.filter(({ role }) => role !== "sessionInvalid");
  return { ...expectation(fitting, { label: "success" }), label: expectSuccess(operation).label };
}

/** One outcome by its name. */
export function expectOutcome(operation: Operation, name: string): Expectation {
  const outcome = operation.outcomes.find((option) => option.name === name);
  return {
    label: name,
    outcomes: [name],
    transport: false,
    success: outcome?.role === "success",
    bad: outcome !== undefined && outcome.role !== "success" && outcome.role !== "serverError",
  };
}

function withRoles(operation: Operation, roles: readonly Role[]): readonly OutcomeOption[] {
  return operation.outcomes.filter(({ role }) => roles.includes(role));
}

interface Shape {
  readonly label: string;
  readonly success?: boolean;
  readonly bad?: boolean;
  readonly transport?: boolean;
}

function expectation(fitting: readonly OutcomeOption[], shape: Shape): Expectation {
  const names = fitting.map(({ name }) => name);
  const listed = names.length > 0 && names.length <= 3 ? names.join(" or ") : shape.label;
  return {
    label: shape.transport === true && names.length > 0 ? `${listed} or a client error` : listed,
    outcomes: names,
    transport: shape.transport ?? false,
    success: shape.success ?? false,
    bad: shape.bad ?? false,
  };
}
