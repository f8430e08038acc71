// Reporter: one HTML page that needs nothing but itself.
import type { Diagnostic, Report, TestPoint } from "../report.ts";
import { coverageLine, verdictLine } from "./closing.ts";
import { type Failure, failuresOf, placeOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.6rem;border-radius:4px}summary{cursor:pointer}
.failed{color:#c22}.passed{color:#282}.inconclusive,.known{color:#a60}.skipped{color:#888}`;

export const html: Reporter = {
  name: "html",
  summary: "One HTML page, for people who get the report by link.",
  details: "It loads nothing from elsewhere and runs no script, so that it can be kept, mailed and opened from a disk.",
  write(report) {
    const failures = failuresOf(report);
    const gates = [report.foreign ?? [], report.missedGates, report.aborted ?? []].flat();
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(report.title)}: ${text(verdictLine(report))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${text(report.title)}</h1>
<p>${text(report.target)}, seed ${report.seed}, ${text(report.startedAt)}, ${(report.durationMs / 1000).toFixed(1)} s</p>
<p><strong class="${report.summary.failed > 0 ? "failed" : "passed"}">${text(verdictLine(report))}</strong><br>${text(coverageLine(report))}</p>
${gates.map((gate) => `<p class="inconclusive">${text(gate)}</p>\n`).join("")}${failures.length > 0 ? `<h2>Broken promises</h2>\n${failures.map(failureOf).join("")}` : ""}<h2>Result codes</h2>
${codesOf(report)}<h2>Test points</h2>
<table>
<tr><th>Verdict</th><th>Test point</th><th>Time</th></tr>
${report.points.map(rowOf).join("")}</table>
</body>
</html>
`;
  },
};

function failureOf({ point, points, diagnostics }: Failure): string {
  const shown = [
    ...(point.response === undefined ? [] : [`${point.response.status} ${point.response.body ?? ""}`]),
    ...(point.curl === undefined ? [] : [point.curl]),
    ...(point.rerun === undefined ? [] : [point.rerun]),
  ];
  return `<details open>
<summary>${text(point.name)}${points.length > 1 ? ` (${points.length} cases)` : ""}</summary>
<ul>
${diagnostics.map(findingOf).join("")}</ul>
${shown.map((each) => `<pre>${text(each)}</pre>\n`).join("")}</details>
`;
}

function findingOf(diagnostic: Diagnostic): string {
  const place = placeOf(diagnostic);
  return `<li><code>${text(diagnostic.code)}</code> ${text(diagnostic.message)}${place === undefined ? "" : ` <em>${text(place)}</em>`}</li>\n`;
}

function codesOf({ coverage }: Report): string {
  const rows = Object.entries(coverage.resultCodes).flatMap(([operation, codes]) =>
    Object.entries(codes).map(([code, count]) => {
      const waived = coverage.waived[operation]?.[code];
      const answers = count > 0 ? String(count) : waived === undefined ? "never" : `waived: ${waived}`;
      return `<tr><td>${text(operation)}</td><td>${text(code)}</td><td>${text(answers)}</td></tr>\n`;
    }),
  );
  return `<table>\n<tr><th>Operation</th><th>Result code</th><th>Answers</th></tr>\n${rows.join("")}</table>\n`;
}

function rowOf({ outcome, name, reason, durationMs }: TestPoint): string {
  const why = reason === undefined ? "" : `<br><small>${text(reason)}</small>`;
  return `<tr><td class="${outcome}">${outcome}</td><td>${text(name)}${why}</td><td>${durationMs} ms</td></tr>\n`;
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
