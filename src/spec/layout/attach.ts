// Tables put where they belong: under the field or type that their caption names, or where an example shows their names.
import type { JsonNode } from "../tolerant-json.ts";
import { namesIn, readType } from "../type.ts";
import { captionMeaning, subjectKey, subjectsOf } from "./caption.ts";
import type { OperationDraft, TableDraft } from "./draft.ts";
import type { Caption } from "./outline.ts";
import type { RowDraft } from "./row.ts";

/** All rows of a list and beneath it. */
export function allRows(rows: readonly RowDraft[]): readonly RowDraft[] {
  return rows.flatMap((row) => [row, ...allRows(row.children)]);
}

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
    if (key !== "" && !referred.has(key)) referred.set(key, word);
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
function tellingSubjects(table: TableDraft): readonly string[] {
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
  for (const table of tables) {
    const subjects = tellingSubjects(table);
    const name = table.rootType === undefined && table.rows.length > 0 ? typeOf(subjects, referred) : undefined;
    if (name === undefined) continue;
    const own = operations.find((operation) => operation.tables.includes(table));
    const isField = own !== undefined && subjects.some((subject) => fieldNamed(subject, own, table) !== undefined);
    // A caption that names a field of this very operation by its exact name means that field.
    if (isField && referred.get(subjectKey(subjects[0] ?? "")) === undefined) continue;
    table.typeName = name;
    table.attached = true;
  }
}

/** Puts the tables of an operation under the fields that their captions name. */
export function attachTables(operation: OperationDraft): void {
  for (const table of operation.tables) {
    if (table.attached || table.rootType !== undefined) continue;
    for (const subject of tellingSubjects(table)) {
      const target = fieldNamed(subject, operation, table);
      if (target === undefined || allRows(table.rows).includes(target)) continue;
      target.children.push(...table.rows);
      if (target.type !== "" && isScalar(target.type)) target.type = "";
      table.attached = true;
      break;
    }
  }
}

