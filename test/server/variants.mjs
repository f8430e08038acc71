// Variants by name: unusual, and conformant. None may raise a finding.
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { conformant } from "./session-server.mjs";

const failed = (code) => code !== "SUCCESS";
const variant = (name, summary, replaced, policy) => ({
  name,
  summary,
  replaced: typeof replaced === "function" ? replaced : () => replaced,
  ...(policy ? { policy } : {}),
});
const headers = (more) => ({ headers: () => ({ "content-type": "application/json", ...more }) });
const shape = (change) => ({ shape: change });
const context = (change) => ({ context: (code, call) => ({ ...conformant.context(code), ...change(code, call) }) });
const text = (change) => ({ text: (value, code, call) => change(JSON.stringify(value), code, call) });
/** A coding that was not asked for is no promise kept (RFC 9110, section 12.5.3). */
const packed = (coding, pack, written = coding) => {
  const accepted = (call) => new RegExp(`\\b${coding}\\b`, "i").test(call.headers["accept-encoding"] ?? "");
  return {
    bytes: (json, _, call) => (accepted(call) ? pack(json) : Buffer.from(json)),
    headers: (_, call) => ({
      "content-type": "application/json",
      ...(accepted(call) ? { "content-encoding": written } : {}),
    }),
  };
};

const escaped = (json) =>
  json.replace(
    /"(?:[^"\\]|\\.)*"/g,
    (text) =>
      `"${JSON.parse(text)
        .split("")
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join("")}"`,
  );

