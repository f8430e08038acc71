// Drafts to fields: types settled, nested fields as types of their own, so that one model of a page serves every layout.
import { type Text, writtenCell } from "../../markdown/block.ts";
import { FieldNames } from "../condition.ts";
import { readField } from "../field-table.ts";
import type { Field, FieldTable, Side, TableRole } from "../page.ts";
import { type RemarkFacts, readRemark } from "../remark.ts";
import { requirementOf } from "../requirement.ts";
import { readScalar, scalarOf, unquote } from "../scalar-value.ts";
import type { JsonNode } from "../tolerant-json.ts";
import type { FieldType, Scalar } from "../type.ts";
import { factsOfType, withTypeFacts } from "../type-facts.ts";
import { holding, type TypeShelf } from "../type-shelf.ts";
import type { TableDraft } from "./draft.ts";
import type { RowDraft } from "./row.ts";
import { isTypeWord } from "./type-spelling.ts";
import { moreFacts } from "./value.ts";

/** A table of fields out of a draft's rows. */
export function finishTable(
  draft: TableDraft,
  rows: readonly RowDraft[],
  role: TableRole,
  side: Side | undefined,
  name: string,
  shelf: TypeShelf,
): FieldTable {
  return {
    role,
    name,
    side,
    caption: draft.setting.heading,
    header: writtenCell(draft.read.header, draft.read.columns.get("name") ?? -1),
    fields: finishRows(rows, draft, shelf, 0),
    emptyRows: [],
  };
}

function finishRows(rows: readonly RowDraft[], draft: TableDraft, shelf: TypeShelf, depth: number): readonly Field[] {
  const names = new FieldNames(rows.map(({ name }) => name));
  return rows.filter(({ name }) => name !== "").map((row) => finishRow(row, names, draft, shelf, depth));
}

function finishRow(row: RowDraft, names: FieldNames, draft: TableDraft, shelf: TypeShelf, depth: number): Field {
  const unsaid = draft.setting.role === "head" ? "String" : shownType(row) || toldType(row);
  const spelled = row.type === "" ? unsaid : row.type;
  const typeCell: Text = { ...(row.cells.type ?? row.place), text: spelled };
  const field = readField(row.name, row.place, { ...withoutConstraint(row.cells), type: typeCell }, names, {
    types: shelf.defined(),
  });
  const own = enumLink(row) ? ({ kind: "scalar", scalar: "string" } as const) : field.type;
  const bare = meant(row.isList && own.kind !== "list" ? { kind: "list", items: own } : own, shelf);
  const type = row.children.length === 0 ? itemised(bare, row.shown) : withFields(bare, row, draft, shelf, depth);
  const scalar = scalarOf(type) ?? (type.kind === "list" ? scalarOf(type.items) : undefined);
  const { condition: _, ...read } = field;
  const { presence, condition } = requirementOf(draft.presence.of(row), row.cells, names, row.name);
  const requirement = condition === undefined ? { presence } : { presence, condition };
  const stated = factsOfType(row.cells.type?.text ?? "", isTypeWord);
  const telling = [row.cells.constraint, row.cells.remarks].filter((cell) => cell !== undefined);
  const said = type.kind === field.type.kind ? field.facts : readRemark(row.cells.remarks?.text ?? "", type, row.name);
  const facts = { ...statedFacts(said, row, type), ...listedValues(row, scalar) };
  return {
    ...read,
    cells: {
      get: (column) => (column === "remarks" && row.aside !== undefined ? labelled(row, row.aside) : row.cells[column]),
    },
    type,
    unknownTypes:
      row.cells.type === undefined ? [] : field.unknownTypes.filter(({ word }) => row.cells.type?.text.includes(word)),
    ...requirement,
    facts: moreFacts(withTypeFacts(facts, stated, type), telling, scalar, row.name),
  };
}

/** The description behind the label that another column gives the field. */
function labelled({ cells: { remarks }, place }: RowDraft, label: string): Text {
  const said = remarks?.text.trim() ?? "";
  return { ...(remarks ?? place), text: said === "" || said === label ? label : `${label}: ${said}` };
}

function withoutConstraint({ constraint: _, ...cells }: RowDraft["cells"]): RowDraft["cells"] {
  return cells;
}

/** What the family's remarks state, less what is only a list of words in prose; then what the constraint's own column states. */
function statedFacts(facts: RemarkFacts, row: RowDraft, type: FieldType): RemarkFacts {
  const { allowed, ...rest } = facts;
  // A type that says so, a default or an example among them, makes a list of values of what could be a list of words.
  const shown = unquote(row.cells.example?.text.trim() ?? "");
  const isListed =
    allowed?.value.includes(shown) ||
    /^enum/i.test(row.cells.type?.text ?? "") ||
    (facts.default !== undefined && allowed?.value.includes(facts.default.value));
  const isProse =
    !isListed &&
    allowed?.value.some(
      (value) => typeof value === "string" && isProseWord(value, allowed.words, row.cells.remarks?.text ?? ""),
    );
  const { default: stated, ...others } = allowed === undefined || isProse ? rest : facts;
  const isNothing = typeof stated?.value === "string" && NOTHING.test(stated.value);
  const kept: RemarkFacts = stated === undefined || isNothing ? others : { ...others, default: stated };
  const constraint =
    row.cells.constraint === undefined ? undefined : readRemark(row.cells.constraint.text, type, row.name);
  if (constraint === undefined) return kept;
  const values = constraint.allowed?.value.some((value) => /[^\x20-\x7e]/.test(String(value)))
    ? undefined
    : constraint.allowed;
  return {
    ...kept,
    ...(kept.default === undefined && constraint.default !== undefined ? { default: constraint.default } : {}),
    ...(kept.allowed === undefined && values !== undefined ? { allowed: values } : {}),
    limits: { ...constraint.limits, ...kept.limits },
    limitWords: [...kept.limitWords, ...constraint.limitWords],
  };
}

