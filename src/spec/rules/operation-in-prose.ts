// An operation that only a sentence or a comment states.
import type { Rule } from "../rule.ts";

export const operationInProse: Rule = {
  name: "operation-in-prose",
  severity: "info",
  summary: "Only a sentence or a comment states the method and path of an operation.",
  details: `A section that has tables and says in a sentence which call to make, hides it in a comment, or shows a path alone is taken to describe that
one operation, where nothing else on the page states it. A heading or a line with the method and the path leaves nothing open.`,
  good: `# Kites

## Fly one

\`POST /flights\`

| Field | Type   | Required |
| ----- | ------ | -------- |
| span  | number | yes      |
`,
  bad: `# Kites

## Fly one

Send a \`POST\` request to \`/flights\` and let go.

| Field | Type   | Required |
| ----- | ------ | -------- |
| span  | number | yes      |
`,
  *run({ specification }) {
    for (const { kind, place, words } of specification.pages.flatMap((page) => page.assumptions ?? [])) {
      if (kind !== "operation") continue;
      yield {
        message: `The section is read as \`${words}\`, which nothing but this says; expected a heading or a line with method and path.`,
        location: place.location,
      };
    }
  },
};
