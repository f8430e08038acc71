// The words of field tables, by language: what a column, a flag, a caption or a row of the overview is called.
import { edits, nearest } from "../json/nearest.ts";

/** What a column of a table tells. */
export type Column =
  | "name"
  | "type"
  | "mandatory"
  | "optional"
  | "condition"
  | "remarks"
  | "example"
  | "default"
  | "constraint"
  | "length"
  | "place"
  | "code"
  | "status";

/** What a flag cell says. */
export type Flag = "yes" | "no" | "conditional";

/** What a heading names. */
export type Caption =
  | "request"
  | "result"
  | "fields"
  | "head"
  | "body"
  | "query"
  | "path"
  | "cookie"
  | "codes"
  | "example"
  | "requestHead"
  | "requestBody"
  | "requestExample"
  | "resultHead"
  | "resultBody"
  | "resultExample";

/** What a row of the overview table tells. */
export type OverviewRow = "url" | "description" | "methods";

const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  name: [
    "field name, field, fields, parameter, parameters, parameter name, param, params, param name, name, attribute, property, properties, key, element, variable, header, header name, input, filed name, filed, parm",
    "参数, 参数名, 参数名称, 字段, 字段名, 字段名称, 名称, 名字, 属性, 属性名, 变量名, 返回字段, 參數, 參數名稱, 欄位, 欄位名稱",
    "パラメータ, パラメータ名, 項目名, フィールド, フィールド名, 이름, 항목, 파라미터, 필드, 필드명",
    "propriedade, nome, nome do campo, campo, campos, parâmetro, paramêtro, atributo, nombre, parámetro, champ, nom, paramètre",
    "параметр, поле, имя, trường, tên, tên trường, tham số, kolom, feld",
    "request field, response field, request parameter, response parameter, body parameter, query parameter, path parameter, header parameter, url parameter, body param, query param, path param, path variable, form field, argument, arg, option, prop, member, column, json key, json field, field key, parameter key, fieldname, property name, attribute name, key name, variable name",
    "请求参数, 返回参数, 响应参数, 输入参数, 输出参数, 参数字段, 参数标识, 参数英文名, 英文名, 英文名称, 键, 键名, 标识, 字段标识, 变量, 元素, 返回值字段, 屬性名稱, 參數名",
    "プロパティ, プロパティ名, キー, キー名, 項目, 変数名, 物理名, パラメーター, パラメーター名, パラメタ, 属性名, 속성, 속성명, 파라미터명, 매개변수, 변수, 변수명, 필드 이름, 키, 항목명, 헤더, 헤더명, 파라미터 이름",
    "nome do parâmetro, nome do atributo, chave, variável, cabeçalho, nombre del campo, nombre del parámetro, nombre campo, clave, propiedad, cabecera, variable, nom du champ, nom du paramètre, propriété, attribut, en-tête, clé",
    "название, название поля, название параметра, имя поля, имя параметра, атрибут, свойство, ключ, заголовок, thuộc tính, tên tham số, tên thuộc tính, khóa, nama, nama field, nama parameter, nama kolom, properti, atribut, kunci",
    "feldname, parametername, eigenschaft, schlüssel, bezeichnung, parametro, nome campo, proprietà, chiave, veld, veldnaam, naam, eigenschap, pole, nazwa, nazwa pola, parametr, alan, alan adı, parametre",
  ],
  type: [
    "field type, type, data type, datatype, parameter type, param type, schema, data schema, data model, response schema, accessed type, value type",
    "类型, 参数类型, 字段类型, 数据类型, 数据模型, 值类型, 類型, 型別, 型, データ型, 타입, 자료형",
    "tipo, tipo do campo, tipo de dato, tipo de datos, tipo dato, тип, kiểu dữ liệu, kiểu, tipe, tipe data, typ",
    "数据模型, 响应模型, データモデル, 응답 모델, data model, response model, json type, variable type, property type, value data type, datatyp, 参数数据类型, 数据格式, 型別, タイプ, データタイプ, 値の型, 데이터 타입, 데이터타입, 데이터 형식, 형",
    "tipo de dado, tipo de datos, type de données, тип данных, тип поля, тип параметра, loại, loại dữ liệu, kiểu giá trị, jenis, tipe nilai, datentyp, tipo di dato, typ danych, veri tipi, tür, tip",
  ],
  mandatory: [
    "mandatory, required, require, required field, is required, is mandatory, must fill or not, m, m/o, m/o/c, card, presence, requirement, mandotary, manditory, mandatary",
    "必填, 必选, 必须, 必需, 必传, 是否必须, 是否必填, 是否必选, 是否必需, 是否必传, 必填项, 是否必須, 是否必要, 必要, 必要性, 必須, 필수, 필수 여부, 필수여부",
    "obrigatório, requerido, obligatorio, obligatoire, обязательный, обязательно, обязательность, bắt buộc, wajib, pflicht",
    "req, mand, mandatory/optional, required/optional, o/m, r/o, occurrence, occurrences, cardinality, is must, must, need, needed",
    "是否必选项, 必须项, 必填否, 必输, 是否必输, 是否可空否, 必要参数, 必須項目, 必須/任意, 必須か, 필수값, 필수 값, 필수유무, 필수 유무, 필수/선택, 필수사항, 필수 항목",
    "obrigatoriedade, obrigatória, obligatoriedad, obligatoria, requerida, requis, requise, обяз, обязателен, обязательное, обязательна, yêu cầu, diperlukan, harus diisi, wajib diisi, erforderlich, notwendig, verpflichtend, obbligatorio, obbligatoria, richiesto, verplicht, vereist, wymagane, wymagany, obowiązkowe, zorunlu, gerekli",
  ],
  optional: [
    "optional, nullable, null, 可选, 是否可选, 可空, opcional, facultatif, необязательный",
    "是否为空, 允许为空, 可为空, 是否可为空, 任意, 省略可, 선택, null 허용, nullable?, opcionalidade, optionnel, facultativo, opsional, tùy chọn, freiwillig, opzionale, optioneel, opcjonalne, isteğe bağlı",
  ],
  condition: ["condition, conditions, conditional, 条件, điều kiện, điều kiện hợp lệ, condición, condição"],
  remarks: [
    "remarks, remark, description, desc, comment, comments, note, notes, explanation, definition, meaning, details, dscription, decription",
    "说明, 描述, 备注, 参数说明, 参数描述, 字段说明, 字段描述, 描述说明, 含义, 含義, 說明, 備註, 补充说明, 中文名, 説明, 備考, 論理名, 설명, 비고",
    "descrição, descripción, descripcion, описание, mô tả, deskripsi, keterangan, beschreibung",
    "info, information, usage, purpose, summary, 注释, 解释, 详细说明, 具体说明, 字段含义, 参数含义, 参数意义, 中文名称, 中文说明, 描述信息, 概要, 意味, 内容, 補足, 備考・説明, 項目説明, 日本語名, 의미, 상세, 상세 설명, 내용, 참고",
    "observação, observações, obs, comentário, comentários, significado, observaciones, observación, comentario, detalle, remarque, remarques, commentaire, détails, signification, примечание, примечания, комментарий, пояснение, назначение, ghi chú, ý nghĩa, diễn giải, miêu tả, catatan, penjelasan, arti",
    "anmerkung, anmerkungen, bemerkung, bemerkungen, erläuterung, bedeutung, kommentar, descrizione, significato, omschrijving, beschrijving, toelichting, opmerking, opmerkingen, opis, uwagi, açıklama, notlar",
  ],
  example: [
    "example, examples, sample, example value, 举例, 示例, 示例值, 样例, 例, 예시, exemplo, ejemplo, exemple, пример, ví dụ, contoh",
    "value, sample value, sample data, example data, 值, 示例数据, 示例参数, 参考值, 样例值, 例子, 範例, サンプル, サンプル値, 値, 値の例, 記入例, 예, 예제, 샘플, 값, 예시 값, 예시값",
    "valor, valor de exemplo, valor de ejemplo, valeur, значение, giá trị, giá trị mẫu, nilai, contoh nilai, wert, beispiel, beispielwert, esempio, valore, voorbeeld, waarde, przykład, wartość, örnek, değer",
  ],
  default: [
    "default, default value, defaults, 默认值, 默认, 默認值, デフォルト, デフォルト値, 기본값, valor padrão, valor por defecto, значение по умолчанию",
    "缺省值, 缺省, 初始值, 默认情况, 初期値, 既定値, 기본 값, 디폴트, padrão, por defecto, predeterminado, valor predeterminado, défaut, par défaut, valeur par défaut, по умолчанию, mặc định, giá trị mặc định, bawaan, nilai default, nilai bawaan, standard, standardwert, predefinito, valore predefinito, standaard, standaardwaarde, domyślnie, wartość domyślna, varsayılan",
  ],
  constraint: [
    "values, value range, data range, format, limitations, restrictions, constraints, constraint, accepted values, allowed values, possible values, enum, options",
    "其他信息, 范围, 取值范围, 可能的值, 可选值, 规则, 有效值, 约束, 制約, 制約・備考, formato, domínio, valeurs",
    "valid values, valid option types, enumeration, enum values, pattern, range, rules, rule, validation, limits, limit, 限制, 校验, 校验规则, 取值, 枚举, 枚举值, 格式, 长度限制, 可选项, 値の範囲, 形式, 制限, 書式, フォーマット, 備考・制約, 범위, 형식, 제약, 제약조건, 제한, 유효값, 허용값",
    "restrições, restricciones, valores, valores possíveis, valores posibles, contraintes, valeurs possibles, ограничения, ограничение, допустимые значения, возможные значения, формат, ràng buộc, định dạng, giá trị hợp lệ, batasan, einschränkungen, werte, mögliche werte, vincoli, beperkingen, ograniczenia, kısıtlar",
  ],
  length: [
    "length, size, maximum size, max length, 长度, 最大长度, 数据长度, tamanho, tam, largo",
    "len, 字段长度, 最大文字数, 桁数, 길이, 최대 길이, longitud, comprimento, longueur, длина, độ dài, panjang, länge, lunghezza, lengte, długość, uzunluk",
  ],
  place: [
    "in, located in, location, 参数位置, 请求类型, 位置, 유형",
    "parameter location, param in, where, position, passed in, sent in, 传参方式, 参数形式, 所在位置, 传递方式, 場所, 위치, 전달 위치, localização, local, ubicación, emplacement, расположение, где, vị trí, lokasi, ort, posizione, locatie, miejsce, konum",
  ],
  code: [
    "result code, code, error code, return code, response code, external code, errcode, ret code",
    "possible result code, possible result codes, possible error code, possible error codes, result codes, error codes, return codes",
    "错误码, 状态码, 返回码, 响应码, 结果码, 錯誤碼, コード, エラーコード, 코드, 에러 코드, código, código de retorno, mã lỗi, код",
    "business code, code value, rtn code, resp code, rsp code, 应答码, 應答碼, 代碼, 代號, 錯誤代碼, 狀態碼, 回傳碼, 回傳代碼, 結果代碼, 业务码, 错误代码, 响应代码, 返回代码, 返回值代码, code码, 代码, 编码, エラー番号, 結果コード, レスポンスコード, 에러코드, 오류 코드, 오류코드, 결과 코드, 응답 코드, código de erro, código de error, código erro, código de respuesta, code d'erreur, code erreur, code de retour, code de résultat, código de resultado, ergebniscode, rückgabecode, код результата, codice di risultato, kod wyniku, sonuç kodu, код ошибки, код ответа, mã, mã trả về, kode, kode error, kode respon, fehlercode, codice, codice errore, foutcode, kod błędu, hata kodu, kod",
  ],
  status: [
    "http status code, http status, status, status code, http code, httpステータス, 상태 코드, código http, código de estado http",
    "상태, 状态, 狀態, 状態, estado, durum, http, http statuscode, http status codes, response status, http 状态码, http状态码, http 错误码, 状態コード, ステータスコード, ステータス, http 상태 코드, http 상태, 상태코드, status http, estado http, statut, statut http, code http, http статус, статус, статус код, код http, http код, trạng thái, mã trạng thái, mã http, status kode, kode status, http-status, statuscode http, stato, codice http, kod http, durum kodu",
  ],
};

