// Writes a run's findings into the config as known deviations, for people to give them reasons and an end.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { appendToList } from "../json/yaml.ts";
import type { Report } from "../report.ts";

/** @returns how many deviations were written: one for each operation and check that failed */
export function acceptFindings(report: Report, file: string): number {
  const found = report.points
    .filter(({ outcome }) => outcome === "failed")
    .flatMap(({ operation, diagnostics }) =>
      diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => ({ operation, check: code })),
    );
  const distinct = [...new Map(found.map((each) => [`${each.operation} ${each.check}`, each])).values()];
  if (distinct.length === 0) return 0;
  const day = report.startedAt.slice(0, 10);
  const entries = distinct.map((each) => ({ ...each, reason: `accepted on ${day}` }));
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, appendToList(text, "known", entries));
  return distinct.length;
}
