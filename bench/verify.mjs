// How fast the contract runner is: beside a bare undici loop that sends the very same requests to the same target, by the number
// of operations, and the seed's whole contract by the command line. Needs the built package; takes about two minutes.
//
//   --rounds N      default 3
//   --sizes LIST    numbers of operations; default 20,50,100,200
//   --workers N     how many cases at a time, and requests of the loop, which the first size is measured with as well; default 8
//   --delay MS      what a target takes that does some work, which the first size is measured with as well; default 2
import { execFile, spawn } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { Agent, request } from "undici";
import { runContract } from "../dist/contract/run.js";
import { DEFAULT_POLICY } from "../dist/contract/settings.js";
import { deriveDocument } from "../dist/spec/derive.js";
import { readSpecification } from "../dist/spec/read.js";
import { CLIENTS } from "../test/server/session-server.mjs";
import { collection } from "./collection.mjs";
import { median } from "./mock-load.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    sizes: { type: "string", default: "20,50,100,200" },
    workers: { type: "string", default: "8" },
    delay: { type: "string", default: "2" },
  },
});
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "fieldproof-bench-verify-"));
const children = [];
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const rounds = Number(options.rounds);
console.log(
  `# ${cpus().length} cores, Node ${process.version}, medians of ${rounds} rounds; the target has a process of its own`,
);
console.log(
  "# ratio: our requests a second by those of a bare undici loop with the same requests, as many at a time, and by those of one that\n# sends them one by one\n",
);
console.log(
  "| operations | at a time | the target takes | requests | ours | undici | ratio | to one by one | processor, ours | processor, undici |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|");
const sizes = options.sizes.split(",").map(Number);
for (const size of sizes) await measure(size, 1, 0);
const [first = 20] = sizes;
await measure(first, Number(options.workers), 0);
await measure(first, 1, Number(options.delay));
await measureProving(1);
await measureProving(Number(options.workers));
await measureSeed();
process.exit(0);

async function measure(size, workers, delayMs) {
  const document = deriveDocument(readSpecification(collection(size)));
  const file = join(folder, `${size}.json`);
  writeFileSync(file, JSON.stringify(document));
  const { url, stop } = await serve(join(import.meta.dirname, "verify-target.mjs"), [file, String(delayMs)]);
  const target = { url, values: { sessionId: { kind: "fixed", value: "a-session" } }, identities: {} };
  await compare(size, workers, delayMs === 0 ? "no time" : `${delayMs} ms`, document, target);
  await stop();
}

/** The seed's own contract against the proving server, which looks at what it is asked and keeps sessions. */
async function measureProving(workers) {
  const pages = ["session/logout.md"].map((file) => ({ file, text: readFileSync(join(root, "spec", file), "utf8") }));
  const { url, stop } = await serve(join(root, "test/server/main.mjs"), []);
  const session = {
    kind: "request",
    request: "POST /__test/session",
    body: { client: "shop-7" },
    take: "/session/id",
  };
  const fixed = (value) => ({ kind: "fixed", value });
  const values = {
    "header.clientId": fixed("shop-7"),
    "header.clientSecret": fixed(CLIENTS["shop-7"]),
    sessionId: session,
  };
  await compare("the seed's", workers, "as it needs", deriveDocument(readSpecification(pages)), {
    url,
    values,
    identities: {},
  });
  await stop();
}

