// Regular expressions of authors (ECMA-262, with the flag u, as JSON Schema asks, where they can be read with it) against texts of strangers: no text makes a match
// take for ever. Plain patterns are matched natively; all others by RE2, whose time grows with the text and no faster; what RE2 lacks
// natively again, for a limited time.
import { createRequire } from "node:module";
import { createContext, Script } from "node:vm";

export interface Matcher {
  /** Whether a match stands anywhere in the text. */
  test(text: string): boolean;
}

/** How long a match that needs backtracking may take, in milliseconds; after it the text counts as one that does not match. */
const TIME_LIMIT = 250;

const ESCAPE = String.raw`\\(?:[pPu]\{[^}]*\}|(?!u\{)[^pPk1-9])`;
const ATOM = String.raw`(?:${ESCAPE}|\[(?:[^\\\]]|\\.)*\]|[^\\()[\]{}|*+?^$])(?:\{\d{1,3}\})?`;
/** At most one thing in it has a length of its own. */
const LINE = String.raw`(?:${ATOM})*(?:${ATOM}(?:[*+?]|\{\d+,\d*\})\??)?(?:${ATOM})*\$?`;
/** Anchored, without alternatives: there is one way to match each length, and so no more ways than the text is long. */
const PLAIN = new RegExp(String.raw`^\^(?:\(\?[=!]${LINE}\))*${LINE}$`, "su");

/**
 * A matcher of a pattern.
 * @throws SyntaxError where it is none
 */
export function matcherOf(pattern: string): Matcher {
  const native = nativeOf(pattern);
  if (PLAIN.test(pattern)) return native;
  let matcher: Matcher | undefined;
  return {
    test(text) {
      matcher ??= linearMatcher(pattern).matcher ?? limited(native);
      return matcher.test(text);
    },
  };
}

/** Whether a value is a pattern that a text can be held to. */
export function isPattern(value: unknown): boolean {
  try {
    return typeof value === "string" && nativeOf(value) !== undefined;
  } catch {
    return false;
  }
}

/** JSON Schema asks for the flag u, but many a document escapes what needs no escape (`\-`, `\_`), which only patterns without it may. */
function nativeOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

/** Whether nobody can tell, in the time a match may take, if the text matches. */
export function isUndecided(pattern: string, text: string): boolean {
  if (PLAIN.test(pattern) || linearMatcher(pattern).matcher !== undefined) return false;
  return withinLimit(nativeOf(pattern))(text) === undefined;
}

/** A matcher whose time grows with the text and no faster, or what stands in the way of one. */
export function linearMatcher(
  pattern: string,
):
  | { readonly matcher: Matcher; readonly problem?: undefined }
  | { readonly matcher?: undefined; readonly problem: string } {
  // Read when the first pattern asks for it: most commands, and most documents, have none that does.
  const { RE2JS } = createRequire(import.meta.url)("re2js") as typeof import("re2js");
  try {
    const matcher = RE2JS.compile(RE2JS.translateRegExp(inWordsOfRe2(pattern)));
    return { matcher };
  } catch (error) {
    return { problem: (error as Error).message.replace(/^error parsing regexp: /, "") };
  }
}

/** White space and line ends (ECMA-262, 12.2 and 12.3), and all that is neither; RE2 knows those of ASCII only. */
const SPACE = String.raw`\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;
const NO_SPACE = String.raw`\x00-\x08\x0E-\x1F!-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}`;
const ANY = String.raw`\x00-\x{10FFFF}`;

/** The same pattern where RE2 reads it as something else. */
function inWordsOfRe2(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\u(d[89ab]..)\\u(d[c-f]..)|\\.|[[\].]/gisu, (token, high, low, offset: number) => {
    if (high !== undefined) return String.raw`\x{${codePoint(high, low).toString(16)}}`;
    if (token === "\\s") return inClass ? SPACE : `[${SPACE}]`;
    if (token === "\\S") return inClass ? NO_SPACE : `[${NO_SPACE}]`;
    if (token === "\\b" && inClass) return String.raw`\x08`;
    if (token === "." && !inClass) return String.raw`[^\n\r\x{2028}\x{2029}]`;
    if (token === "]") inClass = false;
    if (token !== "[" || inClass) return token;
    inClass = true;
    // Classes of nothing and of anything, which RE2 takes for the beginning of one with a bracket in it.
    if (pattern.startsWith("]", offset + 1)) return `[^${ANY}`;
    return pattern.startsWith("^]", offset + 1) ? `[${ANY}` : token;
  });
}

function codePoint(high: string, low: string): number {
  return String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)).codePointAt(0) ?? 0;
}

function limited(expression: RegExp): Matcher {
  const matches = withinLimit(expression);
  return { test: (text) => matches(text) === true };
}

/** Undefined where the time was not enough. */
function withinLimit(expression: RegExp): (text: string) => boolean | undefined {
  const context: { expression: RegExp; text: string } = { expression, text: "" };
  createContext(context);
  const script = new Script("expression.test(text)");
  return (text) => {
    context.text = text;
    try {
      return script.runInContext(context, { timeout: TIME_LIMIT }) === true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return undefined;
      throw error;
    }
  };
}
