// Type cells: the dialect's spellings of a type to one type, total; what no list knows is kept as text.
import { nearest } from "../json/nearest.ts";

export type Scalar =
  | "string"
  | "int32"
  | "int64"
  | "integer"
  | "number"
  | "float"
  | "double"
  | "boolean"
  | "date-time"
  | "date"
  | "time"
  | "uuid"
  | "binary";

export type FieldType =
  | { readonly kind: "scalar"; readonly scalar: Scalar }
  | { readonly kind: "list"; readonly items: FieldType }
  | { readonly kind: "map"; readonly values: FieldType }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "object" }
  /** Any value; `unknown` where the cell says something that could not be read. */
  | { readonly kind: "any"; readonly unknown?: string };

/** A word in a type cell that no list knows. */
export interface UnknownWord {
  readonly word: string;
  /** The known spelling it was read as, where one is near. */
  readonly readAs?: string;
}

export interface TypeReading {
  readonly type: FieldType;
  readonly unknown: readonly UnknownWord[];
  /** `type | null`, `?type`. */
  readonly nullable: boolean;
}

const ANY: FieldType = { kind: "any" };

/** Spelling, in lower case without separators → scalar. The first of a line is how a suggestion spells it. */
const SCALARS: Readonly<Record<Scalar, string>> = {
  string:
    "String str text varchar varchar2 nvarchar char character charsequence enum select texto 字符串 文本 string字符串 문자열 文字列 uri url email snowflake jsonstring base64",
  int32: "int integer int32 short smallint tinyint mediumint byte uint uint32 int16 整型 整数 정수 整數",
  int64: "Long bigint int64 biginteger uint64 长整型",
  integer: "num",
  number: "Number decimal bigdecimal numeric money número 数字 数值 数値 숫자",
  float: "Float float32 real 浮点",
  double: "Double float64",
  boolean: "Boolean bool 布尔 布尔值 真偽値 불리언 booleano",
  "date-time": "Date datetime timestamp localdatetime offsetdatetime zoneddatetime instant 时间 日期时间 日時",
  date: "LocalDate 日期 日付",
  time: "LocalTime time",
  uuid: "UUID guid",
  binary: "Blob byte[] bytes file multipartfile binary 文件 ファイル 파일 archivo arquivo fichier",
};

const scalarBySpelling = new Map(
  (Object.entries(SCALARS) as [Scalar, string][]).flatMap(([scalar, words]) => {
    const type: FieldType = { kind: "scalar", scalar };
    return words.split(" ").map((word) => [spellingKey(word), type] as const);
  }),
);
const LISTS = new Set([
  "list",
  "array",
  "arraylist",
  "set",
  "collection",
  "lista",
  "数组",
  "列表",
  "配列",
  "배열",
  "arr",
]);
const MAPS = new Set(["map", "hashmap", "dict", "dictionary", "record", "treemap"]);
const OBJECTS = new Set([
  "object",
  "obj",
  "objek",
  "json",
  "jsonobject",
  "struct",
  "对象",
  "オブジェクト",
  "객체",
  "objeto",
  "objet",
]);
const ANYS = new Set(["any", "generic", "t", "mixed", "任意"]);

/** Suggested for what is nearly one of them; ordinary words that happen to be near are no slips. */
const SPELLINGS = [
  "String",
  "Integer",
  "Int",
  "Long",
  "Short",
  "Float",
  "Double",
  "Decimal",
  "Number",
  "Boolean",
  "Bool",
  "Date",
  "DateTime",
  "Timestamp",
  "Blob",
  "List",
  "Array",
  "Map",
  "Object",
];
const ORDINARY = new Set([
  "data",
  "rate",
  "blog",
  "song",
  "point",
  "item",
  "lost",
  "post",
  "note",
  "states",
  "tag",
  "lot",
  "subject",
  "dates",
  "plan",
  "mail",
  "cart",
  "card",
  "book",
  "books",
  "boot",
  "lang",
  "sport",
  "mat",
  "inv",
]);

