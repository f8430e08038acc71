// Faults by name: each replaces a step of the conformant server, and names the checks that must notice it.
import { conformant } from "./session-server.mjs";

const failed = (code) => code !== "SUCCESS";
// A fault breaks each promise that is named, and no other. Where an envelope is not where it should be, two are broken at once: the
// schema's, and that there is a documented code; a code of no table breaks the schema's enumeration as well.
const fault = (name, summary, checks, replaced, byChance = []) => ({
  name,
  summary,
  checks,
  byChance,
  replaced: typeof replaced === "function" ? replaced : () => replaced,
});
const shape = (change) => ({ shape: (context, code, call) => change(context, code, call) });
const context = (change) => ({ context: (code, call) => ({ ...conformant.context(code), ...change(code, call) }) });
const text = (change) => ({ text: (value, code, call) => change(JSON.stringify(value), code, call) });
const raw = (change) => ({ bytes: (string, code, call) => change(Buffer.from(string), code, call) });
const type = (mediaType) => ({ headers: () => (mediaType === undefined ? {} : { "content-type": mediaType }) });
const decide = (change) => ({
  decide: (call, sessions, behaviour) =>
    change(call, sessions, behaviour) ?? conformant.decide(call, sessions, behaviour),
});
const without = (name) => ({ headerNames: conformant.headerNames.filter((each) => each !== name) });

