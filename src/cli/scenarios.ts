// The scenario files that go with a specification.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Document } from "../openapi/document.ts";
import { loadScenarios } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "./command.ts";
import type { Config } from "./config.ts";
import { CannotRun, cannotRun } from "./problem.ts";
import { listFiles } from "./source.ts";

/**
 * The folder (or file) of scenarios: `--scenarios`, else the config's, else `scenarios` beside the specification.
 * @returns an absolute path, or undefined where there is none
 * @throws CannotRun when one was named that does not exist
 */
export function locateScenarios(
  named: string | undefined,
  config: Config,
  spec: string,
  { cwd }: Pick<World, "cwd">,
): string | undefined {
  const path = named === undefined ? config.scenarios : resolve(cwd, named);
  if (path !== undefined) {
    if (existsSync(path)) return path;
    throw cannotRun("scenarios-missing", `Scenarios \`${named ?? path}\` do not exist.`);
  }
  const beside = join(dirname(spec), "scenarios");
  return existsSync(beside) && statSync(beside).isDirectory() ? beside : undefined;
}

/**
 * Reads scenario files.
 * @throws CannotRun when one of them does not hold to the format or to the document
 */
export function readScenarios(
  path: string | undefined,
  document: Document,
  { cwd }: Pick<World, "cwd">,
): readonly Scenario[] {
  if (path === undefined) return [];
  const [folder, names] = statSync(path).isDirectory()
    ? [path, listFiles(path, [".yaml", ".yml", ".json"])]
    : [dirname(path), [basename(path)]];
  const files = names.map((name) => ({
    file: relative(cwd, join(folder, name)),
    text: readFileSync(join(folder, name), "utf8"),
  }));
  const { scenarios, diagnostics } = loadScenarios(files, document);
  if (diagnostics.some(({ severity }) => severity === "error")) throw new CannotRun(diagnostics);
  return scenarios;
}
