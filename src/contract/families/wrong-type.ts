// Family: each field with values of other types.
import { badField, refusalOf } from "../bad-field.ts";
import type { CasePlan } from "../case.ts";
import type { Family, Ground } from "../family.ts";
import { type RequestField, typesOf } from "../request-field.ts";

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
  details: `A number where text is due, text where a number is due, an object, a list, the very value as text, an element of a list: each is refused, not coerced. Headers and
query parameters are always text, so there only types that text cannot be read as are tried.`,
  cases: (ground) =>
    ground.fields.flatMap((field) => {
      const types = typesOf(field.schema);
      if (types.length === 0 || field.in === "path") return [];
      if (ground.textual(field)) {
        if (types.includes("string") || types.includes("array") || types.includes("object")) return [];
        return [badField(ground, field, "of type string", "fieldproof", refusalOf(ground, field))];
      }
      return [
        ...othersThan(types).map(([type, value]) =>
          badField(ground, field, `of type ${type}`, kin(ground, field, type) ?? value, refusalOf(ground, field)),
        ),
        ...asText(ground, field, types),
        ...elements(ground, field),
      ];
    }),
};

function othersThan(types: readonly string[]): typeof OTHERS {
  return OTHERS.filter(([type]) => !types.includes(type) && !(type === "number" && types.includes("integer")));
}

/** The very value in a list, the very element without one: what careless readers take for each other. */
function kin(ground: Ground, field: RequestField, type: string): unknown {
  const valid = ground.fitting(field);
  if (type === "array") return valid === undefined ? undefined : [valid];
  const element = Array.isArray(valid) ? valid[0] : undefined;
  return type === (Array.isArray(element) ? "array" : typeof element) && element !== null ? element : undefined;
}

/** The very value, as text: what careless readers convert. */
function asText(ground: Ground, field: RequestField, types: readonly string[]): readonly CasePlan[] {
  const [type = ""] = types;
  if (types.length !== 1 || !["integer", "number", "boolean"].includes(type)) return [];
  return [
    badField(
      ground,
      field,
      `as text`,
      type === "boolean" ? "true" : String(ground.fitting(field)),
      refusalOf(ground, field),
    ),
  ];
}

/** A list is as good as its last element: one that fits, then one that does not. */
function elements(ground: Ground, field: RequestField): readonly CasePlan[] {
  const { items } = field.schema;
  const valid = ground.fitting(field);
  const first = Array.isArray(valid) ? valid[0] : undefined;
  if (items === undefined || first === undefined || Number(field.schema.maxItems ?? 2) < 2) return [];
  const element = ground.resolve(items);
  const [other] = othersThan(typesOf(element).length === 0 ? OTHERS.map(([type]) => type) : typesOf(element));
  const wanting = typesOf(element).includes("object") && (element.required ?? []).length > 0;
  const named = typesOf(element).length > 0 && !typesOf(element).includes("null") && element.nullable !== true;
  return [
    ...(named
      ? [badField(ground, field, "with a second element that is null", [first, null], refusalOf(ground, field))]
      : []),
    ...(other === undefined
      ? []
      : [
          badField(
            ground,
            field,
            `with a second element of type ${other[0]}`,
            [first, other[1]],
            refusalOf(ground, field),
          ),
        ]),
    ...(wanting
      ? [badField(ground, field, "with a second element that lacks its fields", [first, {}], refusalOf(ground, field))]
      : []),
  ];
}
