// Lines that look like a table and are none (GFM 4.10).
import { type Rule, replaced } from "../rule.ts";

export const brokenTable: Rule = {
  name: "broken-table",
  severity: "warning",
  summary: "The row of dashes below a table's header is missing, or has another number of cells.",
  details: `A Markdown reader shows such lines as a paragraph. fieldproof reads them as the table they were meant to be; give the row of dashes as
many cells as the header has, and everyone does.`,
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
| itemId     | String     | Y         |           |         | a-7     |
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
| ---------- | ---------- | --------- | --------- | ------- |
| itemId     | String     | Y         |           |         | a-7     |
`,
  *run({ specification }) {
    for (const { header, cells, delimiter } of specification.pages.flatMap((page) => page.brokenTables ?? [])) {
      const dashes = `|${" --- |".repeat(cells)}`;
      const { location } = header;
      const end = { ...location, column: location.endColumn ?? location.column };
      yield {
        message:
          delimiter === undefined
            ? `The header has ${cells} cells and no row of dashes below it, expected one; no Markdown reader takes this for a table.`
            : `The header has ${cells} cells, the line below has ${delimiter.cells}, expected as many; no Markdown reader takes this for a table.`,
        location: (delimiter?.line ?? header).location,
        suggestion: dashes,
        fix: delimiter === undefined ? replaced(end, `\n${dashes}`) : replaced(delimiter.line.location, dashes),
      };
    }
  },
};
