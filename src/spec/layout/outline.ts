// A page as parts under captions: headings, and the lines that serve as headings (`**Request body**`, "Parameters:").
import type { Block, Heading, Prose, Text } from "../../markdown/block.ts";
import { type CaptionMeaning, captionMeaning, isCaptionWholly } from "./caption.ts";
import { spokenSide } from "./spoken-side.ts";

/** What stands above a part and says what it is; `lead` for a line that is no heading but does its work. */
export interface Caption extends Text {
  readonly kind: "heading" | "lead";
  /** 1 to 6 for headings, 7 for leads, 8 for a lead that only names a field or type: it stands under what was said before. */
  readonly depth: number;
  /** Its block's place among the blocks of the page. */
  readonly index: number;
  readonly meaning: CaptionMeaning;
}

export interface Part {
  readonly block: Block;
  readonly index: number;
  /** From the outermost to the nearest; a heading is not above itself. */
  readonly captions: readonly Caption[];
  /** The block itself as a caption, for a heading. */
  readonly heading?: Caption;
}

/** The blocks of a page, each with what stands above it. */
export function outlineOf(blocks: readonly Block[]): readonly Part[] {
  let open: readonly Caption[] = [];
  return blocks.map((block, index) => {
    if (block.kind === "heading") {
      const captions = open.filter(({ depth }) => depth < block.depth);
      const heading = headingCaption(block, index);
      open = [...captions, heading];
      return { block, index, captions, heading };
    }
    const captions = open;
    const lead = block.kind === "prose" ? (leadOf(block) ?? tableLead(block, blocks[index + 1])) : undefined;
    if (lead !== undefined) {
      const meaning = captionMeaning(lead.text);
      const depth = NAME.test(lead.text) && saysNothing(meaning) ? 8 : 7;
      open = [...open.filter((above) => above.depth < depth), { ...lead, kind: "lead", depth, index, meaning }];
    }
    return { block, index, captions };
  });
}

function headingCaption(heading: Heading, index: number): Caption {
  const { text, raw, location, depth } = heading;
  return { text, raw, location, depth, kind: "heading", index, meaning: captionMeaning(text) };
}

/** The lines of a paragraph as written and as they read, each at its place. */
export function linesOf(prose: Prose): readonly Text[] {
  const { line, column, file } = prose.location;
  return prose.raw.split(/\r\n|\r|\n/).map((written, index) => {
    const raw = written.trim();
    const start = (index === 0 ? column : 1) + (written.length - written.trimStart().length);
    return {
      text: plainText(raw),
      raw,
      location: { file, line: line + index, column: start, endColumn: start + raw.length },
    };
  });
}

