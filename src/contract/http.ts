// HTTP/1.1 over undici: one request out, one answer in, byte for byte, with its times; or what went wrong on the way, classified.
import { connect } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { type Dispatcher, Pool } from "undici";

/** A request as it goes over the wire. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The body, unpacked as its content-encoding says. */
  readonly body: Buffer;
  /** Why the content-encoding could not be believed; `body` then holds the bytes as they came. */
  readonly encodingProblem?: string;
  readonly firstByteMs: number;
  readonly lastByteMs: number;
}

/**
 * `silent`: no answer in time. `endless`: longer than anybody reads. `broken`: it began or should have begun, and was cut off or
 * is no HTTP.
 */
export type Failure =
  | { readonly kind: "unreachable"; readonly message: string }
  | { readonly kind: "silent"; readonly message: string; readonly status?: number }
  | { readonly kind: "endless"; readonly message: string }
  | { readonly kind: "broken"; readonly message: string; readonly status?: number }
  | { readonly kind: "unsendable"; readonly message: string }
  | { readonly kind: "stopped"; readonly message: string };

export type Reply = { readonly answer: Answer } | { readonly failure: Failure };

export interface HttpClient {
  send(sent: SentRequest, timeoutMs: number, signal?: AbortSignal): Promise<Reply>;
  /** Opens each connection anew from here on, so that a cut connection cannot be mistaken for a worn one. */
  stopReusing(): void;
  /** Keeps so many connections from here on, and closes those there were; nothing may be on its way. */
  keepConnections(count: number): void;
  readonly reusing: boolean;
  close(): Promise<void>;
}

/** No answer larger than this is read. */
const BYTE_CAP = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;

/**
 * @param url of the target: all requests go to its host and port
 * @param connections at most; a server of one thread answers one connection until its end, so that a second one beside it would
 *   wait for as long as the first is kept
 * @param now the clock by which answers are timed
 */
export function createHttpClient(
  url: string,
  { connections, now }: { readonly connections: number; readonly now: () => Date },
): HttpClient {
  let reusing = true;
  let kept = connections;
  const newPool = (): Pool =>
    // An Agent would close the one connection's client as soon as that is cut, whatever waits for it.
    new Pool(new URL(url).origin, {
      connections: kept,
      // In undici no pipelining means no keep-alive.
      pipelining: reusing ? 1 : 0,
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 2000,
    });
  let pool = newPool();
  const retired: Pool[] = [];
  return {
    get reusing() {
      return reusing;
    },
    stopReusing() {
      if (!reusing) return;
      reusing = false;
      retired.push(pool);
      pool = newPool();
    },
    keepConnections(count) {
      if (kept === count) return;
      kept = count;
      retired.push(pool);
      void pool.close();
      pool = newPool();
    },
    send: (sent, timeoutMs, signal) => send(pool, sent, timeoutMs, signal, now),
    async close() {
      await Promise.all([...retired, pool].map((each) => each.destroy()));
    },
  };
}

/** Takes the answer as its bytes come, without a stream of its own for each: most answers are one chunk. */
function send(
  pool: Pool,
  sent: SentRequest,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  now: () => Date,
): Promise<Reply> {
  const started = now().getTime();
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let head:
      | { readonly status: number; readonly headers: Answer["headers"]; readonly firstByteMs: number }
      | undefined;
    let ended: "late" | "stopped" | "done" | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (reply: Reply): void => {
      ended ??= "done";
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      resolve(reply);
    };
    const fail = (error: NodeJS.ErrnoException): void =>
      settle({ failure: failureOf(error, { ended, status: head?.status, timeoutMs }) });
    const giveUp = (why: "late" | "stopped"): void => {
      if (ended !== undefined) return;
      ended = why;
      const error = new Error(why);
      fail(error);
      controller?.abort(error);
    };
    const stop = (): void => giveUp("stopped");
    const timer = setTimeout(() => giveUp("late"), timeoutMs);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted === true) return stop();
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (ended !== undefined) started.abort(new Error(ended));
      },
      onResponseStart(_, status, headers) {
        // Informational answers (RFC 9110, section 15.2) come before the one that counts.
        if (status >= 200)
          head = { status, headers: headers as Answer["headers"], firstByteMs: now().getTime() - started };
      },
      onResponseData(controller, chunk) {
        if (ended !== undefined) return;
        chunks.push(chunk);
        size += chunk.length;
        if (size <= BYTE_CAP) return;
        const message = `The answer is longer than ${BYTE_CAP / 1024 / 1024} MB.`;
        settle({ failure: { kind: "endless", message } });
        controller.abort(new Error(message));
      },
      onResponseEnd() {
        if (head === undefined || ended !== undefined) return;
        const raw = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
        const lastByteMs = now().getTime() - started;
        settle({ answer: { ...head, ...unpacked(raw, head.headers["content-encoding"]), lastByteMs } });
      },
      onResponseError(_, error) {
        if (ended === undefined) fail(error);
      },
    };
    try {
      const { pathname, search } = new URL(sent.url);
      const { method, headers, body = null } = sent;
      pool.dispatch({ path: pathname + search, method: method as "POST", headers, body }, handler);
    } catch (error) {
      fail(error as NodeJS.ErrnoException);
    }
  });
}

