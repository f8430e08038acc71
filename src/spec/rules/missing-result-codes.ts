// A result without a table of result codes.
import type { Rule } from "../rule.ts";

export const missingResultCodes: Rule = {
  name: "missing-result-codes",
  severity: "warning",
  summary: "An endpoint with a result lists no result codes.",
  details: `Result codes are what the mock can be told to answer, and what a contract run judges by. List them in a table whose first column
names the field that carries them: \`Result Code\` for \`resultCode\`.`,
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
| resultCode    | String        | Y         |           |         | SUCCESS |
`,
  *run({ specification }) {
    for (const endpoint of specification.pages.flatMap((page) => page.endpoints)) {
      if (endpoint.isTemplate || endpoint.codes.some((table) => table.codes.length > 0)) continue;
      const result = endpoint.tables.find((table) => table.side === "result" && table.role === "body");
      const place = endpoint.codes[0]?.header ?? result?.caption ?? endpoint.place;
      yield {
        message: "The endpoint lists no result codes, expected a table `Possible Result Code` under Result.",
        location: place.location,
      };
    }
  },
};
