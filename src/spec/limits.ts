// Limits that a remark plainly states of a field: of a text's length, of a number's value, of a list's elements. A number beside a bound's word is one only where it counts what the field is counted in.
import {
  AT_LEAST,
  AT_MOST,
  CHARACTER,
  CHARACTERS,
  COUNT,
  COUNTED,
  DIGITS,
  DIGITS_OF_NUMBER,
  FROM,
  LENGTH,
  LESS,
  MEASURE,
  MORE,
  NUMBER,
  STARTS,
  TEXT_UNIT,
  TO,
  VALUE,
} from "./bound-words.ts";
import { dateFormat } from "./date-format.ts";
import { scalarOf } from "./scalar-value.ts";
import type { FieldType } from "./type.ts";

/** Keywords of JSON Schema that a remark gives rise to. */
export interface Limits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly pattern?: string;
  /** Those of a list's elements. */
  readonly items?: Limits;
}

export interface LimitReading {
  readonly limits: Limits;
  /** The words that state the limits; empty where there are none. */
  readonly limitWords: readonly string[];
  /** Bounds of one side that do not agree; none of them is read. */
  readonly contradictory: readonly string[];
  /** Words that look like a bound but may count something else. */
  readonly unread: readonly string[];
}

/** What a bound counts. */
type Counted = "length" | "value" | "items";

interface Bound {
  readonly side: "least" | "most";
  readonly isExclusive: boolean;
  readonly number: number;
  readonly words: string;
  /** How much it yields to another bound of its side: a mere sign does, and so do digits of which a longer text may have few. */
  readonly isWeak?: boolean;
}

/** Numbers with words of a bound around them. */
interface Hit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly bounds: readonly Omit<Bound, "words">[];
  /** Whether the words alone make it a bound, whatever it counts: `max`, not "up to". */
  readonly isPlain: boolean;
  /** Whether it is one whatever stands before it: `1..9`. */
  readonly isSure?: boolean;
  /** What the words themselves say is counted. */
  readonly says: Counted | undefined;
  /** The unit that stands between the numbers and the words. */
  readonly unit?: string;
}

/** Reads the limits that a remark states for a field of a type; `name` tells what a number of things may be. */
export function readLimits(remark: string, type: FieldType, name: string): LimitReading {
  const counted = countedIn(type);
  if (counted === undefined) return { limits: {}, limitWords: [], contradictory: [], unread: [] };
  const { own, each } = type.kind === "list" ? partsOf(remark) : { own: remark, each: "" };
  const formats = counted === "length" ? formatsIn(remark) : { limits: {}, limitWords: [] };
  const reading = new Reading(counted, wordsOf(name));
  for (const sentence of sentencesOf(own)) reading.sentence(sentence);
  if (reading.bounds.length === 0 && counted === "length") reading.whole(remark);
  const { limits, limitWords, contradictory } = settled(reading.bounds, counted, isWhole(type));
  const items = type.kind === "list" && each !== "" ? readLimits(each, type.items, name) : undefined;
  return {
    limits: {
      ...limits,
      ...formats.limits,
      ...(items !== undefined && items.limitWords.length > 0 ? { items: items.limits } : {}),
    },
    limitWords: [...limitWords, ...formats.limitWords, ...(items?.limitWords ?? [])],
    contradictory: [...contradictory, ...(items?.contradictory ?? [])],
    unread: [...reading.unread, ...(items?.unread ?? [])],
  };
}

/** What a list's remark says of the list, and what it says of each of its elements: "at most 5 notes, each up to 200 characters". */
function partsOf(remark: string): { readonly own: string; readonly each: string } {
  const clauses = remark.slice(0, LONGEST).split(/(?<=[;；。\n,，])/);
  const isOfEach = (clause: string): boolean => EACH.test(clause) || ALL_OF_TEXT.test(clause);
  return {
    own: clauses.filter((clause) => !isOfEach(clause)).join(""),
    each: clauses
      .filter(isOfEach)
      .map((clause) => clause.replace(EACH, ""))
      .join(""),
  };
}

function countedIn(type: FieldType): Counted | undefined {
  if (type.kind === "list") return "items";
  switch (scalarOf(type)) {
    case "string":
      return "length";
    case "int32":
    case "int64":
    case "integer":
    case "number":
    case "float":
    case "double":
      return "value";
    default:
      return undefined;
  }
}

