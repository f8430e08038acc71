// Two result codes for one meaning.
import type { ResultCode } from "../page.ts";
import type { Rule } from "../rule.ts";

export const synonymousCodes: Rule = {
  name: "synonymous-codes",
  severity: "info",
  summary: "Two result codes of the collection seem to mean the same.",
  details: `Both are kept. Clients have to handle both, though one would do: \`USER_NOT_EXIST\` and \`USER_NOT_FOUND\`.`,
  good: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name    | Field type    | Mandatory | Condition | Remarks | Example |
| ------------- | ------------- | --------- | --------- | ------- | ------- |
| resultCode    | String        | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| ITEM_NOT_FOUND | no such item |
`,
  },
  bad: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name    | Field type    | Mandatory | Condition | Remarks | Example |
| ------------- | ------------- | --------- | --------- | ------- | ------- |
| resultCode    | String        | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| ITEM_NOT_FOUND | no such item |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
| API description | count an item     |
| API methods     | POST              |

### Result

##### Body

| Field Name    | Field type    | Mandatory | Condition | Remarks | Example |
| ------------- | ------------- | --------- | --------- | ------- | ------- |
| resultCode    | String        | Y         |           |         | SUCCESS |

###### Possible Result Code

| Result Code | Remarks          |
| ----------- | ---------------- |
| SUCCESS     | it was counted   |
| ITEM_NOT_EXIST | no such item |
`,
  },
  *run({ specification }) {
    const first = new Map<string, ResultCode>();
    const reported = new Set<string>();
    for (const code of specification.pages
      .flatMap((page) => page.endpoints)
      .flatMap((endpoint) => endpoint.codes)
      .flatMap((table) => table.codes)) {
      const meaning = meaningOf(code.code);
      const known = first.get(meaning);
      if (known === undefined) first.set(meaning, code);
      if (known === undefined || known.code === code.code || reported.has(code.code)) continue;
      reported.add(code.code);
      yield {
        message: `\`${code.code}\` seems to mean the same as \`${known.code}\`, expected one code for one meaning.`,
        location: code.place.location,
        related: [known.place.location],
      };
    }
  },
};

/** Words that say the same in a code. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/not_?(exists?|found)|(is_)?missing|unknown|does_?n_?t_exist/, "absent"],
  [/already_?exists?|duplicated?|exists?_already/, "present"],
  [/param(eter)?s?_?(illegal|invalid|error|wrong)|(illegal|invalid)_?(param(eter)?s?|argument)/, "bad_request"],
  [/(system|server|internal)_?(error|exception)/, "breakdown"],
  [/expired|timed?_?out/, "expired"],
];

function meaningOf(code: string): string {
  const key = code.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return SAME.reduce((meaning, [pattern, word]) => meaning.replace(pattern, word), key);
}
