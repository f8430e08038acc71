// Marks that leave open which fields must be there.
import type { Rule } from "../rule.ts";

export const presenceByMarks: Rule = {
  name: "presence-by-marks",
  severity: "info",
  summary: "A table marks some of its rows, and what a mark or its absence means had to be inferred.",
  details: `A lone tick, a circle in some rows or the word optional in a few of them has one likely meaning, and that one is taken: once for the whole
table. A word in every row (\`yes\`, \`no\`) leaves nothing open.`,
  good: `# Kites

## POST /kites

### Request body

| Field | Type   | Required |
| ----- | ------ | -------- |
| span  | number | yes      |
| tail  | string | no       |
`,
  bad: `# Kites

## POST /kites

### Request body

| Field | Type   | Required |
| ----- | ------ | -------- |
| span  | number | x        |
| tail  | string |          |
`,
  *run({ specification }) {
    for (const { kind, place, words } of specification.pages.flatMap((page) => page.assumptions ?? [])) {
      if (kind !== "marks") continue;
      yield { message: `In this table ${words}; expected a word in every row.`, location: place.location };
    }
  },
};
