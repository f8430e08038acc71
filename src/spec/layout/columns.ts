// What the columns of a table tell: by their headers' words, and where these are silent or mislead, by the set of their values.
import type { Table, Text } from "../../markdown/block.ts";
import { readType } from "../type.ts";
import { type Column, columnOf, flagOf, withoutBrackets } from "../vocabulary.ts";
import { plainText } from "./outline.ts";
import { spelledType } from "./type-spelling.ts";

/** A table whose header is where headers belong, with what its columns tell. */
export interface ReadTable {
  readonly table: Table;
  readonly header: readonly Text[];
  readonly rows: readonly (readonly Text[])[];
  readonly columns: ReadonlyMap<Column, number>;
  /** Further columns of remarks: a label beside the description. */
  readonly asides: readonly number[];
}

const PLACES =
  /^(?:query|path|header|headers|body|cookie|form|formdata|form-data|url|uri|params?|json|query ?string|query ?params?|path ?params?|request ?body|request ?header|路径|请求头|请求体|头|体|查询)$/i;
const REQUIREDNESS =
  /^(?:required|optional|mandatory|conditional|require|option|obligatorio|opcional|requerido|obrigatório|obligatoire|facultatif|optionnel|必须|必填|必选|可选|选填|非必填|必需|必須|任意|필수|선택|обязательный|необязательный|обязательно|необязательно|bắt buộc|tùy chọn|wajib|opsional|pflicht|erforderlich|obbligatorio|opzionale|zorunlu)$/i;
const CARDINALITY = /^(?:[01?*+]|\d{1,3}\s*(?:\.\.|-|:)\s*(?:\d{1,5}|[nm*∞]))$/i;

/** Reads a table's columns; `previous` lends its header to a table of the same width that begins with a row of data. */
export function readColumns(table: Table, previous: ReadTable | undefined): ReadTable {
  const dressed = withoutFillers(table);
  const byWords = headerColumns(dressed.header);
  if (previous !== undefined && byWords.size === 0 && looksLikeData(dressed, previous)) {
    const { header, columns, asides } = previous;
    return { table, header, rows: [dressed.header, ...dressed.rows], columns, asides };
  }
  const { header } = dressed;
  const rows = dressed.rows.flatMap((row) => unglued(row, header.length));
  const columns = correctedColumns(header, rows, byWords);
  return { table, header, rows: withWholeNames(header, rows, columns), ...withAsides(header, rows, columns) };
}

/** Names that stand further in by a column without a header, `owner` before `phone`, as paths: `owner.phone`. */
function withWholeNames(
  header: readonly Text[],
  rows: readonly (readonly Text[])[],
  columns: ReadonlyMap<Column, number>,
): readonly (readonly Text[])[] {
  const from = columns.get("name") ?? header.length;
  const taken = new Set([...columns].filter(([column]) => column !== "name").map(([, index]) => index));
  let to = from + 1;
  while (to < header.length && !taken.has(to) && (header[to]?.text === "" || header[to]?.text === header[from]?.text))
    to++;
  const inner = rows.flatMap((row) => row.slice(from + 1, to)).filter(({ text }) => text !== "");
  if (!inner.every(({ text }) => isNameLike(text)) || inner.every(({ text }) => isTypeSpelling(text))) return rows;
  const above: string[] = [];
  return rows.flatMap((row) => {
    const names = row.slice(from, to);
    const depth = names.findLastIndex(({ text }) => text !== "");
    if (depth < 0) return [row];
    return names.slice(0, depth + 1).flatMap((own, index) => {
      const name = plainText(own.text);
      // A cell that spans rows stands in each of them.
      if (index < depth && (name === "" || name === above[index])) return [];
      above[index] = name;
      above.length = index + 1;
      const text = above.filter((each) => each !== undefined).join(".");
      const cells = index === depth ? row : row.map((cell) => ({ ...cell, text: "" }));
      return [cells.with(from, index === 0 ? own : { ...own, text })];
    });
  });
}

/** Headers of names in the team's language. */
const LABEL = /名|中文|label|title/i;

