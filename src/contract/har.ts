// Recorded exchanges: what an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/) says was asked and answered.
import { isJson, type Operation } from "../openapi/operation.ts";

export interface Recording {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** The answer's body, where it is JSON. */
  readonly answer?: unknown;
}

/** @throws Error, saying what is wrong, when the text is no archive */
export function readHar(text: string): readonly Recording[] {
  const har = JSON.parse(text) as { readonly log?: { readonly entries?: unknown } };
  const entries = har?.log?.entries;
  if (!Array.isArray(entries)) throw new Error("it has no `log.entries`");
  return entries.map((entry, index) => recordingOf(entry as HarEntry, index));
}

interface HarEntry {
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly headers?: readonly HarPair[];
    readonly postData?: { readonly text?: string };
  };
  readonly response?: {
    readonly status?: number;
    readonly content?: { readonly mimeType?: string; readonly text?: string; readonly encoding?: string };
  };
}

interface HarPair {
  readonly name: string;
  readonly value: string;
}

function recordingOf({ request, response }: HarEntry, index: number): Recording {
  if (request?.method === undefined || request.url === undefined || !URL.canParse(request.url))
    throw new Error(`\`log.entries[${index}].request\` has no method, or no URL`);
  const url = new URL(request.url);
  const { mimeType, text = "", encoding } = response?.content ?? {};
  const answered = isJson(mimeType) ? parsed(encoding === "base64" ? decoded(text) : text) : undefined;
  return {
    method: request.method.toUpperCase(),
    path: decodeURI(url.pathname),
    headers: Object.fromEntries((request.headers ?? []).map(({ name, value }) => [name.toLowerCase(), value])),
    query: Object.fromEntries(url.searchParams),
    ...(request.postData?.text === undefined ? {} : { body: request.postData.text }),
    status: response?.status ?? 0,
    ...(answered === undefined ? {} : { answer: answered }),
  };
}

function decoded(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The operation a recording is of, and the values of its path; a base path before the operation's own is passed over. */
export function recordedOperation(
  operations: readonly Operation[],
  { method, path }: Recording,
): { readonly operation: Operation; readonly path: Readonly<Record<string, string>> } | undefined {
  const found = operations.flatMap((operation) => {
    if (operation.method !== method) return [];
    const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
    const parts = operation.path.split(/\{[^{}]+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const match = new RegExp(`${parts.join("([^/]+)")}$`).exec(path);
    return match === null
      ? []
      : [
          {
            operation,
            at: match.index,
            path: Object.fromEntries(names.map((name, at) => [name, match[at + 1] ?? ""])),
          },
        ];
  });
  // The nearest to the whole path, and the one with fewest templates.
  return found.sort((a, b) => a.at - b.at || Object.keys(a.path).length - Object.keys(b.path).length)[0];
}