function isWhole(type: FieldType): boolean {
  return scalarOf(type)?.startsWith("int") === true;
}

/** The words of a name, without endings: `couponIds` → `coupon`, `id`. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lo}+/gu) ?? []).map(stem);
}

function stem(word: string): string {
  return word
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/(?<=[xs])es$|s$/, "");
}

const EACH =
  /^\s*(?:(?:and|und|y|e|et|и) )?(?:each(?: of them| (?!up\b|at\b|max|min|between|must|from|no\b|not\b|has\b|is\b)[a-z]+)?|every \w+|jede[rs]?(?: (?!bis\b|max|min|höch|mind|zwischen)\p{L}+)?|jeweils|cada (?:un[oa]|\w+)|chaque \w+|chacune?|каждый(?: \p{L}+)?|(?:每|单)[个個条張张项]|各|각각?)(?: (?:must be|should be|may be|has|of|is|con|mit|de))?[:：]?\s*/iu;
/** A bound of characters in a list's remark can only be of its elements. */
const ALL_OF_TEXT = new RegExp(`\\d ?(?:${CHARACTER})(?! ?\\p{L}*(?:in total|insgesamt|en total))`, "iu");

/** Ends of sentences; a mark of abbreviation is none. */
const SENTENCE_END =
  /[;；。！!？?\n]|(?<!\b(?:max|min|máx|mín|mind|maks|approx|ca|no|nr|e\.g|i\.e)|макс|мин)\.(?=\s|$)/giu;
