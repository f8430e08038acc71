// Limits that a remark states.
import { placeOfWord } from "../../markdown/block.ts";
import { fieldsOf, type Rule } from "../rule.ts";

export const limitsInRemarks: Rule = {
  name: "limits-in-remarks",
  severity: "info",
  summary: "A remark states a length, a range or a format; it becomes part of the schema.",
  details: `\`max length 64\`, \`1..99\`, \`8-20 characters\` and \`yyyy-MM-dd\` are read. This tells what was read.`,
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
        message: `The limits of \`${field.name}\` are read as ${Object.entries(facts.limits)
          .map(([keyword, value]) => `${keyword} \`${value}\``)
          .join(", ")}, as its remark states.`,
        location: placeOfWord(cell, facts.limitWords[0] ?? ""),
      };
    }
  },
};
