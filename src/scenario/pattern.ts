// Regular expressions from scenario files: refused when they are none, or when they could take for ever. What passes is matched by
// RE2, whose time grows with the text and no faster: no analysis finds every pattern that takes long (`a*a*a*a*b`).
import safeRegex from "safe-regex2";
import { linearMatcher, type Matcher, matcherOf } from "../json/pattern.ts";

/** Longer texts match nothing. */
const MAX_MATCHED_LENGTH = 100_000;

/** What is wrong with a pattern, as the rest of a sentence; undefined where nothing is. */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return `is no regular expression (${(error as Error).message.replace(/^Invalid regular expression: /, "")})`;
  }
  if (safeRegex.default(pattern) && !repeatsAlternatives(pattern)) return unmatched(pattern);
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

/** What RE2 lacks is what needs backtracking: looking around, and going back to what was found. */
function unmatched(pattern: string): string | undefined {
  const { problem } = linearMatcher(pattern);
  return problem === undefined
    ? undefined
    : `cannot be matched in a time that is sure (${problem}); write it without looking ahead, behind or back (\`(?=a)\`, \`(?<!a)\`, \`\\1\`), and with counts of at most 1000`;
}

/** Tells whether a text holds a match of a pattern that was found sound. */
export function patternMatcher(pattern: string): (text: string) => boolean {
  let matcher: Matcher | undefined;
  return (text) => {
    matcher ??= matcherOf(pattern);
    return text.length <= MAX_MATCHED_LENGTH && matcher.test(text);
  };
}
