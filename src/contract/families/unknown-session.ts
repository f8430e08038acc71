// Family: a session that never was.
import { authScheme, withoutScheme } from "../auth-scheme.ts";
import type { CasePlan } from "../case.ts";
import { rewrite, setField } from "../draft.ts";
import { expectAnyRefusal, expectRefusal } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { identifies, type RequestField } from "../request-field.ts";

export const unknownSession: Family = {
  name: "unknown-session",
  summary:
    "A session that never was is refused with the code for sessions, and one that is nearly a live one, or stands under another scheme, is refused.",
  details: `The bad value stands in header and body alike, wherever the tables have a field for a session. Asked only where
the config says how to get a real one: else the runner could not tell the two apart.`,
  cases(ground) {
    const { operation, fields, given } = ground;
    const sessions = fields.filter((field) => identifies(field) === "session" && given(field));
    const first = sessions.at(-1);
    if (first === undefined) return [];
    const basis = { kind: "documented" } as const;
    const expect = expectRefusal(operation, "sessionInvalid");
    const case_ = (detail: string, instead: Readonly<Record<string, unknown>>) => ({
      detail,
      calls: [{ operation, basis, instead, changes: [], expect, field: first }] as const,
      needsState: true,
    });
    const headers = sessions.filter((field) => field.in !== "body");
    const mixed = headers.length > 0 && headers.length < sessions.length;
    /** A live session, of which only a part is looked at by who takes it now. */
    const nearly = (detail: string, change: (text: string) => string): CasePlan => ({
      detail,
      calls: [
        {
          operation,
          basis,
          changes: sessions.map((field) => rewrite(field, change)),
          expect: expectAnyRefusal(operation),
          field: first,
        },
      ],
      needsState: true,
    });
    return [
      case_("unknown session", unknownSessions(ground)),
      nearly("session without its last character", (text) => text.slice(0, -1)),
      nearly("session with a character more", (text) => `${text}0`),
      // What follows is read by the scheme (RFC 9110, section 11.4): under another it is no such session.
      ...(operation.parameters.some(
        (parameter) => authScheme(parameter) !== undefined && sessions.some(({ name }) => name === parameter.name),
      )
        ? [nearly("session under another scheme", (text) => `Token ${withoutScheme(text)}`)]
        : []),
      ...(mixed
        ? [
            {
              // What is in the body is what the call is about: a live session beside it makes it no better.
              detail: "unknown session in the body alone",
              calls: [
                {
                  operation,
                  basis,
                  changes: sessions
                    .filter((field) => field.in === "body")
                    .map((field) => setField(field, unknownValue(field, 0))),
                  expect: expectAnyRefusal(operation),
                  field: first,
                },
              ] as const,
              needsState: true,
            },
            {
              detail: "unknown session in header and body, of different values",
              calls: [
                {
                  operation,
                  basis,
                  instead: unknownSessions(ground),
                  changes: headers.map((field) => setField(field, unknownValue(field, 1))),
                  expect: expectAnyRefusal(operation),
                  field: first,
                },
              ] as const,
              needsState: true,
            },
          ]
        : []),
    ];
  },
};

/** For every field of a session a value of the documented kind that names none: field key → value. */
export function unknownSessions({ fields }: Pick<Ground, "fields">): Readonly<Record<string, unknown>> {
  const sessions = fields.filter((field) => identifies(field) === "session");
  return Object.fromEntries(sessions.map((field) => [field.key, unknownValue(field, 0)]));
}

/** Hexadecimal, as ids are, and as long as the tables allow. */
function unknownValue({ schema }: RequestField, variant: number): string {
  const length = Math.min(Math.max(32, Number(schema.minLength ?? 0)), Number(schema.maxLength ?? 32));
  return (variant === 0 ? "0fedcba987654321" : "0123456789abcdef").repeat(Math.ceil(length / 16)).slice(0, length);
}