async function compare(size, workers, takes, document, target) {
  const { url } = target;
  const requests = [];
  const record = ({ request }) => requests.push(replayable(request));
  subscribe("undici:request:create", record);
  const { summary } = await contract(document, target, workers);
  unsubscribe("undici:request:create", record);
  if (summary.failed > 0) console.error(`${size} operations: ${summary.failed} failed, where none should`);
  await replay(url, requests, workers);
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await timed(() => contract(document, target, workers));
    const bare = await timed(() => replay(url, requests, workers));
    const single = workers === 1 ? bare : await timed(() => replay(url, requests, 1));
    samples.push({ ours, bare, ratio: bare.ms / ours.ms, toOne: single.ms / ours.ms });
    progress(`${size} operations, round ${round + 1} of ${rounds}`);
  }
  const of = (what) => median(samples.map(what));
  const rate = (what) => `${Math.round((requests.length * 1000) / of((sample) => what(sample).ms))}/s`;
  const cpu = (what) => `${Math.round((of((sample) => what(sample).cpuMs) * 1000) / requests.length)} µs`;
  progress("");
  console.log(
    `| ${size} | ${workers} | ${takes} | ${requests.length} | ${rate(({ ours }) => ours)} | ${rate(({ bare }) => bare)} | ${of(({ ratio }) => ratio).toFixed(2)} | ${of(({ toOne }) => toOne).toFixed(2)} | ${cpu(({ ours }) => ours)} | ${cpu(({ bare }) => bare)} |`,
  );
}

function contract(document, target, workers) {
  return runContract({
    document,
    title: "bench",
    target,
    policy: DEFAULT_POLICY,
    scenarios: [],
    known: [],
    seed: 1,
    workers,
    secrets: [],
    now: () => new Date(),
    env: {},
    cwd: folder,
    rerunCommand: (id) => `fieldproof verify --rerun ${id}`,
  });
}

/** A request as the client made it, without what the client adds by itself. */
function replayable({ method, path, headers, body }) {
  const pairs = [];
  for (let at = 0; at < headers.length; at += 2)
    if (!/^(host|connection|content-length|transfer-encoding)$/i.test(headers[at]))
      pairs.push([headers[at], headers[at + 1]]);
  return { method, path, headers: Object.fromEntries(pairs), body: body ?? null };
}

async function replay(url, requests, workers) {
  const dispatcher = new Agent();
  const left = requests.values();
  const one = async () => {
    for (const { path, ...rest } of left) {
      const { body } = await request(url + path, { ...rest, dispatcher });
      await body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: workers }, one));
  await dispatcher.close();
}

async function timed(work) {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1000 };
}

/** The seed's contract as its users run it: the command line, start-up, planning and reports in all. */
async function measureSeed() {
  const { url, stop } = await serve(join(root, "test/server/main.mjs"), []);
  const command = (client) => ({ run: `node ${join(root, "test/server/new-session.mjs")} ${url} ${client}` });
  const call = (client) => ({ request: "POST /__test/session", body: { client }, take: "/session/id" });
  console.log("\n| the seed's contract by the command line, sessions from | seconds |");
  console.log("|---|---|");
  for (const [name, source] of [
    ["a call", call],
    ["a command, one process each", command],
  ]) {
    const config = join(folder, `${source.name}.json`);
    const values = (client) => ({
      "header.clientId": client,
      "header.clientSecret": CLIENTS[client],
      sessionId: source(client),
    });
    writeFileSync(
      config,
      JSON.stringify({
        spec: join(root, "spec"),
        scenarios: join(root, "scenarios"),
        targets: { seed: { url, values: values("shop-7"), identities: { other: values("kiosk-2") } } },
      }),
    );
    const args = [join(root, "dist/cli/main.js"), "verify", "--config", config, "--target", "seed"];
    const seconds = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      await promisify(execFile)(process.execPath, args, { cwd: folder });
      seconds.push((performance.now() - begun) / 1000);
      progress(`sessions from ${name}, round ${round + 1} of ${rounds}`);
    }
    progress("");
    console.log(`| ${name} | ${median(seconds).toFixed(2)} |`);
  }
  await stop();
}

async function serve(script, args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const url = await new Promise((then, fail) => {
    child.stdout.once("data", (chunk) => then(String(chunk).trim()));
    child.once("exit", (code) => fail(new Error(`${script} ended with ${code}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((then) => {
        child.once("exit", then);
        child.kill();
      }),
  };
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
