// What every room says: places, diagnostics, and the report of a contract run. Plain data, no behaviour.

/** A place in a text the author wrote. `line` and `column` are 1-based; `file` is relative to the specification's root. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Column just past the text in question, on the same line. */
  readonly endColumn?: number;
}

/** A change of an author's text: what stands between `location`'s columns gives way to `text`. */
export interface TextEdit {
  readonly location: Location & { readonly endColumn: number };
  readonly text: string;
  /** What stands there now, where the places alone cannot tell; the edit is left out where something else does. */
  readonly instead?: string;
}

export type Severity = "error" | "warning" | "info";

/** One thing found: what was found and what was expected, at a place in the tables or in an answer. */
export interface Diagnostic {
  /** The rule's or check's name, as `fieldproof explain` takes it. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence, values in backticks. */
  readonly message: string;
  readonly location?: Location;
  /** The place as the document's `x-source` writes it: `file:line:column`. */
  readonly source?: string;
  /** JSON Pointer (RFC 6901) into the judged value. */
  readonly pointer?: string;
  /** What to write instead, where that is plain. */
  readonly suggestion?: string;
  /** Other places that the message speaks of. */
  readonly related?: readonly Location[];
  /** What puts it right, where that is plain and changes nothing of what is meant. */
  readonly fix?: readonly TextEdit[];
}

export type Outcome = "passed" | "failed" | "inconclusive" | "skipped" | "known";

/** A request as it was sent, secrets masked. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer as it came, secrets masked, the body cut to a readable length. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

/** One unit of verdict: a case that was put to the target and what came of it. */
export interface TestPoint {
  /** Stable across runs: the same case of the same document has the same id. */
  readonly id: string;
  readonly name: string;
  readonly operation: string;
  readonly family: string;
  readonly outcome: Outcome;
  /** Why it was skipped, is inconclusive or is known. */
  readonly reason?: string;
  /** Asked once more, the target kept its promise: it fails now and then. */
  readonly flaky?: boolean;
  /** Equal failures share one. */
  readonly fingerprint?: string;
  /** How many cases failed with this fingerprint, this one included. */
  readonly count?: number;
  readonly durationMs: number;
  /** The last request sent; absent when none was. */
  readonly request?: RecordedRequest;
  readonly response?: RecordedResponse;
  /** A shell line that sends the same request; secrets stand in it as variables' names. */
  readonly curl?: string;
  /** A command that runs just this point again with the same seed. */
  readonly rerun?: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly skipped: number;
  readonly known: number;
}

/** What of the document the run has seen. */
export interface Coverage {
  /** Operation id → whether its success code was reached. */
  readonly operations: Readonly<Record<string, { readonly success: boolean; readonly requests: number }>>;
  /** Operation id → result code → answers that carried it. Every documented code is listed. */
  readonly resultCodes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Operation id → result code → why it need not be reached. */
  readonly waived: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Operation id → request field (`header.clientId`, `body.sessionId`) → cases that put it to the test. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Case family → cases run. */
  readonly families: Readonly<Record<string, number>>;
}

export interface Report {
  readonly title: string;
  readonly target: string;
  /** Why the target does not look like this API at all, where it does not. */
  readonly foreign?: string;
  readonly seed: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly summary: Summary;
  readonly points: readonly TestPoint[];
  readonly coverage: Coverage;
  /** Gates that were missed, each in one sentence; empty when all were met. */
  readonly missedGates: readonly string[];
  /** What the run made at the target and could not remove. */
  readonly left?: readonly { readonly thing: string; readonly count: number; readonly why: string }[];
  /** Why the run ended early, if it did. */
  readonly aborted?: string;
  /** The target could not be reached, or was gone before the run was over. */
  readonly unreachable?: boolean;
}
