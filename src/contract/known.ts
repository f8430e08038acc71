// Known deviations: accepted findings are reported, not failed; an expired or unused one misses the gate.
import type { Operation } from "../openapi/operation.ts";
import type { Diagnostic } from "../report.ts";
import type { KnownDeviation } from "./settings.ts";

export interface KnownDeviations {
  /** The deviation that accepts a finding of a case, by the case's name, if one does. */
  accepting(operation: Operation, diagnostic: Diagnostic, name: string): KnownDeviation | undefined;
  /** A sentence for each that is out of date, or that accepted nothing. */
  missedGates(): readonly string[];
}

/** @param today `YYYY-MM-DD` */
export function createKnownDeviations(known: readonly KnownDeviation[], today: string): KnownDeviations {
  const used = new Set<KnownDeviation>();
  const expired = (deviation: KnownDeviation): boolean => deviation.until !== undefined && deviation.until < today;
  return {
    accepting(operation, diagnostic, name) {
      const fitting = known.find(
        (each) =>
          (each.operation === operation.id || each.operation === operation.name) &&
          each.check === diagnostic.code &&
          holds(name, each.case) &&
          !expired(each),
      );
      if (fitting !== undefined) used.add(fitting);
      return fitting;
    },
    missedGates: () =>
      known.flatMap((each) => {
        const only = each.case === undefined ? "" : ` in \`${each.case}\``;
        const what = `The known deviation \`${each.check}\` of \`${each.operation}\`${only}`;
        if (expired(each)) return [`${what} was accepted until ${each.until}.`];
        return used.has(each) ? [] : [`${what} was not met: take it out.`];
      }),
  };
}

/** Whether a name holds a text that does not go on as a longer word: `body.title`, and not `body.titles`. */
function holds(name: string, text: string | undefined): boolean {
  if (text === undefined) return true;
  for (let at = name.indexOf(text); at !== -1; at = name.indexOf(text, at + 1))
    if (!/^[\w.[]/.test(name.slice(at + text.length))) return true;
  return false;
}
