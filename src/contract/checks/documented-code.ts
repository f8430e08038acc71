// Check: the result code is one of the operation's table.
import { nearest } from "../../json/nearest.ts";
import { shown } from "../../json/schema.ts";
import type { Check } from "../check.ts";

export const documentedCode: Check = {
  name: "documented-code",
  summary: "The result code is one of the operation's table, letter for letter.",
  details: `Clients compare codes letter for letter: \`success\`, \`SUCCESS \` and a number are other codes, and a code of another
operation's table is one nobody here is prepared for.`,
  judge({ described, json, code, outcome, operation, sourceAt }) {
    const envelope = described?.envelope;
    if (envelope === undefined || json === undefined || !("value" in json) || outcome !== undefined) return [];
    const names = operation.outcomes.map(({ name }) => name);
    const near = typeof code === "string" ? nearest(code, names) : undefined;
    const found = code === undefined ? "carries no result code" : `carries the result code ${shown(code)}`;
    const source = sourceAt(envelope.code);
    return [
      {
        message: `The answer ${found}, expected ${near === undefined ? `one of ${names.map((name) => `\`${name}\``).join(", ")}` : `\`${near}\``}.`,
        pointer: envelope.code,
        ...(source === undefined ? {} : { source }),
      },
    ];
  },
};
