// Tables put where they belong: under the field or type that their caption names.
import { namesIn, readType } from "../type.ts";
import { captionMeaning, subjectKey, subjectsOf } from "./caption.ts";
import type { OperationDraft, TableDraft } from "./draft.ts";
import type { Caption } from "./outline.ts";
import type { RowDraft } from "./row.ts";

/** All rows of a list and beneath it. */
export function allRows(rows: readonly RowDraft[]): readonly RowDraft[] {
  const all: RowDraft[] = [];
  const pending = [...rows].reverse();
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    all.push(row);
    for (let index = row.children.length - 1; index >= 0; index--) pending.push(row.children[index] as RowDraft);
  }
  return all;
}

const SCALAR = /^(?:string|str|text|int|integer|long|number|float|double|decimal|bool|boolean|object|list|array|map)$/;

/** The types that cells of the page speak of, by what their spellings share. */
export function referredTypes(tables: readonly TableDraft[]): ReadonlyMap<string, string> {
  const referred = new Map<string, string>();
  const words = tables.flatMap((table) => [
    ...allRows(table.rows).flatMap((row) => [
      ...namesIn(readType(row.type, new Set()).type),
      // What a wrapper that no table describes is filled with: `Reply<Item>`.
      ...(row.type.includes("<") ? (row.type.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []) : []),
    ]),
    ...(table.rootType === undefined ? [] : namesIn(readType(table.rootType, new Set()).type)),
  ]);
  for (const word of words) {
    const key = subjectKey(word);
    // "Query String" speaks of no type, whatever lists of texts the page has.
    if (key !== "" && !SCALAR.test(key) && !referred.has(key)) referred.set(key, word);
  }
  return referred;
}

