// Delays of scenario rules: fixed, from a range, or log-normal, the last as real services are slow.
import type { Delay } from "../scenario/scenario.ts";

/** A time in milliseconds; the same seed gives the same. */
export function delayOf(delay: Delay, seed: string): number {
  if (delay.kind === "fixed") return delay.ms;
  const [first, second] = [fraction(`${seed} 1`), fraction(`${seed} 2`)];
  if (delay.kind === "range") return Math.round(delay.min + first * (delay.max - delay.min));
  // Box and Muller: a normal variate from two uniform ones.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  return Math.min(60_000, Math.round(delay.median * Math.exp(delay.sigma * normal)));
}

/** FNV-1a as a number from 0 to 1. */
function fraction(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) / 2 ** 32;
}
