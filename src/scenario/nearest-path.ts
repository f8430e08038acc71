// Names of fields in messages: the one that was most likely meant, and those there are.
import { nearest } from "../json/nearest.ts";

/** The path whose last name is nearest, or holds the word that was meant: `code` in `resultContext.resultCode`. */
export function nearestPath(path: string, candidates: readonly string[]): string | undefined {
  const last = (text: string): string => text.slice(Math.max(text.lastIndexOf("."), text.lastIndexOf("/")) + 1);
  const word = last(path).toLowerCase();
  const best = nearest(word, candidates.map(last));
  return (
    candidates.find((candidate) => last(candidate) === best) ??
    (word.length > 2 ? candidates.find((candidate) => last(candidate).toLowerCase().includes(word)) : undefined)
  );
}

/** Names in backticks, the first twelve of them. */
export function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `\`${name}\``);
  return names.length > shown.length ? `${shown.join(", ")} …` : shown.join(", ");
}
