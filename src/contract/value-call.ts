// A value taken from an answer of the target itself: a login's session.
import { isDeepStrictEqual } from "node:util";
import { readJsonBytes } from "../json/bytes.ts";
import { joinPointer, valueAt, withValueAt } from "../json/pointer.ts";
import { describedResponse, type Operation } from "../openapi/operation.ts";
import { type Draft, setField } from "./draft.ts";
import { codeOf } from "./exchange.ts";
import type { Reply } from "./http.ts";
import type { ValueSource } from "./settings.ts";
import type { Supply } from "./supply.ts";
import type { RequestMaker } from "./valid-request.ts";
import { type Values, ValueUnavailable } from "./value-pool.ts";

export interface Calling {
  readonly operations: readonly Operation[];
  readonly maker: RequestMaker;
  readonly send: (draft: Draft) => Promise<Reply>;
  readonly seed: string;
  readonly supply: Supply;
  /** Told of each call that succeeded. */
  readonly made: (operation: Operation, body: unknown, values: Values) => void;
}

/**
 * Sends the call a source names, what it leaves out filled with valid values, and hands back the answer's body.
 * @throws ValueUnavailable when there is no answer, or the answer says that the call failed
 */
export async function callSource(
  source: Extract<ValueSource, { readonly kind: "request" }>,
  fetched: Values,
  { operations, maker, send, seed, supply, made }: Calling,
): Promise<unknown> {
  const [method = "", path = ""] = source.request.split(/\s+/, 2);
  const operation = operations.find((each) => each.method === method.toUpperCase() && each.path === path);
  const values = operation === undefined ? fetched : supply.valuesFor(operation, fetched);
  const valid: Draft =
    operation === undefined
      ? {
          method: method.toUpperCase(),
          path,
          values: { path: {}, query: {}, header: {}, cookie: {} },
          body: { kind: "none" },
        }
      : maker.valid(operation, { kind: "documented" }, values, seed);
  const withHeaders = Object.entries(source.headers ?? {}).reduce(
    (draft, [name, value]) => setField({ in: "header", pointer: name }, value)(draft),
    valid,
  );
  const reply = await send(withBody(withHeaders, source.body));
  const failed = (why: string): ValueUnavailable =>
    new ValueUnavailable(`\`${source.request}\` gave no value: ${why}.`);
  if ("failure" in reply) throw failed(reply.failure.message.replace(/\.$/, ""));
  const { answer } = reply;
  const body = readJsonBytes(answer.body).value;
  const contentType = [answer.headers["content-type"] ?? []].flat()[0];
  const envelope =
    operation === undefined ? undefined : describedResponse(operation, answer.status, contentType)?.envelope;
  if (operation !== undefined && envelope !== undefined) {
    const code = valueAt(body, envelope.code);
    const success = operation.outcomes.some(
      (option) => option.role === "success" && isDeepStrictEqual(codeOf(option, envelope.code), code),
    );
    if (!success) throw failed(`it was answered with \`${String(code)}\``);
  } else if (answer.status >= 300) throw failed(`it was answered with HTTP status \`${answer.status}\``);
  if (operation !== undefined) made(operation, body, values);
  return body;
}

function withBody(draft: Draft, body: unknown): Draft {
  if (body === undefined) return draft;
  if (typeof body !== "object" || body === null || draft.body.kind !== "data")
    return { ...draft, body: { kind: "data", mediaType: "application/json", value: body } };
  const value = Object.entries(body).reduce(
    (under, [name, inner]) => withValueAt(under, joinPointer("", name), inner),
    draft.body.value,
  );
  return { ...draft, body: { ...draft.body, value } };
}
