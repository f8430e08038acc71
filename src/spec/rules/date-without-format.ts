// A Date whose form the tables leave open.
import { fieldsOf, type Rule } from "../rule.ts";

export const dateWithoutFormat: Rule = {
  name: "date-without-format",
  severity: "info",
  summary: "A Date field does not say how the date is written; it is read as date-time.",
  details: `JSON has no dates. Without a word on the form, a text as RFC 3339 writes it is expected: \`2024-01-31T10:00:00Z\`.`,
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
| day        | String     | Y         |           | yyyy-MM-dd |      |
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
| day        | Date       | Y         |           |         |         |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      if (!/"date-time"/.test(JSON.stringify(field.type))) continue;
      yield {
        message: `The field \`${field.name}\` does not say how a date is written, expected its form; it is read as \`date-time\`.`,
        location: (field.cells.get("type") ?? field.place).location,
      };
    }
  },
};
