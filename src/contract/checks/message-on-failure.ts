// Check: a failure says why.
import { resultOf } from "../../openapi/envelope.ts";
import type { Check } from "../check.ts";

export const messageOnFailure: Check = {
  name: "message-on-failure",
  summary: "A failure carries a message that is not blank.",
  details:
    "The code is for programs, the message for people: on a failure it is all they have. Any text in any language will do.",
  judge({ described, json, outcome, sourceAt }) {
    const envelope = described?.envelope;
    if (envelope?.message === undefined || json === undefined || outcome === undefined || outcome.role === "success")
      return [];
    const { message } = resultOf(envelope, json.value);
    if (typeof message === "string" ? message.trim() !== "" : message !== undefined && message !== null) return [];
    const source = sourceAt(envelope.message);
    return [
      {
        message: `\`${envelope.message}\` is ${typeof message === "string" ? "blank" : "missing"} with the code \`${outcome.name}\`, expected a message.`,
        pointer: envelope.message,
        ...(source === undefined ? {} : { source }),
      },
    ];
  },
};
