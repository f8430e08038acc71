// The rows of a table as a tree of fields, before anything is known of types: names, their dressing, and how deep they stand.
import type { Text } from "../../markdown/block.ts";
import { DEPTH, nestedByName } from "../nested-name.ts";
import type { Presence } from "../page.ts";
import type { JsonNode } from "../tolerant-json.ts";
import { factsOfType } from "../type-facts.ts";
import type { Column } from "../vocabulary.ts";
import { isIdentifier, isNameLike, isTypeSpelling, type ReadTable } from "./columns.ts";
import { plainText } from "./outline.ts";
import { isTypeWord, spelledType } from "./type-spelling.ts";

/** A field on its way: what later tables and examples tell of it is put in place. */
export interface RowDraft {
  name: string;
  readonly place: Text;
  readonly cells: Partial<Record<Column, Text>>;
  /** What further columns of remarks say: a label in the team's language. */
  aside?: string;
  /** As type cells of the family spell it; empty where the row does not say. */
  type: string;
  /** What the name's dressing says: `name?`, `name*`, "(optional)". */
  presence?: Presence;
  /** `items[]`, or a cardinality of many. */
  isList: boolean;
  /** `labels{}`, additional properties. */
  isMap: boolean;
  /** Values that a list elsewhere on the page allows it. */
  values?: readonly string[];
  /** The value that an example shows of it. */
  shown?: JsonNode;
  readonly children: RowDraft[];
}

/** A row and how far in it stands. */
interface Ranked {
  readonly draft: RowDraft;
  readonly rank: number;
}

const NOTHING =
  /^(?:[.…⋯·\-–—/]+|\.\.\.|无|無|なし|none|n\/?a|null|nil|空|nothing|no parameters?|no body|없음|해당 없음|нет|không có|tidak ada|ninguno|nenhum|aucun|keine)$/i;

/** The fields of a table, nested as its names say. `isFlat` keeps dots as they are: names of headers and of query parameters. */
export function rowsOf(read: ReadTable, isFlat: boolean): readonly RowDraft[] {
  const nameIndex = read.columns.get("name");
  if (nameIndex === undefined) return [];
  let parent = "";
  const levels = levelsOf(read);
  const ranked = read.rows.flatMap((row, position): readonly Ranked[] => {
    const written = row[nameIndex];
    if (written === undefined || /^:::/.test(written.text)) return [];
    const cells = cellsOf(row, read.columns);
    const aside = read.asides.map((index) => row[index]?.text ?? "").filter((text) => !/^[-–—/\s]*$/.test(text));
    if (written.text === "" || NOTHING.test(written.text)) {
      // A name left out beside a type that carries one belongs to the name above: `| | city string |`.
      const inner = parent === "" ? undefined : packed(cells.type?.text ?? "");
      return inner === undefined || cells.type === undefined
        ? []
        : [{ draft: draftOf(inner.name, cells.type, cells, inner.type), rank: 1 }];
    }
    if (isPlaceholder(written.text, cells.type?.text)) return [];
    parent = plainText(written.text);
    const inner = packed(cells.type?.text ?? "");
    if (inner !== undefined && cells.type !== undefined && isIdentifier(parent)) {
      const opener = draftOf(parent, written, {}, "object");
      return [
        { draft: opener, rank: 0 },
        { draft: draftOf(inner.name, cells.type, cells, inner.type), rank: 1 },
      ];
    }
    const words = requiredness(`${written.text.split("\n").slice(1).join("\n")}\n${cells.type?.text ?? ""}`);
    return several(written, cells).map(({ name, type }) => {
      const { draft } = decorated(name, written, cells, travelsIn(type, cells));
      if (words !== undefined) draft.presence ??= words;
      if (aside.length > 0) draft.aside = aside.join("; ");
      return { draft, rank: levels?.[position] ?? rankOf(written) };
    });
  });
  const tree = mapped(nested(cornered(ranked)));
  return isFlat ? flattened(tree) : nestedByName(tree, opened, ({ cells }) => Object.keys(cells).length === 0);
}

const LEVEL =
  /^(?:level|lvl|lv|depth|nesting|层级|层次|层|階層|レベル|레벨|계층|단계|nivel|nível|niveau|ebene|livello|уровень|cấp|poziom|seviye)\.?$/i;

