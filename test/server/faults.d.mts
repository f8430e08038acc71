// Types of faults.mjs, for the tests.
export interface Fault {
  readonly name: string;
  readonly summary: string;
  /** Checks that must notice it; no others may. */
  readonly checks: readonly string[];
  /** Checks that notice it where it strikes such a request. */
  readonly byChance?: readonly string[];
  /** The steps it replaces; made anew for each server, for some keep count. */
  replaced(): object;
}
export const FAULTS: readonly Fault[];
