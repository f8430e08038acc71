// Values fetched ahead of the cases that want them: a process each takes its time, and several run side by side.

export interface FetchAhead {
  /** Names of values that cases still to come will each want for themselves. */
  expect(names: readonly string[]): void;
  /** A value fetched ahead, or fetched now. */
  next(name: string, fetch: () => Promise<unknown>): Promise<unknown>;
  /** Told of a value with which a call succeeded that only a living one can make. */
  worked(name: string, value: unknown): void;
}

const AT_ONCE = 4;

/**
 * Some services keep but the last session of an account: there a value fetched ahead would end the one in use. So none is, until
 * an older value was seen to work after a newer one had been fetched.
 */
export function createFetchAhead(): FetchAhead {
  const due = new Map<string, number>();
  const newest = new Map<string, unknown>();
  const lasting = new Set<string>();
  const waiting = new Map<string, Promise<unknown>[]>();
  return {
    expect(names) {
      for (const name of names) due.set(name, (due.get(name) ?? 0) + 1);
    },
    worked(name, value) {
      if (newest.has(name) && newest.get(name) !== value) lasting.add(name);
    },
    async next(name, fetch) {
      const ahead = waiting.get(name) ?? [];
      waiting.set(name, ahead);
      const now = ahead.shift() ?? fetch();
      const left = (due.get(name) ?? 0) - 1;
      due.set(name, left);
      while (lasting.has(name) && ahead.length < Math.min(AT_ONCE, left)) {
        const later = fetch();
        // Whoever takes it is told.
        later.catch(() => undefined);
        ahead.push(later);
      }
      const value = await now;
      newest.set(name, value);
      return value;
    },
  };
}
