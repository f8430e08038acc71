// fieldproof derive: the OpenAPI document of a specification.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { writeYaml } from "../../json/yaml.ts";
import { operationsOf } from "../../openapi/operation.ts";
import type { Command } from "../command.ts";
import { loadConfig } from "../config.ts";
import { difference } from "../difference.ts";
import { makeFolders } from "../make-folders.ts";
import { problemLine } from "../problem.ts";
import { loadDocument, locateSpec, readSource } from "../source.ts";

export const derive: Command = {
  argument: {
    name: "[spec]",
    description: "folder of Markdown pages, or one page (default: the config's `spec`, else spec/)",
  },
  options: [
    { flags: "-o, --output <file>", description: "write to a file instead of standard output" },
    { flags: "--openapi <version>", description: "version of the document", choices: ["3.0", "3.1"], default: "3.1" },
    {
      flags: "--format <format>",
      description: "json or yaml (default: by the file's ending, else json)",
      choices: ["json", "yaml"],
    },
    { flags: "--check", description: "write nothing; exit 1 with a diff when the file is not what the tables say" },
    { flags: "--config <file>", description: "config file (default: the nearest fieldproof.yaml)" },
  ],
  examples: ["fieldproof derive spec -o spec/openapi.json", "fieldproof derive spec --check -o spec/openapi.json"],
  async run(argument, options, world) {
    const config = loadConfig(world, options.config as string | undefined);
    const spec = locateSpec(argument, config, world);
    const source = readSource(spec, world);
    const { document, diagnostics } = loadDocument(source, config, {
      openapi: options.openapi as "3.0" | "3.1",
    });
    if (Object.keys(document.paths ?? {}).length === 0) {
      const pages = argument ?? relative(world.cwd, spec);
      world.say(`No operation in \`${pages}\`: the document is empty. \`fieldproof lint ${pages}\` tells why.\n`);
    }
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    for (const error of errors) world.say(`${problemLine(error)}\n`);
    const output = options.output as string | undefined;
    const file = resolve(world.cwd, output ?? join(source.root, "openapi.json"));
    const format = options.format ?? (output !== undefined && /\.ya?ml$/i.test(output) ? "yaml" : "json");
    const text = format === "yaml" ? writeYaml(document) : `${JSON.stringify(document, null, 2)}\n`;

    if (options.check === true) {
      const shown = relative(world.cwd, file);
      const advice = `run \`fieldproof derive ${argument ?? relative(world.cwd, spec)} -o ${shown}\`.\n`;
      if (!existsSync(file)) {
        world.say(`${shown} does not exist: ${advice}`);
        return errors.length > 0 ? 2 : 1;
      }
      const before = readFileSync(file, "utf8");
      if (before === text) {
        world.say(`${shown} is what the tables say.\n`);
        return errors.length > 0 ? 2 : 0;
      }
      world.out(`${difference(before, text, [shown, `${shown} (derived)`], world.colours)}\n`);
      world.say(`${shown} is stale: ${advice}`);
      return errors.length > 0 ? 2 : 1;
    }
    if (output === undefined) world.out(text);
    else {
      makeFolders(dirname(file));
      writeFileSync(file, text);
      const count = operationsOf(document).length;
      world.say(`${relative(world.cwd, file)}: ${count} ${count === 1 ? "operation" : "operations"}.\n`);
    }
    return errors.length > 0 ? 2 : 0;
  },
};
