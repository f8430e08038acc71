// A key of an example that is in no table.
import { type CodeBlock, placeInCode } from "../../markdown/block.ts";
import type { Location } from "../../report.ts";
import type { Rule } from "../rule.ts";
import type { JsonMember } from "../tolerant-json.ts";

export const exampleUnknownKey: Rule = {
  name: "example-unknown-key",
  severity: "warning",
  summary: "An example has a key that its table does not list.",
  details: `The table is the contract. A key that differs from a listed name by letter case or by at most two edits is taken for that name;
any other key is left out of what the mock serves; those of one example are one finding, at the first.`,
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
    const unlike = new Map<CodeBlock, JsonMember[]>();
    for (const { block, member, near } of comparison.strangers) {
      if (near !== undefined) {
        const message = `The example's key \`${member.key}\` is not in the table, expected \`${near}\`.`;
        yield { message, location: placeOf(block, member), suggestion: near };
        continue;
      }
      const others = unlike.get(block);
      if (others === undefined) unlike.set(block, [member]);
      else others.push(member);
    }
    for (const [block, members] of unlike) {
      const [first] = members;
      const names = [...new Set(members.map(({ key }) => `\`${key}\``))];
      if (first !== undefined) yield { message: messageOf(names), location: placeOf(block, first) };
    }
  },
};

function placeOf(block: CodeBlock, { keySpan }: JsonMember): Location {
  return placeInCode(block, keySpan.offset, keySpan.length);
}

function messageOf(names: readonly string[]): string {
  if (names.length === 1) return `The example's key ${names[0]} is not in the table, expected a field of that name.`;
  const shown = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  return `The example's keys ${shown} are not in the table, expected a field for each.`;
}
