// Where a page says a method or a path: a heading, a line, a code block, a small table, a list of operations.
import type { CodeBlock, Table, Text } from "../../markdown/block.ts";
import type { Url } from "../page.ts";
import { readUrl } from "../url.ts";
import { withoutBrackets, wordKey } from "../vocabulary.ts";
import { bareStatement, bareUrl } from "./bare-path.ts";
import { isServerLabel } from "./base-url.ts";
import { type Caption, linesOf, type Part, plainText } from "./outline.ts";

/** A statement about one endpoint. */
export interface EndpointFact {
  /** Its block's place among the blocks of the page. */
  readonly index: number;
  readonly kind: "heading" | "line" | "code" | "table" | "list" | "command";
  readonly place: Text;
  readonly methods: readonly string[];
  readonly url?: Url;
  /** For a row of a list: what it calls the operation, and where its link leads. */
  readonly names: readonly string[];
  readonly summary?: Text;
  /** Whether it stands in a sentence or a comment only. */
  readonly isSpoken?: true;
}

const METHOD = /(?<![\p{L}\p{N}_/-])(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?![\p{L}\p{N}_/-])/u;
const ONLY_METHODS = /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?:\s*[/,，、|&和或]\s*|\s+|$))+$/i;

const URL_LABELS = labels(
  "url, url地址, 请求url地址, 接口url地址, 链接地址, 请求链接, 請求連結, url de l’api, url del api, url da api, api-url, uri, path, endpoint, endpoints, route, router, api, api url, api path, api endpoint, request url, request path, request uri, http request, request, address, resource, resource url, url path, api address, interface address, interface url, 接口地址, 请求地址, 请求url, 请求uri, 请求路径, 请求接口, 接口路径, 接口url, 接口, 地址, 路径, 调用地址, 访问地址, 访问路径, 接口链接, 链接, 路由, 映射地址, 請求地址, 請求網址, 網址, 請求路徑, 路徑, エンドポイント, パス, リクエストurl, リクエスト先, 엔드포인트, 경로, 주소, 요청 url, 요청 주소, 요청 경로, ruta, rota, caminho, recurso, endereço, dirección, chemin, adresse, адрес, путь, маршрут, эндпоинт, адрес запроса, đường dẫn, địa chỉ, jalur, alamat, pfad, percorso, indirizzo, pad, ścieżka, adres, yol",
);
const METHOD_LABELS = labels(
  "method, métodos, métodos da api, api-methode, метод api, methods, http method, http methods, http request method, http request mehod, request method, request type, verb, http verb, api method, type, action, 请求方式, 请求方法, 请求类型, 方法, 方式, 请求协议, 调用方式, 提交方式, http方法, http请求方式, 访问方式, 請求方式, 請求方法, メソッド, httpメソッド, リクエストメソッド, 메서드, 메소드, http 메서드, http method, 요청 방식, 요청 메서드, 방식, método, metodo, método http, verbo, tipo, méthode, méthode http, метод, метод запроса, тип запроса, http метод, phương thức, giao thức, metode, http metode, methode, http-methode, metoda, yöntem, metot",
);

function labels(list: string): ReadonlySet<string> {
  return new Set(list.split(", ").map(wordKey));
}

function isLabel(text: string, known: ReadonlySet<string>): boolean {
  const bare = withoutBrackets(text.replace(/^[\s\d.]+/, ""));
  return known.has(wordKey(bare));
}

const HOST =
  "(?:https?:\\/\\/[^\\s\\/`'\"<>()，,]+|(?:\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|(?:[A-Za-z0-9-]+\\.)+[a-z]{2,6})(?::\\d{1,5})?|\\{\\{?[^{}/]{1,40}\\}?\\}|\\$\\{?\\w{1,40}\\}?|<[\\w\\s-]{1,40}>|\\[[\\w\\s-]{1,40}\\])?";
const PATH = new RegExp(
  `(?<![\\p{L}\\p{N}_./\\\\])(${HOST}[/／](?:[\\p{L}\\p{N}_\\-.~%{}:$<>@+*=&?;!#[\\]/／]|,(?=\\w))*)`,
  "u",
);