/** Ends of clauses; a sign within a number is none. */
const CLAUSE_END = /(?<!\d),|,(?!\d{3}(?!\d))|[，、()（）【】{}|"“”`]|[:：](?!\s?\d)|\s[-–—]\s(?!\d)/u;
/** What makes a sentence hold only sometimes. */
const CONDITIONAL =
  /\b(?:if|when|unless|otherwise|except|depending|si|cuando|se|quando|wenn|falls|außer|sinon|если|иначе)\b|если|如果|若|当|當|时(?!间|长|区|候)|否则|場合|とき|경우/iu;
/** What makes a number one of something else, or of another time. */
const DOUBTFUL =
  /\b(?:consist\w*|first|last|each|every|per|after|before|truncat\w*|shows?|displays?|example|e\.?g|ex|previous\w*|formerly|old|until|since|was|were|recommend\w*|about|approx\w*|usually|typically|normally|not|no|never|cada|primer\p{L}*|últim\p{L}*|ejemplo|recomend\w*|primeir\p{L}*|exemplo|jede\p{L}*|erste\p{L}*|letzte\p{L}*|beispiel|z\.? ?b|früher|кажд\p{L}*|перв\p{L}*|последн\p{L}*|например|раньше|chaque|premi\p{L}*|derni\p{L}*|exemple)(?!\p{L})|例|如[:：]?$|建议|推荐|推薦|大约|约|通常|一般|以前|曾|原来|每(?!页|頁)|各|前|后|後|最初|最後|처음|마지막|매/iu;

function sentencesOf(remark: string): readonly string[] {
  return remark
    .slice(0, LONGEST)
    .replace(/[\t\u00a0\u3000 ]+/g, " ")
    .split(SENTENCE_END);
}

/** No remark states its limits further on. */
const LONGEST = 4000;

const GAP = `(?:[ _-]?(?:${LENGTH}|${COUNT}|${VALUE}))?(?: ?(?:is|are|of|to|be|de|es|é|ist|von|для|на|为|為|是|は|が|[:：=]))? ?`;
const BOUND = new RegExp(
  `(?:(?<most>${AT_MOST})|(?<least>${AT_LEAST})|(?<more>${MORE})|(?<less>${LESS})|(?<starts>${STARTS}))(?<gap>${GAP})(?<number>${NUMBER})(?: ?(?:开始|開始|起|부터))?`,
  "giu",
);
const RANGE = new RegExp(
  `(?<opener>(?<!\\p{L})(?:between|from|rang(?:es?|ing)(?: (?:is|from|of))?|within|entre|desde|de|von|zwischen|от|между|с|rango|intervalo|bereich|диапазон)|(?:取值)?范围(?:是|为|在)?|範囲は?|범위|介于|介於|从|從)?[:：= ]{0,3}\\[?(?<from>${FROM}) ?(?<unit>${TEXT_UNIT})?(?: ?(?<sign>-|–|—|−|~|〜|∼|～|\\.{2,3}|…|至|到|から) ?| (?<word>to|through|a|à|al|bis|до|по|and|y|e|et|und|и) )(?<to>${TO})(?:\\]| ?(?:まで|까지|之间|之間|の間))?`,
  "giu",
);
/** `(0, 1]`, `range [1,100]`. */
const INTERVAL = new RegExp(
  `(?<opener>(?:取值)?范围(?:是|为|在)?|区间|範囲は?|범위|\\b(?:range|between|within|interval|in)(?: (?:is|of|in))?)?[:：= ]{0,3}(?<open>[[(（])(?<from>${DIGITS_OF_NUMBER}) ?[,，~] ?(?<to>${DIGITS_OF_NUMBER})(?<close>[\\])）])`,
  "iu",
);
/** "0 < x <= 100". */
const CHAIN = new RegExp(
  `(?<from>${NUMBER}) ?(?<over><=?|≤) ?[\\p{L}_]\\w{0,40} ?(?<under><=?|≤) ?(?<to>${NUMBER})`,
  "giu",
);
/** `20文字以内`, "50자 이하", "50 characters or less", "20 chars max". */
const BEHIND = new RegExp(
  `(?<number>${NUMBER}) ?(?<unit>${TEXT_UNIT}|\\p{L}{0,12}?) ?(?:(?<most>以内|之内|以下|以內|까지|이하|이내|まで|(?:or|o|ou|oder|или) (?:less|fewer|shorter|lower|below|menos|weniger|меньше|moins)(?!\\p{L})|(?<= )(?:at most|max(?:im\\p{L}*)?\\.?|(?:como |no )?máximo|au maximum|au plus|tối đa)$)|(?<least>以上|이상|(?:or|o|ou|oder|или) (?:more|longer|greater|higher|above|más|mais|mehr|больше|plus)(?!\\p{L})|(?<= )(?:at least|minim\\p{L}+|(?:como |no )?mínimo|au minimum|au moins)$)|(?<less>未満|未满|미만)|(?<more>초과|を超える))`,
  "giu",
);
const EXACT = new RegExp(
  `(?:exactly|always|fixed(?: length)?(?: of)?|固定(?:长度|長度)?(?:为|為)?|exactamente|exatamente|genau|ровно|exactement|(?:${LENGTH})(?: is| of| must be|为|為|は|[:：])?) ?(?<number>${NUMBER}) ?${TEXT_UNIT}`,
  "iu",
);
/** "6 digits", `11位手机号`: all that a clause says. */
const DIGITS_ALONE =
  /^(?<number>\d{1,4})(?: ?(?:digits?|letters|d[íi]gitos|letras|chiffres|lettres|ziffern|stellen|buchstaben|цифр\p{L}*|букв|桁|자리)| ?位(?!以|小数|精度))(?: (?:long|only|number|code|numeric))?[\p{Script=Han}\p{Script=Hangul} ]{0,8}$/iu;
const BARE_LENGTH = new RegExp(`^(?:${LENGTH}) ?[:：=为為]? ?\\d{1,5}$`, "iu");
/** "20 characters" as all that a remark says. */
const ALONE = new RegExp(`^\\s*(?<number>${NUMBER}) ?${TEXT_UNIT}\\s*\\.?\\s*$`, "iu");
const POSITIVE =
  /^(?:must be |should be |an? |any |only )?(?:strictly )?positive(?: (?:whole )?(?:number|integer|int|value|amount))?$|^(?:必须为|必須為|必须是|须为)?正(?:整数|整數|数|の整数)$|^(?:entero )?positivo$|^양(?:의 정)?수$|^positive ganzzahl$/iu;
const NOT_NEGATIVE =
  /^(?:must be |should be |an? |any )?(?:non-?negative(?: (?:whole )?(?:number|integer|int|value|amount))?|(?:not|never|cannot be|must not be) negative)$|^(?:必须为)?非负(?:整数|数)?$|^不能为负数?$|^no negativo$|^nicht negativ$/iu;
const SHOWN =
  /\b(?:e\.?g|ex|for example|such as|z\. ?b|p\. ?ej|por ejemplo|por exemplo|par exemple)\b|например|例如|例えば|比如|如[:：]|예[:：)]/iu;

