// A row without a field's name.
import { type Rule, tablesOf } from "../rule.ts";

export const emptyRow: Rule = {
  name: "empty-row",
  severity: "info",
  summary: "A row of a field table names no field.",
  details: `The row is left out. A Body without any field means that the body may be empty.`,
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
|            |            |           |           |         |         |
`,
  *run({ specification }) {
    for (const { location } of specification.pages.flatMap(tablesOf).flatMap((table) => table.emptyRows)) {
      yield { message: "The row names no field, expected a name in its first cell; it is left out.", location };
    }
  },
};