/** A line without its markup: emphasis, code spans, links, quotation and list marks. */
export function plainText(raw: string): string {
  return raw
    .replace(/^(?:\s*(?:>|[-*+•](?=\s)|\d+[.)](?=\s)))+/, "")
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, "")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(
      /<\/?(?:a|b|strong|em|i|code|span|br|font|center|div|p|u|sup|sub|mark|small|big|kbd|samp|var|tt|del|ins|s|strike|abbr|label|img|button)\b[^<>]*>/gi,
      " ",
    )
    .replace(/(\*{1,4}|_{2,3})(?=\S)([^*]*?)\1/g, "$2")
    .replace(/[`*]/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/&nbsp;|&emsp;|&ensp;|[\u00a0\u2000-\u200b\u3000]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** The line of a paragraph that announces what follows it: bold all over, ending with a colon, or opening a fold. */
function leadOf(prose: Prose): Text | undefined {
  return linesOf(prose)
    .filter(({ text }) => text !== "")
    .map(withTitle)
    .map((line) => (isLead(line.raw, line.text) ? line : namedLead(line)))
    .findLast((line) => line !== undefined);
}

/** `{% tab title="201: Created" %}` as what it is called. */
function withTitle(line: Text): Text {
  const title = line.raw.length > 200 ? null : /^\{%.*\btitle\s*=\s*"([^"]+)".*%\}$/.exec(line.raw);
  return title?.[1] === undefined ? line : { ...line, text: title[1], raw: `**${title[1]}**` };
}

function saysNothing({ side, role, topic, isNeutral }: CaptionMeaning): boolean {
  return side === undefined && role === undefined && topic === undefined && !isNeutral;
}

/** A field or type and nothing else. */
const NAME = /^[A-Za-z_][\w.]*(?:\[\])?$/;

/** "Table 4-2: response elements", as manuals number their tables. */
const NUMBERED =
  /^(?:Table|Tab\.|Tabelle|Tabla|Tabela|Tabella|Tableau|Tabel|Таблица|Bảng|表|표)\s*(?:\d+|[A-Z](?=[.-]?\d))(?:[.-]?\d+)*\s*[:：.–—-]?\s+(\p{L}.*)$/u;

/** The last line above a table that names no more than its type (`Address`), or tells whose it is: "Returns `200` with". */
function tableLead(prose: Prose, next: Block | undefined): Text | undefined {
  const line = linesOf(prose).findLast(({ text }) => text !== "");
  if (next?.kind !== "table" || line === undefined || /[.。!?]$/.test(line.text)) return undefined;
  const numbered = NUMBERED.exec(line.text)?.[1];
  if (numbered !== undefined && numbered.length <= 60) return { ...line, text: numbered };
  if (NAME.test(line.text)) return line;
  const [first = ""] = line.text.split(" ", 1);
  const isResult = captionMeaning(first).side === "result" || spokenSide(line.text) === "result";
  return line.text.length <= 60 && isResult && !isCode(line.raw) ? line : undefined;
}

/** Whether a line begins with code: `ERROR` there is a value, not a word on the table. */
function isCode(raw: string): boolean {
  return /^[^\p{L}]*`/u.test(raw);
}

/** `**Headers**: authorisation required`: a section's name in bold, with a word on it behind. */
function namedLead(line: Text): Text | undefined {
  const name = /^(?:\s*[-*+>]\s+)*\*\*([^*]{3,40})\*\*\s*[:：]/.exec(line.raw)?.[1];
  // `出参：Reply<Long>`: the same without the bold.
  const plain = name === undefined ? /^([^:：]{2,30})[:：]\s*[^\s/][^/]{0,60}$/u.exec(line.text)?.[1] : undefined;
  if (plain !== undefined && isCaptionWholly(plain)) return { ...line, text: plain };
  if (name === undefined || line.text.length > 100) return undefined;
  const { side, role, topic } = captionMeaning(name);
  return side === undefined && role === undefined && topic === undefined
    ? undefined
    : { ...line, text: plainText(name) };
}

function isLead(raw: string, text: string): boolean {
  const bare = raw
    .replace(/^(?:\s*(?:>|[-*+](?=\s)|\d+[.)](?=\s)))+\s*/, "")
    .replace(/<br\s*\/?>\s*$/i, "")
    // `**Request Body** (multipart/form-data)`
    .replace(/(?<=[*_])\s*[(（][^()（）]{1,60}[)）]\s*$/, "");
  if (/^:::+\s*\S/.test(bare)) return true;
  if (text.length > 120) return false;
  const isBold =
    /^(\*{2,4}|__)[^*_]+.*?\1\s*[:：]?$/.test(bare) && !/\*\*.*\*\*.*\*\*.*\*\*/.test(bare.replaceAll("****", "**"));
  if (isBold) return true;
  if (/[:：]\s*\**\s*$/.test(bare)) return true;
  if (text.length <= 40 && !/[.。!?]$/.test(text) && isCaptionWholly(text)) return true;
  // A short line of its own with nothing behind it: a quotation that names the example under it.
  return /^\s*>/.test(raw) && text.length <= 40 && !/[.。!?]$/.test(text);
}
