// A file in a request body.
import { fieldsOf, type Rule } from "../rule.ts";

export const fileInRequest: Rule = {
  name: "file-in-request",
  severity: "info",
  summary: "A request carries a file, so its body is a form: multipart/form-data.",
  details: `JSON carries no bytes. With a \`Blob\` or \`byte[]\` among its fields, the whole body is read as multipart/form-data.`,
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
| cover      | String     | Y         |           |         |         |
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
| cover      | Blob       | Y         |           |         |         |
`,
  *run({ specification }) {
    for (const { field, side } of fieldsOf(specification)) {
      if (side === "result" || !/"binary"/.test(JSON.stringify(field.type))) continue;
      yield {
        message: `The field \`${field.name}\` is a file, so the body is read as multipart/form-data, expected no JSON.`,
        location: (field.cells.get("type") ?? field.place).location,
      };
    }
  },
};
