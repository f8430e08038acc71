// A type with two tables on one page.
import { describeTable } from "../describe-table.ts";
import type { Rule } from "../rule.ts";
import { ownTypesOf } from "../scope.ts";

export const duplicateType: Rule = {
  name: "duplicate-type",
  severity: "warning",
  summary: "A page has two tables for one type; the first is taken, or each for the side it stands on.",
  details: `Two equal tables do no harm, and are only an info; where they differ the second is left out,
unless one stands under Request and the other under Result: then each side goes by its own.`,
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
| place      | Shelf      | Y         |           |         |         |

##### Shelf

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |

##### Shelf

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| floor      | String     | Y         |
`,
  *run({ specification }) {
    for (const page of specification.pages) {
      const own = ownTypesOf(page);
      for (const [index, { name, side, caption, header }] of page.types.entries()) {
        const first = page.types.findIndex((table) => table.name === name);
        const isOwn = own(name, side) === page.types[index];
        const location = (caption ?? header)?.location;
        if (first === index || location === undefined) continue;
        const isSame = describeTable(page.types[first]) === describeTable(page.types[index]);
        const isSlip = caption !== undefined && !caption.text.includes(name);
        const subject = isSlip
          ? `The heading \`${caption.text}\` describes the type \`${name}\`, which`
          : `The type \`${name}\``;
        const line = page.types[first]?.caption?.location.line ?? location.line;
        yield {
          message: `${subject} has a table already, on line ${line}, ${isSame ? "with the same fields" : "with other fields"}; expected one table.${!isSame && isOwn ? " Request and Result each go by their own." : ""}`,
          location,
          ...(isSame ? { severity: "info" as const } : {}),
        };
      }
    }
  },
};
