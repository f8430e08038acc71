// Worlds: what one client has told the mock, kept apart from what others have. `X-Mock-Session: NAME` picks one; without it, all share one.
import { createHash } from "node:crypto";
import type { MockAnswer, MockRequest } from "./message.ts";

/** One exchange as it is kept: bytes as they came, cut; nothing is worked out before somebody asks. */
export interface JournalEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly request: MockRequest;
  readonly answer: MockAnswer;
}

/** Something the API speaks of that a request has made or ended. */
export interface Thing {
  /** `session`, `comment`. */
  readonly thing: string;
  readonly id: unknown;
  readonly ended: boolean;
  /** What requests have said of it, by name. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is remembered between the requests of one world. */
export interface World {
  readonly name: string;
  /** The active scenario; null for none, undefined for the one the mock was started with. */
  scenario: string | null | undefined;
  /** `Operation.id` → the outcome it answers with, and how often it still does. */
  readonly forced: Map<string, { readonly code: string; readonly times: number }>;
  /** How often a rule has answered, for each value where it counts by one. */
  readonly counters: Map<string, number>;
  /** What rules remember. */
  readonly state: Map<string, unknown>;
  /** With `stateful`: what was made and ended, oldest first. */
  readonly things: Map<string, Thing>;
  /** How many ids were given out, for each kind of thing. */
  readonly made: Map<string, number>;
  /** The last requests, oldest first. */
  readonly journal: JournalEntry[];
  lastUsed: number;
}

export interface Worlds {
  /** The world of this name, made when it is new. */
  of(name: string): World;
  /** Forgets all that a world remembers. */
  reset(name: string): void;
  readonly size: number;
}

export interface WorldLimits {
  /** Worlds beyond this number push out the one unused for longest. */
  readonly worlds: number;
  /** A world unused for so long is forgotten. */
  readonly idleMs: number;
}

export const WORLD_LIMITS: WorldLimits = { worlds: 5000, idleMs: 60 * 60 * 1000 };

/** The world of clients that name none; it neither expires nor is it pushed out. */
export const SHARED_WORLD = "";

export function createWorlds(now: () => number, limits: WorldLimits = WORLD_LIMITS): Worlds {
  const shared = newWorld(SHARED_WORLD);
  // In the order of last use, so that the first is the one unused for longest.
  const worlds = new Map<string, World>();
  return {
    of(name) {
      if (name === SHARED_WORLD) return shared;
      const time = now();
      const world = worlds.get(name) ?? newWorld(name);
      worlds.delete(name);
      for (const [oldest, { lastUsed }] of worlds) {
        if (worlds.size < limits.worlds && time - lastUsed < limits.idleMs) break;
        worlds.delete(oldest);
      }
      const alive = time - world.lastUsed < limits.idleMs || world.lastUsed === 0 ? world : newWorld(name);
      alive.lastUsed = time;
      worlds.set(name, alive);
      return alive;
    },
    reset(name) {
      if (name !== SHARED_WORLD) worlds.delete(name);
      else clear(shared);
    },
    get size() {
      return worlds.size + 1;
    },
  };
}

function newWorld(name: string): World {
  return {
    name,
    scenario: undefined,
    forced: new Map(),
    counters: new Map(),
    state: new Map(),
    things: new Map(),
    made: new Map(),
    journal: [],
    lastUsed: 0,
  };
}

function clear(world: World): void {
  world.scenario = undefined;
  for (const map of [world.forced, world.counters, world.state, world.things, world.made]) map.clear();
  world.journal.length = 0;
}

const MAX_KEYS = 10_000;

/** Sets a key of a bounded map; beyond the bound the oldest key is dropped. */
export function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MAX_KEYS) for (const oldest of map.keys()) return void map.delete(oldest);
}

/** A key for any value; long ones are hashed. */
export function keyOf(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length <= 100 ? text : createHash("sha256").update(text).digest("base64");
}
