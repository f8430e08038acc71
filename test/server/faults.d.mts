// Types of faults.mjs, for the tests.
export interface Fault {
  readonly name: string;
  readonly summary: string;
  /** Checks that must notice it. */
  readonly checks: readonly string[];
  /** The steps it replaces; made anew for each server, for some keep count. */
  replaced(): object;
}
export const FAULTS: readonly Fault[];
