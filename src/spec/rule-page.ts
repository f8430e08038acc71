// Reference pages of the rules, written from the rule objects: one for `explain`, all of them for docs/rules.md.
import type { Example, Rule } from "./rule.ts";

/** The page of one rule, as Markdown. */
export function rulePage(rule: Rule, depth = 1): string {
  const heading = "#".repeat(depth);
  return [
    `${heading} ${rule.name}`,
    `${rule.summary} (${rule.severity})`,
    rule.details,
    `${heading}# Bad`,
    ...fences(rule.bad),
    `${heading}# Good`,
    ...fences(rule.good),
  ].join("\n\n");
}

/** The reference of all rules. */
export function rulesReference(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ name, severity, summary }) => `| [${name}](#${name}) | ${severity} | ${summary.replaceAll("|", "\\|")} |`,
  );
  const table = ["| rule | severity | what it says |", "| --- | --- | --- |", ...rows].join("\n");
  const pages = rules.map((rule) => rulePage(rule, 2));
  return `${["<!-- Generated from src/spec/rules; do not edit. -->", "# Rules", table, ...pages].join("\n\n")}\n`;
}

function fences(example: Example): readonly string[] {
  const files = typeof example === "string" ? [["", example] as const] : Object.entries(example);
  return files.flatMap(([file, text]) => {
    const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)));
    return [...(file === "" ? [] : [`\`${file}\`:`]), `${fence}markdown\n${text.trimEnd()}\n${fence}`];
  });
}
