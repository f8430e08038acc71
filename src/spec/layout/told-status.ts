// Statuses that a line of an operation tells: "Returns `204 No Content`."
import { placeOfWord, type Text } from "../../markdown/block.ts";
import type { ResultCodeTable } from "../page.ts";

const REASONS =
  "OK|Created|Accepted|No Content|Bad Request|Unauthori[sz]ed|Forbidden|Not Found|Method Not Allowed|Conflict|Gone|Payload Too Large|Unprocessable (?:Entity|Content)|Too Many Requests|Internal Server Error|Service Unavailable";
const TOLD =
  /(?:^|[\s(])(?:returns?|returned|responds?|answers?|replies|response|status|devuelve|responde|retorna|renvoie|retourne|gibt|antwortet|restituisce|risponde|возвращает|zwraca|trả về|mengembalikan)(?![\p{L}])|返回|返却|返す|반환/iu;
const STATUS = new RegExp(
  `(?:(?<![\\d.,])([1-5]\\d\\d)(?![\\d.,%]\\d|\\d)\\s+(?:${REASONS})(?![\\p{L}])|(?:HTTP|status(?: code)?|状态码|ステータス(?:コード)?|상태 코드)\\s*[:：]?\\s*([1-5]\\d\\d)(?!\\d))`,
  "giu",
);

/** The statuses of a line, as codes that no table lists. */
export function toldStatuses(line: Text): ResultCodeTable | undefined {
  if (line.text.length > 300) return undefined;
  const told = TOLD.exec(line.text);
  if (told === null) return undefined;
  const spans = [...line.raw.matchAll(/`([1-5]\d\d)`/g)].map(([, status = ""]) => status);
  const behind = line.text.slice(told.index);
  const worded = [...behind.matchAll(STATUS)].map(([, one, other]) => one ?? other ?? "");
  const codes = [...new Set([...worded, ...spans.filter((status) => behind.includes(status))])].map((code) => ({
    code,
    place: { text: code, raw: code, location: placeOfWord(line, code) },
    remark: line.text,
    status: Number(code),
  }));
  return codes.length === 0 ? undefined : { header: line, codes };
}
