// Tables that list the values of one field: not fields, but what a field of theirs may hold.
import { namesIn, readType } from "../type.ts";
import { wordKey } from "../vocabulary.ts";
import { allRows } from "./attach.ts";
import type { ReadTable } from "./columns.ts";
import type { Setting, TableDraft } from "./draft.ts";
import type { RowDraft } from "./row.ts";

/** A list of allowed values under a caption that names their field. */
export interface ValueList {
  readonly read: ReadTable;
  readonly setting: Setting;
}

/** Whether a table lists the values of one field: no types, names that are values, under a caption that says so. */
export function isValueList(read: ReadTable, setting: Setting): boolean {
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
export function takeValueLists(lists: readonly ValueList[], tables: readonly TableDraft[]): void {
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
        ? read.rows.filter((cells) => keyOf(cells[0]?.text ?? "") === name).map((cells) => cells[1]?.text ?? "")
        : (subject !== undefined && (subject === name || subject === type)) || refersTo(row, caption)
          ? first
          : [];
      if (values.length < 2) continue;
      if (type !== undefined && subject === type) row.type = "String";
      row.values = values;
    }
  }
}

/** A name as a list of values repeats it: `» kind` without its mark. */
function keyOf(text: string): string {
  return text.replace(/^[\s»>└├─.·-]+/u, "").toLowerCase();
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
