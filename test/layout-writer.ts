// A specification written out in one of many layouts: what the reader of other teams' pages must read back as itself.
import fc from "fast-check";
import { deriveDocument } from "../src/spec/derive.ts";
import { readSpecification } from "../src/spec/read.ts";
import { fieldsOfDocument } from "./field-lines.ts";

export interface SpecField {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "object" | "array";
  readonly isRequired: boolean;
  readonly fields: readonly SpecField[];
}

export interface Spec {
  readonly method: "POST" | "PUT" | "PATCH";
  readonly path: string;
  readonly body: readonly SpecField[];
  readonly result: readonly SpecField[];
  readonly codes: readonly Code[];
}

export interface Code {
  readonly code: string;
  readonly status: number;
}

interface Words {
  readonly name: string;
  readonly type: string;
  readonly required: string;
  readonly remark: string;
  readonly yes: string;
  readonly no: string;
  readonly method: string;
  readonly url: string;
  readonly asked: string;
  readonly answered: string;
  readonly fields: string;
}

const words = (line: string): Words => {
  const [name, type, required, remark, yes, no, method, url, asked, answered, fields] = line.split(" | ");
  return { name, type, required, remark, yes, no, method, url, asked, answered, fields } as Words;
};

const LANGUAGES: Readonly<Record<string, Words>> = {
  en: words(
    "Parameter | Type | Required | Description | Yes | No | Method | URL | Request parameters | Response parameters | fields",
  ),
  zh: words("参数名 | 类型 | 是否必填 | 说明 | 是 | 否 | 请求方式 | 接口地址 | 请求参数 | 返回参数 | 字段说明"),
  ja: words("項目名 | 型 | 必須 | 説明 | ○ | - | メソッド | エンドポイント | リクエスト | レスポンス | フィールド"),
  ko: words(
    "항목 | 타입 | 필수 여부 | 설명 | 필수 | 선택 | 메서드 | 엔드포인트 | 요청 파라미터 | 응답 파라미터 | 필드",
  ),
  pt: words(
    "Campo | Tipo | Obrigatório | Descrição | Sim | Não | Método | Rota | Parâmetros de entrada | Parâmetros de saída | campos",
  ),
  es: words(
    "Parámetro | Tipo | Requerido | Descripción | Sí | No | Método | Ruta | Datos de entrada | Datos de salida | campos",
  ),
  fr: words(
    "Champ | Type | Obligatoire | Description | Oui | Non | Méthode | Chemin | Paramètres d'entrée | Réponse | champs",
  ),
  ru: words("Параметр | Тип | Обязательный | Описание | Да | Нет | Метод | Адрес | Параметры запроса | Ответ | поля"),
  vi: words(
    "Tham số | Kiểu dữ liệu | Bắt buộc | Mô tả | Có | Không | Phương thức | Đường dẫn | Yêu cầu | Phản hồi | trường",
  ),
  id: words(
    "Parameter | Tipe Data | Wajib | Deskripsi | Ya | Tidak | Metode | Alamat | Request Body | Response Body | kolom",
  ),
  de: words("Feld | Typ | Pflicht | Beschreibung | Ja | Nein | Methode | Pfad | Anfrage | Antwort | Felder"),
  it: words(
    "Parametro | Tipo | Obbligatorio | Descrizione | Sì | No | Metodo | Percorso | Richiesta | Risposta | campi",
  ),
  nl: words("Veld | Type | Verplicht | Omschrijving | Ja | Nee | Methode | Pad | Verzoek | Antwoord | velden"),
  pl: words("Pole | Typ | Wymagane | Opis | Tak | Nie | Metoda | Adres | Żądanie | Odpowiedź | pola"),
  tr: words("Alan | Tip | Zorunlu | Açıklama | Evet | Hayır | Metot | Adres | İstek | Yanıt | alanlar"),
};

const STATEMENTS = ["heading", "block", "lines", "table", "span", "sections", "bold", "labels"] as const;
const NESTINGS = [
  "dots",
  "brackets",
  "slashes",
  "spaces",
  "corners",
  "guillemets",
  "hyphens",
  "tables",
  "types",
  "links",
] as const;
const FLAGS = ["words", "Y/N", "true/false", "✅/-", "O/X", "M/O"] as const;
const TABLES = ["piped", "bare", "html"] as const;
const FIRSTS = ["name", "type", "name and type"] as const;
const CODES = ["each", "each with status", "all", "all with status", "all beside", "all beside with status"] as const;

