// Where a field travels, as a cell of a column for places says: `header`, `query`, `body`.
import type { TableRole } from "./page.ts";

const WORDS: readonly (readonly [RegExp, TableRole])[] = [
  [/path|url 路径|路径|경로|パス/i, "path"],
  [/query|查询|クエリ|쿼리|^get$|^params?$/i, "query"],
  [/header|^head|请求头|^头|ヘッダ|헤더/i, "head"],
  [/cookie/i, "cookie"],
  [/body|form|json|体|multipart|바디|본문|ボディ/i, "body"],
];

/** What the words of a cell tell; undefined where no list knows them. */
export function placeIn(cell: string): TableRole | undefined {
  return cell === "" ? undefined : WORDS.find(([pattern]) => pattern.test(cell))?.[1];
}
