// Where something stands in a program: the entry of an object literal that a path leads to, found by its brackets.
import type { Location } from "../report.ts";

type Path = readonly (string | number)[];

interface Entry {
  readonly name: string | undefined;
  readonly start: number;
  /** Where what stands behind its colon begins. */
  readonly value: number;
}

/**
 * The place of an entry of the literal that a module exports. Where the program puts it together in another way, the last
 * place on the path that can be seen.
 * @param part whether the entry's name or its value is meant
 */
export function placeInProgram(text: string, file: string, path: Path, part: "key" | "value" = "value"): Location {
  const code = withoutWords(text);
  const exported = /\bexport\s+default\b[^{]*/.exec(code);
  let found = exported?.index ?? 0;
  let at = exported === null ? -1 : exported.index + exported[0].length;
  for (const [index, step] of path.entries()) {
    const entries = entriesOf(text, code, at);
    const entry = code[at] === "[" ? entries[Number(step)] : entries.find(({ name }) => name === step);
    if (entry === undefined) break;
    at = entry.value;
    found = index === path.length - 1 && part === "key" ? entry.start : at;
  }
  const before = text.slice(0, found).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const WORDS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|(?<=[=(,:[!&|?{};]\s*)\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//g;

/** Program text of the same length in which nothing is left of comments, texts and patterns but blanks and bare words. */
function withoutWords(text: string): string {
  return text.replace(WORDS, (word) => {
    const isComment = word.startsWith("//") || word.startsWith("/*");
    return word.replace(/[^\n]/g, isComment ? " " : "_");
  });
}

/** The entries of the object or list that opens at a place; none where something else stands there. */
function entriesOf(text: string, code: string, open: number): readonly Entry[] {
  if (code[open] !== "{" && code[open] !== "[") return [];
  const entries: Entry[] = [];
  let depth = 0;
  let start = open + 1;
  for (let index = open; index < code.length; index += 1) {
    const character = code[index] ?? "";
    if ("{[(".includes(character)) depth += 1;
    else if ("}])".includes(character)) depth -= 1;
    const isEnd = depth === 0;
    if (!isEnd && !(depth === 1 && character === ",")) continue;
    if (code.slice(start, index).trim() !== "") entries.push(entryAt(text, code, start, code[open] === "{"));
    start = index + 1;
    if (isEnd) break;
  }
  return entries;
}

function entryAt(text: string, code: string, from: number, isNamed: boolean): Entry {
  const start = from + (/^\s*/.exec(code.slice(from))?.[0].length ?? 0);
  if (!isNamed) return { name: undefined, start, value: start };
  const [head, quoted, bare, colon] =
    /^(?:async\s+)?(?:["']([^"'\n]*)["']|([\w$]+))\s*(:\s*)?/.exec(text.slice(start)) ?? [];
  return { name: quoted ?? bare, start, value: colon === undefined ? start : start + (head?.length ?? 0) };
}
