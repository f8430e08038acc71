// A page of field tables: its blocks read as endpoints and types. Sections are told by their words; heading depth proves nothing.
import { edits, nearest } from "../json/nearest.ts";
import {
  type Block,
  type CodeBlock,
  type Heading,
  type MarkdownPage,
  placeOfWord,
  type Table,
  type Text,
  writtenCell,
} from "../markdown/block.ts";
import { columnsOf, isFieldTable, readFieldTable, typeWords } from "./field-table.ts";
import { withLooseTables } from "./layout/loose-table.ts";
import type {
  Endpoint,
  FieldTable,
  JsonExample,
  Page,
  ResultCodeTable,
  Side,
  TableRole,
  UnknownSection,
} from "./page.ts";
import { unquote } from "./scalar-value.ts";
import { readTolerantJson } from "./tolerant-json.ts";
import { readUrl } from "./url.ts";
import { CAPTION_WORDS, type Caption, captionOf, type OverviewRow, overviewRowOf, wordKey } from "./vocabulary.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

/** Reads a page; total: what is no part of the dialect is left aside, never refused. */
export function readPage(markdown: MarkdownPage): Page {
  const written = withLooseTables(markdown.blocks);
  const referred = new Set(written.flatMap((block) => (block.kind === "table" ? typeWords(block) : [])));
  const { blocks, captionLines } = withCaptionLines(written, referred);
  const { sections, unknown } = sectionsOf(blocks, referred);
  const defined = new Set(
    sections.flatMap(({ block, role, name }) =>
      block.kind === "table" && role === "type" && isFieldTable(columnsOf(block)) ? [name] : [],
    ),
  );
  const types: FieldTable[] = [];
  const drafts: Draft[] = [];
  for (const section of sections) {
    // What follows an overview and stands under neither Request nor Result describes the request.
    const side = section.side ?? (drafts.length > 0 ? "request" : undefined);
    readBlock({ ...section, side }, defined, types, drafts);
  }
  return {
    file: markdown.file,
    title: markdown.blocks.find((block) => block.kind === "heading"),
    endpoints: drafts.map(endpointOf),
    types,
    // An overview is of the dialect, even where it is all there is to say.
    hasFieldTable: types.length > 0 || drafts.length > 0,
    ...(unknown.length > 0 ? { unknownSections: unknown } : {}),
    ...(captionLines.length > 0 ? { captionLines } : {}),
  };
}

/** The blocks with lines of text that do a heading's work as headings: `**Body**`, `Shelf:`, a list item above its table. */
function withCaptionLines(
  blocks: readonly Block[],
  referred: ReadonlySet<string>,
): { readonly blocks: readonly Block[]; readonly captionLines: readonly Heading[] } {
  const captionLines: Heading[] = [];
  const read = blocks.map((block, index): Block => {
    const next = blocks[index + 1];
    if (block.kind !== "prose" || next === undefined || !(next.kind !== "prose" || isCaptionLine(next, referred)))
      return block;
    if (!isCaptionLine(block, referred)) return block;
    const heading: Heading = { ...block, kind: "heading", depth: 6 };
    captionLines.push(heading);
    return heading;
  });
  return { blocks: read, captionLines };
}

function isCaptionLine({ text }: Text, referred: ReadonlySet<string>): boolean {
  if (text.length > 40 || text.includes("\n")) return false;
  return captionOf(text) !== undefined || referred.has(plainHeading(text));
}

/** A block and what the headings above it make of it. */
interface Section {
  readonly block: Block;
  readonly side: Side | undefined;
  readonly role: TableRole | "codes" | "example" | undefined;
  readonly name: string;
  readonly caption: Heading | undefined;
}

const MEANINGS: Readonly<Record<Caption, { readonly side?: Side; readonly role?: Section["role"] }>> = {
  request: { side: "request" },
  result: { side: "result" },
  fields: {},
  head: { role: "head" },
  body: { role: "body" },
  query: { role: "query" },
  path: { role: "path" },
  codes: { role: "codes" },
  example: { role: "example" },
  requestHead: { side: "request", role: "head" },
  requestBody: { side: "request", role: "body" },
  requestExample: { side: "request", role: "example" },
  resultHead: { side: "result", role: "head" },
  resultBody: { side: "result", role: "body" },
  resultExample: { side: "result", role: "example" },
};

