// Two endpoints of one method and path.
import type { Rule } from "../rule.ts";

export const duplicateOperation: Rule = {
  name: "duplicate-operation",
  severity: "error",
  summary: "The same method and path are described twice.",
  details: `A document has one operation to a method and path. Of two pages the one that comes first in the order of file names is taken. Of two
descriptions on one page the second adds to the first what that lacks; a field that only one of them lists is not required, and one that
they describe differently stays as the first has it.`,
  good: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/find  |
| API description | count an item     |
| API methods     | POST              |
`,
  },
  bad: {
    "a.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
    "b.md": `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | <url>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
  },
  *run({ specification, documented }) {
    for (const { endpoint, method, first } of documented.repeated) {
      yield {
        message: `\`${method} ${endpoint.url?.path ?? ""}\` is documented already, expected each operation once.`,
        location: (endpoint.urlCell ?? endpoint.place).location,
        related: [(first.endpoint.urlCell ?? first.endpoint.place).location],
      };
    }
    for (const endpoint of specification.pages.flatMap(({ endpoints }) => endpoints)) {
      for (const { place, added, differing } of endpoint.repeats ?? []) {
        const operation = [...endpoint.methods, endpoint.url?.path ?? ""].join(" ");
        const news = added.length > 0 ? `; ${listed(added)} added to it` : "";
        const otherwise = differing.length > 0 ? `; ${listed(differing)} differently, kept as the first has it` : "";
        yield {
          message: `\`${operation}\` is described already on this page${news}${otherwise}; expected each operation once.`,
          location: place.location,
          ...(differing.length === 0 ? { severity: "info" as const } : {}),
          related: [(endpoint.urlCell ?? endpoint.place).location],
        };
      }
    }
  },
};

/** How many names a message has room for. */
const SHOWN = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `\`${name}\``);
  return `${shown.join(", ")}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ""}`;
}
