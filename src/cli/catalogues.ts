// Everything that has a page to read: what `explain` prints, and what docs/ holds.
import type { Entry } from "../catalogue.ts";
import { checks } from "../contract/checks/index.ts";
import { families } from "../contract/families/index.ts";
import { findingsReporters } from "../reporters/findings/index.ts";
import { reporters } from "../reporters/index.ts";
import { SCENARIO_SCHEMA } from "../scenario/schema.ts";
import { rulePage, rulesReference } from "../spec/rule-page.ts";
import { rules } from "../spec/rules/index.ts";
import { CONFIG_SCHEMA } from "./config-schema.ts";

export interface Catalogue {
  /** What one entry is. */
  readonly kind: string;
  readonly title: string;
  /** Under docs/. */
  readonly file: string;
  readonly entries: readonly Entry[];
  /** The page of one entry, as Markdown. */
  readonly page: (name: string) => string | undefined;
  /** The pages of all, as Markdown. */
  readonly reference: string;
}

export const catalogues: readonly Catalogue[] = [
  {
    kind: "rule",
    title: "Rules",
    file: "rules.md",
    entries: rules,
    page(name) {
      const rule = rules.find((candidate) => candidate.name === name);
      return rule === undefined ? undefined : rulePage(rule);
    },
    reference: rulesReference(rules),
  },
  plain("check", "Checks", "checks.md", "src/contract/checks", checks),
  plain("case family", "Case families", "case-families.md", "src/contract/families", families),
  plain("reporter", "Reporters of a contract run", "reporters.md", "src/reporters", reporters),
  plain("format", "Formats of lint", "lint-formats.md", "src/reporters/findings", findingsReporters),
];

/** JSON Schemas for editors, under docs/ and in the package. */
export const schemas: readonly { readonly file: string; readonly text: string }[] = [
  { file: "fieldproof.schema.json", text: `${JSON.stringify(CONFIG_SCHEMA, null, 2)}\n` },
  { file: "scenario.schema.json", text: `${JSON.stringify(SCENARIO_SCHEMA, null, 2)}\n` },
];

function plain(kind: string, title: string, file: string, folder: string, entries: readonly Entry[]): Catalogue {
  const pageOf = ({ name, summary, details }: Entry, depth: string): string =>
    `${depth} ${name}\n\n${summary}\n\n${details.trim()}`;
  const note = `<!-- Generated from ${folder}; do not edit. -->`;
  return {
    kind,
    title,
    file,
    entries,
    page(name) {
      const entry = entries.find((candidate) => candidate.name === name);
      return entry === undefined ? undefined : pageOf(entry, "#");
    },
    reference: `${[note, `# ${title}`, ...entries.map((entry) => pageOf(entry, "##"))].join("\n\n")}\n`,
  };
}
