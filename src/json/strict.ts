// A file of ours (config, scenario) held to its JSON Schema: every mistake at its place, unknown names with the nearest known one.
import type { Diagnostic } from "../report.ts";
import { nearest } from "./nearest.ts";
import { splitPointer, valueAt } from "./pointer.ts";
import type { Validate, Violation } from "./schema.ts";
import { parseYaml, type YamlText } from "./yaml.ts";

/** A file that was read; `value` has the schema's shape when there are no diagnostics. */
export interface StrictFile {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly locate: YamlText["locate"];
}

/**
 * Parses `text` as YAML or JSON and holds it to a schema.
 * @param file the name to report
 * @param kind what the file is, for messages: `config`, `scenario`
 * @param validate the compiled schema
 */
export function readStrict(text: string, file: string, kind: string, validate: Validate): StrictFile {
  const yaml = parseYaml(text, file);
  if (yaml.diagnostics.length > 0) return { value: undefined, diagnostics: yaml.diagnostics, locate: yaml.locate };
  return { value: yaml.value, diagnostics: mistakesIn(yaml.value, kind, validate, yaml.locate), locate: yaml.locate };
}

/**
 * Holds a value to a schema.
 * @param kind what it is, for messages
 * @param locate where what a path leads to stands
 */
export function mistakesIn(
  value: unknown,
  kind: string,
  validate: Validate,
  locate: YamlText["locate"],
): readonly Diagnostic[] {
  const violations = validate(value);
  // Where a key is unknown, what is missing beside it is most likely what it was meant to be.
  const guessed = new Set(violations.flatMap(({ pointer, property }) => (property === undefined ? [] : [pointer])));
  return violations
    .filter(
      ({ keyword, pointer }) => keyword !== "required" || !guessed.has(pointer.slice(0, pointer.lastIndexOf("/"))),
    )
    .map((violation) => diagnosticOf(violation, value, locate, kind));
}

function diagnosticOf(violation: Violation, value: unknown, locate: YamlText["locate"], kind: string): Diagnostic {
  const path = splitPointer(violation.pointer);
  const code = `${kind}-invalid`;
  if (violation.property !== undefined) {
    const names = violation.allowed ?? [];
    const suggestion = nearest(violation.property, names);
    const where = path.length > 0 ? ` in \`${path.join(".")}\`` : "";
    return {
      code,
      severity: "error",
      message: `Unknown key \`${violation.property}\`${where}${names.length > 0 ? `, expected one of ${names.map((name) => `\`${name}\``).join(", ")}` : ""}.`,
      location: locate([...path, violation.property], "key"),
      ...(suggestion !== undefined ? { suggestion } : {}),
    };
  }
  const name = path.length > 0 ? `\`${path.join(".")}\`` : `The ${kind}`;
  const found = valueAt(value, violation.pointer);
  const suggestion = typeof found === "string" ? nearest(found, violation.allowed ?? []) : undefined;
  return {
    code,
    severity: "error",
    message: `${name} ${violation.message}.`,
    location: locate(path),
    ...(suggestion !== undefined ? { suggestion } : {}),
  };
}
