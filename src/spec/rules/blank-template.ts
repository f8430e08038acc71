// The form of a page with nothing filled in.
import type { Rule } from "../rule.ts";

export const blankTemplate: Rule = {
  name: "blank-template",
  severity: "info",
  summary: "A page is the blank form: it has no path, no description and no request fields.",
  details: `The blank form is kept beside the pages it was made for; it documents nothing and is left out of the document.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
  bad: `## API Specification

| field name      | remarks |
| --------------- | ------- |
| API url         | \\<url\\>/ |
| API description |         |
| API methods     |         |
`,
  *run({ specification }) {
    for (const endpoint of specification.pages.flatMap((page) => page.endpoints)) {
      if (endpoint.isTemplate) {
        yield {
          message: "The page is a blank form, expected a path and a description; it is left out.",
          location: endpoint.place.location,
        };
      }
    }
  },
};
