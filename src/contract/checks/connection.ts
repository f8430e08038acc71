// Check: the exchange ends as HTTP exchanges do (RFC 9112).
import type { Check } from "../check.ts";

export const connection: Check = {
  name: "connection",
  summary: "The target answers in HTTP and lets its answer end.",
  details: `A connection that is cut before or in the middle of the answer, a Content-Length that lies, bytes that are no HTTP:
there is no answer to judge, and that is the finding. It is made where the request is sent.`,
  judge: () => [],
};
