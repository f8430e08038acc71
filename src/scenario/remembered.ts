// Keys of state: which ones the rules of all scenarios remember, and whether one that is read can be among them.
import { nearest } from "../json/nearest.ts";
import { quoted } from "./nearest-path.ts";
import type { ScenarioText } from "./stated.ts";

/** What a session's rules may remember: a state is shared by all its scenarios. */
export interface Remembered {
  /** As they are written, templates and all. */
  readonly keys: readonly string[];
  /** Whether a function remembers too, and nobody knows what. */
  readonly open: boolean;
}

export function rememberedBy(scenarios: readonly ScenarioText[]): Remembered {
  const rules = scenarios.flatMap((scenario) => scenario.rules ?? []);
  return {
    keys: [...new Set(rules.flatMap(({ remember }) => Object.keys(remember ?? {})))],
    open: rules.some(({ answer }) => answer !== undefined),
  };
}

/** Undefined where something remembers a key; else one sentence, and the key that was most likely meant. */
export function unremembered(
  key: string,
  { keys, open }: Remembered,
): { readonly message: string; readonly suggestion?: string } | undefined {
  if (open || keys.some((known) => mayEqual(shapeOf(known), shapeOf(key)))) return undefined;
  const expected = keys.length === 0 ? "none has a `remember`" : `expected one of ${quoted(keys)}`;
  const suggestion = nearest(key, keys);
  return {
    message: `No rule remembers \`${key}\`, ${expected}.`,
    ...(suggestion !== undefined ? { suggestion } : {}),
  };
}

/** What stands before the first template of a key, and behind the last. */
interface Shape {
  readonly start: string;
  readonly end: string;
  readonly isText: boolean;
}

function shapeOf(key: string): Shape {
  if (!key.includes("{{")) return { start: key, end: key, isText: true };
  return { start: key.slice(0, key.indexOf("{{")), end: key.slice(key.lastIndexOf("}}") + 2), isText: false };
}

function mayEqual(one: Shape, other: Shape): boolean {
  if (one.isText && other.isText) return one.start === other.start;
  const starts = one.start.startsWith(other.start) || other.start.startsWith(one.start);
  return starts && (one.end.endsWith(other.end) || other.end.endsWith(one.end));
}