/**
 * Reads a type cell: `String`, `List<Item>`, `Map<String, Long>`, `Item[]`, `array of T`.
 * @param text the cell as it reads
 * @param defined names that have a table of their own on the page: they mean that table, whatever else they are near
 */
export function readType(text: string, defined: ReadonlySet<string>): TypeReading {
  const unknown: UnknownWord[] = [];
  const plain = text.replace(/[`*]/g, "").replace(/\s+/g, " ").trim();
  const nullable = /^\?\S|\|\s*null\s*$|¦\s*null\s*$/i.test(plain);
  const stripped = plain
    .replace(/^\?(?=\S)/, "")
    .replace(/\s*[|¦]\s*null\s*$/i, "")
    .replace(/\s*[,;.:?!]+$/, "");
  const type = readExpression(bareType(stripped) ?? stripped, defined, unknown, 0);
  return { type, unknown, nullable };
}

/** Words beside a type that say where a field travels: `path integer`. */
const TRAVELS = /^(?:in )?(?:path|query|header|body|cookie)[\s:,/|-]+(?=\S)/i;

/** A known type without its size, a number that stands beside it, or the word for a place before it: `string(32)`, `int 1`. */
function bareType(text: string): string | undefined {
  const sized = /^([\p{L}\d]+)\s*\(\s*\d+\s*\)$/u.exec(text)?.[1];
  if (sized !== undefined || isKnownSpelling(text)) return sized;
  const bare = (/^(\S+) \d{1,6}$/.exec(text)?.[1] ?? text).replace(TRAVELS, "");
  return bare !== text && isKnownSpelling(bare) ? bare : undefined;
}

function readExpression(text: string, defined: ReadonlySet<string>, unknown: UnknownWord[], depth: number): FieldType {
  const word = balanced(text.trim());
  if (word === "") return ANY;
  if (depth > 16) return { kind: "any", unknown: word };
  const inner = (part: string): FieldType => readExpression(part, defined, unknown, depth + 1);
  const known = defined.has(word) ? undefined : scalarBySpelling.get(spellingKey(word));
  if (known !== undefined) return known;
  const array =
    word.match(/^(.+?)\s*\[\s*\]$/s) ?? word.match(/^\[\s*\]\s*(.+)$/s) ?? word.match(/^\[\s*([^\]]+)\s*\]$/s);
  if (array?.[1] !== undefined) return { kind: "list", items: isList(array[1]) ? ANY : inner(array[1]) };
  const generic =
    word.match(/^([\p{L}_][\p{L}\d_]*)\s*<(.*)>$/su) ?? word.match(/^([\p{L}_][\p{L}\d_]*)\s*[[(](.+)[\])]$/su);
  if (generic !== null && generic[1] !== undefined && generic[2] !== undefined) {
    const parts = splitArguments(generic[2]);
    const outer = outerKind(generic[1], unknown);
    if (outer === "list") return { kind: "list", items: inner(parts[0] ?? "") };
    if (outer === "map")
      return {
        kind: "map",
        values: mapValues(parts.length > 1 ? inner(parts.slice(1).join(",")) : inner(parts[0] ?? "")),
      };
    if (scalarBySpelling.has(spellingKey(generic[1]))) return inner(generic[1]);
    // `Page<Item>`: a wrapper the page does not describe; its own name is what the tables would define.
    return named(generic[1], defined, unknown);
  }
  const phrase =
    word.match(/^(?:array|list|lista)\s+(?:of|de)\s+(.+?)s?$/is) ?? word.match(/^(?:array|list)\s+(\S+)$/is);
  if (phrase?.[1] !== undefined) return { kind: "list", items: inner(phrase[1]) };
  const suffix = word.match(/^(\S+)\s+(?:array|list)$/is);
  if (suffix?.[1] !== undefined) return { kind: "list", items: inner(suffix[1]) };
  return named(word, defined, unknown);
}

/** `Map<String, Object>` says in Java that values may be anything. */
function mapValues(values: FieldType): FieldType {
  return values.kind === "object" ? ANY : values;
}

/** `List<Item` with the brackets it lacks, without those it has too many of. */
function balanced(word: string): string {
  const opening = word.split("<").length - 1;
  const closing = word.split(">").length - 1;
  if (opening === closing || !/^[\p{L}_]/u.test(word) || /<$/.test(word)) return word;
  if (opening > closing) return opening < 8 ? word + ">".repeat(opening - closing) : word;
  return word.endsWith(">".repeat(closing - opening)) ? word.slice(0, word.length - (closing - opening)) : word;
}

function isList(word: string): boolean {
  return LISTS.has(spellingKey(word));
}

function outerKind(word: string, unknown: UnknownWord[]): "list" | "map" | undefined {
  const key = spellingKey(word);
  if (LISTS.has(key)) return "list";
  if (MAPS.has(key)) return "map";
  const readAs = slipOf(word);
  if (readAs !== "List" && readAs !== "Array" && readAs !== "Map") return undefined;
  unknown.push({ word, readAs });
  return readAs === "Map" ? "map" : "list";
}

function named(word: string, defined: ReadonlySet<string>, unknown: UnknownWord[]): FieldType {
  if (defined.has(word)) return { kind: "named", name: word };
  const key = spellingKey(word);
  if (LISTS.has(key)) return { kind: "list", items: ANY };
  if (MAPS.has(key)) return { kind: "map", values: ANY };
  if (OBJECTS.has(key)) return { kind: "object" };
  if (ANYS.has(key)) return ANY;
  const readAs = slipOf(word);
  if (readAs !== undefined) {
    unknown.push({ word, readAs });
    return readExpression(readAs, defined, [], 1);
  }
  // `PaymentObject`, `Item summary`: a name; anything else is no type we could tell.
  if (/^[\p{L}_$][\p{L}\p{N}_$.-]*( [\p{L}\p{N}_-]+)?$/u.test(word)) return { kind: "named", name: word };
  unknown.push({ word });
  return { kind: "any", unknown: word };
}

/** The spelling that a word was meant to be, if it is a slip of one: `Booelan` → `Boolean`. */
function slipOf(word: string): string | undefined {
  if (!/^[A-Za-z]+$/.test(word) || ORDINARY.has(word.toLowerCase())) return undefined;
  const swapped = SPELLINGS.find((spelling) => isSwap(word.toLowerCase(), spelling.toLowerCase()));
  if (swapped !== undefined) return swapped;
  const near = nearest(word, SPELLINGS);
  if (near !== undefined && near[0]?.toLowerCase() === word[0]?.toLowerCase()) return near;
  // A first letter can be lost, but another one makes another word.
  return SPELLINGS.find((spelling) => spelling.length > 4 && spelling.slice(1).toLowerCase() === word.toLowerCase());
}

/** Whether two words differ by two neighbouring letters in the wrong order. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  const first = [...a].findIndex((letter, index) => letter !== b[index]);
  return a.slice(0, first) + a[first + 1] + a[first] + a.slice(first + 2) === b;
}

/** `String, List<Map<A, B>>` at its top-level commas. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === "<") depth++;
    else if (letter === ">") depth--;
    else if ((letter === "," || letter === "，") && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function spellingKey(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.-]+/g, "");
}

/** Whether a word is a known spelling of a type, on whatever page. */
export function isKnownSpelling(word: string): boolean {
  const key = spellingKey(word);
  return scalarBySpelling.has(key) || LISTS.has(key) || MAPS.has(key) || OBJECTS.has(key) || ANYS.has(key);
}

/** The names of other tables that a type refers to. */
export function namesIn(type: FieldType): readonly string[] {
  switch (type.kind) {
    case "named":
      return [type.name];
    case "list":
      return namesIn(type.items);
    case "map":
      return namesIn(type.values);
    default:
      return [];
  }
}

/** How a message spells a type: `List<Item>`. */
export function showType(type: FieldType): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `List<${showType(type.items)}>`;
    case "map":
      return `Map<String, ${showType(type.values)}>`;
    case "named":
      return type.name;
    default:
      return type.kind;
  }
}
