// Limits that speak against each other.
import { placeOfWord } from "../../markdown/block.ts";
import { fieldsOf, type Rule } from "../rule.ts";

export const contradictoryLimits: Rule = {
  name: "contradictory-limits",
  severity: "warning",
  summary: "A remark states two limits that do not agree; neither is read.",
  details: `Two numbers for one side (\`max 5, now max 9\`), or a least that is above the most. Write one of each, so that the mock and the tests can hold to it.`,
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
| title      | String     | N         |           | max 64 characters |    |
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
| title      | String     | N         |           | max 64 characters, at most 32 characters | |
`,
  *run({ specification }) {
    for (const { field } of fieldsOf(specification)) {
      const { facts, cells } = field;
      const cell = cells.get("remarks");
      if (facts.contradictory === undefined || cell === undefined) continue;
      const words = facts.contradictory.map((stated) => `\`${stated}\``).join(" and ");
      yield {
        message: `The limits of \`${field.name}\` do not agree: ${words}; none is read, expected one of each side.`,
        location: placeOfWord(cell, facts.contradictory[0] ?? ""),
      };
    }
  },
};
