// Types of ledger-faults.mjs, for the tests.
import type { Fault } from "./faults.mjs";
export const LEDGER_FAULTS: readonly Fault[];
