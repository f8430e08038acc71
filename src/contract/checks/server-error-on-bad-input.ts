// Check: a bad request is refused, not broken over.
import type { Check } from "../check.ts";

export const serverErrorOnBadInput: Check = {
  name: "server-error-on-bad-input",
  summary: "A bad request is not answered with the code for a breakdown inside the service.",
  details: `A documented server error says that the service broke. That a client can break it with a missing field or a broken
body is a fault of its own: nobody validated the request before it was used.`,
  judge({ call, outcome, described }) {
    if (!call.expect.bad || outcome?.role !== "serverError" || call.expect.outcomes.includes(outcome.name)) return [];
    const pointer = described?.envelope?.code;
    const source = call.field?.source ?? outcome.source;
    return [
      {
        message: `The answer to a bad request is \`${outcome.name}\`, a server error; expected ${call.expect.label}.`,
        ...(pointer === undefined ? {} : { pointer }),
        ...(source === undefined ? {} : { source }),
      },
    ];
  },
};
