// A name that stands twice in one table.
import { type Rule, tablesOf } from "../rule.ts";

export const duplicateField: Rule = {
  name: "duplicate-field",
  severity: "warning",
  summary: "A table has two rows of one name; the first is taken.",
  details: `An object has one value to a name. The first row is taken and the others are left out of the document.`,
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
| itemId     | String     | Y         |           |         |         |
| itemId     | int        | N         |           |         |         |
`,
  *run({ specification }) {
    for (const table of specification.pages.flatMap(tablesOf)) {
      const lines = new Map<string, number>();
      for (const { name, place } of table.fields) {
        const first = lines.get(name);
        if (first === undefined) lines.set(name, place.location.line);
        else
          yield {
            message: `The field \`${name}\` stands in this table already, on line ${first}; expected each name once.`,
            location: place.location,
          };
      }
    }
  },
};
