// Fields that a list of items names rather than a table.
import type { Rule } from "../rule.ts";

export const fieldsInList: Rule = {
  name: "fields-in-list",
  severity: "info",
  summary: "Fields are written item by item rather than in a table.",
  details: `An item that names a field and behind it a type is read as a row would be: with the flag beside the type, the words behind it as its
remark, and the items further in as its own fields. An item without a type is prose. Said once a list.`,
  good: `# Kites

## POST /flights

| Field | Type    | Required | Remarks |
| ----- | ------- | -------- | ------- |
| span  | number  | yes      | metres  |
| tail  | boolean | no       |         |
`,
  bad: `# Kites

## POST /flights

Body:

- \`span\` (number, required): metres
- \`tail\` (boolean, optional)
`,
  *run({ specification }) {
    for (const { kind, place, words } of specification.pages.flatMap((page) => page.assumptions ?? [])) {
      if (kind !== "list") continue;
      yield {
        message: `The items of a list are read as fields: ${words}; expected a field table.`,
        location: place.location,
      };
    }
  },
};
