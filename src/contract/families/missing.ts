// Family: each mandatory field left out.
import { badField, refusalOf } from "../bad-field.ts";
import type { Family } from "../family.ts";

export const missing: Family = {
  name: "missing",
  summary: "A request without a mandatory field is refused.",
  details: `Each mandatory header, parameter and body field in turn, nested ones and those of list elements included. A field of one
name in header and body is left out of each separately.`,
  cases: (ground) =>
    ground.fields
      .filter((field) => field.requiredInParent && field.in !== "path")
      .map((field) => badField(ground, field, "missing", undefined, refusalOf(ground, field))),
};
