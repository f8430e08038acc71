// An answer as HTTP carries it: header fields in a row and bytes as text, made once for what is answered again and again.
import type { ServerResponse } from "node:http";
import type { MockAnswer, Wire } from "./message.ts";

/** Any page may call the mock and read what its answers say (Fetch standard, 3.3: CORS protocol). */
const PUBLIC = ["access-control-allow-origin", "*", "access-control-expose-headers", "*"] as const;
/** Bodies up to this size leave in one write with their headers. */
const SMALL = 16_384;

export function wireOf({ status, headers, body, cookies = [] }: Omit<MockAnswer, "wire">): Wire {
  const length = status !== 204 && status !== 304 && status >= 200 ? ["content-length", String(body.length)] : [];
  const fields = [...cookies.flatMap((cookie) => ["set-cookie", cookie]), ...Object.entries(headers).flat(), ...length];
  return body.length > SMALL ? { fields } : { fields, text: body.toString("latin1") };
}

/**
 * @param isPublic whether any page may read it
 * @param notice said in a header beside the answer's own
 * @throws Error for a status or header that HTTP does not have
 */
export function write(response: ServerResponse, answer: MockAnswer, isPublic: boolean, notice?: string): void {
  if (response.destroyed) return;
  const { fields, text } = answer.wire ?? wireOf(answer);
  const said = notice === undefined ? [] : ["x-fieldproof-notice", notice];
  const isBare = !isPublic && notice === undefined;
  response.writeHead(answer.status, isBare ? fields : [...(isPublic ? PUBLIC : []), ...said, ...fields]);
  // Text and headers leave as one piece, a buffer would be a second.
  if (text === undefined) response.end(answer.body);
  else if (text === "") response.end();
  else response.end(text, "latin1");
}
