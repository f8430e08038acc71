// Family: a login with the wrong password, and of somebody who does not exist.

import type { Operation } from "../../openapi/operation.ts";
import { SESSION, wordsOf } from "../../openapi/thing.ts";
import { type Change, changeBody, rewrite, setField } from "../draft.ts";
import { type Expectation, expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { refusedLogin } from "../leaked-session.ts";
import { validCall } from "../lifecycle.ts";
import type { RequestField } from "../request-field.ts";
import { swapCase } from "../swap-case.ts";
import { extended, TEMPTING } from "./unknown-field.ts";

const PASSWORD = /\b(password|passwd|pwd|pass ?code|passphrase|pin|otp)\b/;
const ACCOUNT = /\b(account|email|mail|phone|mobile|user ?name|login ?name|user|login)\b/;
const REFUSES = /\b(password|credential|credentials|auth|authentication|login|account|user|username|email)\b/;

export const wrongCredential: Family = {
  name: "wrong-credential",
  summary:
    "An operation that makes sessions refuses a wrong password, and an account that does not exist, and then hands out no session that works.",
  details: `Asked where the document has a code for such a refusal: the password that is sent otherwise, with its last letter changed, left out or another after it, or in other letter case, also
beside fields that tempt a service, and that of another client (\`identities\`); an account of the same form that nobody has. Where a
code's words speak of the password, a wrong one must be answered with it; who nobody is, a service may keep to itself. Where a refusal
carries a session all the same, that one must not work.`,
  cases(ground) {
    const { operation, fields, state, identities } = ground;
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
    const plan = (field: RequestField, what: string, expect: Expectation, ...changes: readonly Change[]) => ({
      detail: `${field.key} ${what}`,
      calls: refusedLogin(ground, validCall(operation, { changes, expect, field })),
      notOnMock: "A mock knows no accounts.",
    });
    const refused = expectAnyRefusal(operation);
    const wrong = sayingWrong(operation);
    const tempt = changeBody((value) => extended(value, TEMPTING));
    return [
      ...text
        .filter(({ name }) => PASSWORD.test(wordsOf(name)))
        .flatMap((field) => [
          plan(field, "wrong", wrong, lastOtherwise(field)),
          plan(field, "in other letter case", refused, inOtherCase(field)),
          plan(
            field,
            "with one letter more",
            refused,
            rewrite(field, (text) => `${text}x`),
          ),
          plan(
            field,
            "without its last letter",
            refused,
            rewrite(field, (text) => text.slice(0, -1)),
          ),
          plan(field, "wrong beside unknown body fields", refused, lastOtherwise(field), tempt),
          ...identities.flatMap(({ name, instead }) => {
            const theirs = instead(field);
            return theirs === undefined ? [] : [plan(field, `of client ${name}`, wrong, setField(field, theirs))];
          }),
          plan(field, "that would open a careless database", refused, setField(field, "' OR '1'='1' --")),
        ]),
      ...text
        .filter(({ name }) => ACCOUNT.test(wordsOf(name)))
        .map((field) => plan(field, "of nobody", refused, otherwise(field))),
    ];
  },
};

const SAYS_WRONG = /\b(password|credential|credentials|authentication)\b/;

/** The code whose words say just that, where there is one: else any refusal. */
function sayingWrong(operation: Operation): Expectation {
  const fitting = operation.outcomes.filter(
    ({ name, description = "", role }) =>
      ["business", "clientInvalid"].includes(role) &&
      (SAYS_WRONG.test(wordsOf(name)) || SAYS_WRONG.test(wordsOf(description))),
  );
  const any = expectAnyRefusal(operation);
  if (fitting.length === 0) return any;
  const names = fitting.map(({ name }) => name);
  return { ...any, outcomes: names, label: names.join(" or ") };
}

/** A password that only its last letter tells from the right one. */
function lastOtherwise(field: RequestField): Change {
  return rewrite(field, lastLetterOtherwise);
}

/** In capitals what was small, and the reverse; what has no letters is changed at its end. */
function inOtherCase(field: RequestField): Change {
  return rewrite(field, (text) => (swapCase(text) === text ? lastLetterOtherwise(text) : swapCase(text)));
}

/** Another value of the same form and length: the first and the last letters are replaced, what may shape it (`@`) stays. */
function otherwise(field: RequestField): Change {
  return rewrite(field, (text) => {
    const shifted = [...text].map((letter, index) =>
      index === 0 || index === text.length - 1 || index === 2 ? shift(letter) : letter,
    );
    const end = /@.*$/.exec(text)?.[0] ?? "";
    return end === "" ? shifted.join("") : `${shifted.slice(0, text.length - end.length).join("")}${end}`;
  });
}

function lastLetterOtherwise(text: string): string {
  return `${text.slice(0, -1)}${shift(text.slice(-1))}`;
}

function shift(letter: string): string {
  if (/[a-y]|[A-Y]|[0-8]/.test(letter)) return String.fromCharCode(letter.charCodeAt(0) + 1);
  return letter === "z" || letter === "Z" ? "a" : letter === "9" ? "0" : letter;
}
