// The default that words of a row state, in the languages that pages are written in; prose states none.
import { COUNTED, MEASURE } from "./bound-words.ts";
import { readScalar, type ScalarValue, type Stated, unquote } from "./scalar-value.ts";
import type { Scalar } from "./type.ts";

export interface StatedDefault extends Stated<ScalarValue> {
  /** What of the words only marks the value, which may be one of those allowed: `(default)`; all of them where the value stands apart. */
  readonly mark: string;
}

const TOKEN =
  "(?:[-+]?\\d{1,3}(?:,\\d{3})+(?![\\d,])|\"[^\"\\n]{0,200}\"|'[^'\\n]{0,200}'|`[^`\\n]{0,200}`|“[^“”\\n]{0,200}”|「[^「」\\n]{0,200}」|[^\\s,;()[\\]（）。，；、|「」]{1,200}|\\|(?=\\s*$))";

const ENGLISH =
  "(?:by |the |its )?(?:default(?:s|ed)?|defualt|defalut|deafult|defaut|dafault)(?:\\s*(?:values?|val|setting))?";
const LATIN =
  "(?:valor |por )?(?:por defecto|por omisión|predeterminad[oa]|padrão|omissão)|(?:valeur )?par défaut|défaut|standardmäßig|standardwert|voreinstellung|vorgabe(?:wert)?|predefinit[oa]|(?:valore )?di default|mặc định|standaardwaarde|domyślnie|wartość domyślna|varsayılan(?: değer)?|bawaan";
const CYRILLIC = "(?:значение )?по[ -]умолчанию";
/** Words that have no space behind them. */
const DENSE =
  "默认值?|默認值?|缺省值?|预设值?|預設值?|デフォルト値?|既定値?|初期値|기본(?:\\s?값)?|디폴트(?:\\s?값)?|(?:不传|不填|不写|不输入|未传|未填|为空|不指定|缺失|省略)(?:值|参数|入)?(?:时|的话)?(?:[,，]\\s*)?(?:则|即|就)?(?:默认|为|取|使用)|省略時|未指定時|未指定の場合|省略した場合|指定しない場合|(?:미입력|생략|미지정|없으면)\\s?시?";
const ABSENT =
  "(?:if|when|where) (?:it is |it's |this is |the field is |left )?(?:absent|omitted|missing|unset|empty|blank|out|not (?:given|set|provided|specified|present|supplied|sent|passed))|(?:si|se) (?:no se (?:indica|envía|especifica)|se omite|omitido|não informado|ausente|vazio)|si (?:absent|omis|non renseigné)|wenn (?:leer|nicht angegeben)|ohne angabe|falls nicht angegeben|если не (?:указан\\p{L}*|задан\\p{L}*|передан\\p{L}*)";
/** What stands between the word and the value. */
const LINK =
  "\\s*(?:[:=：＝]|→|[-=]>|—|–)\\s*|\\s+(?:is set to|is|are|to|will be|of|es|é|est|ist|auf|—|-)\\s+|\\s*(?:为|為|是|は|就是|值为|取|到|으?로|은|는|이)\\s*|\\s*[(（](?=[^\\s()（）]+[)）])|\\s+|(?<=[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}])";
const APART = "(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\d_])";

const DEFAULT = new RegExp(
  `${APART}(?:(?<latin>${ENGLISH}|${LATIN})|(?<other>${CYRILLIC}|${DENSE})|(?<absent>${ABSENT})(?=\\s*[,:=→—-])(?:,\\s*(?:then )?(?:(?:the )?(?:value|default) is|it is|uses?|assumes?|takes?|means|se usa|es|ist|gilt)?)?|(?<weak>standard))(?<link>(?:${LINK}){1,2}?)(?<value>${TOKEN})`,
  "giu",
);
/** "Default page size: 20": what the default is of stands between. */
const DEFAULT_OF = new RegExp(
  `${APART}default (?:[a-z]+ ){0,2}[a-z]+(?<link>\\s*[:=]\\s*|\\s+(?:is|of|to)\\s+)(?<value>${TOKEN})`,
  "giu",
);

