// Family: values outside a documented enumeration.
import { badField, refusalOf, taken } from "../bad-field.ts";
import type { CasePlan } from "../case.ts";
import type { Family, Ground } from "../family.ts";
import type { RequestField } from "../request-field.ts";

export const outsideEnum: Family = {
  name: "outside-enum",
  summary: "A value outside the documented enumeration is refused, and every one inside it is known.",
  details: `The tables list the values a field can take. One more is a bad field, as is one in another letter case or
with a blank after it; each that is listed, and each of true and false, is known.`,
  cases: (ground) =>
    ground.fields.flatMap((field) => {
      const values = field.schema.enum ?? [];
      if (values.length === 0) return field.schema.type === "boolean" ? inside(ground, field, [true, false]) : [];
      const refusal = refusalOf(ground, field);
      const texts = values.filter((value): value is string => typeof value === "string");
      const first = texts[0];
      if (first === undefined) {
        const beyond = Math.max(...values.filter((value): value is number => typeof value === "number"), 0) + 1000;
        return [badField(ground, field, "outside its enumeration", beyond, refusal), ...inside(ground, field, values)];
      }
      const other = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
      return [
        badField(ground, field, "outside its enumeration", "fieldproof_unknown", refusal),
        ...(texts.includes(other) || other === first
          ? []
          : [badField(ground, field, "in another letter case", other, refusal)]),
        badField(ground, field, "with a blank after it", `${first} `, refusal),
        ...inside(ground, field, values),
      ];
    }),
};

/** Each value of the enumeration: the service may have reasons to refuse one, but not that it does not know it. */
function inside(ground: Ground, field: RequestField, values: readonly unknown[]): readonly CasePlan[] {
  // Where another field's description speaks of this one, some values may want more than the document can say.
  const bound = ground.fields.some(
    (other) => other !== field && String(other.schema.description ?? "").includes(field.name),
  );
  if (bound) return [];
  return values
    .filter((value) => value !== null)
    .slice(0, MOST)
    .map((value) => taken(ground, field, `of value ${JSON.stringify(value)}`, value, true));
}

const MOST = 12;
