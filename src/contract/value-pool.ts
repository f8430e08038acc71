// Values that only a real system knows: fetched as the config says, fresh for each case that may use them up, else shared.
import { valueAt } from "../json/pointer.ts";
import { runInShell } from "./command.ts";
import { createFetchAhead } from "./fetch-ahead.ts";
import type { ValueSource, ValueSources } from "./settings.ts";

/** Values by the name the config gives them: `header.clientId`, `sessionId`. */
export type Values = ReadonlyMap<string, unknown>;

export interface Wanted {
  /** Sources to draw from; a second client's override the target's. */
  readonly sources: ValueSources;
  /** Names in `sources` that are needed. */
  readonly names: readonly string[];
  /** Whose values these are: shared values of different owners are kept apart. */
  readonly owner: string;
  /** Names of those the case may use up, so that they must be its own; what is made with such a value is then its own, too. */
  readonly fresh: (name: string) => boolean;
}

export interface ValuePool {
  /** @throws ValueUnavailable when a source gives nothing */
  take(wanted: Wanted): Promise<Values>;
  /** Whether cases still to come may use the value. */
  isShared(value: unknown): boolean;
  /** Forgets shared values: what they name may have come to an end. */
  forgetShared(): void;
  /** Names of values that cases to come will want as their own, once for each. */
  expect(names: readonly string[]): void;
  /** Told of values with which a call succeeded that only living ones can make. */
  worked(values: Values): void;
  /** Ends what still runs. */
  close(): void;
}

/** A value could not be had; its cases cannot be judged. */
export class ValueUnavailable extends Error {}

/** A command that did not come to its end. */
class CommandLate extends ValueUnavailable {}

export interface Fetching {
  /** Runs a command of the config. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls the target with the given values for the one of that name and hands back the answer's body. @throws ValueUnavailable */
  readonly call: (source: Extract<ValueSource, { kind: "request" }>, values: Values, name: string) => Promise<unknown>;
  /** Names of the sources that a source needs in turn. */
  readonly needs: (source: ValueSource) => readonly string[];
  /** Told of every value, before it is used. */
  readonly learn: (name: string, value: unknown) => void;
  readonly commandTimeoutMs: number;
  readonly signal?: AbortSignal;
}

/** So often a command may run out of its time before it is run no more. */
const MAX_LATE = 2;

export function createValuePool(fetching: Fetching): ValuePool {
  const forRun = new Map<string, Promise<unknown>>();
  const shared = new Map<string, unknown>();
  const worked = new Set<string>();
  const late = new Map<string, readonly CommandLate[]>();
  const ahead = createFetchAhead();
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ...(fetching.signal === undefined ? [] : [fetching.signal])]);
  const fetched = async (name: string, source: ValueSource, values: Values): Promise<unknown> => {
    const command = source.kind === "run" ? source.command : "";
    const [first, ...others] = late.get(command) ?? [];
    if (first !== undefined && others.length + 1 >= MAX_LATE) throw first;
    try {
      return await fetchValue(name, source, values, { ...fetching, signal });
    } catch (error) {
      if (error instanceof CommandLate) late.set(command, [...(late.get(command) ?? []), error]);
      throw error;
    }
  };
  return {
    async take({ sources, names, owner, fresh }) {
      const values = new Map<string, unknown>();
      const own = new Set<string>();
      const visited = new Set<string>();
      const valueFrom = async (name: string, source: ValueSource): Promise<unknown> => {
        if (source.kind === "fixed") return source.value;
        const key = `${owner} ${name}`;
        if (source.per === "run") {
          const known = forRun.get(key) ?? fetched(name, source, values);
          forRun.set(key, known);
          return known;
        }
        const needs = fetching.needs(source);
        const mustBeOwn = fresh(name) || needs.some((need) => own.has(need));
        if (mustBeOwn) own.add(name);
        else if (shared.has(key)) return shared.get(key);
        const fetch = (): Promise<unknown> => fetched(name, source, values);
        const value = await (mustBeOwn && source.kind === "run" && owner === "" ? ahead.next(name, fetch) : fetch());
        if (!mustBeOwn) shared.set(key, value);
        return value;
      };
      const visit = async (name: string): Promise<void> => {
        const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
        if (source === undefined || visited.has(name)) return;
        visited.add(name);
        for (const need of fetching.needs(source)) await visit(need);
        let value: unknown;
        try {
          value = await valueFrom(name, source);
        } catch (error) {
          // An inferred call that never worked may be no source at all; one that did owes its value.
          const guessed = source.kind === "request" && source.inferred === true && !worked.has(`${owner} ${name}`);
          if (error instanceof ValueUnavailable && guessed) return;
          throw error;
        }
        worked.add(`${owner} ${name}`);
        fetching.learn(name, value);
        values.set(name, value);
      };
      // A call may need what a command or the config gives, never the other way round.
      const order = ["fixed", "run", "request"];
      const sorted = [...new Set(withFixed(sources, names))].sort(
        (a, b) => order.indexOf(sources[a]?.kind ?? "") - order.indexOf(sources[b]?.kind ?? ""),
      );
      for (const name of sorted) await visit(name);
      return values;
    },
    isShared: (value) => [...shared.values()].includes(value),
    forgetShared: () => shared.clear(),
    expect: (names) => ahead.expect(names),
    worked(values) {
      for (const [name, value] of values) ahead.worked(name, value);
    },
    close: () => over.abort(),
  };
}

/** Calls to the target may need any of the fixed values. */
function withFixed(sources: ValueSources, names: readonly string[]): readonly string[] {
  const calls = names.some((name) => sources[name]?.kind === "request");
  return calls ? [...names, ...Object.keys(sources).filter((name) => sources[name]?.kind === "fixed")] : names;
}

async function fetchValue(name: string, source: ValueSource, values: Values, fetching: Fetching): Promise<unknown> {
  if (source.kind === "fixed") return source.value;
  if (source.kind === "run") return runCommand(name, source.command, fetching);
  const body = await fetching.call(source, values, name);
  const value = valueAt(body, source.take);
  if (value === undefined || value === null || value === "")
    throw new ValueUnavailable(
      `\`${name}\` could not be had: the answer to \`${source.request}\` has nothing at \`${source.take}\`.`,
    );
  return value;
}

async function runCommand(name: string, command: string, fetching: Fetching): Promise<string> {
  const { stdout, stderr, why, late } = await runInShell(command, {
    ...fetching,
    timeoutMs: fetching.commandTimeoutMs,
  });
  const value = stdout.trim();
  if (why === undefined && value !== "") return value;
  const lines = stderr.trim().split("\n");
  // A program that breaks down says where before it says what.
  const said = (lines.find((line) => /^\s*\w*(Error|Exception)\b/.test(line)) ?? lines[0])?.trim();
  const message = `\`${name}\` could not be had from \`${command}\`: ${why ?? "it printed nothing"}${said ? ` (${said})` : ""}.`;
  throw late === true ? new CommandLate(message) : new ValueUnavailable(message);
}