const FLAGS: Readonly<Record<Flag, string>> = {
  yes: "y, s, j, д, yes, true, ture, t, m, r, mandatory, required, require, must, always, 1, 是, 必须, 必填, 必選, 必需, 必須, 필수, 예, sim, si, sí, oui, да, có, ya, ja, obrigatório, requerido, obligatorio, obligatoire, ✓, ✔, ✅, ☑, ○, ◯, ◎, ●, √, +, :white_check_mark:, :heavy_check_mark:, :ballot_box_with_check:, necessary, needed, 必输, 必传, 要, oblig., sì, evet, tak, так, 예스, wymagane, zorunlu, verplicht, erforderlich, obbligatorio, bắt buộc, обязательный, обязательно, обязательное, обязательна, обязателен, обяз, obrigatória, obligatoria, requerida, requis, requise, obbligatoria, wymagany, wymagana, verpflichtend, pflicht, wajib, harus, có bắt buộc, zorunludur, 需要, 需, 必填项, 有, 있음, 필요",
  no: "n, н, no, false, f, o, optional, option, opt, never, 0, 否, 非必须, 非必填, 可选, 不是, 任意, 선택, 아니오, não, non, нет, không, tidak, nein, opcional, -, —, –, /, ×, x, ✗, ✘, ❌, ☐, ✖, ?, :x:, :heavy_minus_sign:, :negative_squared_cross_mark:, 选填, 不必须, 非必传, 不必填, 不要, 아니요, hayır, nie, nee, ні, facultatif, facultative, необязательно, opsional, tùy chọn, opzionale, optioneel, n/a, необязательный, необязательное, необязательна, необязателен, необяз, опционально, опциональный, facoltativo, facoltativa, opcjonalny, opcjonalne, opcjonalna, isteğe bağlı, không bắt buộc, tidak wajib, nie wymagane, 不需要, 无需, 불필요, 미필수, 비필수, 非必需, 省略可",
  conditional:
    "c, b, bedingt, bei bedarf, sous condition, условно, condizionale, conditional, conditionally, depends, y/n, yes/no, +/-, 条件, 条件必填, 조건부, condicional, conditionnel",
};

