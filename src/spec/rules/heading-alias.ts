// A heading that calls a section by another of its names.
import { nearCaption } from "../read-page.ts";
import { type Rule, replaced } from "../rule.ts";
import { captionOf } from "../vocabulary.ts";

export const headingAlias: Rule = {
  name: "heading-alias",
  severity: "info",
  summary: "A heading calls the Head section by another name than most pages do, or misspells the name of a section.",
  details: `All names of a section are read alike. One name for one thing makes pages easier to search.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Head

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| clientId   | String     | Y         |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Headers

| Field Name | Field type | Mandatory |
| ---------- | ---------- | --------- |
| clientId   | String     | Y         |
`,
  *run({ specification }) {
    const headings = specification.pages
      .flatMap((page) => page.endpoints)
      .flatMap((endpoint) => endpoint.captions.flatMap(({ heading, role }) => (role === "type" ? [] : [heading])));
    const habit = habitOf(headings.map(({ text }) => text).filter((text) => captionOf(text) === "head"));
    for (const heading of headings) {
      const slip = nearCaption(heading.text);
      const alias = slip ?? (captionOf(heading.text) === "head" && heading.text !== habit ? habit : undefined);
      if (alias === undefined) continue;
      yield {
        message: `The heading \`${heading.text}\` is read as \`${alias}\`, expected that word.`,
        location: heading.location,
        suggestion: alias,
        fix: replaced(heading.location, alias),
      };
    }
  },
};

/** What two thirds of several headings call the section, else `Head`. */
function habitOf(spellings: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const spelling of spellings) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  const [[most, count] = ["Head", 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  return spellings.length >= 2 && count * 3 >= spellings.length * 2 ? most : "Head";
}
