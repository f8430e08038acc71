// HTML tables in Markdown (HTML, 13.1.2 and 4.9): found in the source, since blank lines inside one end a CommonMark HTML block.
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import type { Location } from "../report.ts";
import type { Prose, Table, Text } from "./block.ts";
import { tidy } from "./inline.ts";

export interface HtmlTables {
  /** The source with every table blanked out, line breaks kept: all other places stay where they are. */
  readonly rest: string;
  /** The tables, and as lines of text the rows of one cell that spans them: captions of what stands below. */
  readonly tables: readonly (Table | Prose)[];
}

/** Takes the HTML tables out of a page; those in code blocks and comments are none. */
export function takeHtmlTables(source: string, file: string): HtmlTables {
  const regions = /<table\b/i.test(source) ? regionsOf(source) : [];
  if (regions.length === 0) return { rest: source, tables: [] };
  const place = placing(source, file);
  const tables = regions.flatMap(({ start, end }) =>
    readTables(source.slice(start, end), (offset, raw) => place(start + offset, raw)),
  );
  const rest = regions.map(({ start, end }, index) => {
    const blank = source.slice(start, end).replace(/[^\r\n]/g, " ");
    return `${source.slice(regions[index - 1]?.end ?? 0, start)}${blank}`;
  });
  return { rest: `${rest.join("")}${source.slice(regions.at(-1)?.end)}`, tables };
}

interface Region {
  readonly start: number;
  readonly end: number;
}

