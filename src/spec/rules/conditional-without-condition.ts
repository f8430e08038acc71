// A conditional field that does not say when.
import { fieldsOf, type Rule } from "../rule.ts";

export const conditionalWithoutCondition: Rule = {
  name: "conditional-without-condition",
  severity: "warning",
  summary: "A field is conditional, but no condition is given.",
  details: `Say in the Condition cell when the field must be there: \`type = OTP\`, \`when phone is present\`, \`if email is empty\`.`,
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
| kind       | String     | Y         |           |         |         |
| reason     | String     | C         | kind = LOSS |       |         |
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
| kind       | String     | Y         |           |         |         |
| reason     | String     | C         |           |         |         |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      if (field.presence !== "conditional" || field.condition !== undefined) continue;
      yield {
        message: `The field \`${field.name}\` is conditional but its condition is missing, expected one like \`type = OTP\`; it is read as optional.`,
        location: (field.cells.get("condition") ?? field.cells.get("mandatory") ?? field.place).location,
      };
    }
  },
};