function sectionsOf(
  blocks: readonly Block[],
  referred: ReadonlySet<string>,
): { readonly sections: readonly Section[]; readonly unknown: readonly UnknownSection[] } {
  const names = typeNames(blocks, referred);
  const outlook = outlookOf(blocks);
  const unknown: UnknownSection[] = [];
  let side: Side | undefined;
  let role: Section["role"];
  let caption: Heading | undefined;
  let name = "";
  const sections = blocks.map((block, index): Section => {
    if (block.kind === "heading") {
      const type = names.get(block);
      const meaning = meaningOf(block.text, type, side);
      caption = block;
      name = type ?? plainHeading(block.text);
      if (meaning === undefined) {
        role = side === undefined && type === undefined ? undefined : "type";
        const read = type === undefined ? readUnknownSection(blocks, index, side, names, outlook) : undefined;
        if (read !== undefined) {
          unknown.push(read.section);
          side = read.section.side;
          if (read.isTable) role = "body";
        }
      } else {
        side = meaning.side ?? side;
        role = meaning.role;
      }
    }
    return { block, side, role, name, caption };
  });
  return { sections, unknown };
}

/** What comes behind each block, up to the next section of a request or a result. */
interface Outlook {
  /** The next block that is no prose, wherever it stands. */
  readonly next: readonly (Block | undefined)[];
  readonly hasTable: readonly boolean[];
  /** Whether a table there is one that only a result can have. */
  readonly isResult: readonly boolean[];
  /** Whether the page has a heading for its results. */
  readonly isOpen: boolean;
}

/** Told from the last block to the first, so that each is looked at once. */
function outlookOf(blocks: readonly Block[]): Outlook {
  const next: (Block | undefined)[] = [];
  const hasTable: boolean[] = [];
  const isResult: boolean[] = [];
  let following: Block | undefined;
  let [isTableAhead, isResultAhead] = [false, false];
  for (const [back, block] of [...blocks].reverse().entries()) {
    const index = blocks.length - 1 - back;
    next[index] = following;
    hasTable[index] = isTableAhead;
    isResult[index] = isResultAhead;
    if (block.kind !== "prose") following = block;
    if (opensSide(block) || (block.kind === "table" && readOverview(block) !== undefined))
      [isTableAhead, isResultAhead] = [false, false];
    else if (block.kind === "table") {
      isTableAhead ||= isFieldTable(columnsOf(block));
      isResultAhead ||= isOfResult(block);
    }
  }
  const isOpen = blocks.some((block) => block.kind === "heading" && captionOf(block.text) === "result");
  return { next, hasTable, isResult, isOpen };
}

const ENVELOPE = /^(?:(?:is)?success|result(?:code|msg|message|context|info|status))$/;

/**
 * What a heading that no list knows opens: a section of captions (`Body` below `Outcome`), or a table that only a result
 * can have. Undefined where it opens neither: it may be the name of a type, or of nothing at all.
 */
function readUnknownSection(
  blocks: readonly Block[],
  index: number,
  side: Side | undefined,
  names: ReadonlyMap<Heading, string>,
  { next: following, hasTable, isResult, isOpen }: Outlook,
): { readonly section: UnknownSection; readonly isTable: boolean } | undefined {
  const heading = blocks[index];
  const next = following[index];
  if (heading?.kind !== "heading" || next === undefined || hasTable[index] !== true) return undefined;
  const isTable = next.kind === "table" && isFieldTable(columnsOf(next));
  const isCaption =
    next.kind === "heading" && !names.has(next) && !opensSide(next) && captionOf(next.text) !== undefined;
  if (!isTable && !isCaption) return undefined;
  const isShown = side !== "result" && !isOpen && (isTable ? isOfResult(next) : isResult[index] === true);
  // A table under a heading of its own is a type's, unless it is the envelope itself.
  if (isTable && !isShown) return undefined;
  return { section: { heading, side: isShown ? "result" : (side ?? "request"), isShown }, isTable };
}

function opensSide(block: Block): boolean {
  const caption = block.kind === "heading" ? captionOf(block.text) : undefined;
  return caption !== undefined && MEANINGS[caption].side !== undefined;
}

/** Whether a table lists result codes, or the fields that say how a call ended. */
function isOfResult(table: Table): boolean {
  const columns = columnsOf(table);
  if (columns.has("code") && !columns.has("type")) return true;
  const index = columns.get("name") ?? 0;
  return table.rows.some((row) => ENVELOPE.test(wordKey(row[index]?.text ?? "")));
}

/** What a heading names; a slip of a known word counts, unless it is the name of a type. */
function meaningOf(
  heading: string,
  type: string | undefined,
  side: Side | undefined,
): (typeof MEANINGS)[Caption] | undefined {
  const exact = captionOf(heading);
  // A type may be called `Result`: the first heading of that name opens the section all the same.
  const opens = exact !== undefined && MEANINGS[exact].side !== undefined && MEANINGS[exact].side !== side;
  if (type !== undefined && !opens) return undefined;
  const caption = exact ?? captionOf(nearCaption(heading) ?? "");
  return caption === undefined ? undefined : MEANINGS[caption];
}