const OPENINGS = /^[ \t>]*(`{3,}|~{3,})|<!--|^[ \t>]*(?=<table\b)/gim;

/** Where tables stand that begin a line, from their first tag to the end of their last. */
function regionsOf(source: string): readonly Region[] {
  const regions: Region[] = [];
  const openings = new RegExp(OPENINGS);
  for (let found = openings.exec(source); found !== null; found = openings.exec(source)) {
    const [all, fence] = found;
    const behind = found.index + all.length;
    if (all === "<!--") openings.lastIndex = endOf(source, "-->", behind);
    else if (fence !== undefined) openings.lastIndex = closing(source, fence, behind);
    else {
      const end = tableEnd(source, behind);
      regions.push({ start: behind, end });
      openings.lastIndex = end;
    }
    if (openings.lastIndex <= found.index) openings.lastIndex = found.index + 1;
  }
  return regions;
}

function endOf(source: string, word: string, from: number): number {
  const at = source.indexOf(word, from);
  return at < 0 ? source.length : at + word.length;
}

function closing(source: string, fence: string, from: number): number {
  const end = new RegExp(`^[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`, "gm");
  end.lastIndex = from;
  const found = end.exec(source);
  return found === null ? source.length : found.index + found[0].length;
}

/** Behind the closing tag that belongs to the opening one; a table that is never closed ends with the next heading. */
function tableEnd(source: string, start: number): number {
  const tags = /<(\/?)table\b[^<>]*>|^#{1,6} /gim;
  tags.lastIndex = start;
  let depth = 0;
  for (let found = tags.exec(source); found !== null; found = tags.exec(source)) {
    if (found[1] === undefined) return found.index;
    depth += found[1] === "" ? 1 : -1;
    if (depth === 0) return found.index + found[0].length;
  }
  return source.length;
}

/** The place of what is written from an offset of the page on, as far as its line goes. */
type Placing = (offset: number, raw: string) => Location;

function placing(source: string, file: string): Placing {
  const starts = [0, ...[...source.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return (offset, raw) => {
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    const column = offset - (starts[line] ?? 0) + 1;
    return { file, line: line + 1, column, endColumn: column + (/^[^\r\n]*/.exec(raw)?.[0].length ?? 0) };
  };
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

function readTables(html: string, place: Placing): readonly (Table | Prose)[] {
  const fragment = parseFragment(html, { sourceCodeLocationInfo: true });
  return elements(fragment.childNodes, "table").flatMap((table) => {
    const written = elements(table.childNodes, "tr").filter((row) => row.childNodes.some(isCell));
    const rows = gridOf(written, html, place);
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
    const { startOffset = 0 } = table.sourceCodeLocation ?? {};
    const blocks: (Table | Prose)[] = [];
    let header: readonly Text[] | undefined;
    let open: (readonly Text[])[] | undefined;
    for (const [index, row] of rows.entries()) {
      const [first] = row;
      const isCaption = width > 1 && row.length === width && written[index]?.childNodes.filter(isCell).length === 1;
      if (
        isCaption &&
        first !== undefined &&
        first.text !== "" &&
        row.every((cell, at) => at === 0 || cell.raw === "")
      ) {
        blocks.push({ kind: "prose", ...first });
        open = undefined;
        continue;
      }
      if (header === undefined) header = row;
      else if (open !== undefined) open.push(row);
      if (open !== undefined || first === undefined) continue;
      const isFirst = header === row;
      open = isFirst ? [] : [row];
      const location = isFirst ? place(startOffset, html.slice(startOffset)) : first.location;
      blocks.push({ kind: "table", header, rows: open, location });
    }
    return blocks;
  });
}

/** Elements of a name, outermost only, however deep they stand. */
function elements(nodes: readonly Node[], name: string): readonly Element[] {
  const found: Element[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!("tagName" in node)) continue;
    if (node.tagName === name) found.push(node);
    else for (const child of [...node.childNodes].reverse()) pending.push(child);
  }
  return found;
}

function isCell(node: Node): node is Element {
  return "tagName" in node && (node.tagName === "td" || node.tagName === "th");
}

/** Cells that spans may add to a table in all: without a bound, some kilobytes of `rowspan` and `colspan` would make millions. */
const MOST_SPANNED = 50_000;

/** The cells of each row; one that spans rows stands in each of them, one that spans columns leaves empty ones behind it. */
function gridOf(rows: readonly Element[], html: string, place: Placing): readonly (readonly Text[])[] {
  let left = MOST_SPANNED;
  const open: ({ readonly text: Text; left: number } | undefined)[] = [];
  return rows.map((row) => {
    const cells: Text[] = [];
    const fill = (): void => {
      for (
        let spanning = open[cells.length];
        spanning !== undefined && spanning.left > 0 && left > 0;
        spanning = open[cells.length]
      ) {
        spanning.left--;
        left--;
        cells.push(spanning.text);
      }
    };
    for (const cell of row.childNodes.filter(isCell)) {
      fill();
      const text = readCell(cell, html, place);
      const more = span(cell, "rowspan") - 1;
      open[cells.length] = { text, left: more };
      cells.push(text);
      const blank = { ...text, text: "", raw: "" };
      for (let wide = span(cell, "colspan") - 1; wide > 0 && left > 0; wide--) {
        left--;
        open[cells.length] = { text: blank, left: more };
        cells.push(blank);
      }
    }
    fill();
    return cells;
  });
}

function span(cell: Element, name: string): number {
  const written = cell.attrs.find((attribute) => attribute.name === name)?.value ?? "1";
  return /^\d{1,3}$/.test(written) ? Math.max(1, Number(written)) : 1;
}

const LINES = new Set(["br", "p", "div", "li", "ul", "ol", "tr", "hr"]);

function readCell(cell: Element, html: string, place: Placing): Text {
  const location = cell.sourceCodeLocation;
  const start = location?.startTag?.endOffset ?? location?.startOffset ?? 0;
  const end = location?.endTag?.startOffset ?? location?.endOffset ?? start;
  const inner = html.slice(start, end);
  // The words themselves: behind white space and the tags that only dress them.
  // An indentation by style belongs to them, as one by spaces does.
  const dressing = /^(?:\s|<[^>]*>)*/.exec(inner)?.[0] ?? "";
  const skipped = /(?:padding|margin)-left/i.test(dressing) ? dressing.search(/\S/) : dressing.length;
  const raw = inner.slice(skipped).trimEnd();
  return { text: tidy(words(cell.childNodes)), raw, location: place(start + skipped, raw) };
}

/** Text as a browser shows it: white space of the source folds, elements that break lines do so. */
function words(nodes: readonly Node[]): string {
  const parts: string[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.nodeName === "#text" && "value" in node) parts.push(node.value.replace(/[ \t\r\n]+/g, " "));
    if (!("tagName" in node)) continue;
    if (LINES.has(node.tagName)) parts.push("\n");
    for (const child of [...node.childNodes].reverse()) pending.push(child);
  }
  return parts.join("");
}
