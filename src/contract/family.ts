// A case family: one way of putting an operation to the test.
import type { Entry } from "../catalogue.ts";
import type { Operation } from "../openapi/operation.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { CasePlan } from "./case.ts";
import type { RequestField } from "./request-field.ts";

/** What a family knows of an operation when it makes its cases. */
export interface Ground {
  readonly operation: Operation;
  readonly operations: readonly Operation[];
  readonly fields: readonly RequestField[];
  /** Whether the config gives the field its value, so that only a real system knows a valid one. */
  readonly given: (field: RequestField) => boolean;
  /** Whether the field is sent as text, which knows no null and no other types: headers, parameters, fields of forms. */
  readonly textual: (field: RequestField) => boolean;
  /** A value that fits the field. */
  readonly fitting: (field: RequestField) => unknown;
  /** Whether the documented example request fits its own table; undefined where there is none. */
  readonly exampleFits: boolean | undefined;
  /** Other clients in the config, and whether each has sessions of its own. */
  readonly identities: readonly { readonly name: string; readonly hasSessions: boolean }[];
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  /** How many seeded random requests are asked for. */
  readonly runs: number;
}

export interface Family extends Entry {
  readonly cases: (ground: Ground) => readonly CasePlan[];
}
