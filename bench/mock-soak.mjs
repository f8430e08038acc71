// A long day of the mock in miniature: clients of many sessions with scenarios, forced codes, bad requests and bad HTTP, while pages
// are saved, broken and mended. `node bench/mock-soak.mjs` takes ten minutes (--seconds N) and says on the way how it goes; it ends with
// 1 when a request was lost, an answer broke the document, or what lives after a collection of garbage grew.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request as requestHttp } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { schemaCompiler } from "../dist/json/schema.js";
import { operationsOf } from "../dist/openapi/operation.js";
import { median } from "./mock-load.mjs";

const { values: options } = parseArgs({
  options: { seconds: { type: "string", default: "600" }, clients: { type: "string", default: "16" } },
});
const seconds = Math.min(3600, Number(options.seconds));
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "fieldproof-soak-"));
for (const name of ["spec", "scenarios"]) cpSync(join(root, name), join(folder, name), { recursive: true });
const page = join(folder, "spec/session/logout.md");
const sound = readFileSync(page, "utf8");

// Sessions that remember much, so that what all of them may remember together is reached in the first seconds.
writeFileSync(
  join(folder, "scenarios/remembers.yaml"),
  `name: remembers
rules:
  - on: POST /session/logout
    result: SUCCESS
    remember: { "last {{header.sessionId}}": "{{body.sessionId}}" }
`,
);
const LONG = "x".repeat(30_000);

const document = JSON.parse(readFileSync(join(root, "spec/openapi.json"), "utf8"));
const [operation] = operationsOf(document);
const fits = schemaCompiler(document.components)(operation.responses[0].schema);