const CAPTIONS: Readonly<Record<Caption, readonly string[]>> = {
  request: [
    "request, requests, input, 请求, 請求, 入参, リクエスト, 요청, requisição, petición, solicitud, requête, запрос, yêu cầu, anfrage, pedido, solicitação, petição, consulta, richiesta, verzoek, aanvraag, żądanie, istek, permintaan, requesting",
  ],
  result: [
    "result, results, response, responses, output, return, returns, reply, 返回, 返回结果, 响应, 响应结果, 出参, 结果, レスポンス, 응답, resposta, respuesta, réponse, ответ, phản hồi, antwort, resultado, résultat, результат, ergebnis, risultato, risposta, resultaat, wynik, odpowiedź, sonuç, yanıt, hasil, respons, kết quả, 結果, 결과, 返回值, 應答, 回應",
  ],
  fields: [
    "field table, field tables, fields, table of fields, 字段表, campos, tabla de campos, tabela de campos, champs, tableau des champs, felder, feldtabelle, таблица полей, поля, 項目一覧, フィールド一覧, 필드 표, 필드",
  ],
  head: [
    "head, header, headers, heads, http headers, header parameters, 请求头, 头部, ヘッダ, ヘッダー, 헤더, cabeçalho, cabeceras, en-têtes, заголовки, cabecera, encabezado, encabezados, cabeçalhos, en-tête, entête, entêtes, kopf, kopfzeilen, kopfdaten, заголовок, intestazione, intestazioni, nagłówek, nagłówki, başlık, başlıklar, tiêu đề, 頭部, ヘッダ部",
  ],
  body: [
    "body, bodies, payload, body parameters, body parameter, body params, form, form data, form fields, form parameters, form params, form body, 表单, 表单参数, 消息体, 报文体, ボディ, 바디, 본문, corpo, cuerpo, corps, тело, rumpf, lichaam, treść, gövde, nội dung, 包体, 請求體, ボディ部",
  ],
  query: [
    "query, query parameters, query parameter, query params, query param, query string, url parameters, params, param, url params, url param, query fields, get parameters, 查询参数, query 参数, クエリパラメータ, 쿼리 파라미터, parâmetros de consulta, query параметры",
  ],
  path: [
    "path, path parameters, path parameter, path params, path param, path variables, path variable, uri parameters, 路径参数, path 参数, パスパラメータ, 경로 파라미터",
  ],
  cookie: ["cookie, cookies, cookie parameters, クッキー"],
  codes: [
    "possible result code, possible result codes, result code, result codes, error codes, error code, possible error codes, return codes, 错误码, 返回码, 结果码, 状态码, エラーコード, エラーコード一覧, 에러 코드, códigos de retorno, códigos de erro, обработка ошибок, codes, possible codes, possible code, status codes, códigos, códigos de resultado, códigos de resultado posibles, códigos de resultado possíveis, posibles códigos de resultado, possíveis códigos de resultado, códigos de error, códigos de respuesta, códigos de resposta, codes de résultat, codes de résultat possibles, codes d'erreur, codes retour, codes de retour, ergebniscodes, mögliche ergebniscodes, fehlercodes, rückgabecodes, коды, коды результата, возможные коды результата, коды ошибок, коды ответа, codici, codici di risultato, codici di errore, possibili codici di risultato, resultaatcodes, foutcodes, kody wyniku, kody błędów, sonuç kodları, hata kodları, mã kết quả, mã lỗi, kode hasil, kode error, 結果コード, 結果コード一覧, リザルトコード, レスポンスコード, 결과 코드, 응답 코드, 오류 코드, 錯誤碼, 回應碼, 结果码列表, 错误码列表, 返回码列表",
  ],
  example: [
    "example, examples, sample, 示例, 例, 예시, exemplo, ejemplo, exemple, пример, ví dụ, contoh, exemplos, ejemplos, exemples, beispiel, beispiele, примеры, esempio, esempi, voorbeeld, przykład, örnek, 例示, サンプル, 예제, 範例",
  ],
  requestHead: [
    "request header, request headers, request head, 请求 header, リクエストヘッダ, リクエストヘッダー, 요청 헤더, заголовки запроса",
  ],
  requestBody: [
    "request body, request parameters, request parameter, request fields, request params, 请求参数, 请求体, リクエストボディ, 요청 본문, parâmetros da requisição, datos de entrada, тело запроса",
  ],
  requestExample: [
    "request example, request sample, example request, 请求示例, リクエスト例, 요청 예시, пример запроса",
  ],
  resultHead: [
    "response header, response headers, result header, result headers, result head, 响应头, 返回头, レスポンスヘッダ",
  ],
  resultBody: [
    "response body, result body, response parameters, response fields, returning parameter, returning parameters, 返回参数, 返回参数说明, 返回说明, 响应参数, 响应体, 返回字段, 返回数据结构, レスポンスボディ, 응답 본문, datos de salida, тело ответа",
  ],
  resultExample: [
    "response example, result example, response sample, example response, 返回示例, 响应示例, レスポンス例, 응답 예시, пример ответа",
  ],
};

