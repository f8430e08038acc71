// Known deviations: accepted findings are reported, not failed; an expired or unused one misses the gate.
import type { Operation } from "../openapi/operation.ts";
import type { Diagnostic } from "../report.ts";
import type { KnownDeviation } from "./settings.ts";

export interface KnownDeviations {
  /** The deviation that accepts a finding, if one does. */
  accepting(operation: Operation, diagnostic: Diagnostic): KnownDeviation | undefined;
  /** A sentence for each that is out of date, or that accepted nothing. */
  missedGates(): readonly string[];
}

/** @param today `YYYY-MM-DD` */
export function createKnownDeviations(known: readonly KnownDeviation[], today: string): KnownDeviations {
  const used = new Set<KnownDeviation>();
  const expired = (deviation: KnownDeviation): boolean => deviation.until !== undefined && deviation.until < today;
  return {
    accepting(operation, diagnostic) {
      const fitting = known.find(
        (each) =>
          (each.operation === operation.id || each.operation === operation.name) &&
          each.check === diagnostic.code &&
          !expired(each),
      );
      if (fitting !== undefined) used.add(fitting);
      return fitting;
    },
    missedGates: () =>
      known.flatMap((each) => {
        const what = `The known deviation \`${each.check}\` of \`${each.operation}\``;
        if (expired(each)) return [`${what} was accepted until ${each.until}.`];
        return used.has(each) ? [] : [`${what} was not met: take it out.`];
      }),
  };
}