class Reading {
  readonly bounds: Bound[] = [];
  readonly unread: string[] = [];
  readonly #counted: Counted;
  readonly #name: readonly string[];

  constructor(counted: Counted, name: readonly string[]) {
    this.#counted = counted;
    this.#name = name;
  }

  sentence(sentence: string): void {
    if (!/\d/.test(sentence) && !/positiv|negativ|[正负양]/iu.test(sentence)) return;
    const isConditional = CONDITIONAL.test(sentence);
    const told = sentence.slice(0, SHOWN.exec(sentence)?.index);
    const said = this.#counted === "value" && !isConditional ? this.#interval(told) : told;
    for (const part of said.split(CLAUSE_END)) {
      const clause = part.trim();
      if (clause !== "") this.#clause(clause, isConditional);
    }
  }

  /** Reads an interval; the sentence without it. */
  #interval(sentence: string): string {
    const found = INTERVAL.exec(sentence);
    const { opener, open, close, from, to } = found?.groups ?? {};
    const isPlain = opener !== undefined || (open === "[") !== (close === "]");
    if (found === null || !isPlain || numberOf(from) >= numberOf(to) || DOUBTFUL.test(sentence.slice(0, found.index)))
      return sentence;
    const words = found[0].trim();
    this.bounds.push(
      { ...least(numberOf(from), open !== "["), words },
      { ...most(numberOf(to), close !== "]"), words },
    );
    return sentence.replace(found[0], ";");
  }

  /** "20 characters" as all that a remark says. */
  whole(remark: string): void {
    const found = ALONE.exec(remark);
    if (found?.groups?.number !== undefined) this.#exactly(found.groups.number, remark.trim());
  }

  #clause(clause: string, isConditional: boolean): void {
    if (this.#counted === "value" && !isConditional) {
      if (POSITIVE.test(clause)) this.bounds.push({ ...least(0, true), words: clause, isWeak: true });
      if (NOT_NEGATIVE.test(clause)) this.bounds.push({ ...least(0, false), words: clause, isWeak: true });
    }
    if (!/\d/.test(clause)) return;
    const hits = hitsIn(clause);
    if (hits.length === 0) {
      if (this.#counted === "length" && !isConditional) this.#exact(clause);
      return;
    }
    let isRead = true;
    for (const [index, hit] of hits.entries()) {
      const before = clause.slice(hits[index - 1]?.end ?? 0, hit.start);
      const behind = clause.slice(hit.end, hits[index + 1]?.start).replace(JOINT, "");
      // What stands between two bounds that are read belongs to the first.
      const lead: string = index > 0 && isRead ? "" : before;
      const fitting: "firm" | "weak" | undefined = isConditional ? undefined : this.#fitting(hit, lead, behind.trim());
      isRead = fitting !== undefined;
      const words = `${hit.text}${fitting === undefined ? "" : behind}`.trim();
      if (fitting === undefined) {
        if (hit.isPlain && this.#isTelling(hit, behind)) this.unread.push(`${hit.text}${behind}`.trim().slice(0, 60));
      } else for (const bound of hit.bounds) this.bounds.push({ ...bound, words, isWeak: fitting === "weak" });
    }
  }

  /** Whether a bound that does not fit looks like one of the field all the same. */
  #isTelling(hit: Hit, behind: string): boolean {
    if (TEXTUAL.test(behind) && this.#counted === "value") return false;
    return this.#counted !== "length" || hit.says === "length" || /^ ?$/.test(behind);
  }

  /** Whether a bound counts what the field is counted in. */
  #fitting(hit: Hit, lead: string, behind: string): "firm" | "weak" | undefined {
    const before = lead.trim().replace(/[:：=]$/, "");
    if (DOUBTFUL.test(before)) return undefined;
    const noun = hit.unit === undefined || hit.unit === "" ? behind : hit.unit;
    const rest = hit.unit === undefined || hit.unit === "" ? "" : behind;
    switch (this.#counted) {
      case "length":
        return this.#fitsText(hit, before, noun, rest);
      case "value":
        return this.#fitsNumber(hit, before, noun) && !TEXTUAL.test(before) && rest === "" ? "firm" : undefined;
      case "items":
        return this.#fitsList(hit, before, noun) ? "firm" : undefined;
    }
  }

  #fitsText(hit: Hit, lead: string, noun: string, rest: string): "firm" | "weak" | undefined {
    if (hit.says === "value" || hit.says === "items") return undefined;
    const characters = CHARACTERS.exec(noun)?.[0];
    if (characters !== undefined)
      return OF_A_PART.test(noun.slice(characters.length)) ||
        (/^(?:bytes?|个?字节)/i.test(characters) && hit.bounds.some(({ side }) => side === "least"))
        ? undefined
        : "firm";
    const digits = DIGITS.exec(noun)?.[0];
    if (digits !== undefined) {
      const isPart = CONTAINING.test(lead) || !AFTER_DIGITS.test(noun.slice(digits.length) + rest);
      return isPart ? undefined : "weak";
    }
    const isOfLength = hit.says === "length" || OF_LENGTH.test(lead);
    return noun === "" && (isOfLength || (hit.isPlain && this.#isSubject(lead))) ? "firm" : undefined;
  }

  #fitsNumber(hit: Hit, lead: string, noun: string): boolean {
    if (hit.says === "length" || hit.says === "items") return false;
    if (hit.isSure !== true && !this.#isSubject(lead)) return false;
    const isCounted = COUNTED.test(noun) || /^per (?:page|call|request)$/i.test(noun);
    return noun === "" || MEASURE.test(noun) || this.#isOwn(noun) || (isCounted && this.#isCount());
  }

  #fitsList(hit: Hit, lead: string, noun: string): boolean {
    if (hit.says === "value" || CHARACTERS.test(noun) || DIGITS.test(noun)) return false;
    const [first = "", ...others] = noun.split(" ");
    if (COUNTED.test(first) || this.#isOwn(first))
      return others.length === 0 || /^(?:allowed|in total|at once|max|only)/i.test(others[0] ?? "");
    return noun === "" && (hit.says !== undefined || (hit.isPlain && this.#isSubject(lead)));
  }

  /** Whether the words before a bound only say of what it is one. */
  #isSubject(lead: string): boolean {
    if (lead === "" || MODAL.test(lead)) return true;
    if (lead.split(" ").length > 6) return false;
    return (
      QUANTITY.test(lead) ||
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul} ]{1,10}$/u.test(lead) ||
      this.#isNamed(lead)
    );
  }

  /** Whether a noun is a word of the field's name. */
  #isOwn(noun: string): boolean {
    return this.#name.includes(stem(noun));
  }

  /** Whether one of some words is one of the field's name. */
  #isNamed(words: string): boolean {
    return (words.match(/\p{L}+/gu) ?? []).some((word) => this.#name.includes(stem(word)));
  }

  /** Whether the name says that the field counts something: `pageSize`, `limit`. */
  #isCount(): boolean {
    return this.#name.some((word) =>
      /^(?:size|limit|count|num|number|quantity|qty|total|page|per|max|amount|top|row)$/.test(word),
    );
  }

  #exact(clause: string): void {
    const exact = EXACT.exec(clause) ?? DIGITS_ALONE.exec(clause);
    if (exact?.groups?.number !== undefined && !DOUBTFUL.test(clause.slice(0, exact.index)))
      this.#exactly(exact.groups.number, exact[0]);
    // Whether a length is the longest or the only one it does not say.
    else if (BARE_LENGTH.test(clause)) this.unread.push(clause);
  }

  #exactly(number: string, words: string): void {
    this.bounds.push({ ...least(numberOf(number), false), words }, { ...most(numberOf(number), false), words });
  }
}

