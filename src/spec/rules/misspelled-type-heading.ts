// A type's heading that is a slip of the name its fields use.
import { nearest } from "../../json/nearest.ts";
import { type Rule, replaced } from "../rule.ts";

export const misspelledTypeHeading: Rule = {
  name: "misspelled-type-heading",
  severity: "warning",
  summary: "A heading is a slip of the name that type cells use.",
  details: `The table is taken for the type. Write the name the same way in both places.`,
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
| place      | ShelfPlace | Y         |           |         |         |

##### ShelfPlace

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
| place      | ShelfPlace | Y         |           |         |         |

##### ShelfPlase

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |
`,
  *run({ specification }) {
    for (const { caption, name } of specification.pages.flatMap((page) => page.types)) {
      if (
        caption === undefined ||
        caption.text.includes(name) ||
        caption.text.replace(/\W/g, "").toLowerCase() === name.toLowerCase() ||
        // A heading of other words only stands over the table, and may be an operation's: the name came from elsewhere.
        nearest(caption.text, [name]) === undefined
      )
        continue;
      yield {
        message: `The heading \`${caption.text}\` is read as the type \`${name}\`, expected that name.`,
        location: caption.location,
        suggestion: name,
        fix: replaced(caption.location, name),
      };
    }
  },
};
