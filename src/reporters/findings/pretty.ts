// Findings for people: place, severity and sentence, the author's own line, a caret under the exact range, and a summary.
import type { Diagnostic, Location, Severity } from "../../report.ts";
import type { Colours } from "../colour.ts";
import { type FindingsContext, type FindingsReporter, summaryOf } from "./findings.ts";

export const pretty: FindingsReporter = {
  name: "pretty",
  summary: "For people: each finding with the author's line and a caret under the words in question.",
  details: "The default on a terminal. Colours are left out where the output is no terminal, or `NO_COLOR` is set.",
  report(diagnostics, context) {
    const linesByFile = new Map([...context.texts].map(([file, text]) => [file, text.split(/\r\n|\r|\n/)]));
    const findings = diagnostics.map((diagnostic) => `${finding(diagnostic, linesByFile, context.colours)}\n`);
    return `${[...findings, summary(diagnostics, context)].join("\n")}\n`;
  },
};

function finding(
  diagnostic: Diagnostic,
  linesByFile: ReadonlyMap<string, readonly string[]>,
  colours: Colours,
): string {
  const { code, severity, message, location, suggestion } = diagnostic;
  const place =
    location === undefined ? "" : `${colours.bold(`${location.file}:${location.line}:${location.column}`)} `;
  const head = `${place}${coloured(severity, colours)}${colours.bold(` ${message}`)} ${colours.dim(code)}`;
  const line = location === undefined ? undefined : linesByFile.get(location.file)?.[location.line - 1];
  const frame = location === undefined || line === undefined ? [] : excerpt(line, location, severity, colours);
  const help = suggestion === undefined ? [] : [`  ${colours.cyan("help:")} write \`${suggestion}\``];
  const others = (diagnostic.related ?? []).map(
    ({ file, line: other, column }) => `  ${colours.cyan("see:")} ${file}:${other}:${column}`,
  );
  return [head, ...frame, ...others, ...help].join("\n");
}

function coloured(severity: Severity, colours: Colours): string {
  const colour = severity === "error" ? colours.red : severity === "warning" ? colours.yellow : colours.blue;
  return colour(severity);
}

/** More of a line than this is cut, around the range. */
const WIDTH = 110;

/** The line with its number, and below it carets under the range; wide letters are two columns wide. */
function excerpt(
  line: string,
  { line: number, column, endColumn }: Location,
  severity: Severity,
  colours: Colours,
): readonly string[] {
  const from = Math.min(column - 1, line.length);
  const to = Math.max(from, Math.min((endColumn ?? column + 1) - 1, line.length));
  const start = line.length <= WIDTH ? 0 : Math.max(0, Math.min(from - 20, line.length - WIDTH));
  const end = line.length <= WIDTH ? line.length : start + WIDTH;
  const visible = `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`.replaceAll(
    "\t",
    " ",
  );
  const gutter = String(number);
  const before = (start > 0 ? 1 : 0) + widthOf(line.slice(start, from));
  const carets = "^".repeat(Math.max(1, widthOf(line.slice(from, Math.min(to, end)))));
  const paint = severity === "error" ? colours.red : severity === "warning" ? colours.yellow : colours.blue;
  return [
    `  ${colours.dim(`${gutter} |`)} ${visible}`,
    `  ${colours.dim(`${" ".repeat(gutter.length)} |`)} ${" ".repeat(before)}${paint(carets)}`,
  ];
}

/** Columns of a terminal that a text takes: East Asian wide letters take two, combining marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/\p{Mn}|\u200b|\u200d|\ufe0f/u.test(letter)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        letter,
      )
        ? 2
        : 1;
  }
  return width;
}

function summary(diagnostics: readonly Diagnostic[], context: FindingsContext): string {
  const { pages, operations, errors, warnings, infos } = summaryOf(diagnostics, context);
  const { colours } = context;
  const read = `${counted(pages, "page")}, ${counted(operations, "operation")}`;
  const found = [
    (errors > 0 ? colours.red : colours.dim)(counted(errors, "error")),
    (warnings > 0 ? colours.yellow : colours.dim)(counted(warnings, "warning")),
    colours.dim(counted(infos, "info")),
  ].join(", ");
  return `${read}: ${found}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
