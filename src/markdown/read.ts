// CommonMark with GFM tables (https://github.github.com/gfm/): a page to its blocks, each with its place.
import type {
  Code,
  Heading as HeadingNode,
  Html,
  Nodes,
  Paragraph,
  Parents,
  Root,
  TableCell,
  Table as TableNode,
} from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Location } from "../report.ts";
import type { Block, CodeBlock, Heading, MarkdownPage, Prose, Table, Text } from "./block.ts";
import { excessive } from "./excess.ts";
import { takeHtmlTables } from "./html-table.ts";
import { readHtml, readInline, tidy } from "./inline.ts";
import { readPlainInline } from "./plain-inline.ts";
import { scanBlocks } from "./scan.ts";

/**
 * The blocks of a page, in order; what stands inside lists and quotations is lifted out of them.
 * @param text the page; a byte order mark is no part of it
 * @param file the page's name as locations carry it
 */
export function readMarkdown(text: string, file: string): MarkdownPage {
  const source = withoutEndTags(text.startsWith("\ufeff") ? text.slice(1) : text);
  return { file, blocks: scanBlocks(source, file, readInlineText) ?? parseBlocks(source, file) };
}

/** The same blocks by the whole of CommonMark, however the page is written. */
export function parseBlocks(source: string, file: string): readonly Block[] {
  const { rest, tables } = takeHtmlTables(withoutFrontMatter(source), file);
  const root = parse(rest);
  const page = { file, source, lines: source.split(/\r\n|\r|\n/) };
  const blocks: Block[] = [];
  const pending: Nodes[] = [root];
  while (true) {
    const node = pending.pop();
    if (node === undefined) break;
    const block = readBlock(page, node);
    if (block !== undefined) blocks.push(block);
    else if ("children" in node) {
      for (const child of [...(node as Parents).children].reverse()) pending.push(child);
    }
  }
  return tables.length === 0 ? blocks : inOrder([...blocks, ...tables]);
}

/** Blocks by their places; of two on one line the first stays first. */
function inOrder(blocks: readonly Block[]): readonly Block[] {
  return [...blocks].sort((a, b) => a.location.line - b.location.line);
}

/** What site generators close a block with, alone on a line: behind a table it would be its last row. */
const END_TAG = /^[ \t]*(?:\{%-?[ \t]*end\w+[ \t]*-?%\}|:{3,}|<\/[A-Z][\w.]*>)[ \t]*$/gm;

function withoutEndTags(source: string): string {
  return source.replace(END_TAG, (tag) => " ".repeat(tag.length));
}

/** YAML front matter is for the site's generator: blanked out, line breaks kept. */
function withoutFrontMatter(source: string): string {
  return source.replace(
    /^((?:\s*<!--[\s\S]*?-->)?\s*)(---[ \t]*\r?\n[\s\S]*?\n---[ \t]*)(?=\r?\n|$)/,
    (_, before: string, matter: string) =>
      /^---[ \t]*\r?\n\s*[\w-]+:/.test(matter) ? before + matter.replace(/[^\r\n]/g, " ") : before + matter,
  );
}

