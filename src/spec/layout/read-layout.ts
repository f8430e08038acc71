// A page of any team's layout: operations wherever they are stated, tables by what their words and values say, in any nesting.
import { type MarkdownPage, placeOfWord, type Table } from "../../markdown/block.ts";
import { type HttpMessage, httpMessage } from "../http-message.ts";
import type { Page, ResultCodeTable, Side } from "../page.ts";
import { readTolerantJson } from "../tolerant-json.ts";
import { TypeShelf } from "../type-shelf.ts";
import { assumedBodies, assumedEverywhere, assumedFields, assumedMarks, assumedOperations } from "./assumption.ts";
import { settleTypes } from "./attach.ts";
import { baseUrlOf } from "./base-url.ts";
import { isCodeTable, readCodeTable, statusPairs } from "./codes.ts";
import { type ReadTable, readColumns } from "./columns.ts";
import { isForAll, takeCommon } from "./common.ts";
import type { OperationDraft, TableDraft } from "./draft.ts";
import { definedTypes, endpointOf } from "./endpoint.ts";
import { endpointFacts } from "./endpoint-fact.ts";
import { type Stretch, stretchesOf } from "./endpoints.ts";
import { withListedFields } from "./listed-fields.ts";
import { looseEndpoints, looseTables } from "./loose.ts";
import { withLooseTables } from "./loose-table.ts";
import { mentionedBodies, mentionsIn, typeAlone } from "./mention.ts";
import { linesOf, outlineOf, type Part } from "./outline.ts";
import type { PageFlags } from "./presence.ts";
import { Sections } from "./sections.ts";
import { settingOf } from "./setting.ts";
import { requireUnmarked, requireUnsigned, settle } from "./settle.ts";
import { spokenEndpoints } from "./spoken-endpoint.ts";
import { answersIn, tableDraft } from "./table-draft.ts";
import { toldHeaders } from "./told-header.ts";
import { toldStatuses } from "./told-status.ts";
import { withoutTwins } from "./twins.ts";
import { unheardSections } from "./unheard.ts";
import { isValueList, takeValueLists, type ValueList } from "./value-list.ts";

/** Reads a page; total: what says nothing of an API is left aside. */
export function readLayout(markdown: MarkdownPage): Page {
  const { blocks, listed } = withListedFields(withLooseTables(markdown.blocks));
  const parts = outlineOf(blocks);
  const plain = parts.flatMap(endpointFacts);
  const spoken = spokenEndpoints(parts, plain);
  const facts = spoken.length === 0 ? plain : [...plain, ...spoken].sort((a, b) => a.index - b.index);
  const stating = new Set(facts.filter(({ kind }) => kind !== "command").map(({ index }) => index));
  const operations = stretchesOf(parts, facts).map(
    (stretch): OperationDraft => ({
      stretch,
      depth: depthOf(parts[stretch.start]),
      tables: [],
      codes: [],
      examples: [],
      mentions: [],
      captions: [],
      repeats: [],
      said: undefined,
      heard: -1,
      places: new Map(),
    }),
  );
  const shared: TableDraft[] = [];
  const sharedCodes: SharedCodes[] = [];
  const reader = new TableReader();
  const owners = new Map<number, OperationDraft>();
  for (const operation of operations)
    for (const { index } of parts.slice(operation.stretch.start, operation.stretch.end))
      if (!owners.has(index)) owners.set(index, operation);
  for (const part of parts) gather(part, owners.get(part.index), stating.has(part.index), reader, shared, sharedCodes);
  const mentioned = operations.flatMap((operation) => {
    const bodies = mentionedBodies(operation);
    operation.tables.push(...bodies);
    return bodies;
  });
  const tables = [...operations.flatMap((operation) => operation.tables), ...shared];
  takeValueLists(reader.valueLists, tables);
  settleTypes(tables, operations);
  const common = shared.filter(isForAll);
  for (const operation of operations) {
    takeCommon(operation, common);
    settle(operation);
  }
  const unmarked = [...requireUnmarked(operations, tables), ...requireUnsigned(tables)];
  const distinct = withoutTwins(operations);
  const shelf = new TypeShelf();
  for (const table of tables) if (table.typeName !== undefined) shelf.define(table.typeName);
  const types = definedTypes(tables, shelf);
  const stretches = distinct.map(({ stretch }) => stretch);
  const sections = new Sections(parts, stretches);
  const given = new Map<Stretch, ResultCodeTable[]>(stretches.map((stretch) => [stretch, []]));
  for (const { codes, part } of sharedCodes) for (const each of sections.around(part)) given.get(each)?.push(codes);
  const endpoints = distinct.map((operation) =>
    endpointOf(operation, tables, given.get(operation.stretch) ?? [], shelf),
  );
  const codesForAll = sharedCodes
    .filter(({ part }) => sections.around(part).length === stretches.length)
    .map(({ codes }) => codes);
  const assumptions = [
    ...assumedMarks(tables, unmarked),
    ...assumedEverywhere(common, codesForAll, distinct.length),
    ...assumedBodies(mentioned, tables, shelf),
    ...assumedOperations(endpoints, spoken),
    ...assumedFields(listed),
  ];
  const unused = shared.filter((table) => !table.attached && table.rows.length > 0 && !common.includes(table));
  const loose = [...looseEndpoints(endpoints.filter(({ url }) => url === undefined)), ...looseTables(unused, shelf)];
  const unknownSections = operations.flatMap(unheardSections);
  const server = baseUrlOf(parts);
  const all = [...types, ...shelf.tables];
  return {
    file: markdown.file,
    title: markdown.blocks.find((block) => block.kind === "heading"),
    endpoints,
    ...(server !== undefined ? { server } : {}),
    isInferred: true,
    types: all,
    hasFieldTable: tables.length > 0,
    ...(loose.length > 0 ? { looseTables: loose } : {}),
    ...(assumptions.length > 0 ? { assumptions } : {}),
    ...(unknownSections.length > 0 ? { unknownSections } : {}),
  };
}

