// Family: each body field null.
import { badField, refusalOf } from "../bad-field.ts";
import { expectEither } from "../expectation.ts";
import type { Family } from "../family.ts";
import { typesOf } from "../request-field.ts";

export const nullValue: Family = {
  name: "null",
  summary: "Null in a mandatory body field is refused; in an optional one either answer keeps the promise.",
  details:
    "The tables do not say whether an optional field may be null, so both a refusal and success are fine; breaking over it is not.",
  cases: (ground) =>
    ground.fields
      .filter(
        (field) => !ground.textual(field) && !typesOf(field.schema).includes("null") && field.schema.nullable !== true,
      )
      .map((field) =>
        badField(
          ground,
          field,
          "null",
          null,
          field.requiredInParent ? refusalOf(ground, field) : expectEither(ground.operation),
        ),
      ),
};
