// A folder of pages to a specification.
import type { MarkdownPage } from "../markdown/block.ts";
import { readMarkdown } from "../markdown/read.ts";
import { readLayout } from "./layout/read-layout.ts";
import type { Page, Specification } from "./page.ts";
import { readPage } from "./read-page.ts";
import { tableFormsOf } from "./table-form.ts";
import { labelKeys } from "./vocabulary.ts";

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
  return { pages: [...pages].sort(byFile).map(readPageText) };
}

/** One page on its own: what a watcher reads again. */
export function readPageText({ file, text }: PageText): Page {
  const markdown = readMarkdown(text, file);
  return { ...(isFamily(markdown) ? readPage(markdown) : readLayout(markdown)), ...tableFormsOf(markdown, text) };
}

const OVERVIEW = /^api(?:url|description|methods?)$/;
const SECTION = /^(?:fieldtables?|possibleresultcodes?|blanktemplate)$/;

/**
 * Whether a page is in the seed's own layout: an overview of `API url`, `API methods` and `API description`, or sections
 * called `Field Table` or `Possible Result Code`. Such a page means what its own headings say, and nothing has to be
 * inferred; every other page is read by what its words and values make likeliest.
 */
function isFamily({ blocks }: MarkdownPage): boolean {
  return blocks.some((block) => {
    if (block.kind === "heading") return labelKeys(block.text).some((key) => SECTION.test(key));
    if (block.kind !== "table") return false;
    return [block.header, ...block.rows].some((row) => labelKeys(row[0]?.text ?? "").some((key) => OVERVIEW.test(key)));
  });
}

/** The order of pages: by their files' names, in code units. */
export function byFile({ file: a }: Pick<PageText, "file">, { file: b }: Pick<PageText, "file">): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
