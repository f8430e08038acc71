// A result without a table of result codes.
import type { Endpoint } from "../page.ts";
import type { Finding, Rule } from "../rule.ts";

export const missingResultCodes: Rule = {
  name: "missing-result-codes",
  severity: "warning",
  summary: "An endpoint with a result lists no result codes.",
  details: `Result codes are what the mock can be told to answer, and what a contract run judges by. List them in a table whose first column
names the field that carries them: \`Result Code\` for \`resultCode\`. In a layout of another kind the operations of a page that list
none are one finding.`,
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
    for (const { endpoints, isInferred } of specification.pages) {
      const silent = endpoints.filter(
        ({ isTemplate, codes }) => !isTemplate && codes.every((table) => table.codes.length === 0),
      );
      const [first] = silent;
      if (first !== undefined && isInferred && silent.length > 1) {
        yield {
          message: `Of this page's ${endpoints.length} endpoints ${silent.length} list no result codes, expected a table of codes or statuses for each.`,
          location: first.place.location,
        };
        continue;
      }
      yield* silent.map(missing);
    }
  },
};

function missing(endpoint: Endpoint): Finding {
  const result = endpoint.tables.find((table) => table.side === "result" && table.role === "body");
  const place = endpoint.codes[0]?.header ?? result?.caption ?? endpoint.place;
  return {
    message: "The endpoint lists no result codes, expected a table `Possible Result Code` under Result.",
    location: place.location,
  };
}
