// Derives again and again, as a watcher does: what a changed page does not touch is taken from the time before.
import type { Document } from "../openapi/document.ts";
import { DeriveMemory, type DeriveOptions, deriveDocument } from "./derive.ts";
import type { Page, Specification } from "./page.ts";
import { byFile, type PageText, readPageText } from "./read.ts";

export interface Derived {
  readonly specification: Specification;
  readonly document: Document;
}

export type Derive = (pages: readonly PageText[], options?: DeriveOptions) => Derived;

/** A function that derives the pages it is given, faster for those it was given before; results are as if it were the first time. */
export function createDeriver(): Derive {
  let known = new Map<string, { readonly text: string; readonly page: Page }>();
  let memory = new DeriveMemory();
  let asked = "{}";
  return (pages, options = {}) => {
    // What was written under other options is of no use.
    const asks = JSON.stringify(options);
    if (asks !== asked) memory = new DeriveMemory();
    asked = asks;
    const read = [...pages].sort(byFile).map(({ file, text }) => {
      const before = known.get(file);
      return { file, text, page: before?.text === text ? before.page : readPageText({ file, text }) };
    });
    known = new Map(read.map((entry) => [entry.file, entry]));
    const specification = { pages: read.map(({ page }) => page) };
    return { specification, document: deriveDocument(specification, options, memory) };
  };
}
