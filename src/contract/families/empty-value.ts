// Family: each text field empty.
import { badField, refusalOf } from "../bad-field.ts";
import { expectEither } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { isFile, type RequestField, typesOf } from "../request-field.ts";

export const emptyValue: Family = {
  name: "empty",
  summary: "An empty mandatory header or text field is refused; an empty optional one may be answered either way.",
  details: `A mandatory field that holds nothing is as good as missing. Lists that the tables call mandatory may be empty unless they
say otherwise: either answer is fine then.`,
  cases: (ground) =>
    ground.fields
      .filter((field) => canBeEmpty(ground, field))
      .map((field) => {
        const value = typesOf(field.schema).includes("array") ? [] : "";
        const expect =
          field.requiredInParent && !allowsEmpty(field) ? refusalOf(ground, field) : expectEither(ground.operation);
        return badField(ground, field, "empty", value, expect);
      }),
};

function canBeEmpty({ textual }: Ground, field: RequestField): boolean {
  const types = typesOf(field.schema);
  // A list without elements has no form of its own where all is text, and an empty path is another path.
  if (field.in === "path" || (textual(field) && types.includes("array"))) return false;
  return textual(field) || types.includes("string") || types.includes("array");
}

/** Whether the document's own words let an empty value pass: mandatory text of a field table has a least length of 1. */
function allowsEmpty(field: RequestField): boolean {
  const { minLength = 0, minItems = 0 } = field.schema;
  const types = typesOf(field.schema);
  if (isFile(field)) return true;
  return types.includes("array") ? Number(minItems) === 0 : types.includes("string") && Number(minLength) === 0;
}
