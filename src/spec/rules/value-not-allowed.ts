// An example whose value is not among the allowed ones.
import { placeInCode } from "../../markdown/block.ts";
import type { Field } from "../page.ts";
import { fieldsOf, type Rule } from "../rule.ts";
import type { ScalarValue } from "../scalar-value.ts";

export const valueNotAllowed: Rule = {
  name: "value-not-allowed",
  severity: "warning",
  summary: "An Example cell or a JSON example shows a value that the remark does not allow.",
  details: `Either the list lacks a value or the example is wrong; both are kept as written. The mock serves an allowed value.`,
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
| level      | String     | N         |           | NEW,OLD | NEW     |
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
| level      | String     | N         |           | NEW,OLD | GONE    |
`,
  *run({ specification, comparison }) {
    const check = (field: Field, value: unknown): string | undefined => {
      const allowed = field.facts.allowed?.value;
      if (allowed === undefined || value === null || allowed.includes(value as ScalarValue)) return undefined;
      return `The example \`${value}\` of \`${field.name}\` is not allowed, expected one of ${allowed.map((known) => `\`${known}\``).join(", ")}.`;
    };
    for (const { field } of fieldsOf(specification)) {
      const message = field.example === undefined ? undefined : check(field, field.example);
      if (message !== undefined) yield { message, location: (field.cells.get("example") ?? field.place).location };
    }
    for (const { block, value, field } of comparison.shown) {
      const message = value.kind === "value" ? check(field, value.value) : undefined;
      if (message !== undefined) yield { message, location: placeInCode(block, value.offset, value.length) };
    }
  },
};