/** How deep the fields stand, where a column numbers it: from the first row's number on, and never two further in at once. */
function levelsOf({ header, rows }: ReadTable): readonly number[] | undefined {
  const index = header.findIndex(({ text }) => LEVEL.test(plainText(text)));
  const written = rows.map((row) => row[index]?.text.trim() ?? "");
  if (index < 0 || !written.every((text) => /^\d{1,2}$/.test(text))) return undefined;
  const levels = written.map(Number);
  const [first = 0] = levels;
  const isTree = levels.every((level, at) => level >= first && level <= (levels[at - 1] ?? first) + 1);
  return isTree ? levels : undefined;
}

function cellsOf(row: readonly Text[], columns: ReadonlyMap<Column, number>): Partial<Record<Column, Text>> {
  const cells: Partial<Record<Column, Text>> = {};
  for (const [column, index] of columns) {
    const cell = row[index];
    if (cell !== undefined && !(column !== "default" && /^(?:none|null|n\/a)$/i.test(cell.text))) cells[column] = cell;
  }
  return cells;
}

function draftOf(name: string, place: Text, cells: RowDraft["cells"], type: string): RowDraft {
  return {
    name,
    place,
    cells,
    type: spelledType(factsOfType(type, isTypeWord).plain),
    isList: false,
    isMap: false,
    children: [],
  };
}

