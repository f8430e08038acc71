// Whether a field must be there, in layouts with and without a column for it: a flag means what its column's whole set of values makes of it.
import { isYesOfOui } from "../oui-flags.ts";
import type { Presence } from "../page.ts";
import { flagOf } from "../vocabulary.ts";
import { isCardinality, type ReadTable } from "./columns.ts";
import type { RowDraft } from "./row.ts";

/** Reads the flags of one table. */
export interface PresenceReader {
  readonly of: (row: RowDraft) => Presence;
  /** How marks were read that could have been meant otherwise; ask when all tables of the page are known. */
  readonly reading: () => string | undefined;
}

/** A table without flags and without rows of its own. */
export const SILENT: PresenceReader = { of: () => "unstated", reading: () => undefined };

/** The flags of all tables of a page: what one column leaves open the others may tell. */
export type PageFlags = Set<string>;

/** Looks at a table's columns once: `O` is yes beside `X`, optional beside `M` and `C`, here or elsewhere on the page. */
export function presenceReader(read: ReadTable, page: PageFlags): PresenceReader {
  const values = (index: number | undefined): readonly string[] =>
    index === undefined ? [] : read.rows.map((row) => row[index]?.text.trim() ?? "").filter((text) => text !== "");
  const flags = values(read.columns.get("mandatory"));
  for (const flag of flags) page.add(flag);
  const isCardinal = isCardinality(flags);
  const isCrossed = flags.some(isCross) || /[(（]?\s*[oO]\s*\/\s*[xX]/.test(headerOf(read));
  const areMarks =
    flags.some((flag) => /^[oO〇○◯]$/.test(flag)) && flags.every((flag) => /^[oO〇○◯△▲\-–—]$/.test(flag));
  const isCircled = (): boolean =>
    isCrossed || isYesOfOui(flags) || isYesOfOui(page) || (areMarks && ![...page].some((flag) => /^[MC]$/i.test(flag)));
  const onlyMarks = new Set(flags.map((flag) => flag.toLowerCase()));
  // A mark in some rows and nothing in the others: what is not marked is not required.
  const isMarked =
    onlyMarks.size === 1 && flagOf(flags[0] ?? "") === "yes" && !/^(?:[a-z]{2,}|[\p{L}]{2,})$/iu.test(flags[0] ?? "");
  // A cross and nothing else is a tick in a box, but in pages whose crosses mean no.
  const isTicked = isMarkOnly(flags, /^[xX×☒]$/) && read.rows.length > flags.length && !isEastern(read);
  const optional = values(read.columns.get("optional"));
  const areOptionMarks = optional.length > 0 && optional.length < read.rows.length && isMarkOnly(optional, MARK);
  const of = (row: RowDraft): Presence => {
    const marked = isTicked
      ? (row.cells.mandatory?.text.trim() ?? "") === ""
        ? "optional"
        : "mandatory"
      : areOptionMarks
        ? (row.cells.optional?.text.trim() ?? "") === ""
          ? "mandatory"
          : "optional"
        : undefined;
    const stated = row.presence ?? marked ?? fromCells(row, isCardinal, isCircled(), isMarked);
    return stated === "unstated" || stated === undefined ? fromWords(row) : weakened(stated, row);
  };
  const reading = (): string | undefined => {
    if (isCardinal) return undefined;
    const mark = `\`${flags[0] ?? ""}\``;
    if (isTicked || (isMarked && read.rows.length > flags.length))
      return `${mark} is read as required, and a row without a mark as optional`;
    if (areOptionMarks) return `\`${optional[0] ?? ""}\` is read as optional, and a row without a mark as required`;
    return areMarks && !isCrossed && isCircled() ? `${mark} is read as required` : undefined;
  };
  return { of, reading };
}

const MARK = /^(?:[oO〇○◯●✓✔√xX×*yYvV]|yes|true|✅|☑)$/;

function isMarkOnly(flags: readonly string[], mark: RegExp): boolean {
  return flags.length > 0 && flags.every((flag) => mark.test(flag)) && new Set(flags).size === 1;
}

/** Whether a header is Korean or Japanese, where a cross means no. */
function isEastern(read: ReadTable): boolean {
  return /[\u3040-\u30ff\uac00-\ud7af]|必須/.test(read.header.map(({ text }) => text).join(""));
}

function isCross(flag: string): boolean {
  return /^[xX×✕✗✘☓]$/.test(flag);
}

function headerOf(read: ReadTable): string {
  const index = read.columns.get("mandatory");
  return index === undefined ? "" : (read.header[index]?.text ?? "");
}

function fromCells(row: RowDraft, isCardinal: boolean, isCircled: boolean, isMarked: boolean): Presence | undefined {
  const text = row.cells.mandatory?.text.trim() ?? "";
  if (row.cells.mandatory !== undefined) {
    if (isCardinal)
      return /^(?:\+|0*[1-9]\d*(?:\s*(?:\.\.|-|:)\s*(?:\d+|[nm*∞]))?)$/i.test(text)
        ? "mandatory"
        : text === ""
          ? "unstated"
          : "optional";
    if (isCircled && /^[oO〇○◯]$/.test(text)) return "mandatory";
    if (/^[△▲]$/.test(text)) return "conditional";
    if (text === "") return isMarked ? "optional" : "unstated";
    // "yes (if …)", "yes unless …": only then.
    if (
      presenceOf(text) === undefined &&
      /^\S{1,20}[\s,]+(?:only |but )?(?:if|when|unless|si|se|sauf|wenn|falls|если|jika|nếu|khi)\s/iu.test(text)
    )
      return "conditional";
    if (
      presenceOf(text) === undefined &&
      /[(（][^(（\n]*(?:\bif\b|\bwhen\b|时|如果|場合|경우|\bsi\b|\bse\b|если|wenn|jika|nếu|khi)/iu.test(text)
    )
      return "conditional";
    return (
      presenceOf(text) ??
      presenceOf(text.split(/[\s(（,，;；:：*\\]/, 1)[0] ?? "") ??
      (/required|必/i.test(text) && /if|when|时|如果|for|за/i.test(text) ? "conditional" : "unstated")
    );
  }
  const inverted = row.cells.optional?.text.trim() ?? "";
  if (inverted !== "") {
    const flag = flagOf(inverted.split(/\s/, 1)[0] ?? "");
    if (/^(?:not null|notnull|required)$/i.test(inverted)) return "mandatory";
    if (/^(?:null|nullable|optional)$/i.test(inverted)) return "optional";
    return flag === "yes" ? "optional" : flag === "no" ? "mandatory" : "unstated";
  }
  return undefined;
}

function presenceOf(text: string): Presence | undefined {
  const flag = flagOf(text);
  return flag === "yes" ? "mandatory" : flag === "no" ? "optional" : flag;
}

const OPTIONAL =
  /^[\s*[(（【"]*(?:optional(?:ly)?|opcional|可选(?!值|项|范围|[:：])|选填|非必填|非必须|非必传|不必填|可不填|可不传|任意(?=[)）、。，\s]|$)|省略可|선택|facultatif|optionnel|необязательн\p{L}*|tùy chọn|opsional|không bắt buộc|tidak wajib|facoltativo|opzionale|optioneel|opcjonaln\p{L}*)/iu;
const MANDATORY =
  /^[\s*[(（【"]*(?:required|mandatory|必须|必填|必选|必需|必传|必須|필수|obrigat[óo]ri[oa]|obligatori[oa]|requerid[oa]|obligatoire|обязательн\p{L}*|bắt buộc|wajib|pflichtfeld|erforderlich|obbligatori[oa]|verplicht|wymagan\p{L}*|zorunlu)(?=$|[\s)\]）】*.,;:。，、；：!！-])/iu;
const CONDITION =
  /^[^.。;；,，\n]{0,40}\b(?:if|when|for|unless|only|quando|cuando|si|если|when|wenn|jika|nếu)\b|^[^.。;；\n]{0,12}(?:时|的话|場合|경우)/iu;
const INSIDE =
  /[([（【]\s*(optional|opcional|可选|选填|非必填|任意|선택|facultatif|optionnel|необязательно|required|mandatory|必填|必须|必选|必須|필수|obrigatório|obligatorio|requerido|обязательно)\s*[)\]）】]/iu;

/** What the words of a row say of it, where no column does. */
export function wordedPresence(row: RowDraft): Presence {
  return fromWords(row);
}

/** Where no column says it, the words of the description may: "Optional.", "必须，…", "(required)". */
function fromWords(row: RowDraft): Presence {
  if (row.cells.mandatory !== undefined && row.cells.mandatory.text.trim() !== "") return "unstated";
  const texts = [row.cells.remarks?.text, row.cells.constraint?.text, row.aside].filter((part) => part !== undefined);
  return texts.map(presenceIn).find((presence) => presence !== "unstated") ?? "unstated";
}

function presenceIn(text: string): Presence {
  if (OPTIONAL.test(text)) return "optional";
  const lead = MANDATORY.exec(text);
  if (lead !== null) return CONDITION.test(text.slice(lead[0].length)) ? "conditional" : "mandatory";
  const inside = INSIDE.exec(text)?.[1];
  if (inside !== undefined) return MANDATORY.test(inside) ? "mandatory" : "optional";
  return "unstated";
}

/** A flag that the words beside it take back: one of two must be given. */
function weakened(presence: Presence, row: RowDraft): Presence {
  const text = row.cells.remarks?.text ?? "";
  return presence === "mandatory" &&
    /两者(?:传|选|填)其?一|二选一|任选其一|either .{1,40} or .{1,40} (?:is|must)|one of the two/i.test(text)
    ? "conditional"
    : presence;
}
