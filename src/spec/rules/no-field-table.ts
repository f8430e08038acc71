// A page without a field table.
import type { Rule } from "../rule.ts";

export const noFieldTable: Rule = {
  name: "no-field-table",
  severity: "info",
  summary: "A page holds no field table, so nothing is derived from it.",
  details: `Only field tables are read. A page of prose, of bullet points or of bare JSON is left out of the document.
If it describes an endpoint, write its fields as a table with the columns Field Name, Field type and Mandatory.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| itemId     | String     | Y         |
`,
  bad: `# Counting stock

Send the item's id to \`/stock/count\`.
`,
  *run({ specification }) {
    for (const page of specification.pages) {
      if (page.hasFieldTable) continue;
      yield {
        message: "The page holds no field table, expected one with a name column and a type or mandatory column.",
        location: page.title?.location ?? { file: page.file, line: 1, column: 1 },
      };
    }
  },
};
