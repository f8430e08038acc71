// X-Fieldproof-Violations: what is wrong with a request, as JSON that fits a header.
import { headerText } from "./message.ts";
import type { FieldViolation } from "./request-check.ts";

const MAX_LENGTH = 4000;

/** A JSON list of `{ field, message, source? }`; what no longer fits is counted in a last entry. */
export function violationsHeader(violations: readonly FieldViolation[]): string {
  const entries: string[] = [];
  let length = 2;
  for (const [index, violation] of violations.entries()) {
    const entry = headerText(JSON.stringify(violation));
    if (length + entry.length > MAX_LENGTH) {
      entries.push(JSON.stringify({ field: "", message: `and ${violations.length - index} more` }));
      break;
    }
    entries.push(entry);
    length += entry.length + 1;
  }
  return `[${entries.join(",")}]`;
}

/** All violations in one line: `header.clientId is missing; body.age expected integer, found string`. */
export function violationsText(violations: readonly FieldViolation[]): string {
  const texts = violations.map(({ field, message }) => `${field} ${message}`);
  const shown = texts.slice(0, 20);
  return `${shown.join("; ")}${texts.length > shown.length ? `; and ${texts.length - shown.length} more` : ""}`;
}
