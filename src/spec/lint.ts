// Every rule over a specification, its findings in the order of the pages.
import type { Role } from "../openapi/document.ts";
import type { Diagnostic } from "../report.ts";
import { compareExamples } from "./compare-example.ts";
import { documentedOperations } from "./operations.ts";
import type { Specification } from "./page.ts";
import type { Rule } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";
import { scopeOf } from "./scope.ts";

/** What the config says that rules go by. */
export interface LintSettings {
  /** Result code → role, where its name and remark do not say it. */
  readonly roles?: Readonly<Record<string, Role>>;
}

/** What the rules say of a specification, sorted by file, line, column and rule; what is found for several operations alike is said once. */
export function lint(
  specification: Specification,
  rules: readonly Rule[] = allRules,
  { roles = {} }: LintSettings = {},
): readonly Diagnostic[] {
  const scope = scopeOf(specification);
  const subject = {
    specification,
    scope,
    documented: documentedOperations(specification),
    comparison: compareExamples(specification, scope),
    roles,
  };
  const diagnostics = rules.flatMap((rule) =>
    [...rule.run(subject)].map((finding): Diagnostic => ({ code: rule.name, severity: rule.severity, ...finding })),
  );
  return diagnostics.sort(byPlace).filter((one, index, all) => !isRepeated(one, all[index - 1]));
}

function isRepeated(one: Diagnostic, before: Diagnostic | undefined): boolean {
  return before?.location !== undefined && one.location !== undefined && byPlace(one, before) === 0;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [left, right] = [a.location, b.location];
  if (left === undefined || right === undefined) return 0;
  return (
    compare(left.file, right.file) ||
    left.line - right.line ||
    left.column - right.column ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
