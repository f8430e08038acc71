// Tables of result codes in other layouts: one column or two, several codes in a cell, HTTP statuses among them.
import type { Text } from "../../markdown/block.ts";
import { placeOfWord } from "../../markdown/block.ts";
import type { ResultCode, ResultCodeTable } from "../page.ts";
import { unquote } from "../scalar-value.ts";
import { wordKey } from "../vocabulary.ts";
import type { CaptionMeaning } from "./caption.ts";
import type { ReadTable } from "./columns.ts";

const CODE =
  /^[`"']?(?:-?\d{1,8}|[A-Z][A-Z0-9]*(?:[_.-][A-Z0-9]+)*|0x[0-9A-Fa-f]+|[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+)[`"']?(?:\s*[:：(（-].*)?$/s;

/** Codes in lower case: as such only where captions or statuses beside them say that they are codes. */
const WORD = /^[`"']?[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*[`"']?$/;
/** What HTTP itself calls a status, where one word does: it says nothing that the status does not. */
const REASON = /^(?:ok|created|accepted|unauthori[sz]ed|forbidden|conflict|gone|unknown)$/i;
const STATUS = /^[`"']?[1-5](?:\d\d|xx)(?![\d])/i;

/** Whether a table lists codes rather than fields. */
export function isCodeTable(read: ReadTable, meaning: CaptionMeaning | undefined): boolean {
  const { columns } = read;
  if (areErrorNames(read, meaning)) return true;
  const index = codeIndex(read);
  const values = valuesOf(read, index ?? 0);
  const areStatuses = values.length > 0 && values.every((value) => STATUS.test(value));
  const isSaid = meaning?.topic === "codes" || (columns.has("status") && columns.get("status") !== index);
  const areCodes =
    values.length > 0 &&
    (values.filter((value) => CODE.test(value)).length >= values.length * 0.7 ||
      (isSaid && index !== undefined && values.every((value) => WORD.test(value))));
  if (
    index !== undefined &&
    !columns.has("mandatory") &&
    (!columns.has("type") || areStatuses) &&
    !columns.has("default")
  )
    return areCodes || areStatuses;
  return (
    meaning?.topic === "codes" &&
    !columns.has("mandatory") &&
    !columns.has("type") &&
    areCodes &&
    read.header.length > 1
  );
}

/** Whether the rows under "Error 4xx" name errors, not fields: `BoatNotFound`, of no type. */
function areErrorNames(read: ReadTable, meaning: CaptionMeaning | undefined): boolean {
  const { columns } = read;
  const [name, type] = [columns.get("name"), columns.get("type")];
  if (meaning?.outcome !== "failure" || name === undefined) return false;
  const names = valuesOf(read, name);
  const isUntyped = type === undefined || valuesOf(read, type).every((text) => /^(?:object|-)$/i.test(text));
  return isUntyped && names.length > 0 && names.every((text) => ERROR_NAME.test(text));
}

const ERROR_NAME = /^[`"']?(?:[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|[45]\d\d)[`"']?$/;

/** The column of the codes: the one that is called so, one of words beside the statuses, else that of the statuses. */
function codeIndex(read: ReadTable): number | undefined {
  const { columns, header } = read;
  const [code, status] = [columns.get("code"), columns.get("status")];
  if (code !== undefined || status === undefined) return code;
  const isBeside = (index: number): boolean => {
    if (index === columns.get("remarks")) return false;
    const values = valuesOf(read, index);
    if (values.every((value) => REASON.test(value))) return false;
    return values.length === read.rows.length && values.every((value) => CODE.test(value) && WORD.test(value));
  };
  const areStatuses = valuesOf(read, status).every((value) => STATUS.test(value));
  const beside = areStatuses ? [...header.keys()].find((index) => index !== status && isBeside(index)) : undefined;
  return beside ?? status;
}

function valuesOf(read: ReadTable, index: number): readonly string[] {
  return read.rows.map((row) => row[index]?.text.trim() ?? "").filter((text) => text !== "");
}

/** Reads a table of codes; its caption may say that they are HTTP's, or the status of them all. */
export function readCodeTable(read: ReadTable, caption: string, meaning: CaptionMeaning | undefined): ResultCodeTable {
  const { columns, header, rows } = read;
  const isNames = areErrorNames(read, meaning);
  const index = (isNames ? columns.get("name") : codeIndex(read)) ?? 0;
  const statusIndex = columns.get("status");
  const remarks = columns.get("remarks");
  const remarkIndex =
    (remarks === index ? undefined : remarks) ??
    header.findIndex((_, other) => other !== index && other !== statusIndex);
  const isStatus =
    statusIndex === index ||
    /http|status|状态|狀態|ステータス|상태|estado|statut|статус|trạng thái/i.test(
      `${header[index]?.text ?? ""} ${caption}`,
    );
  const codes = rows.flatMap((row): readonly ResultCode[] => {
    const cell = row[index];
    if (cell === undefined) return [];
    const remark = row[remarkIndex]?.text ?? "";
    const stated = statusesIn(statusIndex !== undefined ? (row[statusIndex]?.text ?? "") : isNames ? caption : "");
    const parts = partsOf(cell);
    return parts.flatMap(({ code, place, words }, position): readonly ResultCode[] => {
      const isHttp = /^(?:\d{3}|[1-5]xx)$/i.test(code) && isStatus;
      const own = parts.length > 1 ? remark.split("\n")[position] : undefined;
      const known = { code, place, remark: own ?? (remark === "" ? words : remark) };
      // A number that HTTP does not know is a status all the same where the column says so.
      const statuses = !isHttp ? stated : /^\d+$/.test(code) ? [{ status: Number(code) }] : statusesIn(code);
      return statuses.length === 0 ? [known] : statuses.map((status) => ({ ...known, ...status }));
    });
  });
  const own = header[index];
  // A column without a header is shown where its codes begin.
  const unsaid: Text = { text: "", raw: "", location: (codes[0]?.place ?? read.table).location };
  return { header: own === undefined || own.text === "" ? unsaid : own, codes };
}

/** The HTTP statuses of a cell: `404 / 410` is two, `4xx` a whole class. */
function statusesIn(text: string): readonly Pick<ResultCode, "status" | "isClass">[] {
  return [...text.matchAll(/(?<![\d.-])([1-5])(?:(\d\d)(?!\d)|xx(?![\p{L}]))/giu)].map(([, first = "", rest]) =>
    rest === undefined ? { status: Number(`${first}00`), isClass: true } : { status: Number(first + rest) },
  );
}

/** The codes of a cell: `201:Created<br>409:Conflict` is two. */
function partsOf(cell: Text): readonly { readonly code: string; readonly place: Text; readonly words: string }[] {
  return cell.text
    .split(/\n|[,，、;；]\s*(?=-?\d)|(?<=\b[1-5](?:\d\d|xx))\s*(?:\/|或|和|or|and)\s*(?=[1-5](?:\d\d|xx)\b)/i)
    .flatMap((line) => {
      const text = unquote(line.trim().replace(/^`+|`+$/g, ""));
      const found =
        /^([1-5](?:\d\d|xx))\s*[:：(（\s-]\s*(.*?)[)）]?$/.exec(text) ?? /^(-?[\w.]+)\s*[:：]\s*(.+)$/.exec(text);
      const code = found?.[1] ?? text;
      if (code === "" || /^[-–—…\s]+$/.test(code)) return [];
      return [{ code, words: found?.[2] ?? "", place: { text: code, raw: code, location: placeOfWord(cell, code) } }];
    });
}

/** A row of labels and values that tells the HTTP status: `HTTP Status | 200`. */
export function statusPairs(rows: readonly (readonly Text[])[]): readonly ResultCode[] {
  return rows.flatMap(([label, value]) => {
    if (label === undefined || value === undefined) return [];
    const isLabel =
      /^(?:https?)?(?:status|statuscode|状态码|响应状态码|ステータス|ステータスコード|상태코드|códigodeestado|statut|статус|trạngthái|kodestatus|レスポンス|response|responses|응답)(?:code)?$/.test(
        wordKey(label.text),
      );
    if (!isLabel) return [];
    return [...value.text.matchAll(/(?<![\d.])([1-5]\d\d)(?![\d.])\s*([^,，\n]*)/g)].map((match) => ({
      code: match[1] ?? "",
      place: { text: match[1] ?? "", raw: match[1] ?? "", location: placeOfWord(value, match[1] ?? "") },
      remark: (match[2] ?? "").trim(),
      status: Number(match[1]),
    }));
  });
}
