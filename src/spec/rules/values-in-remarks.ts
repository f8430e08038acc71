// Allowed values that a remark states.
import { placeOfWord } from "../../markdown/block.ts";
import { fieldsOf, type Rule } from "../rule.ts";

export const valuesInRemarks: Rule = {
  name: "values-in-remarks",
  severity: "info",
  summary: "A remark lists the allowed values; they become the schema's `enum`.",
  details: `\`A,B\`, \`A / B\` and lists with one value to a line are read where every part is a value. This tells what was read.`,
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
| level      | String     | N         |           | how far along |      |
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
| level      | String     | N         |           | NEW,OLD |           |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const { facts, cells } = field;
      const cell = cells.get("remarks");
      if (facts.allowed === undefined || cell === undefined) continue;
      // A type cell is a place for values.
      if (cells.get("type")?.text.includes(facts.allowed.words)) continue;
      yield {
        message: `The values of \`${field.name}\` are read as ${facts.allowed.value.map((value) => `\`${value}\``).join(", ")}, as its remark states.`,
        location: placeOfWord(cell, facts.allowed.words),
      };
    }
  },
};