/** The words between two bounds of one clause. */
const JOINT = /(?:^|[ ,])(?:and|but|y|e|et|und|и|pero|mas|aber|mais|но|且|并且?|,)? ?$/iu;
const MODAL =
  /^(?:(?:the|its?|values?|number|integer|must|should|has to|have to|shall|can|may|is|are|be|in the|an?|and|with|取值|必须|必須|须|需|应|值|且|el|la|los|debe|deben|ser|deve|muss|darf|sein|должн\p{L}*|быть|doit|être|a|an|und|y|e|et|и)(?: |$))+$|^(?:取值|必须|必須|须|需|应|值|且|数值|该值)+$/iu;
const QUANTITY =
  /(?<!\p{L})(?:size|number|count|quantity|amount|length|limit|value|page|rows?|range|level|score|rating|age|cantidad|número|edad|quantidade|idade|anzahl|menge|alter|количество|возраст|число|nombre|âge)(?!\p{L})/iu;
/** What only a text or a list is told by. */
const TEXTUAL = new RegExp(`(?:${LENGTH}|decimals?|digits?|precision|scale|小数|精度|位数)`, "iu");
const OF_LENGTH = new RegExp(
  `(?:${LENGTH})(?: (?:must|should|may|can|is|be|of|shall|de|debe|deve|ser|muss|sein|the|in|characters))*$`,
  "iu",
);
/** What digits or letters are only some of. */
const CONTAINING =
  /\b(?:with|contain\w*|includ\w*|con|contiene|contener|incluye|com|contém|conter|mit|enthält|enthalten|avec|contient|contenir)\b|содерж|包含|包括|含|带|포함/iu;
