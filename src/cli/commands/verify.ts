// fieldproof verify: put the contract to a target and judge its answers.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { exitCodeOf } from "../../contract/exit-code.ts";
import { explainContract } from "../../contract/explain.ts";
import { type Recording, readHar, recordedOperation } from "../../contract/har.ts";
import { runContract } from "../../contract/run.ts";
import type { Target } from "../../contract/settings.ts";
import { nearest } from "../../json/nearest.ts";
import type { Document } from "../../openapi/document.ts";
import { operationsOf } from "../../openapi/operation.ts";
import type { Diagnostic, Report } from "../../report.ts";
import { createColours } from "../../reporters/colour.ts";
import { reporters } from "../../reporters/index.ts";
import type { Command, World } from "../command.ts";
import { CONFIG_FILE, loadConfig } from "../config.ts";
import { acceptFindings } from "../known-writer.ts";
import { lastFailed, rememberFailed } from "../last-run.ts";
import { makeFolders } from "../make-folders.ts";
import { type CannotRun, cannotRun, problemLine } from "../problem.ts";
import { createProgress } from "../progress.ts";
import { locateScenarios, readScenarios } from "../scenarios.ts";
import { loadSoundDocument, locateSpec, readSource } from "../source.ts";
import { strayNames } from "../stray-names.ts";
import { chooseTarget } from "../target.ts";

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
    {
      flags: "--rerun <id|failed>",
      description: "only the case of this id, or those that failed in the last run here",
    },
    { flags: "--timeout <time>", description: "for the whole run: 90s, 5m; what is not judged by then is not" },
    { flags: "--rate <n>", description: "requests a second at most", integer: { least: 1 } },
    {
      flags: "--max-requests <n>",
      description: "requests at most; the cases beyond are skipped",
      integer: { least: 1 },
    },
    { flags: "--read-only", description: "send only what the document marks safe: GET, HEAD and `x-safe`" },
    { flags: "--min-codes <percent>", description: "gate: the share of result codes that must be reached" },
    { flags: "--explain", description: "print roles, inferred state and how each code is reached; nothing is sent" },
    { flags: "--accept", description: "write what failed into the config as known deviations" },
    { flags: "--shard <i/n>", description: "run one part of n: 1/3, 2/3, 3/3" },
    {
      flags: "--workers <n>",
      description:
        "cases of a single request at once (default: one after another, and of a slow target as many as it bears, up to 8)",
      integer: { least: 1 },
    },
    { flags: "--replay <file.har>", description: "ask recorded exchanges again, too" },
    { flags: "--yes", description: "allow a target that is neither on this machine nor named in the config" },
  ],
  examples: [
    "fieldproof verify spec --target http://127.0.0.1:8080",
    "fieldproof verify spec --target staging --reporter pretty --reporter junit:report.xml",
  ],
  async run(argument, options, world) {
    const config = loadConfig(world, options.config as string | undefined);
    const target = chooseTarget(options.target as string | undefined, options.yes === true, config);
    const outputs = ((options.reporter as readonly string[] | undefined) ?? []).map(outputOf);
    const [, second] = outputs.filter(({ file }) => file === undefined);
    if (second !== undefined) {
      const { name } = second.reporter;
      throw cannotRun(
        "reporter-twice",
        `Two reporters for standard output, expected one: \`--reporter ${name}:FILE\`.`,
      );
    }
    if (options.explain === true && outputs.length > 0)
      throw cannotRun("explain-reporter", "`--explain` judges nothing, so that there is nothing for `--reporter`.");
    if (outputs.every(({ file }) => file !== undefined)) outputs.unshift(outputOf("pretty"));
    const only = patternOf(options.only as string | undefined);
    const shard = shardOf(options.shard as string | undefined);
    const spec = locateSpec(argument, config, world);
    const source = readSource(spec, world);
    const document = loadSoundDocument(source, config);
    for (const note of strayNames(config, document)) world.say(`${problemLine(note)}\n`);
    const scenarios = await readScenarios(
      locateScenarios(options.scenarios as string | undefined, config, spec, world),
      document,
      world,
    );
    const seed = options.seed as number;
    if (options.explain === true) {
      world.out(
        await explainContract(document, {
          target,
          scenarios,
          seed,
          knownState: config.state,
          ...(options.runs === undefined ? {} : { runs: options.runs as number }),
          ...(only === undefined ? {} : { only }),
        }),
      );
      return 0;
    }
    const recordings = recordingsOf(options.replay as string | undefined, document, world);
    const ids = idsOf(options.rerun as string | undefined, world.cwd);
    const timeoutMs = durationOf(options.timeout as string | undefined);
    const minCodes = percentOf(options.minCodes as string | undefined);
    const progress = createProgress(world);
    const report = await runContract({
      document,
      title: document.info.title,
      target,
      policy: config.policy,
      scenarios,
      known: config.known,
      knownState: config.state,
      seed,
      secrets: config.secrets.map(({ value }) => value),
      variables: config.secrets,
      now: world.now,
      env: world.env,
      cwd: config.file === undefined ? world.cwd : dirname(config.file),
      rerunCommand: (id) => rerun(argument ?? (relative(world.cwd, spec) || spec), target, options, id),
      onPlan: (total) => progress.show(0, total),
      onPoint: (_point, done, total) => progress.show(done, total),
      signal: world.signal,
      ...(options.runs === undefined ? {} : { runs: options.runs as number }),
      ...(only === undefined ? {} : { only }),
      ...(options.bail === true ? { bail: true } : {}),
      ...(shard === undefined ? {} : { shard }),
      ...(ids === undefined ? {} : { ids }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(minCodes === undefined ? {} : { minCodes }),
      ...(options.rate === undefined ? {} : { rate: options.rate as number }),
      ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests as number }),
      ...(options.readOnly === true ? { readOnly: true } : {}),
      ...(options.workers === undefined ? {} : { workers: options.workers as number }),
      ...(recordings === undefined ? {} : { recordings }),
    });
    progress.clear();
    if (ids !== undefined && report.points.length === 0 && report.aborted === undefined)
      throw cannotRun(
        "rerun-nothing",
        `No case has the id \`${ids.join("`, `")}\`: the specification may have changed.`,
      );
    if (only !== undefined && report.points.length === 0) {
      throw cannotRun("only-nothing", `No case has \`${only}\` in its id or name.`);
    }
    const shown = source.kind === "tables" ? placedIn(report, source.shown) : report;
    const lost: CannotRun[] = [];
    for (const { reporter, file } of outputs) {
      if (file === undefined) world.out(reporter.write(shown, { colours: world.colours }));
      else {
        const text = reporter.write(shown, { colours: createColours(false) });
        const problem = writeProblem(resolve(world.cwd, file), text, (folder) =>
          world.say(`The folder \`${relative(world.cwd, folder)}\` was made for \`${file}\`.\n`),
        );
        if (problem !== undefined)
          lost.push(
            cannotRun("report-not-written", `The ${reporter.name} report was not written to \`${file}\`: ${problem}.`),
          );
      }
    }
    const forgotten = ids === undefined && only === undefined ? rememberFailed(world.cwd, report) : undefined;
    if (forgotten !== undefined) world.say(`\`--rerun failed\` will not know of this run: ${forgotten}.\n`);
    if (options.accept === true) {
      const file = config.file ?? resolve(world.cwd, CONFIG_FILE);
      const count = acceptFindings(report, file);
      world.say(
        `${count} known ${count === 1 ? "deviation was" : "deviations were"} written to \`${relative(world.cwd, file)}\`: give them reasons and an end.\n`,
      );
    }
    // What could be shown has been shown: one report that is lost does not take the others with it.
    const [first] = lost;
    if (first !== undefined) throw first;
    return exitCodeOf(report);
  },
};

