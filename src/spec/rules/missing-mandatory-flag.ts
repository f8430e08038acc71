// An empty Mandatory cell.
import { fieldsOf, type Rule } from "../rule.ts";

export const missingMandatoryFlag: Rule = {
  name: "missing-mandatory-flag",
  severity: "info",
  summary: "A Mandatory cell is empty; the field is read as optional.",
  details: `A careful client can rely only on what is promised: a field without a flag is optional.`,
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
| itemId     | String     | N         |           |         |         |
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
| itemId     | String     |           |           |         |         |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const cell = field.cells.get("mandatory");
      if (cell === undefined || cell.text !== "" || field.presence !== "unstated") continue;
      yield {
        message: `The field \`${field.name}\` has no mandatory flag, expected \`Y\`, \`N\` or \`C\`; it is read as optional.`,
        location: cell.location,
        suggestion: "N",
      };
    }
  },
};
