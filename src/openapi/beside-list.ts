// What an answer says of a list beside it: its total, its page, whether more follow.
import { joinPointer, valueAt } from "../json/pointer.ts";
import { countsEntries, moreFollow } from "./list-page.ts";

export interface Beside {
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** @param path to the ids in the list: `items`, `*`, `itemId` */
export function besideList(answer: unknown, path: readonly string[]): readonly Beside[] {
  const parent = path.slice(0, Math.max(0, path.indexOf("*") - 1));
  const own = membersOf(valueAt(answer, joinPointer("", ...parent)), joinPointer("", ...parent));
  // It may stand in an object of its own.
  return [...own, ...own.flatMap(({ value, pointer }) => membersOf(value, pointer))];
}

/** Whether more entries are said to follow; undefined where nothing says. */
export function moreAfter(answer: unknown, path: readonly string[]): boolean | undefined {
  return besideList(answer, path)
    .map(({ name, value }) => moreFollow(name, value))
    .find((flag) => flag !== undefined);
}

/** How many entries a list in pages is said to have; undefined where nothing says. */
export function totalOf(answer: unknown, path: readonly string[]): number | undefined {
  const total = besideList(answer, path).find(
    ({ name, value }) => countsEntries(name, true) && Number.isInteger(value),
  );
  return total === undefined ? undefined : Number(total.value);
}

function membersOf(value: unknown, pointer: string): readonly Beside[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, inner]) => ({ name, value: inner, pointer: joinPointer(pointer, name) }));
}
