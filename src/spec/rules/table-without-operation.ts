// A field table that belongs to no operation.
import type { Rule } from "../rule.ts";

export const tableWithoutOperation: Rule = {
  name: "table-without-operation",
  severity: "info",
  summary: "A field table stands under no method and path, so it is kept as a schema of its own.",
  details: `Actions, events and callbacks have fields and no path. Their tables become named schemas under \`components\`, and a section that
plainly speaks of a callback a webhook (in OpenAPI 3.0, which has none, the schema alone). Where the table does belong to an operation, write
its method and path above it.`,
  good: `# Lamps

## POST /lamps

| Field | Type | Required |
| ----- | ---- | -------- |
| room  | string | yes    |
`,
  bad: `# Lamps

## POST /lamps

| Field | Type | Required |
| ----- | ---- | -------- |
| room  | string | yes    |

## Callback: lamp burnt out

| Field | Type | Required |
| ----- | ---- | -------- |
| room  | string | yes    |
`,
  *run({ specification }) {
    for (const { looseTables = [] } of specification.pages) {
      for (const { table } of looseTables) {
        const location = (table.header ?? table.caption)?.location;
        if (location === undefined) continue;
        yield {
          message: `The table belongs to no operation, so it is kept as the schema \`${table.name}\`; expected a method and a path above it.`,
          location,
        };
      }
    }
  },
};
