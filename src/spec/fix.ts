// Puts right what rules say how to: text edits, made only where the pages still say the same afterwards.
import type { Diagnostic, TextEdit } from "../report.ts";
import { deriveDocument } from "./derive.ts";
import { lint } from "./lint.ts";
import { type PageText, readSpecification } from "./read.ts";
import { rules } from "./rules/index.ts";

export interface FixedPages {
  /** All pages, in the order they came in. */
  readonly pages: readonly PageText[];
  /** What was put right, pass by pass; places are those of the text as it was then. */
  readonly fixed: readonly Diagnostic[];
}

/** One fix can make way for another: a longer type puts its row out of step. */
const PASSES = 5;

/**
 * Applies the fixes of all findings until there is nothing left to fix: a second call changes nothing.
 * A rule's fixes on a page are left out where the derived document would change by more than its places.
 * @param asked rules whose fix adds what the author did not write, and that are to be applied all the same
 */
export function fixPages(pages: readonly PageText[], asked: ReadonlySet<string> = new Set()): FixedPages {
  const meaning = meaningOf(pages);
  const isWanted = new Map(rules.map(({ name, fixWhenAsked }) => [name, !fixWhenAsked || asked.has(name)]));
  const refused = new Set<string>();
  const fixed: Diagnostic[] = [];
  let current = pages;
  for (let pass = 0; pass < PASSES; pass++) {
    const fixable = lint(readSpecification(current)).filter(
      (finding) => (finding.fix ?? []).length > 0 && isWanted.get(finding.code) && !refused.has(keyOf(finding)),
    );
    if (fixable.length === 0) break;
    const next = applied(current, fixable);
    if (next.every(({ text }, index) => text === current[index]?.text)) break;
    if (meaningOf(next) === meaning) {
      current = next;
      for (const finding of fixable) fixed.push(finding);
      continue;
    }
    for (const key of new Set(fixable.map(keyOf))) {
      const group = fixable.filter((finding) => keyOf(finding) === key);
      const attempt = applied(current, group);
      if (meaningOf(attempt) === meaning) {
        current = attempt;
        for (const finding of group) fixed.push(finding);
        // Places of the others have moved: they come again in the next pass.
        break;
      }
      refused.add(key);
    }
  }
  return { pages: current, fixed };
}

function keyOf({ code, location }: Diagnostic): string {
  return `${code} ${location?.file}`;
}

/** The derived document without its places. */
function meaningOf(pages: readonly PageText[]): string {
  return JSON.stringify(deriveDocument(readSpecification(pages)), (key, value) =>
    key === "x-source" ? undefined : value,
  );
}

function applied(pages: readonly PageText[], findings: readonly Diagnostic[]): readonly PageText[] {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of findings.flatMap(({ fix = [] }) => fix)) {
    const known = byFile.get(edit.location.file);
    if (known === undefined) byFile.set(edit.location.file, [edit]);
    else known.push(edit);
  }
  return pages.map((page) => {
    const edits = byFile.get(page.file);
    return edits === undefined ? page : { ...page, text: editText(page.text, edits) };
  });
}

/** The text with the edits made, from its end to its beginning; of two that overlap the one further down is made. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  const shift = text.startsWith("\ufeff") ? 1 : 0;
  const ranges = edits
    .map(({ location, text: inserted, instead }) => {
      const start = (starts[location.line - 1] ?? text.length) + (location.line === 1 ? shift : 0);
      return { from: start + location.column - 1, to: start + location.endColumn - 1, inserted, instead };
    })
    .filter(({ from, to, instead }) => instead === undefined || text.slice(from, to) === instead)
    .sort((a, b) => b.from - a.from || b.to - a.to);
  let result = text;
  let limit = Number.POSITIVE_INFINITY;
  for (const { from, to, inserted } of ranges) {
    if (to > limit) continue;
    result = `${result.slice(0, from)}${inserted.replaceAll("\n", newline)}${result.slice(to)}`;
    limit = from;
  }
  return result;
}
