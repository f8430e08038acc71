// Types of search-matrix.mjs, for the tests.
import type { Fault } from "./faults.mjs";
import type { SearchBehaviour } from "./search-server.mjs";
import type { Variant } from "./variants.mjs";
export const SEARCH_STATUS: Readonly<Record<string, number>>;
export const SEARCH_FAULTS: readonly (Fault & { replaced(): Partial<SearchBehaviour> })[];
export const SEARCH_VARIANTS: readonly (Variant & { replaced(): Partial<SearchBehaviour> })[];
