// Findings as GitHub Actions workflow commands: annotations on the lines of a pull request.
import type { Diagnostic, Severity } from "../../report.ts";
import type { FindingsReporter } from "./findings.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

export const github: FindingsReporter = {
  name: "github",
  summary: "For GitHub Actions: annotations on the lines in question.",
  details: "Written as workflow commands (`::error file=…,line=…::…`), which the runner turns into annotations.",
  report(diagnostics) {
    return diagnostics.map((diagnostic) => `${command(diagnostic)}\n`).join("");
  },
};

function command({ code, severity, message, location, suggestion, related = [] }: Diagnostic): string {
  const { file, line, column, endColumn } = location ?? {};
  const properties = Object.entries({ file, line, col: column, endColumn, title: code })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const others = related.map((place) => ` See ${place.file}:${place.line}.`).join("");
  const help = suggestion === undefined ? "" : ` Write \`${suggestion}\`.`;
  const text = `${message}${others}${help}`;
  return `::${COMMANDS[severity]} ${properties.join(",")}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