export interface Layout {
  readonly language: string;
  readonly statement: (typeof STATEMENTS)[number];
  readonly nesting: (typeof NESTINGS)[number];
  readonly flags: (typeof FLAGS)[number];
  readonly table: (typeof TABLES)[number];
  /** What the first column holds. */
  readonly first: (typeof FIRSTS)[number];
  /** Whether each operation has a table of its result codes or one stands for all, above them or beside them, with a column of statuses or without. */
  readonly codes: (typeof CODES)[number];
  /** Which of the columns behind the name comes first. */
  readonly turn: number;
  readonly coded: boolean;
}

/** Writes operations as a page. */
export function writePage(specs: readonly Spec[], layout: Layout): string {
  const said = LANGUAGES[layout.language] as Words;
  const [, isWithStatus] = layout.codes.split(" with ");
  const codesOf = (codes: readonly Code[]): string =>
    tableOf(
      isWithStatus === undefined ? ["Code", said.remark] : ["Code", "HTTP status", said.remark],
      codes.map(({ code, status }) => ({
        cells: isWithStatus === undefined ? [code, "…"] : [code, String(status), "…"],
      })),
      layout,
    );
  const isShared = layout.codes.startsWith("all");
  const pages = specs.flatMap((spec, index) => [
    statementOf(spec, index + 1, layout, said),
    `### ${said.asked}`,
    ...tablesOf(spec.body, layout, said),
    `### ${said.answered}`,
    ...tablesOf(spec.result, layout, said),
    ...(isShared ? [] : ["### Error codes", codesOf(spec.codes)]),
  ]);
  const heading = layout.codes.startsWith("all beside") ? "## Error codes" : "# Error codes";
  return [...pages, ...(isShared ? [heading, codesOf(specs[0]?.codes ?? [])] : [])].join("\n\n");
}

function statementOf({ method, path }: Spec, number: number, { statement }: Layout, said: Words): string {
  switch (statement) {
    case "heading":
      return `## ${method} ${path}`;
    case "block":
      return `## Harbour ${number}\n\n\`\`\`http\n${method} ${path} HTTP/1.1\n\`\`\``;
    case "lines":
      return `## ${number}. Harbour\n\n${said.url}: \`${path}\`\n\n**${said.method}:** ${method}`;
    case "table":
      return `## Harbour ${number}\n\n| ${said.method} | ${said.url} |\n|---|---|\n| ${method} | ${path} |`;
    case "span":
      return `## Harbour ${number}\n\n\`${method} ${path}\``;
    case "bold":
      return `## Harbour ${number}\n\n**${method} ${path}**`;
    case "labels":
      return `## Harbour ${number}\n\n${said.method}：${method}\n\n${said.url}：${path}`;
    case "sections":
      return `## Harbour ${number}\n\n### ${said.url}\n\n- \`https://x.example.com${path}\`\n\n### ${said.method}\n\n- ${method}`;
  }
}

interface Row {
  readonly cells: readonly string[];
}

