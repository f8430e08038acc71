// Spellings of types that other teams use, as the spelling that type cells of the family have.
import { isKnownSpelling } from "../type.ts";
import { columnOf } from "../vocabulary.ts";

const SIZE = /\s*[(（]?\s*\d+(?:\s*[.,，-]\s*\d+)?\s*[kKmM]?\s*[)）]?\s*$/;

/** `Str 35` → `Str`, `number (int32)` → `Integer`, `string (ISO 8601)` → `DateTime`, `Array(String)` → `List<String>`. */
export function spelledType(text: string): string {
  const plain = text
    .normalize("NFKC")
    .replace(/`/g, "")
    .replace(/^["“”]([^"“”]*)["“”]$/, "$1")
    .replace(/\\([<>|[\]*_])/g, "$1")
    .replace(/^[\s*]+|[\s*]+$/g, "")
    .replace(/(?<=[\w\]])\*+$/, "")
    .replace(/[¦｜]/g, "|")
    .replace(/\n+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  // A cell that only repeats its header was never filled in.
  if (plain === "" || /^[-–—/]$/.test(plain) || columnOf(plain) === "type") return "";
  return phrase(plain, 0);
}

function phrase(written: string, depth: number): string {
  if (depth > 8) return written;
  const known = WORDS.get(written.toLowerCase());
  if (known !== undefined) return known;
  if (written.endsWith("]") && isKnownSpelling(written)) return written;
  const text = written.replace(/^<\s*([^<>]+?)\s*>$/, "$1");
  const inner = (part: string): string => phrase(part.trim(), depth + 1);
  const optional =
    /^(.+?)\s*(?:\|\s*|,\s*|\s+or\s+)(?:null|none|nil|none_type|undefined)$/i.exec(text) ??
    /^(?:null|none)\s*\|\s*(.+)$/i.exec(text) ??
    /^(?:nullable|optional)\s*[<[(]?\s*(.+?)[>\])]?$/i.exec(text) ??
    /^(.+?)\s*[(（,]\s*(?:nullable|null|可空|可为空)\s*[)）]?$/i.exec(text) ??
    /^([\w<>[\]]+)\?$/.exec(text);
  if (optional?.[1] !== undefined) return `${inner(optional[1])} | null`;
  const [, key, value] = /^<\s*([^<>,]+?)\s*,\s*([^<>]+?|<.+>[^<>]*?)\s*>\s*map$/i.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return `Map<${inner(key)}, ${inner(value)}>`;
  const marked =
    /^(.+?)\s*[(（]\s*(?:required|optional|必填|可选|必須|任意|必选|选填)\s*[)）]$/i.exec(text) ??
    /^(.+?),\s*(?:required|optional)$/i.exec(text);
  if (marked?.[1] !== undefined) return inner(marked[1]);
  const paged = /^(?:i?page|paged?\w*|pagination\w*|page(?:info|result|vo|dto|list|data|model))\s*<\s*(.+)\s*>$/i.exec(
    text,
  )?.[1];
  if (paged !== undefined) return `List<${inner(paged)}>`;
  const mapped = /^(?:map|dict|dictionary)(?: (?:of|from))? \w+ (?:to|->|=>|→) (.+)$/i.exec(text)?.[1];
  if (mapped !== undefined) return `Map<String, ${inner(mapped)}>`;
  const list = listOf(text);
  if (list !== undefined) return list === "" ? "List" : `List<${inner(list)}>`;
  if (/^enum\b/i.test(text)) return "String";
  const date =
    /^(?:string|str|text|字符串|文字列|문자열|строка|cadena|texto|integer|number)?\s*[-<([:（,/]?\s*(date-?time|datetime|iso[\s-]*8601[\w\s-]*|timestamp|rfc[\s-]*3339|date|time|uuid|guid|binary|file|base64|byte|uri|url|email|e-mail|password|json|jwt|hex|ipv?[46]?|hostname|phone|enum)\s*[)>\]）]?$/i.exec(
      text,
    );
  if (date?.[1] !== undefined && /^(string|str|text|字符串|文字列|문자열|строка|cadena|texto)/i.test(text))
    return formatted(date[1]);
  if (/^iso[\s-]*8601|^rfc[\s-]*3339|timestamp$/i.test(text) && /\s|^iso|^rfc/i.test(text)) return "DateTime";
  const sized =
    /^(number|numeric|int|integer|num|long|float|double|数字|数值)\s*[-<([:（/]\s*(int\w*|long|bigint|integer|integ\w*|intger|float|double|decimal)\s*[)>\]）]?$/i.exec(
      text,
    ) ?? /^(number|integer)\s+(int32|int64|float|double|integer)$/i.exec(text);
  if (sized?.[2] !== undefined)
    return /^(int|long|big)/i.test(sized[2]) ? (/64|long|big/i.test(sized[2]) ? "Long" : "Integer") : sized[2];
  const measured = SIZE.test(text) ? text.replace(SIZE, "") : text;
  // `int32` is a spelling of its own, `int 1` is not.
  const isApart = !isKnownSpelling(text) && !/\d/.test(text[measured.length] ?? "");
  if (measured !== text && measured !== "" && (isApart || !/(int|uint|float)$/i.test(measured)))
    return sizedText(text, measured);
  const union = /^([\p{L}\d_<>[\]]+)\s*(?:\/|\||\bor\b|或|又は|또는)\s*([\p{L}\d_<>[\]]+)$/iu.exec(text);
  if (union?.[1] !== undefined && union[2] !== undefined) return alike(inner(union[1]), inner(union[2]));
  const words = text.toLowerCase();
  return WORDS.get(words) ?? WORDS.get(words.replace(/\s*[(（][^()（）]*[)）]$/, "")) ?? text;
}

/** Whether a word is a type, in whatever language. */
export function isTypeWord(word: string): boolean {
  return isKnownSpelling(word) || WORDS.has(word.toLowerCase());
}

/** A text keeps its length, anything else loses it. */
function sizedText(text: string, measured: string): string {
  const length = /[(（]\s*(\d+)\s*[)）]\s*$/.exec(text)?.[1];
  const word = WORDS.get(measured.trim().toLowerCase()) ?? measured.trim();
  return length === undefined ? word : `${word}(${length})`;
}

/** Two types as one, where they agree. */
function alike(a: string, b: string): string {
  return a.toLowerCase() === b.toLowerCase() ? a : "any";
}

function formatted(format: string): string {
  const plain = format.toLowerCase();
  if (/^date$/.test(plain)) return "LocalDate";
  if (/date|iso|timestamp|rfc/.test(plain)) return "DateTime";
  if (/^(uuid|guid)$/.test(plain)) return "UUID";
  if (/^(binary|file)$/.test(plain)) return "File";
  return "String";
}

/** What a list holds, where the words say list in another way than `List<T>`; empty where they do not say of what. */
function listOf(text: string): string | undefined {
  if (/^(?:array|list)\s*\[\s*\]\s*(\S.*)$/i.test(text)) return /\]\s*(.+)$/.exec(text)?.[1];
  const found =
    /^(?:array|list|set|数组|列表|配列|배열|lista|arreglo|tableau|массив|mảng|danh sách|array list)\s*[<([（]\s*([^<>()]+(?:<.*>)?)\s*[>)\]）]$/iu.exec(
      text,
    ) ??
    /^(?:an?\s+)?(?:array|list|lista|arreglo|tableau|liste|массив|mảng|daftar|set|vector)\s+(?:of|de|d'|di|von|các|of the)?\s*(?:partial\s+)?(.+?)$/iu.exec(
      text,
    ) ??
    /^<\s*(.+?)\s*>\s*array(?:\s*\(\w+\))?$/i.exec(text) ??
    /^(.+?)\s*\[\s*\d*\s*\]$/.exec(text) ??
    /^\[\s*\]\s*(.+)$/.exec(text) ??
    /^\[\s*([^\]]+?)\s*(?:,\s*\.{3}\s*)?\]$/.exec(text) ??
    /^(.+?)\s+(?:array|list|lists|arrays)$/i.exec(text) ??
    /^(.+?)(?:の)?(?:数组|列表|集合|配列|リスト|배열|목록)$/u.exec(text) ??
    /^(?:数组|列表|集合|配列)\s*[-:：,，/]?\s*(.+)$/u.exec(text);
  const item = found?.[1]?.trim();
  if (item === undefined || /^(?:二维|多维|json|two-dimensional)$/i.test(item))
    return item === undefined ? undefined : "List";
  if (/^(?:array|list)$/i.test(item)) return "";
  return item
    .replace(/^(strings|integers|numbers|objects|ints|booleans|floats)$/i, (word) => word.slice(0, -1))
    .replace(/\s+objects?$/i, " object");
}

const WORDS = new Map(
  Object.entries({
    String:
      "字符型,字串,字符,字符类型,文字列型,テキスト,스트링,텍스트,cadena,cadena de texto,cadena de caracteres,caracter,caracteres,alfanumérico,alfanumerico,alfanumérica,chaîne,chaine,chaîne de caractères,chaine de caractères,texte,строка,строковое,строковый,текст,chuỗi,chuỗi ký tự,văn bản,teks,kata,zeichenkette,zeichenfolge,stringa,testo,tekst,ciąg znaków,ciąg,metin,an,ans,as,a,ns,s,jwt,html,markdown,password,phone,cuid,objectid,object id,mongoid,uid,id,snowflake id,base64,base64 string,enumeration,枚举,枚举值,열거형,列挙型,列挙,enumeração,enumeración,перечисление,slug,cursor,ip,ipv4,date string,json格式字符串,json字符串,json string,datetime string,varchar2,nchar,longtext,mediumtext,tinytext,literal,const",
    Integer:
      "整形,整数型,整型数字,int型,整数值,정수형,entero,inteiro,entier,целое,целое число,целочисленный,số nguyên,bilangan bulat,ganzzahl,intero,geheel getal,liczba całkowita,tam sayı,unsigned int,unsigned integer,signed int,uint8,int8,int4,ling,digit,digits,serial,unix timestamp,counter,unsigned",
    Long: "长整数,长整形,时间戳,毫秒时间戳,timestamp(ms),timestamp (ms),时间戳(毫秒),epoch,epoch ms,milliseconds,bigserial,unsigned long,int8b,time stamp long",
    Number:
      "n,数字型,数值型,数值类型,浮点型,浮点数,小数,金额,数値型,実数,숫자형,실수,numérico,numerico,numérica,número decimal,decimal number,nombre,numérique,décimal,число,числовой,вещественное,дробное,số,số thực,angka,desimal,bilangan,zahl,dezimal,dezimalzahl,gleitkommazahl,fließkommazahl,fliesskommazahl,kommazahl,flottant,réel,nombre décimal,punto flotante,virgola mobile,zmiennoprzecinkowa,ondalık sayı,liczba zmiennoprzecinkowa,số thập phân,bilangan desimal,kayan nokta,numero,decimale,getal,decimaal,liczba,sayı,ondalık,currency,money,amount,real number,floating point,float number,percentage,percent",
    Boolean:
      "布尔型,布尔类型,bool型,真偽,ブール,ブール値,論理値,부울,논리값,논리,lógico,logico,booleana,booléen,booleen,логический,булев,булево,логическое,логическая,логический тип,булевый,лог.,luận lý,logika,wahrheitswert,wahr/falsch,booleana,booleaans,logiczny,mantıksal,true/false,yes/no,flag",
    DateTime:
      "date-heure,date heure,data-hora,datum/uhrzeit,datum uhrzeit,datum/zeit,fecha/hora,data ora,data/ora,data i godzina,tarih/saat,ngày/giờ,дата/время,日时,日期时间,時刻,日時,时间日期,日期時間,localdatetime,offsetdatetime,zoneddatetime,instant,日期时间型,时间类型,日期时间类型,日時型,일시,날짜시간,날짜/시간,fecha y hora,fecha hora,data e hora,data/hora,date et heure,дата и время,дата-время,ngày giờ,thời gian,waktu,tanggal waktu,datum und uhrzeit,zeitstempel,data e ora,datum en tijd,data i czas,tarih saat,datetime2,timestamptz,isodate,iso date,iso string,date time,date-time,time stamp,utc datetime,iso datetime,iso timestamp,timestampz",
    LocalDate: "日期型,日期类型,날짜,일자,fecha,data,дата,ngày,tanggal,datum,tarih",
    File: "文件流,二进制,二进制流,文件类型,图片,image,图片文件,画像,ファイル型,バイナリ,바이너리,이미지,archivo binario,binario,fichero,ficheiro,fichier binaire,файл,tệp,tập tin,berkas,datei,bestand,plik,dosya,multipart,file upload,upload file,archive,binary data,form-data file,multipart/form-data,octet-stream,stream,buffer",
    List: "数组型,数组类型,列表型,集合,リスト,配列型,목록,리스트,arreglo,vector,matriz,tableau,массив,список,mảng,danh sách,larik,daftar,liste,feld,elenco,array,lijst,tablica,dizi,tuple,slice,ext-list,array object,object array,array[],[],json array,jsonarray",
    Object:
      "对象型,对象类型,json对象,json格式,map对象,実体,構造体,オブジェクト型,오브젝트,объект,đối tượng,objek,objekt,oggetto,nesne,dictionary object,实体,实体类,struct,obj.,hash,body,json object,object literal,payload,schema,geojson,interface,union,datatable",
    any: "任意类型,泛型,泛型t,mixed type,any type,多种类型,variable,varies,*,interface{},void,unknown,dynamic,oneof,anyof",
  }).flatMap(([spelling, words]) => words.split(",").map((word) => [word, spelling] as const)),
);
