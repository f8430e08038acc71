// Check: the HTTP status is one the policy and the document allow (RFC 9110, section 15).
import type { Check } from "../check.ts";

export const status: Check = {
  name: "status",
  summary: "The HTTP status is the one the policy and the document give such an answer.",
  details: `Where result codes tell the outcome, the status is not the verdict, but it is still a promise: \`policy.status\`
says whether every code answers 200 (\`always-200\`), each its own (\`mapped\`, with \`resultCodes.status\`), or both are fine
(\`either\`). A framework's own client error is allowed where the request never reached the service, unless
\`policy.transportErrors\` is \`envelope\`; a server error never is.`,
  judge({ answer, allowedStatuses, operation, call, outcome }) {
    if (allowedStatuses.includes(answer.status)) return [];
    const named = [...new Set(allowedStatuses)].filter((each) => each < 400 || !call.expect.transport);
    const expected = [...named.map((each) => `\`${each}\``), ...(call.expect.transport ? ["a client error"] : [])].join(
      " or ",
    );
    const source = outcome?.source ?? operation.source;
    return [
      {
        message: `The answer has HTTP status \`${answer.status}\`, expected ${expected === "" ? "a documented one" : expected}.`,
        kind: `${Math.trunc(answer.status / 100)}xx`,
        ...(source === undefined ? {} : { source }),
      },
    ];
  },
};
