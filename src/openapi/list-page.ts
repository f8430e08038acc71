// Names by which a list is asked for page by page, and by which an answer says how many entries it has in all.
import { wordsOf } from "./thing.ts";

const PAGE = /^(page|page (no|num|number|index)|current|current page)$/;
const SIZE = /^(size|limit|page (size|limit)|per page|rows|count)$/;
const OFFSET = /^(offset|skip|start|start (at|index))$/;
const MORE = /^(has (next|more)( page| pages)?|more)$/;
const LAST = /^(is )?last( page)?$/;
const KEYWORD = /^(keywords?|query|q|search|search (text|term|word|words|key))$/;
const COUNT = /^(total (count|items?|elements|records)|item count)$/;

/** Whether a request's field says which page of a list is asked for. */
export function isPageNumber(name: string): boolean {
  return PAGE.test(wordsOf(name));
}

/** Whether a request's field says how many entries a page may have. */
export function isPageSize(name: string): boolean {
  return SIZE.test(wordsOf(name));
}

/** Whether a request's field says how many entries come before those asked for. */
export function isOffset(name: string): boolean {
  return OFFSET.test(wordsOf(name));
}

/** Whether a request's field says what is looked for in the text of entries. */
export function isKeyword(name: string): boolean {
  return KEYWORD.test(wordsOf(name));
}

/** Whether more entries follow, as a flag beside the list has it; undefined where it is no such flag. */
export function moreFollow(name: string, value: unknown): boolean | undefined {
  if (typeof value !== "boolean") return undefined;
  const words = wordsOf(name);
  return MORE.test(words) ? value : LAST.test(words) ? !value : undefined;
}

/** Whether a field beside a list counts its entries; a bare `total` may be a sum of money, but beside a list in pages it is none. */
export function countsEntries(name: string, isPaged: boolean): boolean {
  const words = wordsOf(name);
  return COUNT.test(words) || (isPaged && words === "total");
}