/** The known caption of which a heading is a slip: `Reqest`, `Possible Result Codee`. */
export function nearCaption(heading: string): string | undefined {
  if (heading.length < 5 || heading.length > 30 || captionOf(heading) !== undefined) return undefined;
  const near = nearest(heading, CAPTION_WORDS);
  if (near === undefined || edits(near.toLowerCase(), heading.toLowerCase()) > 2) return undefined;
  return near[0]?.toLowerCase() === heading[0]?.toLowerCase() ? near : undefined;
}

function plainHeading(heading: string): string {
  return unquote(heading.replace(/^\s*\d+([.-]\d+)*[.)、]?\s+/, "").replace(/[:：]\s*$/, ""));
}

/** Where more types than this have no heading, slips of headings are told among the first of them. */
const LIKELY = 200;

/** The types that headings name, as type cells write them: to the letter, but for case and spaces, in a longer heading, or with a slip. */
function typeNames(blocks: readonly Block[], referred: ReadonlySet<string>): ReadonlyMap<Heading, string> {
  const headings = blocks.filter((block) => block.kind === "heading");
  const names = new Map<Heading, string>();
  const byKey = new Map([...referred].map((word) => [wordKey(word), word]));
  for (const heading of headings) {
    const plain = plainHeading(heading.text);
    const whole = referred.has(plain) ? plain : byKey.get(wordKey(plain));
    const words = plain.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
    const name =
      whole ??
      (captionOf(heading.text) === undefined
        ? words.map((word) => byKey.get(wordKey(word))).find((word) => word !== undefined)
        : undefined);
    if (name !== undefined) names.set(heading, name);
  }
  const named = new Set(names.values());
  const missing = [...referred].filter((word) => word.length >= 4 && !named.has(word));
  const likely = missing.filter((word) => word.length >= 6).slice(0, LIKELY);
  const byNumber = new Map(
    [...missing].reverse().flatMap((word) => {
      const lower = word.toLowerCase();
      return [[`${lower}s`, word] as const, ...(lower.endsWith("s") ? [[lower.slice(0, -1), word] as const] : [])];
    }),
  );
  for (const heading of headings) {
    if (names.has(heading) || heading.text.length > 40 || captionOf(heading.text) !== undefined) continue;
    const plain = plainHeading(heading.text).toLowerCase();
    const meant = byNumber.get(plain) ?? likely.find((word) => edits(word.toLowerCase(), plain) <= 2);
    if (meant !== undefined) names.set(heading, meant);
  }
  return names;
}

interface Draft {
  place: Text;
  urlCell?: Text;
  summary?: Text;
  methodsCell?: Text;
  slips?: NonNullable<Endpoint["slips"]>;
  readonly tables: FieldTable[];
  readonly codes: ResultCodeTable[];
  readonly examples: JsonExample[];
  readonly captions: Endpoint["captions"][number][];
}

function readBlock(section: Section, defined: ReadonlySet<string>, types: FieldTable[], drafts: Draft[]): void {
  const { block, side, role, caption, name } = section;
  if (block.kind === "heading") {
    if (role !== undefined || captionOf(block.text) !== undefined || nearCaption(block.text) !== undefined)
      drafts.at(-1)?.captions.push({ heading: block, side, role: role ?? "section" });
    return;
  }
  if (block.kind === "code") {
    const draft = drafts.at(-1);
    if (draft !== undefined && side !== undefined && isJson(block)) {
      draft.examples.push({ side, block, json: readTolerantJson(block.text) });
    }
    return;
  }
  if (block.kind !== "table") return;
  const overview = readOverview(block);
  if (overview !== undefined) {
    drafts.push({ tables: [], codes: [], examples: [], captions: [], ...overview });
    return;
  }
  const columns = columnsOf(block);
  const isCodes = !columns.has("type") && !columns.has("mandatory") && (columns.has("code") || columns.has("status"));
  if (isCodes) {
    current(drafts, block).codes.push(readCodes(block));
    return;
  }
  if (!isFieldTable(columns)) return;
  const tableRole: TableRole = role === undefined || role === "codes" || role === "example" ? "body" : role;
  const table = readFieldTable(block, { role: tableRole, name, side, caption }, defined);
  if (tableRole === "type") types.push(table);
  else current(drafts, block).tables.push(table);
}

/** The endpoint being described; a page that describes one without an overview still has it. */
function current(drafts: Draft[], table: Table): Draft {
  const last = drafts.at(-1);
  if (last !== undefined) return last;
  const place: Text = writtenCell(table.header, 0) ?? { text: "", raw: "", location: table.location };
  const draft: Draft = { place, tables: [], codes: [], examples: [], captions: [] };
  drafts.push(draft);
  return draft;
}

