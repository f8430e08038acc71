// An example that is no JSON.
import { placeInCode } from "../../markdown/block.ts";
import type { Rule } from "../rule.ts";

export const exampleSyntax: Rule = {
  name: "example-syntax",
  severity: "warning",
  summary: "A JSON example does not parse; it was repaired to be read.",
  details: `Examples feed the mock and are compared with the tables, so a broken one is repaired: commas are added or dropped, brackets closed,
a bare word (\`date\`) is a placeholder for a value and is never served.`,
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
{ "itemId": date, }
\`\`\`
`,
  *run({ specification }) {
    for (const { block, json } of specification.pages.flatMap((page) =>
      page.endpoints.flatMap((endpoint) => endpoint.examples),
    )) {
      for (const { offset, length, message } of json.repairs) {
        yield { message: `The example ${message}, expected JSON.`, location: placeInCode(block, offset, length) };
      }
    }
  },
};
