// Findings of the rules: what a reporter of them is given, and the sums that every one of them tells.
import type { Entry } from "../../catalogue.ts";
import type { Diagnostic, Severity } from "../../report.ts";
import type { Colours } from "../colour.ts";

export interface FindingsContext {
  /** File name, as locations carry it → its text. */
  readonly texts: ReadonlyMap<string, string>;
  readonly colours: Colours;
  /** What was read, where it is known. */
  readonly pages?: number;
  readonly operations?: number;
  /** What the rules say of themselves, for formats that carry help. */
  readonly rules?: readonly (Entry & { readonly severity: Severity })[];
  /** The version of this tool, for formats that name it. */
  readonly version?: string;
}

/** Writes findings in one format. */
export interface FindingsReporter extends Entry {
  readonly report: (diagnostics: readonly Diagnostic[], context: FindingsContext) => string;
}

export interface FindingsSummary {
  readonly pages: number;
  readonly operations: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** The sums of findings by severity. */
export function summaryOf(diagnostics: readonly Diagnostic[], context: FindingsContext): FindingsSummary {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    pages: context.pages ?? context.texts.size,
    operations: context.operations ?? 0,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
  };
}
