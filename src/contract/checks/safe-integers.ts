// Check: integers stay where every reader holds them exactly (RFC 8259, section 6; RFC 7493, section 2.2).
import type { Check } from "../check.ts";

export const safeIntegers: Check = {
  name: "safe-integers",
  summary: "No integer is past 2^53 - 1, where JavaScript and many others round.",
  details: `An id of \`9007199254740993\` arrives in a browser as \`9007199254740992\`: another id. Send such numbers as text.`,
  judge({ json, sourceAt }) {
    return (json?.unsafeIntegers ?? []).map(({ message, pointer = "" }) => {
      const source = sourceAt(pointer);
      return { message, pointer, ...(source === undefined ? {} : { source }) };
    });
  },
};
