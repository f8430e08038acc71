// Passwords that a request carries: they are not to come back, wherever their values came from.
import { wordsOf } from "../openapi/thing.ts";
import { type Draft, valueIn } from "./draft.ts";
import { type Secret, secretOf } from "./exchange.ts";
import type { RequestField } from "./request-field.ts";
import { UNUSUAL_TEXTS } from "./unusual-text.ts";

const PASSWORD = /\b(password|passwd|pwd|pass ?code|passphrase)\b/;

/** Whether a field's name is a password's. */
export function isPassword({ name }: Pick<RequestField, "name">): boolean {
  return PASSWORD.test(wordsOf(name));
}

/**
 * The passwords of a request. What is too plain to be told from other text (`password`, `12345678`) is left out.
 * @param passwords the fields that are passwords
 */
export function passwordsIn(passwords: readonly RequestField[], draft: Draft): readonly Secret[] {
  return passwords.flatMap((field) => {
    const value = valueIn(draft, field);
    const telling =
      typeof value === "string" &&
      value.length >= 8 &&
      /\p{L}/u.test(value) &&
      /\P{L}/u.test(value) &&
      !PASSWORD.test(wordsOf(value)) &&
      UNUSUAL_TEXTS.every(({ text }) => !text.includes(value));
    return telling ? [secretOf(field.name, value)] : [];
  });
}
