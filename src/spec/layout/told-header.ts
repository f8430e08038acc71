// Headers that a line asks of every call: "All requests need the header `X-Api-Key`."
import type { Text } from "../../markdown/block.ts";
import { isCommon } from "./caption.ts";
import type { TableDraft } from "./draft.ts";
import type { RowDraft } from "./row.ts";

const HEADER =
  /(?<![\p{L}])headers?(?![\p{L}])|请求头|請求頭|头部|頭部|ヘッダ|헤더|cabeçalho|cabecera|encabezado|en-?têtes?|заголов|kopfzeile|intestazion|nagłów/iu;
const ALWAYS =
  /(?<![\p{L}])(?:each|any|always|siempre|sempre|toujours|immer|selalu|luôn|cada|chaque|jede[rsn]?|ogni|każd\p{L}*|setiap|mỗi|кажд\p{L}*|всегда)(?![\p{L}])|必ず|毎回|항상|매번|每次/iu;
const ANSWERS =
  /(?<![\p{L}])(?:all|every|each|any) (?:responses?|answers?|repl(?:y|ies))|response headers?|响应头|返回头|レスポンスヘッダ|응답 헤더/iu;
const OPEN =
  /(?<![\p{L}])(?:may|can|optional\p{L}*|except|unless|excluding|other than|apart from|opcional|excepto|salvo|sauf|facultati\p{L}*|außer|кроме|oprócz|kecuali|trừ)(?![\p{L}])|可选|可以|除|任意|以外|선택|제외/iu;
const NAME = /^([A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+|[Xx]-[A-Za-z0-9-]+|Authorization)\s*(?::.*)?$/;

/** What HTTP itself settles for each body. */
const GENERAL = /^(?:content-type|accept|content-length|host|user-agent)$/i;

/** A table of the headers that a line names in code for all calls; optional where it leaves a way out. */
export function toldHeaders(line: Text): TableDraft | undefined {
  if (line.text.length > 300 || !line.raw.includes("`") || !HEADER.test(line.text) || ANSWERS.test(line.text))
    return undefined;
  if (!isCommon(line.text) && !ALWAYS.test(line.text)) return undefined;
  const names = [...line.raw.matchAll(/`([^`]{1,120})`/g)]
    .map(([, span = ""]) => NAME.exec(span.trim())?.[1] ?? "")
    .filter((name) => name !== "" && !GENERAL.test(name));
  if (names.length === 0) return undefined;
  const presence = OPEN.test(line.text) ? "optional" : "mandatory";
  const rows = [...new Set(names)].map((name): RowDraft => {
    const remarks = { ...line, text: line.text };
    return { name, place: line, cells: { remarks }, type: "", presence, isList: false, isMap: false, children: [] };
  });
  const table = { kind: "table", header: [line], rows: [], location: line.location } as const;
  return {
    read: { table, header: [line], rows: [], columns: new Map(), asides: [] },
    setting: {
      side: "request",
      role: "head",
      status: undefined,
      isError: false,
      meaning: undefined,
      caption: undefined,
      captions: [],
      heading: undefined,
    },
    presence: { of: (row) => row.presence ?? "unstated", reading: () => undefined },
    side: "request",
    rows,
    isList: false,
    attached: false,
  };
}
