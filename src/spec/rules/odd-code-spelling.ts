// A result code written otherwise than its neighbours.
import type { Rule } from "../rule.ts";

export const oddCodeSpelling: Rule = {
  name: "odd-code-spelling",
  severity: "info",
  summary:
    "A result code shares its cell with others, has a blank in it, or is in another letter case than all others of its table.",
  details: `Codes are kept to the letter, as clients compare them. One that is written in a way of its own is likely not what the server sends.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
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
| SYSTEM_ERROR | a breakdown      |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
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
| System error | a breakdown      |
`,
  *run({ specification }) {
    const tables = new Set(specification.pages.flatMap((page) => page.endpoints).flatMap(({ codes }) => codes));
    for (const { codes } of tables) {
      for (const { code, place } of codes) {
        if (place.text.includes(code) && /[/,;|\n]|\sor\s/.test(place.text) && place.text !== code)
          yield {
            message: `The code \`${code}\` shares its cell with others, expected a row of its own.`,
            location: place.location,
          };
        const others = codes.filter((other) => other.code !== code).map((other) => other.code);
        if (others.length < 2 || !/\p{L}/u.test(code)) continue;
        const isUpper = others.every((other) => other === other.toUpperCase() && /\p{L}/u.test(other));
        const isLower = others.every((other) => other === other.toLowerCase() && /\p{L}/u.test(other));
        const hasBlank = /\s/.test(code) && !others.some((other) => /\s/.test(other));
        const cased = isUpper ? code.toUpperCase() : isLower ? code.toLowerCase() : code;
        if (!hasBlank && cased === code) continue;
        const said = hasBlank ? "has a blank in it" : "is in another letter case";
        yield {
          message: `The code \`${code}\` ${said}, expected it as the others of the table are written.`,
          location: place.location,
          suggestion: cased.trim().replace(/\s+/g, "_"),
        };
      }
    }
  },
};