/** The overview: a table of labels and values that speaks of a URL or a method. */
function readOverview(
  table: Table,
): Pick<Draft, "place" | "urlCell" | "summary" | "methodsCell" | "slips"> | undefined {
  const labels = new Map<OverviewRow, readonly Text[]>();
  for (const row of [table.header, ...table.rows]) {
    const label = row[0];
    const meaning = label === undefined || row.length > 3 ? undefined : overviewRowOf(label.text);
    if (meaning !== undefined && !labels.has(meaning)) labels.set(meaning, row);
  }
  const slips = slipsIn(table, labels);
  const url = labels.get("url");
  const methods = labels.get("methods");
  const place = (url ?? methods)?.[0];
  // One label alone may be a field's name; a URL beside a method or a description is an overview.
  if (place === undefined || labels.size < 2) return undefined;
  const summary = labels.get("description")?.[1];
  return {
    place,
    ...(slips.length > 0 ? { slips } : {}),
    ...(url?.[1] !== undefined ? { urlCell: url[1] } : {}),
    ...(summary !== undefined ? { summary } : {}),
    ...(methods?.[1] !== undefined ? { methodsCell: methods[1] } : {}),
  };
}

const LABELS: Readonly<Record<OverviewRow, string>> = {
  url: "API url",
  description: "API description",
  methods: "API methods",
};

/** Takes slips of labels for what they mean, where at least one label is spelt right: `API urls`. */
function slipsIn(table: Table, labels: Map<OverviewRow, readonly Text[]>): { label: Text; readAs: string }[] {
  if (labels.size === 0) return [];
  return [table.header, ...table.rows].flatMap((row) => {
    const [label] = row;
    if (label === undefined || row.length > 3 || overviewRowOf(label.text) !== undefined) return [];
    const known = (Object.entries(LABELS) as [OverviewRow, string][]).find(
      ([, word]) => edits(word.toLowerCase(), label.text.toLowerCase()) <= 2,
    );
    if (known === undefined || labels.has(known[0])) return [];
    labels.set(known[0], row);
    return [{ label, readAs: known[1] }];
  });
}

function readCodes(table: Table): ResultCodeTable {
  const columns = columnsOf(table);
  const index = columns.get("code") ?? columns.get("status") ?? 0;
  const remarkIndex =
    columns.get("remarks") ?? table.header.findIndex((_, other) => other !== index && other !== columns.get("status"));
  const statusIndex = columns.get("status");
  const codes = table.rows.flatMap((row) => {
    const place = row[index];
    const written = place === undefined ? "" : unquote(place.text);
    if (place === undefined || written === "") return [];
    const status = statusIndex === undefined ? undefined : /^[1-5]\d\d\b/.exec(row[statusIndex]?.text ?? "")?.[0];
    const remark = row[remarkIndex]?.text ?? "";
    return codesIn(written).map((code) => ({
      code,
      place: code === written ? place : { ...place, location: placeOfWord(place, code) },
      remark,
      ...(status !== undefined ? { status: Number(status) } : {}),
    }));
  });
  const header = table.header[index] ?? { text: "", raw: "", location: table.location };
  return { header, codes };
}

/** The codes of a cell: several where constants stand in it, apart by signs or lines. */
function codesIn(written: string): readonly string[] {
  const parts = written.split(/\s*[/,;|\n]\s*|\s+or\s+/);
  return parts.every((part) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(part)) ? parts : [written];
}

function isJson(block: CodeBlock): boolean {
  return /^json/i.test(block.language ?? "") || /^\s*[{[]/.test(block.text);
}

function endpointOf(draft: Draft): Endpoint {
  const { urlCell, methodsCell, summary, ...rest } = draft;
  const url = urlCell === undefined ? undefined : readUrl(urlCell.text);
  const isBlankUrl = url === undefined || url.path === "/" || /^\/(\{?[.…x]+\}?|path|url|api)?$/i.test(url.path);
  const hasFields = draft.tables.some(
    (table) => table.role !== "head" && table.side === "request" && table.fields.length > 0,
  );
  return {
    ...rest,
    ...(url !== undefined ? { url } : {}),
    ...(urlCell !== undefined ? { urlCell } : {}),
    ...(summary !== undefined ? { summary } : {}),
    ...(methodsCell !== undefined ? { methodsCell } : {}),
    methods: methodsIn(methodsCell?.text ?? ""),
    isTemplate: isBlankUrl && (summary?.text ?? "") === "" && !hasFields,
    // A body goes with POST; without one nothing on the page tells.
    ...(hasFields ? { likelyMethod: "POST" } : {}),
  };
}

/** The HTTP methods that a cell names, in order, each once. */
function methodsIn(text: string): readonly string[] {
  const words = text.toUpperCase().match(/[A-Z]+/g) ?? [];
  return [...new Set(words.filter((word) => METHODS.includes(word)))];
}