export const VARIANTS = [
  variant("plain", "nothing unusual", {}),
  variant(
    "keys-reversed",
    "keys in another order",
    shape(({ success, resultMsg, resultCode }) => ({ resultContext: { resultCode, resultMsg, success } })),
  ),
  variant("indented", "white space in and around the JSON", {
    text: (value) => `\n  ${JSON.stringify(value, null, 4)}\r\n`,
  }),
  variant("escaped", "every letter an escape, in keys too", text(escaped)),
  variant("charset-upper", "charset=UTF-8", headers({ "content-type": "application/json; charset=UTF-8" })),
  variant(
    "charset-odd",
    "charset in odd case and quotes",
    headers({ "content-type": 'application/json;Charset="Utf-8"' }),
  ),
  variant("media-type-upper", "the media type in capitals", headers({ "content-type": "APPLICATION/JSON" })),
  variant("header-names-upper", "header names in capitals", {
    send: (res, status, all, bytes) => {
      res.writeHead(
        status,
        Object.fromEntries(
          Object.entries({ ...all, "content-length": bytes.length }).map(([name, value]) => [
            name.toUpperCase(),
            value,
          ]),
        ),
      );
      res.end(bytes);
    },
  }),
  variant(
    "extra-headers",
    "more headers, some twice, and cookies",
    headers({
      "x-request-id": "9",
      vary: ["accept", "origin"],
      "set-cookie": ["a=1", "b=2; HttpOnly"],
      "cache-control": "no-store",
    }),
  ),
  variant("extra-fields", "more fields at every level", {
    shape: (inner) => ({
      trace: { id: 7, parts: [1, { a: null }] },
      resultContext: { ...inner, host: "a1", hint: null },
    }),
  }),
  variant("null-payload-on-failure", "a null payload beside a failure", {
    shape: (inner, code) => ({ resultContext: inner, ...(failed(code) ? { data: null } : {}) }),
  }),
  variant(
    "message-chinese",
    "messages in Chinese",
    context((code) => ({ resultMsg: failed(code) ? "参数不正确，请检查后重试" : "成功" })),
  ),
  variant(
    "message-long",
    "a very long message",
    context((code) => ({ resultMsg: failed(code) ? "please try again ".repeat(200) : "ok" })),
  ),
  variant(
    "message-own-code",
    "the code's own name for a message",
    context((code) => ({ resultMsg: code })),
  ),
  variant(
    "message-emoji",
    "emoji and quotes in the message",
    context((code) => ({ resultMsg: failed(code) ? 'that "session" is gone 👋 \\ / at home (honestly)' : "👍" })),
  ),
  variant("chunked", "a chunked body", {
    send: (res, status, all, bytes) => {
      res.writeHead(status, all);
      res.write(bytes.subarray(0, 3));
      res.write(bytes.subarray(3));
      res.end();
    },
  }),
  variant("gzip", "a gzip body, where it is accepted", packed("gzip", gzipSync)),
  variant("brotli", "a brotli body, where it is accepted", packed("br", brotliCompressSync, "BR")),
  variant("deflate", "a deflate body, where it is accepted", packed("deflate", deflateSync)),
  variant("connection-close", "closes each connection", headers({ connection: "close" })),
  variant("closes-unannounced", "closes each connection without a word", {
    send: (res, status, all, bytes) => {
      conformant.send(res, status, all, bytes);
      const { socket } = res;
      res.once("finish", () => setImmediate(() => socket?.destroy()));
    },
  }),
  variant("http-1.0", "speaks HTTP/1.0", {
    send: (res, status, all, bytes) => {
      const lines = Object.entries(all)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("");
      res.socket.end(Buffer.concat([Buffer.from(`HTTP/1.0 ${status} OK\r\n${lines}\r\n`), bytes]));
    },
  }),
  variant("head-and-options", "answers HEAD and OPTIONS", { methods: ["POST", "HEAD", "OPTIONS"] }),
  variant("slow", "some latency with jitter", () => ({
    send: (res, status, all, bytes, call) => {
      setTimeout(() => conformant.send(res, status, all, bytes), (call.count * 37) % 90);
    },
  })),
  variant("session-header-as-bad-input", "a missing session header is SESSION_EXPIRED", {
    decide: (call, sessions, behaviour) =>
      call.headers.sessionid
        ? conformant.decide(call, sessions, behaviour)
        : behaviour.violations(call, { ...behaviour, headerNames: ["clientid", "clientsecret"] }).length > 0
          ? "PARAM_ILLEGAL"
          : "SESSION_EXPIRED",
  }),
  variant("unknown-client-as-expired", "an unknown client is SESSION_EXPIRED", {
    unknownClientCode: "SESSION_EXPIRED",
  }),
  variant("malformed-in-envelope", "malformed JSON is PARAM_ILLEGAL", {
    read: (call) => {
      const read = conformant.read(call);
      return read.status === undefined ? read : { value: undefined };
    },
  }),
  variant("json-under-any-type", "reads JSON whatever its content type", {
    read: ({ bytes }) => {
      try {
        return { value: JSON.parse(bytes.toString()) };
      } catch {
        return { status: 400 };
      }
    },
  }),
  variant("scalars-by-framework", "the framework refuses all but objects", {
    read: (call) => {
      const read = conformant.read(call);
      return read.status === undefined &&
        (typeof read.value !== "object" || read.value === null || Array.isArray(read.value))
        ? { status: 400 }
        : read;
    },
  }),
  variant("problem-pages", "the framework's pages are JSON", {
    refuse: (res, status, behaviour) =>
      behaviour.send(
        res,
        status,
        { "content-type": "application/problem+json" },
        Buffer.from(JSON.stringify({ title: "no", status })),
      ),
  }),
  variant("header-session-only-present", "the header's session is only required to be there", {
    decide: (call, sessions, behaviour) => {
      if (behaviour.violations(call, behaviour).length > 0 || !behaviour.knowsClient(call)) return "PARAM_ILLEGAL";
      if (!behaviour.lives(sessions, call.body.sessionId, call)) return "SESSION_EXPIRED";
      sessions.delete(call.body.sessionId);
      return "SUCCESS";
    },
  }),
  variant(
    "mapped-status",
    "each refusal has its own HTTP status",
    { status: (code) => ({ PARAM_ILLEGAL: 400, SESSION_EXPIRED: 401 })[code] ?? 200 },
    { status: "mapped", codeStatus: { PARAM_ILLEGAL: 400, SESSION_EXPIRED: 401 } },
  ),
  variant(
    "either-status",
    "some refusals have a status of their own",
    { status: (code, { count }) => (count % 2 === 0 && code === "PARAM_ILLEGAL" ? 400 : 200) },
    { status: "either", codeStatus: { PARAM_ILLEGAL: 400 } },
  ),
  variant("rate-limited", "every ninth request is told to wait", {
    decide: (call, sessions, behaviour) =>
      call.count % 9 === 0 ? "LIMIT" : conformant.decide(call, sessions, behaviour),
    send: (res, status, all, bytes, call) => {
      if (call.code === "LIMIT") conformant.send(res, 429, { "retry-after": "0" }, Buffer.from(""));
      else conformant.send(res, status, all, bytes);
    },
  }),
  variant(
    "message-of-many-words",
    "a message with words that errors use, too",
    context((code) => ({
      resultMsg: failed(code)
        ? "Please select a value from the list; exception: see line 3, column 5"
        : "inserted into it",
    })),
  ),
  variant("unknown-path-403", "a gateway hides which paths there are", {
    refuse: (res, status, behaviour, call) => conformant.refuse(res, status === 404 ? 403 : status, behaviour, call),
  }),
  variant(
    "empty-payload-on-failure",
    "an empty payload beside a failure",
    shape((inner, code) => ({ resultContext: inner, ...(failed(code) ? { data: {}, list: [] } : {}) })),
  ),
];
