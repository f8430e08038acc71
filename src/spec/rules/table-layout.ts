// A row whose pipes do not stand under its header's.
import type { Rule } from "../rule.ts";

export const tableLayout: Rule = {
  name: "table-layout",
  severity: "info",
  summary: "A table whose header and row of dashes are aligned has rows that are not.",
  details: `Nothing is misread; but a table that people keep in step is easier to read and to compare. Only tables that their author aligned, most rows included, are
looked at, and only those in plain letters, which are all as wide as one another.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| itemId     | String     | Y         |           |         | a-7     |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| itemId     | String     | Y         |           |         | a-7     |
| shelf | String | N | | | b-1 |
`,
  *run({ specification }) {
    for (const { row, rows, edits } of specification.pages.flatMap((page) => page.unalignedTables ?? [])) {
      const more = rows === 1 ? "" : ` (${rows} rows of the table)`;
      yield {
        message: `The row's pipes do not stand below its header's, expected them aligned${more}.`,
        location: row.location,
        fix: edits(),
      };
    }
  },
};
