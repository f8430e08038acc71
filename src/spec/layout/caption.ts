// What the words above a table say of it: whose side it is on, where its fields travel, and which field or type it describes.
import type { Side, TableRole } from "../page.ts";
import { wordKey } from "../vocabulary.ts";
import { captionPresence } from "./caption-presence.ts";
import { spokenSide } from "./spoken-side.ts";

/** What a caption names besides fields. */
export type CaptionTopic = "codes" | "example" | "constraint" | "values" | "history";

export interface CaptionMeaning {
  readonly side?: Side;
  readonly role?: Exclude<TableRole, "type">;
  readonly topic?: CaptionTopic;
  /** Whether it speaks of a success or of a failure. */
  readonly outcome?: "success" | "failure";
  /** An HTTP status that it speaks of. */
  readonly status?: number;
  /** Whether its words say nothing but "fields", "parameters": it belongs to what was spoken of before. */
  readonly isNeutral: boolean;
  /** Whether the fields under it must be there, where it says no more than that and a section's name. */
  readonly presence?: "mandatory" | "optional";
}

/** Words by language; those that end in `~` and all Cyrillic ones may go on, scripts that do not part their words are looked for anywhere. */
const WORDS = {
  request:
    "llamada chamada appel aufruf panggilan вызов lời\u00a0gọi 调用 呼び出し 호출 request requests input inputs payload 请求 請求 入参 入參 传入 上行 上送 发送参数 输入 輸入 リクエスト 入力 要求パラメータ 요청 입력 requisição requisicao requisições solicitud solicitudes petición peticion corpo\u00a0do\u00a0pedido cuerpo\u00a0del\u00a0pedido parámetros\u00a0del\u00a0pedido parâmetros\u00a0do\u00a0pedido entrada requête requete requêtes entrée entrées запрос входн đầu\u00a0vào yêu\u00a0cầu permintaan masukan anfrage eingabe richiesta ingresso verzoek invoer żądanie żądania zapytani~ istek girdi girdi",
  result:
    "response responses respose respone result results output outputs return returns returned returning reply replies answer 返回 响应 響應 回应 回應 应答 應答 回参 回參 出参 出參 传出 下行 输出 輸出 结果 結果 レスポンス 応答 返却 戻り値 出力 응답 반환 결과 출력 resposta respostas retorno saída saida respuesta respuestas salida devuelve devuelto réponse reponse réponses retour sortie ответ возвращ выход phản\u00a0hồi kết\u00a0quả đầu\u00a0ra trả\u00a0về balasan respons respon tanggapan keluaran antwort rückgabe ausgabe risposta uscita antwoord uitvoer odpowied~ yanıt cevap çıktı résultat résultats resultado resultados результат ergebnis ergebnisse risultato risultati resultaat wynik wyniki sonuç hasil 返回值",
  head: "header headers head heads 请求头 請求頭 响应头 返回头 报文头 头部 頭部 消息头 标头 ヘッダ ヘッダー 헤더 cabeçalho cabeçalhos cabecera cabeceras encabezado encabezados en-tête en-têtes entête entêtes заголов kopfzeile kopfzeilen kopfparameter headerparameter kopf kopfdaten intestazion nagłów~ başlık tiêu\u00a0đề",
  cookie: "cookie cookies クッキー 쿠키",
  query:
    "query queries querystring 查询参数 查詢參數 查询字符串 query参数 url参数 get参数 クエリ 쿼리 consulta запроса\u00a0url строки\u00a0запроса truy\u00a0vấn abfrage abfrageparameter queryparameter sorgu",
  urlParameters:
    "url\u00a0param url\u00a0parameter url\u00a0parameters url\u00a0params params\u00a0url парамет\u00a0url параметры\u00a0url paramètres\u00a0d'url parámetros\u00a0url parâmetros\u00a0url parámetros\u00a0de\u00a0url parâmetros\u00a0de\u00a0url url\u00a0segments uri\u00a0parameters",
  path: "path paths pathvariable 路径参数 路径变量 path参数 路徑參數 url路径 パスパラメータ パス変数 パス 경로 패스 ruta caminho chemin пути đường\u00a0dẫn pfad pfadparameter percorso ścieżk~ yol\u00a0param",
  body: "body bodies payload payloads 请求体 請求體 消息体 消息體 报文体 报文 响应体 返回体 请求正文 ボディ 본문 바디 corpo cuerpo corps тело тела thân nội\u00a0dung rumpf körper inhoud treść gövde formdata form-data 表单",
  codes:
    "error\u00a0code error\u00a0codes result\u00a0code result\u00a0codes status\u00a0code status\u00a0codes return\u00a0code return\u00a0codes response\u00a0code response\u00a0codes http\u00a0code http\u00a0codes codes 错误码 錯誤碼 错误代码 状态码 狀態碼 返回码 响应码 结果码 业务码 エラーコード ステータスコード 에러\u00a0코드 오류\u00a0코드 상태\u00a0코드 응답\u00a0코드 códigos código\u00a0de codes\u00a0d'erreur codes\u00a0de\u00a0retour codes\u00a0http коды mã\u00a0lỗi kode fehlercode fehlercodes statuscode statuscodes codici foutcodes kody kodları ergebniscode ergebniscodes rückgabecodes antwortcodes resultaatcodes 結果コード リザルトコード レスポンスコード 결과\u00a0코드 回應碼 回傳碼",
  error:
    "error errors failure failures failed exception exceptions 错误 錯誤 失败 失敗 异常 異常 エラー 에러 실패 오류 erro erros falha falhas error errores fallo fallos erreur erreurs échec ошиб lỗi gagal kesalahan fehler errore errori fout fouten błęd~ hata hatalar",
  success:
    "success successful succeeded 成功 성공 sucesso éxito exito succès успеш thành\u00a0công sukses berhasil erfolg successo succes sukces başarı",
  example:
    "example examples sample samples demo exemple exemples 示例 样例 範例 范例 例子 举例 舉例 サンプル 例 예시 예제 샘플 exemplo exemplos ejemplo ejemplos пример ví\u00a0dụ contoh beispiel beispiele esempio esempi voorbeeld przykład örnek",
  constraint:
    "validation validations validate validator constraint constraints 校验 校驗 验证规则 验证 約束 约束 バリデーション 検証 검증 유효성 validação validações validación validaciones проверк валидац kiểm\u00a0tra validasi validierung validazione",
  values: "enum enums enumeration values 枚举 枚舉 取值 字典 列挙 열거 enumeração enumeración énumération перечислен",
  history:
    "changelog history revision revisions changes version-control 变更 變更 修订 修訂 更新记录 更新日志 版本记录 改訂履歴 更新履歴 변경\u00a0이력 histórico historial historique истори lịch\u00a0sử riwayat verlauf",
  fields:
    "parameter parameters param params field fields property properties propertie attribute attributes argument arguments structure data 参数 參數 字段 欄位 属性 屬性 参数说明 字段说明 说明 說明 参数列表 数据结构 パラメータ フィールド 項目 プロパティ 파라미터 매개변수 필드 항목 속성 parâmetro parâmetros paramêtros campo campos propriedade propriedades atributos parámetro parámetros propiedades paramètre paramètres champ champs propriété propriétés параметр поле поля полей свойств атрибут tham\u00a0số trường thuộc\u00a0tính kolom atribut feld felder parametri campi velden pola parametreler alanlar",
} as const;

