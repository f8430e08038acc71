// Family: a login with the wrong password, and of somebody who does not exist.
import { SESSION, wordsOf } from "../../openapi/thing.ts";
import { type Change, setField, valueIn } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import type { RequestField } from "../request-field.ts";

const PASSWORD = /\b(password|passwd|pwd|pass ?code|passphrase|pin|otp)\b/;
const ACCOUNT = /\b(account|email|mail|phone|mobile|user ?name|login ?name|user|login)\b/;
const REFUSES = /\b(password|credential|credentials|auth|authentication|login|account|user|username|email)\b/;

export const wrongCredential: Family = {
  name: "wrong-credential",
  summary: "An operation that makes sessions refuses a wrong password, and an account that does not exist.",
  details: `Asked where the document has a code for such a refusal: the password that is sent otherwise, with its last letter changed; an
account of the same form that nobody has.`,
  cases({ operation, fields, state }) {
    const login = state.of(operation.id).makes.some(({ thing }) => thing === SESSION);
    const documented = operation.outcomes.some(
      ({ name, description, role }) =>
        ["business", "clientInvalid", "sessionInvalid"].includes(role) &&
        (REFUSES.test(wordsOf(name)) || REFUSES.test(wordsOf(description ?? ""))),
    );
    if (!login || !documented) return [];
    const text = fields.filter(
      ({ schema, required }) => required && schema.type === "string" && schema.enum === undefined,
    );
    const plan = (field: RequestField, what: string, change: Change) => ({
      detail: `${field.key} ${what}`,
      calls: [
        {
          operation,
          basis: { kind: "documented" as const },
          changes: [change],
          expect: expectAnyRefusal(operation),
          field,
        },
      ] as const,
      notOnMock: "A mock knows no accounts.",
    });
    return [
      ...text
        .filter(({ name }) => PASSWORD.test(wordsOf(name)))
        .flatMap((field) => [
          plan(field, "wrong", otherwise(field)),
          plan(field, "that would open a careless database", setField(field, "' OR '1'='1' --")),
        ]),
      ...text
        .filter(({ name }) => ACCOUNT.test(wordsOf(name)))
        .map((field) => plan(field, "of nobody", otherwise(field))),
    ];
  },
};

/** Another value of the same form and length: the first and the last letters are replaced, what may shape it (`@`) stays. */
function otherwise(field: RequestField): Change {
  return (draft) => {
    const value = String(valueIn(draft, field) ?? "");
    const shifted = [...value].map((letter, index) =>
      index === 0 || index === value.length - 1 || index === 2 ? shift(letter) : letter,
    );
    const end = /@.*$/.exec(value)?.[0] ?? "";
    const changed = end === "" ? shifted.join("") : `${shifted.slice(0, value.length - end.length).join("")}${end}`;
    return setField(field, changed)(draft);
  };
}

function shift(letter: string): string {
  if (/[a-y]|[A-Y]|[0-8]/.test(letter)) return String.fromCharCode(letter.charCodeAt(0) + 1);
  return letter === "z" || letter === "Z" ? "a" : letter === "9" ? "0" : letter;
}
