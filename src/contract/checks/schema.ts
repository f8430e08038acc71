// Check: the body fits the documented schema (OAS 3.1, 4.8.24).
import { valueAt } from "../../json/pointer.ts";
import type { Check } from "../check.ts";

export const schema: Check = {
  name: "schema",
  summary: "The body fits the documented schema: its fields, their types, limits and values.",
  details: `Every mandatory field is there, every field has its documented type, limits and enumerated values. Where the
tables split a result into success and failure, each side is held to its own fields. The finding names the field by
JSON Pointer, and its row in the tables. That a documented code stands beside the wrong success flag is left to
\`envelope-consistency\`, which says it in those words.`,
  judge({ json, validate, outcome, described }) {
    if (validate === undefined || json === undefined || !("value" in json)) return [];
    const envelope = Object.values(described?.envelope ?? {});
    const failed = envelope.length > 0 && outcome !== undefined && outcome.role !== "success";
    // Beside a failure a payload may be absent; null, an empty object and an empty text say no more than that.
    const isNoPayload = (pointer: string): boolean =>
      failed &&
      !envelope.some((each) => each.startsWith(pointer)) &&
      (saysNothing(valueAt(json.value, pointer)) ||
        (pointer.includes("/") && saysNothing(valueAt(json.value, pointer.slice(0, pointer.lastIndexOf("/"))))));
    // Which side an unknown code is on nobody can tell: the flag beside it is not to blame.
    const sided = outcome === undefined;
    const isCode = ({ pointer }: { readonly pointer: string }): boolean => pointer === described?.envelope?.code;
    return (
      validate(json.value)
        .filter((each) => outcome === undefined || !isCode(each))
        .filter(({ pointer }) => !isNoPayload(pointer))
        .filter(({ pointer, keyword }) => !(sided && keyword === "const" && pointer === described?.envelope?.success))
        // Without its code, the rest of an envelope follows from that.
        .sort((one, other) => Number(isCode(other)) - Number(isCode(one)))
        .map(({ pointer, message, source, undecided }) => ({
          message: `\`${pointer === "" ? "/" : pointer}\` ${message}.`,
          pointer,
          ...(source === undefined ? {} : { source }),
          ...(undecided === undefined
            ? {}
            : { doubt: `Whether \`${pointer}\` matches its pattern takes too long to tell.` }),
        }))
    );
  },
};

function saysNothing(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}
