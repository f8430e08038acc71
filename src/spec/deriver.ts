// Derives again and again, as a watcher does: what a changed page does not touch is taken from the time before.
import type { Document } from "../openapi/document.ts";
import { DeriveMemory, type DeriveOptions, deriveDocument } from "./derive.ts";
import type { Page, Specification } from "./page.ts";
import { byFile, type PageText, readPageText } from "./read.ts";

export interface Derived {
  readonly specification: Specification;
  readonly document: Document;
}

/** A function that derives the pages it is given, faster for those it was given before; results are as if it were the first time. */
export function createDeriver(options: DeriveOptions = {}): (pages: readonly PageText[]) => Derived {
  let known = new Map<string, { readonly text: string; readonly page: Page }>();
  const memory = new DeriveMemory();
  return (pages) => {
    const read = [...pages].sort(byFile).map(({ file, text }) => {
      const before = known.get(file);
      return { file, text, page: before?.text === text ? before.page : readPageText({ file, text }) };
    });
    known = new Map(read.map((entry) => [entry.file, entry]));
    const specification = { pages: read.map(({ page }) => page) };
    return { specification, document: deriveDocument(specification, options, memory) };
  };
}
