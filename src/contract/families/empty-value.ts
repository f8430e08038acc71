// Family: each text field empty.
import { badField, refusalOf } from "../bad-field.ts";
import { expectEither } from "../expectation.ts";
import type { Family } from "../family.ts";
import { typesOf } from "../request-field.ts";

export const emptyValue: Family = {
  name: "empty",
  summary: "An empty mandatory header or text field is refused; an empty optional one may be answered either way.",
  details: `A mandatory field that holds nothing is as good as missing. Lists that the tables call mandatory may be empty unless they
say otherwise: either answer is fine then.`,
  cases: (ground) =>
    ground.fields
      .filter(
        (field) =>
          field.in !== "path" &&
          (field.in !== "body" || typesOf(field.schema).some((type) => type === "string" || type === "array")),
      )
      .map((field) => {
        const list = typesOf(field.schema).includes("array");
        const open =
          !field.requiredInParent ||
          (list && Number(field.schema.minItems ?? 0) === 0) ||
          freeOfLength(field.schema.minLength, field.in, list);
        return badField(
          ground,
          field,
          "empty",
          list && field.in === "body" ? [] : "",
          open ? expectEither(ground.operation) : refusalOf(ground, field),
        );
      }),
};

/** A text field for which the document plainly allows the empty text. */
function freeOfLength(minLength: unknown, place: string, list: boolean): boolean {
  return !list && place === "body" && minLength === 0;
}