interface Circumstances {
  readonly ended: "late" | "stopped" | "done" | undefined;
  readonly status: number | undefined;
  readonly timeoutMs: number;
}

function failureOf(error: NodeJS.ErrnoException, { ended, status, timeoutMs }: Circumstances): Failure {
  const begun = status === undefined ? {} : { status };
  if (ended === "stopped") return { kind: "stopped", message: "The run was stopped." };
  if (ended === "late") {
    const missing = status === undefined ? "No answer came" : "The last byte of the answer did not come";
    return { kind: "silent", ...begun, message: `${missing} within ${timeoutMs} ms.` };
  }
  const code = error.code ?? (error.cause as NodeJS.ErrnoException | undefined)?.code ?? "";
  if (/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)/.test(code))
    return { kind: "unreachable", message: "what listens there does not speak TLS: http may be meant, not https" };
  if (/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT)_/.test(code)) {
    const hint = "NODE_EXTRA_CA_CERTS may name a file of certificates to trust";
    return { kind: "unreachable", message: `its certificate is not trusted (${error.message || code}); ${hint}` };
  }
  if (UNREACHABLE.test(code)) return { kind: "unreachable", message: `${error.message || code}` };
  if (code === "UND_ERR_INVALID_ARG" || (error instanceof TypeError && code.startsWith("ERR_")))
    return { kind: "unsendable", message: error.message };
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" || /terminated|other side closed|aborted/.test(error.message)) {
    const where = status === undefined ? "before its answer" : "in the middle of its answer";
    return { kind: "broken", ...begun, message: `The target closed the connection ${where}.` };
  }
  if (code.startsWith("HPE_"))
    return { kind: "broken", ...begun, message: `The answer is no HTTP/1.1: ${error.message}.` };
  const where = status === undefined ? "before its answer" : "in the middle of its answer";
  return { kind: "broken", ...begun, message: `The target broke the connection ${where} (${code || error.message}).` };
}

function unpacked(
  raw: Buffer,
  encoding: string | readonly string[] | undefined,
): { body: Buffer; encodingProblem?: string } {
  const codings = (encoding === undefined ? [] : [encoding].flat())
    .flatMap((value) => value.split(","))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity")
    .reverse();
  let body = raw;
  for (const coding of codings) {
    const unpack = UNPACK[coding];
    if (unpack === undefined)
      return {
        body: raw,
        encodingProblem: `The content-encoding \`${coding}\` was not asked for, expected gzip, deflate or br.`,
      };
    if (body.length === 0) continue;
    try {
      body = unpack(body);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
        return { body: raw, encodingProblem: `The body is longer than ${BYTE_CAP / 1024 / 1024} MB once unpacked.` };
      return { body: raw, encodingProblem: `The body is not \`${coding}\`, though its content-encoding says so.` };
    }
  }
  return { body };
}

const UNPACK: Readonly<Record<string, ((raw: Buffer) => Buffer) | undefined>> = {
  gzip: (raw) => gunzipSync(raw, { maxOutputLength: BYTE_CAP }),
  "x-gzip": (raw) => gunzipSync(raw, { maxOutputLength: BYTE_CAP }),
  br: (raw) => brotliDecompressSync(raw, { maxOutputLength: BYTE_CAP }),
  // Servers send both what RFC 9110 calls deflate and what its name suggests.
  deflate: (raw) => {
    try {
      return inflateSync(raw, { maxOutputLength: BYTE_CAP });
    } catch {
      return inflateRawSync(raw, { maxOutputLength: BYTE_CAP });
    }
  },
};

/** Undefined when something accepts connections at the URL's host and port; else why not. Nothing is sent. */
export function unreachableReason(url: string, timeoutMs = CONNECT_TIMEOUT_MS): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
      timeout: timeoutMs,
    });
    const settle = (reason: string | undefined): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("connect", () => settle(undefined));
    socket.once("timeout", () => settle(`no connection within ${timeoutMs} ms`));
    socket.once("error", (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
  });
}
