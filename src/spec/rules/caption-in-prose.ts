// A line of text that does a heading's work.
import type { Rule } from "../rule.ts";

const OVERVIEW = `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

`;

const TABLE = `

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| count      | int        | Y         |           |         |         |
`;

export const captionInProse: Rule = {
  name: "caption-in-prose",
  severity: "info",
  summary: "A table or an example stands under a line of text that names a section or a type, not under a heading.",
  details: `The line is read as a heading all the same: bold, with a colon, or as a list item above its table. Only the
words of sections and the names of types that the page refers to are read so.`,
  good: `${OVERVIEW}##### Body${TABLE}`,
  bad: `${OVERVIEW}**Body**${TABLE}`,
  *run({ specification }) {
    for (const { text, location } of specification.pages.flatMap((page) => page.captionLines ?? []))
      yield { message: `The line \`${text}\` is read as a heading, expected one.`, location };
  },
};
