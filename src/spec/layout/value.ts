// Allowed values and defaults as other teams write them: code spans behind a colon, `0: off`, "0表示失败，1表示成功", "fixed value: 2".
import type { Text } from "../../markdown/block.ts";
import { readDefault, type StatedDefault } from "../default.ts";
import type { RemarkFacts } from "../remark.ts";
import { readScalar, type ScalarValue, type Stated, unquote } from "../scalar-value.ts";
import type { Scalar } from "../type.ts";

/** What the cells of a row state beyond what the family's remarks do; what is stated already stays. */
export function moreFacts(
  facts: RemarkFacts,
  cells: readonly Text[],
  scalar: Scalar | undefined,
  name: string,
): RemarkFacts {
  if (scalar === undefined || cells.length === 0) return facts;
  const byCell = cells.map((cell) => ({ cell, text: cell.text.replace(/[ \t]+/g, " ") }));
  const stated =
    facts.default ??
    byCell.map(({ cell }) => readDefault(marked(cell.raw), scalar)).find((value) => value !== undefined);
  const isEnumerable = scalar !== "boolean" && scalar !== "binary" && !/^(?:date|date-time|time|uuid)$/.test(scalar);
  const allowed =
    facts.allowed ??
    (isEnumerable
      ? byCell
          .map(({ cell, text }) => {
            const [raw, said] = [cell.raw, text].map((words) => withoutDefault(words, stated));
            return allowedIn(raw ?? "", said ?? "", scalar, name);
          })
          .find((values) => values !== undefined)
      : undefined);
  return {
    ...facts,
    ...(stated !== undefined ? { default: stated } : {}),
    ...(allowed !== undefined ? { allowed } : {}),
  };
}

/** Words without the mark of the default, which may stand between the values and the end of the cell. */
function withoutDefault(words: string, stated: StatedDefault | undefined): string {
  if (stated === undefined || !words.includes(stated.mark)) return words;
  return words
    .replace(stated.mark, " ")
    .replace(/[(（]\s*[)）]/g, "")
    .replace(/[\s,，;；]+$/, "");
}

/** A cell as written, with its code spans and without any other markup: what is code is a value. */
function marked(raw: string): string {
  return raw
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<[^<>]*>|\*\*/g, "")
    .replace(/[ \t]+/g, " ");
}

