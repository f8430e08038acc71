// Family: ids that name nothing.

import { isJson } from "../../openapi/operation.ts";
import { refusalFor } from "../../openapi/state.ts";
import { SESSION } from "../../openapi/thing.ts";
import { type Change, changeBody, rewrite, setField } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family } from "../family.ts";
import { fieldsOfThing, goneFrom } from "../lifecycle.ts";
import { bodyMedia, typesOf } from "../request-field.ts";
import { extended, TEMPTING } from "./unknown-field.ts";

export const unknownThing: Family = {
  name: "unknown-thing",
  summary: "A request about a thing that is not there is refused with the code that says so.",
  details: `Asked where the document has such a code (\`ITEM_NOT_FOUND\`) for the operation. Where ids have a form of their own, a made-up
one may as well be a bad value: then the code for invalid requests keeps the promise, too. An id that is there, with a letter behind it, names
nothing.`,
  cases({ operation, state, fieldsOf }) {
    const things = new Set(state.of(operation.id).takes.map(({ thing }) => thing));
    return [...things]
      .filter((thing) => thing !== SESSION && state.isMade(thing) && refusalFor(operation, thing) !== undefined)
      .flatMap((thing) => {
        const fields = fieldsOfThing({ state, fieldsOf }, operation, thing).filter(({ key }) => !key.includes("[]"));
        const [field] = fields;
        if (field === undefined) return [];
        const gone = goneFrom(operation, thing);
        const bad = operation.outcomes.filter(({ role }) => role === "invalidRequest").map(({ name }) => name);
        const unknown = typesOf(field.schema).includes("integer") ? 987654321 : unknownText(field.schema);
        const plan = (detail: string, ...more: readonly Change[]) => ({
          detail,
          calls: [
            {
              operation,
              basis: { kind: "documented" as const },
              instead: Object.fromEntries(fields.map(({ key }) => [key, unknown])),
              changes: [...fields.map((each) => setField(each, unknown)), ...more],
              expect: { ...expectAnyRefusal(operation), outcomes: [...gone.outcomes, ...bad], label: gone.label },
              field,
            },
          ] as const,
          needsState: true,
        });
        return [
          plan(`unknown ${thing}`),
          {
            detail: `${field.key} with a tail`,
            calls: [
              {
                operation,
                basis: { kind: "documented" as const },
                changes: fields.map((each) => rewrite(each, (text) => `${text}x`)),
                // Of an id that is a number, or in a path, a framework may say so itself.
                expect: expectAnyRefusal(operation, field.in === "path"),
                field,
              },
            ] as const,
            needsState: true,
          },
          // Nor does a field of no table make it be there.
          ...(isJson(bodyMedia(operation)?.type)
            ? [
                plan(
                  `unknown ${thing} beside unknown body fields`,
                  changeBody((value) => extended(value, TEMPTING)),
                ),
              ]
            : []),
        ];
      });
  },
};

function unknownText({ maxLength, format }: Readonly<Record<string, unknown>>): string {
  if (format === "uuid") return "0fedcba9-8765-4321-8fed-cba987654321";
  return "0fedcba987654321".slice(0, Number(maxLength ?? 16));
}
