// How fast the mock answers, beside bare Fastify with the same validation and beside other mocks: the same document, the same
// requests, interleaved. `node bench/mock.mjs` takes about nine minutes with the installation of the others; only ratios mean
// anything. Nobody logs: ours is started with --quiet, the others with what they have for it.
//
//   --operations L  default 1,100: one table for the project's page alone, one for an API of a hundred operations, in which that
//                   page stands amid generated ones
//   --rounds N      default 7       --ms N         per server, request and round; default 1000
//   --depth N       requests on their way at once on each connection; default 10, as Fastify's own benchmarks do: with 1 it is
//                   mostly the system's calls that are measured, and all servers look alike
//   --peers LIST    default all: fastify,prism,mockoon,scalar,wiremock
//   --folder DIR    where the others are installed, and stay; default a temporary folder that is removed
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { deriveDocument } from "../dist/spec/derive.js";
import { readSpecification } from "../dist/spec/read.js";
import { collection } from "./collection.mjs";
import { bytesOf, drive, median, usageOf } from "./mock-load.mjs";
import { starts } from "./mock-start.mjs";

const { values: options } = parseArgs({
  options: {
    operations: { type: "string", default: "1,100" },
    rounds: { type: "string", default: "7" },
    ms: { type: "string", default: "1000" },
    depth: { type: "string", default: "10" },
    peers: { type: "string", default: "fastify,prism,mockoon,scalar,wiremock" },
    folder: { type: "string" },
  },
});
const depth = Number(options.depth);
const root = resolve(import.meta.dirname, "..");
const PACKAGES = {
  prism: ["@stoplight/prism-cli@5.14.2"],
  mockoon: ["@mockoon/cli@9.9.0"],
  scalar: ["@scalar/mock-server@0.3.25", "@hono/node-server@2.1.8"],
  wiremock: ["wiremock@3.13.2"],
};

const VALID = {
  method: "POST",
  path: "/session/logout",
  headers: { "content-type": "application/json", clientId: "shop-7", clientSecret: "long-secret-1", sessionId: "s-1" },
  body: JSON.stringify({ sessionId: "e39992f3048042aeae2c279074ee40bc" }),
};
const preferring = (prefer) => ({ ...VALID, headers: { ...VALID.headers, prefer } });
/** What is asked, and how an answer shows that it was understood. */
const KINDS = {
  valid: { request: VALID, understood: /"resultContext"/ },
  invalid: {
    request: { ...VALID, body: JSON.stringify({ sessionId: 5 }) },
    understood: /PARAM_ILLEGAL|sl-violations|UNPROCESSABLE/,
  },
  forced: { request: preferring("example=SESSION_EXPIRED"), understood: /SESSION_EXPIRED/ },
  dynamic: { request: preferring("dynamic=true"), understood: /"resultMsg":\s*"(?!SUCCESS")/ },
};

const peers = options.peers.split(",").filter((name) => name !== "");
const folder =
  options.folder === undefined ? mkdtempSync(join(tmpdir(), "fieldproof-bench-")) : resolve(options.folder);
