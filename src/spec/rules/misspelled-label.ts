// A label of the overview with a slip in it.
import { type Rule, replaced } from "../rule.ts";

export const misspelledLabel: Rule = {
  name: "misspelled-label",
  severity: "warning",
  summary: "A row of the overview is called nearly as a known one is.",
  details: `The row is read as the one it is a slip of, so that the operation is not lost.`,
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
| itemId     | String     | Y         |           |         | a-7     |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API urls        | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| itemId     | String     | Y         |           |         | a-7     |
`,
  *run({ specification }) {
    for (const { label, readAs } of specification.pages
      .flatMap((page) => page.endpoints)
      .flatMap((endpoint) => endpoint.slips ?? [])) {
      yield {
        message: `The label \`${label.text}\` is read as \`${readAs}\`, expected that word.`,
        location: label.location,
        suggestion: readAs,
        fix: replaced(label.location, readAs),
      };
    }
  },
};
