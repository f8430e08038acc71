// A result code with two rows in one table.
import type { ResultCode } from "../page.ts";
import type { Rule } from "../rule.ts";

export const duplicateResultCode: Rule = {
  name: "duplicate-result-code",
  severity: "warning",
  summary: "A table lists a result code twice; the first row is taken.",
  details: `An answer carries one code for one reason. The first row is taken. Rows that differ only in their HTTP status are not reported: many
teams list one code for several of them.`,
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
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
| PARAM_ILLEGAL | a field is gone  |
`,
  *run({ specification }) {
    const tables = new Set(specification.pages.flatMap((page) => page.endpoints).flatMap(({ codes }) => codes));
    for (const { codes } of tables) {
      const first = new Map<string, ResultCode>();
      for (const row of codes) {
        const { code, status, place } = row;
        // An HTTP status is listed once for every reason it is sent for.
        if (/^[1-5]\d\d$/.test(code)) continue;
        const known = first.get(code);
        if (known === undefined) first.set(code, row);
        if (known === undefined || known.status !== status) continue;
        yield {
          message: `The code \`${code}\` stands in this table already, on line ${known.place.location.line}; expected each code once.`,
          location: place.location,
          related: [known.place.location],
        };
      }
    }
  },
};
