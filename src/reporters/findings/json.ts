// Findings for programs: the diagnostics as they are, and their sums.
import { type FindingsReporter, summaryOf } from "./findings.ts";

export const json: FindingsReporter = {
  name: "json",
  summary: "For programs: all findings and their sums, as one JSON object.",
  details:
    'The object is `{ "diagnostics": [...], "summary": { "pages", "operations", "errors", "warnings", "infos" } }`.',
  report(diagnostics, context) {
    return `${JSON.stringify({ diagnostics, summary: summaryOf(diagnostics, context) }, null, 2)}\n`;
  },
};
