// Quotes around some Example cells of a table and not around others.

import { type Rule, replaced, tablesOf } from "../rule.ts";
import { isUnbalanced, unquote } from "../scalar-value.ts";

const OVERVIEW = `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
`;

export const mixedQuotes: Rule = {
  name: "mixed-quotes",
  severity: "info",
  summary: "A table's texts have quotes around some Example cells and not around others.",
  details: `The value is what stands inside; the field's type says how to read it. Where all texts of a table are quoted, or none, there is
nothing to say.`,
  good: `${OVERVIEW}| title      | String     | Y         |           |         | Emma    |
| author     | String     | Y         |           |         | Austen  |
`,
  bad: `${OVERVIEW}| title      | String     | Y         |           |         | "Emma"  |
| author     | String     | Y         |           |         | Austen  |
`,
  *run({ specification }) {
    for (const table of specification.pages.flatMap(tablesOf)) {
      const cells = table.fields.flatMap(({ type, cells }) => {
        const cell = type.kind === "scalar" && type.scalar === "string" ? cells.get("example") : undefined;
        return cell === undefined || cell.text.trim() === "" || isUnbalanced(cell.text) ? [] : [cell];
      });
      const quoted = cells.filter(({ text }) => unquote(text) !== text);
      if (quoted.length === cells.length) continue;
      for (const { text, raw, location } of quoted)
        yield {
          message: `The example \`${text}\` is quoted, expected it as the others of the table are written.`,
          location,
          suggestion: unquote(text),
          ...(raw === text ? { fix: replaced(location, unquote(text)) } : {}),
        };
    }
  },
};
