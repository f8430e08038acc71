// Family: bodies under another content type than the documented one.

import { isJson, type Operation } from "../../openapi/operation.ts";
import type { Change } from "../draft.ts";
import { formOf, sendText } from "../draft.ts";
import { type Expectation, expectEither, expectTransportRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { bodyMedia } from "../request-field.ts";

export const wrongContentType: Family = {
  name: "wrong-content-type",
  summary: "A form or XML in place of JSON is refused; JSON under another content type may be answered either way.",
  details:
    "A form that is taken for JSON lets any web page send requests in its visitor's name (CSRF): forms need no preflight.",
  cases({ operation, fields }) {
    const media = bodyMedia(operation);
    if (media === undefined || !isJson(media.type)) return [];
    const accepted = [...(operation.requestBody?.content.keys() ?? [])].map((type) => type.toLowerCase());
    // Where the body need not hold anything, one that cannot be read takes nothing away.
    const needed = fields.some((field) => field.in === "body" && field.required);
    const refused = (op: Operation): Expectation =>
      needed ? expectTransportRefusal(op, "invalidRequest") : expectEither(op, true);
    const tries: readonly (readonly [string, string, Change, (operation: Operation) => Expectation])[] = [
      [
        "application/x-www-form-urlencoded",
        "a form for a body",
        sendText(asForm, "application/x-www-form-urlencoded"),
        refused,
      ],
      ["text/plain", "plain text for a body", sendText(() => "fieldproof", "text/plain"), refused],
      ["application/xml", "XML for a body", sendText(() => "<request/>", "application/xml"), refused],
      [
        "text/plain",
        "a JSON body under text/plain",
        sendText((json) => json, "text/plain"),
        (op) => expectEither(op, true),
      ],
    ];
    return tries
      .filter(([type]) => !accepted.includes(type))
      .map(([, detail, change, expect]) => ({
        detail,
        calls: [
          { operation, basis: { kind: "documented" as const }, changes: [change], expect: expect(operation) },
        ] as const,
      }));
  },
};

function asForm(json: string): string {
  return json === "" ? "" : formOf(JSON.parse(json));
}
