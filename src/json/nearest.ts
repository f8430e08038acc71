// The nearest known name to one that is not known, for suggestions.
import { distance } from "fastest-levenshtein";

/** The candidate within a third of the word's length in edits (letter case costs nothing, two letters swapped are one), or undefined. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const steps = isSwapped(wanted, known) ? 1 : distance(wanted, known);
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best;
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
export function edits(a: string, b: string): number {
  return distance(a, b);
}

/** Whether one word becomes the other by swapping two letters that stand side by side. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] !== undefined && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
