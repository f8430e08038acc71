// fieldproof lint: what is wrong with the tables.
import { relative } from "node:path";
import { operationsOf } from "../../openapi/operation.ts";
import { findingsReporters } from "../../reporters/findings/index.ts";
import type { Command } from "../command.ts";
import { loadConfig } from "../config.ts";
import { cannotRun } from "../problem.ts";
import { loadDocument, locateSpec, readSource } from "../source.ts";

export const lint: Command = {
  argument: {
    name: "[spec]",
    description: "folder of Markdown pages, or one page (default: the config's `spec`, else spec/)",
  },
  options: [
    {
      flags: "--format <format>",
      description: "how to print findings",
      choices: findingsReporters.map(({ name }) => name),
      default: "pretty",
    },
    {
      flags: "--max-warnings <n>",
      description: "exit 1 when there are more warnings than this",
      integer: { least: 0 },
    },
    { flags: "--config <file>", description: "config file (default: the nearest fieldproof.yaml)" },
  ],
  examples: ["fieldproof lint spec", "fieldproof lint spec --format json --max-warnings 0"],
  async run(argument, options, world) {
    const config = loadConfig(world, options.config as string | undefined);
    const spec = locateSpec(argument, config, world);
    const source = readSource(spec, world);
    if (source.kind === "openapi") {
      throw cannotRun(
        "lint-tables",
        `\`${relative(world.cwd, spec)}\` is an OpenAPI file; lint reads Markdown field tables.`,
      );
    }
    const { document, diagnostics } = loadDocument(source, config);
    const reporter = findingsReporters.find(({ name }) => name === options.format);
    if (reporter === undefined) throw new Error(`No findings reporter is called ${String(options.format)}.`);
    world.out(
      reporter.report(diagnostics, {
        texts: new Map(source.pages.map(({ file, text }) => [source.shown(file), text])),
        operations: operationsOf(document).length,
        colours: world.colours,
      }),
    );
    const count = (severity: string): number => diagnostics.filter((found) => found.severity === severity).length;
    const limit = options.maxWarnings as number | undefined;
    return count("error") > 0 || (limit !== undefined && count("warning") > limit) ? 1 : 0;
  },
};
