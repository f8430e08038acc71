// Result codes that no field carries.
import { tableEnvelopeOf } from "../envelope.ts";
import type { Rule } from "../rule.ts";

export const resultCodeWithoutField: Rule = {
  name: "result-code-without-field",
  severity: "warning",
  summary: "Result codes are listed, but no field of the result carries them.",
  details: `The header of the codes' column names the field: \`Result Code\` is carried by \`resultCode\`. Without such a field a client cannot tell
one outcome from another, and there is no code to force.`,
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
| itemCount     | int           | Y         |           |         | 12      |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
`,
  *run({ specification, scope }) {
    for (const page of specification.pages) {
      for (const endpoint of page.endpoints) {
        const [table] = endpoint.codes;
        if (table === undefined || table.codes.length === 0 || tableEnvelopeOf(page, endpoint, scope) !== undefined)
          continue;
        if (table.codes.every(({ code }) => /^[1-5]\d\d$/.test(code))) continue;
        const wanted =
          table.header.text === ""
            ? `the code \`${table.codes[0]?.code}\` and those below it, expected a field for them`
            : `the codes of \`${table.header.text}\`, expected a field of that name`;
        yield { message: `No field of the result carries ${wanted}.`, location: table.header.location };
      }
    }
  },
};
