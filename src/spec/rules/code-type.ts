// A result code that is no value of its field's type.
import { tableEnvelopeOf } from "../envelope.ts";
import type { Rule } from "../rule.ts";
import { readScalar, scalarOf } from "../scalar-value.ts";

export const codeType: Rule = {
  name: "code-type",
  severity: "warning",
  summary: "A result code cannot be a value of the field that carries it.",
  details: `The field is read as a text or a number, whichever the codes need. Give the field the type its codes have.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name    | Field type    | Mandatory | Condition | Remarks | Example |
| ------------- | ------------- | --------- | --------- | ------- | ------- |
| resultCode    | String        | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name    | Field type    | Mandatory | Condition | Remarks | Example |
| ------------- | ------------- | --------- | --------- | ------- | ------- |
| resultCode    | int           | Y         |           |         | 0       |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
`,
  *run({ specification, scope }) {
    for (const page of specification.pages) {
      for (const endpoint of page.endpoints) {
        const envelope = tableEnvelopeOf(page, endpoint, scope);
        const scalar = envelope === undefined ? undefined : scalarOf(envelope.code.field.type);
        if (envelope === undefined || scalar === undefined) continue;
        for (const { code, place } of envelope.codes) {
          if (readScalar(code, scalar) !== undefined) continue;
          yield {
            message: `The code \`${code}\` is no ${scalar}, expected one like its field \`${envelope.code.field.name}\`.`,
            location: place.location,
          };
        }
      }
    }
  },
};
