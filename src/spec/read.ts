// A folder of pages to a specification.
import { readMarkdown } from "../markdown/read.ts";
import type { Page, Specification } from "./page.ts";
import { readPage } from "./read-page.ts";

/** A page's text. `file` is relative to the specification's root, `/`-separated. */
export interface PageText {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads all pages, in the order of their files' names whatever order they come in; never throws.
 * Pages are read on their own: what one leaves undefined is looked up among the others when it is needed.
 */
export function readSpecification(pages: readonly PageText[]): Specification {
  return { pages: [...pages].sort((a, b) => byCodeUnits(a.file, b.file)).map(readPageText) };
}

/** One page on its own: what a watcher reads again. */
export function readPageText({ file, text }: PageText): Page {
  return readPage(readMarkdown(text, file));
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
