// Check: the answer holds the values a scenario's step expects.
import { isDeepStrictEqual } from "node:util";
import { valueAt } from "../../json/pointer.ts";
import { shown, typeName } from "../../json/schema.ts";
import type { Check } from "../check.ts";

export const expectedValue: Check = {
  name: "expected-value",
  summary: "The answer holds the values a scenario's step expects.",
  details: "A step may say more than a code: `expect: { result: SUCCESS, body: { cart.quantity: 2 } }`.",
  judge({ call, json, sourceAt, schemaAt }) {
    return Object.entries(call.expect.body ?? {}).flatMap(([pointer, wanted]) => {
      const found = valueAt(json?.value, pointer);
      if (isDeepStrictEqual(found, wanted)) return [];
      const hidden = schemaAt(pointer)?.["x-sensitive"] === true;
      const source = sourceAt(pointer);
      return [
        {
          message: `\`${pointer}\` is ${hidden ? typeName(found) : shown(found)}, expected ${hidden ? "another value" : shown(wanted)}.`,
          pointer,
          ...(source === undefined ? {} : { source }),
        },
      ];
    });
  },
};
