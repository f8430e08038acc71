// Reporter: TAP version 14 (https://testanything.org/tap-version-14-specification.html).
import { writeYaml } from "../json/yaml.ts";
import type { TestPoint } from "../report.ts";
import { coverageLine } from "./closing.ts";
import { placeOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

export const tap: Reporter = {
  name: "tap",
  summary: "TAP version 14, for any TAP consumer.",
  details: `Every point is a test point. What was skipped carries \`# SKIP\` with its reason, what is known or could not be told \`# TODO\`:
neither counts as passed, and neither fails the stream.`,
  write(report) {
    const { points, aborted, foreign } = report;
    const lines = [
      "TAP version 14",
      ...(foreign === undefined ? [] : [`# ${oneLine(foreign)}`]),
      // A stream that is cut short has no plan: readers would take it for whole.
      ...(aborted === undefined ? [`1..${points.length}${points.length === 0 ? " # SKIP nothing was run" : ""}`] : []),
      ...points.flatMap((point, index) => pointLines(point, index + 1)),
      ...(aborted === undefined ? [] : [`Bail out! ${oneLine(aborted)}`]),
      ...report.missedGates.map((gate) => `# ${oneLine(gate)}`),
      `# ${coverageLine(report)}`,
    ];
    return `${lines.join("\n")}\n`;
  },
};

function pointLines(point: TestPoint, number: number): readonly string[] {
  const { outcome } = point;
  const ok = outcome === "passed" || outcome === "skipped" ? "ok" : "not ok";
  const line = `${ok} ${number} - ${escaped(point.name)}${directive(point)}`;
  if (outcome === "passed" && point.diagnostics.length === 0) return [line];
  const details = writeYaml(detailsOf(point)).trimEnd().split("\n");
  return [line, "  ---", ...details.map((detail) => `  ${detail}`), "  ..."];
}

function directive({ outcome, reason = "" }: TestPoint): string {
  if (outcome === "skipped") return ` # SKIP ${oneLine(reason)}`;
  if (outcome === "known") return ` # TODO known: ${oneLine(reason)}`;
  return outcome === "inconclusive" ? ` # TODO inconclusive: ${oneLine(reason)}` : "";
}

function detailsOf({
  id,
  operation,
  family,
  durationMs,
  diagnostics,
  fingerprint,
  count,
  request,
  response,
  curl,
  rerun,
}: TestPoint): object {
  return {
    id,
    operation,
    family,
    duration_ms: durationMs,
    ...(fingerprint === undefined ? {} : { fingerprint, count }),
    ...(diagnostics.length === 0
      ? {}
      : {
          findings: diagnostics.map((diagnostic) => ({
            check: diagnostic.code,
            message: diagnostic.message,
            ...(diagnostic.pointer === undefined ? {} : { pointer: diagnostic.pointer }),
            ...(placeOf(diagnostic) === undefined ? {} : { at: placeOf(diagnostic) }),
          })),
        }),
    ...(diagnostics.length === 0 || request === undefined ? {} : { request }),
    ...(diagnostics.length === 0 || response === undefined ? {} : { response }),
    ...(curl === undefined || diagnostics.length === 0 ? {} : { curl }),
    ...(rerun === undefined ? {} : { rerun }),
  };
}

/** A `#` in a description would begin a directive. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\#]/g, "\\$&");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
