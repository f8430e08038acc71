// fieldproof mock: a server that answers as the tables say.
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brokenExamples } from "../../mock/broken-example.ts";
import { startMock } from "../../mock/server.ts";
import { byDirection } from "../../openapi/direction.ts";
import type { Document } from "../../openapi/document.ts";
import { type Operation, operationsOf } from "../../openapi/operation.ts";
import type { UnknownLocale } from "../../openapi/sample.ts";
import { inferState, type StateOverrides, stateRows } from "../../openapi/state.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { unknownScenario } from "../../scenario/unknown-scenario.ts";
import { createDeriver } from "../../spec/deriver.ts";
import { rules } from "../../spec/rules/index.ts";
import type { Command } from "../command.ts";
import { loadConfig } from "../config.ts";
import { asksOnce, type Lint, newFindings } from "../new-findings.ts";
import { CannotRun, cannotRun, problemLine } from "../problem.ts";
import { createRequestLog } from "../request-log.ts";
import { locateScenarios, readScenarios } from "../scenarios.ts";
import { findings, loadSound, locateSpec, readSource, type Source } from "../source.ts";
import { strayState } from "../stray-names.ts";
import { table } from "../table.ts";

const MAX_HEARD = 1000;
/** What is being answered when the mock is told to end may take this long. */
const GRACE_MS = 1000;
/** Rows of a table at the start: nobody reads a thousand, and they take longer to draw than the mock to answer. */
const MAX_LISTED = 50;
/** Operations that come or go with a save. */
const MAX_TOLD = 5;

/** @throws CannotRun when there is no scenario of that name */
function scenarioNamed(name: string | undefined, scenarios: readonly Scenario[], place: string): void {
  const names = scenarios.map((scenario) => scenario.name);
  if (name === undefined || names.includes(name)) return;
  const { message, suggestion } = unknownScenario(name, names, place);
  throw cannotRun("unknown-scenario", message, suggestion);
}

/**
 * A page that described operations and describes none any more was saved half written, or by mistake; one that is gone was deleted.
 * @throws CannotRun naming them
 */
function refuseLosses(before: Document, after: Document, source: Source): void {
  if (source.kind !== "tables") return;
  const described = operationsByPage(before);
  const now = operationsByPage(after);
  const there = new Set([...now.values()].flat());
  // What another page describes now was moved.
  const isLost = (file: string): boolean => described.get(file)?.some((name) => !there.has(name)) === true;
  const lost = source.pages.filter(({ file }) => !now.has(file) && isLost(file));
  if (lost.length === 0) return;
  throw new CannotRun(
    lost.map(({ file }) => ({
      code: "operation-lost",
      severity: "error",
      message: `The page described ${described.get(file)?.join(", ")} and describes no operation now; delete the page if that is meant.`,
      location: { file: source.shown(file), line: 1, column: 1 },
    })),
  );
}

/** Operations that a save has brought or taken away, as the end of a sentence. */
function changedOperations(before: Document, after: Document): string {
  const [old, now] = [before, after].map((document) => operationsOf(document).map(({ name }) => name));
  const listed = (names: readonly string[] = [], others: readonly string[] = [], what: string): readonly string[] => {
    const own = names.filter((name) => !others.includes(name));
    const shown = own.slice(0, MAX_TOLD).map((name) => `\`${name}\``);
    const more = own.length > shown.length ? ` and ${own.length - shown.length} more` : "";
    return own.length === 0 ? [] : [`; ${what}: ${shown.join(", ")}${more}`];
  };
  return [...listed(old, now, "gone"), ...listed(now, old, "new")].join("");
}

function operationsByPage(document: Document): ReadonlyMap<string, readonly string[]> {
  const byPage = new Map<string, string[]>();
  for (const { name, source } of operationsOf(document)) {
    const file = source?.replace(/:\d+:\d+$/, "");
    if (file === undefined) continue;
    const known = byPage.get(file);
    if (known === undefined) byPage.set(file, [`\`${name}\``]);
    else known.push(`\`${name}\``);
  }
  return byPage;
}

