// Check: the body is packed as its content-encoding says (RFC 9110, section 8.4).
import type { Check } from "../check.ts";

export const contentEncoding: Check = {
  name: "content-encoding",
  summary: "The body is packed as its content-encoding says, in a way that was asked for.",
  details: `The runner accepts gzip, deflate and br, as browsers do. A body that is \`gzip\` in name only cannot be read by
any client that believes its headers.`,
  judge: ({ answer }) => (answer.encodingProblem === undefined ? [] : [{ message: answer.encodingProblem }]),
};
