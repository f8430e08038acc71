// Types of basket-matrix.mjs, for the tests.
import type { Fault } from "./faults.mjs";
import type { Variant } from "./variants.mjs";
export const BASKET_FAULTS: readonly Fault[];
export const BASKET_VARIANTS: readonly Variant[];
