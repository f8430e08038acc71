// Family: JSON of another type than the body's.

import { isJson } from "../../openapi/operation.ts";
import { changeBody } from "../draft.ts";
import { expectTransportRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { bodyMedia, typesOf } from "../request-field.ts";

const BODIES: readonly (readonly [string, string, (valid: unknown) => unknown])[] = [
  ["array", "a valid body in a list", (valid) => [valid]],
  ["array", "an empty list for a body", () => []],
  ["array", "lists nested 500 deep for a body", () => JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`)],
  ["string", "a text for a body", () => "fieldproof"],
  ["number", "a number for a body", () => 1],
  ["boolean", "true for a body", () => true],
  ["null", "null for a body", () => null],
];

export const arrayOrScalarBody: Family = {
  name: "array-or-scalar-body",
  summary: "A body that is a list, a text, a number, true or null is refused.",
  details: "Frameworks that read only objects and lists may refuse the others themselves.",
  cases({ operation }) {
    const media = bodyMedia(operation);
    if (media?.object.schema === undefined || !isJson(media.type)) return [];
    const types = typesOf(media.object.schema);
    const object = types.length === 0 ? ["object"] : types;
    return BODIES.filter(([type]) => !object.includes(type)).map(([, what, change]) => ({
      detail: what,
      calls: [
        {
          operation,
          basis: { kind: "documented" as const },
          changes: [changeBody(change)],
          expect: expectTransportRefusal(operation, "invalidRequest"),
        },
      ] as const,
    }));
  },
};
