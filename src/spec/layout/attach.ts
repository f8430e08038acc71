// Tables put where they belong: under the field or type that their caption names.

import type { Side } from "../page.ts";
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

const LINKED = /\[([^[\]]{1,60})\]\(#[^()\s]*\)/;

/** Gives objects and lists of no type the type that the link in their remark leads to: "see [Address](#address)". */
function followLinks(tables: readonly TableDraft[]): void {
  const described = new Map<string, string>();
  for (const table of tables)
    for (const subject of table.rows.length > 0 ? tellingSubjects(table) : [])
      described.set(subjectKey(subject), subject);
  for (const row of tables.flatMap((table) => allRows(table.rows))) {
    const linked = LINKED.exec(row.cells.remarks?.raw.slice(0, 400) ?? "")?.[1]?.replace(/[`*]/g, "");
    if (linked === undefined || row.children.length > 0) continue;
    const { type } = readType(row.type, new Set());
    const isList = type.kind === "list" && /^(?:any|object)$/.test(type.items.kind);
    const name = type.kind === "object" || isList ? described.get(subjectKey(linked)) : undefined;
    if (name !== undefined && /^[\p{L}_$][\p{L}\p{N}_$.]*$/u.test(name)) row.type = isList ? `List<${name}>` : name;
  }
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
  followLinks(tables);
  const referred = referredTypes(tables);
  const owners = new Map(
    operations.flatMap((operation) => {
      const fields = new NamedFields(operation.tables);
      return operation.tables.map((table) => [table, fields]);
    }),
  );
  for (const table of tables) {
    const subjects = tellingSubjects(table);
    const name = table.rootType === undefined && table.rows.length > 0 ? typeOf(subjects, referred) : undefined;
    if (name === undefined) continue;
    // A caption that names a field of this very operation by its exact name means that field.
    const isExact = referred.get(subjectKey(subjects[0] ?? "")) === undefined;
    if (isExact && subjects.some((subject) => owners.get(table)?.meant(subject, table) !== undefined)) continue;
    table.typeName = name;
    table.attached = true;
  }
}

/** Puts the tables of an operation under the fields that their captions name. */
export function attachTables(operation: OperationDraft): void {
  const fields = new NamedFields(operation.tables);
  for (const table of operation.tables) {
    if (table.attached || table.rootType !== undefined) continue;
    for (const subject of tellingSubjects(table)) {
      const target = fields.meant(subject, table);
      if (target === undefined) continue;
      fields.fill(target, table.rows);
      if (target.type !== "" && isScalar(target.type)) target.type = "";
      table.attached = true;
      break;
    }
  }
}

/** A field, its table, and that table's place among the operation's. */
interface Named {
  readonly row: RowDraft;
  readonly table: TableDraft;
  readonly position: number;
}

/** Fields that may be given a table's rows, the nearest first; those that have fields by now are passed over at once. */
class Waiting {
  readonly #fields: readonly Named[];
  /** For each field that was passed over, where to look next. */
  readonly #next = new Map<number, number>();

  constructor(fields: readonly Named[]) {
    this.#fields = fields;
  }

  /** From the first field on whose table's place fits; those that fit stand behind those that do not. */
  *from(fits: (position: number) => boolean): Generator<Named> {
    let low = 0;
    let high = this.#fields.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fits(this.#fields[middle]?.position ?? 0)) high = middle;
      else low = middle + 1;
    }
    for (let index = this.#free(low); index < this.#fields.length; index = this.#free(index + 1)) {
      yield this.#fields[index] as Named;
    }
  }

  #free(from: number): number {
    let free = from;
    while ((this.#fields[free]?.row.children.length ?? 0) > 0) free = this.#next.get(free) ?? free + 1;
    for (let index = from; index < free; ) {
      const next = this.#next.get(index) ?? index + 1;
      this.#next.set(index, free);
      index = next;
    }
    return free;
  }
}

/** The fields of an operation by their names in lower case, so that each of many captions finds its own at once. */
class NamedFields {
  readonly #named = new Map<string, Named[]>();
  /** By name and side: those above a place, and those below. Told when first asked for. */
  readonly #waiting = new Map<string, readonly [above: Waiting, below: Waiting]>();
  readonly #positions: ReadonlyMap<TableDraft, number>;
  readonly #parents = new Map<RowDraft, RowDraft>();
  /** For each field under another, one that it is under: the outermost when last asked for. */
  readonly #shortcuts = new Map<RowDraft, RowDraft>();

  constructor(tables: readonly TableDraft[]) {
    this.#positions = new Map(tables.map((table, position) => [table, position]));
    for (const [table, position] of this.#positions) {
      for (const row of allRows(table.rows)) {
        for (const child of row.children) this.#put(child, row);
        const name = row.name.toLowerCase();
        const known = this.#named.get(name);
        if (known === undefined) this.#named.set(name, [{ row, table, position }]);
        else known.push({ row, table, position });
      }
    }
  }

  /** Gives a field the rows of another table. */
  fill(field: RowDraft, rows: readonly RowDraft[]): void {
    for (const row of rows) {
      field.children.push(row);
      this.#put(row, field);
    }
  }

  /** The field without fields that a caption's word names: on the same side first, the nearest table above first. */
  meant(subject: string, table: TableDraft): RowDraft | undefined {
    const steps = subject
      .replace(/\[\s*\w*\s*\]/g, "")
      .split(/\.|->|>|\//)
      .map((step) => step.trim().toLowerCase())
      .filter((step) => step !== "");
    const name = steps.at(-1) ?? "";
    if (!this.#named.has(name)) return undefined;
    const own = new Set(table.rows);
    const place = this.#positions.get(table) ?? -1;
    for (const isSameSide of [true, false]) {
      const [above, below] = this.#waitingFor(name, table.side, isSameSide);
      const nearest = [above.from((position) => position < place), below.from((position) => position > place)];
      for (const fields of nearest) {
        for (const { row, table: other } of fields) {
          if (!own.has(this.#outermost(row)) && this.#isUnder(row, other, steps.at(-2))) return row;
        }
      }
    }
    return undefined;
  }

  #put(row: RowDraft, parent: RowDraft): void {
    this.#parents.set(row, parent);
    this.#shortcuts.set(row, parent);
  }

  #waitingFor(name: string, side: Side, isSameSide: boolean): readonly [above: Waiting, below: Waiting] {
    const key = `${side} ${isSameSide} ${name}`;
    const known = this.#waiting.get(key);
    if (known !== undefined) return known;
    const below = (this.#named.get(name) ?? []).filter(
      ({ row, table }) =>
        (table.side === side) === isSameSide &&
        table.setting.role !== "head" &&
        table.setting.role !== "path" &&
        mayHoldFields(row),
    );
    // The tables in turn, but each table's rows as they stand.
    const above = below.toSorted((a, b) => b.position - a.position);
    const waiting = [new Waiting(above), new Waiting(below)] as const;
    this.#waiting.set(key, waiting);
    return waiting;
  }

  #outermost(row: RowDraft): RowDraft {
    let outermost = row;
    for (let next = this.#shortcuts.get(row); next !== undefined; next = this.#shortcuts.get(next)) outermost = next;
    for (let under = row; under !== outermost; ) {
      const next = this.#shortcuts.get(under) ?? outermost;
      this.#shortcuts.set(under, outermost);
      under = next;
    }
    return outermost;
  }

  /** Whether a field stands under one of this name, where its table has one. */
  #isUnder(row: RowDraft, table: TableDraft, parent: string | undefined): boolean {
    if (parent === undefined || this.#parents.get(row)?.name.toLowerCase() === parent) return true;
    return this.#named.get(parent)?.some((other) => other.table === table) !== true;
  }
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
  const hosts = operation.tables.flatMap((table) =>
    allRows(table.rows)
      .filter(({ shown }) => shown !== undefined)
      .map((row) => ({ row, table, keys: keysOf(row) })),
  );
  if (hosts.length === 0) return;
  for (const table of operation.tables) {
    if (table.attached || table.rootType !== undefined || tellingSubjects(table).length === 0) continue;
    const isAlone = !operation.tables.some(
      (other) => other !== table && other.side === table.side && !other.attached && other.rows.length > 0,
    );
    if (isAlone) continue;
    const names = table.rows.map(({ name }) => name);
    const host = hosts.find(
      ({ row, table: other, keys }) =>
        other !== table &&
        other.side === table.side &&
        row.children.length === 0 &&
        names.filter((name) => keys.has(name)).length >= Math.max(1, names.length * 0.6) &&
        mayHoldFields(row),
    )?.row;
    if (host === undefined) continue;
    for (const row of table.rows) host.children.push(row);
    table.attached = true;
  }
}

/** The keys of the object, or of the first of the objects, that an example shows of a field. */
function keysOf({ shown }: RowDraft): ReadonlySet<string> {
  const object = shown?.kind === "array" ? shown.items[0] : shown;
  return new Set(object?.kind === "object" ? object.members.map(({ key }) => key) : []);
}
