// A heading with field tables below it that is neither a section nor a type.
import type { Rule } from "../rule.ts";

export const unknownSection: Rule = {
  name: "unknown-section",
  severity: "warning",
  summary: "A heading that no list of captions knows has field tables below it.",
  details: `What such a section describes has to be guessed: tables with a result code, a success flag or a table of codes are a result's, any other
is taken to go on with what came before it. In other layouts it is one of several tables of an operation that neither its caption nor a
caption above it tells the side of. Call the section \`Request\` or \`Result\`.`,
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

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| success    | Boolean    | Y         |           |         | true    |
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

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| itemId     | String     | Y         |           |         | a-7     |

### Outcome

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| success    | Boolean    | Y         |           |         | true    |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
  *run({ specification }) {
    for (const { heading, side, isShown } of specification.pages.flatMap((page) => page.unknownSections ?? [])) {
      const name = side === "result" ? "Result" : "Request";
      const why = isShown ? "for what its tables hold" : "as nothing says otherwise";
      yield {
        message: `The heading \`${heading.text}\` names no known section, expected \`Request\` or \`Result\`; it is read as \`${name}\`, ${why}.`,
        location: heading.location,
        suggestion: name,
      };
    }
  },
};
