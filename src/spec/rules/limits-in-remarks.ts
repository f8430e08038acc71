// Limits that a remark states.
import { placeOfWord } from "../../markdown/block.ts";
import type { Limits } from "../limits.ts";
import { fieldsOf, type Rule } from "../rule.ts";

export const limitsInRemarks: Rule = {
  name: "limits-in-remarks",
  severity: "info",
  summary: "A remark states a length, a range or a format; it becomes part of the schema.",
  details: `\`max length 64\`, \`1..99\`, \`> 0\`, \`8-20 characters\`, \`at most 5 items, each up to 20 characters\` and \`yyyy-MM-dd\` are read, and their\nlike in the languages of pages: \`最长64个字符\`, \`máximo 64 caracteres\`, \`50文字以内\`. This tells what was read.`,
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
| title      | String     | N         |           | not too long |        |
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
| title      | String     | N         |           | max length 64 |       |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const { facts, cells } = field;
      const cell = cells.get("remarks");
      if (facts.limitWords.length === 0 || cell === undefined) continue;
      yield {
        message: `The limits of \`${field.name}\` are read as ${shown(facts.limits).join(", ")}, as its remark states.`,
        location: placeOfWord(cell, facts.limitWords[0] ?? ""),
      };
    }
  },
};

function shown({ items, ...own }: Limits): readonly string[] {
  const keywords = Object.entries(own).map(([keyword, value]) => `${keyword} \`${value}\``);
  return items === undefined ? keywords : [...keywords, ...shown(items).map((keyword) => `${keyword} of each element`)];
}