/** Words that stand where a value does, and say that there is none or that it changes. */
const NO_VALUE =
  /^(?:null|none|nil|empty|blank|nothing|undefined|n\/a|-+|now|today|unlimited|unset|value|values|behaviou?r|whatever|空|空字符串|空串|空值|无|無|なし|без|нет|ninguno|ningún|nenhum|aucune?|vide|vacío|vazio|không|kosong|leer|keine?r?|vuoto|puste|boş|없음|当前\p{L}*|当天|今天|现在|现時|現在\p{L}*)$/iu;
/** Chinese or the like that is no value: what it says is found out each time. */
const FOUND_OUT =
  /当前|当天|今[天日年]|现在|現在|自动|自動|系统|全部|所有|按|根据|时间|時間|用户|不|同|最新|昨|明|本[人月年日]|现|即|则|오늘|현재|전체/u;

/** No remark states its default further on. */
const LONGEST = 4000;

/**
 * The default that words state: `default: false`, `Default = 0.0`, "defaults to 10", `默认20`, `asc (default) / desc`.
 * @param isListed whether a word is one of the values that the text lists: then it needs no sign before it
 */
export function readDefault(
  words: string,
  scalar: Scalar,
  isListed: (word: ScalarValue, mark: string) => boolean = () => false,
): StatedDefault | undefined {
  const text = words.slice(0, LONGEST);
  for (const pattern of [DEFAULT, DEFAULT_OF]) {
    const stated: StatedDefault[] = [];
    for (const found of text.matchAll(pattern)) {
      const read = readFound(text, found, scalar, isListed);
      if (read === undefined) continue;
      stated.push(read);
      // Two sentences with a default each speak of two cases.
      if (stated.length > 1 && stated[0]?.value !== read.value && SENTENCE.test(text.slice(0, found.index)))
        return undefined;
    }
    if (stated[0] !== undefined) return stated[0];
  }
  return readBehind(text, scalar) ?? readLeftOut(text, scalar, isListed);
}

