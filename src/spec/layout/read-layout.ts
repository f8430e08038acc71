// A page of any team's layout: operations wherever they are stated, tables by what their words and values say, in any nesting.
import { type Heading, type MarkdownPage, placeOfWord, type Table } from "../../markdown/block.ts";
import type { Endpoint, FieldTable, JsonExample, Page, ResultCodeTable, Side, TableRole } from "../page.ts";
import { readTolerantJson } from "../tolerant-json.ts";
import { namesIn, readType } from "../type.ts";
import { pathParameters } from "../url.ts";
import { wordKey } from "../vocabulary.ts";
import { allRows, attachByShape, attachTables, placeByExample, settleTypes } from "./attach.ts";
import type { CaptionMeaning } from "./caption.ts";
import { isCodeTable, readCodeTable, statusPairs } from "./codes.ts";
import { isIdentifier, type ReadTable, readColumns } from "./columns.ts";
import type { ExampleDraft, OperationDraft, SaidSide, Setting, TableDraft } from "./draft.ts";
import { endpointFacts } from "./endpoint-fact.ts";
import { stretchesOf } from "./endpoints.ts";
import { finishTable, TypeShelf } from "./finish.ts";
import { withLooseTables } from "./loose-table.ts";
import { type Caption, outlineOf, type Part } from "./outline.ts";
import { type PageFlags, presenceReader, wordedPresence } from "./presence.ts";
import { type RowDraft, rowsOf } from "./row.ts";
import { spelledType } from "./type-spelling.ts";

/** Reads a page; total: what says nothing of an API is left aside. */
export function readLayout(markdown: MarkdownPage): Page {
  const parts = outlineOf(withLooseTables(markdown.blocks));
  const facts = parts.flatMap(endpointFacts);
  const stating = new Set(facts.filter(({ kind }) => kind !== "command").map(({ index }) => index));
  const operations = stretchesOf(parts, facts).map(
    (stretch): OperationDraft => ({
      stretch,
      depth: depthOf(parts[stretch.start]),
      tables: [],
      codes: [],
      examples: [],
      captions: [],
      said: undefined,
      heard: -1,
      places: new Map(),
    }),
  );
  const shared: TableDraft[] = [];
  const sharedCodes: ResultCodeTable[] = [];
  const reader = new TableReader();
  for (const part of parts) {
    const operation = operations.find(({ stretch }) => part.index >= stretch.start && part.index < stretch.end);
    gather(part, operation, stating.has(part.index), reader, shared, sharedCodes);
  }
  const tables = [...operations.flatMap((operation) => operation.tables), ...shared];
  takeValueLists(reader.valueLists, tables);
  settleTypes(tables, operations);
  for (const operation of operations) settle(operation);
  requireUnmarked(operations);
  const shelf = new TypeShelf();
  for (const table of tables) if (table.typeName !== undefined) shelf.define(table.typeName);
  const types = definedTypes(tables, shelf);
  const endpoints = operations.map((operation) => endpointOf(operation, tables, sharedCodes, shelf));
  const all = [...types, ...shelf.tables];
  return {
    file: markdown.file,
    title: markdown.blocks.find((block) => block.kind === "heading"),
    endpoints,
    types: all,
    hasFieldTable: tables.length > 0,
  };
}

/** The depth of the heading that opens an operation. */
function depthOf(part: Part | undefined): number {
  return part?.block.kind === "heading" ? part.block.depth : 6;
}

