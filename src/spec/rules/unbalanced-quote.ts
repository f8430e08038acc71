// A quote at one end of an Example cell only.

import { fieldsOf, type Rule, replaced } from "../rule.ts";
import { isUnbalanced, unquote } from "../scalar-value.ts";

export const unbalancedQuote: Rule = {
  name: "unbalanced-quote",
  severity: "info",
  summary: "An Example cell opens or closes a quote that has no partner.",
  details: `The value inside is taken. Quotes are no part of a value, with or without a partner.`,
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
| title      | String     | Y         |           |         | "Emma"  |
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
| title      | String     | Y         |           |         | "Emma   |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const cell = field.cells.get("example");
      if (cell === undefined || !isUnbalanced(cell.text)) continue;
      yield {
        message: `The example \`${cell.text}\` has a quote at one end only, expected both or none.`,
        location: cell.location,
        suggestion: unquote(cell.text),
        ...(cell.raw === cell.text ? { fix: replaced(cell.location, unquote(cell.text)) } : {}),
      };
    }
  },
};
