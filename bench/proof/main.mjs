// Who notices what, and who cries wolf: fieldproof and its peers put to the same faults and the same unusual but conformant variants
// of one API, side by side. README.md tells how each is set up. Needs the built package.
//
//   --faults N      so many faults, from all over the list, and as large a share of the variants; default all
//   --tools LIST    default all: fieldproof,prism,dredd,portman,specmatic,schemathesis
//   --folder DIR    where peers are installed and results kept: what is there is not done again; default a temporary folder, removed
//   --limit S       seconds a tool has for one target; default 120
//   --lanes N       tools at work at one time; default 2
//   --json FILE     the results, target by target
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { start, targets, writeDocuments } from "./api.mjs";
import { endAll } from "./command.mjs";
import { dredd } from "./tools/dredd.mjs";
import { fieldproof } from "./tools/fieldproof.mjs";
import { portman } from "./tools/portman.mjs";
import { prism } from "./tools/prism.mjs";
import { schemathesis } from "./tools/schemathesis.mjs";
import { specmatic } from "./tools/specmatic.mjs";

const TOOLS = { fieldproof, prism, dredd, portman, specmatic, schemathesis };
const { values: options } = parseArgs({
  options: {
    faults: { type: "string" },
    tools: { type: "string", default: Object.keys(TOOLS).join(",") },
    folder: { type: "string" },
    limit: { type: "string", default: "120" },
    lanes: { type: "string", default: "2" },
    json: { type: "string" },
  },
});
const home = options.folder === undefined ? mkdtempSync(join(tmpdir(), "fieldproof-proof-")) : resolve(options.folder);
process.on("exit", () => {
  endAll();
  if (options.folder === undefined) rmSync(home, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const chosen = options.tools
  .split(",")
  .map((name) => TOOLS[name] ?? fail(`\`${name}\` is none of ${Object.keys(TOOLS)}`));
const all = targets(options.faults === undefined ? undefined : Number(options.faults));
const installed = join(home, "installed");
const documents = join(home, "work");
mkdirSync(documents, { recursive: true });
writeDocuments(documents);
const left = new Map();
for (const tool of chosen) {
  const why = whyNot(tool);
  if (why !== undefined) left.set(tool, why);
}
const present = chosen.filter((tool) => !left.has(tool));
const resultsFile = join(home, "results.json");
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : {};

// The slowest first, so that none is left to work alone at the end.
const queue = [specmatic, schemathesis, portman, dredd, prism, fieldproof].filter((tool) => present.includes(tool));
await Promise.all(
  Array.from({ length: Number(options.lanes) }, async () => {
    for (let tool = queue.shift(); tool !== undefined; tool = queue.shift()) await judgeAll(tool);
  }),
);
print();
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);
process.exit(0);

/** Installs what a tool needs; says why it cannot run here, if it cannot. */
function whyNot({ name, packages, pip = [], needs = [] }) {
  try {
    for (const program of needs) execFileSync(program, ["--version"], { stdio: "ignore" });
    mkdirSync(installed, { recursive: true });
    const missing = packages.filter(
      (each) => !existsSync(join(installed, "node_modules", each.slice(0, each.lastIndexOf("@")))),
    );
    if (missing.length > 0) {
      console.error(`installing ${missing.join(", ")} …`);
      if (!existsSync(join(installed, "package.json")))
        writeFileSync(join(installed, "package.json"), '{ "private": true }\n');
      const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", "--loglevel=error"];
      execFileSync("npm", ["install", ...flags, ...missing], {
        cwd: installed,
        stdio: ["ignore", "ignore", "inherit"],
        timeout: 300_000,
      });
    }
    const python = join(installed, "python");
    if (pip.length > 0 && !existsSync(join(python, "bin", "schemathesis"))) {
      console.error(`installing ${pip.join(", ")} …`);
      execFileSync("python3", ["-m", "venv", python], { stdio: "inherit" });
      execFileSync(join(python, "bin/pip"), ["install", "-q", ...pip], {
        stdio: ["ignore", "ignore", "inherit"],
        timeout: 300_000,
      });
    }
    return undefined;
  } catch (error) {
    return `${name} cannot run here: ${error.message.split("\n")[0]}`;
  }
}

async function judgeAll(tool) {
  const done = results[tool.name] ?? {};
  results[tool.name] = done;
  const todo = all.filter(({ name }) => done[name] === undefined);
  if (todo.length === 0) return;
  const folder = join(documents, tool.name.replaceAll(/\W+/g, "-"));
  mkdirSync(folder, { recursive: true });
  const place = { installed, documents, folder };
  let opened;
  try {
    opened = await tool.open?.(place);
    for (const target of todo) {
      done[target.name] = await judge(tool, target, { ...place, opened });
      writeFileSync(resultsFile, JSON.stringify(results));
      say(tool, Object.keys(done).length);
    }
  } catch (error) {
    left.set(tool, `${tool.name} broke down: ${error.message}`);
  } finally {
    if (opened !== undefined) tool.close?.(opened);
  }
}

async function judge(tool, target, place) {
  const server = await start(target, tool.port?.(place.opened) ?? 0);
  const begun = performance.now();
  try {
    const {
      failures,
      warnings = [],
      timedOut,
    } = await tool.run({
      ...place,
      server,
      url: server.url,
      limitMs: Number(options.limit) * 1000,
    });
    // What was ended by us has told nothing by its end.
    const told = failures.filter((failure) => !(timedOut && /^exit code/.test(failure)));
    return {
      failures: [...new Set(told)],
      warnings: [...new Set(warnings)],
      requests: server.requests(),
      seconds: (performance.now() - begun) / 1000,
      timedOut,
    };
  } finally {
    await server.close();
  }
}

function say({ name }, count) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${name}: ${count} of ${all.length}`);
  else if (count % 20 === 0 || count === all.length) console.error(`${name}: ${count} of ${all.length}`);
}

function print() {
  const of = (kind) => all.filter((target) => target.kind === kind);
  console.log(
    `\n# ${cpus().length} cores, Node ${process.version}; ${of("fault").length} faults, ${of("variant").length} variants, one sound server`,
  );
  console.log(
    "# killed: says something it does not say of the sound server; false alarms: reports failures of a conformant one\n",
  );
  console.log(
    "| tool | faults killed | false alarms on variants | on the sound server | requests a run | seconds a run | out of time |",
  );
  console.log("|---|---|---|---|---|---|---|");
  for (const tool of present) {
    const done = results[tool.name] ?? {};
    const judged = all
      .filter(({ name }) => done[name] !== undefined)
      .map((target) => ({ ...target, ...done[target.name] }));
    const ofKind = (kind) => judged.filter((each) => each.kind === kind);
    const killed = ofKind("fault").filter((target) => kills(tool, target));
    const alarmed = ofKind("variant").filter(({ failures }) => failures.length > 0);
    const mean = (what) => judged.reduce((sum, each) => sum + what(each), 0) / Math.max(1, judged.length);
    const cells = [
      `${killed.length} of ${ofKind("fault").length} (${Math.round((100 * killed.length) / Math.max(1, ofKind("fault").length))} %)`,
      `${alarmed.length} of ${ofKind("variant").length}`,
      String(done.sound?.failures.length ?? "not judged"),
      String(Math.round(mean(({ requests }) => requests))),
      mean(({ seconds }) => seconds).toFixed(1),
      String(judged.filter(({ timedOut }) => timedOut).length),
    ];
    console.log(`| ${tool.name} | ${cells.join(" | ")} |`);
  }
  for (const why of left.values()) console.log(`\n${why}`);
  const ours = results[fieldproof.name];
  const peers = present.filter((tool) => tool !== fieldproof);
  if (ours === undefined) return;
  const missed = of("fault").filter((target) => ours[target.name] !== undefined && !kills(fieldproof, target));
  console.log(`\nMissed by fieldproof: ${missed.length === 0 ? "none" : ""}`);
  for (const target of missed)
    console.log(
      `- ${target.name}, noticed by ${
        peers
          .filter((tool) => kills(tool, target))
          .map(({ name }) => name)
          .join(", ") || "none"
      }`,
    );
  const alone = of("fault").filter((target) => kills(fieldproof, target) && !peers.some((tool) => kills(tool, target)));
  console.log(
    `Noticed by fieldproof alone: ${alone.length}${alone.length === 0 ? "" : ` (${alone.map(({ name }) => name).join(", ")})`}`,
  );
}

/** Whether a tool reports of a target what it does not report of the sound server; a warning will do. */
function kills(tool, { name }) {
  const of = (target) => [...(target?.failures ?? []), ...(target?.warnings ?? [])];
  const known = new Set(of(results[tool.name]?.sound));
  return of(results[tool.name]?.[name]).some((said) => !known.has(said));
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
