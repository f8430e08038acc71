// HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/): a journal as other tools read it.
import { version } from "../version.ts";
import type { ShownEntry } from "./journal.ts";

/**
 * @param entries masked already; what the journal cut stays cut
 * @param origin `http://127.0.0.1:4010`
 */
export function harOf(entries: readonly ShownEntry[], origin: string): Readonly<Record<string, unknown>> {
  return {
    log: {
      version: "1.2",
      creator: { name: "fieldproof", version: version() },
      entries: entries.map((entry) => entryOf(entry, origin)),
    },
  };
}

function entryOf(entry: ShownEntry, origin: string): Readonly<Record<string, unknown>> {
  const url = new URL(entry.url, origin);
  const mimeType = entry.answerHeaders["content-type"] ?? "";
  return {
    startedDateTime: entry.at,
    time: entry.ms,
    request: {
      method: entry.method,
      url: url.href,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: pairs(entry.headers),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: entry.body === undefined ? 0 : Buffer.byteLength(entry.body),
      ...(entry.body !== undefined
        ? { postData: { mimeType: entry.headers["content-type"] ?? "", text: entry.body } }
        : {}),
    },
    response: {
      status: entry.status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: pairs(entry.answerHeaders),
      content: { size: Buffer.byteLength(entry.answer ?? ""), mimeType, text: entry.answer ?? "" },
      redirectURL: entry.answerHeaders.location ?? "",
      headersSize: -1,
      bodySize: Buffer.byteLength(entry.answer ?? ""),
    },
    cache: {},
    timings: { send: 0, wait: entry.ms, receive: 0 },
    comment: entry.outcome === undefined ? "" : `${entry.outcome}; by=${entry.by}`,
  };
}

function pairs(
  headers: Readonly<Record<string, string>>,
): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