export const mock: Command = {
  argument: { name: "[spec]", description: "pages or an OpenAPI file (default: the config's `spec`, else spec/)" },
  options: [
    {
      flags: "--port <n>",
      description: "port to listen on; 0 takes a free one",
      integer: { least: 0, most: 65535 },
      default: 4010,
    },
    { flags: "--host <address>", description: "address to listen on", default: "127.0.0.1" },
    {
      flags: "--scenarios <dir>",
      description: "folder of scenario files (default: `scenarios` beside the specification)",
    },
    { flags: "--scenario <name>", description: "the scenario that is active at the start" },
    { flags: "--seed <n>", description: "seed of everything random", integer: { least: 0 }, default: 1 },
    {
      flags: "--dynamic",
      description: "answer success with made-up data that fits the tables, not with the documented example",
    },
    {
      flags: "--validate <mode>",
      description: "what an invalid request gets: refusal, a warning header, or nothing",
      choices: ["strict", "warn", "off"],
      default: "strict",
    },
    {
      flags: "--stateful",
      description: "live by what the tables let infer: a session ends with its logout, what was added is listed",
    },
    { flags: "--locale <locale>", description: "language of made-up data, a locale of faker's: en, de, zh_CN" },
    { flags: "--token <token>", description: "what the control API asks for; needed to use it off loopback" },
    { flags: "--quiet", description: "print no line for each request" },
    { flags: "--no-watch", description: "do not reload pages and scenarios when they are saved" },
    { flags: "--config <file>", description: "config file (default: the nearest fieldproof.yaml)" },
  ],
  examples: ["fieldproof mock spec --port 4010", "fieldproof mock spec --scenario session-ends"],
  async run(argument, options, world) {
    const derive = createDeriver();
    const log = createRequestLog(world.sayBeside, world.talkColours);
    const load = async (
      before?: Document,
    ): Promise<{
      readonly document: Document;
      /** What is said of the tables, where there are any. */
      readonly lint?: Lint;
      readonly scenarios: readonly Scenario[];
      readonly stateful: false | StateOverrides;
      /** Where scenarios are looked for. */
      readonly folder: string;
      readonly paths: readonly string[];
    }> => {
      // At the start notes come before the banner, later among the lines of requests.
      const say = before === undefined ? world.say : (text: string) => log.say(text.trimEnd());
      const config = loadConfig(world, options.config as string | undefined);
      const spec = locateSpec(argument, config, world);
      const source = readSource(spec, world);
      const { document, specification } = loadSound(source, config, derive);
      if (before !== undefined) refuseLosses(before, document, source);
      const folder = locateScenarios(
        options.scenarios as string | undefined,
        config,
        spec,
        world,
        options.watch !== false,
      );
      const scenarios = await readScenarios(folder, document, { cwd: world.cwd, say });
      if (options.stateful === true) for (const note of strayState(config, document)) say(`${problemLine(note)}\n`);
      return {
        document,
        ...(source.kind === "tables" && specification !== undefined
          ? { lint: asksOnce((rule) => findings(specification, [rule], source, config)) }
          : {}),
        scenarios,
        stateful: options.stateful === true && config.state,
        folder,
        paths: [spec, folder, config.file].filter((path) => path !== undefined),
      };
    };
    const readAt = world.now();
    const first = await load();
    const scenarioPlace = relative(world.cwd, first.folder) || ".";
    scenarioNamed(options.scenario as string | undefined, first.scenarios, scenarioPlace);
    const heard = new Set<string>();
    const onProblem = (detail: string): void => {
      // Each is said once; a client that keeps asking does not fill the terminal.
      if (heard.has(detail) || heard.size >= MAX_HEARD) return;
      heard.add(detail);
      log.say(`${world.talkColours.yellow("not answered as documented")}: ${detail}`);
    };
    const server = await startMock({
      document: first.document,
      scenarios: first.scenarios,
      scenarioPlace,
      host: options.host as string,
      port: options.port as number,
      seed: options.seed as number,
      dynamic: options.dynamic === true,
      stateful: first.stateful,
      validate: options.validate as "strict" | "warn" | "off",
      ...(options.scenario === undefined ? {} : { scenario: options.scenario as string }),
      ...(options.locale === undefined ? {} : { locale: options.locale as string }),
      onProblem,
      ...(options.quiet === true ? {} : { onAnswer: log.add }),
      ...(options.token === undefined ? {} : { token: options.token as string }),
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        throw cannotRun(
          "port-taken",
          `Port ${String(options.port)} is taken; choose another with --port, or 0 for a free one.`,
        );
      }
      if (error.name === "UnknownLocale")
        throw cannotRun("unknown-locale", error.message, (error as Partial<UnknownLocale>).suggestion);
      if (error.code === "EADDRNOTAVAIL" || error.code === "EACCES" || error.code === "ENOTFOUND") {
        throw cannotRun(
          "address-unusable",
          `Cannot listen on ${String(options.host)}:${String(options.port)}: ${error.message}.`,
        );
      }
      throw error;
    });
    world.out(banner(first.document, first.scenarios, server.url));

    const note = world.talkColours.yellow("note");
    let good = first.document;
    let linted = first.lint;
    let checking = 0;
    /** Says which examples are not answered as they stand, and what lint finds that it did not find before; requests go first. */
    const check = async ({ document, lint }: Pick<typeof first, "document" | "lint">): Promise<void> => {
      checking += 1;
      const own = checking;
      const isOver = (): boolean => own !== checking || world.signal.aborted;
      const breath = (): Promise<void> => new Promise((then) => setTimeout(then, 1));
      let said = 0;
      for (const sentence of brokenExamples(document)) {
        if (sentence === undefined) await breath();
        if (isOver()) return;
        if (sentence === undefined) continue;
        said += 1;
        if (said <= MAX_LISTED) log.say(`${note}: ${sentence}`);
      }
      if (said > MAX_LISTED) log.say(`and ${said - MAX_LISTED} more examples that break their schema`);
      if (lint === undefined || linted === undefined || lint === linted) return;
      const found = await newFindings(rules, linted, lint, isOver, breath);
      if (isOver()) return;
      linted = lint;
      const [finding] = found;
      if (finding === undefined) return;
      const more = found.length === 1 ? "a new finding" : `${found.length} new findings`;
      log.say(`${note}: lint has ${more}, the first: ${problemLine(finding)}`);
    };
    const reload = async (path: string): Promise<void> => {
      try {
        const loaded = await load(good);
        const { document, scenarios, stateful } = loaded;
        const changed = changedOperations(good, document);
        good = document;
        const notice = server.replace(document, scenarios, stateful);
        const reloaded = world.talkColours.green("reloaded");
        log.say(`${reloaded} after a change of ${relative(world.cwd, path)}${changed}`);
        if (notice !== undefined) log.say(`${note}: ${notice}`);
        void check(loaded);
      } catch (error) {
        if (!(error instanceof CannotRun)) throw error;
        for (const diagnostic of error.diagnostics) log.say(problemLine(diagnostic));
        const first = error.diagnostics.find(({ severity }) => severity === "error") ?? error.diagnostics[0];
        server.notice(
          `The last good version answers: ${first === undefined ? "the last save was not taken" : problemLine(first)}`,
        );
        log.say(`${world.talkColours.yellow("not reloaded")}: the last good version goes on answering.`);
      }
    };
    let reloading: Promise<void> = Promise.resolve();
    const watching =
      options.watch === false
        ? undefined
        : (await import("../watch.ts")).watch(first.paths, readAt, (path) => {
            // One after the other, so that the last save is the one that stays.
            reloading = reloading.then(() => reload(path));
          });
    void check(first);
    await new Promise<void>((stop) => {
      if (world.signal.aborted) stop();
      world.signal.addEventListener("abort", () => stop(), { once: true });
    });
    // A folder that is being read, or a client that does not let go, holds nobody up.
    await Promise.race([Promise.all([watching?.close(), server.close(GRACE_MS)]), sleep(2 * GRACE_MS)]);
    await log.flush();
    return 0;

    /** What was inferred of state, so that a wrong guess is seen. */
    function stateTable(document: Document): string {
      const overrides = first.stateful === false ? {} : first.stateful;
      const read = byDirection(document);
      const rows = stateRows(inferState(read, operationsOf(read), overrides));
      if (rows.length === 0) return "state:      nothing in the tables tells of any";
      const listed = rows.slice(0, MAX_LISTED).map(({ operation, does, field, why }) => [operation, does, field, why]);
      const drawn = table(["operation", "does", "by the field", "because"], listed, world.colours);
      return rows.length > MAX_LISTED
        ? `${drawn}\nand ${rows.length - MAX_LISTED} more: /__fieldproof/inference`
        : drawn;
    }

    function banner(document: Document, scenarios: readonly Scenario[], url: string): string {
      const operations = operationsOf(document);
      const forced = operations[0];
      const bold = world.colours.bold;
      return [
        `${bold("fieldproof mock")} of ${document.info.title} at ${world.colours.cyan(url)}`,
        "",
        table(
          ["operation", "result codes"],
          operations
            .slice(0, MAX_LISTED)
            .map(({ name, outcomes }) => [name, outcomes.map((outcome) => outcome.name).join(", ")]),
          world.colours,
        ),
        ...(operations.length > MAX_LISTED
          ? [`and ${operations.length - MAX_LISTED} more: ${url}/__fieldproof/operations`]
          : []),
        "",
        `force one:  curl ${forced?.method === "GET" ? "" : `-X ${forced?.method} `}${url}${forced === undefined ? "" : filledPath(forced)} -H 'Prefer: result=${forced?.outcomes.at(-1)?.name}'`,
        "            or ?__result=CODE in the address, or a scenario that answers with it",
        ...(server.isControlled
          ? [`control:    ${url}/__fieldproof/openapi.json: force, reset, journal, verify, explain …`]
          : ["control:    closed, as others than this machine can reach it; --token WORD opens it to who sends that"]),
        scenarios.length === 0
          ? `scenarios:  none; looked for in ${scenarioPlace}${options.watch === false ? "" : ", and taken up when they come"}`
          : `scenarios:  ${scenarios.map(({ name }) => name).join(", ")} in ${scenarioPlace} (X-Mock-Scenario: NAME, or --scenario NAME)`,
        ...(options.scenario === undefined ? [] : [`active:     ${String(options.scenario)}`]),
        `document:   ${url}/openapi.json`,
        ...(options.stateful === true ? ["", stateTable(document)] : []),
        "",
      ].join("\n");
    }
  },
};

/** A path as it can be pasted: what its parameters' examples say in place of them, else their names. */
function filledPath({ path, parameters }: Operation): string {
  return path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const { example } = parameters.find((each) => each.in === "path" && each.name === name) ?? {};
    return encodeURIComponent(["string", "number"].includes(typeof example) ? String(example) : name);
  });
}
