// The allowed values that a remark plainly lists.
import { readScalar, type ScalarValue, type Stated, unquote } from "./scalar-value.ts";
import type { Scalar } from "./type.ts";

const LABEL =
  /^(?:.*?\b(?:allowed|possible|valid|accepted|available|supported|permitted)?\s*(?:values?|options?|choices|enums?|one of|either)\b(?:\s+(?:are|is|of|include|includes))?|(?:allowed|accepts?|accepted|available|supported|permitted|(?:can|must|should) be)(?=\s*[:：=])|.*?(?:取值范围|取值|可选值|枚举值?|可能的值|有效值|可选))\s*[:：=]?\s*/iu;
const CONSTANT = /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*$/;
const SINGLE = /^[\p{L}\p{N}_][\p{L}\p{N}_.+-]*$/u;

/** The allowed values that a text states: `A,B`, `A / B`, one to a line, `- -1 for downvote`. */
export function readAllowed(remark: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar === "boolean" || scalar === "binary" || scalar === "date-time" || scalar === "date" || scalar === "time")
    return undefined;
  const lines = remark
    .slice(0, 2000)
    .replace(/,[ \t]*\n/g, ",")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !PRESENCE.test(line));
  const listed = readBullets(lines, scalar);
  if (listed !== undefined) return listed;
  for (const line of lines) {
    const values = readLine(line, scalar) ?? readSentences(line, scalar);
    if (values !== undefined) return values;
  }
  return readPlainLines(lines, scalar);
}

/** A line that only says whether the field must be there. */
const PRESENCE = /^[*_([]*(?:optional|required|mandatory)[*_)\].]*$/i;

/** A list that is one of a line's sentences; two words that are no constants may be two things. */
function readSentences(line: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const sentences = line.split(/[.。](?=\s|$|\p{Script=Han})/u).filter((sentence) => sentence.trim() !== "");
  if (sentences.length < 2 || SHOWN.test(line)) return undefined;
  for (const sentence of sentences) {
    const values = readLine(sentence.trim().replace(/[\s,，;；]+$/, ""), scalar);
    const isPlain = values?.value.every((value) => typeof value !== "string" || CONSTANT.test(value)) === true;
    if (values !== undefined && (isPlain || values.value.length > 2)) return values;
  }
  return undefined;
}

/** A list with dashes, every item of which begins with a value: `- 1 for upvote`, `- OTP: by mail`. */
function readBullets(lines: readonly string[], scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const bullets = lines.filter((line) => /^[-*•·+]\s+\S/.test(line));
  const counted = lines.filter((line) => /^\d+[.)]\s+\S/.test(line)).map((line) => line.replace(/^\d+[.)]\s+/, ""));
  if (counted.length > 1 && counted.every((item) => CONSTANT.test(item)))
    return distinctValues(counted, counted.join("\n"));
  // What a value has to be made of is no list of values.
  if (bullets.length < 2 || lines.some((line) => PARTS.test(line))) return undefined;
  const items = bullets.map((line) => line.replace(/^[-*•·+]\s+/, ""));
  const values = items.map((item) => explained(item, scalar) ?? numbered(item, scalar));
  return distinctValues(values, bullets.join("\n"));
}

/** `1 low`: a number and a word or two that name it, in a list of such. */
function numbered(item: string, scalar: Scalar): ScalarValue | undefined {
  const found = scalar === "string" ? null : /^([-+]?\d+)\s+[\p{L}_-]+(?:\s+[\p{L}_-]+)?$/u.exec(item);
  return found?.[1] === undefined || LIMIT.test(item) ? undefined : readScalar(found[1], scalar);
}

const PARTS = /\b(?:includes?|contains?|consists?|made of|at ?least)\b.*[:：]\s*$/i;
const LIMIT = /\b(?:min(?:imum)?|max(?:imum)?|at|least|most|up|digits?|chars?|characters?|items?|or)\b/i;

