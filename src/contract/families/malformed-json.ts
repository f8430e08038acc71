// Family: bodies that are no JSON.

import { isJson } from "../../openapi/operation.ts";
import { sendText } from "../draft.ts";
import { expectTransportRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { bodyMedia } from "../request-field.ts";
import { MARKUP } from "../unusual-text.ts";

const BROKEN: readonly (readonly [string, (json: string) => string])[] = [
  ["a body cut off before its end", (json) => json.slice(0, -1)],
  ["a body with a trailing comma", (json) => `${json.slice(0, -1)},}`],
  ["a body of markup", () => MARKUP],
  ["a body with something after it", (json) => `${json}}`],
  ["a body with a NUL byte", (json) => `${json.slice(0, 1)}\u0000${json.slice(1)}`],
  ["no body", () => ""],
];

export const malformedJson: Family = {
  name: "malformed-json",
  summary: "A body that is no JSON never reaches success, and never breaks the service.",
  details: `The code for invalid requests, or the framework's own client error where \`policy.transportErrors\` allows it. A server
error is a finding: the body was used before it was read.`,
  cases({ operation }) {
    const media = bodyMedia(operation);
    if (media === undefined || !isJson(media.type)) return [];
    return BROKEN.filter(([what]) => what !== "no body" || operation.requestBody?.required === true).map(
      ([what, write]) => ({
        detail: what,
        calls: [
          {
            operation,
            basis: { kind: "documented" as const },
            changes: [sendText(write)],
            expect: expectTransportRefusal(operation, "invalidRequest"),
          },
        ] as const,
      }),
    );
  },
};
