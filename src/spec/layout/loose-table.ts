// Tables that GFM does not take for one: a delimiter row of another width than the header's, or none at all.
import type { Block, Prose, Table, Text } from "../../markdown/block.ts";
import { tidy } from "../../markdown/inline.ts";
import { plainText } from "./outline.ts";

const DELIMITER = /^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-*:?\s*)+\|?\s*$/;

/** The blocks of a page with such tables recovered from the paragraphs they were read as. */
export function withLooseTables(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => (block.kind === "prose" && block.raw.includes("|") ? recovered(block) : [block]));
}

function recovered(prose: Prose): readonly Block[] {
  const lines = prose.raw.split(/\r\n|\r|\n/);
  const delimiter = lines.findIndex((line) => DELIMITER.test(line));
  const isBare = delimiter < 0 && lines.length > 2 && lines.every((line) => /^\s*\|.*\|.*\S/.test(line));
  if (delimiter < 1 && !isBare) return [prose];
  const first = isBare ? 0 : delimiter - 1;
  if (!(lines[first] ?? "").includes("|")) return [prose];
  const rows = lines.flatMap((line, index) =>
    index <= (isBare ? first : delimiter) || !line.includes("|") ? [] : [cellsOf(prose, line, index)],
  );
  const table: Table = {
    kind: "table",
    header: cellsOf(prose, lines[first] ?? "", first),
    rows,
    location: { ...prose.location, line: prose.location.line + first, column: first === 0 ? prose.location.column : 1 },
  };
  if (first === 0) return [table];
  const raw = lines.slice(0, first).join("\n");
  return [{ ...prose, raw, text: tidy(raw) }, table];
}

/** The cells of a line, apart by pipes that are not escaped or in a code span. */
function cellsOf(prose: Prose, line: string, index: number): readonly Text[] {
  const start = index === 0 ? prose.location.column : 1;
  const cells: Text[] = [];
  let from = 0;
  const push = (to: number): void => {
    const written = line.slice(from, to);
    const raw = written.trim();
    const column = start + from + (written.length - written.trimStart().length);
    const location = {
      file: prose.location.file,
      line: prose.location.line + index,
      column,
      endColumn: column + raw.length,
    };
    cells.push({ text: plainText(raw.replace(/<br\s*\/?>/gi, "\u2028")).replaceAll("\u2028", "\n"), raw, location });
  };
  let isCode = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === "`") isCode = !isCode;
    else if (line[at] === "|" && !isCode) {
      push(at);
      from = at + 1;
    }
  }
  push(line.length);
  if (cells[0]?.raw === "") cells.shift();
  if (cells.at(-1)?.raw === "") cells.pop();
  return cells;
}
