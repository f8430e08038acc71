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

const REQUIRED =
  "(?:mandatory|required|needed|compulsory|must(?: be)? (?:present|filled|given|provided|set|sent)|obligatori[oa]s?|requerid[oa]s?|obrigat[óo]ri[oa]s?|obligatoires?|requise?|pflicht(?:feld|angabe)?|erforderlich|verpflichtend|обязател\\p{L}*|obbligatori[oa]|verplicht|wymagan\\p{L}*|bắt buộc|wajib|zorunlu|必填|必传|必傳|必须(?:填写?|传)?|必需|必选|必須|必要|필수)";
const WHEN =
  "(?:if|when(?:ever)?|in case|where|provided that|si|cuando|se|quando|caso|wenn|falls|если|когда|при|lorsque|quand|jika|bila|nếu|khi|eğer|als|jeśli)";
const DENSE_WHEN = "(?:仅当|只有当|当|當|如果|若|假如|只有|在)";

const LEAD = new RegExp(
  `^(?:(?:it is |is |only |field is |es |é |ist |est |campo )?${REQUIRED}\\s*[,，:：(（]?\\s*)?(?:only |solo |sólo |apenas |nur |только |seulement )?(?:${WHEN}\\s+|${DENSE_WHEN}\\s*)`,
  "iu",
);
/** "required (type = 1)": the brackets do the work of a word. */
const BRACKETED = new RegExp(`^${REQUIRED}\\s*[(（]`, "iu");
const TAIL = new RegExp(
  `\\s*(?:,?\\s*(?:it is |is |es |é |ist |est |sind )?(?:then |so |dann |entonces |então )?${REQUIRED}|(?:的)?(?:时候?|情况下|的话)[,，]?\\s*(?:则|才|该?字段|此项|为|是)*(?:${REQUIRED})?|(?:の|である)?(?:場合|とき|時)(?:のみ|に|は)*、?\\s*(?:${REQUIRED})?|\\s*(?:인|일|한|할)?\\s*(?:경우|때)(?:에)?(?:는|만)?\\s*(?:${REQUIRED})?)\\s*[.。)）]*$`,
  "iu",
);
/** What holds where the condition does not. */
const OTHERWISE = /[,，;；]?\s*(?:否则|否則|otherwise|else|sino|senão|sonst|иначе|sinon|それ以外|아니면).*$/iu;

const NOT_REQUIRED = new RegExp(
  `(?:\\b(?:not|no|non|nicht|não|never|optional)|(?<!\\p{L})не)\\s+(?:\\p{L}+\\s+)?${REQUIRED}|不(?:是)?必|非必|无需|無需|不要求|необязат|선택`,
  "iu",
);
const IS_REQUIRED = new RegExp(`(?<!\\p{Script=Latin})${REQUIRED}`, "iu");
const IS_WHEN = new RegExp(
  `(?<!\\p{L})${WHEN}(?!\\p{L})|${DENSE_WHEN}|[时時](?!间|間|长|区)|的话|情况下|場合|とき|경우|때`,
  "iu",
);

/** Whether words say when something is so. */
export function saysWhen(text: string): boolean {
  return IS_WHEN.test(text);
}

/**
 * The sentence of a remark that says when a field must be there: "colour; required if kind = BIRD", `颜色，type为1时必填`.
 * @returns its condition, prose where it is about no field; undefined where no sentence says it
 */