const probe = ["--expose-gc", "--import", join(root, "bench/heap-probe.mjs")];
const command = [join(root, "dist/cli/main.js"), "mock", "spec", "--port", "0", "--stateful"];
const child = spawn(process.execPath, [...probe, ...command], {
  cwd: folder,
  stdio: ["ignore", "pipe", "pipe", "ipc"],
  env: { ...process.env, NO_COLOR: "1" },
});
process.on("exit", () => {
  child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
const seen = { requests: 0, lost: 0, broken: [], reloads: 0, refused: 0, notices: 0, codes: {}, memory: [] };
child.stderr.on("data", (chunk) => {
  const text = String(chunk);
  if (/not reloaded/.test(text)) seen.refused += 1;
  else if (/reloaded/.test(text)) seen.reloads += 1;
});
const port = await new Promise((then, fail) => {
  child.stdout.on("data", (chunk) => {
    const found = /at http:\/\/127\.0\.0\.1:(\d+)/.exec(String(chunk));
    if (found !== null) then(Number(found[1]));
  });
  child.on("exit", (code) => fail(new Error(`the mock ended with ${code}`)));
});

const agent = new Agent({ keepAlive: true, maxSockets: Number(options.clients) });
const start = performance.now();
const end = start + seconds * 1000;
const MB = 1_000_000;
child.on("message", ({ live, rss }) =>
  seen.memory.push({ at: performance.now() - start, live: live / MB, rss: rss / MB }),
);
const measuring = setInterval(() => child.send("measure"), (seconds * 1000) / 60);
const telling = setInterval(
  () => {
    const { live = 0, rss = 0 } = seen.memory.at(-1) ?? {};
    const passed = Math.round((performance.now() - start) / 1000);
    const memory = `${live.toFixed(1)} MB live, ${rss.toFixed(0)} MB in all`;
    console.error(`${passed} s: ${seen.requests} requests, ${seen.lost} lost, ${seen.broken.length} broken, ${memory}`);
  },
  (seconds * 1000) / 20,
);
let saves = 0;
const saving = setInterval(() => {
  saves += 1;
  // Every third save breaks the page, so that the mock must go on with the last good one.
  writeFileSync(
    page,
    saves % 3 === 2
      ? sound.replace("| API methods     | POST", "| API methods     | PSOT")
      : `${sound}${"\n".repeat(saves % 5)}`,
  );
}, 1500);
await Promise.all(Array.from({ length: Number(options.clients) }, (_, client) => live(client)));
clearInterval(measuring);
clearInterval(telling);
clearInterval(saving);
report();

/** One client: the same mix in the same order for each number. */
async function live(client) {
  for (let turn = 0; performance.now() < end; turn += 1) {
    const kind = (turn * 7 + client) % 12;
    if (kind === 11 && turn % 50 === 0) await nonsense();
    const id = `s-${client}-${turn}`;
    const headers = {
      "content-type": "application/json",
      clientId: "c",
      clientSecret: "long-secret-1",
      sessionId: id,
      ...(kind % 3 === 0 ? {} : { "x-mock-session": `w${client}-${turn % 300}` }),
      ...(kind === 2 ? { prefer: "example=SYSTEM_ERROR" } : {}),
      ...(kind === 3 ? { prefer: "dynamic=true" } : {}),
      ...(kind === 4 ? { "x-mock-scenario": "session-ends" } : {}),
      ...(kind === 8 ? { "x-mock-scenario": "remembers" } : {}),
    };
    const body =
      kind === 5
        ? "{broken"
        : kind === 6
          ? JSON.stringify({ sessionId: turn })
          : JSON.stringify({ sessionId: kind === 8 ? LONG : id, pad: "x".repeat(kind === 7 ? 20_000 : 1) });
    await ask(headers, body);
    // What is ended twice is refused the second time.
    if (kind === 10) await ask(headers, body);
    // A client begins anew now and then.
    if (turn % 25 === 0 && headers["x-mock-session"] !== undefined) await reset(headers["x-mock-session"]);
  }
}

function ask(headers, body) {
  return new Promise((done) => {
    const lost = (error) => {
      seen.lost += 1;
      if (seen.broken.length < 10) seen.broken.push(String(error));
      done();
    };
    const sent = requestHttp(
      {
        host: "127.0.0.1",
        port,
        method: "POST",
        path: "/session/logout",
        agent,
        timeout: 10_000,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", lost);
        answer.on("end", () => {
          seen.requests += 1;
          if (answer.headers["x-fieldproof-notice"] !== undefined) seen.notices += 1;
          judge(answer.statusCode, Buffer.concat(chunks).toString("utf8"));
          done();
        });
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer within 10 s")));
    sent.on("error", lost);
    sent.end(body);
  });
}

function reset(session) {
  const url = `http://127.0.0.1:${port}/__fieldproof/reset`;
  return fetch(url, { method: "POST", headers: { "x-mock-session": session } }).then((answer) => answer.text());
}

function judge(status, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const code = value?.resultContext?.resultCode;
  seen.codes[code ?? status] = (seen.codes[code ?? status] ?? 0) + 1;
  if ((status !== 200 || value === undefined || fits(value).length > 0) && seen.broken.length < 10)
    seen.broken.push(`${status} ${text.slice(0, 200)}`);
}

/** What is no HTTP; the mock refuses it and goes on. */
function nonsense() {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => socket.end("NONSENSE\r\n\r\n"));
    socket.on("data", () => {});
    socket.on("error", () => {});
    socket.on("close", done);
  });
}

function report() {
  const { requests, lost, broken, reloads, refused, notices, codes, memory } = seen;
  // The first fifth fills what may be filled: worlds, journals, and what is remembered.
  const steady = memory.filter(({ at }) => at > seconds * 200);
  const third = Math.max(1, Math.floor(steady.length / 3));
  const [first, last] = [steady.slice(0, third), steady.slice(-third)].map((part) => ({
    live: median(part.map(({ live }) => live)),
    rss: median(part.map(({ rss }) => rss)),
  }));
  const flat = last.live <= first.live * 1.05;
  console.log(
    `${requests} requests in ${seconds} s (${Math.round(requests / seconds)}/s), ${lost} lost, ${broken.length} broken`,
  );
  console.log(`${reloads} reloads, ${refused} broken saves refused, ${notices} answers said so`);
  console.log(
    `answers: ${Object.entries(codes)
      .map(([code, count]) => `${code} ${count}`)
      .join(", ")}`,
  );
  const change = ((last.live / first.live - 1) * 100).toFixed(1);
  console.log(
    `live after collection: ${first.live.toFixed(1)} MB in the first third, ${last.live.toFixed(1)} MB in the last (${change} %)${flat ? "" : ", which grows"}; in all ${first.rss.toFixed(0)} and ${last.rss.toFixed(0)} MB`,
  );
  for (const line of broken) console.log(`! ${line}`);
  process.exit(lost > 0 || broken.length > 0 || !flat || (seconds >= 10 && (reloads === 0 || refused === 0)) ? 1 : 0);
}
