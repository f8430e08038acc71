// Check: what an operation makes comes with an id.
import { valueAt } from "../../json/pointer.ts";
import { shown } from "../../json/schema.ts";
import type { Check } from "../check.ts";

export const madeId: Check = {
  name: "made-id",
  summary: "A success that makes a thing, or a session, carries an id of it that is not empty.",
  details: `An empty text is no id: nothing can be asked with it later, and a session that is empty is nobody's. Where the documented example
itself is empty, an empty one keeps the promise.`,
  judge({ outcome, operation, json, made, sourceAt }) {
    if (outcome?.role !== "success") return [];
    const documented = operation.outcomes.find(({ role }) => role === "success")?.example?.value;
    const isEmpty = (value: unknown): boolean => typeof value === "string" && value.trim() === "";
    return made
      .filter((pointer) => isEmpty(valueAt(json?.value, pointer)) && !isEmpty(valueAt(documented, pointer)))
      .map((pointer) => {
        const source = sourceAt(pointer);
        return {
          message: `\`${pointer}\` is ${shown(valueAt(json?.value, pointer))}, expected an id of what was made.`,
          pointer,
          ...(source === undefined ? {} : { source }),
        };
      });
  },
};
