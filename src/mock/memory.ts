// What the mock remembers of requests, bounded: each map by its keys and its size, and all of them together by what they hold.

/** Counts what several maps hold, in about bytes. */
export interface Meter {
  held: number;
}

/** A map has at most so many keys. */
const MAX_KEYS = 10_000;
/** A map holds at most so much, or one value. */
export const MAX_HELD = 4 * 1024 * 1024;
/** What a key costs beside its text, and a value beside what stands in it. */
const KEY_COST = 150;
const VALUE_COST = 16;

/** A map that drops what was set longest ago when it has grown too large, and tells its meter what it holds. */
export class Kept<V> extends Map<string, V> {
  readonly #sizes = new Map<string, number>();
  #meter: Meter;
  #held = 0;

  constructor(meter: Meter) {
    super();
    this.#meter = meter;
  }

  override set(key: string, value: V): this {
    this.delete(key);
    // Measured once: what a program has set it may change afterwards.
    const size = KEY_COST + key.length + sizeOf(value);
    super.set(key, value);
    this.#sizes.set(key, size);
    this.#count(size);
    for (const oldest of this.keys()) {
      if (this.size <= MAX_KEYS && (this.#held <= MAX_HELD || this.size === 1)) break;
      this.delete(oldest);
    }
    return this;
  }

  override delete(key: string): boolean {
    this.#count(-(this.#sizes.get(key) ?? 0));
    this.#sizes.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#count(-this.#held);
    this.#sizes.clear();
    super.clear();
  }

  /** From now on counted for nobody: who still writes to it is the last to know of it. */
  leave(): void {
    this.#meter.held -= this.#held;
    this.#meter = { held: this.#held };
  }

  #count(change: number): void {
    this.#held += change;
    this.#meter.held += change;
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return VALUE_COST;
  let size = 0;
  const seen = new Set<unknown>([value]);
  // A set is walked to what is added on the way, so that rings of a program's objects come to an end.
  for (const part of seen) {
    for (const [name, inner] of Object.entries(part as object)) {
      size += VALUE_COST + name.length;
      if (typeof inner === "string") size += inner.length;
      else if (typeof inner === "object" && inner !== null) seen.add(inner);
    }
  }
  return size;
}
