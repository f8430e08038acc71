// A row whose cells are not as many as its header's.
import { type Rule, tablesOf } from "../rule.ts";

export const raggedRow: Rule = {
  name: "ragged-row",
  severity: "info",
  summary: "A row of a field table has fewer or more cells than the header.",
  details: `Cells are told by their number: with one left out in the middle, all behind it move a column to the left, and an example is read as a
remark. A pipe inside a cell has to be written as \`\\|\`, or it begins a new one.`,
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
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| itemId     | String     | Y         |           | a-7     |
`,
  *run({ specification }) {
    for (const { place, cells, missing } of specification.pages
      .flatMap(tablesOf)
      .flatMap((table) => table.raggedRows ?? [])) {
      const names = missing.map((name) => `\`${name}\``).join(", ");
      yield {
        message:
          missing.length > 0
            ? `The row has ${cells} cells, expected one to each header; ${names} ${missing.length === 1 ? "is" : "are"} read as empty.`
            : `The row has ${cells} cells, expected one to each header; the last are left out.`,
        location: place.location,
      };
    }
  },
};
