// A mandatory request field that has a default.
import { fieldsOf, type Rule } from "../rule.ts";

export const mandatoryWithDefault: Rule = {
  name: "mandatory-with-default",
  severity: "warning",
  summary: "A request field is mandatory and has a default; it may be left out.",
  details: `A default says what holds when the field is left out, and so contradicts Y. The careful reading lets a client leave it out.`,
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
| page       | int        | N         |           | default: 1 |      |
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
| page       | int        | Y         |           | default: 1 |      |
`,
  *run({ specification }) {
    for (const { field, side } of fieldsOf(specification)) {
      if (side === "result" || field.presence !== "mandatory" || field.facts.default === undefined) continue;
      yield {
        message: `The field \`${field.name}\` is mandatory and has the default \`${field.facts.default.value}\`, expected one of them; it is read as optional.`,
        location: (field.cells.get("mandatory") ?? field.place).location,
        suggestion: "N",
      };
    }
  },
};
