// Reporter: the report itself, as JSON.
import type { Reporter } from "./reporter.ts";

export const json: Reporter = {
  name: "json",
  summary: "The whole report as JSON: every point, request, answer and count.",
  details: "All other reporters are written from the same object. Its fields are only ever added to.",
  write: (report) => `${JSON.stringify(report, null, 2)}\n`,
};