/** A list of allowed values under a caption that names their field. */
interface ValueList {
  readonly read: ReadTable;
  readonly setting: Setting;
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
  sharedCodes: ResultCodeTable[],
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
    if (operation === undefined || isStatement) return;
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
  if (block.kind !== "table") return;
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
    const codes = readCodeTable(read, setting.caption?.text ?? "");
    (operation === undefined ? sharedCodes : operation.codes).push(codes);
    if (operation !== undefined) operation.tables.push(...answersIn(read, codes, setting));
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

/** The answers of a table of statuses with a column for the type of each. */
function answersIn(read: ReadTable, { codes }: ResultCodeTable, setting: Setting): readonly TableDraft[] {
  const index = read.columns.get("type");
  if (index === undefined) return [];
  return read.rows.flatMap((row): readonly TableDraft[] => {
    const type = spelledType(row[index]?.text ?? "");
    const code = codes.find(({ place }) => row.some(({ location }) => location.line === place.location.line));
    if (namesIn(readType(type, new Set()).type).length === 0 || code?.status === undefined) return [];
    const isError = code.status >= 300;
    return [
      {
        read,
        setting: { ...setting, side: "result", role: "body", status: code.status, isError, captions: [] },
        presence: presenceReader(read, new Set()),
        side: "result",
        rows: [],
        rootType: type,
        isList: false,
        attached: false,
      },
    ];
  });
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

/** What the captions above a part make of it; a caption that says nothing leaves what was said before it. */
function settingOf(part: Part, operation: OperationDraft | undefined): Setting {
  const start = operation?.stretch.start ?? -1;
  const captions = part.captions.filter(({ index }) => index > start || operation === undefined);
  const meanings = captions.map((caption) => ({ caption, meaning: caption.meaning }));
  const nearest = meanings.at(-1);
  const placing = meanings.findLast(({ meaning }) => meaning.role !== undefined || meaning.side !== undefined);
  if (operation !== undefined) hear(operation, meanings);
  const failing = meanings.findLast(
    ({ meaning, caption }) =>
      meaning.status !== undefined ||
      /error|fail|错误|失败|异常|エラー|에러|실패|오류|erro|ошиб|lỗi|gagal|fehler|success|成功|성공|éxito|sucesso|успе/i.test(
        caption.text,
      ),
  );
  const status = failing?.meaning.status;
  const isError =
    failing !== undefined &&
    (status !== undefined
      ? status >= 300
      : !/success|成功|성공|éxito|exito|sucesso|succès|успе|thành công|sukses|berhasil|erfolg/i.test(
          failing.caption.text,
        ));
  // A caption further down the page overrules one further out: what it began goes on.
  const isCurrent =
    placing !== undefined && (operation?.said === undefined || placing.caption.index >= operation.said.index);
  const role = isCurrent ? placing.meaning.role : undefined;
  const side = operation?.said?.side ?? (placing === undefined ? undefined : sideOf(placing.meaning));
  const heading = part.captions.findLast(({ kind }) => kind === "heading");
  return {
    side,
    role,
    status,
    isError,
    meaning: nearest?.meaning,
    caption: nearest?.caption,
    captions,
    heading: heading === undefined ? undefined : headingOf(heading),
  };
}

function headingOf({ text, raw, location, depth }: Caption): Heading {
  return { kind: "heading", text, raw, location, depth };
}

/** Takes in the captions that have come since the last part. */
function hear(
  operation: OperationDraft,
  meanings: readonly { readonly caption: Caption; readonly meaning: CaptionMeaning }[],
): void {
  for (const { caption, meaning } of meanings) {
    if (caption.index <= operation.heard) continue;
    operation.heard = caption.index;
    while (caption.kind === "heading" && operation.said !== undefined && caption.depth <= operation.said.within)
      operation.said = operation.said.before;
    const side =
      sideOf(meaning) ?? (meaning.role === "body" || meaning.role === "head" ? operation.said?.side : undefined);
    if (side === undefined) continue;
    const above = meanings.findLast((other) => other.caption.kind === "heading" && other.caption.index < caption.index);
    const within = caption.kind === "heading" ? 0 : (above?.caption.depth ?? operation.depth);
    const before = within === 0 ? undefined : outer(operation.said);
    operation.said = { side, index: caption.index, within, before };
  }
}

/** The latest heading's statement. */
function outer(said: SaidSide | undefined): SaidSide | undefined {
  return said === undefined || said.within === 0 ? said : outer(said.before);
}

function sideOf(meaning: CaptionMeaning): Side | undefined {
  return meaning.side ?? (meaning.role === "query" || meaning.role === "path" ? "request" : undefined);
}

/** A table of fields; undefined for any other table. */
function tableDraft(
  read: ReadTable,
  setting: Setting,
  operation: OperationDraft | undefined,
  flags: PageFlags,
): TableDraft | undefined {
  const { columns, rows } = read;
  const side: Side = setting.side ?? "request";
  const base = { read, setting, side, presence: presenceReader(read, flags), attached: false, isList: false };
  if (!columns.has("name")) {
    const type = rows.length === 1 ? rows[0]?.[columns.get("type") ?? -1]?.text : undefined;
    if (type === undefined || operation === undefined || rows.length !== 1) return undefined;
    const card = rows[0]?.[columns.get("mandatory") ?? -1]?.text.trim() ?? "";
    return { ...base, rows: [], rootType: spelledType(type), isList: /^[*+]$|[*nN∞]$/.test(card) };
  }
  if (!isFieldTable(read, setting)) return undefined;
  const isFlat = setting.role === "head" || setting.role === "query" || setting.role === "path" || columns.has("place");
  const drafts = rowsOf(read, isFlat && !hasNesting(read));
  for (const row of allRows(drafts))
    if (/^(?:\*|\+|[01]\s*(?:\.\.|-)\s*[*nN∞])$/.test(row.cells.mandatory?.text.trim() ?? "")) row.isList = true;
  if (setting.role === "head") nameHeader(drafts);
  return { ...base, rows: unwrapped(drafts, base) };
}

/** Rows `key` and `value` that describe one header: it is called what the key's row says. */
function nameHeader(rows: readonly RowDraft[]): void {
  const [key, value] = rows;
  if (rows.length !== 2 || !/^key$/i.test(key?.name ?? "") || !/^value$/i.test(value?.name ?? "") || key === undefined)
    return;
  const name = /[A-Za-z][\w-]*/.exec(key.cells.remarks?.text ?? "")?.[0];
  if (name === undefined || value === undefined) return;
  key.name = name;
  value.name = "";
}

/** Rows under `[]` or under a nameless whole are the body's own. */
function unwrapped(rows: readonly RowDraft[], base: { isList: boolean }): RowDraft[] {
  return rows.flatMap((row) => {
    if (row.name !== "") return [row];
    if (row.isList) base.isList = true;
    return row.children;
  });
}

function hasNesting(read: ReadTable): boolean {
  const index = read.columns.get("name") ?? 0;
  return read.rows.some((row) => /^(?:&nbsp;|&emsp;|[»└├↳⤷])/.test(row[index]?.raw ?? ""));
}

/** Whether a table lists fields: it names them and says something of each, where fields are spoken of. */
function isFieldTable(read: ReadTable, setting: Setting): boolean {
  const { columns, rows } = read;
  const { meaning } = setting;
  if (meaning?.topic === "history" || read.header.length < 2) return false;
  const names = rows.map((row) => row[columns.get("name") ?? 0]?.text ?? "").filter((text) => text !== "");
  const isTyped = columns.has("type") || columns.has("mandatory") || columns.has("place");
  if (meaning?.topic === "constraint" && !columns.has("type")) return false;
  if (isTyped)
    return (
      columns.has("type") || columns.has("place") || names.filter((name) => isNamed(name)).length >= names.length * 0.5
    );
  const isTold = columns.has("remarks") || columns.has("example") || columns.has("default");
  if (!isTold || columns.has("condition")) return false;
  const areNames = names.length > 0 && names.filter((name) => isNamed(name)).length >= names.length * 0.8;
  const isSpoken = setting.side !== undefined || setting.role !== undefined || meaning?.isNeutral === true;
  return areNames && (isSpoken || (columns.has("remarks") && setting.caption !== undefined));
}

function isNamed(text: string): boolean {
  return isIdentifier(
    text
      .replace(/^[\s»>└├─↳⤷↓.-]+/u, "")
      .replace(/[[\]{}*?]/g, "")
      .replace(/[./]/g, "_"),
  );
}

/** Whether a table lists the values of one field: no types, names that are values, under a caption that says so. */
function isValueList(read: ReadTable, setting: Setting): boolean {
  const { columns, header, rows } = read;
  if (columns.has("type") || columns.has("mandatory") || rows.length === 0) return false;
  const first = rows.map((row) => row[0]?.text.trim() ?? "");
  const isHeaded =
    /^(?:枚举值?|取值|值|value|values|enum|enum values?|constant|代码|编号|code|键值|状态值|类型值|列挙値?|값|valor|valeur|значение|giá trị|nilai|wert)$/i.test(
      (header[0]?.text ?? "").trim(),
    );
  const isRepeated =
    /^(?:property|属性|名称|name|参数|字段|field)$/i.test(header[0]?.text.trim() ?? "") &&
    columns.get("example") === 1 &&
    new Set(first).size < first.length;
  const areConstants = first.every(
    (text) => /^[`"']?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*[`"']?$/.test(text) && text.length > 1,
  );
  const areNumbers =
    !columns.has("name") &&
    header.length === 2 &&
    !columns.has("code") &&
    first.every((text) => /^-?\d{1,4}$/.test(text));
  return (
    isHeaded ||
    isRepeated ||
    areNumbers ||
    areConstants ||
    (setting.meaning?.topic === "values" && !columns.has("type"))
  );
}

/** Gives the values of a list to the field, or to the fields of the type, that its caption names. */
function takeValueLists(lists: readonly ValueList[], tables: readonly TableDraft[]): void {
  for (const { read, setting } of lists) {
    const first = read.rows
      .map((row) => (row[0]?.text ?? "").replace(/[`"']/g, "").trim())
      .filter((text) => text !== "");
    const isKeyed = new Set(first).size < first.length && read.columns.get("example") === 1;
    const caption = setting.caption?.text.replace(/^[\s\d.、)]+/, "") ?? "";
    const subject = caption.match(/[A-Za-z_]\w*/)?.[0]?.toLowerCase();
    for (const row of tables.flatMap((table) => allRows(table.rows))) {
      const name = row.name.toLowerCase();
      const type = namesIn(readType(row.type, new Set()).type)[0]?.toLowerCase();
      const values = isKeyed
        ? read.rows.filter((cells) => cells[0]?.text.toLowerCase() === name).map((cells) => cells[1]?.text ?? "")
        : (subject !== undefined && (subject === name || subject === type)) || refersTo(row, caption)
          ? first
          : [];
      if (values.length < 2) continue;
      if (type !== undefined && subject === type) row.type = "String";
      row.values = values;
    }
  }
}

/** Whether a row's words send the reader to a list of this caption: "order status (see below)" and "Order status". */
function refersTo(row: RowDraft, caption: string): boolean {
  const remark = row.cells.remarks?.text ?? "";
  const sends =
    /见|參照|参照|参考|\bsee\b|\bcf\b|refer|참고|참조|смотри|см\.|\bver\b|\bvoir\b|siehe|xem|lihat|\bvedi\b/i.exec(
      remark,
    );
  if (sends === null || caption === "") return false;
  const own = wordKey(remark.split(/[(（,，;；.。\n]/, 1)[0] ?? "");
  const named = wordKey(caption);
  return named !== "" && (own === named || wordKey(remark.slice(sends.index)).includes(named));
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

/** Settles where each table of an operation belongs. */
function settle(operation: OperationDraft): void {
  for (const example of operation.examples) if (example.isUnsaid) takeSide(example, operation);
  misplaced(operation);
  attachTables(operation);
  for (const side of ["request", "result"] as const) {
    const tables = operation.tables.filter((table) => table.side === side && isBody(table));
    const failing = tables.filter(({ setting }) => setting.isError);
    const isNested = side === "result" || !/^(?:GET|HEAD|DELETE)$/.test(operation.stretch.methods[0] ?? "");
    for (const isError of [false, true]) {
      const examples = operation.examples.filter((example) => example.side === side && example.isError === isError);
      const roots = examples.flatMap(({ json }) => (json.root === undefined ? [] : [json.root]));
      placeByExample(
        tables.filter((table) => failing.includes(table) === isError),
        roots,
        isNested,
      );
    }
  }
  attachByShape(operation);
}

/** A page without a column for it that marks what is optional in words means the other fields of its requests to be there. */
function requireUnmarked(operations: readonly OperationDraft[]): void {
  const asked = operations
    .flatMap(({ tables }) => tables)
    .filter(({ side, read }) => side === "request" && !read.columns.has("mandatory") && !read.columns.has("optional"));
  const rows = asked.flatMap((table) => allRows(table.rows));
  const said = rows.map((row) => row.presence ?? wordedPresence(row));
  const optional = said.filter((presence) => presence === "optional").length;
  const mandatory = said.filter((presence) => presence === "mandatory").length;
  if (optional < 2 || mandatory * 4 > optional || optional === rows.length) return;
  for (const row of rows)
    row.presence ??= wordedPresence(row) === "unstated" && row.cells.default === undefined ? "mandatory" : "unstated";
}

/** Whether a table may speak of a body: its captions and columns name no other place. */
function isBody({ setting, read }: TableDraft): boolean {
  return !["head", "path", "query"].includes(setting.role ?? "body") && !read.columns.has("place");
}

/** An example that no caption speaks of is the side's whose tables name more of its keys. */
function takeSide(example: ExampleDraft, operation: OperationDraft): void {
  const keys = new Set([...example.block.text.matchAll(/["']?([\w$-]+)["']?\s*:/g)].map((match) => match[1] ?? ""));
  const shared = (side: Side): number =>
    new Set(
      operation.tables
        .filter((table) => table.side === side)
        .flatMap((table) => allRows(table.rows).map(({ name }) => name))
        .filter((name) => keys.has(name)),
    ).size;
  const [asked, answered] = [shared("request"), shared("result")];
  if (asked !== answered) example.side = asked > answered ? "request" : "result";
}

/** A table all of whose keys only the other side's example shows is that side's; one that its own caption places there stays unless it is plain. */
function misplaced(operation: OperationDraft): void {
  const keys = (side: Side): ReadonlySet<string> =>
    new Set(
      operation.examples
        .filter((example) => example.side === side)
        .flatMap(({ block }) => [...block.text.matchAll(/["']?([\w$-]+)["']?\s*:/g)].map((match) => match[1] ?? "")),
    );
  const shown = { request: keys("request"), result: keys("result") };
  if (shown.request.size === 0 || shown.result.size === 0) return;
  for (const table of operation.tables) {
    if (table.rows.length < 2 || !isBody(table)) continue;
    const names = allRows(table.rows).map(({ name }) => name);
    const other = table.side === "request" ? "result" : "request";
    const isCarried = table.setting.meaning?.side === undefined;
    if (other === "request" && !isCarried) continue;
    if (
      names.every((name) => !shown[table.side].has(name)) &&
      names.filter((name) => shown[other].has(name)).length >= names.length * 0.8
    )
      table.side = other;
  }
}

/** Tables that define types, and those that stand alone under a name of their own. */
function definedTypes(tables: readonly TableDraft[], shelf: TypeShelf): readonly FieldTable[] {
  const defined = new Set<string>();
  return tables.flatMap((table) => {
    if (table.typeName === undefined || defined.has(table.typeName)) return [];
    defined.add(table.typeName);
    return [finishTable(table, table.rows, "type", table.side, table.typeName, shelf)];
  });
}

function endpointOf(
  operation: OperationDraft,
  tables: readonly TableDraft[],
  sharedCodes: readonly ResultCodeTable[],
  shelf: TypeShelf,
): Endpoint {
  const { stretch, codes, examples, captions } = operation;
  const likelyMethod = stretch.methods.length > 0 ? undefined : likely(operation);
  const method = stretch.methods[0] ?? likelyMethod ?? "POST";
  const written = operation.tables
    .filter((table) => !table.attached)
    .flatMap((table) => placed(table, operation, method, tables, shelf));
  const shown: JsonExample[] = examples
    .filter(({ isError }) => !isError)
    .map(({ side, block, json }) => ({ side, block, json }));
  return {
    place: stretch.place,
    ...(stretch.url !== undefined ? { url: stretch.url } : {}),
    ...(stretch.urlPlace !== undefined ? { urlCell: stretch.urlPlace } : {}),
    ...(stretch.summary !== undefined ? { summary: stretch.summary } : {}),
    methods: stretch.methods,
    ...(stretch.methodPlace !== undefined ? { methodsCell: stretch.methodPlace } : {}),
    ...(likelyMethod !== undefined ? { likelyMethod } : {}),
    tables: written,
    codes: [...codes, ...sharedCodes],
    examples: shown,
    captions,
    isTemplate: false,
  };
}

/** The method that what is asked makes likeliest. */
function likely(operation: OperationDraft): string {
  const { stretch, tables, examples } = operation;
  const words = `${stretch.url?.path.split("/").findLast((segment) => !segment.startsWith("{")) ?? ""}`;
  const asked = tables.some(
    (table) => table.side === "request" && (table.setting.role ?? "body") === "body" && table.rows.length > 0,
  );
  const sent = examples.some(({ side }) => side === "request");
  if (tables.some(({ setting }) => setting.role === "query") && !sent) return "GET";
  if (/^(?:get|list|query|find|search|select|fetch|show|info|detail)/i.test(words) && !sent) return "GET";
  return asked || sent ? "POST" : "GET";
}

/** A table of an operation as tables of one place each. */
function placed(
  table: TableDraft,
  operation: OperationDraft,
  method: string,
  tables: readonly TableDraft[],
  shelf: TypeShelf,
): readonly FieldTable[] {
  const rows = table.rootType === undefined ? table.rows : rootRows(table.rootType, tables, shelf);
  if (table.rootType !== undefined && rows.length === 0) return [];
  const status = table.side === "result" ? statusOf(table, operation) : undefined;
  const isList = table.isList || /^List<|\[\]$/i.test(table.rootType ?? "");
  const groups = new Map<TableRole, RowDraft[]>();
  for (const row of rows) {
    const role =
      table.side === "result"
        ? table.setting.role === "head"
          ? "head"
          : "body"
        : roleOf(row, table, operation, method);
    const isWhole = role === "body" && table.side === "request" && isWholeBody(row);
    const inner = !isWhole ? [row] : row.children.length > 0 ? row.children : rootRows(row.type, tables, shelf);
    groups.set(role, [...(groups.get(role) ?? []), ...inner]);
  }
  if (groups.size === 0) groups.set(table.setting.role ?? "body", []);
  return [...groups].map(([role, own]) => ({
    ...finishTable(table, distinct(own), role, table.side, table.setting.caption?.text ?? "", shelf),
    ...(isList && role === "body" ? { isList } : {}),
    ...(status !== undefined ? { status } : {}),
  }));
}

function distinct(rows: readonly RowDraft[]): readonly RowDraft[] {
  return rows.filter((row, index) => rows.findIndex(({ name }) => name === row.name) === index);
}

/** The rows of the type that is the whole body. */
function rootRows(type: string, tables: readonly TableDraft[], shelf: TypeShelf): readonly RowDraft[] {
  const [name] = namesIn(readType(type, shelf.defined()).type);
  const meant = name === undefined ? undefined : shelf.meant(name);
  return tables.find(({ typeName }) => typeName !== undefined && typeName === meant)?.rows ?? [];
}

/** `body | body | object`: the row that stands for the body itself. */
function isWholeBody(row: RowDraft): boolean {
  return (
    /^body$/i.test(row.name) &&
    /^body$/i.test(row.cells.place?.text.trim() ?? "") &&
    !/^(?:string|file|boolean|integer|number)$/i.test(row.type)
  );
}

/** The answer that a table of the result describes, where it is not the usual one. */
function statusOf(table: TableDraft, operation: OperationDraft): number | "default" | undefined {
  const { status, isError } = table.setting;
  if (!isError) return undefined;
  const isAlone = !operation.tables.some((other) => other.side === "result" && !other.setting.isError);
  if (status !== undefined && status >= 100 && status <= 599) return status;
  return isAlone ? undefined : "default";
}

const PLACE_WORDS: readonly (readonly [RegExp, TableRole])[] = [
  [/path|url 路径|路径|경로|パス/i, "path"],
  [/query|查询|クエリ|쿼리|^get$|^params?$/i, "query"],
  [/header|^head|请求头|^头|ヘッダ|헤더/i, "head"],
  [/cookie/i, "cookie"],
  [/body|form|json|体|multipart|바디|본문|ボディ/i, "body"],
];

/** Where a field of a request travels: what its row says, its caption, the URL, and last the method. */
function roleOf(row: RowDraft, table: TableDraft, operation: OperationDraft, method: string): TableRole {
  const { url } = operation.stretch;
  const inPath = pathParameters(url?.path ?? "");
  const isInPath = inPath.some((name) => name.toLowerCase() === row.name.toLowerCase());
  const cell = row.cells.place?.text ?? "";
  const stated = cell === "" ? undefined : PLACE_WORDS.find(([pattern]) => pattern.test(cell))?.[1];
  if (stated !== undefined && !(stated === "path" && !isInPath && inPath.length === 0))
    return stated === "query" && isInPath ? "path" : stated;
  if (table.setting.role === "head") return "head";
  const rewritten = soleParameter(row, table, inPath);
  if (isInPath || rewritten !== undefined) {
    if (rewritten !== undefined) row.name = rewritten;
    else row.name = inPath.find((name) => name.toLowerCase() === row.name.toLowerCase()) ?? row.name;
    return "path";
  }
  const isAsked = (url?.query ?? []).some(({ name }) => name === row.name);
  const hasBody = !/^(?:GET|HEAD|DELETE)$/.test(method);
  const shown = operation.places.get(row.name);
  if (isAsked) return "query";
  const standsFor = (url?.query ?? []).find(({ value }) => value === `{${row.name}}`);
  if (standsFor !== undefined) {
    row.name = standsFor.name;
    return "query";
  }
  if (shown !== undefined) return shown === "path" ? "query" : shown;
  switch (table.setting.role) {
    case "query":
      return "query";
    case "path":
      return "query";
    case "body":
      return "body";
    default:
      return hasBody ? "body" : "query";
  }
}

/** `id` where the path has `{userId}`: one field and one parameter without a name for each other. */
function soleParameter(row: RowDraft, table: TableDraft, inPath: readonly string[]): string | undefined {
  const names = allRows(table.rows).map(({ name }) => name.toLowerCase());
  const open = inPath.filter((name) => !names.includes(name.toLowerCase()));
  const [only] = open;
  if (open.length !== 1 || only === undefined) return undefined;
  if (
    table.setting.role === "path" &&
    names.filter((name) => !inPath.some((other) => other.toLowerCase() === name)).length === 1 &&
    !inPath.some((name) => name.toLowerCase() === row.name.toLowerCase())
  )
    return only;
  const key = (text: string): string => text.toLowerCase().replace(/[_-]/g, "");
  return table.rows.length === 1 && (key(only).endsWith(key(row.name)) || key(row.name).endsWith(key(only)))
    ? only
    : undefined;
}
