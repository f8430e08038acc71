// Check: the last byte came in time.
import type { Check } from "../check.ts";

export const timeLimit: Check = {
  name: "time-limit",
  summary: "The last byte of the answer comes within `policy.timeLimit`.",
  details: `Measured from the request to the last byte: a first byte that comes at once does not help a client that waits for
the rest. An answer that does not end is cut off at the limit.`,
  judge({ answer, operation }, { timeLimitMs }) {
    if (answer.lastByteMs <= timeLimitMs) return [];
    return [
      {
        message: `The last byte came after ${answer.lastByteMs} ms (the first after ${answer.firstByteMs} ms), expected within ${timeLimitMs} ms.`,
        ...(operation.source === undefined ? {} : { source: operation.source }),
      },
    ];
  },
};