function tablesOf(fields: readonly SpecField[], layout: Layout, said: Words): readonly string[] {
  const later: string[] = [];
  const rows: Row[] = [];
  const visit = (field: SpecField, path: readonly SpecField[]): void => {
    rows.push(rowOf(field, path, layout, said));
    if (field.fields.length === 0) return;
    if (layout.nesting === "tables") {
      later.push(
        `#### ${layout.coded ? `\`${field.name}\`` : field.name} ${said.fields}`,
        ...tablesOf(field.fields, layout, said),
      );
    } else if (layout.nesting === "types" || layout.nesting === "links")
      later.push(`#### ${typeName(field)}`, ...tablesOf(field.fields, layout, said));
    else for (const inner of field.fields) visit(inner, [...path, field]);
  };
  for (const field of fields) visit(field, []);
  const header = arranged([said.name, said.type, said.required, said.remark], layout);
  return [tableOf(header, rows, layout), ...later];
}

/** Cells in the order of name, type, flag and remark as the layout has them. */
function arranged([name = "", type = "", ...others]: readonly string[], { first, turn }: Layout): readonly string[] {
  if (first === "type") return [type, name, ...others];
  if (first === "name and type") return [name, ...others];
  const behind = [type, ...others];
  return [name, ...behind.slice(turn), ...behind.slice(0, turn)];
}

/** The name that the type of a field's fields has. */
function typeName({ name }: SpecField): string {
  return `${name.replace(/_/g, "").replace(/^./, (letter) => letter.toUpperCase())}Info`;
}

function typeOf(field: SpecField, { nesting }: Layout): string {
  if (field.fields.length === 0 || (nesting !== "types" && nesting !== "links")) return field.type;
  const name = typeName(field);
  const written = nesting === "links" ? `[${name}](#${name.toLowerCase()})` : name;
  return field.type === "array" ? (nesting === "links" ? `array of ${written}` : `${written}[]`) : written;
}

function rowOf(field: SpecField, path: readonly SpecField[], layout: Layout, said: Words): Row {
  const [yes = "", no = ""] = layout.flags === "words" ? [said.yes, said.no] : layout.flags.split("/");
  const name = nameOf(field, path, layout);
  const type = typeOf(field, layout);
  return {
    cells: arranged(
      [layout.first === "name and type" ? `${name} <br> <i>${type}</i>` : name, type, field.isRequired ? yes : no, "…"],
      layout,
    ),
  };
}

function nameOf(field: SpecField, path: readonly SpecField[], { nesting, coded }: Layout): string {
  const depth = path.length;
  const code = (text: string): string => (coded ? `\`${text}\`` : text);
  switch (nesting) {
    case "dots":
      return code([...path, field].map(({ name }) => name).join("."));
    case "brackets":
      return code([...path.map(({ name, type }) => (type === "array" ? `${name}[]` : name)), field.name].join("."));
    case "slashes":
      return [...path, field].map(({ name }) => name).join("/");
    case "spaces":
      return `${"&nbsp;&nbsp;".repeat(depth)}${code(field.name)}`;
    case "corners":
      return depth === 0 ? code(field.name) : `${"&emsp;".repeat(depth)}└─ ${field.name}`;
    case "guillemets":
      return `${"»".repeat(depth)}${depth === 0 ? "" : " "}${field.name}`;
    case "hyphens":
      return `${"-".repeat(depth)}${depth === 0 ? "" : " "}${field.name}`;
    case "tables":
    case "types":
    case "links":
      return code(field.name);
  }
}

function tableOf(header: readonly string[], rows: readonly Row[], { table }: Layout): string {
  const line = (cells: readonly string[]): string =>
    table === "bare" ? cells.join(" | ") : `| ${cells.join(" | ")} |`;
  if (table !== "html")
    return [line(header), line(header.map(() => "---")), ...rows.map(({ cells }) => line(cells))].join("\n");
  const row = (cells: readonly string[], tag: string): string =>
    `  <tr>\n${cells.map((cell) => `    <${tag}>${cell.replace(/`([^`]*)`/g, "<code>$1</code>")}</${tag}>`).join("\n")}\n  </tr>`;
  return ["<table>", row(header, "th"), ...rows.map(({ cells }) => row(cells, "td")), "</table>"].join("\n");
}

/** The lines that operations must read back as. */
export function linesOfSpecs(specs: readonly Spec[], { codes: layout }: Layout): readonly string[] {
  const lines = (place: string, fields: readonly SpecField[], prefix: string): readonly string[] =>
    fields.flatMap(({ name, type, isRequired, fields: inner }) => [
      `${place} ${prefix}${name} ${type}${isRequired ? "!" : ""}`,
      ...lines(place, inner, `${prefix}${name}${type === "array" ? "[]" : ""}.`),
    ]);
  return specs.flatMap(({ method, path, body, result, codes: own }) => [
    `${method} ${path}`,
    ...lines("body", body, ""),
    ...lines("result", result, ""),
    ...(layout.startsWith("all") ? (specs[0]?.codes ?? []) : own).map(
      ({ code, status }) => `code ${code}${layout.endsWith("status") ? ` ${status}` : ""}`,
    ),
  ]);
}

/** The lines that a page is read as. */
export function linesOfPage(text: string): readonly string[] {
  const specification = readSpecification([{ file: "page.md", text }]);
  const codes = specification.pages
    .flatMap(({ endpoints }) => endpoints)
    .map((endpoint) =>
      endpoint.codes
        .flatMap((table) => table.codes)
        .map(({ code, status }) => `code ${code}${status === undefined ? "" : ` ${status}`}`),
    );
  const fields = fieldsOfDocument(deriveDocument(specification)).filter((line) => !/^(?:status|code) /.test(line));
  const starts = fields.flatMap((line, index) => (/^[A-Z]/.test(line) ? [index] : []));
  return starts.flatMap((start, index) => [...fields.slice(start, starts[index + 1]), ...(codes[index] ?? [])]);
}

const NAMES =
  "harbour crane tonnage berth pilotCode tide_level mast keelNo anchor rope buoy lantern ferryId deck2 cargoUnit bollard wharf sluice draught rudder".split(
    " ",
  );

const RESULT_CODES: Code[] = [
  { code: "BERTH_TAKEN", status: 409 },
  { code: "SHIP_UNKNOWN", status: 404 },
  { code: "TIDE_TOO_LOW", status: 422 },
];

/** An operation with fields of two levels at most, each with a name of its own. */
const anySpec: fc.Arbitrary<Spec> = fc
  .record({
    method: fc.constantFrom("POST", "PUT", "PATCH"),
    path: fc.constantFrom("/harbours/enter", "/api/v1/berths", "/x/y/z_1"),
    names: fc.shuffledSubarray(NAMES, { minLength: 8, maxLength: NAMES.length }),
    kinds: fc.array(fc.constantFrom("string", "integer", "number", "boolean", "object", "array"), {
      minLength: 8,
      maxLength: 8,
    }),
    flags: fc.array(fc.boolean(), { minLength: NAMES.length, maxLength: NAMES.length }),
    codes: fc.shuffledSubarray(RESULT_CODES, { minLength: 2 }),
  })
  .map(({ method, path, names, kinds, flags, codes }) => {
    const rest = [...names];
    let drawn = 0;
    const field = (type: SpecField["type"], depth: number): SpecField | undefined => {
      const name = rest.shift();
      if (name === undefined) return undefined;
      const isRequired = flags[drawn++] === true;
      const inner =
        type === "object" || type === "array"
          ? depth < 2
            ? [kinds[drawn % 8], "string" as const]
            : ["integer" as const]
          : [];
      const fields = inner.flatMap((kind) => field(kind ?? "string", depth + 1) ?? []);
      return { name, type: fields.length === 0 && inner.length > 0 ? "string" : type, isRequired, fields };
    };
    const some = (count: number): readonly SpecField[] => kinds.slice(0, count).flatMap((kind) => field(kind, 0) ?? []);
    const body = some(3);
    return { method, path, body, result: some(2), codes };
  })
  .filter(({ body, result }) => body.length > 0 && result.length > 0);

/** One to three operations, each with a path of its own. */
export const anySpecs: fc.Arbitrary<readonly Spec[]> = fc.uniqueArray(anySpec, {
  minLength: 1,
  maxLength: 3,
  selector: ({ path }) => path,
});

export const anyLayout: fc.Arbitrary<Layout> = fc
  .record({
    language: fc.constantFrom(...Object.keys(LANGUAGES)),
    statement: fc.constantFrom(...STATEMENTS),
    nesting: fc.constantFrom(...NESTINGS),
    flags: fc.constantFrom(...FLAGS),
    table: fc.constantFrom(...TABLES),
    first: fc.constantFrom(...FIRSTS),
    codes: fc.constantFrom(...CODES),
    turn: fc.nat(2),
    coded: fc.boolean(),
  })
  // Without outer pipes a line that begins with a hyphen is a list, not a row.
  .filter(({ nesting, table }) => !(nesting === "hyphens" && table === "bare"))
  .filter(({ nesting, table, first }) => !/types|links/.test(nesting) || (table !== "html" && first === "name"));
