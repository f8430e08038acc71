// What a page holds so much of that a CommonMark parser would take the square of its length: read as the text it is written as.

/** More quotations and lists in one another than any page has. */
const NESTED = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){100}/m;
/** What opens a comment, a declaration or an instruction, whose end is looked for in all that follows. */
const MOST_MARKUP = 100;
/** What opens a link or a picture. */
const MOST_LABELS = 1_000;

/** The names of micromark's constructs that a page, or the text of a cell, is to be read without; nearly always none. */
export function excessive(source: string): readonly string[] {
  const { labels, markup } = mostOpenings(source);
  return [
    ...(NESTED.test(source) ? ["blockQuote", "list"] : []),
    ...(labels > MOST_LABELS ? ["labelStartLink", "labelStartImage", "labelEnd"] : []),
    ...(markup > MOST_MARKUP ? ["htmlText"] : []),
  ];
}

/** The most that one paragraph, or one row of a table, holds. */
function mostOpenings(source: string): { readonly labels: number; readonly markup: number } {
  const most = { labels: 0, markup: 0 };
  let open = { labels: 0, markup: 0 };
  for (const [found] of source.matchAll(/\[|<[!?]|\n[ \t]*(?=[\r\n|])/g)) {
    if (found === "[") most.labels = Math.max(most.labels, ++open.labels);
    else if (found.startsWith("<")) most.markup = Math.max(most.markup, ++open.markup);
    else open = { labels: 0, markup: 0 };
  }
  return most;
}
