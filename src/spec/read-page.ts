// A page of field tables: its blocks read as endpoints and types. Sections are told by their words; heading depth proves nothing.
import { edits, nearest } from "../json/nearest.ts";
import {
  type Block,
  type CodeBlock,
  type Heading,
  type MarkdownPage,
  type Prose,
  placeOfWord,
  type Table,
  type Text,
  writtenCell,
} from "../markdown/block.ts";
import {
  columnsOf,
  type Defined,
  flagsOf,
  isFieldTable,
  namedInRemarks,
  readFieldTable,
  shapelessNames,
  typeWords,
} from "./field-table.ts";
import { httpMessage } from "./http-message.ts";
import { withLooseTables } from "./layout/loose-table.ts";
import { isYesOfOui } from "./oui-flags.ts";
import type {
  Assumption,
  Endpoint,
  FieldTable,
  JsonExample,
  Page,
  ResultCode,
  Side,
  TableRole,
  UnknownSection,
} from "./page.ts";
import { placeIn } from "./place.ts";
import { unquote } from "./scalar-value.ts";
import { readTolerantJson } from "./tolerant-json.ts";
import { TypeShelf } from "./type-shelf.ts";
import { readUrl, urlsIn } from "./url.ts";
import { CAPTION_WORDS, type Caption, captionOf, type OverviewRow, overviewRowOf, wordKey } from "./vocabulary.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

/** Reads a page; total: what is no part of the dialect is left aside, never refused. */
export function readPage(markdown: MarkdownPage): Page {
  const written = withLooseTables(markdown.blocks);
  const tables = written.filter((block) => block.kind === "table");
  const referred = new Set(tables.flatMap((table) => [...typeWords(table), ...namedInRemarks(table)]));
  const shapeless = new Set(tables.flatMap(shapelessNames).filter((name) => captionOf(name) === undefined));
  const { blocks, captionLines } = withCaptionLines(written, referred);
  const { sections, unknown } = sectionsOf(blocks, referred, shapeless);
  const shelf = new TypeShelf();
  for (const { block, role, name } of sections)
    if (block.kind === "table" && role === "type" && isFieldTable(columnsOf(block))) shelf.define(name);
  const defined: Defined = {
    types: new Set(shelf.defined()),
    values: valueLists(sections),
    isOui: isYesOfOui(tables.flatMap(flagsOf)),
  };
  const types: FieldTable[] = [];
  const drafts: Draft[] = [];
  const common: Draft[] = [];
  const words = new LeadingWords();
  for (const section of sections) {
    const { length } = drafts;
    // What follows an overview and stands under neither Request nor Result describes the request.
    const side = section.side ?? (drafts.length > 0 || section.isCommon ? "request" : undefined);
    const isShared = section.isCommon && section.role !== "type" && section.role !== undefined;
    readBlock({ ...section, side }, defined, shelf, types, isShared ? common : drafts);
    const opened = drafts.length > length ? drafts.at(-1) : undefined;
    const description = words.before(section, opened !== undefined);
    if (opened !== undefined && description !== undefined) opened.description = description;
  }
  const endpoints = drafts.length > 0 ? drafts : common;
  const assumptions = drafts.length > 0 ? shared(common, drafts) : [];
  return {
    file: markdown.file,
    title: markdown.blocks.find((block) => block.kind === "heading"),
    endpoints: endpoints.flatMap(endpointsOf),
    types: [...types, ...shelf.tables],
    // An overview is of the dialect, even where it is all there is to say.
    hasFieldTable: types.length > 0 || endpoints.length > 0,
    ...(unknown.length > 0 ? { unknownSections: unknown } : {}),
    ...(captionLines.length > 0 ? { captionLines } : {}),
    ...(assumptions.length > 0 ? { assumptions } : {}),
  };
}

