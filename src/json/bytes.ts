// JSON as it comes over a wire (RFC 8259): the value, and everything a strict reader on the other side would stumble over.
import { type AnyNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { joinPointer } from "./pointer.ts";

/** What stands in a body that should be one JSON text. */
export interface JsonReading {
  /** Absent where no reader could make one out. */
  readonly value?: unknown;
  /** Why a strict reader refuses the text, or reads it otherwise than its writer meant. */
  readonly problems: readonly JsonProblem[];
  /** Integers past 2^53 - 1 (RFC 8259, section 6), which most readers round. */
  readonly unsafeIntegers: readonly JsonProblem[];
}

export interface JsonProblem {
  readonly message: string;
  readonly pointer?: string;
  /** Whether it is JSON as far as it goes, and ends before its end. */
  readonly isCut?: boolean;
}

/** Larger texts are parsed, but not searched for repeated names and large integers. */
const SEARCHED_LENGTH = 2_000_000;

/** What nests deeper overflows the stack of one reader or another (RFC 8259, section 9). */
const DEEPEST = 500;

/** Reads the bytes of a body. Total: whatever they are, it says what is wrong with them. */
export function readJsonBytes(bytes: Uint8Array): JsonReading {
  if (bytes.length === 0) return refused("The body is empty, expected one JSON value.");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused("The body is not UTF-8, expected JSON in UTF-8.");
  }
  const problems: JsonProblem[] = [];
  if (text.startsWith("\uFEFF")) {
    problems.push({ message: "The body begins with a byte order mark, expected a JSON value." });
    text = text.slice(1);
  }
  const depth = text.length > 2 * DEEPEST ? depthOf(text) : 0;
  if (depth > DEEPEST)
    return refused(`The body nests ${depth} levels deep, expected no more than ${DEEPEST}.`, problems);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const why = said(text);
    return refused(`The body is not JSON: ${why}.`, problems, why === ENDS_EARLY);
  }
  if (text.length > SEARCHED_LENGTH || isPlain(text, value)) return { value, problems, unsafeIntegers: [] };
  const unsafeIntegers: JsonProblem[] = [];
  search(parse(text, { mode: "json", ranges: true }).body, "", text, problems, unsafeIntegers);
  return { value, problems, unsafeIntegers };
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[{\]}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    if (token === "]" || token === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Whether a valid text can hold neither a repeated name nor a large integer: then it need not be parsed with its places. */
function isPlain(text: string, value: unknown): boolean {
  let names = 0;
  for (const [, isName] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (isName !== undefined) names += 1;
  return names === namesIn(value) && !/\d{16}|\d[eE]/.test(text);
}

function namesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value);
  return inner.reduce((sum: number, each) => sum + namesIn(each), Array.isArray(value) ? 0 : inner.length);
}

function refused(message: string, problems: readonly JsonProblem[] = [], isCut = false): JsonReading {
  return { problems: [...problems, { message, ...(isCut ? { isCut } : {}) }], unsafeIntegers: [] };
}

const ENDS_EARLY = "it ends before its value does";

/** Where and why a text is no JSON, without quoting it: it may hold what must not be shown. */
function said(text: string): string {
  if (/^\s*</.test(text)) return "it begins with `<`, as HTML and XML do";
  if (/^\s*\)\]\}'/.test(text)) return "it begins with `)]}'`, a guard against inclusion as a script";
  const { message, offset } = text.length > SEARCHED_LENGTH ? { message: "", offset: 0 } : refusalOf(text);
  if (/end of input/.test(message)) return ENDS_EARLY;
  const at = Buffer.byteLength(text.slice(0, offset));
  if (isJsonText(text.slice(0, offset))) return `something follows the value, at byte ${at}`;
  const token = /^-?(NaN|Infinity)/.exec(text.slice(offset))?.[0];
  return `${token === undefined ? "an unexpected character" : `\`${token}\``} stands at byte ${at}`;
}

/** What the parser that knows places says of it; JSON.parse gives none for short texts. */
function refusalOf(text: string): { readonly message: string; readonly offset: number } {
  try {
    parse(text, { mode: "json" });
  } catch (error) {
    const { message, offset = 0 } = error as Error & { readonly offset?: number };
    return { message, offset };
  }
  return { message: "", offset: 0 };
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function search(node: ValueNode, pointer: string, text: string, repeated: JsonProblem[], unsafe: JsonProblem[]): void {
  if (node.type === "Object") {
    const names = new Set<string>();
    for (const member of node.members) {
      const name = member.name.type === "String" ? member.name.value : member.name.name;
      const inner = joinPointer(pointer, name);
      if (names.has(name))
        repeated.push({ message: `The name \`${name}\` stands twice in one object.`, pointer: inner });
      names.add(name);
      search(member.value, inner, text, repeated, unsafe);
    }
  } else if (node.type === "Array") {
    for (const [index, element] of node.elements.entries())
      search(element.value, joinPointer(pointer, index), text, repeated, unsafe);
  } else if (node.type === "Number" && Number.isInteger(node.value) && !Number.isSafeInteger(node.value)) {
    const digits = written(node, text);
    unsafe.push({ message: `The integer \`${digits}\` is past 2^53 - 1, where readers round.`, pointer });
  }
}

function written(node: AnyNode, text: string): string {
  const [start, end] = node.range ?? [0, 0];
  return text.slice(start, end);
}
