// A named type without a table on its page.
import { nearest } from "../../json/nearest.ts";
import { placeOfWord } from "../../markdown/block.ts";
import type { FieldTable } from "../page.ts";
import { fieldsOf, type Rule } from "../rule.ts";
import { namesIn } from "../type.ts";

export const undefinedType: Rule = {
  name: "undefined-type",
  severity: "warning",
  summary: "A field refers to a type that its page does not describe.",
  details: `What all other pages that describe the type agree on is taken; where none does, what the example shows; else an open object.
Describe the type under a heading of its name.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| place      | Shelf      | Y         |           |         |         |

##### Shelf

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| aisle      | String     | Y         |           |         |         |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| place      | Shelf      | Y         |           |         |         |
`,
  *run({ specification, scope }) {
    const described = new Map<FieldTable, ReadonlySet<string>>();
    for (const { page, table, field, side } of fieldsOf(specification)) {
      const names = namesIn(field.type);
      if (names.length === 0) continue;
      if (!described.has(table)) described.set(table, parentsIn(table));
      if (described.get(table)?.has(field.name)) continue;
      for (const name of names) {
        if (page.types.some((table) => table.name === name)) continue;
        const found = scope.find(page, name, side);
        const siblings = found?.siblings ?? [];
        const [sibling] = siblings;
        const taken =
          found === undefined || sibling === undefined
            ? found?.table.name
            : siblings.length === 1
              ? sibling.file
              : `${siblings.length} other pages`;
        const instead = taken === undefined ? "" : ` The table of \`${taken}\` is taken.`;
        const suggestion = nearest(
          name,
          page.types.map((table) => table.name),
        );
        yield {
          message: `The type \`${name}\` has no table on this page, expected one under a heading \`${name}\`.${instead}`,
          location: placeOfWord(field.cells.get("type") ?? field.place, name),
          ...(suggestion !== undefined ? { suggestion } : {}),
        };
      }
    }
  },
};

/** The fields that rows of their own table describe: `box` where there is `box.lid`. */
function parentsIn(table: FieldTable): ReadonlySet<string> {
  return new Set(table.fields.flatMap(({ name }) => /^(.+?)(?:\[\d*\])?\.[^.]+$/.exec(name)?.[1] ?? []));
}
