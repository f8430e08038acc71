// fieldproof lint: what is wrong with the tables.
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { operationsOf } from "../../openapi/operation.ts";
import { findingsReporters } from "../../reporters/findings/index.ts";
import { fixPages } from "../../spec/fix.ts";
import { rules } from "../../spec/rules/index.ts";
import type { Command, World } from "../command.ts";
import { loadConfig } from "../config.ts";
import { difference } from "../difference.ts";
import { cannotRun } from "../problem.ts";
import { loadDocument, locateSpec, readSource, type Tables } from "../source.ts";

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
    { flags: "--fix", description: "put right what is plain and changes nothing of what the pages say" },
    { flags: "--fix-method", description: "with --fix: give pages without a method the one that most others have" },
    { flags: "--dry-run", description: "with --fix: show what would change, and write nothing" },
    { flags: "--config <file>", description: "config file (default: the nearest fieldproof.yaml)" },
  ],
  examples: [
    "fieldproof lint spec",
    "fieldproof lint spec --format json --max-warnings 0",
    "fieldproof lint spec --fix --dry-run",
  ],
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
    const isDry = options.dryRun === true;
    if (options.fix !== true && (isDry || options.fixMethod === true)) {
      throw cannotRun("lint-fix", "`--dry-run` and `--fix-method` say how to fix, expected `--fix` beside them.");
    }
    const fixed = options.fix === true ? fixSource(source, options.fixMethod === true, isDry, world) : source;
    if (isDry) return 0;
    const { document, diagnostics } = loadDocument(fixed, config);
    const reporter = findingsReporters.find(({ name }) => name === options.format);
    if (reporter === undefined) throw new Error(`No findings reporter is called ${String(options.format)}.`);
    world.out(
      reporter.report(diagnostics, {
        texts: new Map(fixed.pages.map(({ file, text }) => [source.shown(file), text])),
        operations: operationsOf(document).length,
        rules,
        colours: world.colours,
      }),
    );
    const count = (severity: string): number => diagnostics.filter((found) => found.severity === severity).length;
    const limit = options.maxWarnings as number | undefined;
    return count("error") > 0 || (limit !== undefined && count("warning") > limit) ? 1 : 0;
  },
};

/** The pages with what is plain put right: shown as a diff when dry, written to their files else. */
function fixSource(source: Tables, withMethod: boolean, isDry: boolean, world: World): Tables {
  const { pages, fixed } = fixPages(source.pages, new Set(withMethod ? ["missing-method"] : []));
  const before = new Map(source.pages.map(({ file, text }) => [file, text]));
  const changed = pages.filter(({ file, text }) => before.get(file) !== text);
  for (const { file, text } of changed) {
    const name = source.shown(file);
    if (isDry) world.out(difference(before.get(file) ?? "", text, [name, name], world.colours));
    else writeText(join(source.root, file), text);
  }
  const sum = `${fixed.length} ${fixed.length === 1 ? "finding" : "findings"} on ${changed.length} ${changed.length === 1 ? "page" : "pages"}`;
  world.say(isDry ? `Would fix ${sum}.\n` : `Fixed ${sum}.\n`);
  return { ...source, pages };
}

/** A byte order mark that the file begins with stays. */
function writeText(path: string, text: string): void {
  const mark = readFileSync(path, "utf8").startsWith("\ufeff") ? "\ufeff" : "";
  writeFileSync(path, mark + text);
}
