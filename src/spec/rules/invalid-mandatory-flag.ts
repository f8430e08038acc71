// A Mandatory cell that says neither yes, no nor conditional.

import { fieldsOf, type Rule } from "../rule.ts";
import { flagOf } from "../vocabulary.ts";

export const invalidMandatoryFlag: Rule = {
  name: "invalid-mandatory-flag",
  severity: "warning",
  summary: "A Mandatory cell holds something other than Y, N or C.",
  details: `Y is mandatory, N optional, C conditional; the words of several languages are known as well. Anything else is read as optional.`,
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
| itemId     | String     | Y         |           |         |         |
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
| itemId     | String     | maybe     |           |         |         |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const cell = field.cells.get("mandatory");
      if (cell === undefined || cell.text === "" || flagOf(cell.text) !== undefined) continue;
      yield {
        message: `Unknown mandatory flag \`${cell.text}\` of \`${field.name}\`, expected \`Y\`, \`N\` or \`C\`; it is read as optional.`,
        location: cell.location,
      };
    }
  },
};
