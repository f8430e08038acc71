// Whether a conditional field must be there, given the values of the others.
import type { Field } from "./page.ts";

/** True only for a readable condition that the values meet. */
export function holds(field: Field, given: (name: string) => unknown): boolean {
  const { condition, presence } = field;
  if (presence !== "conditional" || condition === undefined || condition.kind === "prose") return false;
  const value = given(condition.field);
  const isGiven = value !== undefined && value !== null && value !== "";
  switch (condition.kind) {
    case "present":
      return isGiven;
    case "absent":
      return !isGiven;
    case "equals":
      return value !== undefined && condition.values.includes(String(value)) !== condition.negated;
  }
}
