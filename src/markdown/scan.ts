// The plain part of Markdown, line by line: headings, pipe tables, fences and paragraphs at the top level, as fast as pages are many.
import type { Block, CodeBlock, Heading, Prose, Table, Text } from "./block.ts";

const BLANK = /^[ \t]*$/;
const HEADING = /^( {0,3})(#{1,6})(?:([ \t]+)(.*)|)$/;
const FENCE = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const DELIMITER = /^ {0,3}\|[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
/** What opens or could open a block that is none of ours, or ends a paragraph in a way of its own. */
const OTHER =
  /^(?: {4}| {0,3}(?:\t|>|<|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|([-*_])(?:[ \t]*\1){2,}[ \t]*$|[=-]+[ \t]*$|\[|:?-+:?[ \t]*\|))/;

/** Reads the text of a cell, a heading or a paragraph. */
export type InlineReader = (raw: string) => string;

/**
 * The blocks of a page of headings, tables, fences and paragraphs; undefined where the page holds anything else:
 * then the whole of CommonMark is needed to read it. What is returned is what CommonMark with GFM tables says, to the column.
 */
export function scanBlocks(source: string, file: string, inline: InlineReader): readonly Block[] | undefined {
  const lines = source.split(/\r\n|\r|\n/);
  const readAgain = rereader(source, file, inline);
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (BLANK.test(line)) {
      index++;
      continue;
    }
    const fence = FENCE.exec(line);
    if (fence !== null && !(fence[2]?.startsWith("`") && fence[3]?.includes("`"))) {
      const end = fenceEnd(lines, index, fence);
      if (end === undefined) return undefined;
      blocks.push(scanCode(lines, index, end, fence, file));
      index = end + 1;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading !== null) {
      blocks.push(scanHeading(index, heading, file, inline));
      index++;
      continue;
    }
    if (OTHER.test(line)) return undefined;
    const end = isTableStart(line, lines[index + 1]) ? rowsEnd(lines, index + 2) : undefined;
    if (end !== undefined && end < 0) return undefined;
    if (end !== undefined) {
      const table = scanTable(lines, index, end, file, inline, readAgain);
      if (table === undefined) return undefined;
      blocks.push(table);
      index = end;
      continue;
    }
    const last = paragraphEnd(lines, index);
    if (last < 0) return undefined;
    blocks.push(scanProse(lines, index, last, file, inline));
    index = last;
  }
  return blocks;
}

function scanHeading(index: number, match: RegExpExecArray, file: string, inline: InlineReader): Heading {
  const [, indent = "", marks = "", space = "", content = ""] = match;
  const raw = withoutClosing(content.trimEnd());
  const column = raw === "" ? indent.length + 1 : indent.length + marks.length + space.length + 1;
  const location = { file, line: index + 1, column, endColumn: raw === "" ? column : column + raw.length };
  return { kind: "heading", depth: marks.length, text: raw === "" ? "" : inline(raw), raw, location };
}

/** A heading's text without the marks that close it: they stand alone or behind white space. */
function withoutClosing(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end--;
  if (end > 0 && text[end - 1] !== " " && text[end - 1] !== "\t") return text;
  return text.slice(0, end).trimEnd();
}

/** The index of the closing fence; undefined for what is left to the whole of CommonMark: no end, an indent, escapes in the info. */
function fenceEnd(
  lines: readonly string[],
  index: number,
  [, indent, marks = "", info = ""]: RegExpExecArray,
): number | undefined {
  if (/[\\&]/.test(info) || indent !== "") return undefined;
  const closing = new RegExp(`^ {0,3}${marks[0] === "~" ? "~" : "`"}{${marks.length},}[ \\t]*$`);
  for (let end = index + 1; end < lines.length; end++) if (closing.test(lines[end] ?? "")) return end;
  return undefined;
}

function scanCode(
  lines: readonly string[],
  index: number,
  end: number,
  [, , , info = ""]: RegExpExecArray,
  file: string,
): CodeBlock {
  const content = lines.slice(index + 1, end);
  const text = content.join("\n");
  const endColumn = (lines[index] ?? "").trimEnd().length + 1;
  return {
    kind: "code",
    language: /^\s*(\S+)/.exec(info)?.[1],
    text,
    location: { file, line: index + 1, column: 1, endColumn },
    lines: text === "" ? [] : content.map((_, offset) => ({ line: index + offset + 2, column: 1 })),
  };
}

function isTableStart(line: string, next: string | undefined): boolean {
  if (next === undefined || !DELIMITER.test(next) || !/^ {0,3}\|/.test(line)) return false;
  return cellsOf(line).length === cellsOf(next).length;
}

/** The index behind a table's last row; negative where a row is written in a way of its own. */
function rowsEnd(lines: readonly string[], from: number): number {
  let index = from;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (BLANK.test(line) || HEADING.test(line) || FENCE.test(line)) break;
    if (!/^ {0,3}\|/.test(line)) return -1;
    index++;
  }
  return index;
}

function scanTable(
  lines: readonly string[],
  from: number,
  to: number,
  file: string,
  inline: InlineReader,
  readAgain: (line: number) => readonly Text[],
): Table | undefined {
  const rows: (readonly Text[])[] = [];
  for (let index = from; index < to; index++) {
    if (index === from + 1) continue;
    const line = lines[index] ?? "";
    // A backslash before an escaped pipe, or a code span across one, is read by rules of its own.
    if (/(?<!\\)\\\\+\||`[^`]*\|/.test(line)) return undefined;
    rows.push(scanRow(line, index + 1, file, inline));
  }
  const [header = [], ...body] = rows;
  const line = lines[from] ?? "";
  const column = line.length - line.trimStart().length + 1;
  return {
    kind: "table",
    header,
    rows: body,
    location: { file, line: from + 1, column, endColumn: line.trimEnd().length + 1 },
    readAgain,
  };
}

function scanRow(line: string, number: number, file: string, inline: InlineReader): readonly Text[] {
  return cellsOf(line).map(({ raw, column }) => {
    const text = raw === "" ? "" : inline(raw.includes("\\|") ? raw.replaceAll("\\|", "|") : raw);
    const location = { file, line: number, column, endColumn: column + raw.length };
    // A cell that reads as it is written is kept once.
    return text === raw ? { text: raw, raw, location } : { text, raw, location };
  });
}

/** Scans single rows of a page anew; holds on to its text and to where its lines begin. */
function rereader(source: string, file: string, inline: InlineReader): (line: number) => readonly Text[] {
  const starts = [0, ...Array.from(source.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
  return (line) => {
    const [whole = ""] = source.slice(starts[line - 1], starts[line]).split(/[\r\n]/, 1);
    return scanRow(whole, line, file, inline);
  };
}

interface RawCell {
  readonly raw: string;
  readonly column: number;
}

/** The cells of a row that begins with a pipe, trimmed, each with the column of its text. */
function cellsOf(line: string): readonly RawCell[] {
  const cells: RawCell[] = [];
  let start = line.indexOf("|") + 1;
  const end = line.trimEnd().length;
  while (start < end) {
    let stop = start;
    while (stop < end && line[stop] !== "|") stop += line[stop] === "\\" ? 2 : 1;
    stop = Math.min(stop, end);
    const content = line.slice(start, stop);
    const lead = content.length - content.trimStart().length;
    const raw = content.trim();
    // The text of an empty cell would stand behind the pipe and a space.
    cells.push({ raw, column: start + 1 + (raw === "" ? (content.startsWith(" ") ? 1 : 0) : lead) });
    start = stop + 1;
  }
  if (cells.length === 0) cells.push({ raw: "", column: start + (line[start] === " " ? 2 : 1) });
  return cells;
}

function paragraphEnd(lines: readonly string[], from: number): number {
  // A fence that is none: what follows it depends on rules of its own.
  if (FENCE.test(lines[from] ?? "")) return -1;
  let index = from;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (BLANK.test(line) || HEADING.test(line) || FENCE.test(line)) return index;
    if (OTHER.test(line) || (index > from && DELIMITER.test(lines[index + 1] ?? "")) || DELIMITER.test(line)) return -1;
    index++;
  }
  return index;
}

function scanProse(lines: readonly string[], from: number, to: number, file: string, inline: InlineReader): Prose {
  const [first = "", ...rest] = lines.slice(from, to).map((line) => line.replace(/^[ \t]+/, ""));
  const raw = [first, ...rest].join("\n").trimEnd();
  const column = (lines[from] ?? "").length - first.length + 1;
  const width = (raw.split("\n", 1)[0] ?? "").length;
  return {
    kind: "prose",
    text: inline(raw),
    raw,
    location: { file, line: from + 1, column, endColumn: column + width },
  };
}