/** A default that says there is none. */
const NOTHING =
  /^(?:空|无|無|なし|空字符串|空串|null|none|없음|нет|ninguno|nenhum|aucune?|vide|không|kosong|leer|vuoto|puste|boş)$/iu;

/** Whether a would-be value is a word of a sentence: not spelled as values are, in a line apart by commas only. */
function isProseWord(value: string, words: string, remark: string): boolean {
  if (/[^\x20-\x7e]|["“”]/.test(value)) return true;
  const isWhole = remark.split("\n").some((line) => line.trim().replace(/[.。]$/, "") === words.trim());
  return isWhole && /[,，、\s]/.test(words) && !/[/|`"']/.test(words) && /[a-z]/.test(value) && !/_|\d/.test(value);
}

/** The values of a list elsewhere on the page, where they fit the type. */
function listedValues({ values }: RowDraft, scalar: Scalar | undefined): Pick<RemarkFacts, "allowed"> {
  if (values === undefined || scalar === undefined) return {};
  const read = values.map((value) => readScalar(value.replace(/[`"']/g, ""), scalar));
  const known = [...new Set(read.filter((value) => value !== undefined))];
  return read.includes(undefined) ? {} : { allowed: { value: known, words: values[0] ?? "" } };
}

/** A type whose link leads to a list of values is a text. */
function enumLink(row: RowDraft): boolean {
  return [...(row.cells.type?.raw ?? "").matchAll(/\]\(([^()]*)\)/g)].some(([, link = ""]) => /enum/i.test(link));
}

function withFields(type: FieldType, row: RowDraft, draft: TableDraft, shelf: TypeShelf, depth: number): FieldType {
  if (depth > 24) return { kind: "object" };
  const named = shelf.nested(row.name, row.place, draft.side, () =>
    finishRows(distinctRows(row.children), draft, shelf, depth + 1),
  );
  return holding(row.isMap ? { kind: "map", values: named } : type, named);
}

/** The rows with a name, the first of each. */
export function distinctRows(rows: readonly RowDraft[]): readonly RowDraft[] {
  const first = new Map<string, RowDraft>();
  for (const row of rows) if (row.name !== "" && !first.has(row.name)) first.set(row.name, row);
  return [...first.values()];
}

/** Named types under the names that their tables have. */
function meant(type: FieldType, shelf: TypeShelf): FieldType {
  switch (type.kind) {
    case "named": {
      const name = shelf.meant(type.name);
      return name === undefined ? type : { kind: "named", name };
    }
    case "list":
      return { kind: "list", items: meant(type.items, shelf) };
    case "map":
      return { kind: "map", values: meant(type.values, shelf) };
    default:
      return type;
  }
}

/** What the items of a list are, where only the example shows it. */
function itemised(type: FieldType, shown: JsonNode | undefined): FieldType {
  if (type.kind !== "list" || type.items.kind !== "any" || shown?.kind !== "array") return type;
  const [first] = shown.items;
  if (first?.kind === "object") return { kind: "list", items: { kind: "object" } };
  if (first?.kind !== "value" || first.value === null) return type;
  const scalar =
    typeof first.value === "boolean"
      ? "boolean"
      : typeof first.value === "string"
        ? "string"
        : Number.isInteger(first.value)
          ? "integer"
          : "number";
  return { kind: "list", items: { kind: "scalar", scalar } };
}

/** The type that an example's cell, a list of numbers or the name makes plain. */
function toldType(row: RowDraft): string {
  const told = [row.cells.example, row.cells.default].find((cell) => !/^[-–—/\s]*$/.test(cell?.text ?? ""))?.text ?? "";
  const example = told.replace(/^[`"']+|[`"']+$/g, "").trim();
  const isQuoted = /^\s*["'“]/.test(told);
  if (example !== "" && !NOTHING.test(example)) {
    if (/^\[/.test(example)) return "List";
    if (/^\{/.test(example)) return "Object";
    if (!isQuoted && /^-?\d{1,15}$/.test(example)) return "num";
    if (!isQuoted && /^-?\d+\.\d+$/.test(example)) return "Number";
    return !isQuoted && /^(?:true|false)$/i.test(example) ? "Boolean" : "String";
  }
  const remarks = [row.cells.constraint, row.cells.remarks].filter((cell) => cell !== undefined);
  const { allowed } = moreFacts({ limits: {}, limitWords: [] }, remarks, "integer", row.name);
  if (allowed !== undefined) return "num";
  return /^(?:msg|message|errmsg|error_?message)$/i.test(row.name) ? "String" : "";
}

/** The type of a field whose table has no word on it: what the example shows, or what it must be to have fields. */
function shownType(row: RowDraft): string {
  if (row.children.length > 0) return row.shown?.kind === "array" ? "List" : "Object";
  const { shown } = row;
  if (shown === undefined) return "";
  switch (shown.kind) {
    case "object":
      return "Object";
    case "array":
      return "List";
    case "value":
      if (shown.value === null) return "";
      if (typeof shown.value === "number") return Number.isInteger(shown.value) ? "num" : "Number";
      return typeof shown.value === "boolean" ? "Boolean" : "String";
    case "placeholder":
      return "";
  }
}
