// Writes a run's findings into the config as known deviations, for people to give them reasons and an end.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { appendToList } from "../json/yaml.ts";
import type { Report } from "../report.ts";

/**
 * What else an operation gets wrong is still told: a deviation is of the field that was put to the test, or of the one case.
 * @returns how many deviations were written: one for each operation, check and field that failed
 */
export function acceptFindings(report: Report, file: string): number {
  const found = report.points
    .filter(({ outcome }) => outcome === "failed")
    .flatMap(({ operation, name, diagnostics }) =>
      diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ code }) => ({ operation, check: code, case: caseOf(name) })),
    );
  const distinct = [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
  if (distinct.length === 0) return 0;
  const day = report.startedAt.slice(0, 10);
  const entries = distinct.map((each) => ({ ...each, reason: `accepted on ${day}` }));
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, appendToList(text, "known", entries));
  return distinct.length;
}

/** The field that a case is named after, else all that it tries. */
function caseOf(name: string): string {
  const tried = name.split(" · ").slice(1, -1).join(" · ");
  return /^(header|path|query|cookie|body)\.\S+(?= )/.exec(tried)?.[0] ?? tried;
}
