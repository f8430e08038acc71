// What a run is told: the target, where its values come from, the policy its answers are held to, the deviations it knows.

/** Where a value comes from that only the real system knows. `per: run` shares one over the run, else each case gets a fresh one. */
export type ValueSource =
  | { readonly kind: "fixed"; readonly value: unknown }
  | { readonly kind: "run"; readonly command: string; readonly per: "case" | "run" }
  | {
      readonly kind: "request";
      /** `POST /user/login`. */
      readonly request: string;
      readonly headers?: Readonly<Record<string, unknown>>;
      readonly body?: unknown;
      /** JSON Pointer into the answer. */
      readonly take: string;
      readonly per: "case" | "run";
      /** Told from the document rather than by the config: where it gives nothing, the documented example has to do. */
      readonly inferred?: boolean;
    };

/** A field, `header.clientId` or `body.user.id`, or a bare name that feeds every field of that name → its source. */
export type ValueSources = Readonly<Record<string, ValueSource>>;

export interface Target {
  /** The name under `targets` of the config; absent where a URL was given. */
  readonly name?: string;
  readonly url: string;
  readonly values: ValueSources;
  /** Other clients; each overrides `values`. */
  readonly identities: Readonly<Record<string, ValueSources>>;
}

export interface Policy {
  readonly status: "always-200" | "mapped" | "either";
  /** A code's own HTTP status, for `mapped` and `either`. */
  readonly codeStatus: Readonly<Record<string, number>>;
  readonly transportErrors: "framework" | "envelope";
  readonly undocumentedFields: "allow" | "warn" | "fail";
  /** To the last byte. */
  readonly timeLimitMs: number;
  readonly gates: { readonly success: "all" | "none"; readonly codes: "all" | "none" };
}

export const DEFAULT_POLICY: Policy = {
  status: "always-200",
  codeStatus: {},
  transportErrors: "framework",
  undocumentedFields: "allow",
  timeLimitMs: 5000,
  gates: { success: "all", codes: "none" },
};

/** An accepted deviation: reported, not failed. Expired or unused, it misses the gate. */
export interface KnownDeviation {
  /** Operation id or `METHOD /path`. */
  readonly operation: string;
  /** The check's name, as diagnostics carry it in `code`. */
  readonly check: string;
  /** Only cases whose name holds this text: `body.title`. All of the operation where absent. */
  readonly case?: string;
  readonly reason: string;
  /** The last day on which it is accepted, `YYYY-MM-DD`. */
  readonly until?: string;
}
