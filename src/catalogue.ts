// What rules, checks, case families, faults and reporters have in common: a name and a page to read.

/** An entry of a hand-listed catalogue; its reference page and `fieldproof explain NAME` are made from it. */
export interface Entry {
  /** Kebab case, unique over all catalogues. */
  readonly name: string;
  /** One sentence that says what it does. */
  readonly summary: string;
  /** Markdown: why it exists, and what to do when it speaks. */
  readonly details: string;
}
