// Ways for an answer to go wrong on its way, as scenarios name them.

export const FAULTS = ["reset", "empty", "truncated", "malformed", "drip", "timeout", "wrong-content-type"] as const;
export type FaultName = (typeof FAULTS)[number];
