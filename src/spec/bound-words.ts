// The words by which remarks state a bound, in the languages that pages are written in: which side it is on, and what it counts.

/** Any of these, none of which is the end of a longer word. */
function words(...alternatives: readonly string[]): string {
  return `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\d_])(?:${alternatives.join("|")})`;
}

/** A number with commas between its thousands. */
export const DIGITS_OF_NUMBER = "[-+−]?\\d{1,12}(?:(?<=\\d{1,3}),\\d{3}(?!\\d))*(?:\\.\\d{1,10})?";
const NO_PART = "(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\d_#№][.:/]?)";

/** A number as a bound is written: no part of a date, a time or a longer number. */
export const NUMBER = `${NO_PART}${DIGITS_OF_NUMBER}(?!\\d|[.,:/-]\\d|[eE]\\d)`;
/** One end of a range, which may stand right beside its sign: `1-5`, `1..5`. */
export const FROM = `(?<!\\d[-–—~])${NO_PART}${DIGITS_OF_NUMBER}(?!\\d|[.,:/]\\d|[eE]\\d)`;
export const TO = `${DIGITS_OF_NUMBER}(?!\\d|[.,:/~–-]\\d|[eE]\\d)`;

export const AT_MOST = words(
  "max(?:im\\p{L}*)?\\.?",
  "máx(?:im\\p{L}*)?\\.?",
  "massim\\p{L}*|maks(?:im\\p{L}*)?\\.?|макс(?:им\\p{L}*)?\\.?",
  "at most|up to|limited to|capped at|(?:less|smaller|lower) than or equals?(?: to)?",
  "como máximo|a lo sumo|hasta|no máximo|até|höchstens|bis zu|до|au plus|au maximum|jusqu['’]à|fino a|hoogstens|tot|tối đa|en fazla",
  "(?:(?:must|may|can|should|shall|do(?:es)?) ?)?n(?:o|['’])t (?:to )?exceed(?:ing)?|cannot exceed",
  "no (?:debe |puede |deve |pode )?(?:exceder|superar|sobrepasar)(?: de| los| las)?|não (?:deve |pode )?(?:exceder|ultrapassar|superar)",
  "не (?:должн\\p{L}* )?превыша\\p{L}*",
  "最大で?|最多で?|最长|最長|最高|至多|不(?:能|得|可|可以|允许|要)?(?:超过|超過|超出)|(?:小于|小於|少于)(?:或|或者)?(?:等于|等於)",
  "최대",
  "<=|≤|≦|＜=",
);

export const AT_LEAST = words(
  "min(?:im\\p{L}*)?\\.?(?! ?\\d+ ?(?:mins?|h)\\b)",
  "mín(?:im\\p{L}*)?\\.?",
  "мин(?:им\\p{L}*)?\\.?",
  "at ?least|(?:greater|more|larger|higher) than or equals?(?: to)?",
  "al menos|por lo menos|como mínimo|pelo menos|no mínimo|mindestens|au moins|au minimum|almeno|minstens|co najmniej|en az|ít nhất|tối thiểu",
  "最小で?|最少|最短|最低|至少|少なくとも|(?:大于|大於|多于)(?:或|或者)?(?:等于|等於)",
  "최소",
  ">=|≥|≧",
);

const NOT =
  "(?:(?:(?:must|may|can|should|shall) ?)?(?:not|no|never|cannot|nicht|nunca|não|не|pas)(?: (?:be|ser|sein|быть|to be))? |不(?:能|得|可|可以|允许|应)?)";

/** "greater than", and with a word before it "not greater than". */
export const MORE = words(
  `(?<notMore>${NOT})?(?:(?:greater|more|larger|bigger|higher|longer) than|above|mayor(?:es)? (?:que|a|de)|más de|superior(?:es)? a|maior(?:es)? (?:do )?que|mais (?:de|(?:do )?que)|größer als|mehr als|länger als|больше(?: чем)?|более(?: чем)?|длиннее|выше|plus de|supérieure?s? à|maggiore di|più di|大于|大於|多于|多於|高于|高於|长于|>(?![=>]))`,
);

export const LESS = words(
  `(?<notLess>${NOT})?(?:(?:less|smaller|fewer|lower|shorter) than|below|menor(?:es)? (?:que|a|de)|menos de|inferior(?:es)? a|menor(?:es)? (?:do )?que|menos (?:de|(?:do )?que)|kleiner als|weniger als|kürzer als|меньше(?: чем)?|менее(?: чем)?|короче|ниже|moins de|inférieure?s? à|minore di|meno di|小于|小於|少于|少於|低于|低於|短于|<(?![=>\\p{L}/]))`,
);

