// Types of variants.mjs, for the tests.
export interface Variant {
  readonly name: string;
  readonly summary: string;
  /** Policy of the target, where it is not the default. */
  readonly policy?: object;
  replaced(): object;
}
export const VARIANTS: readonly Variant[];
