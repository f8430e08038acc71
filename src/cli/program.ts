// Scenarios in TypeScript, run as they stand: jiti strips their types on every Node, and reads them anew after a save.
import { readFileSync } from "node:fs";
import { defineScenario } from "../scenario/program.ts";
import { CannotRun } from "./problem.ts";

/**
 * What a program exports by default; undefined where it exports other names only, for programs beside it to import.
 * @param path absolute
 * @param shown the name to report
 * @throws CannotRun when it cannot be run, or exports nothing
 */
export async function runProgram(path: string, shown: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    // Here by itself, wherever fieldproof is installed.
    virtualModules: { fieldproof: { defineScenario } },
  });
  const module = await jiti.import<{ readonly default?: unknown }>(path).catch((error: unknown) => {
    throw new CannotRun([mistakeOf(error, path, shown)]);
  });
  if (module.default !== undefined || Object.keys(module).length > 0) return module.default;
  const message = "The scenario exports nothing, expected `export default defineScenario({ name, rules })`.";
  throw new CannotRun([
    { code: "scenario-program", severity: "error", message, location: { file: shown, line: 1, column: 1 } },
  ]);
}

function mistakeOf(error: unknown, path: string, shown: string): CannotRun["diagnostics"][number] {
  const { message, name, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const isParsed = /ParseError/.test(`${name} ${message}`);
  const [line = 1, counted = 1] = placeIn(stack, path) ?? importIn(message, path) ?? [];
  // The parser counts columns from 0, the engine from 1.
  const column = isParsed ? counted + 1 : counted;
  const [first = ""] = message.split("\n");
  const said = first.replace(/^ParseError: /, "Syntax: ").replace(/\s+$/, "");
  const what = name === "Error" ? said : `${name}: ${said}`;
  return {
    code: "scenario-program",
    severity: "error",
    message: `The scenario cannot be run: ${what.replaceAll(path, shown)}.`,
    location: { file: shown, line, column },
  };
}

function placeIn(stack: string, path: string): readonly [number, number] | undefined {
  const at = stack.indexOf(`${path}:`);
  const [, line, column] = at === -1 ? [] : (/^:(\d+):(\d+)/.exec(stack.slice(at + path.length)) ?? []);
  return line === undefined ? undefined : [Number(line), Number(column)];
}

/** The line that imports what was not found. */
function importIn(message: string, path: string): readonly [number, number] | undefined {
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (missing === undefined) return undefined;
  const name = missing.slice(missing.lastIndexOf("/") + 1);
  const lines = readFileSync(path, "utf8").split("\n");
  const index = lines.findIndex((line) => /\b(import|from|require)\b/.test(line) && line.includes(name));
  return index === -1 ? undefined : [index + 1, (lines[index]?.indexOf(name) ?? 0) + 1];
}
