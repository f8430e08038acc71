// Requests that the server refuses before the engine sees them: too large, too slow, or no HTTP; each as a problem of its own.
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { MockAnswer, MockRequest } from "./message.ts";
import { problem } from "./problem.ts";

/** A problem that the server itself has with a request, whatever the document says. */
export function refusal(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): MockAnswer {
  const answer = problem(status, title, detail, {}, { "x-fieldproof-outcome": `${status}; by=server`, ...headers });
  return { ...answer, note: { by: "server", problem: detail } };
}

/** What Fastify refused. */
export function refusalOf(error: Error & { readonly statusCode?: number }, bodyLimit: number): MockAnswer {
  const status = error.statusCode ?? 500;
  if (status === 413)
    return refusal(413, "Content Too Large", `The mock takes bodies of at most ${bodyLimit} bytes.`, {
      connection: "close",
    });
  return status < 500
    ? refusal(status, "Bad Request", `${error.message}.`)
    : refusal(500, "The mock failed", `${error.message}.`);
}

/** A request whose body was not read. */
export function requestOf({ method = NOT_READ, url = NOT_READ, headers }: IncomingMessage): MockRequest {
  return { method, url, headers, body: Buffer.alloc(0) };
}

/** Stands where of a request nobody could tell what it asked for. */
const NOT_READ = "-";

/**
 * What is no HTTP, or not in time, gets a refusal that is, and the connection ends.
 * @param latest the connection's last request whose head could be read
 */
export function refuseMalformed(
  error: Error & { readonly code?: string; readonly rawPacket?: unknown },
  socket: Socket,
  latest: IncomingMessage | undefined,
  heard: (request: MockRequest, answer: MockAnswer) => void,
): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title] = MALFORMED[error.code ?? ""] ?? [400, "Bad Request"];
  const answer = refusal(status, title, REFUSALS[status] ?? "This is no HTTP request the mock could read.");
  const packet = Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString("latin1", 0, 2100) : "";
  const [, method = NOT_READ, url = NOT_READ] = /^([A-Z]{1,20}) (\S{1,2000}) HTTP\//.exec(packet) ?? [];
  // One that has come to its end is not the one that went wrong: that never told what it asks for.
  const awaited = method === NOT_READ && latest?.complete === false ? latest : undefined;
  const request = awaited === undefined ? { method, url, headers: {}, body: Buffer.alloc(0) } : requestOf(awaited);
  heard(request, answer);
  endWith(socket, answer, title);
}

export const NO_HOST = "A request by HTTP/1.1 names its host in the header `Host`; found none.";
export const NO_TUNNEL = "The mock is no proxy: it opens no tunnel for `CONNECT`.";

/** Answers where there is a connection only, and ends it. */
export function endWith(socket: Duplex, { status, headers, body }: MockAnswer, title: string): void {
  const lines = Object.entries({ ...headers, "content-length": body.length, connection: "close" });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`,
  );
}

const MALFORMED: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout"],
};

const REFUSALS: Readonly<Record<number, string>> = {
  408: "The request did not come to its end in time.",
  431: "The request's target and headers take more than 16 KiB together.",
};
