// A condition that no keyword can say.
import { fieldsOf, type Rule } from "../rule.ts";

export const conditionInProse: Rule = {
  name: "condition-in-prose",
  severity: "info",
  summary: "A condition is prose: it goes into the description and is not checked.",
  details: `A condition on another field of the same table becomes \`if\`/\`then\`: \`kind = LOSS\`, \`when phone is present\`, \`if email is empty\`.
Anything else is kept as words, and the field is optional. A sentence of the Remarks that says when a field must be there counts as well,
whatever its flag: \`required if kind = LOSS\`, \`当kind=LOSS时必填\`, \`obligatorio si kind = LOSS\`.`,
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
| reason     | String     | C         | for big losses |    |         |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      if (field.condition?.kind !== "prose") continue;
      const condition = field.cells.get("condition");
      const cell = condition?.text ? condition : (field.cells.get("remarks") ?? field.place);
      yield {
        message: `The condition of \`${field.name}\` is prose or about no field of its table, expected one like \`type = OTP\` to check it; the field is read as optional.`,
        location: cell.location,
      };
    }
  },
};
