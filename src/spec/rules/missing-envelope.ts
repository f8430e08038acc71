// A result without the envelope its siblings have.
import { tableEnvelopeOf } from "../envelope.ts";
import type { Rule } from "../rule.ts";

export const missingEnvelope: Rule = {
  name: "missing-envelope",
  severity: "warning",
  summary: "A result has no field for a result code, though most other pages have one.",
  details: `Without the envelope there is no result code to force, and a client cannot tell how the call ended.`,
  good: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
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
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
| API description | find  an item     |
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
  },
  bad: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
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
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
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
    "c.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/lose  |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name    | Field type    | Mandatory | Condition | Remarks | Example |
| ------------- | ------------- | --------- | --------- | ------- | ------- |
| itemCount     | String        | Y         |           |         | SUCCESS |
`,
  },
  *run({ specification, scope }) {
    const results = specification.pages.flatMap((page) =>
      page.endpoints.flatMap((endpoint) => {
        const table = endpoint.tables.find((candidate) => candidate.side === "result" && candidate.role === "body");
        return table === undefined ? [] : [{ table, endpoint, envelope: tableEnvelopeOf(page, endpoint, scope) }];
      }),
    );
    const most = results.filter(({ envelope }) => envelope !== undefined).length;
    if (most * 2 <= results.length) return;
    for (const { table, endpoint, envelope } of results) {
      if (envelope !== undefined || endpoint.codes.length > 0) continue;
      const place = table.caption ?? table.header ?? endpoint.place;
      yield {
        message: "The result has no field for a result code, expected the envelope that most other pages have.",
        location: place.location,
      };
    }
  },
};
