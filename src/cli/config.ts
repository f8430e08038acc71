// fieldproof.yaml: found, read strictly, its `${NAME}` filled from the environment.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Variable } from "../contract/curl.ts";
import {
  DEFAULT_POLICY,
  type KnownDeviation,
  type Policy,
  type Target,
  type ValueSource,
} from "../contract/settings.ts";
import { schemaCompiler } from "../json/schema.ts";
import { readStrict, type StrictFile } from "../json/strict.ts";
import type { Role } from "../openapi/document.ts";
import type { StateOverrides } from "../openapi/state.ts";
import type { Diagnostic, Location } from "../report.ts";
import type { World } from "./command.ts";
import { CONFIG_SCHEMA } from "./config-schema.ts";
import { CannotRun, cannotRun } from "./problem.ts";

export const CONFIG_FILE = "fieldproof.yaml";

export interface Config {
  /** Absolute; absent where no config file was found. */
  readonly file?: string;
  /** Absolute. */
  readonly spec?: string;
  /** Absolute. */
  readonly scenarios?: string;
  readonly title?: string;
  readonly version?: string;
  readonly roles: Readonly<Record<string, Role>>;
  readonly unprovoked: Readonly<Record<string, string>>;
  readonly targets: readonly ConfiguredTarget[];
  readonly policy: Policy;
  readonly known: readonly KnownDeviation[];
  /** What is known of state better than by inference. */
  readonly state: StateOverrides;
  /** Every value that came from the environment, with its name there: none may be shown. */
  readonly secrets: readonly Variable[];
}

/** A target of the config. What it reads from the environment and did not find there matters only to who uses it. */
export interface ConfiguredTarget extends Target {
  readonly name: string;
  readonly unset: readonly Diagnostic[];
  /** Where each of its values stands, by its key. */
  readonly placeOf: (field: string) => Location;
}

type RawValues = Readonly<Record<string, unknown>>;

interface RawTarget {
  readonly url: string;
  readonly values?: RawValues;
  readonly identities?: Readonly<Record<string, RawValues>>;
}

interface RawConfig {
  readonly spec?: string;
  readonly scenarios?: string;
  readonly title?: string;
  readonly version?: string;
  readonly resultCodes?: Readonly<Record<string, unknown>>;
  readonly targets?: Readonly<Record<string, RawTarget>>;
  readonly policy?: Omit<Partial<Policy>, "gates"> & {
    readonly timeLimit?: string;
    readonly gates?: Partial<Policy["gates"]>;
  };
  readonly known?: readonly KnownDeviation[];
  readonly state?: StateOverrides;
}

/**
 * The config that applies in a working directory.
 * @param named the file `--config` names, relative to the working directory
 * @throws CannotRun when the named file is missing, or the file found is not a valid config
 */
export function loadConfig({ cwd, env }: Pick<World, "cwd" | "env">, named?: string): Config {
  const file = named === undefined ? nearestConfig(cwd) : resolve(cwd, named);
  if (file === undefined) return configOf({}, cwd, [], []);
  if (!existsSync(file)) throw cannotRun("config-missing", `Config \`${named}\` does not exist.`);
  const shownAs = relative(cwd, file) || file;
  const { value, diagnostics, locate } = readStrict(
    readFileSync(file, "utf8"),
    shownAs,
    "config",
    schemaCompiler()(CONFIG_SCHEMA),
  );
  if (diagnostics.length > 0) throw new CannotRun(diagnostics);
  const environment = new Environment(env, locate);
  const { targets = {}, ...rest } = (value ?? {}) as RawConfig;
  const settled = environment.fill(rest, []) as RawConfig;
  if (environment.unset.length > 0) throw new CannotRun(environment.unset);
  const configured = Object.entries(targets).map(([name, raw]) => {
    const own = new Environment(env, locate);
    const target = targetOf(name, own.fill(raw, ["targets", name]) as RawTarget);
    environment.secrets.push(...own.secrets);
    return {
      ...target,
      unset: own.unset,
      placeOf: (field: string) => locate(["targets", name, "values", field], "key"),
    };
  });
  return { ...configOf(settled, dirname(file), configured, environment.secrets), file };
}

