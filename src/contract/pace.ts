// An HTTP client that counts what it sends, and keeps to a rate.
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient } from "./http.ts";

export interface PacedClient extends HttpClient {
  readonly sent: number;
}

/**
 * @param rate requests a second at most; undefined: as fast as answers come
 * @param now the clock by which the rate is kept
 */
export function paced(client: HttpClient, rate: number | undefined, now: () => Date): PacedClient {
  let sent = 0;
  let free = 0;
  return {
    async send(request, timeoutMs, signal) {
      if (rate !== undefined) {
        const time = now().getTime();
        const wait = free - time;
        free = Math.max(free, time) + 1000 / rate;
        if (wait > 0) await sleep(wait, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      }
      sent += 1;
      return client.send(request, timeoutMs, signal);
    },
    stopReusing: () => client.stopReusing(),
    keepConnections: (count) => client.keepConnections(count),
    get reusing() {
      return client.reusing;
    },
    get sent() {
      return sent;
    },
    close: () => client.close(),
  };
}
