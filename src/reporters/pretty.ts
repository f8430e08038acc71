// Reporter: for people at a terminal.

import { plural } from "../plural.ts";
import type { Report, TestPoint } from "../report.ts";
import { coverageLine, verdictLine } from "./closing.ts";
import type { Colours } from "./colour.ts";
import { type Failure, failuresOf, placeOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

export const pretty: Reporter = {
  name: "pretty",
  summary: "For people: each fault once, with its row in the tables, a curl line, and what of the contract was seen.",
  details: `Equal failures are told once, by the smallest request that shows them. What could not be told, and what was left out, is
listed with its reason; the last line says how much of the document the run has seen.`,
  write(report, { colours }) {
    const seconds = (report.durationMs / 1000).toFixed(1);
    const blocks = [
      `${colours.bold(report.title)} at ${report.target} (seed ${report.seed})`,
      report.foreign === undefined ? "" : `${colours.red("!")} ${report.foreign}`,
      operationsOf(report, colours),
      ...failuresOf(report).map((failure) => failureOf(failure, colours)),
      remarks(report, "inconclusive", colours.yellow("?"), "Could not be told"),
      remarks(report, "known", colours.yellow("~"), "Known deviations"),
      warningsOf(report, colours),
      remarks(report, "skipped", colours.dim("-"), "Left out"),
      leftOf(report, colours),
      report.missedGates.map((gate) => `${colours.yellow("!")} ${gate}`).join("\n"),
      report.aborted === undefined ? "" : `${colours.red("!")} ${report.aborted}`,
      [`${verdictOf(report, colours)} in ${seconds} s`, coverageLine(report)].join("\n"),
    ];
    return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
  },
};

/** One line for each operation: its verdicts, and its codes with how often they came. */
function operationsOf({ points, coverage }: Report, colours: Colours): string {
  const lines = Object.entries(coverage.resultCodes).flatMap(([operation, codes]) => {
    const own = points.filter((point) => point.operation === operation);
    if (own.length === 0) return [];
    const name = (own[0]?.name ?? operation).split(" · ")[0];
    const failed = own.filter(({ outcome }) => outcome === "failed").length;
    const passed = own.filter(({ outcome }) => outcome === "passed").length;
    const mark =
      failed > 0
        ? colours.red("✗")
        : coverage.operations[operation]?.success
          ? colours.green("✓")
          : colours.yellow("?");
    const counts = Object.entries(codes).map(([code, count]) => {
      if (count > 0) return `${code} ${count}`;
      return colours.dim(coverage.waived[operation]?.[code] === undefined ? `${code} never` : `${code} waived`);
    });
    return [`${mark} ${name}  ${passed} of ${own.length} passed\n  ${counts.join(", ")}`];
  });
  return lines.join("\n");
}

function failureOf({ point, points, diagnostics }: Failure, colours: Colours): string {
  const more = points.length - 1;
  const others = points
    .filter((other) => other !== point)
    .slice(0, 5)
    .map(({ name }) => `      ${colours.dim(name)}`);
  return [
    `${colours.red("✗")} ${colours.bold(point.name)}`,
    ...diagnostics.map((diagnostic) => {
      const place = placeOf(diagnostic);
      return `    ${colours.red(diagnostic.code)}  ${diagnostic.message}${place === undefined ? "" : `\n      ${colours.cyan(place)}`}`;
    }),
    ...(points.some(({ flaky }) => flaky === true)
      ? [`    ${colours.yellow("flaky")}   asked once more, the promise was kept: it is broken now and then`]
      : []),
    ...(point.response === undefined
      ? []
      : [`    answer  ${point.response.status} ${oneLine(point.response.body ?? "")}`]),
    ...(point.curl === undefined ? [] : [`    try     ${point.curl}`]),
    ...(point.rerun === undefined ? [] : [`    again   ${point.rerun}`]),
    ...(more > 0
      ? [
          `    and ${more} more like it:`,
          ...others,
          ...(more > 5 ? [`      ${colours.dim(`… ${othersOf(more - 5)}`)}`] : []),
        ]
      : []),
  ].join("\n");
}

function othersOf(count: number): string {
  return count === 1 ? "1 other" : `${count} others`;
}

/** Points of one outcome, those of one reason together. */
function remarks({ points }: Report, outcome: TestPoint["outcome"], mark: string, title: string): string {
  const reasons = new Map<string, string[]>();
  for (const point of points) {
    if (point.outcome !== outcome) continue;
    const reason = point.reason ?? "";
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, [point.name]);
    else known.push(point.name);
  }
  if (reasons.size === 0) return "";
  const lines = [...reasons].map(([reason, names]) => {
    const rest = names.length > 3 ? [`      … ${othersOf(names.length - 3)}`] : [];
    return [`  ${mark} ${reason}`, ...names.slice(0, 3).map((name) => `      ${name}`), ...rest].join("\n");
  });
  return [title, ...lines].join("\n");
}

function warningsOf({ points }: Report, colours: Colours): string {
  const messages = points.flatMap(({ outcome, diagnostics }) =>
    outcome === "passed" ? diagnostics.map(({ code, message }) => `  ${colours.yellow("!")} ${code}  ${message}`) : [],
  );
  return messages.length === 0 ? "" : ["Worth a look", ...new Set(messages)].join("\n");
}

/** What the run made at the target and could not remove. */
function leftOf({ left = [] }: Report, colours: Colours): string {
  const lines = left.map(
    ({ thing, count, why }) => `  ${colours.yellow("!")} ${count} ${count === 1 ? thing : plural(thing)}: ${why}`,
  );
  return lines.length === 0 ? "" : ["Left at the target", ...lines].join("\n");
}

function verdictOf(report: Report, colours: Colours): string {
  const line = verdictLine(report);
  if (report.summary.failed > 0) return colours.red(line);
  const whole = report.missedGates.length === 0 && report.aborted === undefined;
  return whole ? colours.green(line) : colours.yellow(line);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
