// A Markdown table whose header names fields' columns: its rows read as fields.
import type { Heading, Table, Text } from "../markdown/block.ts";
import { FieldNames, saysWhen } from "./condition.ts";
import { dateFormat } from "./date-format.ts";
import { readDefault } from "./default.ts";
import { isTypeWord, spelledType } from "./layout/type-spelling.ts";
import { type NamedRow, nestedByName } from "./nested-name.ts";
import { isYesOfOui } from "./oui-flags.ts";
import type { Cells, Field, FieldTable, Presence, RaggedRow, Side, TableRole } from "./page.ts";
import { choiceWith, type RemarkFacts, readRemark } from "./remark.ts";
import { requirementOf } from "./requirement.ts";
import { fitsScalar, readScalar, type ScalarValue, scalarOf, unquote } from "./scalar-value.ts";
import { readTolerantJson } from "./tolerant-json.ts";
import { type FieldType, isKnownSpelling, readType, type Scalar, type TypeReading, type UnknownWord } from "./type.ts";
import { factsOfType, withTypeFacts } from "./type-facts.ts";
import { holding, type TypeShelf } from "./type-shelf.ts";
import { type Column, columnOf, flagOf } from "./vocabulary.ts";

/** What each column of a table tells; a meaning goes to the first column that has it. */
export function columnsOf(table: Table): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, header] of table.header.entries()) {
    const column = columnOf(header.text);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

/** Whether a table lists fields: it names them, and says of each its type or whether it must be there. */
export function isFieldTable(columns: ReadonlyMap<Column, number>): boolean {
  return columns.has("name") && (columns.has("type") || columns.has("mandatory"));
}

/** The words of a table's type cells that name no known type: they name types of the page. */
export function typeWords(table: Table): readonly string[] {
  const index = columnsOf(table).get("type");
  if (index === undefined) return [];
  return table.rows.flatMap((row) => {
    const text = row[index]?.text ?? "";
    if (isKnownSpelling(text)) return [];
    const words = (text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []).filter((word) => !isKnownSpelling(word));
    return /^[\p{L}\p{N}_]+( [\p{L}\p{N}_]+)+$/u.test(text) ? [text, ...words] : words;
  });
}

/** The names of a table's fields that are objects or lists of no type: a heading of that name may head their table. */
export function shapelessNames(table: Table): readonly string[] {
  const columns = columnsOf(table);
  const [type, name] = [columns.get("type"), columns.get("name")];
  if (type === undefined || name === undefined) return [];
  return table.rows.flatMap((row) => {
    const [text = "", word = ""] = [row[type]?.text, nameOf(row[name])];
    return isShapeless(readType(text, NO_NAMES).type) && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(word) ? [word] : [];
  });
}

/** The names that remarks give to the elements of such lists: `array | of Reading`. */
export function namedInRemarks(table: Table): readonly string[] {
  const columns = columnsOf(table);
  const [type, remarks] = [columns.get("type"), columns.get("remarks")];
  if (type === undefined || remarks === undefined) return [];
  return table.rows.flatMap((row) => {
    if (!isShapeless(readType(row[type]?.text ?? "", NO_NAMES).type)) return [];
    return ELEMENT.exec(row[remarks]?.text ?? "")?.slice(1) ?? [];
  });
}

const NO_NAMES: ReadonlySet<string> = new Set();
const ELEMENT = /^(?:(?:list|array|set|map|one) )?(?:of|see) [`"']?([A-Z][\p{L}\p{N}_$]*)/iu;

function isShapeless(type: FieldType): boolean {
  return (
    type.kind === "object" || (type.kind === "list" && (type.items.kind === "any" || type.items.kind === "object"))
  );
}

/** An object or list of no type as the table that its name, or its remark, leads to. */
function describedBy(type: FieldType, name: string, remark: string, { types }: Defined): FieldType {
  if (!isShapeless(type)) return type;
  const named = [ELEMENT.exec(remark)?.[1] ?? "", name].find((word) => types.has(word));
  if (named === undefined) return type;
  const described: FieldType = { kind: "named", name: named };
  return type.kind === "list" ? { kind: "list", items: described } : described;
}

/** What the headings of a page define. */
export interface Defined {
  /** The names of its type tables. */
  readonly types: ReadonlySet<string>;
  /** The values of what is listed under a heading of its own. */
  readonly values?: ReadonlyMap<string, readonly string[]>;
  /** Whether its tables, taken together, say `O` for yes. */
  readonly isOui?: boolean;
}

/** The flags of a table's mandatory column. */
export function flagsOf(table: Table): readonly string[] {
  const index = columnsOf(table).get("mandatory");
  return index === undefined ? [] : table.rows.map((row) => row[index]?.text ?? "");
}

/** Where a field table stands and what it describes. */
export interface TableSetting {
  readonly role: TableRole;
  readonly name: string;
  readonly side: Side | undefined;
  readonly caption: Heading | undefined;
}

/**
 * Reads a field table.
 * @param defined what the headings of the page define
 * @param shelf takes the types of fields whose own fields have rows in the table
 */
export function readFieldTable(table: Table, setting: TableSetting, defined: Defined, shelf: TypeShelf): FieldTable {
  const indices = columnsOf(table);
  const nameIndex = indices.get("name") ?? 0;
  const columns = table.header.map((_, index) => [...indices].find(([, at]) => at === index)?.[0]);
  const isOui = defined.isOui === true || isYesOfOui(flagsOf(table));
  const rows: Row[] = [];
  const emptyRows: Text[] = [];
  for (const row of table.rows) {
    const place = row[nameIndex];
    const name = nameOf(place);
    if (place === undefined || name === "" || isPlaceholder(row)) {
      const cell = place ?? row[0];
      if (cell !== undefined) emptyRows.push(cell);
      continue;
    }
    const cells = cellsOf(row, indices);
    // The star stands for a flag only where there is none.
    if (STAR.test(place.text) && (cells.mandatory?.text ?? "") === "") cells.mandatory = { ...place, text: "Y" };
    if (isOui && /^O$/i.test(cells.mandatory?.text ?? ""))
      cells.mandatory = { ...(cells.mandatory ?? place), text: "Y" };
    const { readAgain } = table;
    const kept = readAgain === undefined ? undefined : new CellsOfLine(place.location.line, columns, readAgain);
    rows.push({ name, place, cells, kept, isList: false, isMap: false, children: [] });
  }
  const raggedRows = table.rows.flatMap((row): readonly RaggedRow[] => {
    const [place] = row;
    if (place === undefined || row.length === table.header.length) return [];
    return [{ place, cells: row.length, missing: table.header.slice(row.length).map(({ text }) => text) }];
  });
  const { role, name, side, caption } = setting;
  const isBody = (role === "body" || role === "type") && !indices.has("place");
  const tree = isBody && rows.some((row) => PATH.test(row.name)) ? nestedByName(rows, opened, isOpened) : rows;
  const fields = readRows(tree, defined, side, shelf, 0);
  // Built without spreading, its lists cut to their length: pages are many, and room to grow is most of a short list.
  const read = { role, name, side, caption, header: table.header[nameIndex], fields, emptyRows };
  return raggedRows.length > 0 ? { ...read, raggedRows } : read;
}

/** A row on its way to a field. */
interface Row extends NamedRow<Row> {
  readonly place: Text;
  readonly cells: Partial<Record<Column, Text>>;
  readonly kept: Cells | undefined;
}

/** A name that may be a path: `address.city`, `items[]`, `a > b`. */
const PATH = /[^.[{>→:/][.[{>→:/]/;

function opened(name: string, { place }: Row): Row {
  return { name, place, cells: {}, kept: undefined, isList: false, isMap: false, children: [] };
}

function isOpened({ cells }: Row): boolean {
  return Object.keys(cells).length === 0;
}

function readRows(
  rows: readonly Row[],
  defined: Defined,
  side: Side | undefined,
  shelf: TypeShelf,
  depth: number,
): readonly Field[] {
  const names = new FieldNames(rows.map(({ name }) => name).filter((name) => name !== ""));
  return rows.map((row) => {
    const field = readField(row.name, row.place, row.cells, names, defined, row.kept, row);
    if (row.children.length === 0 || depth > 24) return field;
    const named = shelf.nested(row.name, row.place, side, () =>
      readRows(row.children, defined, side, shelf, depth + 1),
    );
    return { ...field, type: holding(field.type, named) };
  });
}

/** A row's cells, read anew whenever one is asked for: most never are again, and kept they are most of what a page weighs. */
class CellsOfLine implements Cells {
  readonly #line: number;
  readonly #columns: readonly (Column | undefined)[];
  readonly #readAgain: (line: number) => readonly Text[];

  constructor(line: number, columns: readonly (Column | undefined)[], readAgain: (line: number) => readonly Text[]) {
    this.#line = line;
    this.#columns = columns;
    this.#readAgain = readAgain;
  }

  get(column: Column): Text | undefined {
    const index = this.#columns.indexOf(column);
    return index < 0 ? undefined : this.#readAgain(this.#line)[index];
  }
}

/** Whether every cell of a row is empty or says that there is nothing: `-`, `N/A`, `none`, `...`. */
function isPlaceholder(row: readonly Text[]): boolean {
  return row.every(({ text }) => /^(?:[-–—_.…/\s]*|n\/?a|none|nil|nothing|empty|无|無)$/i.test(text.trim()));
}

function cellsOf(row: readonly Text[], indices: ReadonlyMap<Column, number>): Partial<Record<Column, Text>> {
  const cells: Partial<Record<Column, Text>> = {};
  for (const [column, index] of indices) {
    const cell = row[index];
    if (cell !== undefined) cells[column] = cell;
  }
  return cells;
}

/** A name without its dressing; `__proto__` is a name, not bold type. */
function nameOf(cell: Text | undefined): string {
  if (cell === undefined) return "";
  if (/^_+\w+_+$/.test(cell.raw)) return cell.raw;
  return unquote(cell.text.replace(/\n/g, " ")).replace(STAR, "");
}

/** A name's sign of being mandatory. */
const STAR = /(?<=[\p{L}\p{N}_])\s*[*＊]+$/u;

const NONE: readonly UnknownWord[] = [];

/** Reads one row; `names` are those of its table, for conditions, `kept` what the field holds on to of its cells. */
export function readField(
  name: string,
  place: Text,
  cells: Partial<Record<Column, Text>>,
  names: FieldNames,
  defined: Defined,
  kept: Cells = { get: (column) => cells[column] },
  shape: { readonly isList: boolean; readonly isMap: boolean } = { isList: false, isMap: false },
): Field {
  const listed = defined.values?.get(cells.type?.text ?? "");
  const stated =
    listed === undefined
      ? factsOfType(cells.type?.text ?? "", isTypeWord)
      : {
          plain: listed.every((value) => /^\d{1,9}$/.test(value)) ? "int" : "String",
          values: listed,
          words: cells.type?.text ?? "",
        };
  const { type: written, unknown, nullable } = readCell(stated.plain, defined.types);
  const type = describedBy(shaped(datedBy(cells, written), shape), name, cells.remarks?.text ?? "", defined);
  const { presence, condition } = requirementOf(presenceOf(cells), cells, names, name);
  const example = exampleOf(cells.example?.text ?? "", type);
  const facts = withTypeFacts(factsOf(cells, type, name), stated, type);
  // Built without spreading: pages are many, and a spread literal takes twice the memory.
  const field: { -readonly [K in keyof Field]: Field[K] } = {
    name,
    place,
    cells: kept,
    type,
    unknownTypes: unknown.length === 0 ? NONE : unknown,
    nullable,
    presence,
    facts,
  };
  if (condition !== undefined) field.condition = condition;
  if (example !== undefined) field.example = example;
  return field;
}

/** A type as the family spells it, or as others do where that says more: "integer (int64)", "string or null". */
function readCell(text: string, defined: ReadonlySet<string>): TypeReading {
  const read = readType(text, defined);
  if (isKnownSpelling(text)) return read;
  const isPlain = /^[\p{L}\p{N}_$]*$/u.test(text) || read.type.kind === "list" || read.type.kind === "map";
  if (isPlain && !/\S\?$/.test(text)) return read;
  const other = readType(spelledType(text), defined);
  const isTold = other.unknown.length === 0 && other.type.kind !== "any" && other.type.kind !== "named";
  return isTold ? other : read;
}

/** A type as its name has it: `tags[]` is a list of what the cell says, unless that says list already. */
function shaped(type: FieldType, { isList, isMap }: { readonly isList: boolean; readonly isMap: boolean }): FieldType {
  if (isMap && type.kind !== "map") return { kind: "map", values: type };
  return isList && type.kind !== "list" ? { kind: "list", items: type } : type;
}

/** A `Date` as the row says that it is written: a day, or a text of a form that `date-time` is not. */
function datedBy(cells: Partial<Record<Column, Text>>, type: FieldType): FieldType {
  if (scalarOf(type) !== "date-time") return type;
  const form = dateFormat(
    [cells.type?.text, cells.remarks?.text, cells.constraint?.text, cells.example?.text].join("\n"),
  );
  if (form?.limits.format === "date-time") return type;
  if (form !== undefined) return { kind: "scalar", scalar: form.limits.format === "date" ? "date" : "string" };
  return readScalar(cells.example?.text ?? "", "date") === undefined ? type : { kind: "scalar", scalar: "date" };
}

function presenceOf(cells: Partial<Record<Column, Text>>): Presence {
  const flag = flagOf(cells.mandatory?.text ?? "");
  const inverted = cells.mandatory === undefined ? flagOf(cells.optional?.text ?? "") : undefined;
  if (flag === "yes" || inverted === "no") return "mandatory";
  if (flag === "no" || inverted === "yes") return "optional";
  return flag === "conditional" ? "conditional" : "unstated";
}

function exampleOf(text: string, type: FieldType): Field["example"] {
  if (type.kind === "list") return listOf(text, scalarOf(type.items));
  const scalar = scalarOf(type);
  if (scalar === undefined || scalar === "binary" || text.trim() === "") return undefined;
  const value = readScalar(text, scalar);
  return value === "" ? undefined : value;
}

/** The elements of a list that is written as JSON: `["red", "blue"]`. */
function listOf(text: string, scalar: Scalar | undefined): readonly ScalarValue[] | undefined {
  const written = text.trim().replace(/^`+|`+$/g, "");
  if (scalar === undefined || !/^\[.*\S.*\]$/s.test(written)) return undefined;
  const { root, repairs } = readTolerantJson(written);
  if (root?.kind !== "array" || root.items.length === 0 || repairs.length > 0) return undefined;
  const values = root.items.map((item) => (item.kind === "value" ? item.value : null));
  return values.every((value): value is ScalarValue => value !== null && fitsScalar(value, scalar))
    ? values
    : undefined;
}

/** What a column of defaults says where there is none. */
const NO_DEFAULT = /^(?:[-–—…]+|n\/?a|none|nil|nothing|empty|无|無)$/i;

/** Words that introduce examples. */
const SHOWN = /\b(?:ex|e\.?g|examples?|such as|like|i\.?e)\b|例/i;

/** What the remark states, with what columns of their own state over it. */
function factsOf(cells: Partial<Record<Column, Text>>, type: FieldType, name: string): RemarkFacts {
  const remark = withLimits(
    readRemark(
      [cells.remarks?.text, cells.constraint?.text].filter((text) => text !== undefined).join("\n"),
      type,
      name,
    ),
    cells.condition?.text ?? "",
    type,
    name,
  );
  const scalar = scalarOf(type);
  const shown = unquote(cells.example?.text.trim() ?? "");
  const said = cells.remarks?.text ?? "";
  if (remark.allowed === undefined && scalar === "string" && /^[\w-]+$/.test(shown) && !SHOWN.test(said)) {
    const allowed = choiceWith(said, shown);
    if (allowed !== undefined) return factsWith({ ...remark, allowed }, cells, scalar);
  }
  return factsWith(remark, cells, scalar);
}

/** With limits that stand where conditions do (`max 40`): what says when a field is there limits nothing. */
function withLimits(remark: RemarkFacts, condition: string, type: FieldType, name: string): RemarkFacts {
  if (!/\d/.test(condition) || saysWhen(condition) || /[=≠<>]|\bis\b/.test(condition)) return remark;
  const { limits, limitWords } = readRemark(condition, type, name);
  const news = Object.entries(limits).filter(([keyword]) => !Object.hasOwn(remark.limits, keyword));
  if (news.length === 0) return remark;
  return {
    ...remark,
    limits: { ...remark.limits, ...Object.fromEntries(news) },
    limitWords: [...remark.limitWords, ...limitWords],
  };
}

/** What columns of their own state, over what the remark does. */
function factsWith(remark: RemarkFacts, cells: Partial<Record<Column, Text>>, scalar: Scalar | undefined): RemarkFacts {
  const cell = cells.default?.text.trim() ?? "";
  const written = NO_DEFAULT.test(cell) ? "" : cell;
  const stated =
    scalar === undefined || written === ""
      ? undefined
      : (readDefault(`default: ${written}`, scalar) ?? readDefault(written, scalar));
  const length = scalar === "string" ? /^\d{1,6}$/.exec(cells.length?.text.trim() ?? "")?.[0] : undefined;
  const longest = length === undefined ? undefined : Number(length);
  const isSaid = stated !== undefined || (longest !== undefined && remark.limits.maxLength === undefined);
  if (!isSaid) return remark;
  return {
    ...remark,
    ...(stated !== undefined ? { default: { ...stated, words: written } } : {}),
    ...(longest !== undefined && remark.limits.maxLength === undefined
      ? { limits: { ...remark.limits, maxLength: longest } }
      : {}),
  };
}
