// The part a result code plays, told from its name and its remark.
import type { Role } from "./document.ts";

/** Words that tell a role, tried in this order; names are split into words first (`SESSION_EXPIRED`, `sessionExpired`). */
const NAMES: readonly (readonly [Role, RegExp])[] = [
  [
    "sessionInvalid",
    /\b(session|login|token|ticket)\b.*\b(expired?|invalid|illegal|missing|timeout|required|not)\b|\b(not|no|un) ?(logged in|login|log in|authenticated|authori[sz]ed)\b|\bunauthenticated\b|\bunauthori[sz]ed\b|\b(invalid|expired|bad|missing|illegal) (session|token|ticket)\b/,
  ],
  [
    "clientInvalid",
    /\b(client|app|application|api key|signature|sign)\b.*\b(invalid|illegal|unknown|wrong|error|mismatch|not)\b|\b(invalid|unknown|illegal|bad) (client|app|api key|signature)\b/,
  ],
  [
    "invalidRequest",
    /\b(param|params|parameter|parameters|argument|arguments|arg|args|request|input|field|data|body|format)\b.*\b(illegal|invalid|error|wrong|missing|required|failed|incorrect|empty)\b|\b(illegal|invalid|bad|wrong|missing|malformed|incorrect) (param|params|parameter|parameters|argument|arguments|arg|args|request|input|field|data|body|format)\b|^validation (error|failed)$/,
  ],
  [
    "serverError",
    /\b(system|server|internal|unknown|unexpected|service)\b.*\b(error|exception|failure|fault|busy|unavailable)\b|\b(error|exception) (system|server|internal)\b|^(exception|fatal|panic)$/,
  ],
  [
    "success",
    /^(success|succeeded|successful|succeed|ok|okay|done|success(ful)? ?(call|request)?|0|0000|000000|200|00)$/,
  ],
];

/** The same told from the remark, where the name says nothing (a number, an abbreviation). */
const REMARKS: readonly (readonly [Role, RegExp])[] = [
  [
    "sessionInvalid",
    /\b(session|token|login)\b.*\b(expired|invalid|timed? ?out)\b|^\W*((the|your|access|user|session|login) ?)*\b(session|token)( id)?\b[^,;]*\b(missing|unknown|revoked|not (valid|known|found))\b|\bnot (logged ?in|login|authenticated)\b|未登[录陆]|登[录陆]过期|会话(过期|失效)|令牌(过期|无效)|token ?(过期|无效|失效)|세션.*만료|セッション.*(切れ|無効)|sess[ãa]o expirada|sesi[óo]n (expirada|caducada)|session expir[ée]e|сессия истекла|phiên.*hết hạn/i,
  ],
  ["clientInvalid", /\b(unknown|invalid|wrong) (client|app|application|api ?key|signature)\b|签名(错误|无效)/i],
  [
    "invalidRequest",
    /\b(param(eter)?s?|argument|request|input|field)\b.*\b(illegal|invalid|wrong|missing|not expected|incorrect|malformed)\b|\b(illegal|invalid|wrong|missing|bad|malformed) (param(eter)?s?|argument|request|input|field)\b|参数(错误|不合法|无效|缺失|非法|有误|异常)|請求參數|パラメータ.*(不正|エラー)|リクエスト.*不正|잘못된 (요청|파라미터)|par[âa]metros? inv[áa]lid|requisi[çc][ãa]o inv[áa]lida|petici[óo]n inv[áa]lida|requ[êe]te invalide|неверн\S+ (параметр|запрос)|tham số.*(không hợp lệ|sai)/i,
  ],
  [
    "serverError",
    /\b(unexpected|internal|unknown) (system |server |service )?(error|exception|failure)\b|\b(system|server) (error|exception|busy)\b|系统(错误|异常|繁忙)|服务器(内部)?(错误|异常)|内部错误|サーバ.*エラー|서버 (오류|에러)|erro (interno|do servidor)|error (interno|del servidor)|erreur (interne|serveur)|внутренняя ошибка|ошибка сервера|lỗi (hệ thống|máy chủ)/i,
  ],
  [
    "success",
    /^\W*(api call )?(success(ful(ly)?)?|ok|succeeded|成功|操作成功|请求成功|成功返回|正常|성공|sucesso|[ée]xito|succ[èe]s|успе(х|шно)|thành công|berhasil)\W*$/i,
  ],
];

/**
 * The role of a result code.
 * @param code the code as the tables write it: `SESSION_EXPIRED`, `1001`
 * @param remark what the tables say of it
 * @param httpStatus the code's own HTTP status, where the tables give one
 */
export function roleOf(code: string, remark = "", httpStatus?: number): Role {
  const words = code
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
  return (
    NAMES.find(([, pattern]) => pattern.test(words))?.[0] ??
    REMARKS.find(([, pattern]) => pattern.test(remark))?.[0] ??
    roleOfStatus(httpStatus ?? (/^[1-5]\d\d$/.test(code) ? Number(code) : undefined)) ??
    "business"
  );
}

/** What an HTTP status says of a code where nothing else does (RFC 9110, section 15). */
function roleOfStatus(status: number | undefined): Role | undefined {
  if (status === undefined) return undefined;
  if (status >= 200 && status < 300) return "success";
  if (status >= 500) return "serverError";
  if (status === 401) return "sessionInvalid";
  if (status === 400 || status === 422) return "invalidRequest";
  return undefined;
}