const FIXED =
  /(?:固定值?|固定为|固定で|고정값?|fixed(?: value)?|constant|const|always|valor fixo|valor fijo|valeur fixe|фиксированн\p{L}* значение|giá trị(?: cố định)?|nilai tetap|fester wert)\s*[:：=为為是]?\s*["'`“「]?([-+]?\d+(?:\.\d+)?|[A-Za-z_][\w-]*)["'`”」]?(?=$|[\s,;，；。.)）、])/iu;

function allowedIn(
  raw: string,
  text: string,
  scalar: Scalar,
  name: string,
): Stated<readonly ScalarValue[]> | undefined {
  return (
    spansIn(raw, scalar) ??
    quotedIn(text, scalar) ??
    constantsIn(text, scalar) ??
    explainedIn(text, scalar) ??
    wordsExplained(text, scalar) ??
    labelled(text, scalar) ??
    numbersIn(text, scalar) ??
    chosenIn(text, scalar) ??
    namedWords(text, scalar, name) ??
    bracketsIn(text, scalar) ??
    fixedIn(text, scalar)
  );
}

const JOINT =
  "(?:[,，、/|;；・]|<br\\s*/?>|\\s(?:or|and|ou|o|e|y|или|и|oder|und|hoặc|và|atau|dan|veya|ya da|lub|oppure|of|或|和|또는)\\s|[,，]\\s*(?:or|and|ou|или|oder|hoặc|atau)\\s|或者?|、或|または|又は)";
const SEPARATOR = `\\s*${JOINT}?\\s*`;
const SPAN = "(?:`[^`]+`|\\*\\*[\\w.-]+\\*\\*)(?:\\s*[(（][^()（）`]{0,60}[)）])?";
/** Words that announce a choice. */
const CHOICE =
  "枚举|取值|支持|可选值|可选|只能[为是]|values?|(?:one|any|either) of|either|must be|can be|uno (?:de|tra|dei)|una? de|um d[eao]s?|un de|l'un de|soit|einer? (?:von|der|aus)|одно из(?: значений)?|один из|một trong(?: các)?|salah satu(?: dari)?|theo|jeden z|één van";
/** Words behind a choice. */
const CHOSEN =
  "のいずれか|の(?:うち)?(?:どれか|どちらか)|から選択|を指定|中的?(?:一个|任意)|之一|(?:중|가운데)\\s?하나|değerlerinden biri|olabilir";

/** A cell without a word in front that only says whether the field must be there: "Optional. `a`, `b`", `**optional** <p>…`. */
function withoutPresence(raw: string): string {
  return raw.replace(
    /^[\s*_([【]*(?:optional|required|mandatory|opcional|obligatori[oa]|facultati(?:f|ve|vo)|obligatoire|可选|必填|选填|必須|任意|선택|필수)[\s*_)\]】]*[.。,，:：;；]?(?![\p{L}\p{N}])/iu,
    "",
  );
}

/** Code spans in a row, nothing but commas or "or" between them: all of the cell, or all behind its last colon or a word for a choice. */
function spansIn(written: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const raw = withoutPresence(written).replace(/\*\*([\w.-]{1,60})\*\*/g, "`$1`");
  const explained = [
    ...raw.matchAll(/(?:^|[,，;；、]|<br\s*\/?>|[:：])\s*`([^`]+)`\s*(?:[:：=—–→-]|\()\s*[^`,，;；]+/gu),
  ];
  if (explained.length > 1 && explained.length === (raw.match(/`[^`]+`/g)?.length ?? 0))
    return distinct(
      explained.map((match) => readScalar(match[1] ?? "", scalar)),
      explained.map((match) => match[0]).join(""),
    );
  const run = `(${SPAN}(?:${SEPARATOR}${SPAN})+)`;
  const list =
    new RegExp(`(?:^|[:：(（=]|${CHOICE})\\s*${run}\\s*(?:$|[.。,，;；)）\\n]|等|<br|${CHOSEN})`, "iu").exec(raw) ??
    new RegExp(`${run}\\s*(?:${CHOSEN})`, "iu").exec(raw) ??
    // "Side, **out** or **in**": at the end, behind a word for them.
    new RegExp(`^[^\`]{1,30}[,，]\\s*${run}\\s*[.。]?\\s*$`, "iu").exec(raw);
  const found = list?.[1];
  if (found === undefined) return single(raw, scalar);
  const values = [...found.matchAll(/`([^`]+)`|\*\*([\w.-]+)\*\*/g)].map((match) =>
    readScalar(match[1] ?? match[2] ?? "", scalar),
  );
  return distinct(values, found);
}

/** `"kommen", "gehen" oder "pause"`: quoted words in a row, with nothing but separators between them. */
function quotedIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar !== "string") return undefined;
  const word = "[\"“”'‘’][\\w.-]+[\"“”'‘’]";
  const found = new RegExp(`(?:^|[:：(（])\\s*(${word}(?:${SEPARATOR}${word})+)\\s*(?:$|[.。,，;；)）\\n])`, "iu").exec(
    text,
  )?.[1];
  return found === undefined
    ? undefined
    : distinct(
        [...found.matchAll(/["“”'‘’]([\w.-]+)["“”'‘’]/g)].map((match) => match[1]),
        found,
      );
}

/** `PEN o USD`: constants that only a word of the language keeps apart. */
function constantsIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const plain = text.replace(/[.。]$/, "").trim();
  const word = "[A-Z][A-Z0-9_]+";
  if (scalar !== "string" || !new RegExp(`^${word}(?:${SEPARATOR}${word})+$`, "u").test(plain)) return undefined;
  const parts = plain.match(new RegExp(`(?<![\\p{L}\\d_])${word}(?![\\p{L}\\d_])`, "gu")) ?? [];
  return distinct(parts, plain);
}

/** "value: "success"": the one value there is. */
function single(raw: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar !== "string") return undefined;
  const found = /(?:giá trị|value is|always|固定为|值为)\s*[:：]?\s*["“]([\w-]+)["”]\s*[.。]?$/iu.exec(raw);
  return found?.[1] === undefined ? undefined : { value: [found[1]], words: found[0] };
}

const ITEM =
  '(?:^|[\\s,，;；、。.(（|/:：]|\\n|【|(?<=\\p{Script=Han}))[`"\'“]?([-+]?\\d{1,6}|[A-Z][A-Z0-9_]{0,40})[`"\'”]?\\s*(?:[:：=＝]|-(?!\\d)|—|–|→|表示|代表|为|是|,\\s*(?=["“])|\\.(?=\\s*[\\p{Script=Han}]))\\s*(?=[^\\s\\d,，;；/])';

/** `0：open 1：closed`, "1 = stock item, 2 = service", "0表示成功，1表示失败". */
function explainedIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const found = [...text.matchAll(new RegExp(ITEM, "gu"))].map((match) => match[1] ?? "");
  const isNumeric = found.every((value) => /^[-+]?\d+$/.test(value));
  if (found.length < 2 || (!isNumeric && found.some((value) => /^[-+]?\d+$/.test(value))))
    return bulletless(text, scalar);
  if (isNumeric && /\d{4}[-/年]\d|\d{1,2}:\d{2}/.test(text)) return undefined;
  return distinct(
    found.map((value) => readScalar(value, scalar)),
    text,
  );
}

/** `alipay：支付宝` to a line, `in: 出勤, out: 退勤`: words with what they mean, where nothing else is said. */
function wordsExplained(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar !== "string") return undefined;
  const parts = text.split(/\s*(?:\n|[,，;；、]|\s[/|]\s)\s*/).filter((part) => part !== "");
  const pairs = parts.map((part) => /^[`"']?([A-Za-z][\w-]{0,30})[`"']?\s*[:：=-]\s*(\S.{0,30})$/u.exec(part));
  // What explains a value is in words of the page, not one more of its kind.
  const areExplained = pairs.every((pair) => pair !== null && /[^\x20-\x7e]/.test(pair[2] ?? ""));
  if (parts.length < 2 || !areExplained) return undefined;
  return distinct(
    pairs.map((pair) => pair?.[1]),
    text,
  );
}

const LABELLED =
  /(?:可选值|取值范围?|枚举值?|支持|取りうる値|選択肢|가능한 값|허용값|возможные значения|допустимые значения|valores(?: posibles| permitidos| possíveis| aceitos)?|opciones|opções|valeurs(?: possibles| autorisées)?|werte|mögliche werte|erlaubt|pilihan|nilai(?: yang mungkin)?|giá trị(?: hợp lệ)?|các giá trị|olası değerler|değerler|dozwolone wartości|valori(?: possibili)?)\s*[:：]\s*([^.。\n]+)/iu;

/** "Pilihan: umum, gigi, anak": a word for the choice, a colon, and values. */
function labelled(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const listed = LABELLED.exec(text)?.[1];
  if (listed === undefined) return undefined;
  const parts = listed
    .replace(/\s*等\s*$/, "")
    .split(/\s*[,，、/|;；]\s*|\s+(?:or|o|ou|atau|hoặc|oder|или|veya|lub|或)\s+/)
    .map((part) => unquote(part.trim()).replace(/\s*[(（][^(（]*[)）]$/, ""))
    .filter((part) => part !== "");
  if (parts.length < 2 || !parts.every((part) => /^[\p{L}\d_][\p{L}\d_.-]*$/u.test(part))) return undefined;
  return distinct(
    parts.map((part) => readScalar(part, scalar)),
    listed,
  );
}

const NUMBER = "-?\\d{1,6}(?:\\s*[(（][^()（）]{1,60}[)）])?";
const NUMBERS = new RegExp(`(?:^|[:：])\\s*(${NUMBER}(?:\\s*${JOINT}\\s*${NUMBER})+)\\s*(?:$|[.。;；\\n])`, "iu");

/** `1 o 2`, "1 (baja), 2 (media) ou 3 (alta)": numbers that words of the language keep apart. */
function numbersIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  if (scalar === "string") return undefined;
  const listed = NUMBERS.exec(text)?.[1];
  if (listed === undefined || /\d,\d|\d\s*\/\s*\d/.test(listed)) return undefined;
  const numbers = listed.replace(/[(（][^()（）]*[)）]/g, " ").match(/-?\d+/g) ?? [];
  return distinct(
    numbers.map((number) => readScalar(number, scalar)),
    listed,
  );
}

const WORD = "[\"'“]?[A-Za-z_][\\w-]*[\"'”]?";
const CHOSEN_WORDS = new RegExp(
  `(?:^|[\\s:：(（])(${WORD}(?:\\s*${JOINT}\\s*${WORD})+)\\s*(?:${CHOSEN})\\s*(?:$|[.。,，、)）\\n])`,
  "iu",
);

/** "NONE, DAILY 중 하나", "am / pm のいずれか": words before what says that one of them is chosen. */
function chosenIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const listed = scalar === "string" ? CHOSEN_WORDS.exec(text)?.[1] : undefined;
  return listed === undefined ? undefined : distinct(wordsOf(listed), listed);
}

/** The words of a list, without those that only join them. */
function wordsOf(listed: string): readonly string[] {
  return listed
    .split(new RegExp(`\\s*${JOINT}\\s*`, "iu"))
    .map((word) => unquote(word.trim()))
    .filter((word) => word !== "");
}

const NAMED_WORDS = new RegExp(`^([^:：\\n]{2,30})[:：]\\s*(${WORD}(?:\\s*${JOINT}\\s*${WORD}){2,})\\s*[.。]?$`, "iu");
/** Labels of words that are no list of all there is. */
const NO_CHOICE =
  /例|如|예|пример|напр|分隔|через|раздел|구분|格式|формат|형식|形式|区切り|поля|字段|欄|필드|项目|項目/iu;

/** "Уровень: low, middle или high", `especie`: "Espécie: cao, gato, ave": three words and more behind the field's own name, or behind a label of another script. */
function namedWords(text: string, scalar: Scalar, name: string): Stated<readonly ScalarValue[]> | undefined {
  const [, label = "", listed] = (scalar === "string" ? NAMED_WORDS.exec(text) : null) ?? [];
  const isOwn = folded(label) !== "" && folded(label) === folded(name);
  const isPresence = /^\s*(?:optional|required|mandatory|opcional|facultatif|optionnel)\s*$/i.test(label);
  const isForeign = /\p{L}/u.test(label) && !/\p{Script=Latin}/u.test(label) && !NO_CHOICE.test(label);
  return listed !== undefined && (isOwn || isForeign || isPresence) ? distinct(wordsOf(listed), listed) : undefined;
}

/** A word without accents, case and signs. */
function folded(word: string): string {
  return word
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** "1是0否", "0失败1成功": digits with a word behind each. */
function bulletless(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const found = [
    ...text.matchAll(
      /(?<![\d.\p{Script=Latin}-])([-]?\d{1,3})\s*[-.、]?\s*(?=[\p{Script=Han}\p{Script=Hangul}])([\p{Script=Han}\p{Script=Hangul}]{1,8})/gu,
    ),
  ];
  const units =
    /^(?:位|个|個|字|年|月|日|天|小时|小時|分|秒|元|条|條|次|项|種|种|时|時|以|到|至|倍|级|개|자|회|일|월|년|시간|분|초|원|건|명)/u;
  if (found.length < 2 || found.some((match) => units.test(match[2] ?? ""))) return undefined;
  return distinct(
    found.map((match) => readScalar(match[1] ?? "", scalar)),
    text,
  );
}

/** `(a/b/c)`, `[a|b]`: words of one kind in brackets. */
function bracketsIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  for (const [, inner = ""] of text.matchAll(/[(（[【「]([^()（）[\]【】「」]{3,120})[)）\]】」]/gu)) {
    const parts = inner
      .replace(/^[^:：]{0,20}[:：]\s*/, "")
      .split(/\s*[/|、]\s*|\s*,\s*(?=\w)|\s+or\s+/)
      .map((part) => unquote(part.trim()));
    if (parts.length < 2 || !parts.every((part) => /^[A-Za-z_][\w-]*$|^-?\d+$/.test(part))) continue;
    if (/[YyMmDdHhs]{2}/.test(inner) && /^[YMDhHms\-/:\s]+$/i.test(inner)) continue;
    return distinct(
      parts.map((part) => readScalar(part, scalar)),
      inner,
    );
  }
  return undefined;
}

function fixedIn(text: string, scalar: Scalar): Stated<readonly ScalarValue[]> | undefined {
  const marked = /^["'`“]?([A-Za-z_][\w-]*|\d+)["'`”]?\s*[(（](?:固定值?|fixed(?: value)?|constant)[)）]$/iu.exec(
    text.trim(),
  );
  const whole = marked?.[1] === undefined ? undefined : readScalar(marked[1], scalar);
  if (whole !== undefined) return { value: [whole], words: marked?.[0] ?? "" };
  const found = FIXED.exec(text);
  if (found?.[1] === undefined || /^giá trị$/i.test(found[0].split(/\s*[:：]/)[0] ?? "")) return undefined;
  if (scalar === "string" && !/[:：=为為是"'`“「]/u.test(found[0])) return undefined;
  const value = readScalar(found[1], scalar);
  return value === undefined || value === "" ? undefined : { value: [value], words: found[0] };
}

function distinct(
  values: readonly (ScalarValue | undefined)[],
  words: string,
): Stated<readonly ScalarValue[]> | undefined {
  if (values.some((value) => value === undefined || value === "")) return undefined;
  const unique = [...new Set(values as readonly ScalarValue[])];
  return unique.length < 2 ? undefined : { value: unique, words };
}
