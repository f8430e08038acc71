// How a target is borne with: waited for where it asks for that, and given up where it never answers.
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Failure, HttpClient, SentRequest } from "./http.ts";

export type PatientReply =
  | { readonly answer: Answer }
  | { readonly failure: Failure }
  | { readonly limited: string; readonly answer: Answer };

export interface Patience {
  /**
   * Sends, and where the target asks for patience (RFC 6585, section 4) waits and sends again: a limit on rate is no verdict.
   * @param what is asked for: the operation's name; what was given up is not sent
   */
  send(what: string, sent: SentRequest): Promise<PatientReply>;
  /** Why something is asked for no more. */
  givenUp(what: string): string | undefined;
  /** Why nothing is asked of the target any more. */
  allGivenUp(): string | undefined;
}

/** Above the limit, so that an answer just past it is still seen to its end. */
const GRACE_MS = 100;
const MAX_WAITS = 3;
const MAX_WAIT_MS = 10_000;
const MAX_LIMITED = 3;
/** So often the same is asked for in vain, */
const MAX_SILENT = 3;
/** and so often in a row whatever it was, where it was several things. */
const MAX_SILENT_IN_A_ROW = 6;

export function createPatience(http: HttpClient, timeLimitMs: number, signal?: AbortSignal): Patience {
  const vain = new Map<string, number>();
  let row: string[] = [];
  /** So many answers in a row said that it is too early, however long it was waited. */
  let limited = 0;
  const givenUp = (what: string): string | undefined =>
    (vain.get(what) ?? 0) < MAX_SILENT
      ? undefined
      : `\`${what}\` gave no whole answer ${MAX_SILENT} times, and is asked no more.`;
  const heard = (what: string, reply: PatientReply): void => {
    if ("failure" in reply && reply.failure.kind === "stopped") return;
    limited = "limited" in reply ? limited + 1 : 0;
    if ("failure" in reply && (reply.failure.kind === "silent" || reply.failure.kind === "endless")) {
      vain.set(what, (vain.get(what) ?? 0) + 1);
      row = [...row, what];
    } else row = [];
  };
  return {
    givenUp,
    allGivenUp: () => {
      if (limited >= MAX_LIMITED)
        return `The target limits its rate (429), and waiting as it asks did not help ${limited} times in a row: it is asked no more.`;
      return row.length >= MAX_SILENT_IN_A_ROW && new Set(row).size >= 3
        ? `The target gave no whole answer to the last ${row.length} requests, and is asked no more.`
        : undefined;
    },
    async send(what, sent) {
      const why = givenUp(what);
      if (why !== undefined) return { failure: { kind: "unsendable", message: why } };
      const reply = await waiting(sent, http, timeLimitMs + GRACE_MS, signal);
      heard(what, reply);
      return reply;
    },
  };
}

async function waiting(
  sent: SentRequest,
  http: HttpClient,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<PatientReply> {
  for (let waits = 0; ; waits += 1) {
    const reply = await http.send(sent, timeoutMs, signal);
    if ("failure" in reply) return reply;
    const retryAfter = [reply.answer.headers["retry-after"] ?? []].flat()[0];
    if (reply.answer.status !== 429 || retryAfter === undefined) return reply;
    const wait = waitOf(retryAfter, [reply.answer.headers.date ?? []].flat()[0]);
    if (waits === MAX_WAITS || wait > MAX_WAIT_MS) {
      return { limited: `The target limits its rate (429, Retry-After: ${retryAfter}).`, answer: reply.answer };
    }
    await sleep(wait, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}

/** Milliseconds to wait: `Retry-After` in seconds, or as a date measured by the target's own clock. */
function waitOf(retryAfter: string, date: string | undefined): number {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const [until, sent] = [Date.parse(retryAfter), Date.parse(date ?? "")];
  return Number.isNaN(until - sent) ? 1000 : Math.max(0, until - sent);
}