const running = [];
const stop = () => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
};
process.on("exit", () => {
  stop();
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

install(peers.flatMap((name) => PACKAGES[name] ?? []));
console.log(
  `# ${cpus().length} cores, Node ${process.version}, ${options.rounds} rounds of ${options.ms} ms; 20 connections, ${depth} requests at once on each`,
);
console.log(
  "# requests a second, processor time each, × how many times fieldproof's rate is that, and in brackets how many",
);
console.log("# times its processor time that of fieldproof is; medians of the rounds");
for (const count of options.operations.split(",").map(Number)) {
  const api = apiOf(count);
  for (const name of ["fieldproof", ...peers]) {
    const server = await start(name, api).catch((error) => console.error(`${name} left out: ${error.message}`));
    if (server !== undefined) running.push(server);
  }
  for (const server of running) server.kinds = await understoodBy(server);
  await warmUp();
  print(count, await measure());
  stop();
}
console.log(`\n${(await starts()).join("\n")}`);
process.exit(0);

/** The document of an API of so many operations, the project's page in the middle, as a file and as parsed. */
function apiOf(count) {
  const others = collection(count - 1);
  const page = join(root, "spec/session/logout.md");
  others.splice(others.length >> 1, 0, { file: "session/logout.md", text: readFileSync(page, "utf8") });
  const document = deriveDocument(readSpecification(others));
  // Paths in the order of the pages, so that a mock that looks through all of them finds this one half way.
  const file = join(folder, `openapi-${count}.json`);
  writeFileSync(file, JSON.stringify(document));
  return { file, paths: Object.keys(document.paths) };
}

async function measure() {
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const kind of Object.keys(KINDS)) {
      const rates = new Map();
      // Each round begins with another server, so that none always follows the same one.
      for (const index of running.keys()) {
        const server = running[(index + round) % running.length];
        if (!server.kinds.has(kind)) continue;
        const before = usageOf(server.child.pid).cpuMs;
        const { count, lost, ms } = await drive(server.port, bytesOf(KINDS[kind].request), Number(options.ms), depth);
        const cpu = ((usageOf(server.child.pid).cpuMs - before) * 1000) / Math.max(1, count);
        rates.set(server.name, { perSecond: (count * 1000) / ms, cpu, lost });
      }
      rounds.push({ kind, rates });
    }
  }
  return rounds;
}

function install(packages) {
  mkdirSync(folder, { recursive: true });
  if (packages.every((name) => existsSync(join(folder, "node_modules", name.slice(0, name.lastIndexOf("@")))))) return;
  console.error(`installing ${packages.join(", ")} into ${folder} …`);
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", "--loglevel=error"];
  execFileSync("npm", ["install", ...flags, ...packages], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 300_000,
  });
}

async function start(name, api) {
  const port = await freePort();
  const begun = performance.now();
  const [command, args] = commandOf(name, port, api);
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, NO_COLOR: "1" } });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-500);
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said.trim()}`);
    if (performance.now() - begun > 60_000) throw new Error("it did not answer within a minute");
    const answer = await ask(port, VALID).catch(() => undefined);
    if (answer !== undefined) return { name, port, child, firstMs: performance.now() - begun };
    await new Promise((then) => setTimeout(then, 5));
  }
}

function commandOf(name, port, { file: document, paths }) {
  const node = process.execPath;
  const of = (...path) => join(folder, "node_modules", ...path);
  switch (name) {
    case "fieldproof":
      return [
        node,
        [join(root, "dist/cli/main.js"), "mock", document, "--port", String(port), "--no-watch", "--quiet"],
      ];
    case "fastify":
      return [node, [join(import.meta.dirname, "mock-fastify.mjs"), document, String(port)]];
    case "prism":
      return [
        node,
        [
          of("@stoplight/prism-cli/dist/index.js"),
          "mock",
          document,
          "-p",
          String(port),
          "-h",
          "127.0.0.1",
          "-v",
          "silent",
        ],
      ];
    case "mockoon":
      return [
        node,
        [
          of("@mockoon/cli/bin/run.js"),
          "start",
          "-d",
          document,
          "-p",
          String(port),
          "-l",
          "127.0.0.1",
          "--disable-admin-api",
          "--disable-log-to-file",
        ],
      ];
    case "scalar":
      return [node, [join(import.meta.dirname, "mock-scalar.mjs"), document, String(port), folder]];
    case "wiremock": {
      const home = join(folder, "wiremock-home");
      writeStubs(home, paths);
      const jar = of("wiremock/build/wiremock-standalone-3.13.2.jar");
      return [
        "java",
        [
          "-Xmx512m",
          "-jar",
          jar,
          "--port",
          String(port),
          "--bind-address",
          "127.0.0.1",
          "--root-dir",
          home,
          "--no-request-journal",
          "--disable-banner",
        ],
      ];
    }
    default:
      throw new Error(`\`${name}\` is none of ${["fastify", ...Object.keys(PACKAGES)].join(", ")}`);
  }
}

