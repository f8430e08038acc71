// Places held to the pages they point into: inside the page, not empty, and on the words they speak of.
import type { Document } from "../src/openapi/document.ts";
import type { Diagnostic, Location } from "../src/report.ts";
import type { PageText } from "../src/spec/read.ts";

/** Rules that speak of what is not there: their place may be that of an empty cell. */
const OF_NOTHING: ReadonlySet<string> = new Set([
  "conditional-without-condition",
  "empty-row",
  "missing-mandatory-flag",
  "missing-method",
  "missing-path",
  "no-field-table",
  "ragged-row",
]);

/** Rules whose place is that of the first words they quote. */
const OF_ITS_WORDS: ReadonlySet<string> = new Set([
  "code-type",
  "duplicate-field",
  "duplicate-result-code",
  "duplicate-type",
  "example-type",
  "example-unknown-key",
  "heading-alias",
  "heading-depth",
  "invalid-mandatory-flag",
  "misspelled-code",
  "misspelled-label",
  "misspelled-type-heading",
  "odd-code-spelling",
  "result-code-without-field",
  "synonymous-codes",
  "unbalanced-quote",
  "undefined-type",
  "unknown-section",
  "unknown-type",
]);

/** Rules that quote a field's name and point into its row. */
const OF_A_ROW: ReadonlySet<string> = new Set([
  "condition-in-prose",
  "conditional-without-condition",
  "date-without-format",
  "default-in-remarks",
  "endless-type",
  "file-in-request",
  "limits-in-remarks",
  "mandatory-with-default",
  "missing-mandatory-flag",
  "values-in-remarks",
]);

type Lines = ReadonlyMap<string, readonly string[]>;

/** What is wrong with the places of findings and of a document's `x-source`; empty where nothing is. */
export function wrongPlaces(
  pages: readonly PageText[],
  findings: readonly Diagnostic[],
  document: Document,
): readonly string[] {
  const lines = new Map(pages.map(({ file, text }) => [file, text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)]));
  return [...findings.flatMap((finding) => misplaced(lines, finding)), ...misplacedSources(lines, document)];
}

function misplaced(lines: Lines, { code, message, location, related = [], fix = [] }: Diagnostic): readonly string[] {
  if (location === undefined) return [`${code} has no place`];
  const outside = [location, ...related, ...fix.map((edit) => edit.location)].filter(
    (place) => !isInside(lines, place),
  );
  if (outside.length > 0) return outside.map((place) => `${code} points to ${JSON.stringify(place)}, outside its line`);
  const line = lineOf(lines, location) ?? "";
  const { column, endColumn = line.length + 1 } = location;
  const words = line.slice(column - 1, endColumn - 1);
  if (words.trim() === "" && !OF_NOTHING.has(code)) return [`${code} points to nothing: ${JSON.stringify(line)}`];
  // Where the words are backticks, the quotes around them cannot be told from what they quote.
  const quoted = /^`+$/.test(words.trim()) ? words : (/`([^`]+)`/.exec(message)?.[1] ?? "");
  const where = OF_ITS_WORDS.has(code) ? words : OF_A_ROW.has(code) && line.includes("|") ? line : undefined;
  return where === undefined || says(where, quoted)
    ? []
    : [`${code} points to ${JSON.stringify(words)}, and says: ${message}`];
}

function isInside(lines: Lines, location: Location): boolean {
  const line = lineOf(lines, location);
  const { column, endColumn = column } = location;
  return line !== undefined && column >= 1 && endColumn >= column && endColumn <= line.length + 1;
}

function lineOf(lines: Lines, { file, line }: Location): string | undefined {
  return lines.get(file)?.[line - 1];
}

/** Whether a source says some words, markup and escapes aside. */
function says(source: string, words: string): boolean {
  return plain(source).includes(plain(words));
}

function plain(text: string): string {
  return text
    .replace(/<[^<>]*>|&#?\w+;/g, "")
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** Properties, parameters and result codes whose `x-source` is not where their names stand. */
function misplacedSources(lines: Lines, document: Document): readonly string[] {
  const wrong: string[] = [];
  const look = (name: string, node: unknown): void => {
    const source = (node as Record<string, unknown> | null)?.["x-source"];
    if (typeof source !== "string") return;
    const [, file = "", line, column] = /^(.*):(\d+):(\d+)$/s.exec(source) ?? [];
    const place = { file, line: Number(line), column: Number(column) };
    const rest = (lineOf(lines, place) ?? "").slice(place.column - 1);
    // An answer that no code stands for is the page's own example.
    if (!isInside(lines, place) || !(name === "documented" || says(rest, name)))
      wrong.push(`${name} is said to stand at ${source}: ${rest}`);
  };
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, inner] of Object.entries(node)) {
      if (key === "properties" || key === "examples")
        for (const [name, member] of Object.entries(inner as object)) look(name, member);
      if (key === "parameters" && Array.isArray(inner))
        for (const parameter of inner as readonly { readonly name: string }[]) look(parameter.name, parameter);
      // What an example holds is the API's, not the document's.
      if (key !== "value" && key !== "example" && key !== "default" && key !== "enum") visit(inner);
    }
  };
  visit(document);
  return wrong;
}
