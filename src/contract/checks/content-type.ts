// Check: the content type is the documented one (RFC 9110, section 8.3).
import { sameMediaType } from "../../openapi/operation.ts";
import type { Check } from "../check.ts";

export const contentType: Check = {
  name: "content-type",
  summary: "The answer's content type is the documented one.",
  details: `Clients choose their reader by the content type: JSON under \`text/html\` is shown, not read. Letter case and
parameters do not matter here; the charset has a check of its own.`,
  judge({ described, contentType, operation }) {
    if (described?.mediaType === undefined || sameMediaType(described.mediaType, contentType)) return [];
    const found = contentType === undefined ? "has no content type" : `has the content type \`${contentType}\``;
    return [
      {
        message: `The answer ${found}, expected \`${described.mediaType}\`.`,
        ...(operation.source === undefined ? {} : { source: operation.source }),
      },
    ];
  },
};