/** Of several columns of remarks the one that says most is the description, the others stand beside it. */
function withAsides(
  header: readonly Text[],
  rows: readonly (readonly Text[])[],
  columns: ReadonlyMap<Column, number>,
): Pick<ReadTable, "columns" | "asides"> {
  const taken = new Set(columns.values());
  const others = [...header.keys()].filter(
    (index) => !taken.has(index) && headerColumn(header[index]?.text ?? "") === "remarks",
  );
  const main = columns.get("remarks");
  if (main === undefined || others.length === 0) return { columns, asides: [] };
  const isLabel = (index: number): number => (LABEL.test(header[index]?.text ?? "") ? 1 : 0);
  const length = (index: number): number => rows.reduce((sum, row) => sum + (row[index]?.text.length ?? 0), 0);
  const [best = main, ...rest] = [main, ...others].sort((a, b) => isLabel(a) - isLabel(b) || length(b) - length(a));
  return { columns: new Map([...columns, ["remarks", best]]), asides: rest.sort((a, b) => a - b) };
}

/** Without the rows that hold nothing, and with the header in front where an empty row stands in its place. */
function withoutFillers(table: Table): {
  readonly header: readonly Text[];
  readonly rows: readonly (readonly Text[])[];
} {
  const rows = table.rows.filter(
    (row) =>
      row.some(({ text }) => text !== "" && !/^:::+$/.test(text)) &&
      !row.every(({ text }) => /^[:\s-]*$/.test(text) && text.length !== 1),
  );
  const isEmpty = table.header.every(({ text }) => text === "");
  const [first, ...others] = rows;
  return isEmpty && first !== undefined ? { header: first, rows: others } : { header: table.header, rows };
}

function headerColumns(header: readonly Text[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of header.entries()) {
    const column = headerColumn(cell.text);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

/** What a header says; of several words apart by a slash, a line or brackets the first known one counts. */
function headerColumn(text: string): Column | undefined {
  const plain = plainText(text);
  const whole = columnOf(plain) ?? columnOf(withoutBrackets(plain.replace(/\[[^[\]]*\]/g, "")));
  if (whole !== undefined) return whole;
  const parts = plain
    .split(/\s*[/／・、,，&|(（)）\n]\s*|\s+(?:and|or|e|y|et|и|und)\s+/i)
    .filter((part) => part !== "");
  return parts.length < 2 ? undefined : parts.map((part) => columnOf(part)).find((column) => column !== undefined);
}

/** Whether a header row is one more row of the table before it: its cells hold what that table's columns want. */
function looksLikeData(
  { header, rows }: { readonly header: readonly Text[]; readonly rows: readonly unknown[] },
  previous: ReadTable,
): boolean {
  if (rows.length === 0 || header.length !== previous.header.length) return false;
  const type = header[previous.columns.get("type") ?? -1]?.text;
  return type !== undefined && isTypeSpelling(type);
}

/** Rows that lost the line break between them: `a|Int|x b|Int|y` under three columns. */
function unglued(row: readonly Text[], width: number): readonly (readonly Text[])[] {
  if (width < 3 || row.length <= width || (row.length - 1) % (width - 1) !== 0) return [row];
  const rows: Text[][] = [];
  let open: Text[] = [];
  for (const [index, cell] of row.entries()) {
    const isSeam = index > 0 && index % (width - 1) === 0 && index < row.length - 1;
    if (!isSeam) {
      open.push(cell);
      continue;
    }
    const seam = /^([\s\S]*)\s(\S+)$/.exec(cell.text);
    const [, before = "", next = ""] = seam ?? [];
    if (seam === null || !isIdentifier(next)) return [row];
    rows.push([...open, { ...cell, text: before.trim() }]);
    const offset = cell.raw.lastIndexOf(next);
    open = [
      { text: next, raw: next, location: { ...cell.location, column: cell.location.column + Math.max(0, offset) } },
    ];
  }
  rows.push(open);
  return rows;
}

/** What stands in each column, without the empty cells. */
function valuesIn(width: number, rows: readonly (readonly Text[])[]): readonly (readonly string[])[] {
  const values = Array.from({ length: width }, (): string[] => []);
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      const text = plainText(cell.text);
      if (text !== "") values[index]?.push(text);
    }
  }
  return values;
}

