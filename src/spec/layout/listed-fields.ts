// Fields written item by item, "- `altitude` (integer, required): metres", as the table that they would be.
import type { Block, Prose, Table, Text } from "../../markdown/block.ts";
import { flagOf } from "../vocabulary.ts";
import { isTypeSpelling } from "./columns.ts";
import { plainText } from "./outline.ts";

/** An item that names a field and its type. */
interface Item {
  readonly prose: Prose;
  readonly name: string;
  readonly type: string;
  readonly flag: string;
  readonly remark: string;
}

const NAME = "[$@]?[A-Za-z_][\\w$.-]{0,60}(?:\\[\\])?";
/** `` `name` ``, **name**, "name" or name, with what stands behind it. */
const ITEM = new RegExp(
  `^(?:\\*\\*\`(${NAME})\`\\*\\*|\`(${NAME})\`|\\*\\*(${NAME})\\*\\*|__(${NAME})__|"(${NAME})"|(${NAME}))\\s*([\\s\\S]*)$`,
);
/** The type in brackets, perhaps with words beside it. */
const BRACKETED = /^(?:[:：–—-]\s*)?[(（]\s*([^()（）\n]{1,60})\s*[)）]\s*(?:[:：.,–—-]+\s*)?([\s\S]*)$/;
/** The type in code or in italics, or behind a sign. */
const SPANNED =
  /^(?:[:：–—-]\s*)?(?:`([^`\n]{1,40})`|\*([^*\n]{1,40})\*|_([^_\n]{1,40})_)\s*(?:[:：.,–—-]+\s*)?([\s\S]*)$/;
const SIGNED = /^[:：–—-]\s*([A-Za-z][\w<>[\] ]{0,30}?)\s*(?:$|(?=[(（])|[,，;.:：–—-]\s+|\n)([\s\S]*)$/;
const FLAGGED = /^[(（]?\s*(\p{L}[\p{L} ]{0,20}?)\s*(?:[)）.,;:：]+\s*|[–—-]\s+|$)([\s\S]*)$/u;

/** The blocks of a page with runs of such items as tables, and these tables. */
export function withListedFields(blocks: readonly Block[]): {
  readonly blocks: readonly Block[];
  readonly listed: readonly Table[];
} {
  const listed: Table[] = [];
  const read: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    const run: Item[] = [];
    for (let item = itemOf(blocks[index]); item !== undefined; item = itemOf(blocks[index + run.length]))
      run.push(item);
    const block = blocks[index];
    if (block === undefined) break;
    if (!areFields(run)) read.push(...blocks.slice(index, index + Math.max(1, run.length)));
    else {
      const table = tableOf(run, run[0] as Item);
      listed.push(table);
      read.push(table);
    }
    index += Math.max(1, run.length);
  }
  return { blocks: read, listed };
}

/** An item of a list, which stands further in than a paragraph of the page. */
function itemOf(block: Block | undefined): Item | undefined {
  if (block?.kind !== "prose" || block.location.column < 3 || block.raw.length > 600) return undefined;
  const found = ITEM.exec(block.raw);
  const name = found?.slice(1, 7).find((each) => each !== undefined);
  const rest = found?.[7] ?? "";
  if (name === undefined) return undefined;
  // Behind a plain word, brackets and more words are a sentence: "sent (string) by the client".
  const isSentence = found?.[6] !== undefined && /^[(（][^()（）]*[)）]\s*[^\s:：.,–—-]/.test(rest);
  const told = isSentence ? undefined : (inBrackets(rest) ?? behind(rest));
  return told === undefined || told.type.length < 3 ? undefined : { prose: block, name, ...told };
}

/** Whether items are fields: names that are set off as code or in bold, or two and more that are not the same. */
function areFields(items: readonly Item[]): boolean {
  const isSetOff = items.every(({ prose }) => /^[`*_"]/.test(prose.raw));
  return isSetOff ? items.length > 0 : items.length > 1 && new Set(items.map(({ name }) => name)).size > 1;
}

/** `(integer, optional): metres`. */
function inBrackets(rest: string): Omit<Item, "prose" | "name"> | undefined {
  const [, inside, remark = ""] = BRACKETED.exec(rest) ?? [];
  if (inside === undefined) return undefined;
  const words = inside.split(/\s*[,，;]\s*/).map(plainText);
  const type = [words.slice(0, 2).join(", "), words[0] ?? "", ...words.slice(1)].find(isTypeSpelling);
  if (type === undefined) return undefined;
  const flag = words.find((word) => flagOf(word) !== undefined && /\p{L}{3}/u.test(word)) ?? "";
  const others = words.filter((word) => word !== flag && !type.split(", ").includes(word));
  return { type, flag, remark: [...others, remark].filter((text) => text !== "").join("; ") };
}

/** `` `integer` required: metres``, `: integer - metres`. */
function behind(rest: string): Omit<Item, "prose" | "name"> | undefined {
  const spanned = SPANNED.exec(rest);
  const [type, after = ""] =
    spanned === null ? (SIGNED.exec(rest)?.slice(1) ?? []) : [spanned[1] ?? spanned[2] ?? spanned[3], spanned[4]];
  if (type === undefined || !isTypeSpelling(type)) return undefined;
  const [, word = "", remark = ""] = FLAGGED.exec(after) ?? [];
  const isFlag = flagOf(word) !== undefined && /\p{L}{3}/u.test(word);
  return { type, flag: isFlag ? word : "", remark: isFlag ? remark : after };
}

/** A row for each item; what stands further in belongs to the item above it. */
function tableOf(items: readonly Item[], first: Item): Table {
  const at = (prose: Prose, text: string, raw = text): Text => ({ text, raw, location: prose.location });
  const header = ["Name", "Type", "Required", "Description"].map((word) => at(first.prose, word));
  const open: number[] = [];
  const rows = items.map(({ prose, name, type, flag, remark }) => {
    const { column } = prose.location;
    while (open.length > 0 && (open.at(-1) ?? 0) > column) open.pop();
    if (open.at(-1) !== column) open.push(column);
    const marks = "»".repeat(open.length - 1);
    return [at(prose, name, `${marks}${name}`), at(prose, type), at(prose, flag), at(prose, plainText(remark), remark)];
  });
  const isFlagged = items.some(({ flag }) => flag !== "");
  const shown = (row: readonly Text[]): readonly Text[] => (isFlagged ? row : row.filter((_, index) => index !== 2));
  return { kind: "table", header: shown(header), rows: rows.map(shown), location: first.prose.location };
}
