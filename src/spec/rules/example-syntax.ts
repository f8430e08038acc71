// An example that is no JSON.
import { placeInCode } from "../../markdown/block.ts";
import type { Rule } from "../rule.ts";
import type { Repair } from "../tolerant-json.ts";

export const exampleSyntax: Rule = {
  name: "example-syntax",
  severity: "warning",
  summary: "A JSON example does not parse; it was repaired to be read.",
  details: `Examples feed the mock and are compared with the tables, so a broken one is repaired: commas are added or dropped, brackets closed,
a bare word (\`date\`) is a placeholder for a value and is never served. Repairs of one kind within one example are one finding, at the first.`,
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
      for (const [first, ...others] of alike(json.repairs)) {
        const more = others.length === 0 ? "" : `, and ${others.length} more like it in this example`;
        yield {
          message: `The example ${first.message}${more}, expected JSON.`,
          location: placeInCode(block, first.offset, first.length),
        };
      }
    }
  },
};

/** Repairs of one kind together: those whose messages differ by what they quote. */
function alike(repairs: readonly Repair[]): readonly (readonly [Repair, ...Repair[]])[] {
  const kinds = new Map<string, [Repair, ...Repair[]]>();
  for (const repair of repairs) {
    const kind = repair.message.replace(/`[^`]*`/g, "");
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [repair]);
    else known.push(repair);
  }
  return [...kinds.values()];
}