/** The URL that a text names: with a host or from the root; undefined where it holds none. */
export function findUrl(text: string): { readonly url: Url; readonly written: string } | undefined {
  const written = PATH.exec(text)?.[1];
  if (written === undefined) return undefined;
  const plain = written
    .replaceAll("／", "/")
    .replace(/[.,;:]+$/, "")
    .replace(/^([^[\]]*)\]+$/, "$1")
    .replace(/\{[?&][^{}]*\}?$/, "")
    .replace(/^(?=(?:\d{1,3}\.){3}\d|localhost|(?:[A-Za-z0-9-]+\.)+[a-z]{2,6}(?::\d+)?\/)/, "http://")
    .replace(/^\{[^{}]*\s[^{}]*\}/, "")
    .replace(/\[\/\{?:?(\w+)\}?\]/g, "/{$1}");
  const url = /[\p{L}\p{N}]/u.test(plain) || plain === "/" ? readUrl(plain) : undefined;
  return url === undefined ? undefined : { url, written };
}

function methodsOf(text: string): readonly string[] {
  const words =
    text.toUpperCase().match(/(?<![\p{L}\p{N}])(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?![\p{L}\p{N}])/gu) ?? [];
  return [...new Set(words)];
}

/** What a part says of endpoints. */
export function endpointFacts(part: Part): readonly EndpointFact[] {
  const { block, captions, index } = part;
  // The server alone is no operation.
  if (isServerLabel(captions.at(-1)?.text ?? "") && (block.kind === "prose" || block.kind === "code"))
    if (!METHOD.test(block.text)) return [];
  switch (block.kind) {
    case "heading": {
      const fact = headingFact(block.text, block.raw);
      return fact === undefined ? [] : [{ index, kind: "heading", place: block, names: [], ...fact }];
    }
    case "prose":
      return isShown(captions) ? [] : linesOf(block).flatMap((line) => lineFact(line, index, captions));
    case "code":
      if (/^\s*(?:\$\s*)?curl\s/m.test(block.text)) return commandFact(block, index);
      return isShown(captions) && !/^http/i.test(block.language ?? "") ? [] : codeFacts(block, index, captions);
    case "table":
      return tableFacts(block, index);
  }
}

/** Whether the nearest caption announces an example: what it shows is no second statement. */
function isShown(captions: readonly Caption[]): boolean {
  const nearest = captions.at(-1);
  return nearest !== undefined && nearest.meaning.topic === "example";
}

type Statement = { readonly methods: readonly string[]; readonly url?: Url };

