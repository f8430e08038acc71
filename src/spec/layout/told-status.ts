// Statuses and codes that a line of an operation tells: "Returns `204 No Content`.", `**Code:** 409 CONFLICT`, "- `FULL`: no room".
import { placeOfWord, type Text } from "../../markdown/block.ts";
import type { ResultCode, ResultCodeTable } from "../page.ts";
import type { Setting } from "./draft.ts";

const REASONS =
  "OK|Created|Accepted|No Content|Bad Request|Unauthori[sz]ed|Forbidden|Not Found|Method Not Allowed|Conflict|Gone|Payload Too Large|Unprocessable (?:Entity|Content)|Too Many Requests|Internal Server Error|Service Unavailable";
const TOLD =
  /(?:^|[\s(])(?:returns?|returned|responds?|answers?|answered|replies|response|status|devuelve|responde|retorna|renvoie|retourne|gibt|antwortet|restituisce|risponde|возвращает|zwraca|trả về|mengembalikan)(?![\p{L}])|返回|返却|返す|반환/iu;
const STATUS = new RegExp(
  `(?:(?<![\\d.,])([1-5]\\d\\d)(?![\\d.,%]\\d|\\d)\\s+(?:${REASONS})(?![\\p{L}])|(?:HTTP|status(?: code)?|状态码|ステータス(?:コード)?|상태 코드)\\s*[:：]?\\s*([1-5]\\d\\d)(?!\\d))`,
  "giu",
);
/** Numbers right behind the word that says what comes back: "answers 204", "returns 200 or 404". */
const BEHIND =
  /^\S*\s*(?:(?:an?|the|with|HTTP|status|code|el|un|le|ein(?:en)?|код)\s+){0,3}([1-5]\d\d(?:(?:\s*[,/]\s*|\s+(?:or|and|o|ou|oder|или)\s+)[1-5]\d\d)*)(?![\d.,%]*\d|\s*(?:%|ms|items?|rows?|records?|entries))/iu;
/** A word for the status or the code, and it. */
const LABELLED =
  /^(?:http[\s-]*)?(?:status|(?:status|response|http|return|result|error)?[\s-]*codes?|estado|código(?: de (?:estado|respuesta|resposta))?|statut|code(?: de)? (?:statut|retour|http)|statuscode|http-status|статус|код(?: ответа)?|状态码|响应码|状態コード|ステータス(?:コード)?|상태 ?코드|mã(?: trạng thái)?|kode(?: status)?|codice|kod)(?: http)?\s*[:：]\s*(?:http[\s/\d.]*\s)?([1-5]\d\d)(?!\d|[.,]\d)/iu;
const ALONE = new RegExp(`^(?:HTTP(?:/\\d(?:\\.\\d)?)?\\s*)?([1-5]\\d\\d)\\s+(?:${REASONS})\\s*[.。]?$`, "iu");
/** A status with what it means behind a sign: "404 - no such boat". */
const EXPLAINED = /^(?:HTTP\s*)?([1-5]\d\d)(?:\s+[A-Z][\p{L} ]{1,30})?\s*(?:[-–—:：=→]|\()\s*\S/u;
/** "201 if new, 422 when the mail is none". */
const CLAUSE =
  /(?:^|[,;.]\s+|\s(?:and|or|o|ou|oder|y|e|et|und)\s+)([1-5]\d\d)(?=\s+(?:if|when|where|once|unless|si|cuando|quando|se|lorsque|wenn|falls|если|когда|jika|bila|nếu|khi)\s)/giu;
const CODE_ITEM =
  /^(?:[-*+•]\s+)?(?:`([\w.-]{1,60})`|["']?([A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+|[A-Z]{1,6}\d{2,8}|-\d{1,8}|\d{4,8})["']?)\s*(?:[-–—:：=→]|(?=[(（]))\s*(\S.*)$/u;

/** The statuses that HTTP knows and answers of an API have. */
function isStatus(text: string): boolean {
  const status = Number(text);
  return (
    (status >= 200 && status <= 208) ||
    (status >= 300 && status <= 308) ||
    (status >= 400 && status <= 431) ||
    status === 451 ||
    (status >= 500 && status <= 511)
  );
}

/** The statuses and codes of a line, as codes that no table lists. */
export function toldStatuses(line: Text, setting: Setting): ResultCodeTable | undefined {
  if (line.text.length > 300) return undefined;
  const codes = statusesOf(line, setting);
  const known = codes.length > 0 ? codes : codeOf(line, setting);
  return known.length === 0 ? undefined : { header: line, codes: known };
}

function statusesOf(line: Text, setting: Setting): readonly ResultCode[] {
  const leading = leadingStatus(line, setting);
  if (leading !== undefined) {
    const remark = line.text.slice(line.text.indexOf(leading) + leading.length).replace(/^[\s\-–—:：=→]+/u, "");
    return [coded(line, leading, remark)];
  }
  const clauses = [...line.text.matchAll(CLAUSE)].map(([, status = ""]) => status).filter(isStatus);
  if (clauses.length > 1 || /^[1-5]\d\d\s/.test(line.text)) return distinct(line, clauses);
  const told = TOLD.exec(line.text);
  if (told === null) return [];
  const spans = [...line.raw.matchAll(/`([1-5]\d\d)`/g)].map(([, status = ""]) => status);
  const behind = line.text.slice(told.index).trimStart();
  const worded = [...behind.matchAll(STATUS)].map(([, one, other]) => one ?? other ?? "");
  const plain = (BEHIND.exec(behind)?.[1]?.match(/\d+/g) ?? []).filter(isStatus);
  return distinct(line, [...worded, ...spans.filter((status) => behind.includes(status)), ...plain]);
}

/** The status that a line begins with, or that a label in front of it names. */
function leadingStatus({ text, raw }: Text, { side, role }: Setting): string | undefined {
  const bare = text.replace(/^[-*+•]\s+/, "");
  const sure = LABELLED.exec(bare)?.[1] ?? ALONE.exec(bare)?.[1];
  if (sure !== undefined) return isStatus(sure) ? sure : undefined;
  if (side === "request" || (side === undefined && role !== undefined)) return undefined;
  const span = /^(?:[-*+•]\s+)?(?:\*\*)?`([1-5]\d\d)`/.exec(raw)?.[1];
  const likely = span ?? EXPLAINED.exec(bare)?.[1] ?? (side === "result" ? /^([1-5]\d\d)$/.exec(bare)?.[1] : undefined);
  return likely !== undefined && isStatus(likely) ? likely : undefined;
}

/** A code at the head of an item that stands where codes are listed. */
function codeOf(line: Text, { meaning }: Setting): readonly ResultCode[] {
  if (meaning?.topic !== "codes" && meaning?.outcome !== "failure") return [];
  const [, span, plain, remark = ""] = CODE_ITEM.exec(line.raw.trim()) ?? [];
  const code = span ?? plain;
  if (code === undefined || !/[\d_A-Z]/.test(code)) return [];
  const status = /^[(（]?\s*(?:HTTP\s*)?([1-5]\d\d)(?!\d)/i.exec(remark)?.[1];
  const told = line.text.slice(line.text.indexOf(code) + code.length).replace(/^[\s\-–—:：=→]+/u, "");
  const known = status === undefined || !isStatus(status) ? {} : { status: Number(status) };
  return [{ code, place: placed(line, code), remark: told, ...known }];
}

function distinct(line: Text, statuses: readonly string[]): readonly ResultCode[] {
  return [...new Set(statuses)].map((status) => coded(line, status, line.text));
}

function coded(line: Text, status: string, remark: string): ResultCode {
  return { code: status, place: placed(line, status), remark, status: Number(status) };
}

function placed(line: Text, word: string): Text {
  return { text: word, raw: word, location: placeOfWord(line, word) };
}
