// An Example cell, or a value of a JSON example, that is none of its field's type.
import { placeInCode } from "../../markdown/block.ts";
import { fieldsOf, type Rule } from "../rule.ts";
import { scalarOf } from "../scalar-value.ts";
import type { JsonNode } from "../tolerant-json.ts";
import type { FieldType } from "../type.ts";

export const exampleType: Rule = {
  name: "example-type",
  severity: "warning",
  summary: "An Example cell or a JSON example holds something that is no value of the field's type.",
  details: `The table wins: the example is left out of the document, and the mock serves a value of the type. For a date write one: \`2024-01-31T10:00:00Z\`.`,
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
| count      | int        | Y         |           |         | 12      |
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
| count      | int        | Y         |           |         | a dozen |
| shelf      | String     | Y         |           |         |         |

#### Example

\`\`\`json
{ "count": 12, "shelf": 7 }
\`\`\`
`,
  *run({ specification, comparison }) {
    for (const { field } of fieldsOf(specification)) {
      const scalar = scalarOf(field.type);
      const cell = field.cells.get("example");
      if (
        scalar === undefined ||
        scalar === "binary" ||
        cell === undefined ||
        /^[-–—/]?$/.test(cell.text) ||
        field.example !== undefined
      )
        continue;
      yield {
        message: `The example \`${cell.text}\` of \`${field.name}\` is no ${scalar}, expected one.`,
        location: cell.location,
      };
    }
    for (const { block, value, field } of comparison.shown) {
      const [shown, wanted] = [kindOf(value), kindWanted(field.type)];
      if (shown === undefined || wanted === undefined || shown === wanted) continue;
      // Of what may be long, its first character is enough.
      const length = value.kind === "value" ? value.length : 1;
      const written = block.text.slice(value.offset, value.offset + Math.min(length, 40));
      yield {
        message: `The example \`${written}\` of \`${field.name}\` is ${ARTICLE[shown]}, expected ${ARTICLE[wanted]} (line ${field.place.location.line}).`,
        location: placeInCode(block, value.offset, length),
      };
    }
  },
};

type Kind = "string" | "number" | "boolean" | "array" | "object";

const ARTICLE: Readonly<Record<Kind, string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  array: "a list",
  object: "an object",
};

/** What a node is; null and what stands for a value say nothing. */
function kindOf(node: JsonNode): Kind | undefined {
  if (node.kind === "array" || node.kind === "object") return node.kind;
  if (node.kind === "placeholder" || node.value === null) return undefined;
  return typeof node.value as "string" | "number" | "boolean";
}

/** What JSON has for a type; undefined where that depends on more than the type's name. */
function kindWanted(type: FieldType): Kind | undefined {
  if (type.kind === "list") return "array";
  if (type.kind === "map" || type.kind === "object") return "object";
  if (type.kind !== "scalar" || type.scalar === "binary") return undefined;
  if (type.scalar === "boolean") return "boolean";
  return ["int32", "int64", "integer", "float", "double", "number"].includes(type.scalar) ? "number" : "string";
}
