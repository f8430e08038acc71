// fieldproof explain: the page of a rule, a check, a case family or a reporter, offline.
import { nearest } from "../../json/nearest.ts";
import { catalogues } from "../catalogues.ts";
import type { Command } from "../command.ts";
import { cannotRun } from "../problem.ts";
import { table } from "../table.ts";

export const explain: Command = {
  argument: { name: "[code]", description: "its name, as diagnostics carry it; without one, all names are listed" },
  options: [],
  examples: ["fieldproof explain unknown-type"],
  async run(argument, _options, world) {
    if (argument === undefined) {
      for (const { title, entries } of catalogues) {
        const rows = entries.map(({ name, summary }) => [name, summary]);
        world.out(`${table([title, ""], rows, world.colours)}\n\n`);
      }
      return 0;
    }
    // One name may stand in two catalogues: a format of lint's and a reporter.
    const pages = catalogues.flatMap((catalogue) => catalogue.page(argument) ?? []);
    if (pages.length === 0) {
      const names = catalogues.flatMap(({ entries }) => entries.map(({ name }) => name));
      throw cannotRun(
        "explain-unknown",
        `Nothing is called \`${argument}\`; run \`fieldproof explain\` for all names.`,
        nearest(argument, names),
      );
    }
    world.out(`${pages.join("\n\n")}\n`);
    return 0;
  },
};
