// fieldproof verify: put the contract to a target and judge its answers.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { exitCodeOf } from "../../contract/exit-code.ts";
import { runContract } from "../../contract/run.ts";
import type { Target } from "../../contract/settings.ts";
import { nearest } from "../../json/nearest.ts";
import { createColours } from "../../reporters/colour.ts";
import { reporters } from "../../reporters/index.ts";
import type { Command } from "../command.ts";
import { type Config, loadConfig } from "../config.ts";
import { cannotRun } from "../problem.ts";
import { createProgress } from "../progress.ts";
import { locateScenarios, readScenarios } from "../scenarios.ts";
import { loadSoundDocument, locateSpec, readSource } from "../source.ts";

export const verify: Command = {
  argument: { name: "[spec]", description: "pages or an OpenAPI file (default: the config's `spec`, else spec/)" },
  options: [
    {
      flags: "--target <url|name>",
      description: "URL of the implementation, or a target of the config (default: its only one)",
    },
    { flags: "--config <file>", description: "config file (default: the nearest fieldproof.yaml)" },
    { flags: "--scenarios <dir>", description: "folder of scenario files whose steps are run" },
    {
      flags: "--reporter <name[:file]>",
      description: `${reporters.map(({ name }) => name).join(", ")}; to standard output, or to a file`,
      repeatable: true,
    },
    { flags: "--seed <n>", description: "seed of the random cases", integer: { least: 0 }, default: 1 },
    { flags: "--runs <n>", description: "random valid cases for each operation", integer: { least: 0 } },
    {
      flags: "--only <pattern>",
      description: "only cases whose id or name holds this text, or matches this /regular expression/",
    },
    { flags: "--bail", description: "stop at the first failure" },
    { flags: "--shard <i/n>", description: "run one part of n: 1/3, 2/3, 3/3" },
    { flags: "--yes", description: "allow a target that is neither on this machine nor named in the config" },
  ],
  examples: [
    "fieldproof verify spec --target http://127.0.0.1:8080",
    "fieldproof verify spec --target staging --reporter pretty --reporter junit:report.xml",
  ],
  async run(argument, options, world) {
    const config = loadConfig(world, options.config as string | undefined);
    const target = targetOf(options.target as string | undefined, config);
    if (target.name === undefined && options.yes !== true && !isLoopback(target.url)) {
      throw cannotRun(
        "target-not-confirmed",
        `Target \`${target.url}\` is not on this machine. Name it under \`targets\` of the config, or pass --yes to send it requests.`,
      );
    }
    const outputs = ((options.reporter as readonly string[] | undefined) ?? []).map(outputOf);
    if (outputs.every(({ file }) => file !== undefined)) outputs.unshift(outputOf("pretty"));
    const only = patternOf(options.only as string | undefined);
    const shard = shardOf(options.shard as string | undefined);
    const spec = locateSpec(argument, config, world);
    const document = loadSoundDocument(readSource(spec, world), config);
    const scenarios = readScenarios(
      locateScenarios(options.scenarios as string | undefined, config, spec, world),
      document,
      world,
    );
    const seed = options.seed as number;
    const progress = createProgress(world);
    const report = await runContract({
      document,
      title: document.info.title,
      target,
      policy: config.policy,
      scenarios,
      known: config.known,
      seed,
      secrets: config.secrets,
      now: world.now,
      env: world.env,
      cwd: config.file === undefined ? world.cwd : dirname(config.file),
      rerunCommand: (id) => rerun(argument ?? (relative(world.cwd, spec) || spec), target, options, id),
      onPoint: (_point, done, total) => progress.show(done, total),
      signal: world.signal,
      ...(options.runs === undefined ? {} : { runs: options.runs as number }),
      ...(only === undefined ? {} : { only }),
      ...(options.bail === true ? { bail: true } : {}),
      ...(shard === undefined ? {} : { shard }),
    });
    progress.clear();
    for (const { reporter, file } of outputs) {
      if (file === undefined) world.out(reporter.write(report, { colours: world.colours }));
      else {
        mkdirSync(dirname(resolve(world.cwd, file)), { recursive: true });
        writeFileSync(resolve(world.cwd, file), reporter.write(report, { colours: createColours(false) }));
      }
    }
    return exitCodeOf(report);
  },
};

function targetOf(named: string | undefined, config: Config): Target {
  const names = config.targets.map(({ name }) => name ?? "");
  if (named === undefined) {
    const [only, ...others] = config.targets;
    if (only !== undefined && others.length === 0) return only;
    throw cannotRun(
      "target-missing",
      names.length === 0
        ? "There is no target: pass --target URL, or name one under `targets` of fieldproof.yaml."
        : `There are several targets: pass --target with one of ${names.map((name) => `\`${name}\``).join(", ")}.`,
    );
  }
  const known = config.targets.find(({ name }) => name === named);
  if (known !== undefined) return known;
  if (!URL.canParse(named) || !/^https?:$/.test(new URL(named).protocol)) {
    throw cannotRun(
      "target-unknown",
      `Target \`${named}\` is neither a URL nor a target of the config.`,
      nearest(named, names),
    );
  }
  // A URL given by hand is still the target of the config that has the same one; a config with a single target lends it its values.
  const [single, ...rest] = config.targets;
  const same = config.targets.find(({ url }) => sameOrigin(url, named)) ?? (rest.length === 0 ? single : undefined);
  return { url: named, values: same?.values ?? {}, identities: same?.identities ?? {} };
}

function sameOrigin(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin;
}

/** RFC 6761 localhost, RFC 1122 127/8, RFC 4291 ::1. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127\./.test(hostname) || hostname === "[::1]";
}

interface Output {
  readonly reporter: (typeof reporters)[number];
  readonly file?: string;
}

function outputOf(text: string): Output {
  const [name = "", ...rest] = text.split(":");
  const reporter = reporters.find((candidate) => candidate.name === name);
  if (reporter === undefined) {
    const names = reporters.map((candidate) => candidate.name);
    throw cannotRun(
      "reporter-unknown",
      `Unknown reporter \`${name}\`, expected one of ${names.map((known) => `\`${known}\``).join(", ")}.`,
      nearest(name, names),
    );
  }
  return { reporter, ...(rest.length === 0 ? {} : { file: rest.join(":") }) };
}

/** Text, or a regular expression between slashes. */
function patternOf(text: string | undefined): string | undefined {
  const [, expression] = /^\/(.*)\/$/s.exec(text ?? "") ?? [];
  if (expression === undefined) return text;
  try {
    new RegExp(expression);
    return text;
  } catch (error) {
    throw cannotRun("only-pattern", `--only \`${text}\` is no regular expression: ${(error as Error).message}.`);
  }
}

function shardOf(text: string | undefined): { readonly index: number; readonly count: number } | undefined {
  if (text === undefined) return undefined;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index === undefined || count === undefined || Number(index) < 1 || Number(index) > Number(count)) {
    throw cannotRun("shard", `--shard \`${text}\` is no part of a whole, expected \`1/3\`, \`2/3\` or \`3/3\`, say.`);
  }
  return { index: Number(index), count: Number(count) };
}

/** The command that runs one point again. The config's own file and target are named again; reporters are not. */
function rerun(spec: string, target: Target, options: Readonly<Record<string, unknown>>, id: string): string {
  const words = ["npx fieldproof verify", spec, "--target", target.name ?? target.url];
  if (options.config !== undefined) words.push("--config", String(options.config));
  if (options.scenarios !== undefined) words.push("--scenarios", String(options.scenarios));
  return [...words, "--seed", String(options.seed), "--only", `'${id}'`].join(" ");
}
