// Types of ledger-variants.mjs, for the tests.
import type { Variant } from "./variants.mjs";
export const LEDGER_VARIANTS: readonly (Variant & { /** Cases may stay open. */ readonly doubtful?: boolean })[];
