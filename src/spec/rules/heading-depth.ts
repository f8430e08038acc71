// A heading at a depth other than its kind has on the page.
import { type Rule, replaced } from "../rule.ts";

export const headingDepth: Rule = {
  name: "heading-depth",
  severity: "info",
  summary: "A type's heading is deeper or higher than the Body heading it belongs to.",
  details: `Sections are told by their words, so nothing is misread; but an outline shows the type in the wrong place.`,
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

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |
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

#### Shelf

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| aisle      | String     | Y         |
`,
  *run({ specification }) {
    for (const page of specification.pages) {
      for (const { caption, name, side } of page.types) {
        if (caption === undefined) continue;
        // Only the operation that the heading stands in says how deep it belongs.
        const body = page.endpoints
          .findLast(({ place }) => place.location.line <= caption.location.line)
          ?.tables.find((table) => table.role === "body" && table.side === side)?.caption;
        if (body === undefined || caption.depth === body.depth) continue;
        if ([caption, body].some((heading) => page.captionLines?.includes(heading))) continue;
        // The marks stand before the text with one blank between; where they do not the edit is left out.
        const { column } = caption.location;
        const marks = { ...caption.location, column: column - caption.depth - 1, endColumn: column - 1 };
        const instead = "#".repeat(caption.depth);
        const fix = replaced(marks, "#".repeat(body.depth)).map((edit) => ({ ...edit, instead }));
        yield {
          message: `The heading of \`${name}\` is at depth ${caption.depth}, expected ${body.depth} like \`${body.text}\`.`,
          location: caption.location,
          suggestion: `${"#".repeat(body.depth)} ${caption.text}`,
          ...(marks.column > 0 ? { fix } : {}),
        };
      }
    }
  },
};
