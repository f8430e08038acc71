// An endpoint without a path.
import type { Rule } from "../rule.ts";

export const missingPath: Rule = {
  name: "missing-path",
  severity: "error",
  summary: "An endpoint names no path, so no operation can be derived.",
  details: `Write the path behind the host's placeholder: \`\\<url\\>/session/logout\`.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | to be decided       |
| API description | count an item     |
| API methods     | POST              |
`,
  *run({ specification }) {
    for (const endpoint of specification.pages.flatMap((page) => page.endpoints)) {
      if (endpoint.isTemplate || endpoint.url !== undefined) continue;
      const found = endpoint.urlCell?.text ? `\`${endpoint.urlCell.text}\`` : "no URL";
      yield {
        message: `The endpoint has ${found}, expected a path like \`/session/logout\`.`,
        location: (endpoint.urlCell ?? endpoint.place).location,
      };
    }
  },
};
