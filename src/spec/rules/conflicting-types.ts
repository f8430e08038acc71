// One type name with different fields on different pages.
import type { Location } from "../../report.ts";
import { describeTable } from "../describe-table.ts";
import type { Rule } from "../rule.ts";

export const conflictingTypes: Rule = {
  name: "conflicting-types",
  severity: "warning",
  summary: "A type has different fields on different pages.",
  details: `Types belong to their page, so nothing is merged: the document keeps the shapes apart: the one that most pages
have is \`Shelf\`, any other has its page's path behind it, as \`ShelfStockFind\`. If they are meant to be
the same, make their tables the same; if not, give them different names.`,
  good: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
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
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
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
  },
  bad: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
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
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
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
| floor      | String     | Y         |
`,
  },
  *run({ specification }) {
    const first = new Map<string, { readonly shape: string; readonly location: Location }>();
    for (const page of specification.pages) {
      for (const table of page.types) {
        const shape = describeTable(table);
        const known = first.get(table.name);
        const location = (table.caption ?? table.header)?.location;
        if (location === undefined) continue;
        if (known === undefined) first.set(table.name, { shape, location });
        if (known === undefined || known.shape === shape || known.location.file === page.file) continue;
        yield {
          message: `The type \`${table.name}\` has other fields than on another page, expected one shape for one name; both are kept apart.`,
          location,
          related: [known.location],
        };
      }
    }
  },
};
