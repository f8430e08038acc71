// How long a target takes for its answers: whether a run would mostly wait for it, and how many requests at once it bears.
import type { Patience } from "./patience.ts";

/** A target that takes so long is slow: asked one thing after the other, a run is mostly waiting. */
const SLOW_MS = 100;
/** So many answers tell what is usual. */
const TELLING = 8;
/** An answer that takes so much longer than usual had to wait for another one. */
const BEARABLE = 1.6;
const MOST_AT_ONCE = 8;
/** So often a target that did not bear more is tried again. */
const MAX_TRIES = 3;

export interface Pulse {
  /** As a patience, and notes how long each answer took. */
  felt(patience: Patience): Patience;
  /** Whether it answers, and lets one wait for it. */
  isSlow(): boolean;
  /** What comes next is held against what was usual until now. */
  widths(): Widths;
}

/** How many cases are to be put to a target at once. */
export interface Widths {
  /** Undefined where it bears no more than one. */
  next(): number | undefined;
}

export function createPulse(): Pulse {
  let times: number[] = [];
  return {
    felt: (patience) => ({
      ...patience,
      async send(what, sent) {
        const reply = await patience.send(what, sent);
        // What never came took longer than anything.
        times.push("failure" in reply ? Number.POSITIVE_INFINITY : reply.answer.lastByteMs);
        return reply;
      },
    }),
    isSlow() {
      const last = times.slice(-TELLING);
      return last.length === TELLING && last.every(Number.isFinite) && usual(last) >= SLOW_MS;
    },
    widths() {
      const bearable = usual(times.slice(-TELLING)) * BEARABLE;
      let width = 1;
      let tries = 0;
      times = [];
      return {
        next() {
          const bears = times.every((ms) => ms <= bearable);
          times = [];
          if (!bears) tries += 1;
          if (bears && tries < MAX_TRIES) width = Math.min(width * 2, MOST_AT_ONCE);
          if (!bears) width = Math.max(1, width / 2);
          return width === 1 && tries >= MAX_TRIES ? undefined : width;
        },
      };
    },
  };
}

function usual(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