/** WireMock reads no OpenAPI document: the same answers as stubs for each path, the validation as matchers. */
function writeStubs(home, paths) {
  const result = (code) => ({ resultContext: { success: code === "SUCCESS", resultMsg: code, resultCode: code } });
  const response = (code) => ({ status: 200, headers: { "content-type": "application/json" }, jsonBody: result(code) });
  const present = { matches: ".+" };
  const sound = {
    headers: { clientId: present, clientSecret: present, sessionId: present },
    bodyPatterns: [{ matchesJsonPath: { expression: "$.sessionId", matches: "[^0-9].*|.{2,}" } }],
  };
  const stubsOf = (request) => ({
    forced: {
      priority: 1,
      request: { ...request, headers: { prefer: { equalTo: "example=SESSION_EXPIRED" } } },
      response: response("SESSION_EXPIRED"),
    },
    valid: { priority: 2, request: { ...request, ...sound }, response: response("SUCCESS") },
    invalid: { priority: 3, request, response: response("PARAM_ILLEGAL") },
  });
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, "mappings"), { recursive: true });
  for (const [index, urlPath] of paths.entries()) {
    for (const [name, stub] of Object.entries(stubsOf({ method: "POST", urlPath })))
      writeFileSync(join(home, "mappings", `${index}-${name}.json`), JSON.stringify(stub));
  }
}

async function ask(port, { method, path, headers, body }) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers,
    body,
    signal: AbortSignal.timeout(5000),
  });
  return answer.text();
}

/** The kinds of request a server answers as they ask, every time; the others are not measured. */
async function understoodBy({ port }) {
  const kinds = new Set();
  for (const [kind, { request, understood }] of Object.entries(KINDS)) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(port, request)));
    if (answers.every((answer) => understood.test(answer))) kinds.add(kind);
  }
  return kinds;
}

async function warmUp() {
  for (const { name, port } of running) await drive(port, bytesOf(VALID), name === "wiremock" ? 25_000 : 3000, depth);
}

function freePort() {
  return new Promise((then) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => then(port));
    });
  });
}

function print(operations, rounds) {
  const of = (kind, name, what) =>
    rounds
      .filter((round) => round.kind === kind && round.rates.has(name))
      .map(({ rates }) => what(rates.get(name), rates));
  const cell = (kind, name) => {
    const rates = of(kind, name, ({ perSecond }) => perSecond);
    if (rates.length === 0) return "not so answered";
    const ratio = median(of(kind, name, ({ perSecond }, all) => all.get("fieldproof").perSecond / perSecond));
    const cpu = median(of(kind, name, ({ cpu }) => cpu));
    const cpuRatio = median(of(kind, name, ({ cpu }, all) => cpu / all.get("fieldproof").cpu));
    const times = name === "fieldproof" ? "" : `, ×${ratio.toFixed(2)} (×${cpuRatio.toFixed(2)})`;
    return `${Math.round(median(rates))}/s, ${Math.round(cpu)} µs${times}`;
  };
  console.log(`\n${operations === 1 ? "one operation" : `${operations} operations`}\n`);
  console.log(`| | ${Object.keys(KINDS).join(" | ")} | first answer | memory at most |`);
  console.log(`|---|${"---|".repeat(Object.keys(KINDS).length + 2)}`);
  for (const { name, firstMs, child } of running) {
    const cells = Object.keys(KINDS).map((kind) => cell(kind, name));
    console.log(`| ${name} | ${cells.join(" | ")} | ${Math.round(firstMs)} ms | ${usageOf(child.pid).peak} MB |`);
  }
  const lost = rounds.flatMap(({ rates }) => [...rates].filter(([, { lost }]) => lost > 0).map(([name]) => name));
  if (lost.length > 0) console.log(`\nAnswers were lost by ${[...new Set(lost)].join(", ")}.`);
}
