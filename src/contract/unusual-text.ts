// Text that is legal where text is, and that careless code stumbles over; and the fields that must take it.
import type { RequestField } from "./request-field.ts";

/** Runs in a browser that takes it for HTML. */
export const MARKUP = "<script>fieldproof(1)</script>";

/** Letters of three alphabets, and nothing that any service tidies. */
export const LETTERS = "Zoë 李雷 Ольга";

/** Marks that people write, and that careless code keeps as entities. */
export const MARKS = "Rose & O'Neil";

export interface UnusualText {
  /** As the name of a test point says it. */
  readonly name: string;
  readonly text: string;
  /** Whether it may stand in an HTTP header's value (RFC 9110, section 5.5). */
  readonly inHeader: boolean;
  /** Whether a field for people's words must take it. */
  readonly ordinary: boolean;
  /** Whether a field for names must take it, too: letters, and nothing that names lack. */
  readonly letters?: boolean;
}

export const UNUSUAL_TEXTS: readonly UnusualText[] = [
  { name: "letters outside ASCII", text: "Zoë O'Neil 李雷 Ольга", inHeader: false, ordinary: true, letters: true },
  { name: "an emoji", text: "well done 🎉", inHeader: false, ordinary: true },
  { name: "quotes and backslashes", text: 'O\'Brien said "no" \\ 100%', inHeader: true, ordinary: true },
  { name: "a condition for a database", text: "' OR '1'='1", inHeader: true, ordinary: false },
  { name: "markup", text: MARKUP, inHeader: true, ordinary: false },
  { name: "a NUL character", text: "a\u0000b", inHeader: false, ordinary: false },
  { name: "a line break", text: "one\r\ntwo", inHeader: false, ordinary: false },
  { name: "10,000 characters", text: "x".repeat(10_000), inHeader: false, ordinary: false },
];

const WORDS = /(^|[a-z])(title|remarks?|comments?|description|desc|note|content|message|bio|nick_?name|summary|text)$/i;

/** Names that people give to people, things and places; not those by which systems know them. */
const NAMES =
  /(^|[a-z_])(item|product|goods|category|display|real|full|first|last|shop|store|company|customer|contact|receiver|city|street)_?name$|^(name|city|street|address)$/i;

/** Whether a field is for people's words. */
export function isForWords({ name }: RequestField): boolean {
  return WORDS.test(name);
}

/** Whether a field must take letters of any language. */
export function isForLetters(field: RequestField): boolean {
  return isForWords(field) || (NAMES.test(field.name) && field.in === "body");
}
