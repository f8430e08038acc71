// A table of result codes in which no code means success.
import { nearest } from "../../json/nearest.ts";
import { tableEnvelopeOf } from "../envelope.ts";
import { codeShownBy, outcomesOf } from "../outcome.ts";
import type { Rule } from "../rule.ts";

export const noSuccessCode: Rule = {
  name: "no-success-code",
  severity: "warning",
  summary: "None of the result codes means success.",
  details: `A mock cannot answer a success that no code stands for, and a contract run can reach none. Often the code is misspelled: the Example
cell of its field, or the example of the result, shows how it is meant. Where a code means success that does not say so, name it in
the config under \`resultCodes.success\`.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCESS      | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
  *run({ specification, scope, roles }) {
    // A table for all operations of a page is spoken of once.
    const told = new Set<unknown>();
    for (const page of specification.pages) {
      for (const endpoint of page.endpoints) {
        const envelope = endpoint.isTemplate ? undefined : tableEnvelopeOf(page, endpoint, scope);
        const table = endpoint.codes.find(({ codes }) => codes.length > 0);
        if (envelope === undefined || table === undefined || told.has(table)) continue;
        const examples = endpoint.examples.filter(({ side, json }) => side === "result" && json.root !== undefined);
        if (outcomesOf(envelope, { roles }, examples).some(({ role }) => role === "success")) continue;
        const { example } = envelope.code.field;
        const [first] = examples;
        const shown = example !== undefined ? String(example) : first === undefined ? "" : codeShownBy(first, envelope);
        const meant = shown === "" || shown === "undefined" ? "SUCCESS" : shown;
        const near = nearest(
          meant,
          envelope.codes.map(({ code }) => code),
        );
        // A list of numbers is often one of errors alone.
        if (near === undefined && envelope.codes.every(({ code }) => /^\d+$/.test(code))) continue;
        told.add(table);
        const slip = envelope.codes.find(({ code }) => code === near);
        const whose = table.header.text === "" ? "No code of the list" : `No code of \`${table.header.text}\``;
        yield {
          message:
            slip === undefined
              ? `${whose} means success, expected one, such as \`${meant}\`.`
              : `${whose} means success, expected \`${meant}\` where \`${slip.code}\` stands.`,
          location: (slip?.place ?? table.header).location,
          suggestion: meant,
        };
      }
    }
  },
};
