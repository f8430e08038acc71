// Conditions of conditional fields, read where they plainly speak of another field of the same table; prose stays prose.
import { unquote } from "./scalar-value.ts";

export type Condition =
  /** `type = OTP`, `type is A or B` */
  | { readonly kind: "equals"; readonly field: string; readonly values: readonly string[]; readonly negated: boolean }
  /** `required when x is present` */
  | { readonly kind: "present"; readonly field: string }
  /** `if a is empty` */
  | { readonly kind: "absent"; readonly field: string }
  | { readonly kind: "prose"; readonly text: string };

/** The fields of a table by name, so that each of many conditions finds its own at once. */
export class FieldNames {
  readonly #names: ReadonlySet<string>;
  /** By the name in lower case, the first as written and the first other spelling: one of them is not the field itself. */
  readonly #spellings = new Map<string, readonly string[]>();

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
    for (const name of this.#names) {
      const known = this.#spellings.get(name.toLowerCase()) ?? [];
      if (known.length < 2) this.#spellings.set(name.toLowerCase(), [...known, name]);
    }
  }

  /** A field that a word names, by its exact name first; never `own`, the one whose condition it is. */
  named(word: string, own: string | undefined): string | undefined {
    if (word !== own && this.#names.has(word)) return word;
    return this.#spellings.get(word.toLowerCase())?.find((name) => name !== own);
  }
}

const LEAD =
  /^(?:(?:it is |is |only )?(?:mandatory|required|needed|must(?: be)?(?: present| filled| given)?)\s+)?(?:only\s+)?(?:if|when|in case|where|当|如果)\s+/i;
const TAIL = /\s*(?:,?\s*(?:it is |is )?(?:then )?(?:mandatory|required)|时必填|时必传|时)\s*[.。]?$/i;

/**
 * Reads a condition.
 * @param text the cell as it reads
 * @param names the fields of the same table; a condition on anything else is prose
 * @param own the field whose condition it is: it depends on others
 */
export function readCondition(text: string, names: FieldNames, own?: string): Condition | undefined {
  const prose = text.replace(/\s+/g, " ").trim();
  if (prose === "" || /^[-–—/]$/.test(prose)) return undefined;
  const core = prose
    .replace(LEAD, "")
    .replace(TAIL, "")
    .replace(/[.。]$/, "")
    .trim();
  const led = LEAD.test(prose);
  const field = (word: string): string | undefined => {
    const name = word
      .replace(/^(?:the |field )+/i, "")
      .replace(/[`"'“”]/g, "")
      .trim();
    return names.named(name, own);
  };
  const state =
    /^(.+?)\s+(?:is|are)\s+(not |non-?)?(?:(present|given|provided|set|filled|supplied|specified|exists?)|(empty|absent|missing|null|blank|omitted|none))$/i.exec(
      core,
    ) ?? /^(.+?)\s+(does ?n[o']t exist|exists)$/i.exec(core);
  if (state !== null) {
    const name = field(state[1] ?? "");
    if (name !== undefined) {
      const present =
        state.length < 4 ? /^exists$/i.test(state[2] ?? "") : (state[3] !== undefined) === (state[2] === undefined);
      return { kind: present ? "present" : "absent", field: name };
    }
  }
  const equation =
    /^([\p{L}\p{N}_.`"'-]+)\s*(==?=?|!=|<>|≠|:|\s(?:is not|isn't|is|equals?(?: to)?|in|为|是)\s)\s*(.+)$/iu.exec(core);
  const name = equation === null ? undefined : field(equation[1] ?? "");
  if (equation !== null && name !== undefined) {
    const operator = (equation[2] ?? "").trim().toLowerCase();
    const values = (equation[3] ?? "")
      .replace(/^[([{]|[)\]}]$/g, "")
      .split(/\s*(?:,|\/|\||\bor\b)\s*/)
      .map(unquote)
      .filter((value) => value !== "");
    const plain = values.length > 0 && values.every((value) => /^[\p{L}\p{N}_.-]+$/u.test(value));
    const wordy = /[a-z]/.test(operator);
    // "type is required …" is prose; a word operator wants a value that looks like one.
    if (plain && (!wordy || led || values.every((value) => /^([A-Z0-9_]+|true|false)$/.test(value)))) {
      return { kind: "equals", field: name, values, negated: /^(!=|<>|≠|is not|isn't)$/.test(operator) };
    }
  }
  const implied = led ? field(core) : undefined;
  return implied !== undefined ? { kind: "present", field: implied } : { kind: "prose", text: prose };
}
