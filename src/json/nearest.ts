// The nearest known name to one that is not known, for suggestions.
import { distance } from "fastest-levenshtein";

/** The candidate within a third of the word's length in edits (letter case costs nothing), or undefined. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
export function edits(a: string, b: string): number {
  return distance(a, b);
}
