// Made-up texts in the form of a field's own values: an address for mail stays one, however long.
import { isForMail, isMailAddress } from "../openapi/mail-field.ts";
import type { RequestField } from "./request-field.ts";

/** The longest part before the `@`, and between two dots after it (RFC 5321, section 4.5.3.1; RFC 1035, section 2.3.4). */
const LONGEST_LOCAL = 64;
const LONGEST_LABEL = 63;

/**
 * A text of so many characters.
 * @param valid a value that fits the field: what it is made of, and how
 */
export function textOfLength({ name, schema }: RequestField, valid: unknown, length: number): string {
  if (isMailAddress(valid) || isForMail(name, schema)) return mailOfLength(length);
  if (typeof valid !== "string" || !/\d/.test(valid) || /\s/.test(valid)) return "a".repeat(length);
  const end = /[\p{L}\p{N}](?=[^\p{L}\p{N}]*$)/u.exec(valid);
  if (end === null || valid.length > length) return valid.slice(0, length).padEnd(length, "1");
  const at = end.index + end[0].length;
  return `${valid.slice(0, at)}${end[0].repeat(length - valid.length)}${valid.slice(at)}`;
}

function mailOfLength(length: number): string {
  const domain = "example.org";
  const local = Math.min(length - domain.length - 1, LONGEST_LOCAL);
  if (local < 1) return "a".repeat(length);
  let labels = domain;
  for (let rest = length - local - 1 - domain.length; rest > 0; rest = length - local - 1 - labels.length) {
    // One letter alone would need a dot of its own.
    const label = rest - 1 > LONGEST_LABEL ? LONGEST_LABEL - 1 : rest - 1;
    labels = `${"a".repeat(Math.max(label, 1))}.${labels}`;
    if (label < 1) return `${"a".repeat(local - 1)}@${labels}`;
  }
  return `${"a".repeat(local)}@${labels}`;
}

/** Another text in the form of the one given. */
export function anotherText(text: string): string {
  if (isMailAddress(text)) return `changed${text.slice(text.indexOf("@"))}`;
  if (!/\d/.test(text) || /\s/.test(text)) return "changed";
  return text.replace(/\d(?=\D*$)/, (digit) => (digit === "9" ? "8" : String(Number(digit) + 1)));
}