/** A part of the text, not all of it. */
const OF_A_PART = /^ ?(?:before|after|of the|from the|per|at the|之前|之后|后|前)/iu;
const AFTER_DIGITS =
  /^ ?(?:long|in length|only|allowed|code|number|numeric|in total|numéricos|长|长度|数字|[\p{Script=Han}]{0,6})?$/iu;

function hitsIn(clause: string): readonly Hit[] {
  const hits: Hit[] = [];
  let open = clause;
  for (const [pattern, read] of READERS) {
    for (const found of open.matchAll(pattern)) {
      const hit = read(found);
      if (hit === undefined) continue;
      const start = found.index;
      const end = start + found[0].length;
      hits.push({ ...hit, start, end, text: found[0] });
      // What one pattern has read is nothing to the next.
      open = `${open.slice(0, start)}${"\u0000".repeat(end - start)}${open.slice(end)}`;
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

type HitReader = (found: RegExpExecArray) => Omit<Hit, "start" | "end" | "text"> | undefined;

const READERS: readonly (readonly [RegExp, HitReader])[] = [
  [CHAIN, readChain],
  [RANGE, readRange],
  [BEHIND, readBehind],
  [BOUND, readBound],
];

function readChain({ groups = {} }: RegExpExecArray): ReturnType<HitReader> {
  const bounds = [least(numberOf(groups.from), groups.over === "<"), most(numberOf(groups.to), groups.under === "<")];
  return { bounds, isPlain: true, isSure: true, says: undefined };
}

function readRange({ groups = {} }: RegExpExecArray): ReturnType<HitReader> {
  const [from, to] = [numberOf(groups.from), numberOf(groups.to)];
  const isPaired = /^(?:and|y|e|et|und|и)$/i.test(groups.word ?? "");
  if (from >= to || (isPaired && groups.opener === undefined)) return undefined;
  return {
    bounds: [least(from, false), most(to, false)],
    isPlain: false,
    isSure: groups.sign?.startsWith("..") === true,
    says: undefined,
  };
}

function readBehind({ groups = {} }: RegExpExecArray): ReturnType<HitReader> {
  const number = numberOf(groups.number);
  const isMost = groups.most !== undefined || groups.less !== undefined;
  const isExclusive = groups.less !== undefined || groups.more !== undefined;
  const bounds = [isMost ? most(number, isExclusive) : least(number, isExclusive)];
  return {
    bounds,
    isPlain: /^(?:max|min|máx|mín)/i.test(groups.most ?? groups.least ?? ""),
    says: undefined,
    unit: groups.unit ?? "",
  };
}

const SAYS_LENGTH = new RegExp(LENGTH, "iu");
/** Longer and shorter: of a text. */
const LONGER = /longer|shorter|länger|kürzer|длиннее|короче|más larg|最[长長短]|[长短]于/iu;
const SAYS_COUNT = new RegExp(COUNT, "iu");
const SAYS_VALUE = /value|wert|valor|valeur|значение|值|値|값/iu;

function readBound({ groups = {} }: RegExpExecArray): ReturnType<HitReader> {
  const number = numberOf(groups.number);
  const gap = groups.gap ?? "";
  const says =
    SAYS_LENGTH.test(gap) || LONGER.test(groups.most ?? groups.least ?? groups.more ?? groups.less ?? "")
      ? "length"
      : SAYS_COUNT.test(gap)
        ? "items"
        : SAYS_VALUE.test(gap)
          ? "value"
          : undefined;
  const word = groups.most ?? groups.least ?? "";
  const isNot = groups.notMore !== undefined || groups.notLess !== undefined;
  const isMost =
    groups.most !== undefined || (groups.less !== undefined && !isNot) || (groups.more !== undefined && isNot);
  const isExclusive = (groups.less ?? groups.more) !== undefined && !isNot;
  return {
    bounds: [isMost ? most(number, isExclusive) : least(number, isExclusive)],
    isPlain: isNot || /^(?:max|min|máx|mín|mak|макс|мин|mass|最|至|최|at |no |not |höch|mind)/iu.test(word),
    says,
  };
}

function least(number: number, isExclusive: boolean): Omit<Bound, "words"> {
  return { side: "least", isExclusive, number };
}

function most(number: number, isExclusive: boolean): Omit<Bound, "words"> {
  return { side: "most", isExclusive, number };
}

function numberOf(written: string | undefined): number {
  return Number((written ?? "").replaceAll(",", "").replace("−", "-"));
}

const KEYWORDS = {
  length: { least: "minLength", most: "maxLength" },
  items: { least: "minItems", most: "maxItems" },
  value: { least: "minimum", most: "maximum" },
} as const;

/** The bounds as keywords, where those of one side agree and leave room between them. */
function settled(bounds: readonly Bound[], counted: Counted, isWhole: boolean): Omit<LimitReading, "unread"> {
  const limits: { -readonly [K in keyof Limits]: Limits[K] } = {};
  const limitWords: string[] = [];
  const contradictory: string[] = [];
  const kept: Partial<Record<Bound["side"], Bound>> = {};
  for (const side of ["least", "most"] as const) {
    const all = bounds.filter((bound) => bound.side === side);
    const firm = all.filter(({ isWeak }) => isWeak !== true);
    const telling = (firm.length > 0 ? firm : all).map((bound) => included(bound, counted !== "value" || isWhole));
    const [first] = telling;
    if (first === undefined) continue;
    if (telling.every(({ number, isExclusive }) => number === first.number && isExclusive === first.isExclusive))
      kept[side] = first;
    else contradictory.push(...telling.map(({ words }) => words));
  }
  if (kept.least !== undefined && kept.most !== undefined && kept.least.number > kept.most.number)
    return { limits, limitWords, contradictory: [kept.least.words, kept.most.words] };
  for (const bound of [kept.least, kept.most]) {
    if (bound === undefined) continue;
    const keyword = KEYWORDS[counted][bound.side];
    limits[bound.isExclusive ? (bound.side === "least" ? "exclusiveMinimum" : "exclusiveMaximum") : keyword] =
      bound.number;
    if (!limitWords.includes(bound.words)) limitWords.push(bound.words);
  }
  return { limits, limitWords, contradictory };
}

/** A bound of whole numbers without the number that it leaves out. */
function included(bound: Bound, isWhole: boolean): Bound {
  if (!bound.isExclusive || !isWhole) return bound;
  const number = bound.side === "least" ? Math.floor(bound.number) + 1 : Math.ceil(bound.number) - 1;
  return { ...bound, number, isExclusive: false };
}

/** A format that a text's remark names. */
function formatsIn(remark: string): Pick<LimitReading, "limits" | "limitWords"> {
  const isEmail =
    /\b(?:format(?:ted)?|valid)\b[^\n]{0,20}\be-?mail\b|\be-?mail (?:format|address format)\b|邮箱格式/i.test(remark);
  const date = dateFormat(remark);
  return {
    limits: { ...(isEmail ? { format: "email" } : {}), ...date?.limits },
    limitWords: [
      ...(isEmail ? [/\S*e-?mail\S*/i.exec(remark)?.[0] ?? ""] : []),
      ...(date === undefined ? [] : [date.words]),
    ].filter((words) => words !== ""),
  };
}
