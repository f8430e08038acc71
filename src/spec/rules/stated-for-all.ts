// Something said once, outside all operations, that was given to each of them.
import type { Rule } from "../rule.ts";

export const statedForAll: Rule = {
  name: "stated-for-all",
  severity: "info",
  summary: "Headers, parameters, an envelope or codes stand outside all operations and were given to each of them.",
  details: `A section of common headers, of common parameters, of the shape of all answers or of codes speaks of the whole page; what an operation says
itself stands before it. So does a line that names a header in code and says that all calls need it. Said once a page, at the first of
these places.`,
  good: `# Kites

## GET /kites

| Header   | Type   | Required |
| -------- | ------ | -------- |
| X-Flyer  | string | yes      |

## DELETE /kites

| Header   | Type   | Required |
| -------- | ------ | -------- |
| X-Flyer  | string | yes      |
`,
  bad: `# Kites

## Common request headers

| Header   | Type   | Required |
| -------- | ------ | -------- |
| X-Flyer  | string | yes      |

## GET /kites

## DELETE /kites
`,
  *run({ specification }) {
    for (const { kind, place, words } of specification.pages.flatMap((page) => page.assumptions ?? [])) {
      if (kind !== "everywhere") continue;
      yield {
        message: `What stands here was given to each operation of the page (${words}), expected it to hold for all of them.`,
        location: place.location,
      };
    }
  },
};