/** Why a file could not be written; undefined where it was. A folder that had to be made for it is told. */
function writeProblem(file: string, text: string, made: (folder: string) => void): string | undefined {
  try {
    if (makeFolders(dirname(file)) !== undefined) made(dirname(file));
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function recordingsOf(file: string | undefined, document: Document, world: World): readonly Recording[] | undefined {
  if (file === undefined) return undefined;
  let recordings: readonly Recording[];
  try {
    recordings = readHar(readFileSync(resolve(world.cwd, file), "utf8"));
  } catch (error) {
    throw cannotRun("replay", `\`${file}\` is no HTTP Archive (HAR 1.2): ${(error as Error).message}.`);
  }
  const operations = operationsOf(document);
  const strange = recordings.filter((recording) => recordedOperation(operations, recording) === undefined).length;
  if (strange > 0)
    world.say(`${strange} of ${recordings.length} recorded exchanges in \`${file}\` are of no documented operation.\n`);
  return recordings;
}

function idsOf(rerun: string | undefined, cwd: string): readonly string[] | undefined {
  if (rerun !== "failed") return rerun === undefined ? undefined : [rerun];
  const ids = lastFailed(cwd);
  if (ids === undefined)
    throw cannotRun("rerun-nothing", "There is no last run here whose failures could be run again.");
  if (ids.length === 0) throw cannotRun("rerun-nothing", "Nothing failed in the last run here.");
  return ids;
}

function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  if (amount === undefined)
    throw cannotRun("timeout", `--timeout \`${text}\` is no time, expected \`90s\` or \`5m\`, say.`);
  return Number(amount) * (unit === "m" ? 60_000 : unit === "s" ? 1000 : 1);
}

function percentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, sign] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) > 100)
    throw cannotRun("min-codes", `--min-codes \`${text}\` is no share, expected 0 to 100.`);
  if (sign === "" && Number(amount) > 0 && Number(amount) <= 1)
    throw cannotRun(
      "min-codes",
      `--min-codes \`${text}\` may be a fraction or a percentage, expected \`${Number(amount) * 100}%\` or \`${amount}%\`.`,
    );
  return Number(amount);
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

/** The report with the places of its promises as they can be opened from the working directory. */
function placedIn(report: Report, shown: (file: string) => string): Report {
  const placed = (diagnostic: Diagnostic): Diagnostic =>
    diagnostic.location === undefined
      ? diagnostic
      : { ...diagnostic, location: { ...diagnostic.location, file: shown(diagnostic.location.file) } };
  return {
    ...report,
    points: report.points.map((point) => ({ ...point, diagnostics: point.diagnostics.map(placed) })),
  };
}

/** The command that runs one point again. The config's own file and target are named again; reporters are not. */
function rerun(spec: string, target: Target, options: Readonly<Record<string, unknown>>, id: string): string {
  const words = ["npx fieldproof verify", spec, "--target", target.name ?? target.url];
  if (options.config !== undefined) words.push("--config", String(options.config));
  if (options.scenarios !== undefined) words.push("--scenarios", String(options.scenarios));
  if (options.replay !== undefined) words.push("--replay", String(options.replay));
  return [...words, "--seed", String(options.seed), "--only", `'${id}'`].join(" ");
}
