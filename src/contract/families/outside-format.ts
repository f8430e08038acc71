// Family: text of another form than the tables give it (JSON Schema 2020-12, format and pattern).
import { badField, refusalOf } from "../bad-field.ts";
import type { CasePlan } from "../case.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { identifies, isFile, type RequestField, typesOf } from "../request-field.ts";

/** What is none of most forms, and what only a careless reader takes for a date. */
const OTHERS = ["fieldproof", "2023-02-30", "!", "7"];
/** Formats that say how a text looks to those who read it. */
const FORMATS = ["date", "date-time", "time", "email", "uuid", "ipv4", "ipv6"];

export const outsideFormat: Family = {
  name: "outside-format",
  summary: "Text of another form than the documented one is refused.",
  details: `A word where a date is due, the thirtieth of February, an address without an \`@\`, letters that the pattern does not allow.
Where the value names something (an account, an id), nothing of that name may exist: then any documented refusal keeps the promise.`,
  cases: (ground) =>
    ground.fields
      .filter((field) => field.in !== "path" && typesOf(field.schema).includes("string") && !isFile(field))
      .flatMap((field) => wrongTexts(ground, field).map((text) => plan(ground, field, text))),
};

function wrongTexts({ allows }: Ground, field: RequestField): readonly string[] {
  const { format, pattern, enum: values, minLength = 0, maxLength = Infinity } = field.schema;
  if (values !== undefined) return [];
  const fitting = OTHERS.filter((text) => text.length >= Number(minLength) && text.length <= Number(maxLength));
  const wrong = fitting.filter((text) => !allows(field, text));
  if (format === "date") return wrong.slice(0, 2);
  if (FORMATS.includes(String(format)) || (format === undefined && pattern !== undefined)) return wrong.slice(0, 1);
  return [];
}

function plan(ground: Ground, field: RequestField, text: string): CasePlan {
  const names = ground.given(field) || identifies(field) !== undefined || /(id|code|key|token|no)$/i.test(field.name);
  const expect = names ? expectAnyRefusal(ground.operation, field.in !== "body") : refusalOf(ground, field);
  return badField(ground, field, `of the form \`${text}\``, text, expect);
}
