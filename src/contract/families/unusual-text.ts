// Family: text that is legal and seldom tried.
import { basisFor, isLeaf } from "../bad-field.ts";
import { setField } from "../draft.ts";
import { type Expectation, expectAnyRefusal, expectEither, expectSuccess } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { identifies, type RequestField, typesOf } from "../request-field.ts";
import { isForLetters, isForWords, UNUSUAL_TEXTS, type UnusualText } from "../unusual-text.ts";
import { unknownSessions } from "./unknown-session.ts";

export const unusualText: Family = {
  name: "unusual-text",
  summary: "Letters outside ASCII, emoji, quotes, markup, control characters and long text never break the service.",
  details: `A field for people's words (a title, a comment) must take what people write; elsewhere any documented answer keeps the
promise. Where the field names a session or a client there is none of that name, so success is wrong. A breakdown is wrong everywhere.`,
  cases: (ground) =>
    ground.fields.filter(isFreeText).flatMap((field) =>
      UNUSUAL_TEXTS.filter((unusual) => (field.in === "body" || unusual.inHeader) && fits(field, unusual)).map(
        (unusual) => ({
          detail: `${field.key} with ${unusual.name}`,
          calls: [
            {
              operation: ground.operation,
              basis: basisFor(field),
              // A service may look at one of several fields of a session only: none of them names a live one.
              ...(identifies(field) === "session" ? { instead: unknownSessions(ground) } : {}),
              changes: [setField(field, unusual.text)],
              expect: expectationOf(ground, field, unusual),
              field,
            },
          ] as const,
          ...(identifies(field) === undefined ? {} : { notOnMock: "A mock knows no sessions and no clients." }),
        }),
      ),
    ),
};

function isFreeText(field: RequestField): boolean {
  const { enum: values, pattern, format } = field.schema;
  return (
    field.in !== "path" &&
    isLeaf(field) &&
    typesOf(field.schema).includes("string") &&
    values === undefined &&
    pattern === undefined &&
    format === undefined
  );
}

function fits({ schema }: RequestField, { text }: UnusualText): boolean {
  return text.length <= Number(schema.maxLength ?? Infinity) && text.length >= Number(schema.minLength ?? 0);
}

function expectationOf(
  { operation, given }: Ground,
  field: RequestField,
  { ordinary, letters }: UnusualText,
): Expectation {
  // A NUL, a line break or a very long text may be stopped before the service, at its framework's limits.
  const early = !ordinary || field.in !== "body";
  const known = given(field) && identifies(field) !== undefined;
  if (known) return expectAnyRefusal(operation, early);
  const taken = (ordinary && isForWords(field)) || (letters === true && isForLetters(field));
  return taken ? expectSuccess(operation) : expectEither(operation, early);
}