/** Gives what is said of all operations to each of them, and codes that only the last one lists to those before it. */
function shared(common: readonly Draft[], drafts: readonly Draft[]): readonly Assumption[] {
  const tables = common.flatMap((draft) => draft.tables).filter(({ fields }) => fields.length > 0);
  const said = common.flatMap((draft) => draft.codes);
  const isListedOnce = said.length === 0 && drafts.slice(0, -1).every((draft) => draft.codes.length === 0);
  const codes = isListedOnce ? (drafts.at(-1)?.codes ?? []) : said;
  for (const draft of drafts) {
    draft.tables.push(...tables);
    const answers = draft.tables.some(({ side, role }) => side === "result" && role === "body");
    if (draft.codes.length === 0 && answers) draft.codes.push(...codes);
  }
  const place = tables[0]?.caption ?? tables[0]?.header ?? codes[0]?.header;
  if (drafts.length < 2 || place === undefined) return [];
  const what = [...(tables.length > 0 ? ["fields"] : []), ...(codes.length > 0 ? ["codes"] : [])].join(", ");
  return [{ kind: "everywhere", place, words: `${what}: all ${drafts.length} operations` }];
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
    const heading: Heading = { ...block, text: withoutHashes(block.text), kind: "heading", depth: 6 };
    captionLines.push(heading);
    return heading;
  });
  return { blocks: read, captionLines };
}

function isCaptionLine({ text: written }: Text, referred: ReadonlySet<string>): boolean {
  if (written.length > 40 || written.includes("\n")) return false;
  const text = withoutHashes(written);
  return captionOf(text) !== undefined || referred.has(plainHeading(text));
}

