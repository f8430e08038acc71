// Two endpoints of one method and path.
import type { Rule } from "../rule.ts";

export const duplicateOperation: Rule = {
  name: "duplicate-operation",
  severity: "error",
  summary: "Two pages describe the same method and path; the first is taken.",
  details: `A document has one operation to a method and path. The page that comes first in the order of file names is taken.`,
  good: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
| API description | count an item     |
| API methods     | POST              |
`,
  },
  bad: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
  },
  *run({ documented }) {
    for (const { endpoint, method, first } of documented.repeated) {
      yield {
        message: `\`${method} ${endpoint.url?.path ?? ""}\` is documented already, expected each operation once.`,
        location: (endpoint.urlCell ?? endpoint.place).location,
        related: [(first.endpoint.urlCell ?? first.endpoint.place).location],
      };
    }
  },
};