type Word = keyof typeof WORDS;

const UNPARTED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const MATCHERS = Object.fromEntries(
  (Object.entries(WORDS) as [Word, string][]).map(([word, list]) => {
    const words = [...new Set(list.split(" "))].map((entry) => entry.replaceAll("\u00a0", " "));
    const anywhere = words.filter((entry) => UNPARTED.test(entry)).map(escaped);
    const parted = words.filter((entry) => !UNPARTED.test(entry));
    const isStem = (entry: string): boolean => /[\u0400-\u04ff]|~$/.test(entry);
    const stems = parted.filter(isStem).map((entry) => escaped(entry.replace(/~$/, "")));
    const whole = parted.filter((entry) => !isStem(entry)).map(escaped);
    const alternatives = [
      ...(whole.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${whole.join("|")})(?![\\p{Script=Latin}\\p{N}])`] : []),
      ...(stems.length > 0 ? [`(?<!\\p{L})(?:${stems.join("|")})\\p{L}*`] : []),
      ...(anywhere.length > 0 ? [`(?:${anywhere.join("|")})`] : []),
    ];
    return [word, new RegExp(alternatives.join("|"), "iu")];
  }),
) as Readonly<Record<Word, RegExp>>;

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** What a caption says. */
export function captionMeaning(text: string): CaptionMeaning {
  const plain = text
    .normalize("NFKC")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_]+/g, " ")
    .replace(/\s+/g, " ");
  const says = (word: Word): boolean => MATCHERS[word].test(plain);
  const status = /(?<![\d./])([1-5]\d\d)(?![\d./])/.exec(plain)?.[1];
  const isFailure = says("error");
  const side: Side | undefined =
    says("result") || status !== undefined || isFailure || says("success")
      ? "result"
      : says("request")
        ? "request"
        : spokenSide(plain);
  const role = says("cookie")
    ? undefined
    : says("head")
      ? "head"
      : says("body")
        ? "body"
        : says("path")
          ? "path"
          : says("query") || says("urlParameters")
            ? "query"
            : undefined;
  const isFields = says("fields");
  const topic: CaptionTopic | undefined = says("history")
    ? "history"
    : says("codes")
      ? "codes"
      : says("example")
        ? "example"
        : says("constraint")
          ? "constraint"
          : says("values") && !isFields
            ? "values"
            : isFailure && !isFields
              ? "codes"
              : undefined;
  const told = captionPresence(plain);
  const presence =
    told !== undefined && (!/[\p{L}]/u.test(told.rest) || isCaptionWholly(told.rest)) ? told.presence : undefined;
  return {
    ...(presence !== undefined ? { presence } : {}),
    ...(side !== undefined ? { side } : {}),
    ...(role !== undefined ? { role } : {}),
    ...(topic !== undefined ? { topic } : {}),
    ...(says("success") ? { outcome: "success" as const } : isFailure ? { outcome: "failure" as const } : {}),
    ...(status !== undefined ? { status: Number(status) } : {}),
    isNeutral: side === undefined && role === undefined && topic === undefined && (isFields || presence !== undefined),
  };
}

const EVERY_WORD = new RegExp([...Object.values(MATCHERS).map(({ source }) => source)].join("|"), "giu");
const AROUND =
  /(?<![\p{L}\p{N}])(?:https?|json|api|ok|created|accepted|no|content|raw|the|of|for|an?|in|on|de|del|des|d|da|do|la|le|el|los|las|du|di|der|des|die|das|und|and|et|y|e|và|o|schema|format|list|table|type|dto|vo|object)(?![\p{L}\p{N}])|接口|数据|信息|列表|内容|格式|定义|如下|为|的|表|一覧|の|内容|목록|데이터|형식|정보/giu;

/** Whether a text is nothing but the name of a section: "请求", "Response 200", "Corps de la requête". */
export function isCaptionWholly(text: string): boolean {
  const plain = text
    .normalize("NFKC")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/_+/g, " ");
  const rest = plain.replace(EVERY_WORD, " ");
  return rest !== plain && !/[\p{L}]/u.test(rest.replace(COMMON, " ").replace(AROUND, " "));
}

const COMMON =
  /公共|公用|通用|统一|統一|共用|全局|所有|每个|共通|全ての|すべて|공통|모든|общ(?:ие|ий|ая|ее|его)|все(?:х|м|ми)?(?!\p{L})|(?<!\p{L})(?:common|global|shared|every|all|com[uú]n(?:es)?|comuns?|commune?s?|tou(?:s|tes)|tod[oa]s|gemeinsam\p{L}*|alle[rn]?|chung|mọi|umum|semua|ortak|tüm|wspóln\p{L}*|wszystk\p{L}*|comuni|tutt[ei])(?!\p{L})/iu;

/** Whether a text says that what stands under it holds for all operations. */
export function isCommon(text: string): boolean {
  return COMMON.test(text);
}

const CALLBACK =
  /回调|回呼|通知|推送|コールバック|콜백|웹훅|уведомл|колбэк|(?<![\p{L}])(?:callbacks?|web-?hooks?|notif\p{L}*|rappel)(?![\p{L}])/iu;

/** Whether a text speaks of a call that the described service makes. */
export function isCallback(text: string): boolean {
  return CALLBACK.test(text);
}

const FILLER =
  /(?:^|\s|(?<=[\p{Script=Han}]))(?:objects?|properties|property|fields?|attributes?|parameters?|params?|schema|model|models|structure|definition|details?|data type|datatypes?|types?|class|table|enum|the|of|for|in|对象|结构|結構|字段|参数|说明|說明|描述|数据|列表|属性|模型|实体|详情|元素|的|定义|オブジェクト|フィールド|項目|モデル|객체|필드|속성|모델|objeto|objetos|campos|propriedades|propiedades|atributos|objet|champs|объект|поля|поле|tượng|trường|objek|kolom|objekt|felder)(?=$|\s|[:：()（）\p{Script=Han}])/giu;

/** The names that a caption may speak of, the likeliest first: code spans, what stands in brackets, then its own words. */
export function subjectsOf(caption: { readonly text: string; readonly raw: string }): readonly string[] {
  const spans = [...caption.raw.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
  const text = caption.text
    .replace(/^:::+\s*\w+\s+/, "")
    .replace(/^\s*(?:\d+(?:[.-]\d+)*[.)、]?|[a-z][.)]|[（(]\d+[）)])\s+/i, "")
    .replace(/[:：]\s*$/, "");
  const bracketed = [...text.matchAll(/[（(［[]\s*([\p{L}_$][\p{L}\p{N}_$.[\]]{0,100})\s*[\]］)）]/gu)].map(
    (match) => match[1] ?? "",
  );
  const stripped = text
    .replace(/[（(［[][^()（）[\]［］]*[\]］)）]/g, " ")
    .replace(FILLER, " ")
    .replace(FILLER, " ")
    .replace(/[`*_](?=\s|$)|(?<=\s|^)[`*_]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const words = text.match(/[A-Za-z_$][\w$.[\]]*/g) ?? [];
  const candidates = [...spans, ...bracketed, stripped, stripped.replace(/\s/g, ""), ...words, ...singular(stripped)];
  return [...new Set(candidates.map((name) => name.replace(/^[\s.]+|[\s.:：]+$/g, "")))].filter(
    (name) => name !== "" && name.length <= 80,
  );
}

function singular(word: string): readonly string[] {
  return /^[\w$]+s$/.test(word) ? [word.slice(0, -1)] : /^[\w$]+$/.test(word) ? [`${word}s`] : [];
}

/** What two spellings of a type's or field's name have in common: `Vendor Object`, `VendorObject`, `vendor`. */
export function subjectKey(name: string): string {
  return wordKey(name).replace(/(?:objects?|对象|实体|オブジェクト|객체)$/u, "");
}