/** One value to a line with nothing else, or with what it means behind a colon. */
function readPlainLines(lines: readonly string[], scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  for (const from of [0, 1]) {
    const candidates = lines.slice(from);
    if (candidates.length < 2) return undefined;
    const values = candidates.map((line) => explained(line.replace(/[,;]$/, ""), scalar));
    // A word above constants only says what they are.
    if (isHeaded(values)) continue;
    const found = distinctValues(values, candidates.join("\n"));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isHeaded([first, ...others]: readonly (ScalarValue | undefined)[]): boolean {
  const isConstant = (value: ScalarValue | undefined): boolean => CONSTANT.test(String(value));
  return !isConstant(first) && others.length > 1 && typeof first === "string" && others.every(isConstant);
}

/** The value at the start of an item, when the rest only explains it. */
function explained(item: string, scalar: Scalar): ScalarValue | undefined {
  if (scalar === "string") {
    const found =
      /^(?:"([^"]+)"|'([^']+)'|`([^`]+)`|([A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*|\d+)(?=\s*(?:$|[:：=(（]|\s[-–—→]|\s(?:for|means|is|if|when|represents|indicates)\b)))/.exec(
        item,
      );
    if (found !== null) return found[1] ?? found[2] ?? found[3] ?? found[4];
    return SINGLE.test(item) ? item : undefined;
  }
  const found =
    /^([-+]?\d+(?:\.\d+)?)(?=\s*(?:$|[:：=(（,]|[-–—→]|\s(?:for|means|is|if|when|represents|indicates)\b))/.exec(item);
  return found?.[1] === undefined ? undefined : readScalar(found[1], scalar);
}

/** `A,B`, `A/B`, `A | B`, `A or B` as the whole line, behind a label, or in parentheses. */
function readLine(line: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const bare = line.replace(/^[-*•]\s+/, "").replace(/(?<![.。\s])[.。\s]+$/, "");
  const labelled = LABEL.exec(bare)?.[0];
  const whole = isChoiceOfThings(bare) ? undefined : splitValues(bare, scalar);
  if (whole !== undefined) return distinctValues(whole, bare);
  if (labelled !== undefined && labelled.trim() !== "") {
    const rest = bare.slice(labelled.length);
    const values = splitValues(rest.replace(/^[([{（]|[)\]}）]$/g, ""), scalar);
    if (values !== undefined) return distinctValues(values, rest);
  }
  const pairs =
    readPairs(bare, scalar) ?? readExplained(bare, scalar) ?? readChain(bare, scalar) ?? readCounted(bare, scalar);
  if (pairs !== undefined) return pairs;
  // At the end of a sentence, behind a colon or in parentheses only what cannot be prose: constants and numbers.
  const last = scalar === "string" && !SHOWN.test(bare) ? TRAILING.exec(bare.replace(/\s+only$/i, "")) : null;
  const trailing = last?.[1] === undefined ? undefined : splitValues(last[1], scalar);
  const isNamed = /(?:\b(?:be|is|are|of|either|with|only|as|in)\s|[,，]\s*)$/i.test(
    bare.slice(0, last?.index ?? 0) + (last?.[0].slice(0, last[0].length - (last[1]?.length ?? 0)) ?? ""),
  );
  if (trailing !== undefined && (isNamed || trailing.every((value) => String(value).length > 3))) {
    return distinctValues(trailing, last?.[1] ?? "");
  }
  for (const part of [
    /[:：=]\s*([^:：=]+)$/.exec(bare)?.[1],
    ...[...bare.matchAll(/[(（[{]([^()（）[\]{}]+)[)）\]}]/g)].map((match) => match[1]),
  ]) {
    if (part === undefined || SHOWN.test(bare)) continue;
    const values = splitValues(part.trim(), scalar);
    if (values?.every((value) => typeof value === "number" || CONSTANT.test(String(value))))
      return distinctValues(values, part.trim());
  }
  return undefined;
}

/** `title or author`, `street, city`: things to give, not words to write. */
function isChoiceOfThings(line: string): boolean {
  if (/^[a-z]\S*(?:\s+or\s+[a-z]\S*)+$/.test(line)) return true;
  const words = line.split(/\s*,\s*/);
  return words.length > 1 && words.filter((word) => THING.test(word)).length * 2 > words.length;
}

/** What an address, a person or a date is made of. */
const THING =
  /^(?:street|house|number|city|town|village|district|county|province|region|state|country|zip|zipcode|postcode|postal|address|name|firstname|lastname|surname|phone|mobile|mail|email|birthday|latitude|longitude|lat|lng|lon|width|height|depth|year|month|day|hour|minute)$/i;

/** Words that introduce an example, not a list of all there is. */
const SHOWN = /\b(?:ex|e\.?g|example|examples|such as|like|i\.?e)\b|例如/i;
/** The letters of a date format. */
const DATE_PART = /^(?:dd?|mm?|yy(?:yy)?|hh?|ss?)$/i;
/** Constants at the end of a line: "can be BUYER or MERCHANT". */
const TRAILING = /(?:^|\s)([A-Z][A-Z0-9_]*(?:(?:\s*[/|,]\s*|\s+or\s+)[A-Z][A-Z0-9_]*)+)$/;
/** Words that stand like values and are none. */
const NO_VALUE = /^(?:etc\.?|and|or|dll|null|…|\.{2,}|png|jpe?g|gif|pdf|csv|xlsx?|html?|json|xml|https?|url|api)$/i;

/** `OPEN (everyone) / CLOSED (members)`: constants and numbers, each with what it means. */
function readExplained(line: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if ((line.match(/[(（]/g) ?? []).length < 2) return undefined;
  const values = splitValues(line.replace(/\s*[(（][^()（）]*[)）]/g, ""), scalar);
  return values?.every((value) => typeof value === "number" || CONSTANT.test(String(value)))
    ? distinctValues(values, line)
    : undefined;
}

/** `0 = no, 1 = yes`, `2 for a, 3 for b` in one line. */
function readPairs(line: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const parts = line
    .split(/\s*[,;，；]\s*|\s+(?:and|or)\s+(?=\S+\s*(?:[:：=]|\sfor\s|\smeans\s))/)
    .filter((part) => part !== "");
  if (parts.length < 2 || !parts.every((part) => /^\S+\s*(?:[:：=]|\sfor\s|\smeans\s)/.test(part))) return undefined;
  return distinctValues(
    parts.map((part) => explained(part, scalar)),
    line,
  );
}

const CHAIN = /\s*(?:→|⇒|->|=>|[,，/|]|\bor\b|\band\b)\s*/;

/** `NEW → PAID → SENT, or LOST`, `NEW PAID SENT; all if empty`: constants in the order that they follow each other. */
function readChain(line: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar !== "string") return undefined;
  const [listed = ""] = line.split(";", 1);
  const parts = /→|⇒|->|=>/.test(listed) ? listed.split(CHAIN) : listed.trim().split(/\s+/);
  const values = parts.map((part) => part.trim()).filter((part) => part !== "");
  const areConstants = values.every((value) => CONSTANT.test(value) && value.length > 1);
  return values.length > 2 && areConstants ? distinctValues(values, listed.trim()) : undefined;
}

/** `1 unknown, 2 too low, 3 told twice`: numbers in turn, each with words on it. */
function readCounted(line: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar === "string") return undefined;
  const parts = line.split(/\s*[,;，；]\s*/);
  const numbers = parts.map((part) => Number(/^(\d{1,3}) \p{L}[^\d]*$/u.exec(part)?.[1] ?? Number.NaN));
  const areInTurn = numbers.every((number, index) => number === (numbers[0] ?? 0) + index) && (numbers[0] ?? 2) < 2;
  return numbers.length > 2 && areInTurn && !LIMIT.test(line) ? distinctValues(numbers, line) : undefined;
}