/** More than six make no heading (CommonMark 0.31.2, section 4.2). */
function withoutHashes(line: string): string {
  return line.replace(/^#{7,20}\s*/, "");
}

/** A block and what the headings above it make of it. */
interface Section {
  readonly block: Block;
  readonly side: Side | undefined;
  readonly role: TableRole | "codes" | "example" | undefined;
  readonly name: string;
  readonly caption: Heading | undefined;
  /** Whether a heading or a line above it says that it holds for all operations of the page. */
  readonly isCommon: boolean;
}

const COMMON =
  /\b(?:common|general|global|shared|(?:all|every) (?:apis?|endpoints?|interfaces?|operations?|requests?|calls?|methods?))\b|公共|通用|全局|所有接口|共通|공통|comunes|comuns|общие/i;

const MEANINGS: Readonly<Record<Caption, { readonly side?: Side; readonly role?: Section["role"] }>> = {
  request: { side: "request" },
  result: { side: "result" },
  fields: {},
  head: { role: "head" },
  body: { role: "body" },
  query: { role: "query" },
  path: { role: "path" },
  cookie: { role: "cookie" },
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
  shapeless: ReadonlySet<string>,
): { readonly sections: readonly Section[]; readonly unknown: readonly UnknownSection[] } {
  const names = typeNames(blocks, referred, shapeless);
  const outlook = outlookOf(blocks);
  const unknown: UnknownSection[] = [];
  let side: Side | undefined;
  let role: Section["role"];
  let caption: Heading | undefined;
  let name = "";
  /** How deep the heading stands that speaks of all operations; a line of text does so down to the next heading. */
  let common = 0;
  const sections = blocks.map((block, index): Section => {
    if (block.kind === "prose" && blocks[index + 1]?.kind === "table" && isOfAll(block)) {
      common = 6;
      role = HEADERS.test(block.text) ? "head" : role;
      side = undefined;
    }
    if (block.kind === "heading") {
      if (COMMON.test(block.text)) {
        common = block.depth;
        side = undefined;
      } else if (block.depth <= common) common = 0;
      const type = names.get(block);
      const meaning = meaningOf(block.text, type, side);
      caption = block;
      name = type ?? plainHeading(block.text);
      if (meaning === undefined) {
        role = side === undefined && type === undefined ? undefined : "type";
        const isCommon = type === undefined && COMMON.test(block.text);
        if (isCommon) role = HEADERS.test(block.text) ? "head" : CODES.test(block.text) ? "codes" : undefined;
        const isNamed = type !== undefined || isCommon;
        const read = isNamed ? undefined : readUnknownSection(blocks, index, side, names, outlook);
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
    if (block.kind === "table" && readOverview(block) !== undefined) common = 0;
    return { block, side, role, name, caption, isCommon: common > 0 };
  });
  return { sections, unknown };
}

/** Whether a line says that the table below it holds for all operations. */
function isOfAll({ text }: Text): boolean {
  return text.length <= 80 && COMMON.test(text) && (HEADERS.test(text) || captionOf(text) !== undefined);
}

const CODES = /\bcodes?\b|错误码|返回码|结果码|状态码|コード|코드/i;
const HEADERS = /\bhead(?:er)?s?\b|请求头|头部|ヘッダ|헤더/i;

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

const CONSTANT = /^(?:[A-Z][A-Z\d]*(?:[_-][A-Z\d]+)*|\d{1,9}|[\w.-]*[a-z\d][\w.-]*)$/;

/** The values listed under headings that name a type: in a table that describes no fields, or item by item. */
function valueLists(sections: readonly Section[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const { block, role, name, caption } of sections) {
    if (role !== "type" || block === caption) continue;
    const known = lists.get(name) ?? [];
    for (const value of valuesIn(block, caption?.text ?? "")) known.push(value);
    lists.set(name, known);
  }
  return new Map([...lists].filter(([, values]) => values.length > 1 && values.every((value) => CONSTANT.test(value))));
}

/** A section with anything else in it lists no values: that is what an empty word stands for. */
function valuesIn(block: Block, caption: string): readonly string[] {
  if (block.kind === "prose") {
    const isCalled = /enum|values?|枚举|取值/i.test(caption);
    return block.text.split("\n").map((line) => {
      const word = /^[`"'*]*([\w.-]+?)[`"'*]*(?:\s*[-–—:：=(（].*)?$/.exec(line.trim())?.[1] ?? "";
      return isCalled || /^[A-Z\d_-]+$/.test(word) || block.raw.startsWith("`") ? word : "";
    });
  }
  if (block.kind !== "table") return block.kind === "code" ? [""] : [];
  const columns = columnsOf(block);
  if (columns.has("type") || columns.has("mandatory")) return [""];
  return block.rows.map((row) => unquote(row[columns.get("code") ?? columns.get("example") ?? 0]?.text ?? ""));
}

/** Where more types than this have no heading, slips of headings are told among the first of them. */
const LIKELY = 200;

/**
 * The types that headings name, as type cells write them: to the letter, but for case and spaces, in a longer heading, or with
 * a slip; and the fields without a type of their own that they name as a whole.
 */
function typeNames(
  blocks: readonly Block[],
  referred: ReadonlySet<string>,
  shapeless: ReadonlySet<string>,
): ReadonlyMap<Heading, string> {
  const headings = blocks.filter((block) => block.kind === "heading");
  const names = new Map<Heading, string>();
  const byKey = new Map([...referred].map((word) => [wordKey(word), word]));
  const fieldByKey = new Map([...shapeless].map((word) => [wordKey(word), word]));
  for (const heading of headings) {
    const plain = plainHeading(heading.text);
    const whole = referred.has(plain) ? plain : (byKey.get(wordKey(plain)) ?? fieldByKey.get(wordKey(plain)));
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

/** What a page says in sentences before the overview of an operation, under headings that the overview stands under, too. */
class LeadingWords {
  #said: { readonly prose: Prose; readonly depth: number }[] = [];
  #depth = 0;

  /** Takes the next block; the words before it, where it is an overview. */
  before({ block }: Section, isOverview: boolean): Text | undefined {
    if (block.kind === "prose") {
      if (this.#said.length < MAX_SAID) this.#said.push({ prose: block, depth: this.#depth });
      return undefined;
    }
    if (block.kind === "heading" && captionOf(block.text) === undefined) {
      this.#depth = block.depth;
      this.#said = this.#said.filter(({ depth }) => depth < block.depth);
      return undefined;
    }
    const all = this.#said.map(({ prose }) => prose);
    this.#said = [];
    const [first] = all;
    if (!isOverview || first === undefined) return undefined;
    return { text: all.map(({ text }) => text).join("\n"), raw: first.raw, location: first.location };
  }
}

/** Paragraphs; whoever writes more of them writes no description of one operation. */
const MAX_SAID = 20;

interface Draft {
  place: Text;
  description?: Text;
  urlCell?: Text;
  summary?: Text;
  methodsCell?: Text;
  slips?: NonNullable<Endpoint["slips"]>;
  readonly tables: FieldTable[];
  readonly codes: { readonly header: Text; readonly codes: ResultCode[] }[];
  readonly examples: JsonExample[];
  readonly captions: Endpoint["captions"][number][];
}

function readBlock(section: Section, defined: Defined, shelf: TypeShelf, types: FieldTable[], drafts: Draft[]): void {
  const { block, side, role, caption, name } = section;
  if (block.kind === "heading") {
    if (role !== undefined || captionOf(block.text) !== undefined || nearCaption(block.text) !== undefined)
      drafts.at(-1)?.captions.push({ heading: block, side, role: role ?? "section" });
    return;
  }
  if (block.kind === "code") {
    const draft = drafts.at(-1);
    const message = httpMessage(block);
    const carried = message === undefined ? block : message.body;
    if (draft !== undefined && side !== undefined && carried !== undefined && isJson(carried))
      draft.examples.push({ side, block: carried, json: readTolerantJson(carried.text) });
    return;
  }
  if (block.kind === "prose" && role === "codes" && caption !== undefined && drafts.length > 0) {
    takeListedCodes(block, caption, drafts.at(-1)?.codes ?? []);
    return;
  }
  if (block.kind !== "table" || (role === "type" && defined.values?.has(name) === true)) return;
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
  const table = readFieldTable(block, { role: tableRole, name, side, caption }, defined, shelf);
  if (tableRole === "type") types.push(table);
  else current(drafts, block).tables.push(...byPlace(table, side));
}

/** A table of a request whose rows say themselves where each field travels, as one table for each place. */
function byPlace(table: FieldTable, side: Side | undefined): readonly FieldTable[] {
  const roleOf = ({ cells }: FieldTable["fields"][number]): TableRole =>
    placeIn(cells.get("place")?.text ?? "") ?? table.role;
  if (side === "result" || table.fields.every((field) => roleOf(field) === table.role)) return [table];
  const roles = [...new Set(table.fields.map(roleOf))];
  return roles.map((role) => ({ ...table, role, fields: table.fields.filter((field) => roleOf(field) === role) }));
}

const LISTED_CODE = /^[`"'*]*([A-Z][A-Z\d]*(?:_[A-Z\d]+)*|\d{1,8})[`"'*]*(?:\s*[-–—:：=(（]\s*(.*?)[)）]?)?$/;

/** Adds codes that are listed item by item (`` `SUCCESS` - it went well``) to the table that stands for the list. */
function takeListedCodes(prose: Prose, caption: Heading, tables: Draft["codes"]): void {
  for (const line of prose.text.split("\n")) {
    const [, code = "", remark = ""] = LISTED_CODE.exec(line.trim()) ?? [];
    if (code === "") continue;
    const listed = { code, remark, place: { text: code, raw: code, location: placeOfWord(prose, code) } };
    const table = tables.at(-1);
    if (table?.header === caption) table.codes.push(listed);
    else tables.push({ header: caption, codes: [listed] });
  }
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

function readCodes(table: Table): Draft["codes"][number] {
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

/** One endpoint, or one for each URL that its cell lists: what the page says of them it says of each. */
function endpointsOf(draft: Draft): readonly Endpoint[] {
  const { urlCell, methodsCell } = draft;
  const urls = urlCell === undefined ? [] : urlsIn(urlCell);
  const methods = methodsIn(methodsCell?.text ?? "");
  if (urls.length < 2) return [endpointOf(draft, methods)];
  return urls.map((cell) => {
    const [own] = methodsIn(/^[A-Z]+(?=\s)/i.exec(cell.text)?.[0] ?? "");
    return endpointOf({ ...draft, urlCell: cell }, own === undefined ? methods : [own]);
  });
}

function endpointOf(draft: Draft, methods: readonly string[]): Endpoint {
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
    methods,
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
