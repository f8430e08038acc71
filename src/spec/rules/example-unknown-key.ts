// A key of an example that is in no table.
import { placeInCode } from "../../markdown/block.ts";
import type { Rule } from "../rule.ts";

export const exampleUnknownKey: Rule = {
  name: "example-unknown-key",
  severity: "warning",
  summary: "An example has a key that its table does not list.",
  details: `The table is the contract. A key that differs from a listed name by letter case or by at most two edits is taken for that name;
any other key is left out of what the mock serves.`,
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

#### Example

\`\`\`json
{ "itemId": "A7" }
\`\`\`
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

#### Example

\`\`\`json
{ "itemld": "A7" }
\`\`\`
`,
  *run({ comparison }) {
    for (const { block, member, near } of comparison.strangers) {
      yield {
        message: `The example's key \`${member.key}\` is not in the table, expected ${near === undefined ? "a field of that name" : `\`${near}\``}.`,
        location: placeInCode(block, member.keySpan.offset, member.keySpan.length),
        ...(near !== undefined ? { suggestion: near } : {}),
      };
    }
  },
};
