// An exchange as a terminal tells of it: what was asked and which step answered, in a few words, no credential among them.
import { isCredentialName, MASK } from "../openapi/sensitive.ts";
import type { FaultName } from "../scenario/fault-name.ts";
import type { Api } from "./api.ts";
import type { AnswerNote, MockAnswer, MockRequest } from "./message.ts";

export interface Answered {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query, credentials masked. */
  readonly target: string;
  readonly status: number;
  /** How the answer came about. */
  readonly note: AnswerNote | undefined;
  readonly fault: FaultName | undefined;
  /** Milliseconds until the answer stood. */
  readonly ms: number;
  /** Milliseconds it is then held back. */
  readonly delayMs: number | undefined;
}

export function answeredOf(api: Api, request: MockRequest, answer: MockAnswer, at: number, ms: number): Answered {
  const { status, note, fault, delayMs } = answer;
  return { at, method: request.method, target: shownTarget(api, request.url, note), status, note, fault, ms, delayMs };
}

function shownTarget(api: Api, url: string, note: AnswerNote | undefined): string {
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  const operation = note?.operation === undefined ? undefined : api.byId.get(note.operation);
  const shown = operation?.parameters.some((parameter) => parameter.in === "path" && parameter.sensitive)
    ? operation.path
    : path;
  if (end === -1) return shown;
  const sensitive = api.sensitive();
  const pairs = url.slice(end + 1).split("&");
  const masked = pairs.map((pair) => {
    const [name = ""] = pair.split("=", 1);
    return sensitive.has(name.toLowerCase()) || isCredentialName(name) ? `${name}=${MASK}` : pair;
  });
  return `${shown}?${masked.join("&")}`;
}
