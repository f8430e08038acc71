// A type's table that no field refers to.
import { type Rule, tablesOf } from "../rule.ts";
import { namesIn } from "../type.ts";

export const unusedType: Rule = {
  name: "unused-type",
  severity: "info",
  summary: "A table describes a type that no field of its page refers to.",
  details: `The table is read, but nothing of it reaches the document. Refer to it from a type cell, or check how its heading is spelled.`,
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
| place      | Shelf      | Y         |           |         |         |

##### Shelf

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |
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
| place      | String     | Y         |           |         |         |

##### Shelf

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |
`,
  *run({ specification }) {
    const elsewhere = new Set(
      specification.pages.flatMap(tablesOf).flatMap((table) => table.fields.flatMap((field) => namesIn(field.type))),
    );
    for (const { caption, name, header } of specification.pages.flatMap((page) => page.types)) {
      if (elsewhere.has(name)) continue;
      const location = (caption ?? header)?.location;
      if (location !== undefined) yield { message: `No field refers to the type \`${name}\`, expected one.`, location };
    }
  },
};
