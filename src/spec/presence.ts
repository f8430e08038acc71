// Whether a field must be there, once flag, default and side are weighed.
import type { Field, Side } from "./page.ts";

/** Whether a field must be there: a request may leave out what has a default. */
export function isRequired(field: Field, side: Side): boolean {
  return field.presence === "mandatory" && !(side === "request" && field.facts.default !== undefined);
}