/** The type that a caption names, if any cell speaks of it. */
function typeOf(subjects: readonly string[], referred: ReadonlyMap<string, string>): string | undefined {
  for (const subject of subjects) {
    const key = subjectKey(subject);
    const found =
      referred.get(key) ?? referred.get(`${key}s`) ?? (key.endsWith("s") ? referred.get(key.slice(0, -1)) : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names that the captions of a table may mean: the nearest one's, or where that only says "properties", the next one's. */
export function tellingSubjects(table: TableDraft): readonly string[] {
  for (const caption of [...table.setting.captions].reverse()) {
    const subjects = subjectsIn(caption);
    if (subjects.length > 0 || !caption.meaning.isNeutral) return subjects;
  }
  return [];
}

/** Words of a caption that speak of sections name no field, unless written as code. */
function subjectsIn(caption: Caption): readonly string[] {
  const coded = new Set([...caption.raw.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""));
  return subjectsOf(caption).filter((subject) => {
    if (coded.has(subject) || /^data$/i.test(subject)) return true;
    if (/^[\w$]*[a-z][A-Z]\w*$|_/.test(subject)) return true;
    const { side, role, topic, isNeutral } = captionMeaning(subject);
    return side === undefined && role === undefined && topic === undefined && !isNeutral;
  });
}

/** Settles tables that define types, for all operations of the page at once. */
export function settleTypes(tables: readonly TableDraft[], operations: readonly OperationDraft[]): void {
  const referred = referredTypes(tables);
  const owners = new Map(operations.flatMap((operation) => operation.tables.map((table) => [table, operation])));
  const names = new Map(operations.map((operation) => [operation, namesOf(operation)]));
  for (const table of tables) {
    const subjects = tellingSubjects(table);
    const name = table.rootType === undefined && table.rows.length > 0 ? typeOf(subjects, referred) : undefined;
    if (name === undefined) continue;
    const own = owners.get(table);
    const isField =
      own !== undefined &&
      subjects.some((subject) => fieldNamed(subject, own, names.get(own) ?? new Set(), table) !== undefined);
    // A caption that names a field of this very operation by its exact name means that field.
    if (isField && referred.get(subjectKey(subjects[0] ?? "")) === undefined) continue;
    table.typeName = name;
    table.attached = true;
  }
}

/** Puts the tables of an operation under the fields that their captions name. */
export function attachTables(operation: OperationDraft): void {
  const names = namesOf(operation);
  for (const table of operation.tables) {
    if (table.attached || table.rootType !== undefined) continue;
    for (const subject of tellingSubjects(table)) {
      const target = fieldNamed(subject, operation, names, table);
      if (target === undefined || allRows(table.rows).includes(target)) continue;
      target.children.push(...table.rows);
      if (target.type !== "" && isScalar(target.type)) target.type = "";
      table.attached = true;
      break;
    }
  }
}

/** The names of an operation's fields, in lower case. */
function namesOf({ tables }: OperationDraft): ReadonlySet<string> {
  return new Set(tables.flatMap(({ rows }) => allRows(rows).map(({ name }) => name.toLowerCase())));
}

/** The field of an operation that a caption's word names: on the same side first, the nearest table above first. */
function fieldNamed(
  subject: string,
  operation: OperationDraft,
  names: ReadonlySet<string>,
  table: TableDraft,
): RowDraft | undefined {
  const steps = subject
    .replace(/\[\s*\w*\s*\]/g, "")
    .split(/\.|->|>|\//)
    .map((step) => step.trim().toLowerCase())
    .filter((step) => step !== "");
  const last = steps.at(-1);
  if (last === undefined || !names.has(last)) return undefined;
  const own = new Set(allRows(table.rows));
  const index = operation.tables.indexOf(table);
  const before = operation.tables.slice(0, index).reverse();
  const others = [...before, ...operation.tables.slice(index + 1)].filter(
    ({ setting }) => setting.role !== "head" && setting.role !== "path",
  );
  const ordered = [
    ...others.filter(({ side }) => side === table.side),
    ...others.filter(({ side }) => side !== table.side),
  ];
  for (const other of ordered) {
    const found = allRows(other.rows).find(
      (row) =>
        row.name.toLowerCase() === last &&
        !own.has(row) &&
        row.children.length === 0 &&
        mayHoldFields(row) &&
        isUnder(row, steps.slice(0, -1), other.rows),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function isUnder(row: RowDraft, steps: readonly string[], rows: readonly RowDraft[]): boolean {
  const parent = steps.at(-1);
  if (parent === undefined) return true;
  const isFound = allRows(rows).some((other) => other.name.toLowerCase() === parent && other.children.includes(row));
  return isFound || !allRows(rows).some((other) => other.name.toLowerCase() === parent);
}

/** Whether a field can have fields: a text or a number cannot. */
export function mayHoldFields(row: RowDraft): boolean {
  if (row.type === "") return true;
  const { type } = readType(row.type, new Set());
  return type.kind === "list" ? type.items.kind !== "scalar" : type.kind !== "scalar";
}

function isScalar(type: string): boolean {
  return readType(type, new Set()).type.kind === "scalar";
}

/** Tables whose caption names nothing any more and whose fields an object of the example shows that no table describes yet. */
export function attachByShape(operation: OperationDraft): void {
  for (const table of operation.tables) {
    if (table.attached || table.rootType !== undefined || tellingSubjects(table).length === 0) continue;
    const same = operation.tables.filter(
      (other) => other !== table && other.side === table.side && !other.attached && other.rows.length > 0,
    );
    if (same.length === 0) continue;
    const names = table.rows.map(({ name }) => name);
    const hosts = operation.tables
      .filter((other) => other !== table && other.side === table.side)
      .flatMap((other) => allRows(other.rows))
      .filter((row) => row.children.length === 0 && row.shown !== undefined && mayHoldFields(row));
    const host = hosts.find((row) => {
      const object = row.shown?.kind === "array" ? row.shown.items[0] : row.shown;
      return (
        object?.kind === "object" &&
        object.members.filter(({ key }) => names.includes(key)).length >= Math.max(1, names.length * 0.6)
      );
    });
    if (host === undefined) continue;
    host.children.push(...table.rows);
    table.attached = true;
  }
}
