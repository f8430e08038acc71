// What a type's name means on a page: its table there, else what the sibling pages that define it agree on.
import { edits } from "../json/nearest.ts";
import type { Field, FieldTable, Page, Side, Specification } from "./page.ts";
import { type FieldType, showType } from "./type.ts";

/** A type's table, and the page in whose scope the types in it are to be read. */
export interface ScopedTable {
  readonly page: Page;
  readonly table: FieldTable;
  /** The pages whose agreement it is, where the asking page has no table of its own. */
  readonly siblings?: readonly Page[];
}

export interface Scope {
  /** The table that a name means on a side of a page; undefined where no page defines it. */
  find(page: Page, name: string, side: Side | undefined): ScopedTable | undefined;
  /** How often a name was looked up that its page alone does not tell: what follows from it can change with other pages. */
  readonly lookups: { readonly elsewhere: number };
  /** Whether values of a type could never end: its mandatory fields lead back to it. */
  isEndless(page: Page, type: FieldType, side: Side | undefined): boolean;
}

/** The scope of a specification: every page sees its own types first. */
export function scopeOf(specification: Specification): Scope {
  const byName = new Map<string, ScopedTable[]>();
  for (const page of specification.pages) {
    for (const table of page.types) {
      const known = byName.get(table.name);
      if (known === undefined) byName.set(table.name, [{ page, table }]);
      else if (known.at(-1)?.page !== page) known.push({ page, table });
    }
  }
  const agreements = new Map<string, ScopedTable | undefined>();
  const lookups = { elsewhere: 0 };
  const ownTypes = new Map(specification.pages.map((page) => [page, ownTypesOf(page)]));
  const find: Scope["find"] = (page, name, side) => {
    const own = ownTypes.get(page)?.(name, side);
    if (own !== undefined) return { page, table: own };
    lookups.elsewhere++;
    if (!agreements.has(name)) agreements.set(name, agreementOf(byName.get(name) ?? []));
    return agreements.get(name) ?? slipOf(page, name);
  };
  const endless = new Map<FieldTable, boolean>();
  const isEndless: Scope["isEndless"] = (page, type, side) => {
    const start = type.kind === "named" ? find(page, type.name, side) : undefined;
    if (start === undefined) return false;
    const known = endless.get(start.table);
    if (known !== undefined) return known;
    const seen = new Set<FieldTable>();
    const pending = [start];
    let leadsBack = false;
    while (!leadsBack) {
      const next = pending.pop();
      if (next === undefined) break;
      for (const field of next.table.fields) {
        const inner =
          field.presence === "mandatory" && field.type.kind === "named"
            ? find(next.page, field.type.name, side)
            : undefined;
        if (inner === undefined) continue;
        leadsBack ||= inner.table === start.table;
        if (!seen.has(inner.table)) pending.push(inner);
        seen.add(inner.table);
      }
    }
    endless.set(start.table, leadsBack);
    return leadsBack;
  };
  return { find, lookups, isEndless };
}

/** Tells a page's own table of a name; of two that differ, Request's for the request and Result's for the result. */
export function ownTypesOf(page: Page): (name: string, side: Side | undefined) => FieldTable | undefined {
  const byName = new Map<string, FieldTable[]>();
  for (const table of page.types) {
    const known = byName.get(table.name);
    if (known === undefined) byName.set(table.name, [table]);
    else known.push(table);
  }
  return (name, side) => {
    const tables = byName.get(name);
    return tables?.find((table) => table.side === side) ?? tables?.[0];
  };
}

/** The page's own type of which a name is a slip, where it is long enough to tell. */
function slipOf(page: Page, name: string): ScopedTable | undefined {
  if (name.length < 6) return undefined;
  const table = page.types.find((type) => edits(type.name.toLowerCase(), name.toLowerCase()) <= 2);
  return table === undefined ? undefined : { page, table };
}

/** The fields that all tables of a name share with one type; mandatory only where all say so. */
function agreementOf(tables: readonly ScopedTable[]): ScopedTable | undefined {
  const [first, ...others] = tables;
  if (first === undefined) return undefined;
  const fields = first.table.fields.flatMap((field): readonly Field[] => {
    const twins = others.map(({ table }) => table.fields.find((other) => sameField(other, field)));
    if (twins.includes(undefined)) return [];
    const weaker = twins.find((twin) => twin !== undefined && twin.presence !== "mandatory");
    return [field.presence === "mandatory" && weaker !== undefined ? { ...field, presence: weaker.presence } : field];
  });
  return { page: first.page, table: { ...first.table, fields }, siblings: tables.map(({ page }) => page) };
}

function sameField(a: Field, b: Field): boolean {
  return a.name === b.name && showType(a.type) === showType(b.type);
}

/** Tables of one role of an endpoint as one list of fields; of fields of one name the first stands. */
export function distinctFields(tables: readonly FieldTable[]): readonly Field[] {
  const byName = new Map<string, Field>();
  for (const field of tables.flatMap((table) => table.fields)) {
    if (!byName.has(field.name)) byName.set(field.name, field);
  }
  return [...byName.values()];
}