export function readRequirement(remark: string, names: FieldNames, own?: string): Condition | undefined {
  let prose: Condition | undefined;
  for (const sentence of remark.slice(0, LONGEST).split(/[;；。\n]|\.(?=\s|$)/)) {
    if (!IS_REQUIRED.test(sentence) || !IS_WHEN.test(sentence) || NOT_REQUIRED.test(sentence)) continue;
    // What stands before a comma may be of the field itself.
    for (const start of [
      0,
      ...[...sentence.matchAll(/[,，(（:：]\s*/g)].slice(0, 8).map((sign) => sign.index + sign[0].length),
    ]) {
      // Nor is what stands behind one, once it is said: "kind = BIRD: required, 1 to 7".
      for (const part of [sentence.slice(start), sentence.slice(start).replace(BEHIND, "$1")]) {
        const condition = readCondition(part, names, own);
        if (condition !== undefined && condition.kind !== "prose") return condition;
        prose ??= condition;
      }
    }
  }
  return prose;
}

const BEHIND = new RegExp(`(${REQUIRED})\\s*[,，、(（].*$`, "iu");
/** No remark says it further on. */
const LONGEST = 4000;

const PRESENT =
  "present|given|provided|set|filled|supplied|specified|exists?|presente|informad[oa]|indicad[oa]|angegeben|gesetzt|указан\\p{L}*|задан\\p{L}*|renseigné|présent";
const ABSENT = "empty|absent|missing|null|blank|omitted|none|vací[oa]|vazi[oa]|ausente|leer|пуст\\p{L}*|absent|vide";
const STATE = new RegExp(
  `^(.+?)\\s+(?:is|are|es|está|é|esta|ist|est)\\s+(not |non-?|no |não |nicht |pas )?(?:(${PRESENT})|(${ABSENT}))$`,
  "iu",
);
const DENSE_STATE =
  /^([A-Za-z_][\w.-]*)\s*(?:(不为空|不空|非空|有值|存在|已填|有り|がある|が存在(?:する)?|(?:이|가)\s?있(?:는|을))|(为空|不存在|无值|未填|未传|がない|が空|が存在しない|(?:이|가)\s?없(?:는|을)))$/u;
const EQUATION =
  /^([\p{L}\p{N}_.`"'-]+)\s*(==?=?|!=|<>|≠|:|\s(?:is not|isn't|is|equals?(?: to)?|in|no es|es|não é|é|igual a|ist nicht|ist|не равен|равен|равно|est|为|是)\s)\s*(.+)$/iu;
const DENSE_EQUATION =
  /^([A-Za-z_][\w.-]*)\s*(?:的?值)?\s*(不等于|不为|不是|等于|為|为|是|選択が|が|は|값이|이|가)\s*(.+)$/u;
/** "if no phone". */
const MISSING =
  /^(?:no|without|there is no|não houver|sem|no hay|no se envía|sin|ohne|keine?|kein|sans|нет|没有|未传|不传|未填)\s*([A-Za-z_][\w.-]*)$/iu;
const NEGATED = /^(?:!=|<>|≠|is not|isn't|no es|não é|ist nicht|не равен|不等于|不为|不是)$/;

/**
 * Reads a condition.
 * @param text the cell as it reads
 * @param names the fields of the same table; a condition on anything else is prose
 * @param own the field whose condition it is: it depends on others
 */
export function readCondition(text: string, names: FieldNames, own?: string): Condition | undefined {
  const prose = text.replace(/\s+/g, " ").trim();
  if (prose === "" || /^[-–—/]$/.test(prose)) return undefined;
  const whole = prose.replace(OTHERWISE, "");
  const isBracketed = BRACKETED.test(whole);
  const core = whole
    .replace(LEAD, "")
    .replace(BRACKETED, "")
    .replace(LEAD, "")
    .replace(TAIL, "")
    .replace(/[.。,，]$/, "")
    .trim();
  const led = LEAD.test(whole) || isBracketed || TAIL.test(whole);
  const field = (word: string): string | undefined => {
    const name = word
      .replace(/^(?:the |field |el |la |los |campo |o |a |das |der |die |поле |le |字段|参数|フィールド)+/iu, "")
      .replace(/[`"'“”]/g, "")
      .trim();
    return names.named(name, own);
  };
  const gone = MISSING.exec(core)?.[1];
  const absent = gone === undefined || !led ? undefined : field(gone);
  if (absent !== undefined) return { kind: "absent", field: absent };
  return (
    stateIn(core, field) ?? equationIn(core, field, led) ?? implied(core, field, led) ?? { kind: "prose", text: prose }
  );
}

type Named = (word: string) => string | undefined;

/** `phone is present`, `phone不为空`. */
function stateIn(core: string, field: Named): Condition | undefined {
  const dense = DENSE_STATE.exec(core);
  const exists = /^(.+?)\s+(does ?n[o']t exist|exists)$/i.exec(core);
  const worded = STATE.exec(core);
  const name = field((dense ?? exists ?? worded)?.[1] ?? "");
  if (name === undefined) return undefined;
  const isPresent =
    dense !== null
      ? dense[2] !== undefined
      : exists !== null
        ? /^exists$/i.test(exists[2] ?? "")
        : (worded?.[3] !== undefined) === (worded?.[2] === undefined);
  return { kind: isPresent ? "present" : "absent", field: name };
}

/** `type = OTP`, "type is A or B", `type为1`. */
function equationIn(core: string, field: Named, led: boolean): Condition | undefined {
  for (const equation of [EQUATION.exec(core), DENSE_EQUATION.exec(core)]) {
    const name = equation === null ? undefined : field(equation[1] ?? "");
    if (equation === null || name === undefined) continue;
    const operator = (equation[2] ?? "").trim().toLowerCase();
    const values = (equation[3] ?? "")
      .replace(/^[([{]|[)\]}]$/g, "")
      .split(/\s*(?:[,，、/|]|\b(?:or|ou|oder)\b|\s[oy]\s|\sили\s|或者?|または|又は|또는)\s*/)
      .map(unquote)
      .filter((value) => value !== "");
    const plain = values.length > 0 && values.every((value) => /^[\p{L}\p{N}_.-]+$/u.test(value));
    const wordy = /\p{L}/u.test(operator);
    // "type is required …" is prose; a word operator wants a value that looks like one.
    if (plain && (!wordy || led || values.every((value) => /^([A-Z0-9_]+|true|false)$/.test(value))))
      return { kind: "equals", field: name, values, negated: NEGATED.test(operator) };
  }
  return undefined;
}

/** "if phone". */
function implied(core: string, field: Named, led: boolean): Condition | undefined {
  const name = led ? field(core) : undefined;
  return name === undefined ? undefined : { kind: "present", field: name };
}
