// Types of shop-variants.mjs, for the tests.
import type { Variant } from "./variants.mjs";
export const SHOP_VARIANTS: readonly (Variant & { /** Cases may stay open. */ readonly doubtful?: boolean })[];
