// A field table without rows.
import { type Rule, tablesOf } from "../rule.ts";

export const emptyTable: Rule = {
  name: "empty-table",
  severity: "info",
  summary: "A field table has a header and no rows.",
  details: `A section without fields is read as one whose object may be empty.`,
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
`,
  *run({ specification }) {
    for (const { fields, emptyRows, header } of specification.pages.flatMap(tablesOf)) {
      if (fields.length > 0 || emptyRows.length > 0 || header === undefined) continue;
      const message = "The table has no rows, expected one to each field; it is read as having none.";
      yield { message, location: header.location };
    }
  },
};
