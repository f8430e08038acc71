// The scenario files that go with a specification.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Document } from "../openapi/document.ts";
import { loadScenarios, type ScenarioFile } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "./command.ts";
import type { Config } from "./config.ts";
import { CannotRun, cannotRun, problemLine } from "./problem.ts";
import { runProgram } from "./program.ts";
import { listFiles } from "./source.ts";

/**
 * The folder (or file) of scenarios: `--scenarios`, else the config's, else `scenarios` beside the specification.
 * @param isAwaited whether one that was named may come into being later
 * @returns an absolute path, where nothing need stand
 * @throws CannotRun when one was named that does not exist and is not awaited
 */
export function locateScenarios(
  named: string | undefined,
  config: Config,
  spec: string,
  { cwd }: Pick<World, "cwd">,
  isAwaited = false,
): string {
  const path = named === undefined ? config.scenarios : resolve(cwd, named);
  if (path === undefined) return join(dirname(spec), "scenarios");
  if (isAwaited || existsSync(path)) return path;
  throw cannotRun("scenarios-missing", `Scenarios \`${named ?? path}\` do not exist.`);
}

/**
 * Reads scenario files; none where nothing stands at the path. What may be a mistake is said.
 * @throws CannotRun when one of them does not hold to the format or to the document
 */
export async function readScenarios(
  path: string,
  document: Document,
  { cwd, say }: Pick<World, "cwd" | "say">,
): Promise<readonly Scenario[]> {
  if (!existsSync(path)) return [];
  const [folder, names] = statSync(path).isDirectory()
    ? [path, listFiles(path, [".yaml", ".yml", ".json", ".ts"]).filter((name) => !name.endsWith(".d.ts"))]
    : [dirname(path), [basename(path)]];
  const files: ScenarioFile[] = [];
  for (const name of names) {
    const place = join(folder, name);
    const file = relative(cwd, place);
    const text = readFileSync(place, "utf8");
    const exported = name.endsWith(".ts") ? await runProgram(place, file) : undefined;
    if (exported !== undefined) files.push({ file, text, exported });
    else if (!name.endsWith(".ts")) files.push({ file, text });
  }
  const { scenarios, diagnostics } = loadScenarios(files, document);
  if (diagnostics.some(({ severity }) => severity === "error")) throw new CannotRun(diagnostics);
  for (const warning of diagnostics) say(`${problemLine(warning)}\n`);
  return scenarios;
}
