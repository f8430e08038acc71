// fieldproof explain: the page of a rule, a check, a case family or a reporter, offline.
import type { Entry } from "../../catalogue.ts";
import { CHECKS as checks } from "../../contract/checks/index.ts";
import { FAMILIES as families } from "../../contract/families/index.ts";
import { nearest } from "../../json/nearest.ts";
import { reporters } from "../../reporters/index.ts";
import { rules } from "../../spec/rules/index.ts";
import type { Command } from "../command.ts";
import { cannotRun } from "../problem.ts";

const catalogues: readonly (readonly [string, readonly Entry[]])[] = [
  ["rule", rules],
  ["check", checks],
  ["case family", families],
  ["reporter", reporters],
];

export const explain: Command = {
  argument: { name: "[code]", description: "its name, as diagnostics carry it; without one, all names are listed" },
  options: [],
  examples: ["fieldproof explain unknown-type"],
  async run(argument, _options, world) {
    if (argument === undefined) {
      for (const [kind, entries] of catalogues) {
        world.out(`${world.colours.bold(`${kind}s`.replace(/ys$/, "ies"))}\n`);
        for (const { name, summary } of entries) world.out(`  ${name.padEnd(28)}${summary}\n`);
      }
      return 0;
    }
    for (const [kind, entries] of catalogues) {
      const entry = entries.find(({ name }) => name === argument);
      if (entry === undefined) continue;
      world.out(`${world.colours.bold(entry.name)} (${kind})\n\n${entry.summary}\n\n${entry.details.trim()}\n`);
      return 0;
    }
    const names = catalogues.flatMap(([, entries]) => entries.map(({ name }) => name));
    throw cannotRun(
      "explain-unknown",
      `Nothing is called \`${argument}\`; run \`fieldproof explain\` for all names.`,
      nearest(argument, names),
    );
  },
};