function parse(source: string): Root {
  return fromMarkdown(source, {
    extensions: [gfmTable(), { disable: { null: [...excessive(source)] } }],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
}

/** The text of a cell or a line: a no-break space in front keeps its first sign from opening a block. */
function readInlineText(raw: string): string {
  const plain = readPlainInline(raw);
  if (plain !== undefined) return plain;
  const [paragraph] = parse(`\u00a0${raw}`).children;
  return paragraph?.type === "paragraph" ? tidy(paragraph.children.map(readInline).join("")) : tidy(raw);
}

interface Source {
  readonly file: string;
  readonly source: string;
  readonly lines: readonly string[];
}

function readBlock(page: Source, node: Nodes): Block | undefined {
  switch (node.type) {
    case "heading":
      return { kind: "heading", depth: node.depth, ...readText(page, node) };
    case "paragraph":
      return unindented({ kind: "prose", ...readText(page, node) });
    case "table":
      return readTable(page, node);
    case "code":
      return readCode(page, node);
    case "html":
      return readHtmlHeading(page, node) ?? readHtmlParagraph(page, node) ?? readBesideComment(page, node);
    default:
      return undefined;
  }
}

/** The content of a heading, cell or paragraph: from its first child to its last. */
function readText(page: Source, node: HeadingNode | Paragraph | TableCell): Text {
  const start = node.children[0]?.position?.start ?? emptyStart(page, node);
  const end = node.children.at(-1)?.position?.end ?? start;
  const raw = page.source.slice(start.offset ?? 0, end.offset ?? 0);
  return {
    text: tidy(node.children.map(readInline).join("")),
    raw,
    location: {
      file: page.file,
      line: start.line,
      column: start.column,
      endColumn: end.line === start.line ? end.column : start.column + (raw.match(/^[^\r\n]*/)?.[0].length ?? 0),
    },
  };
}

/** Prose as its lines without what they are indented by. */
function unindented(prose: Prose): Prose {
  return { ...prose, raw: prose.raw.replace(/(?:\r\n|\r|\n)[ \t]*/g, "\n") };
}

/** Where the text of an empty node would stand: behind the pipe and a space, within its line. */
function emptyStart(page: Source, node: HeadingNode | Paragraph | TableCell): Point {
  const { line, column, offset = 0 } = node.position?.start ?? { line: 1, column: 1, offset: 0 };
  const skipped = page.source.slice(offset).match(/^\|? ?/)?.[0].length ?? 0;
  return { line, column: column + skipped, offset: offset + skipped };
}

interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset?: number | undefined;
}

/** A heading written as an element: `<h3 id="x">Title</h3>`, or the `<summary>` of what can be folded away. */
function readHtmlHeading(page: Source, node: Html): Heading | undefined {
  const found = /^\s*(?:<details[^>]*>\s*)?<(h([1-6])|summary)\b[^>]*>([\s\S]*?)<\/\1>/i.exec(node.value);
  const raw = found?.[3]?.trim() ?? "";
  if (found === null || raw === "") return undefined;
  const text = tidy(raw.replace(/<[^<>]*>/g, ""));
  const start = firstLine(page, node);
  const before = node.value.slice(0, node.value.indexOf(raw)).split("\n");
  const column = (before.at(-1)?.length ?? 0) + (before.length === 1 ? start.column : 1);
  const place = {
    ...start,
    line: start.line + before.length - 1,
    column,
    endColumn: column + (raw.split("\n")[0]?.length ?? 0),
  };
  return { kind: "heading", depth: Number(found[2] ?? 6), text, raw, location: place };
}

/** A paragraph written as HTML on one line: `<p><b>PUT</b> <code>/stock</code></p>`. */
function readHtmlParagraph(page: Source, node: Html): Prose | undefined {
  const raw = node.value.trimEnd();
  const inner = /^\s*<(p|div)\b[^<>]*>((?:(?!<\1\b)[^\r\n])*)<\/\1>$/i.exec(raw)?.[2];
  const text = inner === undefined ? "" : tidy(readHtml(inner));
  if (text === "") return undefined;
  const { endColumn: _, ...start } = firstLine(page, node);
  return { kind: "prose", text, raw, location: { ...start, endColumn: start.column + raw.length } };
}

/** The line of a comment with what stands behind it, which Markdown takes for HTML as well; and a comment of a word and a path. */
function readBesideComment(page: Source, node: Html): Prose | undefined {
  const raw = node.value.trimEnd();
  const [comment, inner = ""] = /^<!--((?:(?!-->)[^\r\n])*)-->/.exec(raw) ?? [];
  if (comment === undefined || /[\r\n]/.test(raw)) return undefined;
  const text = tidy(readHtml(raw));
  if (text === "" && !/^\s*\S+\s+\S*\/\S*\s*$/.test(inner)) return undefined;
  const { endColumn: _, ...start } = firstLine(page, node);
  return { kind: "prose", text, raw, location: { ...start, endColumn: start.column + raw.length } };
}

function readTable(page: Source, node: TableNode): Table {
  const [header, ...rows] = node.children.map((row) => row.children.map((cell) => readText(page, cell)));
  return { kind: "table", header: header ?? [], rows, location: firstLine(page, node) };
}

function readCode(page: Source, node: Code): CodeBlock {
  const location = firstLine(page, node);
  const fenced = /^(`{3}|~{3})/.test(page.source.slice(node.position?.start.offset ?? 0));
  const first = location.line + (fenced ? 1 : 0);
  const values = node.value === "" ? [] : node.value.split(/\r\n|\r|\n/);
  const lines = values.map((value, index) => ({
    line: first + index,
    column: 1 + Math.max(0, (page.lines[first + index - 1]?.length ?? value.length) - value.length),
  }));
  return { kind: "code", language: node.lang ?? undefined, text: node.value.replace(/\r\n?/g, "\n"), location, lines };
}

/** The place of a block's first line. */
function firstLine(page: Source, node: Nodes): Location {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  const text = page.lines[line - 1] ?? "";
  return { file: page.file, line, column, endColumn: Math.max(column, text.trimEnd().length + 1) };
}
