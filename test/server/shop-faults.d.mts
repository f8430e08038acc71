// Types of shop-faults.mjs, for the tests.
import type { Fault } from "./faults.mjs";
export const SHOP_FAULTS: readonly Fault[];
