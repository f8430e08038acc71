// A heading that calls a section by another of its names.
import { nearCaption } from "../read-page.ts";
import type { Rule } from "../rule.ts";
import { captionOf } from "../vocabulary.ts";

export const headingAlias: Rule = {
  name: "heading-alias",
  severity: "info",
  summary: "A heading calls the Head section `Headers`, or misspells the name of a section.",
  details: `All names of a section are read alike. One name for one thing makes pages easier to search.`,
  good: `## API Specification

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
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Headers

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| clientId   | String     | Y         |
`,
  *run({ specification }) {
    for (const { heading } of specification.pages
      .flatMap((page) => page.endpoints)
      .flatMap((endpoint) => endpoint.captions)) {
      const slip = nearCaption(heading.text);
      const alias = slip ?? (captionOf(heading.text) === "head" && heading.text !== "Head" ? "Head" : undefined);
      if (alias === undefined) continue;
      yield {
        message: `The heading \`${heading.text}\` is read as \`${alias}\`, expected that word.`,
        location: heading.location,
        suggestion: alias,
      };
    }
  },
};
