// Reporter: Markdown (GFM), for a pull request's comment or a job's summary.
import type { Report } from "../report.ts";
import { coverageLine, verdictLine } from "./closing.ts";
import { type Failure, failuresOf, placeOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

export const markdown: Reporter = {
  name: "markdown",
  summary: "Markdown, for a pull request's comment or a job's summary.",
  details: "A table of what is broken, each fault with its curl line folded away, and the coverage.",
  write(report) {
    const failures = failuresOf(report);
    const blocks = [
      `## ${escaped(report.title)}: ${verdictLine(report)}`,
      ...(report.foreign === undefined ? [] : [`**${escaped(report.foreign)}**`]),
      `Target ${escaped(report.target)}, seed ${report.seed}. ${coverageLine(report)}.`,
      ...(report.aborted === undefined ? [] : [`**${escaped(report.aborted)}**`]),
      ...(report.missedGates.length === 0 ? [] : [report.missedGates.map((gate) => `- ${gate}`).join("\n")]),
      ...(failures.length === 0 ? [] : [tableOf(failures), ...failures.map(detailsOf)]),
      codesOf(report),
    ];
    return `${blocks.join("\n\n")}\n`;
  },
};

function tableOf(failures: readonly Failure[]): string {
  const rows = failures.map(({ point, points, diagnostics }) => {
    const [first] = diagnostics;
    const place = first === undefined ? undefined : placeOf(first);
    return `| ${cell(point.name)} | ${cell(first?.code ?? "")} | ${cell(first?.message ?? "")} | ${place === undefined ? "" : cell(place)} | ${points.length} |`;
  });
  return ["| Test point | Check | Finding | Promised at | Cases |", "| --- | --- | --- | --- | ---: |", ...rows].join(
    "\n",
  );
}

function detailsOf({ point, diagnostics }: Failure): string {
  const lines = [
    ...diagnostics.map(({ code, message }) => `${code}: ${message}`),
    ...(point.response === undefined ? [] : [`answer: ${point.response.status} ${point.response.body ?? ""}`]),
    ...(point.curl === undefined ? [] : [point.curl]),
    ...(point.rerun === undefined ? [] : [point.rerun]),
  ].join("\n");
  const longest = Math.max(0, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `<details><summary>${html(point.name)}</summary>\n\n${fence}text\n${lines}\n${fence}\n\n</details>`;
}

function codesOf({ coverage }: Report): string {
  const rows = Object.entries(coverage.resultCodes).flatMap(([operation, codes]) =>
    Object.entries(codes).map(([code, count]) => {
      const waived = coverage.waived[operation]?.[code];
      return `| ${cell(operation)} | ${cell(code)} | ${count > 0 ? count : waived === undefined ? "never" : `waived: ${cell(waived)}`} |`;
    }),
  );
  return ["| Operation | Result code | Answers |", "| --- | --- | ---: |", ...rows].join("\n");
}

function cell(text: string): string {
  return html(text.replace(/\s+/g, " ")).replaceAll("|", "\\|");
}

function escaped(text: string): string {
  return text.replace(/[*_[\]<>]/g, "\\$&");
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
