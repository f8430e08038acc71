// An independent implementation of POST /session/logout (plain node:http): the proof that the runner tells good from bad.
// It imports nothing of the project. One behaviour at a time may be replaced: by a fault, or by an unusual but conformant variant.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

export const CLIENTS = { "shop-7": "s3cr3t-of-shop-7", "kiosk-2": "s3cr3t-of-kiosk-2" };

const TEXTS = {
  SUCCESS: "SUCCESS",
  PARAM_ILLEGAL: "a field is missing or unusable",
  SYSTEM_ERROR: "something broke",
  SESSION_EXPIRED: "nobody is logged in under this session",
};

/** What the server does, step by step; each step can be replaced. `call` is one request in the making. */
export const conformant = {
  matches: (path) => path === "/session/logout",
  methods: ["POST"],
  /** @returns {{ value?: unknown, status?: number }} a status is the framework's own refusal */
  read({ headers, bytes }) {
    if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return { status: 415 };
    try {
      return { value: JSON.parse(bytes.toString("utf8")) };
    } catch {
      return { status: 400 };
    }
  },
  headerNames: ["clientid", "clientsecret", "sessionid"],
  /** @returns {string[]} what is wrong with the request */
  violations({ headers, body }, behaviour) {
    const missing = behaviour.headerNames
      .filter((name) => (headers[name] ?? "") === "")
      .map((name) => `header ${name}`);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return [...missing, "body"];
    return behaviour.bodyFits(body) ? missing : [...missing, "body sessionId"];
  },
  bodyFits: (body) => typeof body.sessionId === "string" && body.sessionId !== "",
  knowsClient: ({ headers }) =>
    Object.hasOwn(CLIENTS, headers.clientid) && CLIENTS[headers.clientid] === headers.clientsecret,
  unknownClientCode: "PARAM_ILLEGAL",
  /** Whether the session lives and is this client's. */
  lives: (sessions, id, { headers }) => sessions.get(id) === headers.clientid,
  end: (sessions, id) => sessions.delete(id),
  codes: { invalid: "PARAM_ILLEGAL", expired: "SESSION_EXPIRED" },
  decide(call, sessions, behaviour) {
    if (behaviour.violations(call, behaviour).length > 0) return behaviour.codes.invalid;
    if (!behaviour.knowsClient(call)) return behaviour.unknownClientCode;
    const ids = [call.headers.sessionid, call.body.sessionId];
    if (!ids.every((id) => behaviour.lives(sessions, id, call))) return behaviour.codes.expired;
    behaviour.end(sessions, call.body.sessionId, call);
    return "SUCCESS";
  },
  context: (code) => ({ success: code === "SUCCESS", resultMsg: TEXTS[code] ?? code, resultCode: code }),
  shape: (context) => ({ resultContext: context }),
  status: () => 200,
  headers: () => ({ "content-type": "application/json" }),
  text: (value) => JSON.stringify(value),
  bytes: (text) => Buffer.from(text),
  send(res, status, headers, bytes) {
    res.writeHead(status, { "content-length": bytes.length, ...headers });
    res.end(bytes);
  },
  refuse(res, status, behaviour, call) {
    behaviour.send(
      res,
      status,
      { "content-type": "text/html", ...(status === 405 ? { allow: "POST" } : {}) },
      Buffer.from(`<h1>${status}</h1>`),
      call,
    );
  },
};

/**
 * @param {Partial<typeof conformant>} replaced steps in place of the conformant ones
 * @returns {Promise<{ url: string, newSession: (client?: string) => string, close: () => Promise<void>, requests: () => number }>}
 */
export async function startSessionServer(replaced = {}, port = 0) {
  const behaviour = { ...conformant, ...replaced };
  const sessions = new Map();
  let count = 0;
  const newSession = (client = "shop-7") => {
    const id = randomBytes(16).toString("hex");
    sessions.set(id, client);
    return id;
  };
  const server = createServer((req, res) => {
    const chunks = [];
    req.on("data", (chunk) => chunks.push(chunk));
    req.on("end", () => {
      if (req.url === "/__test/session") {
        const wanted = Buffer.concat(chunks).toString("utf8");
        res.writeHead(200, { "content-type": "application/json" });
        res.end(JSON.stringify({ session: { id: newSession(wanted === "" ? undefined : JSON.parse(wanted).client) } }));
        return;
      }
      count += 1;
      answer(
        {
          method: req.method,
          path: req.url.split("?")[0],
          headers: req.headers,
          bytes: Buffer.concat(chunks),
          count,
          req,
        },
        res,
      );
    });
  });

  function answer(call, res) {
    if (!behaviour.matches(call.path)) return behaviour.refuse(res, 404, behaviour, call);
    if (!behaviour.methods.includes(call.method)) return behaviour.refuse(res, 405, behaviour, call);
    const read = behaviour.read(call);
    if (read.status !== undefined) return behaviour.refuse(res, read.status, behaviour, call);
    call.body = read.value;
    const code = behaviour.decide(call, sessions, behaviour);
    call.code = code;
    call.sessions = sessions;
    const value = behaviour.shape(behaviour.context(code, call), code, call);
    const bytes = behaviour.bytes(behaviour.text(value, code, call), code, call);
    behaviour.send(res, behaviour.status(code, call), behaviour.headers(code, call), bytes, call);
  }

  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    newSession,
    requests: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
