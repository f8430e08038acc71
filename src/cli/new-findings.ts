// What lint says of the tables and did not say of the version before: told at a save, so that nobody has to ask.
import type { Diagnostic } from "../report.ts";
import type { Rule } from "../spec/rule.ts";

/** What a rule says of one version. */
export type Lint = (rule: Rule) => readonly Diagnostic[];

/** Asks a rule once, however many versions are compared with this one. */
export function asksOnce(lint: Lint): Lint {
  const said = new Map<Rule, readonly Diagnostic[]>();
  return (rule) => {
    const known = said.get(rule) ?? lint(rule);
    said.set(rule, known);
    return known;
  };
}

/**
 * Lines that were moved make nothing new.
 * @param isOver whether nobody wants to know any more
 * @param breath is waited for between rules, which together take longer than a request may wait
 */
export async function newFindings(
  rules: readonly Rule[],
  before: Lint,
  after: Lint,
  isOver: () => boolean,
  breath: () => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    const known = new Map<string, number>();
    for (const finding of before(rule)) known.set(textOf(finding), (known.get(textOf(finding)) ?? 0) + 1);
    for (const finding of after(rule)) {
      const left = known.get(textOf(finding)) ?? 0;
      if (left > 0) known.set(textOf(finding), left - 1);
      else found.push(finding);
    }
    await breath();
    if (isOver()) break;
  }
  return found;
}

function textOf({ code, location, message }: Diagnostic): string {
  return `${code} ${location?.file} ${message}`;
}
