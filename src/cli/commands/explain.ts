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
    const page = catalogues.map((catalogue) => catalogue.page(argument)).find((found) => found !== undefined);
    if (page === undefined) {
      const names = catalogues.flatMap(({ entries }) => entries.map(({ name }) => name));
      throw cannotRun(
        "explain-unknown",
        `Nothing is called \`${argument}\`; run \`fieldproof explain\` for all names.`,
        nearest(argument, names),
      );
    }
    world.out(`${page}\n`);
    return 0;
  },
};
