// Family: a client that is not registered, or that does not know its own secret.
import type { Call, CasePlan } from "../case.ts";
import { type Change, setField, valueIn } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { refusedLogin } from "../leaked-session.ts";
import { validCall } from "../lifecycle.ts";
import { identifies, type RequestField } from "../request-field.ts";
import { swapCase } from "../swap-case.ts";

export const unknownClient: Family = {
  name: "unknown-client",
  summary: "A wrong client id, and a wrong client secret, are refused.",
  details: `Each is tried alone, beside otherwise valid values: one that nobody has, and for a secret the right one with a letter
more, or in other letter case, and that of another client (\`identities\`). Which code answers is rarely written in the tables: any documented refusal that
is no server error will do. Where a refusal carries a session all the same, that one must not work. Asked only where the config gives the real ones.`,
  cases(ground) {
    const { operation, fields, given, identities } = ground;
    const plan = (field: RequestField, what: string, more: Partial<Call>): CasePlan => ({
      detail: `${field.key} ${what}`,
      calls: refusedLogin(ground, validCall(operation, { expect: expectAnyRefusal(operation), field, ...more })),
      notOnMock: "A mock knows no clients.",
    });
    return fields
      .filter((field) => identifies(field) === "client" && given(field))
      .flatMap((field) => [
        plan(field, "wrong", { instead: { [field.key]: UNKNOWN_CLIENT } }),
        ...(field.sensitive
          ? [
              plan(field, "with a letter more", { changes: [withOneMore(field)] }),
              plan(field, "in other letter case", { changes: [inOtherCase(field)] }),
            ]
          : []),
        ...identities.flatMap(({ name, instead }) => {
          const theirs = field.sensitive ? instead(field) : undefined;
          return theirs === undefined ? [] : [plan(field, `of client ${name}`, { instead: { [field.key]: theirs } })];
        }),
      ]);
  },
};

/** What no client is called, and none has for a secret. */
export const UNKNOWN_CLIENT = "fieldproof-unknown-client";

/** Every letter large that was small, and the reverse; what may be a number written with letters, and has none other, gets a letter more. */
function inOtherCase(field: RequestField): Change {
  return (draft) => {
    const value = String(valueIn(draft, field) ?? "");
    return /^[\da-f-]*$/i.test(value) ? withOneMore(field)(draft) : setField(field, swapCase(value))(draft);
  };
}

/** The right one stands in it, so that reports mask it. */
function withOneMore(field: RequestField): Change {
  return (draft) => setField(field, `${String(valueIn(draft, field) ?? "")}x`)(draft);
}
