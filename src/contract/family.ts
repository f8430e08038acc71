// A case family: one way of putting an operation to the test.
import type { Entry } from "../catalogue.ts";
import type { SchemaObject } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import type { SchemaField } from "../openapi/schema-field.ts";
import type { StateModel } from "../openapi/state.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { CasePlan } from "./case.ts";
import type { Recording } from "./har.ts";
import type { RequestField } from "./request-field.ts";

/** What a family knows of an operation when it makes its cases. */
export interface Ground {
  readonly operation: Operation;
  readonly operations: readonly Operation[];
  readonly fields: readonly RequestField[];
  /** Whether the config, or an operation that makes it, gives the field its value: only a real system knows a valid one. */
  readonly given: (field: RequestField) => boolean;
  /** Whether a field of another operation gets its value from the config or from what operations make. */
  readonly givenTo: (operation: Operation, field: RequestField) => boolean;
  /** Whether the field's value is one that an operation of the document makes. */
  readonly inferred: (field: RequestField) => boolean;
  /** What each operation makes, takes, ends and lists. */
  readonly state: StateModel;
  readonly fieldsOf: (operation: Operation) => readonly RequestField[];
  /** Whether the field is sent as text, which knows no null and no other types: headers, parameters, fields of forms. */
  readonly textual: (field: RequestField) => boolean;
  /** A value that fits the field. */
  readonly fitting: (field: RequestField) => unknown;
  /** Whether a value is one that the field's schema allows. */
  readonly allows: (field: RequestField, value: unknown) => boolean;
  /** The fields of an operation's successful answer. */
  readonly answered: (operation: Operation) => readonly SchemaField[];
  /** A schema with its reference followed. */
  readonly resolve: (schema: SchemaObject) => SchemaObject;
  /** Whether the documented example request fits its own table; undefined where there is none. */
  readonly exampleFits: boolean | undefined;
  /** Other clients in the config. */
  readonly identities: readonly OtherClient[];
  readonly scenarios: readonly Scenario[];
  /** Exchanges to be asked again. */
  readonly recordings: readonly Recording[];
  readonly seed: number;
  /** How many seeded random requests are asked for; undefined where nobody said. */
  readonly runs?: number;
}

/** Another client, as the config describes it. */
export interface OtherClient {
  readonly name: string;
  /** Whether it has sessions of its own for an operation. */
  readonly hasSessions: (operation: Operation) => boolean;
  /** Whether a request of the operation says by more than its session that it is this client's. */
  readonly isNamedIn: (operation: Operation) => boolean;
  /** What the config plainly gives it in place of the field's own value; undefined where that is the same, or has to be fetched. */
  readonly instead: (field: RequestField) => unknown;
}

export interface Family extends Entry {
  readonly cases: (ground: Ground) => readonly CasePlan[];
}
