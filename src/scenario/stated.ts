// What stands in a scenario file, word for word: the shape that the schema assures, before anything is looked up.
import type { FaultName } from "./fault-name.ts";

export type Code = string | number;
export type Values = Readonly<Record<string, unknown>>;

export interface StatedRule {
  readonly on: string;
  readonly when?: Readonly<Record<string, unknown>>;
  readonly result?: Code;
  readonly sequence?: readonly Code[];
  readonly per?: string;
  readonly fault?: FaultName;
  readonly proxy?: string;
  /** Of a program: taken from the rule before the schema sees it. */
  readonly answer?: (call: never) => unknown;
  readonly message?: string;
  readonly set?: Values;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly delay?: Code | { readonly min?: Code; readonly max?: Code; readonly median?: Code; readonly sigma?: number };
  readonly times?: number;
  readonly remember?: Values;
  readonly forget?: string | readonly string[];
}

export interface StatedStep {
  readonly call: string;
  readonly with?: {
    readonly header?: Values;
    readonly query?: Values;
    readonly path?: Values;
    readonly cookie?: Values;
    readonly body?: unknown;
  };
  readonly without?: readonly string[];
  readonly take?: Readonly<Record<string, string>>;
  readonly expect?: Code | { readonly result?: Code; readonly body?: Values };
}

export interface ScenarioText {
  readonly name: string;
  readonly description?: string;
  readonly rules?: readonly StatedRule[];
  readonly steps?: readonly StatedStep[];
}
