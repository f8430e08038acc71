// Check: the documented response headers are there (OAS 3.1, 4.8.21).
import type { Check } from "../check.ts";

export const documentedHeaders: Check = {
  name: "documented-headers",
  summary: "Every mandatory response header of the tables is there, and not empty.",
  details:
    "Headers the tables do not name are of no concern. A mandatory one that is absent breaks the clients that read it.",
  judge({ described, outcome, answer }) {
    // What is promised of one code is not promised of another, whatever the status it came with.
    return ((outcome?.response ?? described)?.headers ?? []).flatMap(({ name, required, source }) => {
      const value = [answer.headers[name.toLowerCase()] ?? []].flat()[0];
      if (!required || (value !== undefined && value !== "")) return [];
      const state = value === undefined ? "missing" : "empty";
      return [
        {
          message: `The header \`${name}\` is ${state}.`,
          kind: name.toLowerCase(),
          ...(source === undefined ? {} : { source }),
        },
      ];
    });
  },
};
