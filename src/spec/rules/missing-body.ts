// A side of an endpoint without a Body section.
import type { Rule } from "../rule.ts";

export const missingBody: Rule = {
  name: "missing-body",
  severity: "info",
  summary: "A request or a result has no Body section.",
  details: `A request without one is read as one whose body may be empty; a result without one documents no answer.`,
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
| itemId     | String     | Y         |           |         |         |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Head

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| clientId   | String     | Y         |
`,
  *run({ specification }) {
    const endpoints = specification.pages.flatMap((page) => page.endpoints.map((endpoint) => ({ page, endpoint })));
    for (const { page, endpoint } of endpoints) {
      if (endpoint.isTemplate) continue;
      for (const side of ["request", "result"] as const) {
        const tables = endpoint.tables.filter((table) => table.side === side);
        const head = tables.find((table) => table.role === "head")?.caption;
        if (head === undefined || tables.some((table) => table.role !== "head")) continue;
        // What is given to all operations says nothing of one.
        if (page.assumptions?.some(({ place }) => place === head)) continue;
        // These carry no body as a rule.
        const { methods } = endpoint;
        if (
          side === "request" &&
          methods.length > 0 &&
          methods.every((method) => /^(?:GET|HEAD|DELETE|OPTIONS)$/.test(method))
        )
          continue;
        yield {
          message: `The ${side} has no section \`Body\`, expected one behind \`${head.text}\`; its body may be empty.`,
          location: head.location,
        };
      }
    }
  },
};
