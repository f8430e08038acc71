// The blocks of a Markdown page that say something about an API, flat and in order, each with its place.
import type { Location } from "../report.ts";

/** A run of text on one line: a heading, a table cell. */
export interface Text {
  /** As it reads: escapes and entities undone, markup gone, `<br>` as a line feed. */
  readonly text: string;
  /** As it is written; what `location` slices out of the page. */
  readonly raw: string;
  readonly location: Location;
}

export interface Heading extends Text {
  readonly kind: "heading";
  /** 1 to 6. */
  readonly depth: number;
}

export interface Table {
  readonly kind: "table";
  readonly header: readonly Text[];
  /** Rows without the header; a ragged row keeps the cells it has. */
  readonly rows: readonly (readonly Text[])[];
  /** The header row. */
  readonly location: Location;
  /** Reads the cells of the row on a line anew, where that is quick: rows by the hundred thousand are better not kept. */
  readonly readAgain?: (line: number) => readonly Text[];
}

export interface CodeBlock {
  readonly kind: "code";
  readonly language: string | undefined;
  readonly text: string;
  /** The opening fence, or the first line of an indented block. */
  readonly location: Location;
  /** Where each line of `text` starts. */
  readonly lines: readonly { readonly line: number; readonly column: number }[];
}

/** A paragraph, of the page, of a list or of a quotation. */
export interface Prose extends Text {
  readonly kind: "prose";
}

export type Block = Heading | Table | CodeBlock | Prose;

export interface MarkdownPage {
  /** Relative to the specification's root, `/`-separated. */
  readonly file: string;
  readonly blocks: readonly Block[];
}

/** A cell of a row; another where nothing is written in it, as a place has to show something. */
export function writtenCell(row: readonly Text[], index: number): Text | undefined {
  const own = row[index];
  return own?.text === "" ? (row.find(({ text }) => text !== "") ?? own) : own;
}

/** The place of a word inside a text, or of the whole text where the word is not written as it reads. */
export function placeOfWord(text: Text, word: string): Location {
  const offset = word === "" ? -1 : text.raw.indexOf(word);
  if (offset < 0 || text.raw.includes("\n")) return text.location;
  const column = text.location.column + offset;
  return { ...text.location, column, endColumn: column + word.length };
}

/** The place of `length` characters of a code block from `offset` on, cut at the end of their line. */
export function placeInCode(block: CodeBlock, offset: number, length: number): Location {
  const before = block.text.slice(0, offset);
  const index = before.split("\n").length - 1;
  const start = block.lines[Math.min(index, block.lines.length - 1)];
  if (start === undefined) return block.location;
  const column = start.column + (offset - (before.lastIndexOf("\n") + 1));
  const end = block.text.indexOf("\n", offset);
  const visible = end < 0 ? length : Math.min(length, end - offset);
  return { file: block.location.file, line: start.line, column, endColumn: column + Math.max(0, visible) };
}
