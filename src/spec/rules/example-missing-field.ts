// A mandatory field that the example leaves out.
import { placeInCode } from "../../markdown/block.ts";
import type { Rule } from "../rule.ts";

export const exampleMissingField: Rule = {
  name: "example-missing-field",
  severity: "info",
  summary: "An example leaves out a mandatory field.",
  details: `The example is taken as abridged: the table wins, and the mock answers with the field.`,
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
{}
\`\`\`
`,
  *run({ comparison }) {
    for (const { block, object, field } of comparison.missing) {
      yield {
        message: `The example leaves out the mandatory field \`${field.name}\` (line ${field.place.location.line}), expected it here.`,
        location: placeInCode(block, object.offset, 1),
      };
    }
  },
};
