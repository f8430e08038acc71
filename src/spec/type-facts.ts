// What a type cell states beside the type: values (`Enum(IN, OUT)`, `cash | card`) and limits (`int(1..8)`, `varchar(64)`).
import { type Limits, readLimits } from "./limits.ts";
import type { RemarkFacts } from "./remark.ts";
import { readScalar, scalarOf, unquote } from "./scalar-value.ts";
import { type FieldType, readType } from "./type.ts";

export interface TypeFacts {
  /** The cell without what else it states. */
  readonly plain: string;
  readonly values?: readonly string[];
  readonly limits?: Limits;
  /** The words of the cell that state them. */
  readonly words: string;
}

const SEPARATOR = /\s*(?:[,，|¦/、]|\bor\b|或)\s*/;
const WORD = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;
/** Words in brackets behind a text that say how it is written, or whether it must be there. */
const NO_VALUE =
  /^(?:required|optional|nullable|null|mandatory|unique|readonly|date|time|datetime|date-time|uuid|guid|email|uri|url|binary|byte|base64|json|int32|int64|float|double|iso8601|iso-8601|utf-?8|string|text|hex|必填|可选|path|query|header|body)$/i;

/** No type is longer; one cell may be the type of all names that another lists. */
const LONGEST = 4000;

/**
 * Reads what a type cell states beside the type.
 * @param isType whether a word is a type: two types are no two values
 */
export function factsOfType(text: string, isType: (word: string) => boolean): TypeFacts {
  if (text.length > LONGEST) return { plain: text, words: "" };
  const bare = text
    .normalize("NFKC")
    .replace(/`/g, "")
    .replace(/\\([<>|[\]*_])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
  const nullable = /^(.+?)(?: ?[|¦] ?null|(?<=[)\]])\?)$/i.exec(bare);
  if (nullable?.[1] !== undefined) {
    const inner = factsOfType(nullable[1], isType);
    return inner.words === "" ? { plain: text, words: "" } : { ...inner, plain: `${inner.plain} | null` };
  }
  return valuesIn(bare, isType) ?? limitsIn(bare, isType) ?? { plain: text, words: "" };
}

function valuesIn(text: string, isType: (word: string) => boolean): TypeFacts | undefined {
  const listed = /^enum\w*\s*[([{<:：]\s*(.+?)\s*[)\]}>]?$/i.exec(text)?.[1];
  if (listed !== undefined) return listedBy(listed, "String");
  const [, head, inner] = /^(\p{L}+)(?:\s+enum)?\s*[([{:：]\s*([^()[\]{}]+?)\s*[)\]}]?$/iu.exec(text) ?? [];
  if (head !== undefined && inner !== undefined && scalarOf(readType(head, new Set()).type) === "string")
    return /\d\s*,\s*\d/.test(inner) ? undefined : listedBy(inner, head);
  if (/^["'“]/.test(text)) return listedBy(text, "String");
  // Words with a capital may be types of the page.
  const parts = /[|/]/.test(text) ? text.split(SEPARATOR) : [];
  const isFlag = /^[YN]\/[YN]$/.test(text);
  const isOneKind =
    isFlag || [/^[a-z][a-z\d_-]+$/, /^[A-Z][A-Z\d_]+$/].some((kind) => parts.every((part) => kind.test(part)));
  // `m/s`, `km/h`: a measure.
  const isMeasure = !isFlag && text.includes("/") && parts.some((part) => part.length < 3);
  return isOneKind && !isMeasure && (isFlag || !parts.some(isType)) ? listedBy(text, "String") : undefined;
}

function listedBy(listed: string, plain: string): TypeFacts | undefined {
  const values = listed
    .split(SEPARATOR)
    .map(unquote)
    .filter((value) => value !== "");
  const isList = values.length > 1 && values.every((value) => WORD.test(value) && !NO_VALUE.test(value));
  return isList ? { plain, values: [...new Set(values)], words: listed } : undefined;
}

function limitsIn(text: string, isType: (word: string) => boolean): TypeFacts | undefined {
  const [, head = "", tail = ""] =
    /^(\p{L}[\p{L}\d]*)((?: ?[([{,:：<>=≤≥]| (?=\d|max|min|up to)).*)$/iu.exec(text) ?? [];
  if (head === "" || !isType(head)) return undefined;
  const { type } = readType(head, new Set());
  const said = tail.replace(/^[\s,:：([{]+|[\s)\]}]+$/g, "").trim();
  if (scalarOf(type) === "string") {
    const [, least, most] = /^(?:(\d{1,6}) ?(?:-|–|~|\.\.\.?|,|to) ?)?(\d{1,6})$/.exec(said) ?? [];
    if (most !== undefined && Number(least ?? 0) <= Number(most))
      return {
        plain: head,
        limits: { ...(least === undefined ? {} : { minLength: Number(least) }), maxLength: Number(most) },
        words: said,
      };
  }
  const { limits, limitWords } = readLimits(said, type, "");
  return limitWords.length === 0 ? undefined : { plain: head, limits, words: said };
}

/** What a row states, with what its type cell does where nothing else says it. */
export function withTypeFacts(facts: RemarkFacts, stated: TypeFacts, type: FieldType): RemarkFacts {
  const scalar = scalarOf(type);
  if (scalar === undefined || stated.words === "") return facts;
  const read = (stated.values ?? []).map((value) => readScalar(value, scalar));
  const values = read.filter((value) => value !== undefined);
  const isListed = facts.allowed === undefined && values.length > 1 && values.length === read.length;
  return {
    ...facts,
    ...(isListed ? { allowed: { value: values, words: stated.words } } : {}),
    ...(stated.limits === undefined ? {} : { limits: { ...stated.limits, ...facts.limits } }),
  };
}
