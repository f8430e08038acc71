// Check: the body is one JSON text that every reader reads alike (RFC 8259).
import type { Check } from "../check.ts";

export const jsonBody: Check = {
  name: "json-body",
  summary: "The body is one JSON text, and every reader reads it alike.",
  details: `UTF-8 without a byte order mark, one value and nothing after it, no name twice in one object, no \`NaN\`. Lenient
readers forgive some of it, each in its own way: two clients then see two different answers.`,
  judge({ json, answer }) {
    if (json === undefined || answer.encodingProblem !== undefined) return [];
    const length = String(answer.body.length);
    const isCounted = answer.headers["content-length"] === length && answer.headers["content-encoding"] === undefined;
    return json.problems.map(({ message, pointer, isCut }) => ({
      message:
        isCut === true && isCounted
          ? `${message} \`Content-Length\` counts just these ${length} bytes: it lies, or the value was never finished.`
          : message,
      ...(pointer === undefined ? {} : { pointer }),
    }));
  },
};
