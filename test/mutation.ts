// Pages as nobody means to write them: sound ones of both readers' layouts, changed, swollen and bent.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { rules } from "../src/spec/rules/index.ts";
import { anyLayout, anySpecs, writePage } from "./layout-writer.ts";

const FIXTURES = "test/fixtures/pages";
const texts: readonly string[] = [
  ...readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
  ...rules.flatMap(({ bad, good }) =>
    [bad, good].flatMap((example) => (typeof example === "string" ? [example] : Object.values(example))),
  ),
  "# POST /books/{id}\n\n| Parameter | Type | Required | Description |\n|---|---|---|---|\n| id | string | yes | which |\n| a.b[].c | int | no | deep |\n\n### Response\n\n| Name | Type | Description |\n|---|---|---|\n| data | object | |\n| - inner | string | |\n\n| code | meaning |\n|---|---|\n| 0 | success |\n| 1001 | bad |\n",
];

/** What is put into pages: marks of Markdown and of the dialect, names that objects have of their own, plain noise. */
const PIECES: readonly string[] = [
  ..."|\\`*_# \n-<>[]{},:\"\t&'".split(""),
  "\n\n",
  "\r\n",
  "\r",
  "```\n",
  "~~~json\n",
  "<br>",
  "&amp;",
  "&nbsp;&nbsp;└─ ",
  "»» ",
  "<!--",
  "<table><tr><td>a</td></tr>",
  '<table>\n<tr><th rowspan="3">Name</th><th colspan=4>Type</th></tr>\n<tr><td>a</td><td>int</td></tr>\n</table>\n',
  "</td>",
  "</table>",
  "---\ntitle: x\n---\n",
  "| a | String | Y | | A/B | C |\n",
  "| --- | --- |\n",
  "POST /a/{b}\n",
  "## GET /things\n",
  "[see](#item)",
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "$ref", "a.b.c", "items[].x", "a/b"],
  ...["List\\<", "Map\\<String, A\\>", "List\\<Item\\>", "Item", "String", "int", "Blob", "Date", "Booelan", "object"],
  ...["C", "Y", "N", "O", "是", "default: 3", "max length 2", "1..3", "yyyy-MM-dd", "type = OTP", "if email is empty"],
  ...["##### Item\n", "### Result\n", "### Request\n", "### Outcome\n", "### Headers\n", "### 返回参数\n"],
  ...["SUCCESS", "GET", "/{id}", "?q=1", "200", "1e999", "-0", "99999999999999999999"],
  ...["表", "😀", "\ud800", "e\u0301", "\u202e", "\u200b", "\u3000", "\u00a0", "\ufeff", "\u2028", "\u0000"],
];

/** What pages are swollen with: each opens, nests or goes on, so that many of them in a row are deep, long or wide. */
const SWELLING: readonly string[] = [
  ...["> ", "- ", "1. ", "    ", "[", "![", "(", "**", "__", "`", "``` \n", "<", "&", "\\", "|", "| a ", " a", "\n"],
  ...['{"a":', "[1,", '"', "List\\<", "Map\\<String, ", "a.", "a[].", "a/", "»", "└─ ", "&nbsp;", "&emsp;", "<br>"],
  ...["<table><tr><td>", "<td>", "<ul><li>", "A,", "A/B/", "0: off, ", "x = 1 and ", "if a then ", "{id}/", "?a=1&"],
  ...[
    "# ",
    "## POST /a\n\n",
    "| a | String | Y |\n",
    "|---",
    "### Item\n\n",
    "字",
    "😀",
    "SUCCESS ",
    "1..2 ",
    "default ",
  ],
];

type Edit = readonly [
  kind: "put" | "cell" | "cut" | "copy" | "word" | "wrap" | "ends" | "swell",
  at: number,
  to: number,
  piece: number,
];

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom(
    ...(["put", "put", "put", "cell", "cell", "cell", "cell", "cell", "cell"] as const),
    ...(["cut", "cut", "cut", "copy", "copy", "copy", "word", "word", "wrap", "ends", "swell"] as const),
  ),
  share,
  share,
  share,
);

/** A page of either layout after one to eight changes. */
export const mutatedPage: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...texts) },
      { weight: 1, arbitrary: fc.tuple(anySpecs, anyLayout).map(([specs, layout]) => writePage(specs, layout)) },
    ),
    fc.array(edit, { minLength: 1, maxLength: 8 }),
  )
  .map(([text, edits]) => edits.reduce(change, text));

/** A word and what stands beside it: names, types, codes. */
const WORD = /[\p{L}_$][\p{L}\p{N}_$]+/gu;
const WRAPS = ["> ", "- ", "    ", "\t", "1. ", "  ", "|", "# "];
const ENDS = ["\r\n", "\r", "\n\n", " \n"];

function change(text: string, [kind, at, to, which]: Edit): string {
  const piece = of(PIECES, which);
  switch (kind) {
    case "put":
      return put(text, at, piece);
    case "swell":
      // Few are many: the length is even on a scale of powers, up to some three thousand.
      return put(text, at, of(SWELLING, which).repeat(Math.ceil(8 ** (to * 4 - 0.2))));
    case "ends":
      return text.replaceAll("\n", of(ENDS, which));
    case "word": {
      const words = text.match(WORD) ?? [];
      const [from, by] = [of(words, at), to < 0.7 ? of(words, to / 0.7) : piece];
      return from === undefined || by === undefined ? text : text.split(from).join(by);
    }
  }
  const lines = text.split("\n");
  const line = Math.floor(at * lines.length);
  const end = line + Math.floor(to * (lines.length - line)) + 1;
  if (kind === "cut") lines.splice(line, 1 + Math.floor(to * 3));
  if (kind === "wrap")
    lines.splice(line, end - line, ...lines.slice(line, end).map((inner) => `${of(WRAPS, which)}${inner}`));
  if (kind === "copy") {
    const from = Math.floor(to * lines.length);
    lines.splice(line, 0, ...lines.slice(from, from + 5));
  }
  if (kind === "cell") {
    const cells = (lines[line] ?? "").split("|");
    if (cells.length > 2) cells[1 + Math.floor(to * (cells.length - 2))] = ` ${piece.replaceAll("\n", "")} `;
    lines[line] = cells.join("|");
  }
  return lines.join("\n");
}

function put(text: string, at: number, piece: string): string {
  const place = Math.floor(at * text.length);
  return text.slice(0, place) + piece + text.slice(place);
}

function of<T>(list: readonly T[], at: number): T {
  return list[Math.floor(at * list.length)] as T;
}
