// A body that only a sentence names.
import type { Rule } from "../rule.ts";

export const bodyInProse: Rule = {
  name: "body-in-prose",
  severity: "info",
  summary: "A sentence names the type of a body that no table of the operation describes.",
  details: `A sentence such as "Returns a list of kites" with a link to a described type, or a line with a section's name and a type, is taken at its
word where the operation has no table for that side. A heading and a table leave nothing open.`,
  good: `# Kites

## GET /kites/{kiteId}

### Response body

| Field | Type   | Required |
| ----- | ------ | -------- |
| span  | number | yes      |
`,
  bad: `# Kites

## GET /kites/{kiteId}

Returns a [Kite](#kite) object.

## Kite object

| Field | Type   | Required |
| ----- | ------ | -------- |
| span  | number | yes      |
`,
  *run({ specification }) {
    for (const { kind, place, words } of specification.pages.flatMap((page) => page.assumptions ?? [])) {
      if (kind !== "body") continue;
      yield {
        message: `No table describes the answer or the request here, so ${words}; expected a table or a heading that says so.`,
        location: place.location,
      };
    }
  },
};