function headingFact(text: string, raw: string): Statement | undefined {
  const found = findUrl(text);
  const methods = METHOD.test(text) ? methodsOf(text.match(METHOD)?.[0] ?? "") : [];
  const isBracketed = /[[（(]\s*(?:[A-Z]+\s+)?[^\s()（）[]*\/\S*[\])）]\s*$/.test(text);
  if (found !== undefined && (methods.length > 0 || isBracketed || isWholly(text, found.written)))
    return { methods, url: found.url };
  if (found !== undefined) {
    const before = text.slice(0, text.indexOf(found.written)).replace(/[\s:：`(（-]+$/, "");
    const isCode = raw.includes(`\`${found.written}\``);
    const lower = methodsOf(before.match(/(?:^|\s)\S+$/)?.[0] ?? "");
    if (isLabel(before, URL_LABELS) || isCode || lower.length > 0) return { methods: lower, url: found.url };
    return undefined;
  }
  const bare = bareStatement(text);
  if (bare !== undefined) return bare;
  if (methods.length === 0) return undefined;
  const rest = text.replace(METHOD, "").replace(/^[\s\d.)(:：*_[\]-]+|[\s:：*_[\]()-]+$/g, "");
  // `List harbours [GET]`, as API Blueprint writes actions.
  if (/[[（(]\s*[A-Z]+\s*[\])）]\s*$/.test(text)) return { methods };
  const leads = new RegExp(`^[\\s\\d.\\[(*_\`]*${METHOD.source}`, "u").test(text);
  return leads || isLabel(rest, METHOD_LABELS) || raw.includes(`\`${methods[0]}\``) ? { methods } : undefined;
}

function isWholly(text: string, written: string): boolean {
  return /^[\s\d.):：`*-]*$/.test(text.replace(written, ""));
}

/** A caption's label: "Endpoints v2 {#v2}:" is "Endpoints". */
function labelIn(caption: string): string {
  return caption
    .replace(/\{#[^{}]*\}/, "")
    .replace(/\s*[:：]\s*$/, "")
    .replace(/\s+v?\d+(?:\.\d+)*\s*$/i, "");
}

function lineFact(line: Text, index: number, captions: readonly Caption[]): readonly EndpointFact[] {
  const statement =
    line.text.length > 400 ? undefined : (lineStatement(line.text, captions) ?? titledStatement(line.raw, line.text));
  return statement === undefined ? [] : [{ index, kind: "line", place: line, names: [], ...statement }];
}

/** `POST /x`, `/x [POST]`, `URL: /x`, `Method: POST`, or a path alone; a sentence that mentions one says nothing. */
function lineStatement(text: string, captions: readonly Caption[]): Statement | undefined {
  const labelled = /^(.{1,40}?)\s*(?:[:：]|=>|->)\s*(.*)$/u.exec(text);
  const label = labelled?.[1] ?? "";
  const value = labelled?.[2] ?? "";
  if (labelled !== null && isLabel(label, METHOD_LABELS) && ONLY_METHODS.test(value.replace(/[.。;；]$/, "").trim()))
    return { methods: methodsOf(value) };
  const found = findUrl(text);
  if (found === undefined) {
    if (labelled !== null && isLabel(label, URL_LABELS)) {
      const bare = /^(?:(GET|POST|PUT|PATCH|DELETE)\s+)?([\w{}.-]+(?:\/[\w{}:.-]+)*\/?(?:\?\S*)?)$/i.exec(value.trim());
      const url = bare?.[2] === undefined || !/[/?]/.test(bare[2]) ? undefined : readUrl(`/${bare[2]}`);
      if (url !== undefined) return { methods: methodsOf(bare?.[1] ?? ""), url };
    }
    const caption = labelIn(captions.at(-1)?.text ?? "");
    const url = isLabel(caption, URL_LABELS) ? bareUrl(text) : undefined;
    if (url !== undefined) return { methods: [], url };
    if (ONLY_METHODS.test(text) && isLabel(caption, METHOD_LABELS)) return { methods: methodsOf(text) };
    return bareStatement(text);
  }
  const rest = text.replace(found.written, " ").trim();
  const methods = methodsOf(rest);
  const words = rest.replace(METHOD, " ").replace(/(?<![\p{L}])(?:get|post|put|patch|delete)(?![\p{L}])/iu, " ");
  const bare = words.replace(/[\s:：|,，.。;；()（）[\]【】"'*_=>-]+/g, " ").trim();
  if (bare === "" || /^HTTP\/?[\d ]*$/i.test(bare)) return { methods, url: found.url };
  if (isLabel(bare, URL_LABELS)) return { methods, url: found.url };
  const before = text.slice(0, text.indexOf(found.written));
  const parts = bare.split(" ");
  const isPair = parts.length <= 4 && methods.length > 0 && parts.some((part) => isLabel(part, METHOD_LABELS));
  if (isPair) return { methods, url: found.url };
  if (labelled !== null && isLabel(label, URL_LABELS)) return { methods, url: found.url };
  // "GET /users - lists the users": what leads a line with its method is the operation, whatever explains it.
  if (
    /^\W*(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\W*$/.test(before) &&
    /^\s*(?:$|[-–—:：|(（])/.test(text.slice(before.length + found.written.length))
  )
    return { methods, url: found.url };
  const named = /^(.{0,30}?)(?:[:：]|\s-)?\s*$/u.exec(before)?.[1] ?? "";
  return /structure|结构/.test(named.toLowerCase()) && captions.length > 0 ? { methods, url: found.url } : undefined;
}

/** `1. **Add a stop** – \`PUT /stops\``: a title in bold and the operation in code, nothing else. */
function titledStatement(raw: string, text: string): Statement | undefined {
  const spans = [...raw.matchAll(/`([^`]+)`/g)].map((match) => match[1]?.trim() ?? "");
  const spoken = spans.filter((span) => /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+\S*\/\S*$/.test(span));
  const [span] = spoken;
  if (span === undefined || spoken.length !== 1 || text.length > 120) return undefined;
  const bold = [...raw.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? "");
  const rest = [span, ...bold].reduce((left, part) => left.replace(plainText(part), " "), text);
  if (bold.length === 0 || /[\p{L}]/u.test(rest)) return undefined;
  const found = findUrl(span);
  return found === undefined ? undefined : { methods: methodsOf(span), url: found.url };
}

/** `POST /x HTTP/1.1`, one URL or one method alone, or lines with labels. */
function codeFacts(block: CodeBlock, index: number, captions: readonly Caption[]): readonly EndpointFact[] {
  if (
    /^(json|java|js|ts|javascript|typescript|python|go|php|xml|html|c|cpp|ruby|swift|kotlin|rust|ya?ml|toml|ini|properties|env|sql|diff|css|md|markdown|dockerfile|graphql)/i.test(
      block.language ?? "",
    )
  )
    return [];
  const lines = block.text.split("\n");
  const written = lines.filter((line) => line.trim() !== "");
  if (written.length > 60 || /^\s*[{[<]\s*($|["{])/.test((written[0] ?? "").replace(/^\s*\{\{\w+\}\}(?=\/)/, "")))
    return [];
  const statements = lines.flatMap((line, offset): readonly EndpointFact[] => {
    const text = line.trim();
    if (text === "" || text.length > 300) return [];
    const start = block.lines[offset] ?? { line: block.location.line, column: 1 };
    const column = start.column + (line.length - line.trimStart().length);
    const place: Text = {
      text,
      raw: text,
      location: { file: block.location.file, line: start.line, column, endColumn: column + text.length },
    };
    const isFirst = text === written[0]?.trim();
    const request = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\S+)(?:\s+HTTP\/[\d.]+)?$/.exec(text);
    if (request !== null && request[2] !== undefined) {
      const url = findUrl(request[2])?.url ?? readUrl(/^[/{<]|:\/\//.test(request[2]) ? request[2] : `/${request[2]}`);
      return url === undefined ? [] : [{ index, kind: "code", place, names: [], methods: [request[1] ?? ""], url }];
    }
    if (!isFirst && !/^[A-Za-z ]{3,20}[:：]/.test(text)) return [];
    const statement = written.length === 1 || /[:：]/.test(text) ? lineStatement(plainText(text), captions) : undefined;
    if (statement === undefined && written.length === 1 && ONLY_METHODS.test(text))
      return [{ index, kind: "code", place, names: [], methods: methodsOf(text) }];
    return statement === undefined ? [] : [{ index, kind: "code", place, names: [], ...statement }];
  });
  return statements;
}

/** `curl -X POST https://…`: an example, but where a page says nothing else it says this. */
function commandFact(block: CodeBlock, index: number): readonly EndpointFact[] {
  const command = block.text.slice(block.text.search(/curl\s/)).replace(/\\\n/g, " ");
  const found = findUrl(
    /(?:^|[\s'"=])(https?:\/\/[^\s'"]+|\{\{?\w+\}?\}\/[^\s'"]*|\$\w+\/[^\s'"]*)/.exec(command)?.[1] ?? "",
  );
  if (found === undefined) return [];
  const stated = /(?:-X|--request)[\s=]*['"]?([A-Z]+)/.exec(command)?.[1];
  const method = stated ?? (/\s(?:-d|--data\S*|-F|--form)\s/.test(command) ? "POST" : "GET");
  const place: Text = { text: found.written, raw: "", location: block.location };
  return [{ index, kind: "command", place, names: [], methods: methodsOf(method), url: found.url }];
}

/** A cell that is a method, or one with a name behind it. */
function methodCell(text: string): readonly string[] {
  const plain = text.trim();
  if (ONLY_METHODS.test(plain)) return methodsOf(plain);
  const named = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s*[:：\s]/i.exec(plain)?.[1];
  return named === undefined ? [] : [named.toUpperCase()];
}

function urlCell(text: string, isLabelled: boolean): Url | undefined {
  const found = findUrl(text);
  if (found === undefined) {
    return isLabelled ? bareUrl(text) : undefined;
  }
  const rest = text
    .replace(found.written, "")
    .replace(METHOD, "")
    .replace(/(?:get|post|put|patch|delete)/i, "");
  return /^[\s`*:：()[\]-]*$/.test(rest) ? found.url : undefined;
}

function tableFacts(table: Table, index: number): readonly EndpointFact[] {
  return pairFact(table, index) ?? listFacts(table, index);
}

/** A table of labels and values: the method in one row, the path in another. */
function pairFact(table: Table, index: number): readonly EndpointFact[] | undefined {
  const rows = [table.header, ...table.rows].filter((row) => row.some(({ text }) => text !== ""));
  if (rows.length < 1 || rows.some((row) => row.filter(({ text }) => text !== "").length > 3)) return undefined;
  let methods: readonly string[] = [];
  let url: Url | undefined;
  let place: Text | undefined;
  let summary: Text | undefined;
  for (const row of rows) {
    const [label, value] = row;
    if (label === undefined || value === undefined) continue;
    if (methods.length === 0 && isLabel(label.text, METHOD_LABELS)) methods = methodCell(value.text);
    if (url === undefined && isLabel(label.text, URL_LABELS)) {
      url = urlCell(value.text, true);
      if (url !== undefined) {
        place = label;
        if (methods.length === 0) methods = methodsOf(value.text.match(METHOD)?.[0] ?? "");
      }
    }
    if (
      summary === undefined &&
      /^(apidescription|description|summary|描述|功能|接口描述|接口名称|説明|설명|descripción|descrição|описание|môtả|deskripsi|beschreibung)$/.test(
        wordKey(label.text),
      )
    )
      summary = value;
  }
  if (url === undefined && (methods.length === 0 || rows.length > 8)) return undefined;
  const first = place ?? rows[0]?.[0];
  if (
    first === undefined ||
    (url === undefined && !rows.some(([label]) => label !== undefined && isLabel(label.text, METHOD_LABELS)))
  )
    return undefined;
  return [
    {
      index,
      kind: "table",
      place: first,
      methods,
      ...(url !== undefined ? { url } : {}),
      names: [],
      ...(summary !== undefined ? { summary } : {}),
    },
  ];
}

/** A table with a row for each operation. */
function listFacts(table: Table, index: number): readonly EndpointFact[] {
  // A path without a slash in front is one where another column has methods.
  const hasMethods = table.rows.some((row) => row.some(({ text }) => ONLY_METHODS.test(text.trim())));
  const urlColumn = table.header.findIndex(
    ({ text }, column) =>
      (isLabel(text, URL_LABELS) || /http\s*(?:request|请求)/i.test(text)) &&
      table.rows.some((row) => urlCell(row[column]?.text ?? "", hasMethods) !== undefined),
  );
  const anyColumn =
    urlColumn >= 0
      ? urlColumn
      : table.header.findIndex(
          (_, column) =>
            table.rows.length > 0 &&
            table.rows.every((row) => urlCell(row[column]?.text ?? "", false) !== undefined) &&
            table.rows.some((row) => row.some(({ text }) => methodCell(text).length > 0)),
        );
  if (anyColumn < 0) return [];
  const facts = table.rows.flatMap((row): readonly EndpointFact[] => {
    const cell = row[anyColumn];
    const url = cell === undefined ? undefined : urlCell(cell.text, true);
    if (cell === undefined || url === undefined) return [];
    const own = methodsOf(cell.text.replace(findUrl(cell.text)?.written ?? "", ""));
    const methods =
      own.length > 0 ? own : (row.map(({ text }) => methodCell(text)).find((words) => words.length > 0) ?? []);
    const names = row.flatMap(({ text, raw }) => [
      ...[...raw.matchAll(/\]\(#([^()\s]+)\)/g)].map((match) => `#${match[1] ?? ""}`),
      ...(text !== cell.text && text.length < 80 ? [text] : []),
    ]);
    const summary = row.findLast(
      (other) =>
        other !== cell && /\p{L}/u.test(other.text) && methodCell(other.text).length === 0 && !/^\d/.test(other.text),
    );
    return [{ index, kind: "list", place: cell, methods, url, names, ...(summary !== undefined ? { summary } : {}) }];
  });
  const [only] = facts;
  const environments = environmentFact(facts);
  if (environments !== undefined) return [environments];
  if (facts.every(({ methods, url }) => methods.length === 0 && (facts.length === 1 || url?.server !== undefined)))
    return [];
  return facts.length === 1 && table.rows.length === 1 && only !== undefined ? [{ ...only, kind: "table" }] : facts;
}

/** A row for each environment, with the same path on another host: what they say where the page says nothing else. */
function environmentFact(facts: readonly EndpointFact[]): EndpointFact | undefined {
  const [first] = facts;
  const path = first?.url?.path ?? "/";
  const isOne = facts.every(
    ({ methods, url }) => methods.length === 0 && url?.server !== undefined && url.path === path,
  );
  return first === undefined || facts.length < 2 || path === "/" || !isOne
    ? undefined
    : { ...first, kind: "command", names: [] };
}

/** Whether a heading only labels the method or path that stands under it. */
export function isEndpointLabel(heading: string): boolean {
  const bare = labelIn(heading.replace(/^\s*[\d.]+[.)、]?\s*/, "").replace(/[:：].*$/, ""));
  return (
    isLabel(bare, URL_LABELS) ||
    isLabel(bare, METHOD_LABELS) ||
    /^(overview|summary|basic info(rmation)?|general|api request|api details?|基本信息|接口信息|概要|概述|接口说明|接口描述|基本情報|개요|기본 정보|visão geral|información general|общая информация|tổng quan|api response)$/i.test(
      bare.trim(),
    )
  );
}
