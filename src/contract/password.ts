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

/** Whether a secret is such that it can be told from other text where it turns up: `password` and `12345678` are too plain. */
export function isTelling(secret: string): boolean {
  return (
    secret.length >= 8 &&
    /\p{L}/u.test(secret) &&
    /\P{L}/u.test(secret) &&
    !PASSWORD.test(wordsOf(secret)) &&
    UNUSUAL_TEXTS.every(({ text }) => !text.includes(secret))
  );
}

/**
 * The passwords of a request that can be told from other text.
 * @param passwords the fields that are passwords
 */
export function passwordsIn(passwords: readonly RequestField[], draft: Draft): readonly Secret[] {
  return passwords.flatMap((field) => {
    const value = valueIn(draft, field);
    return typeof value === "string" && isTelling(value) ? [secretOf(field.name, value)] : [];
  });
}
