// Known deviations: accepted findings are reported, not failed; an expired or unused one misses the gate.
import { nearest } from "../json/nearest.ts";
import type { Operation } from "../openapi/operation.ts";
import type { Diagnostic } from "../report.ts";
import { checks } from "./checks/index.ts";
import type { KnownDeviation } from "./settings.ts";

export interface KnownDeviations {
  /** The deviation that accepts a finding of a case, by the case's name, if one does. */
  accepting(operation: Operation, diagnostic: Diagnostic, name: string): KnownDeviation | undefined;
  /** A sentence for each that is out of date, or that accepted nothing. */
  missedGates(): readonly string[];
}

/** @param today `YYYY-MM-DD` */
export function createKnownDeviations(
  known: readonly KnownDeviation[],
  today: string,
  operations: readonly Operation[],
): KnownDeviations {
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
        if (used.has(each)) return [];
        const stray = misspelt(each, operations);
        return [`${what} was not met: ${stray ?? "take it out"}.`];
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

/** What of a deviation is no name of anything; undefined where all is. */
function misspelt({ operation, check }: KnownDeviation, operations: readonly Operation[]): string | undefined {
  const names = operations.flatMap(({ id, name }) => [id, name]);
  const told = checks.map(({ name }) => name);
  const [[word, kind, known] = []] = (
    [
      [operation, "operation", names],
      [check, "check", told],
    ] as const
  ).filter(([each, , all]) => !all.includes(each));
  if (word === undefined || known === undefined) return undefined;
  const near = nearest(word, known);
  return `there is no ${kind} \`${word}\`${near === undefined ? "" : `, the nearest is \`${near}\``}`;
}
