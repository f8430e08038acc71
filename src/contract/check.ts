// A check: looks at one exchange and says what is broken.
import type { Entry } from "../catalogue.ts";
import type { Severity } from "../report.ts";
import type { Exchange } from "./exchange.ts";
import type { Policy } from "./settings.ts";

/** One way in which an answer breaks its promise. */
export interface Finding {
  /** One sentence, values in backticks. */
  readonly message: string;
  /** JSON Pointer into the answer's body. */
  readonly pointer?: string;
  /** The place of the promise in the tables. */
  readonly source?: string;
  /** What tells this finding from others of the check at the same pointer: a keyword, a header, a code. */
  readonly kind?: string;
  /** `error` where absent. Only errors fail a case. */
  readonly severity?: Severity;
  /**
   * A documented refusal in place of success or of another refusal: only the whole run tells whether the target or the
   * values are at fault.
   */
  readonly unsettled?: boolean;
  /** Why it may be nothing: a case all of whose errors are doubtful is inconclusive. */
  readonly doubt?: string;
}

export interface Check extends Entry {
  readonly judge: (exchange: Exchange, policy: Policy) => readonly Finding[];
}
