// An endpoint without an HTTP method.
import { nearest } from "../../json/nearest.ts";
import type { Location, TextEdit } from "../../report.ts";
import type { Rule } from "../rule.ts";

export const missingMethod: Rule = {
  name: "missing-method",
  severity: "error",
  fixWhenAsked: true,
  summary: "An endpoint names no HTTP method.",
  details: `Without a method no request can be told from another. Where nearly all pages agree on one method the operation is derived with that
one, so that its fields are not lost, but it stays an error until the page says so itself.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     |                   |
`,
  *run({ specification, documented }) {
    for (const endpoint of specification.pages.flatMap((page) => page.endpoints)) {
      if (endpoint.isTemplate || endpoint.methods.length > 0) continue;
      const written = endpoint.methodsCell?.text ?? "";
      const suggestion = nearest(written, METHODS) ?? documented.habit;
      yield {
        message: `The endpoint has ${written === "" ? "no method" : `the method \`${written}\``}, expected one of ${METHODS.join(", ")}.`,
        location: (endpoint.methodsCell ?? endpoint.place).location,
        ...(written === "" && endpoint.methodsCell !== undefined && documented.habit !== undefined
          ? { fix: [insertion(endpoint.methodsCell.location, documented.habit)] }
          : {}),
        ...(suggestion !== undefined ? { suggestion } : {}),
      };
    }
  },
};

/** A word into an empty cell. */
function insertion(location: Location, text: string): TextEdit {
  return { location: { ...location, endColumn: location.column }, text, instead: "" };
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
