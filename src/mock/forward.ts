// Forwarding of a request to a real target, as a scenario's `proxy` rule asks: bytes as they came, there and back.
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { MockAnswer, MockRequest } from "./message.ts";
import { MARK, problem } from "./problem.ts";

/** Fields that speak of one connection only (RFC 9110, section 7.6.1), and those that are the mock's own. */
const NOT_FORWARDED =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|content-length|expect|x-mock-.*)$/i;
/** How a request that comes back is known (RFC 9110, section 7.6.3). */
const VIA = "1.1 fieldproof";
const TIMEOUT_MS = 30_000;
const MAX_ANSWER = 32 * 1024 * 1024;

/**
 * @param target scheme, host and what comes before the path: `https://staging.example.test/api`
 * @param headers of the answer, beside the target's own
 * @returns the target's answer; a problem where none came
 */
export function forward(
  target: string,
  { method, url, headers, body }: MockRequest,
  answerHeaders: Readonly<Record<string, string>>,
  note: NonNullable<MockAnswer["note"]>,
): Promise<MockAnswer> {
  if (headers.via?.includes(VIA) === true) {
    const detail = `The scenario forwards to \`${target}\`, and the request has come from there.`;
    return Promise.resolve(problem(508, "Loop Detected", detail));
  }
  const address = new URL(`${target.replace(/\/+$/, "")}${url.startsWith("/") ? url : "/"}`);
  const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.test(name)));
  const send = address.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const fail = (reason: string): void => {
      const detail = `\`${address.origin}\`, to which the scenario forwards, gave no answer: ${reason}.`;
      resolve({
        ...problem(502, "Bad Gateway", detail),
        note: { ...note, from: address.origin, problem: detail },
      });
    };
    const outgoing = send(
      address,
      { method, headers: { ...(sent as Record<string, string>), via: VIA, "content-length": body.length } },
      (incoming) =>
        read(incoming, fail, (bytes) =>
          resolve(answerOf(incoming, bytes, answerHeaders, { ...note, from: address.origin })),
        ),
    );
    const late = setTimeout(() => outgoing.destroy(new Error(`none within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
    outgoing.on("error", (error: NodeJS.ErrnoException) => fail(error.message || (error.code ?? "unknown")));
    outgoing.on("close", () => clearTimeout(late));
    outgoing.end(body);
  });
}

function read(incoming: IncomingMessage, fail: (reason: string) => void, done: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > MAX_ANSWER) incoming.destroy(new Error(`it is longer than ${MAX_ANSWER} bytes`));
  });
  incoming.on("error", (error) => fail(error.message));
  incoming.on("end", () => done(Buffer.concat(chunks)));
}

function answerOf(
  { statusCode = 502, headers }: IncomingMessage,
  body: Buffer,
  own: Readonly<Record<string, string>>,
  note: NonNullable<MockAnswer["note"]>,
): MockAnswer {
  const { "set-cookie": cookies = [], ...rest } = headers;
  const fields = Object.entries(rest).flatMap(([name, value]): readonly (readonly [string, string])[] =>
    value === undefined || NOT_FORWARDED.test(name) || name.startsWith("access-control-")
      ? []
      : [[name, [value].flat().join(", ")]],
  );
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(fields), ...MARK, ...own },
    body,
    ...(cookies.length > 0 ? { cookies } : {}),
    note,
  };
}
