// How a page's tables are written: those that no Markdown reader takes for one (GFM 4.10), and rows out of step with their header.
import type { MarkdownPage, Table, Text } from "../markdown/block.ts";
import type { TextEdit } from "../report.ts";
import { columnsOf } from "./field-table.ts";
import { withLooseTables } from "./layout/loose-table.ts";
import type { BrokenTable, UnalignedTable } from "./page.ts";

export interface TableForms {
  readonly brokenTables?: readonly BrokenTable[];
  readonly unalignedTables?: readonly UnalignedTable[];
}

/** What is amiss with the form of a page's tables of fields and codes; nothing that is in order is mentioned. */
export function tableFormsOf({ blocks }: MarkdownPage, text: string): TableForms {
  const source = text.replace(/^\ufeff/, "");
  const lines = source.split(NEWLINE);
  const broken = blocks.flatMap((block) =>
    block.kind === "prose" && block.raw.includes("|") ? brokenIn(withLooseTables([block]), lines) : [],
  );
  const unaligned = blocks.flatMap((block) => (block.kind === "table" ? unalignedTable(block, source, lines) : []));
  return {
    ...(broken.length > 0 ? { brokenTables: broken } : {}),
    ...(unaligned.length > 0 ? { unalignedTables: unaligned } : {}),
  };
}

function brokenIn(blocks: ReturnType<typeof withLooseTables>, lines: readonly string[]): readonly BrokenTable[] {
  return blocks.flatMap((block): readonly BrokenTable[] => {
    if (block.kind !== "table" || columnsOf(block).size < 2) return [];
    const { file, line } = block.location;
    const header = lineText(file, line, lines);
    const next = lines[line] ?? "";
    const delimiter = /^[\s|:-]*-[\s|:-]*$/.test(next) ? lineText(file, line + 1, lines) : undefined;
    const cells = block.header.length;
    // Where the rows agree something else keeps it from being a table: what, its author sees at once.
    if (delimiter !== undefined && cellsIn(next).length === cells) return [];
    return [{ header, cells, ...(delimiter ? { delimiter: { line: delimiter, cells: cellsIn(next).length } } : {}) }];
  });
}

function lineText(file: string, line: number, lines: readonly string[]): Text {
  const whole = lines[line - 1] ?? "";
  const raw = whole.trim();
  const column = whole.length - whole.trimStart().length + 1;
  return { text: raw, raw, location: { file, line, column, endColumn: column + raw.length } };
}

const NEWLINE = /\r\n|\r|\n/;

/** Printable ASCII: elsewhere how wide a letter is shown is the editor's affair. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A table whose author stands pipe under pipe in header and delimiter row, but not in every row. */
function unalignedTable(table: Table, text: string, lines: readonly string[]): readonly UnalignedTable[] {
  const { file, line } = table.location;
  const rows = lines.slice(line - 1, line + table.rows.length + 1);
  const [header = "", delimiter = ""] = rows;
  const pipes = pipesIn(header).join();
  if (pipes !== pipesIn(delimiter).join()) return [];
  const out = rows.flatMap((row, index) => (pipesIn(row).join() === pipes ? [] : [index]));
  const [first] = out;
  // Where most rows are out of step nobody meant them to stand in line.
  if (first === undefined || out.length * 2 > table.rows.length) return [];
  const isPlain = rows.every((row) => row.startsWith("|") && /[^\\]\|$/.test(row.trimEnd()) && PLAIN.test(row));
  const width = table.header.length;
  if (!isPlain || !/^[|\s:-]+$/.test(delimiter) || rows.some((row) => cellsIn(row).length !== width)) return [];
  return [
    { row: lineText(file, line + first, lines), rows: out.length, edits: aligning(text, file, line, rows.length) },
  ];
}

/** What aligns the rows of a table; holds on to the page's text alone. */
function aligning(text: string, file: string, line: number, count: number): () => readonly TextEdit[] {
  return () => {
    const rows = text.split(NEWLINE).slice(line - 1, line - 1 + count);
    const cells = rows.map(cellsIn);
    const widths = (cells[0] ?? []).map((_, column) =>
      Math.max(3, ...cells.map((row, index) => (index === 1 ? 3 : (row[column]?.length ?? 0)))),
    );
    return cells.flatMap((row, index): readonly TextEdit[] => {
      const before = rows[index] ?? "";
      const written = row.map((cell, column) => (index === 1 ? dashes : padded)(cell, widths[column] ?? 3));
      const aligned = `| ${written.join(" | ")} |`;
      const location = { file, line: line + index, column: 1, endColumn: before.length + 1 };
      return aligned === before ? [] : [{ location, text: aligned }];
    });
  };
}

function padded(cell: string, width: number): string {
  return cell.padEnd(width);
}

function dashes(cell: string, width: number): string {
  const left = cell.startsWith(":") ? ":" : "";
  const right = cell.endsWith(":") ? ":" : "";
  return `${left}${"-".repeat(width - left.length - right.length)}${right}`;
}

function pipesIn(line: string): readonly number[] {
  return [...line.matchAll(/\\.|\|/g)].flatMap(({ 0: sign, index }) => (sign === "|" ? [index] : []));
}

/** The trimmed cells of a line, with or without pipes at its ends. */
function cellsIn(line: string): readonly string[] {
  const pipes = pipesIn(line);
  const parts = [-1, ...pipes].map((pipe, index) => line.slice(pipe + 1, pipes[index] ?? line.length).trim());
  const from = parts[0] === "" ? 1 : 0;
  return parts.slice(from, parts.length > 1 && parts.at(-1) === "" ? -1 : undefined);
}
