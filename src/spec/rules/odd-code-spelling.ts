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
      const all = new Set(codes.map(({ code }) => code));
      const but = (known: ReadonlySet<string>, code: string): number => known.size - (known.has(code) ? 1 : 0);
      const lettered = [...all].filter((code) => /\p{L}/u.test(code));
      const upper = new Set(lettered.filter((code) => code === code.toUpperCase()));
      const lower = new Set(lettered.filter((code) => code === code.toLowerCase()));
      const spaced = new Set([...all].filter((code) => /\s/.test(code)));
      for (const { code, place } of codes) {
        if (place.text.includes(code) && /[/,;|\n]|\sor\s/.test(place.text) && place.text !== code)
          yield {
            message: `The code \`${code}\` shares its cell with others, expected a row of its own.`,
            location: place.location,
          };
        const others = but(all, code);
        if (others < 2 || !/\p{L}/u.test(code)) continue;
        const isUpper = but(upper, code) === others;
        const isLower = but(lower, code) === others;
        const hasBlank = spaced.has(code) && but(spaced, code) === 0;
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
