// A type whose mandatory fields lead back to it.

import { fieldsOf, type Rule } from "../rule.ts";
import { namesIn } from "../type.ts";

export const endlessType: Rule = {
  name: "endless-type",
  severity: "warning",
  summary: "A mandatory field leads back to its own type, so no value could ever end.",
  details: `The field is derived as optional. A list of the type is fine: it may be empty.`,
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
| inside     | Shelf      | N         |
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
| place      | Shelf      | Y         |           |         |         |

##### Shelf

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |
| inside     | Shelf      | Y         |
`,
  *run({ specification, scope }) {
    for (const { page, table, field } of fieldsOf(specification)) {
      if (table.role !== "type" || field.presence !== "mandatory" || !scope.isEndless(page, field.type, table.side))
        continue;
      yield {
        message: `The mandatory field \`${field.name}\` leads back to its type \`${namesIn(field.type).join("")}\`, expected it to be optional or a list.`,
        location: (field.cells.get("type") ?? field.place).location,
      };
    }
  },
};
