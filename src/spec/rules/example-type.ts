// An Example cell that is no value of its field's type.

import { fieldsOf, type Rule } from "../rule.ts";
import { scalarOf } from "../scalar-value.ts";

export const exampleType: Rule = {
  name: "example-type",
  severity: "warning",
  summary: "An Example cell holds something that is no value of the field's type.",
  details: `The example is left out of the document. For a date write one: \`2024-01-31T10:00:00Z\`.`,
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
| count      | int        | Y         |           |         | 12      |
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
| count      | int        | Y         |           |         | a dozen |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const scalar = scalarOf(field.type);
      const cell = field.cells.get("example");
      if (
        scalar === undefined ||
        scalar === "binary" ||
        cell === undefined ||
        /^[-–—/]?$/.test(cell.text) ||
        field.example !== undefined
      )
        continue;
      yield {
        message: `The example \`${cell.text}\` of \`${field.name}\` is no ${scalar}, expected one.`,
        location: cell.location,
      };
    }
  },
};