function readFound(
  text: string,
  found: RegExpExecArray,
  scalar: Scalar,
  isListed: (word: ScalarValue, mark: string) => boolean,
): StatedDefault | undefined {
  const { link = "", value: token = "", latin, other, absent, weak } = found.groups ?? {};
  const written = token.replace(/[.!。:：]+$/, "");
  if (NO_VALUE.test(unquote(written))) return undefined;
  const end = found.index + found[0].length - token.length + written.length;
  const behind = text.slice(end).split("\n", 1)[0] ?? "";
  const { value, rest } = readValue(written, scalar);
  if (value === undefined || value === "") return undefined;
  const isLast = /^\s*(?:$|[.,;)。，；]|(?:is|are|will be) (?:used|taken|assumed|applied)\b)/i.test(rest + behind);
  const isFirst = /(?:^|[,;:.(（\n])\s*$/.test(text.slice(0, found.index));
  if ((absent !== undefined || weak !== undefined) && !(isLast && (absent !== undefined || isFirst))) return undefined;
  const words = found[0].slice(0, found[0].length - token.length + written.length - rest.length).trim();
  const mark = isHeadOfList(text.slice(0, found.index), rest + behind) ? found[0].slice(0, -token.length) : words;
  const stated = { value, words, mark };
  if (scalar !== "string") return /^\s*(?:decimals?|位小数)/i.test(rest + behind) ? undefined : stated;
  if (/^["'`“「]/.test(written)) return stated;
  if (other !== undefined && /^-?\d+(?:\.\d+)?$/.test(written)) return stated;
  // Words are a value only where they stand alone: "default is the current user" states none.
  const isAlone = /^\s*($|[.,;)\]）。，；、|]|[(（])/.test(rest + behind);
  if (!isAlone) return undefined;
  const isMarked = /[:=：＝→为為是は]|->|\b(?:is|to|es|é|est|ist)\b/i.test(link);
  const isPlain = /^[\x21-\x7e]+$/.test(written);
  if (!isPlain) return /[:=：＝]/.test(link) && !FOUND_OUT.test(written) && written.length <= 12 ? stated : undefined;
  if (absent !== undefined) return /^[A-Z0-9][A-Z0-9_]*$/.test(written) ? stated : undefined;
  // A sign or a figure in it makes a word no word of a sentence.
  const isCode = /[\d_]/.test(written) || /^[a-z]{2}-[A-Z]{2}$/.test(written);
  if (isCode || isMarked || /^[A-Z0-9][A-Z0-9_]*$/.test(written) || (latin === undefined && other !== undefined))
    return stated;
  // "moneda por defecto" names a thing; "(por defecto EUR)" a value.
  const isAdverb =
    latin !== undefined && !/^(?:by |the |its )?d[ea]/i.test(latin) && /[(（[]\s*$/.test(text.slice(0, found.index));
  return isAdverb || isListed(value, words) ? stated : undefined;
}

/** A value, and what stands right behind it: `20条`, `1：male`, `30s`. */
function readValue(
  written: string,
  scalar: Scalar,
): { readonly value: ScalarValue | undefined; readonly rest: string } {
  const whole =
    scalar === "boolean" ? (readScalar(written, scalar) ?? saidBoolean(written)) : readScalar(written, scalar);
  const isNumber = scalar !== "string" && /^[-+]?\d/.test(written);
  if (isNumber && whole === undefined) {
    const [number = "", rest = ""] = /^([-+]?\d+(?:,\d{3})*(?:\.\d+)?)(.*)$/su.exec(written)?.slice(1) ?? [];
    const isUnit = MEASURE.test(rest) || COUNTED.test(rest) || /^(?:[^\x20-\x7e]{1,8}|[:=-](?=[^\d]).*)$/u.test(rest);
    return { value: isUnit ? readScalar(number, scalar) : undefined, rest };
  }
  const explained = scalar === "string" ? /^([A-Za-z0-9_]+)([:：=-][^\x20-\x7e].*)$/su.exec(written) : null;
  if (explained?.[1] !== undefined) return { value: explained[1], rest: ` (${explained[2]}` };
  return { value: whole, rest: "" };
}

/** Yes and no, as a text calls true and false. */
function saidBoolean(word: string): boolean | undefined {
  if (/^(?:yes|on|是|sí|sim|ja|oui|да|はい|예|enabled)$/iu.test(word)) return true;
  return /^(?:no|off|否|não|nein|non|нет|いいえ|아니오|disabled)$/iu.test(word) ? false : undefined;
}

/** Whether what is marked is the first of a list of values: "default 0 (never), 1 (daily)". */
function isHeadOfList(before: string, behind: string): boolean {
  return (
    /(?:^|[:：(（\n])\s*$/.test(before) && /^\s*(?:[(（][^()（）]*[)）]\s*)?[,/|;，；、]\s*[^\s\p{L}]/u.test(behind)
  );
}

const SAID =
  "default|by default|as default|is the default|默认值?|缺省|預設|デフォルト|既定値?|기본값?|par défaut|défaut|por defecto|predeterminado|(?:por )?padrão|по умолчанию|mặc định|(?:di )?default|standardmäßig|standard|domyślnie|varsayılan|standaard";
const BRACKETED = new RegExp(`\\s*[(（【[]\\s*(?:${SAID})\\s*[)）】\\]]`, "giu");
const BEHIND =
  /(?<value>"[^"\n]{0,200}"|'[^'\n]{0,200}'|`[^`\n]{0,200}`|(?<![^\s,;()（）|/。，；])[^\s,;()（）|/。，；]{1,200})(?<between>(?<=\d)(?: [a-z]{1,12}){1,3}?)?(?<said>\s+(?:(?:as|by|is the) default|par défaut|por defecto|por padrão|по умолчанию|mặc định|di default|domyślnie|standardmäßig))(?=$|[\s.,;)）。，；])/giu;
/** The end of a sentence and the start of the next, before a default. */
const SENTENCE = /[.。]\s+\p{Lu}[^.。]*$/u;
const LEFT_OUT =
  /(?<![^\s,;(（，；])(?<value>[\w.-]{1,60})(?<said> (?:if|when) (?:you leave it (?:out|empty)|(?:it is |it's )?(?:left out|omitted|absent|missing|empty|blank|unset|not (?:given|set|sent|provided|specified))))(?=$|[\s.,;)）。])/giu;

/** `html or text (html if you leave it out)`: a value of those listed, or a number. */
function readLeftOut(
  text: string,
  scalar: Scalar,
  isListed: (word: ScalarValue, mark: string) => boolean,
): StatedDefault | undefined {
  for (const found of text.matchAll(LEFT_OUT)) {
    const { value: written = "" } = found.groups ?? {};
    const value = readScalar(written, scalar);
    if (value === undefined || value === "" || (scalar === "string" && !isListed(value, found[0]))) continue;
    return { value, words: found[0], mark: found[0] };
  }
  return undefined;
}

/** What stands before an item of a list. */
const ITEM_START = /(?:^|[,，;；、|/\n]|(?<=\s)(?:or|o|ou|oder|или|und|and)\s|或者?)\s*/giu;

/** The default that stands before its mark: `ASC (default) / DESC`, `0: off (default)`, `false by default`. */
function readBehind(text: string, scalar: Scalar): StatedDefault | undefined {
  for (const found of text.matchAll(BRACKETED)) {
    const item = lastItem(text.slice(Math.max(0, found.index - 200), found.index));
    const value = itemValue(item, scalar);
    if (value !== undefined) return { value, words: `${item}${found[0]}`.trim(), mark: found[0] };
  }
  for (const found of text.matchAll(BEHIND)) {
    const { value: written = "", said = "", between = "" } = found.groups ?? {};
    // "10 per page by default".
    const isCounted = /^\d/.test(written) && /(?:^|[,;:(.])\s*$/.test(text.slice(0, found.index));
    if (between !== "" && !isCounted) continue;
    const { value } = readValue(written, scalar);
    // A word of a sentence is no value.
    if (value === undefined || value === "" || (scalar === "string" && !/^["'`A-Z0-9]/.test(written))) continue;
    return { value, words: found[0].trim(), mark: said };
  }
  return undefined;
}

function lastItem(before: string): string {
  const start = [...before.matchAll(ITEM_START)].at(-1);
  return before.slice(start === undefined ? 0 : start.index + start[0].length);
}

/** The value of an item: all of it, what stands before its explanation, or what stands behind the label of all. */
function itemValue(item: string, scalar: Scalar): ScalarValue | undefined {
  const plain = item.trim().replace(/^[-*•(（【[]\s*/, "");
  const explained =
    /^[`"']?([-+]?\d+|[A-Za-z_][\w-]{0,40})[`"']?\s*(?:[:：=]|-(?!\d)|–|—|表示|代表|是)\s*(\S.{0,60})$/su.exec(plain) ??
    /^([-+]?\d{1,3})\s*([\p{Script=Han}\p{Script=Hangul}]{1,8})$/u.exec(plain);
  const [, key = "", meaning = ""] = explained ?? [];
  const isValue = /^[-+\dA-Z_]+$/.test(key) || /[^\x20-\x7e]/.test(meaning);
  if (isValue) return readScalar(key, scalar);
  const alone = plain.replace(/^[^:：]{0,20}[:：]\s*/, "");
  const { value } = /^\S+$/.test(alone) ? readValue(alone, scalar) : { value: undefined };
  const isWord = scalar !== "string" || /^["'`“]|^[\w.-]+$/.test(alone);
  return isWord && value !== "" ? value : undefined;
}
