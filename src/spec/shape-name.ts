// What each shape of a named type is called in the document: told by the pages that have it, not by the order they come in.
import type { FieldTable, Page, Side, Specification } from "./page.ts";
import { ownTypesOf } from "./scope.ts";
import { namesIn } from "./type.ts";

/** A table's shape on a side, as one line. */
export type ShapeOf = (page: Page, table: FieldTable, side: Side) => string;

/**
 * The shape that carries the plain name of each type: the one that most pages have, of equals the one on the first page.
 * Every other shape of the name is told apart by its page's path.
 */
export function plainShapes(specification: Specification, shapeOf: ShapeOf): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const page of specification.pages) {
    for (const { table, side } of usedTypes(page)) {
      const shapes = counts.get(table.name) ?? new Map<string, number>();
      counts.set(table.name, shapes);
      const shape = shapeOf(page, table, side);
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    }
  }
  return new Map(
    [...counts].map(([name, shapes]) => {
      const [most] = [...shapes].sort((a, b) => b[1] - a[1]);
      return [name, most?.[0] ?? ""];
    }),
  );
}

/** What tells a page's type from others of its name: `shop/cart-price.md` → `ShopCartPrice`. */
export function pathWord(file: string): string {
  return file
    .replace(/\.[^./]*$/, "")
    .split("/")
    .map(pascal)
    .join("");
}

function pascal(text: string): string {
  return (text.match(/[A-Za-z0-9]+/g) ?? []).map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join("");
}

/** A page's own types with each side that they are reached from. */
function usedTypes(page: Page): readonly { readonly table: FieldTable; readonly side: Side }[] {
  if (page.types.length === 0) return [];
  const own = ownTypesOf(page);
  return (["request", "result"] as const).flatMap((side) => {
    const reached = new Set<FieldTable>();
    const pending = page.endpoints.flatMap(({ tables }) => tables.filter((table) => table.side === side));
    for (let table = pending.pop(); table !== undefined; table = pending.pop()) {
      for (const name of table.fields.flatMap(({ type }) => namesIn(type))) {
        const inner = own(name, side);
        if (inner === undefined || reached.has(inner)) continue;
        reached.add(inner);
        pending.push(inner);
      }
    }
    return page.types.filter((table) => reached.has(table)).map((table) => ({ table, side }));
  });
}
