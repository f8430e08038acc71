// Regular expressions from scenario files: refused when they are none, or when they could take for ever.
import safeRegex from "safe-regex2";

/** Longer texts are not tried: what grows with the square of the length stays short at this one. */
export const MAX_MATCHED_LENGTH = 2000;

/** What is wrong with a pattern, as the rest of a sentence; undefined where nothing is. */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return `is no regular expression (${(error as Error).message.replace(/^Invalid regular expression: /, "")})`;
  }
  if (safeRegex.default(pattern) && !repeatsAlternatives(pattern)) return undefined;
  return "repeats what repeats (`(a+)+`, `(a|a)*`), which can take for ever on a hostile text; write it without the outer repetition";
}

/** A repeated group with alternatives in it: `(a|a)*`, which the star height does not show. Single characters belong in a class. */
function repeatsAlternatives(pattern: string): boolean {
  const open: { alternatives: boolean }[] = [];
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === "\\") index++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") open.push({ alternatives: false });
    else if (character === "|") for (const group of open) group.alternatives = true;
    else if (character === ")" && open.pop()?.alternatives === true && /^(\*|\+|\{\d*,)/.test(pattern.slice(index + 1)))
      return true;
  }
  return false;
}

/** Whether a text holds a match of a pattern that was found sound. */
export function matchesPattern(pattern: string, text: string): boolean {
  return text.length <= MAX_MATCHED_LENGTH && new RegExp(pattern, "u").test(text);
}
