// A request as it reaches the mock and the answer as it leaves: plain data, no server.
import type { FaultName } from "../scenario/fault-name.ts";

export interface MockRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query as they were sent: `/session/logout?__result=SUCCESS`. */
  readonly url: string;
  /** Names in lower case; repeated fields joined or listed as Node does. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw bytes, empty where none were sent. */
  readonly body: Buffer;
}

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** `Set-Cookie` fields, which cannot be joined (RFC 6265, section 3). */
  readonly cookies?: readonly string[];
  /** To wait before the first byte. */
  readonly delayMs?: number;
  /** How the answer goes wrong on its way. */
  readonly fault?: FaultName;
  /** What the journal keeps of how it came about. */
  readonly note?: AnswerNote;
  /** What is sent, where it was worked out before. */
  readonly wire?: Wire;
}

/** An answer's header fields and body as HTTP carries them. */
export interface Wire {
  /** Names and values by turns, as `writeHead` takes them. */
  readonly fields: string[];
  /** The body in Latin-1, which carries every byte as it is; absent where it is too large to be copied into one write. */
  readonly text?: string;
}

export interface AnswerNote {
  /** `Operation.id`. */
  readonly operation?: string;
  /** The outcome's name. */
  readonly outcome?: string;
  /** `forced`, `scenario NAME`, `validation`, `state` or `default`; `server` where it refused what it could not take. */
  readonly by?: string;
  /** The rule of a scenario that answered: `scenarios/session-ends.yaml:4`. */
  readonly rule?: string;
  /** The origin of the target that answered in the mock's place. */
  readonly from?: string;
  /** Fields at fault, by name. */
  readonly violations?: readonly string[];
  /** What the mock itself had to say: the detail of a problem. */
  readonly problem?: string;
}

/** The value of a request header, lists joined; undefined where it was not sent. */
export function headerOf(request: Pick<MockRequest, "headers">, name: string): string | undefined {
  const value = request.headers[name];
  // What every object inherits (`constructor`) is neither text nor a list.
  return typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : undefined;
}

/** Text that may stand in a header field: printable ASCII, the rest as JSON writes it. */
export function headerText(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, " ")
    .trim()
    .replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
