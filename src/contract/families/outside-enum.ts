// Family: values outside a documented enumeration.
import { badField, refusalOf } from "../bad-field.ts";
import type { Family } from "../family.ts";

export const outsideEnum: Family = {
  name: "outside-enum",
  summary: "A value outside the documented enumeration is refused, and every one inside it is known.",
  details: "The tables list the values a field can take. One more is a bad field, as is one in another letter case.",
  cases: (ground) =>
    ground.fields.flatMap((field) => {
      const values = field.schema.enum ?? [];
      if (values.length === 0) return [];
      const refusal = refusalOf(ground, field);
      const texts = values.filter((value): value is string => typeof value === "string");
      const first = texts[0];
      if (first === undefined) {
        const beyond = Math.max(...values.filter((value): value is number => typeof value === "number"), 0) + 1000;
        return [badField(ground, field, "outside its enumeration", beyond, refusal)];
      }
      const other = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
      return [
        badField(ground, field, "outside its enumeration", "fieldproof_unknown", refusal),
        ...(texts.includes(other) || other === first
          ? []
          : [badField(ground, field, "in another letter case", other, refusal)]),
      ];
    }),
};
