// The journal of a world: its last requests and how they were answered, credentials masked when it is read.
import type { Masker } from "../openapi/sensitive.ts";
import { headerOf, type MockAnswer, type MockRequest } from "./message.ts";
import type { Ring } from "./ring.ts";
import type { JournalEntry, World } from "./world.ts";

/** One exchange as it is shown. */
export interface ShownEntry {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  /** Milliseconds from the request to the first byte of its answer. */
  readonly ms: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly by?: string;
  readonly rule?: string;
  readonly violations?: readonly string[];
  readonly problem?: string;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answer?: string;
}

const MAX_BODY = 2000;

/** So many exchanges are kept for all worlds together; beyond it the oldest go, whosever they are. */
export const MAX_ALL_ENTRIES = 10_000;

/** Adds an exchange to a world's journal; the oldest makes room. `at` and `ms` are those of its entry. */
export type RecordExchange = (world: World, at: number, ms: number, request: MockRequest, answer: MockAnswer) => void;

/** @param total how many exchanges are kept for all worlds together */
export function createRecord(total: number = MAX_ALL_ENTRIES): RecordExchange {
  // A ring of what was recorded last: thousands of worlds must not keep a hundred exchanges each. Journals and no worlds, which
  // would be kept alive when they are forgotten.
  const journals: Ring<JournalEntry>[] = [];
  const ids: number[] = [];
  let next = 0;
  return (world, at, ms, request, answer) => {
    const id = (world.journal.last?.id ?? 0) + 1;
    const isCut = request.body.length > MAX_BODY;
    world.journal.push({ id, at, ms, request: cut(request), isCut, answer: cut(answer) });
    const oldest = journals[next];
    if (oldest !== undefined && oldest.size > 1 && firstId(oldest) === ids[next]) oldest.shift();
    journals[next] = world.journal;
    ids[next] = id;
    next = (next + 1) % total;
  };
}

/** Worked out, as ids follow one another: to look the entry up would fetch what no cache holds any more. */
function firstId(journal: Ring<JournalEntry>): number {
  return (journal.last?.id ?? 0) - journal.size + 1;
}

function cut<T extends { readonly body: Buffer }>(message: T): T {
  // A copy, so that a small slice does not keep a large buffer alive.
  return message.body.length <= MAX_BODY
    ? message
    : { ...message, body: Buffer.from(message.body.subarray(0, MAX_BODY)) };
}

/**
 * An entry without credentials: fields of sensitive names are masked, and their values wherever else they stand.
 * @param createMasker a masker for one entry, which knows the document's sensitive names
 */
export function shownEntry(entry: JournalEntry, createMasker: () => Masker): ShownEntry {
  const { request, answer } = entry;
  const masker = createMasker();
  const headers = Object.fromEntries(Object.keys(request.headers).map((name) => [name, headerOf(request, name) ?? ""]));
  const [path = "", query] = request.url.split("?", 2);
  const parameters = [...new URLSearchParams(query)];
  const body = bodyData(request);
  learn(masker, { headers, parameters: Object.fromEntries(parameters), body: body.data });
  const shownQuery = parameters.map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${masker.isSensitive(name) ? "***" : masker.text(encodeURIComponent(value))}`,
  );
  const data = body.data === undefined ? masker.text(body.text) : JSON.stringify(masker.data(body.data));
  return {
    id: entry.id,
    at: new Date(entry.at).toISOString(),
    ms: Math.round((entry.ms + (answer.delayMs ?? 0)) * 1000) / 1000,
    method: request.method,
    url: `${masker.text(path)}${query === undefined ? "" : `?${shownQuery.join("&")}`}`,
    headers: masker.data(headers) as Readonly<Record<string, string>>,
    ...(request.body.length > 0 ? { body: data } : {}),
    ...answer.note,
    ...(answer.note?.problem !== undefined ? { problem: masker.text(answer.note.problem) } : {}),
    status: answer.status,
    answerHeaders: masker.data(answer.headers) as Readonly<Record<string, string>>,
    ...(answer.body.length > 0 ? { answer: masker.text(answer.body.toString("utf8")) } : {}),
  };
}

function bodyData(request: MockRequest): { readonly text: string; readonly data?: unknown } {
  const text = request.body.toString("utf8");
  if (/x-www-form-urlencoded/i.test(headerOf(request, "content-type") ?? ""))
    return { text, data: Object.fromEntries(new URLSearchParams(text)) };
  try {
    return { text, data: JSON.parse(text) as unknown };
  } catch {
    // What is no JSON, or was cut, is masked as text: a sensitive name in it hides what follows.
    return { text: text.replace(/("(?:[^"\\]|\\.)*"\s*:\s*)"(?:[^"\\]|\\.)*("|$)/g, '$1"***"') };
  }
}

function learn(masker: Masker, data: unknown): void {
  if (typeof data !== "object" || data === null) return;
  for (const [name, value] of Object.entries(data)) {
    if (masker.isSensitive(name)) masker.learn(value);
    learn(masker, value);
  }
}
