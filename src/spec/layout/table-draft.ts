// A table as a draft of fields, or the knowledge that it is none.
import type { ResultCodeTable, Side } from "../page.ts";
import { namesIn, readType } from "../type.ts";
import { allRows } from "./attach.ts";
import { isCardinality, isIdentifier, type ReadTable } from "./columns.ts";
import type { OperationDraft, Setting, TableDraft } from "./draft.ts";
import { type PageFlags, presenceReader, wordedPresence } from "./presence.ts";
import { type RowDraft, rowsOf } from "./row.ts";
import { spelledType } from "./type-spelling.ts";

/** A table of fields; undefined for any other table. */
export function tableDraft(
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
  const sends = !/^(?:GET|HEAD|DELETE)$/.test(operation?.stretch.methods[0] ?? "");
  const drafts = rowsOf(sends && !isFlat ? withDots(read) : read, isFlat && !hasNesting(read));
  const cards = allRows(drafts).map((row) => row.cells.mandatory?.text ?? "");
  for (const row of isCardinality(cards) ? allRows(drafts) : [])
    if (/^(?:\*|\+|[01]\s*(?:\.\.|-)\s*[*nN∞])$/.test(row.cells.mandatory?.text.trim() ?? "")) row.isList = true;
  const told = setting.meaning?.presence;
  if (told !== undefined && !columns.has("mandatory") && !columns.has("optional"))
    for (const row of allRows(drafts)) if (wordedPresence(row) === "unstated") row.presence ??= told;
  if (setting.role === "head") nameHeader(drafts);
  if (!isFlat && setting.caption?.kind === "lead" && LISTED.test(setting.caption.raw)) base.isList = true;
  return { ...base, rows: unwrapped(drafts, base) };
}

/** Names with keys in brackets as paths: `town[zip]` in a body is `town.zip`, but in a query its own name. */
function withDots(read: ReadTable): ReadTable {
  const index = read.columns.get("name") ?? 0;
  const rows = read.rows.map((row) => {
    const name = row[index];
    if (name === undefined || name.text.length > 200 || !KEYED.test(name.text)) return row;
    return row.with(index, { ...name, text: name.text.replace(/\[([A-Za-z_]\w*)\]/g, ".$1") });
  });
  return { ...read, rows };
}

/** Not the letters that stand for any place of a list, nor `[key]`. */
const KEYED =
  /^[`*\s]*\w+(?:\[(?!(?:n|i|index|x|key|name|string)\])(?:[A-Za-z_]\w*|\d*)\])*\[(?!(?:n|i|index|x|key|string)\])[A-Za-z_]\w*\](?:\[\])?[`*\s?]*$/i;

/** Words of a line that announces a list of what the table describes. */
const LISTED =
  /\b(?:array|list) (?:of|with)\b|массив|список объектов|数组|对象列表|オブジェクトの?(?:配列|リスト)|配列|객체 배열|배열|lista de objetos|(?:array|arreglo|vetor) (?:de|mit|di|von)|tableau d|liste (?:d'objets|von|di)|mảng|daftar objek|tablica|dizisi/iu;

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
    (text.split("\n", 1)[0] ?? "")
      .replace(/^[\s»>└├─↳⤷↓.-]+/u, "")
      .replace(/[[\]{}*?]/g, "")
      .replace(/[./]/g, "_"),
  );
}

/** What exports write for an answer that is described beside the table, or for none. */
const INLINE = /^(?:inline|none|no content)$/i;

/** The answers of a table of statuses with a column for the type of each. */
export function answersIn(read: ReadTable, { codes }: ResultCodeTable, setting: Setting): readonly TableDraft[] {
  const index = read.columns.get("type");
  if (index === undefined) return [];
  return read.rows.flatMap((row): readonly TableDraft[] => {
    const written = row[index]?.text ?? "";
    const type = INLINE.test(written) ? "" : spelledType(written);
    const code = codes.find(({ place }) => row.some(({ location }) => location.line === place.location.line));
    // A code beside the type of its answer is HTTP's, whatever its column is called.
    const status = code?.status ?? (/^[1-5]\d\d$/.test(code?.code ?? "") ? Number(code?.code) : undefined);
    if (namesIn(readType(type, new Set()).type).length === 0 || status === undefined) return [];
    const isError = status >= 300;
    return [
      {
        read,
        setting: { ...setting, side: "result", role: "body", status, isError, captions: [] },
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