const PIPE = /\s*\|\s*/;
/** `km/h`, `kg/m`: a measure. */
const UNIT_RATIO = /^[a-zA-Zµ]{1,3}\/(?:s|m|h|d|kg|km|min|hour|day|month|year|l)$/;

/** `NEAR-近处`: a value with what it means in a script of its own. */
const GLOSSED =
  /^\s*([A-Za-z\d_]+)\s*[-–—:：]\s*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+\s*$/u;

function splitValues(text: string, scalar: Scalar): readonly (ScalarValue | undefined)[] | undefined {
  const separator =
    [/\s*\/\s*/, PIPE, /\s*[,，、;；]\s*(?:(?:or|and)\s+)?/].find((candidate) => candidate.test(text)) ??
    (/\sor\s/.test(text) ? /\s+or\s+/ : undefined);
  if (separator === undefined) return undefined;
  const parts = text
    .split(separator)
    .filter((part) => part !== "")
    .flatMap((part) => part.split(/\s+or\s+/));
  if (parts.length < 2 || /^\//.test(text.trim()) || UNIT_RATIO.test(text.trim())) return undefined;
  if (separator.source !== PIPE.source && parts.some((part) => NO_VALUE.test(part.trim()))) return undefined;
  if (
    /^(?:image|application|text|video|audio)\/\S+$/i.test(text.trim()) ||
    parts.every((part) => DATE_PART.test(part.trim()))
  )
    return undefined;
  const values = parts.map((part) => {
    const written = unquote(GLOSSED.exec(part)?.[1] ?? part);
    if (scalar !== "string") return readScalar(written, scalar);
    return SINGLE.test(written) || written !== part.trim() ? written : undefined;
  });
  return values.includes(undefined) ? undefined : values;
}

function distinctValues(
  values: readonly (ScalarValue | undefined)[],
  words: string,
): Stated<readonly ScalarValue[]> | undefined {
  const known = values.filter((value) => value !== undefined && value !== "") as ScalarValue[];
  if (known.length !== values.length) return undefined;
  const distinct = [...new Set(known)];
  return distinct.length < 2 ? undefined : { value: distinct, words };
}
