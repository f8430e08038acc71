// Family: each field with values of other types.
import { badField, refusalOf } from "../bad-field.ts";
import type { Family } from "../family.ts";
import { typesOf } from "../request-field.ts";

/** A value of each JSON type. */
const OTHERS: readonly (readonly [string, unknown])[] = [
  ["string", "fieldproof"],
  ["number", 12345],
  ["boolean", true],
  ["object", { a: 1 }],
  ["array", ["a"]],
];

export const wrongType: Family = {
  name: "wrong-type",
  summary: "A field that holds another type than the tables give it is refused.",
  details: `A number where text is due, text where a number is due, an object, a list: each is refused, not coerced. Headers and
query parameters are always text, so there only types that text cannot be read as are tried.`,
  cases: (ground) =>
    ground.fields.flatMap((field) => {
      const types = typesOf(field.schema);
      if (types.length === 0 || field.in === "path") return [];
      if (ground.textual(field)) {
        if (types.includes("string") || types.includes("array") || types.includes("object")) return [];
        return [badField(ground, field, "of type string", "fieldproof", refusalOf(ground, field))];
      }
      return OTHERS.filter(([type]) => !types.includes(type) && !(type === "number" && types.includes("integer"))).map(
        ([type, value]) => badField(ground, field, `of type ${type}`, value, refusalOf(ground, field)),
      );
    }),
};
