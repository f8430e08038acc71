// What `when` says: fields, each with what must stand there; read alike in scenario files and where requests are counted.
import { nearest } from "../json/nearest.ts";
import type { Document } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import { type Field, readField } from "./field.ts";
import { unknownRequestField } from "./known-field.ts";
import { nearestPath, quoted } from "./nearest-path.ts";
import { patternMatcher, patternProblem } from "./pattern.ts";
import type { Condition, Test } from "./scenario.ts";

/** A mistake in what refers to fields. */
export interface FieldMistake {
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  /** From what was read to what is at fault. */
  readonly path: readonly string[];
  /** Whether the name or the value at the end of the path is meant. */
  readonly part: "key" | "value";
  readonly suggestion?: string;
}

/**
 * The field that a text names.
 * @param operations whose requests may have it; where there are none any field will do
 */
export function knownField(
  document: Document,
  operations: readonly Operation[],
  text: string,
): Field | Pick<FieldMistake, "code" | "message" | "suggestion"> {
  const code = "scenario-unknown-field";
  const field = readField(text);
  if (field === undefined) {
    const message = `\`${text}\` names no field, expected \`header.NAME\`, \`query.NAME\`, \`path.NAME\`, \`cookie.NAME\`, \`body.NAME\`, \`state.KEY\` or \`request\`.`;
    return { code, message };
  }
  const candidates: string[] = [];
  for (const operation of operations) {
    const names = unknownRequestField(document, operation, field);
    if (names === undefined) return field;
    candidates.push(...names);
  }
  if (operations.length === 0) return field;
  const names = [...new Set(candidates)];
  const [only, another] = operations;
  const where = another === undefined ? `the request of ${only?.name}` : "the request of any operation";
  const known = names.length > 0 ? `, expected one of ${quoted(names)}` : "";
  const suggestion = nearestPath(text, names);
  return {
    code,
    message: `Unknown field \`${text}\` in ${where}${known}.`,
    ...(suggestion !== undefined ? { suggestion } : {}),
  };
}

/**
 * Reads conditions whose shape is sound.
 * @param operations whose requests are held to them
 */
export function readConditions(
  document: Document,
  operations: readonly Operation[],
  when: Readonly<Record<string, unknown>>,
): { readonly conditions: readonly Condition[]; readonly mistakes: readonly FieldMistake[] } {
  const conditions: Condition[] = [];
  const mistakes: FieldMistake[] = [];
  for (const [name, matcher] of Object.entries(when)) {
    const field = knownField(document, operations, name);
    const tests = testsOf(matcher);
    if ("message" in field) mistakes.push({ ...field, path: [name], part: "key" });
    else conditions.push({ field, tests });
    for (const test of tests) {
      const problem = test.kind === "pattern" ? patternProblem(test.pattern) : undefined;
      if (test.kind !== "pattern" || problem === undefined) continue;
      const message = `\`${test.pattern}\` ${problem}.`;
      mistakes.push({ code: "scenario-bad-pattern", message, path: [name, "pattern"], part: "value" });
    }
    const isAskedOf = (test: Test): boolean => test.kind === "equals" && /^(in)?valid$/.test(String(test.value));
    const asked = tests.find((test) => !isAskedOf(test));
    if (!("message" in field) && field.in === "request" && asked !== undefined) {
      const meant = asked.kind === "equals" ? nearest(String(asked.value), ["valid", "invalid"]) : undefined;
      mistakes.push({
        code: "scenario-request",
        message: "A request is `valid` or `invalid`.",
        path: [name],
        part: "value",
        ...(meant === undefined ? {} : { suggestion: meant }),
      });
    }
  }
  return { conditions, mistakes };
}

function testsOf(matcher: unknown): readonly Test[] {
  if (typeof matcher !== "object" || matcher === null || Array.isArray(matcher))
    return [{ kind: "equals", value: matcher }];
  return Object.entries(matcher).map(([kind, value]): Test => {
    switch (kind) {
      case "in":
        return { kind, values: value as readonly unknown[] };
      case "pattern":
        return { kind, pattern: String(value), matches: patternMatcher(String(value)) };
      case "absent":
        return { kind, absent: value === true };
      case "gt":
      case "gte":
      case "lt":
      case "lte":
        return { kind, bound: Number(value) };
      default:
        return { kind: "equals", value };
    }
  });
}
