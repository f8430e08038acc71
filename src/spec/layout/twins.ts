// Operations that a page describes twice: the first takes over what the second adds, and where they differ is kept for a finding.
import type { OperationDraft, TableDraft } from "./draft.ts";
import type { RowDraft } from "./row.ts";

/** The operations without those that repeat another; settled ones in, the first of each out. */
export function withoutTwins(operations: readonly OperationDraft[]): readonly OperationDraft[] {
  const groups = new Map<string, OperationDraft[]>();
  for (const operation of operations) {
    const { url, methods, start } = operation.stretch;
    const isWhole = url !== undefined && methods.length > 0;
    const key = isWhole ? `${methods.join(" ")} ${url.path.replace(/\{[^{}]*\}/g, "{}")}` : `${start}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(operation);
  }
  return [...groups.values()].flatMap(([first, ...twins]) => {
    if (first !== undefined && twins.length > 0) merge(first, twins);
    return first ?? [];
  });
}

/** The fields of one place in all descriptions of an operation. */
interface Place {
  readonly fields: Map<string, { readonly row: RowDraft; readonly table: TableDraft; times: number }>;
  /** How many descriptions have the place. */
  times: number;
}

function merge(first: OperationDraft, twins: readonly OperationDraft[]): void {
  const places = new Map<string, Place>();
  const listed = new Set<string>();
  const shown = new Set<string>();
  for (const operation of [first, ...twins]) {
    const isFirst = operation === first;
    const added: string[] = [];
    const differing: string[] = [];
    const met = new Set<Place>();
    for (const table of operation.tables.filter(isPlaced)) {
      const key = placeOf(table);
      const place = places.get(key) ?? { fields: new Map(), times: 0 };
      const isNew = !places.has(key);
      places.set(key, place);
      if (!met.has(place)) place.times++;
      met.add(place);
      const fresh = table.rows.filter((row) => {
        const known = place.fields.get(row.name);
        if (known === undefined) {
          place.fields.set(row.name, { row, table, times: 1 });
          added.push(row.name);
          return true;
        }
        known.times++;
        if (isFirst) return true;
        if (differs(known.row, row) || known.table.presence.of(known.row) !== table.presence.of(row))
          differing.push(row.name);
        else addChildren(known.row, row, added);
        return false;
      });
      if (!isFirst && (fresh.length > 0 || (isNew && table.rootType !== undefined)))
        first.tables.push({ ...table, rows: fresh });
    }
    for (const table of operation.codes) {
      const codes = table.codes.filter(({ code }) => !listed.has(code));
      for (const { code } of codes) listed.add(code);
      if (!isFirst && codes.length > 0) first.codes.push({ ...table, codes });
    }
    for (const example of operation.examples.filter(({ side, isError }) => !shown.has(`${side} ${isError}`)))
      if (!isFirst) first.examples.push(example);
    for (const { side, isError } of operation.examples) shown.add(`${side} ${isError}`);
    if (isFirst) continue;
    first.captions.push(...operation.captions);
    const { urlPlace, place } = operation.stretch;
    first.repeats.push({ place: urlPlace ?? place, added: [...new Set(added)], differing: [...new Set(differing)] });
  }
  // What only some of the descriptions list cannot be asked of all.
  for (const { fields, times } of places.values())
    for (const field of fields.values())
      if (field.times < times && field.table.presence.of(field.row) === "mandatory") field.row.presence = "optional";
}

function isPlaced({ attached, rows, rootType }: TableDraft): boolean {
  return !attached && (rows.length > 0 || rootType !== undefined);
}

function placeOf({ side, setting: { role, status, isError } }: TableDraft): string {
  return `${side} ${role === "head" || role === "cookie" ? role : ""} ${isError ? (status ?? "error") : ""}`;
}

function differs(one: RowDraft, other: RowDraft): boolean {
  return (one.type !== other.type && one.type !== "" && other.type !== "") || one.isList !== other.isList;
}

/** Gives a field the fields that its twin alone has. */
function addChildren(known: RowDraft, twin: RowDraft, added: string[]): void {
  const names = new Map(known.children.map((row) => [row.name, row]));
  for (const row of twin.children) {
    const own = names.get(row.name);
    if (own !== undefined) {
      addChildren(own, row, added);
      continue;
    }
    known.children.push({ ...row, presence: "optional" });
    added.push(`${known.name}.${row.name}`);
  }
}
