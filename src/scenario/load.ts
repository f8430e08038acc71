// Scenario files: read strictly, then held to the operations they speak of; a file with a mistake gives no scenario.
import { schemaCompiler, type Validate } from "../json/schema.ts";
import { mistakesIn, readStrict, type StrictFile } from "../json/strict.ts";
import type { Document } from "../openapi/document.ts";
import { type Operation, operationsOf } from "../openapi/operation.ts";
import type { Diagnostic, Location } from "../report.ts";
import { placeInProgram } from "./program-place.ts";
import { rememberedBy } from "./remembered.ts";
import type { Scenario } from "./scenario.ts";
import { type Against, ScenarioReader } from "./scenario-reader.ts";
import { SCENARIO_SCHEMA } from "./schema.ts";
import type { ScenarioText, StatedRule } from "./stated.ts";

export interface ScenarioFile {
  /** The name to report. */
  readonly file: string;
  readonly text: string;
  /** What the file exports by default where it is a program. */
  readonly exported?: unknown;
}

export interface LoadedScenarios {
  /** The files' scenarios without the faulty ones, in the files' order. */
  readonly scenarios: readonly Scenario[];
  /** Errors, and warnings of what may be meant. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads scenario files for a document.
 * @throws Error when a reference of the document leads nowhere
 */
export function loadScenarios(
  files: readonly ScenarioFile[],
  document: Document,
  operations: readonly Operation[] = operationsOf(document),
): LoadedScenarios {
  const validate = schemaCompiler()(SCENARIO_SCHEMA);
  const scenarios: Scenario[] = [];
  const diagnostics: Diagnostic[] = [];
  const names = new Map<string, Location>();
  const read = files.map((source) => {
    const { file, text } = source;
    return "exported" in source
      ? readProgram(text, file, source.exported, validate)
      : readStrict(text, file, "scenario", validate);
  });
  const sound = read.filter((strict) => strict.diagnostics.length === 0);
  const remembered = rememberedBy(sound.map(({ value }) => value as ScenarioText));
  let compiler: ((schema: unknown) => Validate) | undefined;
  const against: Against = {
    document,
    operations,
    // What a faulty file remembers nobody knows.
    remembered: { ...remembered, open: remembered.open || sound.length < read.length },
    compile(schema) {
      compiler ??= schemaCompiler(document.components);
      return compiler(schema);
    },
  };
  for (const [index, strict] of read.entries()) {
    const { file = "" } = files[index] ?? {};
    if (strict.diagnostics.length > 0) {
      diagnostics.push(...strict.diagnostics);
      continue;
    }
    const reader = new ScenarioReader(strict, file, against);
    const scenario = reader.read();
    const location = strict.locate(["name"]);
    const first = names.get(scenario.name);
    if (first !== undefined) {
      const message = `Scenario \`${scenario.name}\` stands in ${first.file}:${first.line} already; each name may stand once.`;
      reader.diagnostics.push({ code: "scenario-duplicate-name", severity: "error", message, location });
    } else names.set(scenario.name, location);
    diagnostics.push(...reader.diagnostics);
    if (reader.diagnostics.every(({ severity }) => severity !== "error")) scenarios.push(scenario);
  }
  return { scenarios, diagnostics };
}

/** The same for a program: its functions stand beside what the schema knows, and come back into the rules they were in. */
function readProgram(text: string, file: string, exported: unknown, validate: Validate): StrictFile {
  const locate: StrictFile["locate"] = (path, part) => placeInProgram(text, file, path, part);
  const rules = (exported as { readonly rules?: unknown } | undefined)?.rules;
  const data = Array.isArray(rules) ? { ...(exported as object), rules: rules.map(withoutProgram) } : exported;
  return { value: exported, diagnostics: mistakesIn(data, "scenario", validate, locate), locate };
}

function withoutProgram(rule: unknown): unknown {
  if (typeof (rule as StatedRule | null)?.answer !== "function") return rule;
  const { answer, ...data } = rule as StatedRule;
  return data;
}