/** `${NAME}` in text, filled from the environment; what was filled in is secret, what was not found is said at its place. */
class Environment {
  readonly secrets: Variable[] = [];
  readonly unset: Diagnostic[] = [];
  readonly #env: World["env"];
  readonly #locate: StrictFile["locate"];

  constructor(env: World["env"], locate: StrictFile["locate"]) {
    this.#env = env;
    this.#locate = locate;
  }

  fill(node: unknown, path: readonly (string | number)[]): unknown {
    if (typeof node === "string") return this.#fillText(node, path);
    if (Array.isArray(node)) return node.map((entry, index) => this.fill(entry, [...path, index]));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, this.fill(inner, [...path, key])]));
  }

  #fillText(text: string, path: readonly (string | number)[]): string {
    return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
      const found = this.#env[name];
      if (found === undefined) {
        this.unset.push({
          code: "config-environment",
          severity: "error",
          message: `Environment variable \`${name}\` is not set, but \`${path.join(".")}\` is read from it.`,
          location: this.#locate(path),
        });
        return whole;
      }
      this.secrets.push({ name, value: found });
      return found;
    });
  }
}

/** The file of the working directory or the nearest one above it. */
function nearestConfig(cwd: string): string | undefined {
  for (let directory = cwd; ; directory = dirname(directory)) {
    const file = join(directory, CONFIG_FILE);
    if (existsSync(file)) return file;
    if (dirname(directory) === directory) return undefined;
  }
}

function targetOf(name: string, raw: RawTarget): Target & { readonly name: string } {
  return {
    name,
    url: raw.url,
    values: mapValues(raw.values ?? {}),
    identities: Object.fromEntries(
      Object.entries(raw.identities ?? {}).map(([key, values]) => [key, mapValues(values)]),
    ),
  };
}

function configOf(
  raw: RawConfig,
  directory: string,
  targets: readonly ConfiguredTarget[],
  secrets: readonly Variable[],
): Config {
  const { unprovoked = {}, status = {}, ...roles } = raw.resultCodes ?? {};
  const { timeLimit, gates, ...policy } = raw.policy ?? {};
  return {
    ...(raw.spec === undefined ? {} : { spec: resolve(directory, raw.spec) }),
    ...(raw.scenarios === undefined ? {} : { scenarios: resolve(directory, raw.scenarios) }),
    ...(raw.title === undefined ? {} : { title: raw.title }),
    ...(raw.version === undefined ? {} : { version: raw.version }),
    roles: Object.fromEntries(
      Object.entries(roles).flatMap(([role, codes]) =>
        (codes as readonly (string | number)[]).map((code) => [String(code), role as Role]),
      ),
    ),
    unprovoked: unprovoked as Record<string, string>,
    targets,
    policy: {
      ...DEFAULT_POLICY,
      ...policy,
      codeStatus: status as Record<string, number>,
      ...(timeLimit === undefined ? {} : { timeLimitMs: milliseconds(timeLimit) }),
      gates: { ...DEFAULT_POLICY.gates, ...gates },
    },
    known: raw.known ?? [],
    state: raw.state ?? {},
    secrets,
  };
}

function mapValues(values: RawValues): Record<string, ValueSource> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, sourceOf(value)]));
}

function sourceOf(value: unknown): ValueSource {
  if (typeof value !== "object" || value === null) return { kind: "fixed", value };
  const { run, per = "case", ...request } = value as Readonly<Record<string, unknown>>;
  if (typeof run === "string") return { kind: "run", command: run, per: per as "case" | "run" };
  return { kind: "request", ...(request as { request: string; take: string }), per: per as "case" | "run" };
}

/** `500ms`, `2s`, `1m` in milliseconds; the schema has seen to the form. */
function milliseconds(text: string): number {
  const [, amount, unit] = /^([\d.]+)(ms|s|m)$/.exec(text) ?? [];
  return Number(amount) * { ms: 1, s: 1000, m: 60_000 }[(unit ?? "ms") as "ms" | "s" | "m"];
}
