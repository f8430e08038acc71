// A word in a type cell that no list of types knows.
import { placeOfWord } from "../../markdown/block.ts";
import { fieldsOf, type Rule, replaced } from "../rule.ts";

export const unknownType: Rule = {
  name: "unknown-type",
  severity: "warning",
  summary: "A type is misspelled, or is no type at all.",
  details: `Types are read in any letter case and by the names of several languages. A word within two edits of a known one is read as that one;
anything else is kept as text and means any value. A type with a table of its own on the page is always known.`,
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
| isOpen     | Boolean    | Y         |           |         | true    |
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
| isOpen     | Booelan    | Y         |           |         | true    |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      for (const { word, readAs } of field.unknownTypes) {
        const location = placeOfWord(field.cells.get("type") ?? field.place, word);
        yield {
          message: `Unknown field type \`${word}\`, expected a scalar, List, Map or a type of this page; it is read as ${readAs === undefined ? "any value" : `\`${readAs}\``}.`,
          location,
          ...(readAs !== undefined ? { suggestion: readAs } : {}),
          ...(readAs !== undefined ? { fix: replaced(location, readAs) } : {}),
        };
      }
    }
  },
};
