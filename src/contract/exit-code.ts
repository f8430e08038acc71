// The exit code of a run: 0 clean, 1 broken promises, 3 the target could not be reached, 4 a gate was missed.
import type { Report } from "../report.ts";

/** 2, for what could not run at all, has no report. The first that applies of 3, 1, 4. */
export function exitCodeOf({ unreachable, summary, missedGates, aborted }: Report): 0 | 1 | 3 | 4 {
  if (unreachable === true) return 3;
  if (summary.failed > 0) return 1;
  // What was cut short has not shown what it set out to show.
  return missedGates.length > 0 || aborted !== undefined ? 4 : 0;
}
