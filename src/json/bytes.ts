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
}

/** Larger texts are parsed, but not searched for repeated names and large integers. */
const SEARCHED_LENGTH = 2_000_000;

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
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`The body is not JSON: ${said(error as Error, text)}.`, problems);
  }
  if (text.length > SEARCHED_LENGTH) return { value, problems, unsafeIntegers: [] };
  const unsafeIntegers: JsonProblem[] = [];
  search(parse(text, { mode: "json", ranges: true }).body, "", text, problems, unsafeIntegers);
  return { value, problems, unsafeIntegers };
}

function refused(message: string, problems: readonly JsonProblem[] = []): JsonReading {
  return { problems: [...problems, { message }], unsafeIntegers: [] };
}

/** The parser's message without the text it quotes: that may hold what must not be shown. */
function said(error: Error, text: string): string {
  if (/^\s*</.test(text)) return "it begins with `<`, as HTML and XML do";
  if (/^\s*\)\]\}'/.test(text)) return "it begins with `)]}'`, a guard against inclusion as a script";
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position === undefined || /end of JSON/i.test(error.message)) return "it ends before its value does";
  const before = text.slice(0, Number(position));
  try {
    JSON.parse(before);
    return `something follows the value, at byte ${Buffer.byteLength(before)}`;
  } catch {
    const token = /^[A-Za-z]+/.exec(text.slice(Number(position)))?.[0];
    const found =
      token !== undefined && /^-?(NaN|Infinity|N|I)/.test(token) ? `\`${token}\`` : "an unexpected character";
    return `${found} stands at byte ${Buffer.byteLength(before)}`;
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