/** What the words of a header say, put right by what stands under it. */
function correctedColumns(
  header: readonly Text[],
  rows: readonly (readonly Text[])[],
  byWords: ReadonlyMap<Column, number>,
): ReadonlyMap<Column, number> {
  const columns = new Map(byWords);
  const said = valuesIn(header.length, rows);
  const valuesOf = (index: number): readonly string[] => said[index] ?? [];
  const meaningOf = (index: number): Column | undefined => [...columns].find(([, at]) => at === index)?.[0];
  const assign = (column: Column, index: number): void => {
    const old = meaningOf(index);
    if (old !== undefined) columns.delete(old);
    columns.set(column, index);
  };
  for (const index of header.keys()) {
    const values = valuesOf(index);
    if (values.length === 0) continue;
    const meaning = meaningOf(index);
    if (values.every((value) => PLACES.test(value)) && meaning !== "name" && meaning !== "remarks")
      assign("place", index);
    else if (
      meaning !== "mandatory" &&
      meaning !== "name" &&
      values.every((value) => REQUIREDNESS.test(value)) &&
      !columns.has("mandatory")
    )
      assign("mandatory", index);
  }
  // A second column of one meaning, or one whose header no list knows, may be the type or the flag.
  for (const index of header.keys()) {
    if (meaningOf(index) !== undefined) continue;
    const values = valuesOf(index);
    if (values.length === 0) continue;
    const again = headerColumn(header[index]?.text ?? "");
    if (again !== undefined && !columns.has(again)) columns.set(again, index);
    else if (again !== undefined && again !== "type") continue;
    else if (!columns.has("type") && values.every(isTypeSpelling)) columns.set("type", index);
    else if (
      !columns.has("mandatory") &&
      again === undefined &&
      values.every((value) => flagOf(value) !== undefined) &&
      new Set(values).size < 4 &&
      !values.every((value) => /^[-/]$/.test(value))
    )
      columns.set("mandatory", index);
  }
  const place = columns.get("place");
  if (
    place !== undefined &&
    !columns.has("type") &&
    valuesOf(place).length > 0 &&
    valuesOf(place).every(isTypeSpelling)
  )
    assign("type", place);
  chooseName(header, columns, valuesOf);
  return columns;
}

/** The name's column holds identifiers: where the one that is called so holds labels and another one identifiers, that is it. */
function chooseName(
  header: readonly Text[],
  columns: Map<Column, number>,
  valuesOf: (index: number) => readonly string[],
): void {
  const share = (index: number): number => {
    const values = valuesOf(index);
    return values.length === 0 ? 0 : values.filter(isNameLike).length / values.length;
  };
  const current = columns.get("name");
  if (current !== undefined && share(current) >= 0.5) return;
  const taken = new Set(
    [...columns].filter(([column]) => !["name", "remarks", "code", "place"].includes(column)).map(([, index]) => index),
  );
  const candidates = [...header.keys()].filter((index) => !taken.has(index) && index !== current && share(index) > 0.6);
  const distinct = candidates.filter((index) => new Set(valuesOf(index)).size >= valuesOf(index).length * 0.8);
  const named = distinct.filter((index) => headerColumn(header[index]?.text ?? "") === "name");
  const best = named[0] ?? distinct[0];
  const isSilent = current === undefined && (columns.has("code") || columns.has("status"));
  if (best === undefined || isSilent) return;
  if (current === undefined) {
    const other = [...columns].find(([, index]) => index === best)?.[0];
    if (other === "remarks" && (!columns.has("type") || !valuesOf(best).every(isIdentifier))) return;
    if (other !== undefined) columns.delete(other);
    columns.set("name", best);
    return;
  }
  const other = [...columns].find(([, index]) => index === best)?.[0];
  if (other !== undefined) columns.delete(other);
  columns.set("name", best);
  columns.set("remarks", columns.get("remarks") ?? current);
}

/** Whether a text is spelled as names of fields are. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$@][\w$-]*$/.test(text);
}

/** The same with the signs of nesting and optionality around it. */
export function isNameLike(text: string): boolean {
  return (
    /^[\s»>└├─│┗┣┝╰↳⤷→↓+|·•.*~-]*[`"'*]*[$@]?[A-Za-z_$][\w$.\-[\]/:>{} ]{0,60}[`"'*?]*(?:\s*[(（].*[)）])?$/.test(
      text,
    ) && text.split(" ").length <= 3
  );
}

/** Whether a text spells a type that needs no table of its own. */
export function isTypeSpelling(text: string): boolean {
  if (text === "" || text.length > 40) return false;
  const { type, unknown } = readType(spelledType(text), new Set());
  return unknown.length === 0 && type.kind !== "named" && type.kind !== "any";
}

/** Whether a column's values are cardinalities: `1`, `?`, `*`, `0..n`. */
export function isCardinality(values: readonly string[]): boolean {
  const plain = values.map((value) => value.trim()).filter((value) => value !== "");
  return (
    plain.length > 0 &&
    plain.every((value) => CARDINALITY.test(value)) &&
    plain.some((value) => /[?*+.:nm∞-]/i.test(value))
  );
}
