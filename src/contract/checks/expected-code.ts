// Check: the answer's result code is one that keeps the promise of this case.
import type { Check } from "../check.ts";

export const expectedCode: Check = {
  name: "expected-code",
  summary: "The outcome is the one the tables promise for such a request.",
  details: `A valid request succeeds; a request with a bad field is refused with the code for invalid requests, one with a dead
session with the code for that. The verdict is the result code, never the HTTP status. Where the document leaves the answer open, every
answer it documents keeps the promise. A valid request that is refused while no other of its operation ever succeeded
makes its case inconclusive: the values may be stale. So does one refusal in place of another.`,
  judge({ call, outcome, operation, transportPage, described, answer, json }) {
    const { expect, field } = call;
    if (transportPage || (outcome !== undefined && expect.outcomes.includes(outcome.name))) return [];
    // Where statuses tell the outcome, any client error the document has for it is a refusal.
    const refused = outcome !== undefined && outcome.role !== "success" && outcome.role !== "serverError";
    if (!operation.hasResultCodes && expect.bad && refused) return [];
    const source =
      field?.source ??
      operation.outcomes.find(({ name }) => expect.outcomes.includes(name))?.source ??
      operation.source;
    const place = source === undefined ? {} : { source };
    if (outcome === undefined) {
      // What is no documented answer is for other checks, unless it looks like success where there must be none.
      const succeeded =
        expect.bad && described !== undefined && described.envelope === undefined && answer.status < 300;
      return succeeded
        ? [
            {
              message: `The answer has HTTP status \`${answer.status}\`, expected ${expect.label}.`,
              kind: "status",
              ...place,
            },
          ]
        : [];
    }
    if (expect.bad && outcome.role === "serverError") return [];
    const pointer = described?.envelope?.code;
    // One documented refusal in place of another, or of success: the values all calls share may be at fault.
    const unsettled = refused && call.vouched !== true && (json === undefined || json.problems.length === 0);
    return [
      {
        message: `The answer is \`${outcome.name}\`, expected ${expect.label}.`,
        ...(pointer === undefined ? {} : { pointer }),
        kind: outcome.role === "success" ? "accepted" : "refused",
        ...place,
        ...(unsettled ? { unsettled } : {}),
        ...(call.doubt === undefined ? {} : { doubt: call.doubt }),
      },
    ];
  },
};
