// Faults: an answer that goes wrong on its way. Each writes to the socket what no framework would.
import type { ServerResponse } from "node:http";
import type { FaultName } from "../scenario/fault-name.ts";
import type { MockAnswer } from "./message.ts";

/** Bytes a second of an answer that drips. */
const DRIP_MS = 100;
const DRIPS = 20;

/**
 * Sends an answer with a fault.
 * @param response Node's own, on which nothing was sent yet
 */
export function sendFault(response: ServerResponse, answer: MockAnswer, fault: FaultName): void {
  const { status, headers, body } = answer;
  switch (fault) {
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "empty":
      response.socket?.end();
      return;
    case "timeout":
      // Left open: whoever asked gives up, or the server closes.
      return;
    case "truncated":
      response.writeHead(status, { ...headers, "content-length": body.length });
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.end());
      return;
    case "malformed": {
      const half = body.subarray(0, Math.max(1, Math.floor(body.length / 2)));
      response.writeHead(status, { ...headers, "content-length": half.length }).end(half);
      return;
    }
    case "wrong-content-type":
      response.writeHead(status, { ...headers, "content-type": "text/html", "content-length": body.length }).end(body);
      return;
    case "drip":
      response.writeHead(status, { ...headers, "content-length": body.length });
      drip(response, body, Math.max(1, Math.ceil(body.length / DRIPS)));
  }
}

function drip(response: ServerResponse, rest: Buffer, size: number): void {
  if (response.destroyed) return;
  if (rest.length <= size) return void response.end(rest);
  response.write(rest.subarray(0, size));
  setTimeout(() => drip(response, rest.subarray(size), size), DRIP_MS).unref();
}
