// A readable condition as JSON Schema's `if`/`then` (JSON Schema 2020-12, 10.2.2).
import type { SchemaObject } from "../openapi/document.ts";
import type { Field } from "./page.ts";
import { readScalar, scalarOf } from "./scalar-value.ts";
import { sourceOf } from "./source.ts";

/** What must hold of an object for a conditional field's sake; undefined for fields without a readable condition. */
export function conditionSchema(field: Field, fields: readonly Field[]): SchemaObject | undefined {
  const condition = conditionTest(field, fields);
  if (condition === undefined) return undefined;
  return {
    if: condition,
    // Elsewhere the field may be null, as what is not asked for; here it is asked for.
    then: {
      required: [field.name],
      properties: Object.fromEntries([
        [field.name, { not: { type: "null" }, "x-source": sourceOf(field.place.location) }],
      ]),
      "x-source": sourceOf((field.cells.get("condition") ?? field.place).location),
    },
  };
}

function conditionTest(field: Field, fields: readonly Field[]): SchemaObject | undefined {
  const { condition, presence } = field;
  if (presence !== "conditional" || condition === undefined || condition.kind === "prose") return undefined;
  const other = fields.find((candidate) => candidate.name === condition.field);
  if (other === undefined) return undefined;
  const name = condition.field;
  const given: SchemaObject = {
    properties: Object.fromEntries([[name, { not: { enum: [null, ""] } }]]),
    required: [name],
  };
  switch (condition.kind) {
    case "present":
      return given;
    case "absent":
      return { not: given };
    case "equals": {
      const scalar = scalarOf(other.type) ?? "string";
      const values = condition.values.map((value) => readScalar(value, scalar));
      if (values.includes(undefined)) return undefined;
      const test: SchemaObject = values.length === 1 ? { const: values[0] } : { enum: values };
      return { properties: Object.fromEntries([[name, condition.negated ? { not: test } : test]]), required: [name] };
    }
  }
}