/** What begins where it says: "starts at 1", `从1开始`. */
export const STARTS = words(
  "(?:start(?:s|ing)?|count(?:s|ed|ing)?|begin(?:s|ning)?|numbered) (?:at|from|with)|from",
  "desde|a partir de|empieza (?:en|por)|começa em|ab|beginnend bei|начиная с|à partir de",
  "从|從",
);

/** What counts the text itself. */
export const LENGTH =
  "length|len|longitud|longueur|(?:\\p{L}*l|l)änge|длин\\p{L}*|comprimento|tamanho|tama[ñn]o|lunghezza|lengte|długość|长度|長度|字符数|字数|位数|文字数|桁数|長さ|길이|글자\\s?수|자릿수";
/** What counts the elements of a list. */
export const COUNT =
  "(?:number|count|amount) of \\p{L}+|count|items|elements|entries|数量|数目|个数|條數|条数|件数|個数|개수|anzahl|cantidad|quantidade|количество|nombre d['’e ]+\\p{L}+";
/** What speaks of the value, or of any of these. */
export const VALUE = "value|val|size|allowed|permitted|possible|wert|valor|valeur|значение|数值|取值|值|値|값";

/** A letter or sign of a text, of whatever kind. */
export const CHARACTER =
  "(?:unicode |utf-?8 |ascii |latin |alphanumeric )?(?:char(?:acter)?s?|chacaters?|code ?points?|caract[eèé]r(?:es?|s)?|carácteres|zeichen|символ\\p{L}*|знак\\p{L}*|karakters?|karakteren|tekens?|znak(?:ów|i|u)?|caratteri|ký tự|bytes?)(?!\\p{L})|个?(?:字符|字元|汉字|漢字|字节|字(?![段号]))|個?(?:字元|字)|文字|글자|자(?!리)|바이트";
const DIGIT =
  "(?:digits?|symbols?|numerals?|letters?|d[íi]gitos?|letras?|chiffres?|lettres?|ziffern|stellen|buchstaben|цифр\\p{L}*|букв\\p{L}*|cifr[ae]|lettere|cijfers?|letters|cyfr\\p{L}*)(?!\\p{L})|个?(?:位(?!小数|精度)|数字|字母)|桁|자리";
/** What a text is made of. */
export const CHARACTERS = new RegExp(`^(?:${CHARACTER})`, "iu");
export const DIGITS = new RegExp(`^(?:${DIGIT})`, "iu");
export const TEXT_UNIT = `(?:${CHARACTER}|${DIGIT})`;

/** What a number measures. */
export const MEASURE =
  /^(?:%|‰|per ?cent|percent|ms|millis(?:econds)?|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|[kmgt]i?b|bytes?|bits?|px|pixels?|mm|cm|m|km|met(?:er|re)s?|k?g|grams?|tons?|°[cf]?|degrees?|euros?|eur|usd|dollars?|cents?|[¢€$£¥]|yuan|rmb|cny|jpy|yen|gbp|points?|k?wh?|rpm|hz|km\/h|m\/s|m?l|segundos?|minutos?|horas?|d[íi]as?|meses|semanas?|a[ñn]os?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|секунд\p{L}*|сек|минут\p{L}*|мин|час\p{L}*|дн(?:ей|я)|лет|год\p{L}*|месяц\p{L}*|руб\p{L}*|коп\p{L}*|secondes?|heures?|jours?|semaines?|mois|ans|années|秒|分钟?|小时|小時|天|日|周|月|年|元|角|公里|千米|米|厘米|公斤|千克|克|度|岁|歳|時間|[ヶか]月|円|초|분|시간|일|개월|년|원|세|살|incl(?:\.|usive|uded)|integers?|numbers?|allowed|の?(?:整数|数値|値)|的?(?:整数|数字|数|数值))$/iu;
/** What is counted one by one: the elements of a list, the rows of a page. */
export const COUNTED =
  /^(?:items?|elements?|entr(?:y|ies)|values?|files?|images?|photos?|pictures?|ids?|records?|rows?|results?|objects?|members?|elementos?|[íi]tems?|itens|registros?|einträge|elementen?|datensätze|элемент\p{L}*|запис\p{L}*|штук\p{L}*|éléments?|enregistrements?|résultats?|elementi|elemen|phần tử|(?:个|個|条|條|张|張|项|項|枚|件|名|人|组|組|つ|개|건|장|명)\p{L}{0,6})$/iu;
