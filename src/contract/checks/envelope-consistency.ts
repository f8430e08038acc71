// Check: success flag, result code and message of one answer tell one story.
import { valueAt } from "../../json/pointer.ts";
import { resultOf } from "../../openapi/envelope.ts";
import type { Check, Finding } from "../check.ts";
import type { Exchange } from "../exchange.ts";

export const envelopeConsistency: Check = {
  name: "envelope-consistency",
  summary: "The success flag, the result code and the message do not contradict one another.",
  details: `The flag is true exactly with the success code; a failure does not carry the message of success, nor a success
the name of a failure. Clients look at one of the three: which one must not matter.`,
  judge(exchange) {
    const { described, json, outcome } = exchange;
    if (described?.envelope === undefined || json === undefined || outcome === undefined) return [];
    const { success, message } = resultOf(described.envelope, json.value);
    const finding = (text: string, pointer: string, kind: string): Finding => {
      const source = exchange.sourceAt(pointer);
      return { message: text, pointer, kind, ...(source === undefined ? {} : { source }) };
    };
    const findings: Finding[] = [];
    const { success: flagAt, message: messageAt } = described.envelope;
    if (flagAt !== undefined && typeof success === "boolean" && success !== (outcome.role === "success"))
      findings.push(
        finding(
          `\`${flagAt}\` is \`${success}\` with the code \`${outcome.name}\`, expected \`${!success}\`.`,
          flagAt,
          "flag",
        ),
      );
    if (messageAt !== undefined && typeof message === "string" && contradicts(message, exchange))
      findings.push(
        finding(
          `\`${messageAt}\` says \`${message.slice(0, 60)}\` with the code \`${outcome.name}\`.`,
          messageAt,
          "message",
        ),
      );
    return findings;
  },
};

/** Any text will do, but not the very words the document gives to the other side. */
function contradicts(message: string, { operation, outcome, described }: Exchange): boolean {
  const said = message.trim().toLowerCase();
  const failed = outcome?.role !== "success";
  const others = operation.outcomes.filter(({ role }) => (role === "success") === failed);
  const pointer = described?.envelope?.message ?? "";
  const own = valueAt(outcome?.example?.value, pointer);
  if (typeof own === "string" && own.trim().toLowerCase() === said) return false;
  return others.some((other) => {
    const documented = failed ? [other.name, valueAt(other.example?.value, pointer)] : [other.name];
    return documented.some(
      (text) => typeof text === "string" && /\p{L}{2}/u.test(text) && text.trim().toLowerCase() === said,
    );
  });
}