/** Codes outside all operations: of those that the section around them holds, else of all. */
interface SharedCodes {
  readonly codes: ResultCodeTable;
  readonly part: Part;
}

/** The depth of the heading that opens an operation. */
function depthOf(part: Part | undefined): number {
  return part?.block.kind === "heading" ? part.block.depth : 6;
}

/** Reads tables one after the other: one without a header goes on with the columns of the one before. */
class TableReader {
  readonly valueLists: ValueList[] = [];
  readonly flags: PageFlags = new Set();
  #previous: ReadTable | undefined;

  columns(table: Table): ReadTable {
    const read = readColumns(table, this.#previous);
    if (read.columns.has("name") && read.columns.has("type")) this.#previous = read;
    return read;
  }
}

function gather(
  part: Part,
  operation: OperationDraft | undefined,
  isStatement: boolean,
  reader: TableReader,
  shared: TableDraft[],
  sharedCodes: SharedCodes[],
): void {
  const { block } = part;
  const setting = settingOf(part, operation);
  if (block.kind === "heading") {
    if (operation !== undefined && part.index > operation.stretch.start) {
      const { side, role } = part.heading?.meaning ?? {};
      operation.captions.push({ heading: block, side, role: role ?? "section" });
    }
    return;
  }
  if (block.kind === "code") {
    if (operation === undefined) return;
    const message = httpMessage(block);
    if (message !== undefined) takeMessage(message, operation);
    if (isStatement || message !== undefined) return;
    if (isJson(block.language, block.text)) {
      const side = setting.side ?? operation.tables.at(-1)?.side ?? likelySide(operation);
      operation.examples.push({
        side,
        isUnsaid: setting.side === undefined,
        isError: setting.isError,
        block,
        json: readTolerantJson(block.text),
      });
    }
    for (const [name, role] of pseudoPlaces(block.text))
      if (!operation.places.has(name)) operation.places.set(name, role);
    return;
  }
  if (block.kind === "prose") {
    if (operation === undefined) {
      shared.push(...linesOf(block).flatMap((line) => toldHeaders(line) ?? []));
      return;
    }
    operation.mentions.push(...mentionsIn(block), ...typeAlone(block, setting.caption?.text ?? ""));
    if (!isStatement) operation.codes.push(...linesOf(block).flatMap((line) => toldStatuses(line, setting) ?? []));
    return;
  }
  const statuses = operation === undefined ? [] : statusPairs([block.header, ...block.rows]);
  if (statuses.length > 0 && block.header.length <= 3 && block.rows.length <= 12) {
    operation?.codes.push({
      header: block.header[0] ?? { text: "", raw: "", location: block.location },
      codes: statuses,
    });
    return;
  }
  if (isStatement) return;
  const read = reader.columns(block);
  if (isCodeTable(read, setting.meaning)) {
    const codes = readCodeTable(read, setting.caption?.text ?? "", setting.meaning);
    if (operation === undefined) sharedCodes.push({ codes, part });
    else {
      operation.codes.push(codes);
      operation.tables.push(...answersIn(read, codes, setting));
    }
    return;
  }
  if (isValueList(read, setting)) {
    reader.valueLists.push({ read, setting });
    return;
  }
  const draft = tableDraft(read, setting, operation, reader.flags);
  if (draft === undefined) return;
  (operation === undefined ? shared : operation.tables).push(draft);
  const { status = 200 } = setting;
  if (
    operation !== undefined &&
    setting.caption !== undefined &&
    draft.side === "result" &&
    status > 200 &&
    status < 300
  ) {
    const { caption } = setting;
    const place = { text: String(status), raw: String(status), location: placeOfWord(caption, String(status)) };
    operation.codes.push({ header: caption, codes: [{ code: String(status), place, remark: caption.text, status }] });
  }
}

/** A message of HTTP is whose its first line says; the status of a success is the operation's own. */
function takeMessage({ side, status = 0, body }: HttpMessage, operation: OperationDraft): void {
  if (status > 200 && status < 300) {
    const { location } = body ?? operation.stretch.place;
    const place = { text: String(status), raw: String(status), location };
    operation.codes.push({ header: place, codes: [{ code: String(status), place, remark: "", status }] });
  }
  if (body === undefined || !isJson(body.language, body.text)) return;
  const json = readTolerantJson(body.text);
  operation.examples.push({ side, isUnsaid: false, isError: status >= 300, block: body, json });
}

/** What an example shows that nothing is said of: first what is sent, where something can be. */
function likelySide({ stretch, examples }: OperationDraft): Side {
  const sends = /^(?:POST|PUT|PATCH)$/.test(stretch.methods[0] ?? "");
  return sends && examples.length === 0 ? "request" : "result";
}

function isJson(language: string | undefined, text: string): boolean {
  const isPlain =
    language === undefined || /^(?:json|jsonc|json5|javascript|js|http|java|text|txt|plain)?$/i.test(language);
  return (isPlain && /^\s*(?:\/\/[^\n]*\n\s*)*[{[]/.test(text)) || /^json/i.test(language ?? "");
}

/** Names in pseudo-code by the section they stand in: `body { title, text }`, `params : page`. */
function pseudoPlaces(text: string): ReadonlyMap<string, "head" | "path" | "query" | "body"> {
  const places = new Map<string, "head" | "path" | "query" | "body">();
  const roles = {
    header: "head",
    headers: "head",
    params: "path",
    param: "path",
    path: "path",
    query: "query",
    body: "body",
  } as const;
  let role: "head" | "path" | "query" | "body" | undefined;
  for (const line of text.split("\n")) {
    const opened = /^\s*(headers?|params?|path|query|body)\s*[:{]\s*[:{]?\s*(.*)$/i.exec(line);
    if (opened?.[1] !== undefined) role = roles[opened[1].toLowerCase() as keyof typeof roles];
    else if (/^\s*["']/.test(line)) role = undefined;
    const rest = opened === null ? line : (opened[2] ?? "");
    if (role !== undefined)
      for (const word of rest.replace(/[:=].*$/, "").match(/[A-Za-z_]\w*/g) ?? []) places.set(word, role);
    if (/}/.test(line)) role = undefined;
  }
  return places;
}
