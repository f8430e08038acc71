// Check: a charset, where one is named, is that of JSON: UTF-8 (RFC 8259, section 8.1).
import { isJson } from "../../openapi/operation.ts";
import type { Check } from "../check.ts";

export const charset: Check = {
  name: "charset",
  summary: "A charset parameter of a JSON answer says UTF-8.",
  details: `JSON between systems is UTF-8. Naming it is superfluous but harmless; naming another makes careful clients
read every letter outside ASCII wrongly.`,
  judge({ described, contentType, answer }) {
    if (described === undefined || !isJson(contentType)) return [];
    const named = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1];
    if (named === undefined || /^utf-?8$/i.test(named)) return [];
    const ascii = answer.body.every((byte) => byte < 0x80);
    if (/^us-ascii$/i.test(named) && ascii) return [];
    return [{ message: `The answer calls its charset \`${named}\`, expected JSON in UTF-8.` }];
  },
};