/** The field of an operation that a caption's word names: on the same side first, the nearest table above first. */
function fieldNamed(subject: string, operation: OperationDraft, table: TableDraft): RowDraft | undefined {
  const steps = subject
    .replace(/\[\s*\w*\s*\]/g, "")
    .split(/\.|->|>|\//)
    .map((step) => step.trim().toLowerCase())
    .filter((step) => step !== "");
  const last = steps.at(-1);
  if (last === undefined) return undefined;
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
        !own.has(row) &&
        row.name.toLowerCase() === last &&
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

/** An object that an example shows, and the keys that lead to it. */
interface Shown {
  readonly path: readonly { readonly key: string; readonly isList: boolean }[];
  readonly node: JsonNode & { readonly kind: "object" };
  readonly keys: readonly string[];
}

/** Every object of an example, outermost first; of a list the members of all its first items. */
function objectsOf(root: JsonNode): readonly Shown[] {
  const found: Shown[] = [];
  const visit = (node: JsonNode, path: Shown["path"], depth: number): void => {
    if (depth > 12 || found.length > 400) return;
    if (node.kind === "array") {
      const last = path.at(-1);
      const within = last === undefined ? path : [...path.slice(0, -1), { ...last, isList: true }];
      for (const item of node.items.slice(0, 3)) visit(item, within, depth + 1);
      return;
    }
    if (node.kind !== "object") return;
    found.push({ path, node, keys: node.members.map(({ key }) => key) });
    for (const { key, value } of node.members) visit(value, [...path, { key, isList: false }], depth + 1);
  };
  visit(root, [], 0);
  return found;
}

/**
 * Puts the tables of one side where an example shows their names, and tells each field what the example shows of it.
 * @param isNested whether the example has the shape of what the tables describe; a query has none
 */
export function placeByExample(tables: readonly TableDraft[], examples: readonly JsonNode[], isNested: boolean): void {
  const roots = tables.filter((table) => !table.attached);
  const [example] = examples;
  if (example === undefined) return;
  if (!isNested) {
    for (const table of roots) for (const node of examples) tell(table.rows, node);
    return;
  }
  const shown = examples.flatMap(objectsOf);
  for (const [position, table] of roots.entries()) {
    if (table.rows.length === 0) continue;
    const names = [...new Set(table.rows.map(({ name }) => name))];
    const score = (keys: readonly string[]): number => names.filter((name) => keys.includes(name)).length;
    const top = shown.filter(({ path }) => path.length === 0);
    const atRoot = Math.max(0, ...top.map(({ keys }) => score(keys)));
    const isNamed = tellingSubjects(table).length > 0;
    const anywhere = new Set(shown.flatMap(({ keys }) => keys));
    const found = score([...anywhere]);
    const target = reached(shown, names, atRoot, score, isNamed && position > 0);
    const most = Math.max(atRoot, target === undefined ? 0 : score(target.keys));
    if (table.setting.role === "head") continue;
    if (found > most && found >= names.length * 0.6 && found > 1 && !(isNamed && position > 0)) {
      scatter(
        table,
        top.map(({ node }) => node),
      );
    } else if (target !== undefined) {
      const host = hostOf(target.path, table, roots);
      if (host !== table.rows) {
        host.push(...table.rows);
        table.attached = true;
      }
      if (example.kind === "array") table.isList = true;
    } else if (example.kind === "array" && atRoot > 0) table.isList = true;
    else if (names.length < table.rows.length)
      scatter(
        table,
        top.map(({ node }) => node),
      );
  }
  for (const table of roots.filter(({ attached }) => !attached)) for (const node of examples) tell(table.rows, node);
}

/** The object deeper down that fits a table's names plainly better than the root does. */
function reached(
  shown: readonly Shown[],
  names: readonly string[],
  atRoot: number,
  score: (keys: readonly string[]) => number,
  isNamed: boolean,
): Shown | undefined {
  if (atRoot === names.length) return undefined;
  let best: Shown | undefined;
  let most = isNamed ? Math.max(0, atRoot - 1) : atRoot;
  for (const object of shown) {
    const own = object.path.length === 0 ? 0 : score(object.keys);
    if (own > most) [best, most] = [object, own];
  }
  // A row for the object itself beside rows for its members: a flat list of all levels.
  const [outer] = best?.path ?? [];
  if (outer !== undefined && names.includes(outer.key)) return undefined;
  return most >= Math.max(1, names.length * 0.5) ? best : undefined;
}

/** The list of rows at a path, opened where no row stands for a step. */
function hostOf(path: Shown["path"], table: TableDraft, roots: readonly TableDraft[]): RowDraft[] {
  const first = table.rows[0];
  if (first === undefined) return table.rows;
  for (const other of roots) {
    if (other === table || other.attached) continue;
    let level: RowDraft[] | undefined = other.rows;
    let row: RowDraft | undefined;
    for (const step of path) {
      row = level?.find(({ name }) => name === step.key);
      if (row !== undefined && step.isList && !/^(?:List|array)/i.test(row.type)) row.isList = true;
      level = row?.children;
    }
    if (level !== undefined && row !== undefined && mayHoldFields(row)) return level;
  }
  const rows = table.rows.splice(0);
  let level = table.rows;
  for (const { key, isList } of path) {
    const opened: RowDraft = { name: key, place: first.place, cells: {}, type: "", isList, isMap: false, children: [] };
    level.push(opened);
    level = opened.children;
  }
  level.push(...rows);
  return table.rows;
}

/** Rows that list fields of several levels one under the other, put where the example has them, in the example's order. */
function scatter(table: TableDraft, roots: readonly JsonNode[]): void {
  const { rows } = table;
  const spots = distinctSpots(roots.flatMap((root) => spotsOf(root, [])));
  if (rows.some((row) => row.children.length > 0)) return;
  const used = new Set<string>();
  let last: Spot | undefined;
  const placed = rows.map((row) => {
    const options = spots.filter((spot) => spot.path.at(-1)?.key === row.name && !used.has(pathKey(spot.path)));
    const at = last === undefined ? -1 : spots.indexOf(last);
    const beside = options.find((spot) => last !== undefined && parentKey(spot) === parentKey(last));
    const next = beside ?? options.find((spot) => spots.indexOf(spot) > at) ?? options[0];
    if (next !== undefined) {
      used.add(pathKey(next.path));
      last = next;
    }
    return { row, spot: next };
  });
  const parents = placed.flatMap(({ spot }) => (spot === undefined ? [] : [spot.path.slice(0, -1)]));
  const usual = [...parents].sort(
    (a, b) =>
      parents.filter((other) => pathKey(other) === pathKey(b)).length -
      parents.filter((other) => pathKey(other) === pathKey(a)).length,
  )[0];
  rows.splice(0);
  for (const { row, spot } of placed) levelAt(rows, spot?.path.slice(0, -1) ?? usual ?? [], row).push(row);
  for (const root of roots) repeat(rows, root);
}

/** Rows placed in an object that no row stands for go for its like-shaped neighbours in the example as well. */
function repeat(rows: RowDraft[], node: JsonNode): void {
  const object = node.kind === "array" ? node.items[0] : node;
  if (object?.kind !== "object") return;
  for (const row of [...rows]) {
    const member = object.members.find(({ key }) => key === row.name);
    if (member === undefined || row.children.length === 0) continue;
    const isOpened = Object.keys(row.cells).length === 0;
    for (const other of object.members) {
      if (!isOpened || rows.some(({ name }) => name === other.key) || !sameShape(other.value, row.children)) continue;
      rows.push({ ...row, name: other.key, isList: other.value.kind === "array", children: row.children.map(cloned) });
    }
    repeat(row.children, member.value);
  }
}

function sameShape(node: JsonNode, rows: readonly RowDraft[]): boolean {
  const object = node.kind === "array" ? node.items[0] : node;
  if (object?.kind !== "object" || object.members.length === 0) return false;
  const keys = object.members.map(({ key }) => key);
  return rows.length > 1 && rows.filter(({ name }) => keys.includes(name)).length >= rows.length * 0.8;
}

function cloned(row: RowDraft): RowDraft {
  return { ...row, children: row.children.map(cloned) };
}

interface Spot {
  readonly path: Shown["path"];
}

function pathKey(path: Shown["path"]): string {
  return path.map(({ key }) => key).join("\u0000");
}

function parentKey(spot: Spot): string {
  return pathKey(spot.path.slice(0, -1));
}

function distinctSpots(spots: readonly Spot[]): readonly Spot[] {
  const byKey = new Map<string, Spot>();
  for (const spot of spots) if (!byKey.has(pathKey(spot.path))) byKey.set(pathKey(spot.path), spot);
  return [...byKey.values()];
}

/** The rows beneath a path, opened at a row's place where none stands for a step. */
function levelAt(rows: RowDraft[], path: Shown["path"], row: RowDraft): RowDraft[] {
  let level = rows;
  for (const { key, isList } of path) {
    let step = level.find(({ name }) => name === key);
    if (step === undefined) {
      step = { name: key, place: row.place, cells: {}, type: "", isList, isMap: false, children: [] };
      level.push(step);
    } else if (isList && !/^(?:List|array)/i.test(step.type)) step.isList = true;
    level = step.children;
  }
  return level;
}

/** Every key of an example with the keys that lead to it, in the order of the text. */
function spotsOf(node: JsonNode, path: Shown["path"], depth = 0): readonly Spot[] {
  if (depth > 12) return [];
  if (node.kind === "array") {
    const last = path.at(-1);
    const within = last === undefined ? path : [...path.slice(0, -1), { ...last, isList: true }];
    return node.items.slice(0, 3).flatMap((item) => spotsOf(item, within, depth + 1));
  }
  if (node.kind !== "object") return [];
  return node.members.flatMap(({ key, value }) => {
    const own = [...path, { key, isList: false }];
    return [{ path: own }, ...spotsOf(value, own, depth + 1)];
  });
}

/** Tells each row the value that an example has for it. */
function tell(rows: readonly RowDraft[], node: JsonNode): void {
  const object = node.kind === "array" ? node.items.find((item) => item.kind === "object") : node;
  if (object?.kind !== "object") return;
  for (const row of rows) {
    const member =
      object.members.findLast(({ key }) => key === row.name) ??
      object.members.find(({ key }) => key.toLowerCase() === row.name.toLowerCase());
    if (member === undefined) continue;
    if (row.shown === undefined || (row.shown.kind === "value" && row.shown.value === null)) row.shown = member.value;
    tell(row.children, member.value);
  }
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
