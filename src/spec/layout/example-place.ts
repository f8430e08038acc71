// Rows put where an example shows their names, and told what it shows of them: captions often name no key.
import type { JsonNode } from "../tolerant-json.ts";
import { mayHoldFields, tellingSubjects } from "./attach.ts";
import type { TableDraft } from "./draft.ts";
import { cloned, type RowDraft } from "./row.ts";

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
        for (const row of table.rows) host.push(row);
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
  for (const row of rows) level.push(row);
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
