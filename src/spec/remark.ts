// What a remark plainly states of a field beyond its type: a default, the allowed values, limits of length and size, a format.
import { readAllowed } from "./allowed.ts";
import { readDefault, type StatedDefault } from "./default.ts";
import { type Limits, readLimits } from "./limits.ts";
import { type ScalarValue, type Stated, scalarOf } from "./scalar-value.ts";
import type { FieldType } from "./type.ts";

export interface RemarkFacts {
  readonly default?: StatedDefault;
  readonly allowed?: Stated<readonly ScalarValue[]>;
  readonly limits: Limits;
  /** The words that state the limits; empty where there are none. */
  readonly limitWords: readonly string[];
  /** Words of bounds that do not agree, or that may count something else than the field; none of them is read. */
  readonly contradictory?: readonly string[];
  readonly unread?: readonly string[];
}

/** What most remarks state; one for all, as pages are many. */
const NOTHING: RemarkFacts = { limits: {}, limitWords: [] };

/**
 * Reads a remark of a field.
 * @param remark the cell as it reads, lines apart
 * @param type the field's type: values are read as it wants them
 * @param name the field's name, which tells what numbers of things may be
 */
export function readRemark(remark: string, type: FieldType, name = ""): RemarkFacts {
  const scalar = scalarOf(type) ?? (type.kind === "list" ? scalarOf(type.items) : undefined);
  if (remark.trim() === "") return NOTHING;
  if (FULL_WIDTH.test(remark)) return readRemark(halfWidth(remark), type, name);
  const own = scalarOf(type);
  const stated = own === undefined ? undefined : readDefault(remark, own, (word, mark) => isListed(remark, word, mark));
  const rest = stated === undefined ? remark : without(remark, stated.mark);
  const { limits, limitWords, contradictory, unread } = readLimits(rest, type, name);
  const unbounded = limitWords.reduce(without, rest);
  const allowed =
    scalar === undefined ? undefined : (readAllowed(unbounded, scalar) ?? choiceWith(unbounded, stated?.value));
  const isSilent = limitWords.length + contradictory.length + unread.length === 0;
  if (stated === undefined && allowed === undefined && isSilent) return NOTHING;
  return {
    ...(stated !== undefined ? { default: stated } : {}),
    ...(allowed !== undefined ? { allowed } : {}),
    limits,
    limitWords,
    ...(contradictory.length > 0 ? { contradictory } : {}),
    ...(unread.length > 0 ? { unread } : {}),
  };
}

/** Whether a word stands among others in what a remark says beside its default: `near or far (default near)`. */
function isListed(remark: string, word: ScalarValue, mark: string): boolean {
  const others = without(remark, mark);
  return readAllowed(others, "string")?.value.includes(word) === true || choiceWith(others, word) !== undefined;
}

/** Words to choose from, of which the default or the example is one: without it they could be things to give. */
export function choiceWith(text: string, word: ScalarValue | undefined): RemarkFacts["allowed"] {
  if (typeof word !== "string") return undefined;
  const words = text
    .replace(/^[^:：]{0,30}[:：]/, "")
    .replace(/[.。\s]+$/, "")
    .trim();
  const value = words.split(/\s*(?:[,/|、，]|\s(?:or|o|ou|oder|или|veya|lub|of)\s)\s*/).filter((part) => part !== "");
  return value.length > 1 && value.includes(word) && value.every((part) => /^[\w.-]+$/.test(part))
    ? { value, words }
    : undefined;
}

/** Latin letters, digits and signs as East Asian keyboards write them; punctuation that lists are read by is left. */
const FULL_WIDTH = /[\uff03-\uff07\uff0b\uff0d-\uff19\uff1c-\uff1e\uff21-\uff5d]/;

function halfWidth(text: string): string {
  return text.replace(new RegExp(FULL_WIDTH.source, "g"), (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** A remark without words that are read already, and without the brackets and commas that held them. */
function without(remark: string, words: string): string {
  return remark
    .replace(words, " ")
    .replace(/[(（[]\s*[)）\]]/g, " ")
    .replace(/[ \t]*[,;，；][ \t]*$/gm, "")
    .replace(/^[ \t]*[,;，；.][ \t]*/gm, "");
}
