// Bounds that may be of something else than the field.
import { placeOfWord } from "../../markdown/block.ts";
import { fieldsOf, type Rule } from "../rule.ts";
import { scalarOf } from "../scalar-value.ts";
import type { FieldType } from "../type.ts";

export const limitInProse: Rule = {
  name: "limit-in-prose",
  severity: "info",
  summary:
    "A remark states a bound of something that may not be the field; it goes into the description and is not checked.",
  details: `A number beside a bound's word is a limit where what stands behind it is what the field is counted in: characters of a text, elements of a list,
nothing or a unit behind a number. \`max 3 retries\` of a time is prose, and \`length: 8\` does not say whether less will do.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| title      | String     | N         |           | length at most 8 |    |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| title      | String     | N         |           | length: 8 |       |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const { facts, cells } = field;
      const cell = cells.get("remarks");
      if (facts.unread === undefined || cell === undefined) continue;
      yield {
        message: `${facts.unread.map((stated) => `\`${stated}\``).join(", ")} in the remark of \`${field.name}\` is not read as its limit, expected one like \`${EXPECTED[field.type.kind === "list" ? "list" : isText(field.type) ? "text" : "number"]}\` to check it.`,
        location: placeOfWord(cell, facts.unread[0] ?? ""),
      };
    }
  },
};

const EXPECTED = { list: "at most 8 items", text: "at most 8 characters", number: "max 8" } as const;

function isText(type: FieldType): boolean {
  return scalarOf(type) === "string";
}