export const FAULTS = [
  // Shape
  fault(
    "envelope-absent",
    "answers an empty object",
    ["schema", "documented-code"],
    shape(() => ({})),
  ),
  fault(
    "envelope-null",
    "the envelope is null",
    ["schema", "documented-code"],
    shape(() => ({ resultContext: null })),
  ),
  fault(
    "envelope-in-list",
    "the answer is wrapped in a list",
    ["schema", "documented-code"],
    shape((inner) => [{ resultContext: inner }]),
  ),
  fault(
    "envelope-flattened",
    "the envelope's fields stand at the top",
    ["schema", "documented-code"],
    shape((inner) => inner),
  ),
  fault(
    "envelope-encoded-twice",
    "the answer is JSON in a JSON text",
    ["schema", "documented-code"],
    text((json) => JSON.stringify(json)),
  ),
  fault(
    "envelope-under-data",
    "the answer moved under data",
    ["schema", "documented-code"],
    shape((inner) => ({ data: { resultContext: inner } })),
  ),
  fault(
    "flag-absent",
    "success is left out",
    ["schema"],
    context(() => ({ success: undefined })),
  ),
  fault(
    "flag-as-text",
    "success is text",
    ["schema"],
    context((code) => ({ success: String(!failed(code)) })),
  ),
  fault(
    "code-in-other-case",
    "resultcode for resultCode",
    ["schema", "documented-code"],
    shape(({ resultCode, ...rest }) => ({ resultContext: { ...rest, resultcode: resultCode } })),
  ),
  fault(
    "message-null",
    "the message is null",
    ["schema", "message-on-failure"],
    context(() => ({ resultMsg: null })),
  ),
  fault(
    "message-number",
    "the message is a number",
    ["schema"],
    context(() => ({ resultMsg: 7 })),
  ),
  fault(
    "code-absent-on-failure",
    "a failure has no code",
    ["schema", "documented-code"],
    context((code) => (failed(code) ? { resultCode: undefined } : {})),
  ),
  // Envelope
  fault(
    "true-on-failure",
    "success is true with a failure code",
    ["envelope-consistency"],
    context(() => ({ success: true })),
  ),
  fault(
    "false-on-success",
    "success is false with the success code",
    ["envelope-consistency"],
    context(() => ({ success: false })),
  ),
  fault(
    "flag-inverted",
    "success says the contrary",
    ["envelope-consistency"],
    context((code) => ({ success: failed(code) })),
  ),
  fault(
    "code-lower-case",
    "the code is in lower case",
    ["documented-code", "schema"],
    context((code) => ({ resultCode: code.toLowerCase() })),
  ),
  fault(
    "code-with-blank",
    "a blank follows the code",
    ["documented-code", "schema"],
    context((code) => ({ resultCode: `${code} ` })),
  ),
  fault(
    "code-empty",
    "the code is empty",
    ["documented-code", "schema"],
    context(() => ({ resultCode: "" })),
  ),
  fault(
    "code-numeric",
    "the code is a number",
    ["documented-code", "schema"],
    context(() => ({ resultCode: 0 })),
  ),
  fault(
    "code-and-message-swapped",
    "code and message stand in each other's place",
    ["documented-code", "schema"],
    context((code) => ({
      resultCode: conformant.context(code).resultMsg === code ? "done" : conformant.context(code).resultMsg,
      resultMsg: code,
    })),
  ),
  fault(
    "message-empty-on-failure",
    "a failure's message is empty",
    ["message-on-failure", "schema"],
    context((code) => (failed(code) ? { resultMsg: "" } : {})),
  ),
  fault(
    "message-blank-on-failure",
    "a failure's message is blank",
    ["message-on-failure"],
    context((code) => (failed(code) ? { resultMsg: "  " } : {})),
  ),
  fault(
    "success-message-on-failure",
    "a failure says SUCCESS",
    ["envelope-consistency"],
    context(() => ({ resultMsg: "SUCCESS" })),
  ),
  // Result codes
  fault("code-of-no-table", "a dead session gets a code of no table", ["documented-code", "schema"], {
    codes: { ...conformant.codes, expired: "NOT_LOGGED_IN" },
  }),
  fault("bad-input-breaks", "bad input gets SYSTEM_ERROR", ["server-error-on-bad-input"], {
    codes: { ...conformant.codes, invalid: "SYSTEM_ERROR" },
  }),
  fault("bad-input-as-expired", "bad input gets SESSION_EXPIRED", ["expected-code"], {
    codes: { ...conformant.codes, invalid: "SESSION_EXPIRED" },
  }),
  fault("expired-as-bad-input", "a dead session gets PARAM_ILLEGAL", ["expected-code"], {
    codes: { ...conformant.codes, expired: "PARAM_ILLEGAL" },
  }),
  fault(
    "all-succeeds",
    "everything succeeds",
    ["expected-code"],
    decide(() => "SUCCESS"),
  ),
  fault(
    "missing-field-accepted",
    "the body's sessionId may be missing",
    ["expected-code"],
    decide(({ body, headers }) =>
      typeof body === "object" &&
      body?.sessionId === undefined &&
      headers.clientid &&
      headers.clientsecret &&
      headers.sessionid
        ? "SUCCESS"
        : undefined,
    ),
  ),
  fault(
    "null-accepted",
    "the body's sessionId may be null",
    ["expected-code"],
    decide(({ body }) => (body?.sessionId === null ? "SUCCESS" : undefined)),
  ),
  fault(
    "empty-accepted",
    "the body's sessionId may be empty",
    ["expected-code"],
    decide(({ body }) => (body?.sessionId === "" ? "SUCCESS" : undefined)),
  ),
  fault("number-coerced", "a number is taken for text, and looked up", ["expected-code"], {
    bodyFits: (body) =>
      (typeof body.sessionId === "string" && body.sessionId !== "") || typeof body.sessionId === "number",
  }),
  fault("list-accepted", "a list is taken for text, and looked up", ["expected-code"], {
    bodyFits: (body) =>
      Boolean(body.sessionId) && typeof body.sessionId !== "number" && typeof body.sessionId !== "boolean",
  }),
  fault("client-id-optional", "the header clientId may be missing", ["expected-code"], {
    ...without("clientid"),
    knowsClient: (call) => call.headers.clientid === undefined || conformant.knowsClient(call),
    lives: (sessions, id) => sessions.has(id),
  }),
  fault("client-secret-optional", "the header clientSecret may be missing", ["expected-code"], {
    ...without("clientsecret"),
    knowsClient: (call) => call.headers.clientsecret === undefined || conformant.knowsClient(call),
  }),
  fault("session-header-ignored", "the header sessionId is never looked at", ["expected-code"], () => ({
    ...without("sessionid"),
    decide(call, sessions, behaviour) {
      if (behaviour.violations(call, behaviour).length > 0) return "PARAM_ILLEGAL";
      if (!behaviour.knowsClient(call)) return "PARAM_ILLEGAL";
      if (!behaviour.lives(sessions, call.body.sessionId, call)) return "SESSION_EXPIRED";
      sessions.delete(call.body.sessionId);
      return "SUCCESS";
    },
  })),
  fault("secret-of-another-accepted", "the secret of any client will do", ["expected-code"], {
    knowsClient: ({ headers }) =>
      ["shop-7", "kiosk-2"].includes(headers.clientid) &&
      ["s3cr3t-of-shop-7", "s3cr3t-of-kiosk-2"].includes(headers.clientsecret),
  }),
  fault("secret-begins-right", "a secret that begins like the right one will do", ["expected-code"], {
    knowsClient: ({ headers }) =>
      conformant.knowsClient({ headers: { ...headers, clientsecret: headers.clientsecret.slice(0, 16) } }),
  }),
  fault(
    "unknown-client-ends",
    "a client that is refused ends the session all the same",
    ["expected-code"],
    decide((call, sessions, behaviour) => {
      if (behaviour.violations(call, behaviour).length > 0 || behaviour.knowsClient(call)) return undefined;
      sessions.delete(call.body.sessionId);
      return undefined;
    }),
  ),
  fault("wrong-secret-accepted", "any client secret will do", ["expected-code"], {
    knowsClient: ({ headers }) => ["shop-7", "kiosk-2"].includes(headers.clientid),
  }),
  fault("clients-unchecked", "any client will do", ["expected-code"], {
    knowsClient: () => true,
    lives: (sessions, id) => sessions.has(id),
  }),
  fault(
    "unknown-field-refused",
    "an unknown body field is refused",
    ["expected-code"],
    decide(({ body }) => (Object.keys(body ?? {}).some((name) => name !== "sessionId") ? "PARAM_ILLEGAL" : undefined)),
  ),
  fault(
    "unknown-field-opens",
    "admin: true opens every door",
    ["expected-code"],
    decide(({ body }) => (body?.admin === true ? "SUCCESS" : undefined)),
  ),
  fault("unknown-session-ends", "a session that never was is ended with success", ["expected-code"], {
    lives: () => true,
  }),
  fault("list-body-accepted", "a body in a list is unwrapped", ["expected-code"], {
    read: (call) => {
      const read = conformant.read(call);
      return Array.isArray(read.value) && read.value.length > 0 ? { value: read.value[0] } : read;
    },
  }),
  // State
  fault("session-outlives-logout", "a session survives its end", ["expected-code"], { end: () => undefined }),
  fault("ends-all-sessions", "ending one session ends all", ["expected-code"], { end: (sessions) => sessions.clear() }),
  fault(
    "refusal-leaves-trace",
    "a refused request ends the session all the same",
    ["expected-code"],
    decide(({ headers, body }, sessions) => {
      if (!headers.clientsecret) sessions.delete(body?.sessionId);
      return undefined;
    }),
  ),
  fault(
    "every-seventh-breaks",
    "every seventh answer is SYSTEM_ERROR",
    ["server-error-on-bad-input"],
    decide(({ count }) => (count % 7 === 0 ? "SYSTEM_ERROR" : undefined)),
    ["expected-code"],
  ),
  fault("foreign-session-ended", "any client may end any session", ["expected-code"], {
    lives: (sessions, id) => sessions.has(id),
  }),
  // HTTP
  fault("content-type-html", "JSON under text/html", ["content-type"], type("text/html")),
  fault("content-type-absent", "no content type", ["content-type"], type(undefined)),
  fault("charset-untrue", "calls its charset utf-16", ["charset"], type("application/json; charset=utf-16")),
  fault(
    "html-as-json",
    "an HTML page under application/json",
    ["json-body"],
    text(() => "<html><body>oops</body></html>"),
  ),
  fault("form-taken", "a form is taken for JSON", ["expected-code"], {
    read: (call) =>
      /form/.test(call.headers["content-type"])
        ? { value: Object.fromEntries(new URLSearchParams(call.bytes.toString())) }
        : conformant.read(call),
  }),
  fault("get-with-query-succeeds", "GET with the fields in its query does what POST does", ["expected-code"], {
    methods: ["POST", "GET"],
    read: (call) =>
      call.method === "GET"
        ? { value: Object.fromEntries(new URL(call.req.url, "http://test").searchParams) }
        : conformant.read(call),
  }),
  fault("put-succeeds", "PUT does what POST does", ["expected-code"], { methods: ["POST", "PUT"] }),
  fault("any-path-succeeds", "every path does what this one does", ["expected-code"], { matches: () => true }),
  fault("status-201", "success is 201", ["status"], { status: (code) => (failed(code) ? 200 : 201) }),
  fault("status-204", "success is 204 without a body", ["status"], {
    status: (code) => (failed(code) ? 200 : 204),
    text: (value, code) => (failed(code) ? JSON.stringify(value) : ""),
  }),
  fault("status-302", "success is a redirect", ["status"], {
    status: (code) => (failed(code) ? 200 : 302),
    headers: () => ({ "content-type": "application/json", location: "/" }),
  }),
  fault("status-500-on-failure", "a refusal is 500", ["status"], { status: (code) => (failed(code) ? 500 : 200) }),
  fault("status-400-on-failure", "a refusal is 400 where all is 200", ["status"], {
    status: (code) => (failed(code) ? 400 : 200),
  }),
  fault("length-too-long", "Content-Length says more than comes", ["connection"], {
    send: (res, status, headers, bytes) => {
      res.writeHead(status, { ...headers, "content-length": bytes.length + 7 });
      res.write(bytes);
      setImmediate(() => res.destroy());
    },
  }),
  fault("length-too-short", "Content-Length says less than comes", ["json-body"], {
    send: (res, status, headers, bytes) => {
      res.socket.end(
        `HTTP/1.1 ${status} OK\r\ncontent-type: ${headers["content-type"]}\r\nconnection: close\r\ncontent-length: ${bytes.length - 5}\r\n\r\n${bytes}`,
      );
    },
  }),
  fault("not-http", "answers something that is no HTTP", ["connection"], {
    send: (res, _status, _headers, bytes) => {
      res.socket.end(`HELLO\r\n\r\n${bytes}`);
    },
  }),
  // Encoding
  fault(
    "byte-order-mark",
    "a BOM before the JSON",
    ["json-body"],
    text((json) => `\uFEFF${json}`),
  ),
  fault(
    "trailing-bytes",
    "something follows the JSON",
    ["json-body"],
    text((json) => `${json};`),
  ),
  fault(
    "duplicate-names",
    "a name stands twice",
    ["json-body"],
    text((json) => json.replace('"success":', '"success":null,"success":')),
  ),
  fault(
    "not-a-number",
    "NaN in the JSON",
    ["json-body"],
    text((json) => json.replace(/}$/, ',"took":NaN}')),
  ),
  fault(
    "truncated",
    "the JSON ends early",
    ["json-body"],
    text((json) => json.slice(0, -2)),
  ),
  fault(
    "not-utf-8",
    "a byte that is not UTF-8",
    ["json-body"],
    raw((bytes) => Buffer.concat([bytes.subarray(0, -2), Buffer.from(',"x":"\xff"}}', "latin1")])),
  ),
  fault("gzip-in-name", "gzip in name only", ["content-encoding"], {
    headers: () => ({ "content-type": "application/json", "content-encoding": "gzip" }),
  }),
  fault(
    "unsafe-integer",
    "an id past 2^53",
    ["safe-integers"],
    text((json) => json.replace(/}$/, ',"traceId":9007199254740993}')),
  ),
  fault(
    "xssi-prefix",
    "a guard before the JSON",
    ["json-body"],
    text((json) => `)]}',\n${json}`),
  ),
  // Time
  fault("too-slow", "slower than the limit", ["time-limit"], {
    send: (...all) => {
      setTimeout(() => conformant.send(...all), 1500).unref();
    },
  }),
  fault("last-byte-late", "the first byte comes at once, the last late", ["time-limit"], {
    send: (res, status, headers, bytes) => {
      res.writeHead(status, { ...headers, "content-length": bytes.length });
      res.write(bytes.subarray(0, 5));
      setTimeout(() => res.end(bytes.subarray(5)), 1500).unref();
    },
  }),
  fault("no-answer", "never answers", ["time-limit"], { send: () => undefined }),
  fault("reset", "resets the connection before the answer", ["connection"], {
    send: (res) => {
      res.socket.resetAndDestroy();
    },
  }),
  fault("reset-in-the-middle", "resets the connection in the middle of the answer", ["connection"], {
    send: (res, status, headers, bytes) => {
      res.writeHead(status, { ...headers, "content-length": bytes.length });
      res.write(bytes.subarray(0, 9));
      setTimeout(() => res.socket?.resetAndDestroy(), 5);
    },
  }),
  fault("reset-every-seventh", "resets every seventh connection", ["connection"], {
    send: (res, status, headers, bytes, call) => {
      if (call.count % 7 === 0) res.socket.resetAndDestroy();
      else conformant.send(res, status, headers, bytes);
    },
  }),
  // Security
  fault(
    "stack-trace",
    "a stack trace in the message",
    ["stack-trace"],
    context((code) => (failed(code) ? { resultMsg: new Error("no such session").stack } : {})),
  ),
  fault(
    "java-trace",
    "a Java stack trace in the message",
    ["stack-trace"],
    context((code) =>
      failed(code)
        ? { resultMsg: "java.lang.IllegalStateException: gone\n\tat com.example.Sessions.end(Sessions.java:41)" }
        : {},
    ),
  ),
  fault(
    "sql-in-message",
    "SQL text in the message",
    ["stack-trace"],
    context((code) => (failed(code) ? { resultMsg: "SELECT id FROM sessions WHERE id = '?' returned nothing" } : {})),
  ),
  fault(
    "secret-echoed",
    "the client's secret in a field",
    ["secret-echoed"],
    context((_code, { headers }) => ({ debug: `client ${headers.clientsecret}` })),
  ),
  fault("secret-in-header", "the client's secret in a header", ["secret-echoed"], {
    headers: (_code, { headers }) => ({
      "content-type": "application/json",
      "x-client": `secret=${headers.clientsecret ?? ""}`,
    }),
  }),
  fault(
    "session-echoed",
    "another's live session in the message",
    ["secret-echoed"],
    context((code, { headers }) => (failed(code) ? { resultMsg: `did you mean ${headers.sessionid}?` } : {})),
  ),
  fault(
    "input-as-html",
    "refusals are HTML pages with the input in them",
    ["reflected-input", "content-type", "json-body", "secret-echoed"],
    {
      send: (res, status, headers, bytes, call) => {
        const page = Buffer.from(`<p>${call.headers.clientid} ${call.body?.sessionId}</p>`);
        if (failed(call.code)) conformant.send(res, status, { "content-type": "text/html" }, page);
        else conformant.send(res, status, headers, bytes);
      },
    },
  ),
  fault("nul-breaks", "a NUL character cuts the connection", ["connection"], {
    send: (res, status, headers, bytes, call) => {
      if (call.bytes.includes("\\u0000")) res.socket.destroy();
      else conformant.send(res, status, headers, bytes);
    },
  }),
  fault("malformed-breaks", "malformed JSON is a 500", ["status"], {
    read: (call) => {
      const read = conformant.read(call);
      return read.status === 400 ? { status: 500 } : read;
    },
  }),
  fault("malformed-cuts", "malformed JSON cuts the connection", ["connection"], {
    refuse: (res, status, behaviour, call) => {
      if (status === 400) res.socket.destroy();
      else conformant.refuse(res, status, behaviour, call);
    },
  }),
  // What careless code does, in other spellings
  fault("body-session-ignored", "only the header's session is looked at", ["expected-code"], {
    decide(call, sessions, behaviour) {
      if (behaviour.violations(call, behaviour).length > 0 || !behaviour.knowsClient(call)) return "PARAM_ILLEGAL";
      if (!behaviour.lives(sessions, call.headers.sessionid, call)) return "SESSION_EXPIRED";
      sessions.delete(call.headers.sessionid);
      return "SUCCESS";
    },
  }),
  fault(
    "condition-opens",
    "a condition in the session opens the database",
    ["expected-code"],
    decide(({ body }) => (/' or /i.test(body?.sessionId) ? "SUCCESS" : undefined)),
  ),
  fault("plain-text-taken", "plain text is as good as JSON", ["expected-code"], {
    read: (call) =>
      /text\/plain/.test(call.headers["content-type"]) && !/^\{/.test(call.bytes)
        ? { value: { sessionId: call.headers.sessionid } }
        : conformant.read(call),
  }),
  fault("deep-lists-break", "deeply nested lists are a 500", ["status"], {
    send: (res, status, headers, bytes, call) =>
      conformant.send(res, /\[{100}/.test(call.bytes) ? 500 : status, headers, bytes),
  }),
  fault(
    "php-trace",
    "a PHP trace in the message",
    ["stack-trace"],
    context((code) => (failed(code) ? { resultMsg: "Fatal error: Uncaught Exception in /srv/end.php:41" } : {})),
  ),
  fault(
    "constraint-in-message",
    "a database's constraint in the message",
    ["stack-trace"],
    context((code) => (failed(code) ? { resultMsg: 'duplicate key violates unique constraint "s_pkey"' } : {})),
  ),
  fault("secret-in-base64", "the client's secret in Base64 in a header", ["secret-echoed"], {
    headers: (_code, { headers }) => ({
      "content-type": "application/json",
      "x-client": Buffer.from(headers.clientsecret ?? "").toString("base64"),
    }),
  }),
  fault("unknown-page-reflects", "the page for unknown paths shows the path", ["reflected-input"], {
    refuse: (res, status, behaviour, call) =>
      behaviour.send(
        res,
        status,
        { "content-type": "text/html" },
        Buffer.from(`<p>nothing at ${decodeURIComponent(call.path)}</p>`),
        call,
      ),
  }),
];
