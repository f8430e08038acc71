// Family: what was recorded, asked once more.
import { joinPointer, valueAt, withValueAt } from "../../json/pointer.ts";
import { isJson, type OutcomeOption } from "../../openapi/operation.ts";
import { MASK } from "../../openapi/sensitive.ts";
import type { CasePlan } from "../case.ts";
import { type Change, type Draft, setField, valueIn } from "../draft.ts";
import { codeOf } from "../exchange.ts";
import { expectEither, expectOutcome } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { type Recording, recordedOperation } from "../har.ts";
import { bodyMedia, identifies, type RequestField } from "../request-field.ts";

export const recordedExchange: Family = {
  name: "recorded-exchange",
  summary: "Every exchange of a recording (`--replay FILE.har`) is asked again, and answered with the code it had.",
  details: `Whatever comes is held to the document. It is held to the recorded code where that is plain: a success, and a request that was
refused as invalid. What is masked in the recording, and what only lives for a time (a session, an item that was made), gets a value of
today; other refusals may be of another time, and any documented answer will do.`,
  cases(ground) {
    const { operation, operations, recordings } = ground;
    return recordings.flatMap((recording, index): readonly CasePlan[] => {
      const found = recordedOperation(operations, recording);
      if (found?.operation !== operation) return [];
      const outcome = outcomeOf(ground, recording);
      const plain = outcome?.role === "success" || (outcome?.role === "invalidRequest" && lacks(ground, recording));
      return [
        {
          detail: `recorded exchange ${index + 1}`,
          calls: [
            {
              operation,
              basis: { kind: "all" },
              changes: [asRecorded(ground, recording, found.path, outcome)],
              expect: plain ? expectOutcome(operation, outcome.name) : expectEither(operation, true),
            },
          ],
        },
      ];
    });
  },
};

function outcomeOf({ operation }: Ground, { answer, status }: Recording): OutcomeOption | undefined {
  return operation.outcomes.find((option) => {
    const pointer = option.response.envelope?.code;
    return pointer === undefined
      ? option.status === status
      : Object.is(valueAt(answer, pointer), codeOf(option, pointer));
  });
}

/** Whether a mandatory field is plainly not there. */
function lacks({ fields }: Ground, recording: Recording): boolean {
  const body = bodyOf(recording, undefined);
  const value = body.kind === "data" ? body.value : undefined;
  return fields
    .filter(({ required, in: place }) => required && place !== "path" && place !== "cookie")
    .some((field) => {
      const found = field.in === "body" ? valueAt(value, field.pointer) : parameterOf(recording, {}, field);
      return found === undefined || found === null || found === "";
    });
}

function asRecorded(
  { operation, fields, given, inferred }: Ground,
  recording: Recording,
  path: Readonly<Record<string, string>>,
  outcome: OutcomeOption | undefined,
): Change {
  /** Whether today's value stands in place of the recorded one. */
  const lives = (field: RequestField, recorded: unknown): boolean =>
    outcome?.role === "success"
      ? given(field) || inferred(field)
      : outcome?.role === "invalidRequest" &&
        identifies(field) === "session" &&
        typeof recorded === "string" &&
        recorded !== "";
  return (valid) => {
    const bare: Draft = {
      ...valid,
      values: { ...valid.values, header: {}, query: {}, cookie: {} },
      body: bodyOf(recording, bodyMedia(operation)?.type),
    };
    return fields.reduce<Draft>(
      (draft, field) => {
        const recorded = field.in === "body" ? valueIn(draft, field) : parameterOf(recording, path, field);
        const today = valueIn(valid, field);
        if (recorded === undefined) return draft;
        return setField(field, recorded === MASK || lives(field, recorded) ? today : recorded)(draft);
      },
      withMasksFilled(bare, valid),
    );
  };
}

function parameterOf(
  { headers, query }: Recording,
  path: Readonly<Record<string, string>>,
  { in: place, name }: RequestField,
): string | undefined {
  if (place === "header") return headers[name.toLowerCase()];
  if (place === "path") return path[name];
  return place === "query" ? query[name] : undefined;
}

function bodyOf({ body, headers }: Recording, documented: string | undefined): Draft["body"] {
  const mediaType = headers["content-type"] ?? documented;
  if (body === undefined || body === "") return { kind: "none" };
  if (mediaType !== undefined && isJson(mediaType)) {
    try {
      return { kind: "data", mediaType, value: JSON.parse(body) };
    } catch {
      // What was recorded as no JSON is sent as it was.
    }
  }
  return { kind: "bytes", ...(mediaType === undefined ? {} : { mediaType }), bytes: Buffer.from(body) };
}

/** Values of today wherever the recording has but a mask. */
function withMasksFilled(draft: Draft, valid: Draft): Draft {
  if (draft.body.kind !== "data" || valid.body.kind !== "data") return draft;
  let { value } = draft.body;
  for (const pointer of masksIn(value, "")) {
    const today = valueAt(valid.body.value, pointer);
    if (today !== undefined) value = withValueAt(value, pointer, today);
  }
  return { ...draft, body: { ...draft.body, value } };
}

function masksIn(value: unknown, at: string): readonly string[] {
  if (value === MASK) return [at];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => masksIn(inner, joinPointer(at, key)));
}
