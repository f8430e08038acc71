// Worlds: what one client has told the mock, kept apart from what others have. `X-Mock-Session: NAME` picks one; without it, all share one.
import { createHash } from "node:crypto";
import type { Operation } from "../openapi/operation.ts";
import { Kept, type Meter } from "./memory.ts";
import type { MockAnswer, MockRequest } from "./message.ts";
import { Ring } from "./ring.ts";

/** So many exchanges are kept for each world. */
export const MAX_ENTRIES = 100;

/** One exchange as it is kept: bytes as they came, cut; nothing is worked out before somebody asks. */
export interface JournalEntry {
  readonly id: number;
  /** When the request came, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds until its answer stood; the delay it was then held back is the answer's. */
  readonly ms: number;
  readonly request: MockRequest;
  /** Whether of the request's body only the beginning was kept. */
  readonly isCut: boolean;
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
  /** What answers have shown of it beyond that, so that the next ones show the same. */
  readonly shown?: Readonly<Record<string, unknown>>;
  /** How many things the world had heard of before it. */
  readonly nth?: number;
  /** Operations that did to it what can be done but once. */
  readonly done?: readonly Operation[];
}

/** What is remembered between the requests of one world. */
export interface World {
  readonly name: string;
  /** The active scenario; null for none, undefined for the one the mock was started with. */
  scenario: string | null | undefined;
  /** `Operation.id` → the outcome it answers with, and how often it still does. */
  readonly forced: Map<string, { readonly code: string; readonly times: number }>;
  /** How often a rule has answered, for each value where it counts by one. */
  readonly counters: Kept<number>;
  /** What rules remember. */
  readonly state: Kept<unknown>;
  /** With `stateful`: what was made and ended, oldest first. */
  readonly things: Kept<Thing>;
  /** How many ids were given out, for each kind of thing. */
  readonly made: Map<string, number>;
  /** The last requests, oldest first. */
  readonly journal: Ring<JournalEntry>;
  lastUsed: number;
}

export interface Worlds {
  /** The world of this name, made when it is new. */
  of(name: string): World;
  /** Forgets all that a world remembers. */
  reset(name: string): void;
  readonly size: number;
  /** What all of them remember, in about bytes; their journals are not in it. */
  readonly held: number;
}

export interface WorldLimits {
  /** Worlds beyond this number push out the one unused for longest. */
  readonly worlds: number;
  /** A world unused for so long is forgotten. */
  readonly idleMs: number;
  /** In about bytes: when worlds remember more than this together, those unused for longest are forgotten. */
  readonly memory: number;
}

export const WORLD_LIMITS: WorldLimits = { worlds: 5000, idleMs: 60 * 60 * 1000, memory: 32 * 1024 * 1024 };

/** The world of clients that name none; it neither expires nor is it pushed out. */
export const SHARED_WORLD = "";

export function createWorlds(now: () => number, limits: Partial<WorldLimits> = {}): Worlds {
  const { worlds: most, idleMs, memory } = { ...WORLD_LIMITS, ...limits };
  const meter: Meter = { held: 0 };
  const shared = newWorld(SHARED_WORLD, meter);
  // In the order of last use, so that the first is the one unused for longest.
  const worlds = new Map<string, World>();
  const forget = (name: string): void => {
    const world = worlds.get(name);
    if (world === undefined) return;
    worlds.delete(name);
    // A request that is still being answered holds it, and may write to it.
    for (const map of [world.counters, world.state, world.things]) map.leave();
    world.journal.clear();
  };
  return {
    of(name) {
      if (name === SHARED_WORLD) return shared;
      const time = now();
      const isOld = ({ lastUsed }: World): boolean => time - lastUsed >= idleMs;
      const known = worlds.get(name);
      if (known !== undefined && isOld(known)) forget(name);
      const world = worlds.get(name) ?? newWorld(name, meter);
      worlds.delete(name);
      for (const [oldest, other] of worlds) {
        if (worlds.size < most && meter.held <= memory && !isOld(other)) break;
        forget(oldest);
      }
      world.lastUsed = time;
      worlds.set(name, world);
      return world;
    },
    reset(name) {
      if (name !== SHARED_WORLD) forget(name);
      else clear(shared);
    },
    get size() {
      return worlds.size + 1;
    },
    get held() {
      return meter.held;
    },
  };
}

/** What can be marked without a trace in the world itself; it has no journal. */
export function copyOf(world: World): World {
  const copy = newWorld(world.name, { held: 0 });
  copy.scenario = world.scenario;
  for (const [key, value] of world.forced) copy.forced.set(key, value);
  for (const [key, value] of world.made) copy.made.set(key, value);
  for (const [key, value] of world.counters) copy.counters.set(key, value);
  for (const [key, value] of world.state) copy.state.set(key, value);
  for (const [key, value] of world.things) copy.things.set(key, value);
  return copy;
}

function newWorld(name: string, meter: Meter): World {
  return {
    name,
    scenario: undefined,
    forced: new Map(),
    counters: new Kept(meter),
    state: new Kept(meter),
    things: new Kept(meter),
    made: new Map(),
    journal: new Ring(MAX_ENTRIES),
    lastUsed: 0,
  };
}

function clear(world: World): void {
  world.scenario = undefined;
  for (const map of [world.forced, world.counters, world.state, world.things, world.made]) map.clear();
  world.journal.clear();
}

/** A key for any value; long ones are hashed. */
export function keyOf(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length <= 100 ? text : createHash("sha256").update(text).digest("base64");
}
