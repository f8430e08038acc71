// A default that a remark states.
import { placeOfWord } from "../../markdown/block.ts";
import { fieldsOf, type Rule } from "../rule.ts";

export const defaultInRemarks: Rule = {
  name: "default-in-remarks",
  severity: "info",
  summary: "A remark states a default; it becomes the schema's `default`.",
  details: `\`default: 10\`, \`defaults to 10\`, \`10 by default\`, \`0: off (default), 1: on\` and \`if missing, 10\` are read, and their like in the
languages of pages: \`默认10\`, \`por defecto 10\`, \`省略時は10\`; "default item price" is prose. This tells what was read.`,
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
| page       | int        | N         |           | the default page |    |
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
| page       | int        | N         |           | default: 1 |      |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const { facts, cells } = field;
      const cell = cells.get("remarks");
      if (facts.default === undefined || cell === undefined) continue;
      yield {
        message: `The default of \`${field.name}\` is read as \`${facts.default.value}\`, as its remark states.`,
        location: placeOfWord(cell, facts.default.words),
      };
    }
  },
};