const OVERVIEW: Readonly<Record<OverviewRow, readonly string[]>> = {
  url: [
    "api url, url, uri, path, endpoint, api path, request url, 接口地址, 请求地址, 地址, 路径, 请求url",
    "url del api, url de la api, url da api, url de l'api, api-url, url der api, адрес, url api, путь, url dell'api, ruta, rota, caminho, chemin, pfad, api の url, apiのurl, パス, エンドポイント, api 주소, 경로, 接口路徑, 請求地址",
  ],
  description: [
    "api description, description, summary, api name, 接口描述, 描述, 接口名称, 功能",
    "descripción, descripción del api, descripción de la api, descrição, descrição da api, description de l'api, beschreibung, api-beschreibung, описание, описание api, descrizione, omschrijving, opis, açıklama, mô tả, deskripsi, 説明, 概要, apiの説明, 설명, 接口說明",
  ],
  methods: [
    "api methods, api method, method, methods, http method, request method, 请求方式, 请求方法, 方法",
    "método, métodos, métodos del api, métodos de la api, métodos da api, método http, méthode, méthodes, méthode http, méthodes de l'api, methode, methoden, api-methode, api-methoden, http-methode, метод, методы, метод api, методы api, metodo, metodi, metoda, yöntem, phương thức, metode, メソッド, httpメソッド, 메서드, 메소드, 請求方式",
  ],
};

