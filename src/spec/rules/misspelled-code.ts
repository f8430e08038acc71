// A result code that is nearly one that stands on many other pages.
import { edits } from "../../json/nearest.ts";
import type { ResultCode } from "../page.ts";
import type { Rule } from "../rule.ts";

export const misspelledCode: Rule = {
  name: "misspelled-code",
  severity: "warning",
  summary: "A result code differs by a letter or two from one that at least three other pages list.",
  details: `Codes are compared to the letter by every client, so nothing is read as another code. A code that stands on this page only, and is a
slip away from one that many pages share, is most likely meant to be that one.`,
  good: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/a |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/b |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
    "c.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/c |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
    "d.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/d |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
  },
  bad: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/a |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/b |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
    "c.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/c |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILLEGAL | a value is wrong |
`,
    "d.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/d |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| resultCode | String     | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| PARAM_ILEGAL | a value is wrong |
`,
  },
  *run({ specification }) {
    const pagesOf = new Map<string, Set<string>>();
    const firstOf = new Map<string, ResultCode>();
    for (const page of specification.pages) {
      for (const row of page.endpoints.flatMap(({ codes }) => codes).flatMap(({ codes }) => codes)) {
        pagesOf.set(row.code, (pagesOf.get(row.code) ?? new Set()).add(page.file));
        if (!firstOf.has(row.code)) firstOf.set(row.code, row);
      }
    }
    const shared = [...pagesOf].filter(([, files]) => files.size >= 3);
    for (const [code, row] of firstOf) {
      const files = pagesOf.get(code) ?? new Set();
      if (files.size > 1 || code.length < 6) continue;
      const file = row.place.location.file;
      const meant = shared.find(([other, others]) => !others.has(file) && isSlip(code, other))?.[0];
      const elsewhere = meant === undefined ? undefined : firstOf.get(meant);
      if (meant === undefined || elsewhere === undefined) continue;
      yield {
        message: `\`${code}\` stands on this page only, and \`${meant}\` on ${pagesOf.get(meant)?.size ?? 0} others; expected one spelling.`,
        location: row.place.location,
        related: [elsewhere.place.location],
        suggestion: meant,
      };
    }
  },
};

/** Whether one is a slip of the other: other digits make another code, and so does a `not` in front. */
function isSlip(code: string, other: string): boolean {
  if (Math.abs(code.length - other.length) > 2 || code === other) return false;
  if (code.replace(/\D/g, "") !== other.replace(/\D/g, "")) return false;
  const word = (text: string): string => text.toLowerCase().replace(/\bin(?=valid)|(?<=_)in(?=valid)/g, "not");
  return edits(word(code), word(other)) <= (code.length >= 10 ? 2 : 1);
}