/** A type without the word for a place beside it, which goes to the cells: `path integer`, `boolean (query)`, "string, in header". */
function travelsIn(type: string, cells: RowDraft["cells"]): string {
  if (cells.place !== undefined || cells.type === undefined || type.length > 60) return type;
  const [, before, first] = /^\s*(?:in )?(path|query|header|body|cookie)[\s:,/|-]+(\S.*)$/i.exec(type) ?? [];
  const [, last, behind] =
    /^(.*\S)\s*[\s([,/|](?:in )?\s*(path|query|header|body|cookie)\s*[)\]]?\s*$/i.exec(type) ?? [];
  const [place, bare] =
    first !== undefined ? [before, first] : [behind, last?.replace(/(?:[\s([,/|]+in)?[\s([,/|]*$/, "")];
  if (place === undefined || bare === undefined || !isTypeSpelling(bare)) return type;
  cells.place = { ...cells.type, text: place };
  return bare;
}

/** `name Type` in one type cell, where the first word is no type and the second one is. */
function packed(text: string): { readonly name: string; readonly type: string } | undefined {
  const found = /^([A-Za-z_]\w*)\s+(\S+)$/.exec(text.trim());
  if (found?.[1] === undefined || found[2] === undefined) return undefined;
  return !isTypeSpelling(found[1]) && isTypeSpelling(found[2]) && !isTypeSpelling(text)
    ? { name: found[1], type: found[2] }
    : undefined;
}

/** A row of the form itself, never filled in: "Field name | Data type". */
function isPlaceholder(name: string, type: string | undefined): boolean {
  return (
    !isIdentifier(name) &&
    /\s/.test(name) &&
    type !== undefined &&
    /^(?:tipo de dato|tipo|type|data type|类型|数据类型|型|타입|тип|kiểu|tipe)$/i.test(type.trim())
  );
}

const REQUIRED_WORD =
  /^[\s*_(（]*(?:required|mandatory|必填|必须|必須|필수|obrigatório|obligatorio|requerido|obligatoire|обязательно|pflicht)[\s*_)）]*$/iu;
const OPTIONAL_WORD =
  /^[\s*_(（]*(?:optional|可选|选填|任意|선택|opcional|facultatif|optionnel|необязательно|tùy chọn|opsional)[\s*_)）]*$/iu;

/** "required" or "optional" as a line, or as a word apart by a comma or brackets, behind a name or a type. */
function requiredness(text: string): Presence | undefined {
  const words = text.split(/\n|[,，;]|(?=[(（])/);
  if (words.some((word) => OPTIONAL_WORD.test(word))) return "optional";
  return words.some((word) => REQUIRED_WORD.test(word)) ? "mandatory" : undefined;
}

/** `a, b, c` beside `string, number, string`: one row for several fields. */
function several(written: Text, cells: RowDraft["cells"]): readonly { readonly name: string; readonly type: string }[] {
  const type = cells.type?.text ?? "";
  const names = written.text
    .split(/\s*[,，、]\s*|\n/)
    .map((name) => name.trim())
    .filter((name) => name !== "" && !REQUIRED_WORD.test(name) && !OPTIONAL_WORD.test(name));
  const [first, second] = written.text.split("\n").map((line) => line.trim());
  const isPair = cells.type === undefined && first !== undefined && second !== undefined && isTypeSpelling(second);
  if (isPair && isNameLike(first)) return [{ name: first, type: second }];
  const isMany = names.length > 1 && names.every((name) => /^[`*]*[A-Za-z_$][\w$.[\]-]*[`*?]*$/.test(name));
  const [only] = names;
  if (names.length === 1 && only !== undefined && written.text.includes("\n")) return [{ name: only, type }];
  if (!isMany)
    return [
      { name: written.raw.includes("`") && /^_+\w+_+$/.test(written.text) ? written.text : nameText(written), type },
    ];
  const types = type.split(/\s*[,，、]\s*|\n/).map((word) => word.trim());
  return names.map((name, index) => ({
    name,
    type:
      types.length === names.length
        ? (types[index] ?? "")
        : types.length === 1
          ? (types[0] ?? "")
          : isTypeSpelling(types[index] ?? "")
            ? (types[index] ?? "")
            : "",
  }));
}

/** A name as it reads; `__proto__` is a name, not bold type. */
function nameText(cell: Text): string {
  if (/^_+\w+_+$/.test(cell.raw)) return cell.raw;
  return cell.text;
}

const MARKS = /^[\s\u00a0\u2000-\u200b\u3000»＞>└├┗┣┝╰│┃|─━↳⤷→➔↓+~\-–—·•◦*.]*/u;

/** A name without marks of nesting, quotes, brackets of type or optionality; what they say is kept. */
function decorated(
  written: string,
  place: Text,
  cells: RowDraft["cells"],
  typeText: string,
): { readonly draft: RowDraft } {
  let name = written.replace(/\s+/g, " ").trim().replace(MARKS, "").trim();
  let type = typeText;
  let presence: Presence | undefined;
  name = name
    .replace(/^["'`“]+|["'`”]+(?=[?*]?$)/g, "")
    .replace(/["'`”]+$/, "")
    .replace(/^(?:\{(\w+)\}|<(\w+)>|:(\w+))$/, "$1$2$3");
  const bracketed = /^(.+?)\s*[(（[【<]\s*([^()（）[\]【】<>]+?)\s*[)）\]】>]\s*([?*]?)$/.exec(name);
  if (bracketed?.[1] !== undefined && bracketed[2] !== undefined && !/^\w+\[\w*\]$/.test(name)) {
    const word = bracketed[2];
    const travels = word
      .split(/\s*[,，]\s*/)
      .find((part) => /^(?:path|query|header|body|cookie|form-?data)$/i.test(part));
    if (travels !== undefined && cells.place === undefined) cells.place = { ...place, text: travels, raw: travels };
    const flag = requiredness(word);
    if (flag !== undefined) presence = flag;
    if (/^(?:optional|opcional|可选|选填|非必填|任意|선택|facultatif|optionnel|необязательно|opt\.?)$/i.test(word))
      presence = "optional";
    else if (
      /^(?:required|mandatory|必填|必须|必选|必須|필수|obrigatório|obligatorio|requerido|обязательно)$/i.test(word)
    )
      presence = "mandatory";
    else if (type === "" && isTypeSpelling(word)) type = word;
    if (isIdentifierPath(bracketed[1]) && !/^[\w[\].{}/-]+\[\d*\]$/.test(name))
      name = bracketed[1] + (bracketed[3] ?? "");
  }
  const typed = /^([A-Za-z_$][\w$.[\]-]*)\s*(?:[:：]\s*|\s+)(.+)$/.exec(name);
  if (type === "" && cells.type === undefined && typed?.[1] !== undefined && typed[2] !== undefined) {
    const word = typed[2].replace(/^[(（*_`]+|[)）*_`]+$/g, "");
    const parts = word.split(/\s*[,，]\s*|\s+/);
    if (
      isTypeSpelling(parts[0] ?? "") &&
      (parts.length === 1 || parts.slice(1).every((part) => /^(?:optional|required|可选|必填)$/i.test(part)))
    ) {
      name = typed[1];
      type = parts[0] ?? "";
      if (parts.some((part) => /^(?:optional|可选)$/i.test(part))) presence = "optional";
      if (parts.some((part) => /^(?:required|必填)$/i.test(part))) presence = "mandatory";
    }
  }
  // `clock **optional**`: a word on the field behind its name.
  const [, worded, behind] = /^(\S+)\s+(?:\*\*|__|\*|_)?(\p{L}+)(?:\*\*|__|\*|_)?$/u.exec(name) ?? [];
  const told = behind === undefined ? undefined : requiredness(behind);
  if (worded !== undefined && told !== undefined && isIdentifierPath(worded)) {
    name = worded;
    presence ??= told;
  }
  const alternative =
    /^([A-Za-z_$][\w$.-]*)[`"'*]*\s+(?:或|or|または|또는|ou|o|или|\/)\s+[`"'*]*[A-Za-z_$][\w$.-]*$/.exec(name);
  if (alternative?.[1] !== undefined) name = alternative[1];
  if (/^\S+[*＊]$/.test(name) && !/^\W+$/.test(name)) {
    name = name.slice(0, -1);
    presence ??= "mandatory";
  } else if (/^\S+[?？]$/.test(name)) {
    name = name.slice(0, -1);
    presence ??= "optional";
  }
  const draft = draftOf(name.trim(), place, cells, type);
  return { draft: presence === undefined ? draft : { ...draft, presence } };
}

function isIdentifierPath(text: string): boolean {
  return /^[$@]?[A-Za-z_][\w$.\-[\]/{}]*$/.test(text);
}

/** How far in a name stands: its indentation by spaces that do not break, and its marks. */
function rankOf(cell: Text): number {
  const styled = [...cell.raw.matchAll(/(?:padding|margin)-left\s*:\s*(\d+)/gi)].map((match) => Number(match[1]) / 10);
  const raw = cell.raw.replace(/<(?!br)[^<>]*>/gi, "").replace(/^[`*_]+/, "");
  const lead =
    /^(?:&(?:nbsp|emsp|ensp|thinsp|#160|#xA0);|[\s\u00a0\u2000-\u200a\u3000]|[»＞>└├┗┣┝╰│┃↳⤷→➔↓+~·•◦]|&gt;|\\>|─|━|-(?=[\s─>-]|[A-Za-z_&\u00a0])|\.(?=[.\s]|[A-Za-z])|\|(?=[-\s]))*/u.exec(
      raw,
    )?.[0] ?? "";
  let rank = styled.reduce((sum, width) => sum + width, 0);
  for (const [token] of lead.matchAll(/&emsp;|&gt;|&\w+;|&#\w+;|[\s\S]/gu)) {
    if (/^(?:&emsp;|\u3000|\u2003)$/u.test(token)) rank += 2;
    else if (/^(?:&gt;|[»＞>→➔↓└├┗┣┝╰↳⤷])$/u.test(token)) rank += 2;
    else if (/^[+~·•◦.|-]$/.test(token)) rank += 1;
    else if (/^[\s\u00a0\u2000-\u200a]$|^&/u.test(token)) rank += 1;
  }
  return rank;
}

/** Corners without indentation (`⤷ name`) stand under the last row that has none. */
function cornered(ranked: readonly Ranked[]): readonly Ranked[] {
  let base = 0;
  return ranked.map((row) => {
    const raw = row.draft.place.raw.replace(/<[^<>]*>/g, "").replace(/^[`*_\s]+/, "");
    const isCorner = /^[└├┗┣┝╰↳⤷]/u.test(raw);
    if (!isCorner) {
      base = row.rank;
      return row;
    }
    return /^[└├┗┣┝╰↳⤷]+\s*[─━-]*\s*[^└├┗┣┝╰↳⤷]/u.test(raw) && base > 0 ? { ...row, rank: base + row.rank } : row;
  });
}

function nested(ranked: readonly Ranked[]): RowDraft[] {
  const roots: RowDraft[] = [];
  const open: Ranked[] = [];
  for (const row of ranked) {
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= row.rank) open.pop();
    const parent = open.at(-1)?.draft;
    (parent === undefined ? roots : parent.children).push(row.draft);
    if (open.length < DEPTH) open.push(row);
  }
  return roots;
}

/** A row called `additionalProperties` says what the values of the map above it are. */
function mapped(rows: readonly RowDraft[]): RowDraft[] {
  return rows.map((row) => {
    const children = mapped(row.children);
    const values = children.find(({ name }) => /^\*{0,2}additionalProperties\*{0,2}$/.test(name));
    row.children.splice(0, row.children.length, ...children.filter((child) => child !== values));
    if (values === undefined) return row;
    row.isMap = true;
    for (const child of values.children) row.children.push(child);
    if (values.children.length === 0) row.type = values.type === "" ? "Map" : `Map<String, ${values.type}>`;
    return row;
  });
}

/** A step of a name without a row of its own; it stands where the first row beneath it does. */
function opened(name: string, { place }: RowDraft): RowDraft {
  return { name, place, cells: {}, type: "", isList: false, isMap: false, children: [] };
}

/** A row of its own with the same cells, and with all beneath it. */
export function cloned(row: RowDraft): RowDraft {
  return { ...row, children: row.children.map(cloned) };
}

function flattened(rows: readonly RowDraft[]): readonly RowDraft[] {
  return rows.flatMap((row) => [row, ...flattened(row.children.splice(0))]);
}