/** What two spellings of a word have in common: letters and digits in lower case, compatibility forms unified. */
export function wordKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "");
}

/**
 * The ways to look a label up: as a whole, and where it says the same in two scripts (`Field Name 字段名`, `类型 / Type`) by
 * either half.
 */
export function labelKeys(text: string): readonly string[] {
  const whole = wordKey(text);
  const latin = whole.replace(OTHER_SCRIPTS, "");
  if (latin === "" || latin === whole) return [whole];
  return [whole, latin, whole.replace(/[^\p{L}\p{M}]|\p{Script=Latin}/gu, "")].filter((key) => key.length > 1);
}

const OTHER_SCRIPTS = /(?!\p{Script=Latin})[\p{L}\p{M}]/gu;

/** What the first key that a list knows means. */
function meaningIn<K>(words: ReadonlyMap<string, K>, text: string): K | undefined {
  for (const key of labelKeys(text)) {
    const meaning = words.get(key);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

function index<K extends string>(lists: Readonly<Record<K, string | readonly string[]>>): ReadonlyMap<string, K> {
  const entries = (Object.entries(lists) as [K, string | readonly string[]][]).flatMap(([meaning, lines]) =>
    [lines].flat().flatMap((line) => line.split(", ").map((word) => [wordKey(word), meaning] as const)),
  );
  // The first list that holds a word decides: later ones are vaguer.
  return new Map(entries.reverse());
}

const columnByWord = index(COLUMNS);
/** Words long enough to tell a slip of theirs from another word. */
const COLUMN_WORDS = [
  "fieldname",
  "fieldtype",
  "datatype",
  "mandatory",
  "required",
  "condition",
  "remarks",
  "description",
  "example",
];
const captionByWord = index(CAPTIONS);
const overviewByWord = index(OVERVIEW);
const flagByWord = new Map(
  (Object.entries(FLAGS) as [Flag, string][]).flatMap(([flag, words]) =>
    words.split(", ").map((word) => [flagKey(word), flag] as const),
  ),
);

/** Flags are often signs, so nothing but case, dressing and white space is taken off. */
function flagKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s*_`'"().,:]|\ufe0f/g, "");
}

/** What a column of this header tells; undefined where no list knows the word. */
export function columnOf(header: string): Column | undefined {
  const key = wordKey(header);
  const known = meaningIn(columnByWord, header);
  if (known !== undefined || key.length < 5 || key.length > 12) return known;
  const near = nearest(key, COLUMN_WORDS);
  return near === undefined || edits(near, key) > 2 ? undefined : columnByWord.get(near);
}

/** What a heading of these words names, numbering aside; undefined for any other heading: perhaps a type's name. */
export function captionOf(heading: string): Caption | undefined {
  const words = heading.replace(/^\s*(\d+([.-]\d+)*[.)、]?\s+)/, "");
  return meaningIn(captionByWord, words) ?? meaningIn(captionByWord, withoutBrackets(words));
}

/** A line without what stands in brackets; behind the last that closes none is looked for, as each would go to the end in vain. */
export function withoutBrackets(line: string): string {
  const end = Math.max(line.lastIndexOf(")"), line.lastIndexOf("）")) + 1;
  return line.slice(0, end).replace(/[(（].*?[)）]/g, "") + line.slice(end);
}

/** Captions in the Latin alphabet, long enough to tell a slip of theirs from another word. */
export const CAPTION_WORDS: readonly string[] = Object.values(CAPTIONS)
  .flatMap((lines) => lines.flatMap((line) => line.split(", ")))
  .filter((word) => /^[a-z ]{5,}$/.test(word));

/** What a row of the overview table tells. */
export function overviewRowOf(label: string): OverviewRow | undefined {
  return meaningIn(overviewByWord, label);
}

/** What a flag cell says; undefined for a word no list knows, and for an empty cell. */
export function flagOf(cell: string): Flag | undefined {
  return flagByWord.get(flagKey(cell));
}
