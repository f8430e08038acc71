// A scenario written as a program: the format of scenario files in TypeScript, with rules that may decide by a function.
import type { FakeName } from "../openapi/fake-name.ts";
import type { FaultName } from "./fault-name.ts";
import type { StatedRule, StatedStep } from "./stated.ts";

/** One operation, as the types that the mock writes for a document tell of it. */
export interface OperationTypes {
  /** Its result codes or examples. */
  readonly code: string;
  readonly path: object;
  readonly query: object;
  readonly header: object;
  readonly cookie: object;
  readonly body: unknown;
  /** The body of its answer. */
  readonly answer: unknown;
}

/** `POST /session/logout` → its types. */
export type AnyOperations = Readonly<Record<string, OperationTypes>>;

type Values = Readonly<Record<string, unknown>>;

/** An operation of which nothing is known. */
export interface AnyOperation extends OperationTypes {
  readonly path: Values;
  readonly query: Values;
  readonly header: Values;
  readonly cookie: Values;
}

interface Sent {
  /** Upper case. */
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
}

/** A request that keeps to the document, or one that does not: what that holds is only known as it came. */
export type ProgramRequest<O extends OperationTypes> = Sent &
  (
    | {
        readonly valid: true;
        readonly path: O["path"];
        readonly query: O["query"];
        readonly header: O["header"];
        readonly cookie: O["cookie"];
        readonly body: O["body"];
      }
    | {
        readonly valid: false;
        readonly path: Values;
        readonly query: Values;
        /** Names in lower case. */
        readonly header: Values;
        readonly cookie: Values;
        readonly body: unknown;
      }
  );

/** What a rule's function is called with. */
export interface ProgramCall<O extends OperationTypes = AnyOperation> {
  readonly request: ProgramRequest<O>;
  /** What the session's rules remember; `when: { state.KEY: … }` sees the same. */
  readonly state: {
    get(key: string): unknown;
    set(key: string, value: unknown): void;
    delete(key: string): void;
  };
  /** The name of the client's session, empty for the shared one. */
  readonly session: string;
  /** How often the rule has answered in this session. */
  readonly answered: number;
  /** Fake data; the same seed, session and request give the same. */
  fake(name: FakeName): unknown;
}

/** What a rule's function may say: a code, more than a code, or nothing, which leaves the request to the rules that follow. */
export type ProgramAnswer<O extends OperationTypes = AnyOperation> =
  | O["code"]
  | {
      /** Success where it is left out. */
      readonly result?: O["code"] | undefined;
      /** In place of the documented body. */
      readonly body?: O["answer"] | undefined;
      /** Path in the body → value. */
      readonly set?: Readonly<Record<string, unknown>> | undefined;
      readonly message?: string | undefined;
      readonly status?: number | undefined;
      readonly headers?: Readonly<Record<string, string | number>> | undefined;
      /** Milliseconds. */
      readonly delay?: number | undefined;
      readonly fault?: FaultName | undefined;
    }
  | undefined;

export type ProgramRule<Name extends string = string, O extends OperationTypes = AnyOperation> = Omit<
  StatedRule,
  "on" | "result" | "sequence" | "answer"
> & {
  readonly on: Name;
  readonly result?: O["code"];
  readonly sequence?: readonly O["code"][];
  /** In place of `result` and its kin. */
  readonly answer?: (call: ProgramCall<O>) => ProgramAnswer<O> | Promise<ProgramAnswer<O>>;
};

type ProgramStep<Name extends string, O extends OperationTypes> = Omit<StatedStep, "call" | "expect"> & {
  readonly call: Name;
  readonly expect?: O["code"] | { readonly result?: O["code"]; readonly body?: Readonly<Record<string, unknown>> };
};

export interface ScenarioProgram<Operations extends AnyOperations = Readonly<Record<string, AnyOperation>>> {
  readonly name: string;
  readonly description?: string;
  readonly rules?: readonly {
    [Name in keyof Operations & string]: ProgramRule<Name, Operations[Name]>;
  }[keyof Operations & string][];
  readonly steps?: readonly {
    [Name in keyof Operations & string]: ProgramStep<Name, Operations[Name]>;
  }[keyof Operations & string][];
}

/** The scenario itself: called for its types alone. */
export function defineScenario<Operations extends AnyOperations = Readonly<Record<string, AnyOperation>>>(
  scenario: ScenarioProgram<Operations>,
): ScenarioProgram<Operations> {
  return scenario;
}
