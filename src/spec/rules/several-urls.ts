// A cell that lists several URLs.
import type { Rule } from "../rule.ts";

export const severalUrls: Rule = {
  name: "several-urls",
  severity: "info",
  summary: "The URL cell lists several URLs: each is an operation of its own.",
  details: `Every operation takes the methods, fields, codes and examples of the page, for it says them of all. A page for each
leaves no doubt which URL a field or a code belongs to.`,
  good: `## API Specification

| field name  | remarks          |
| ----------- | ---------------- |
| API url     | \\<url\\>/kite/fly |
| API methods | POST             |
`,
  bad: `## API Specification

| field name  | remarks                            |
| ----------- | ---------------------------------- |
| API url     | \\<url\\>/kite/fly, \\<url\\>/kite/land |
| API methods | POST                               |
`,
  *run({ specification }) {
    for (const { endpoints } of specification.pages) {
      for (const [index, { place, urlCell, url }] of endpoints.entries()) {
        if (urlCell === undefined || url === undefined || endpoints[index - 1]?.place === place) continue;
        const others = endpoints
          .slice(index + 1)
          .flatMap((other) => (other.place === place ? (other.url?.path ?? []) : []));
        if (others.length === 0) continue;
        yield {
          message: `The cell lists ${others.length + 1} URLs (${[url.path, ...others].map((path) => `\`${path}\``).join(", ")}), expected one; each is read as an operation with all that the page says.`,
          location: urlCell.location,
        };
      }
    }
  },
};
