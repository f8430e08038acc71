// How soon the mock answers after it was started: the project's page, and a document of 1,000 operations.
// `node bench/mock-start.mjs` prints medians of nine starts, some ten seconds; bench/mock.mjs prints them, too.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { deriveDocument } from "../dist/spec/derive.js";
import { readSpecification } from "../dist/spec/read.js";
import { collection } from "./collection.mjs";
import { median, usageOf } from "./mock-load.mjs";

const root = resolve(import.meta.dirname, "..");
const TIMES = 9;

/** @returns lines of a report */
export async function starts() {
  const folder = mkdtempSync(join(tmpdir(), "fieldproof-start-"));
  try {
    const file = join(folder, "openapi.json");
    const document = deriveDocument(readSpecification(collection(1000)));
    writeFileSync(file, JSON.stringify(document));
    const path = Object.keys(document.paths)[0];
    return [
      await measured("the project's page", join(root, "spec"), "/session/logout"),
      await measured(`a document of ${Object.keys(document.paths).length} operations`, file, path),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(name, spec, path) {
  const times = [];
  for (let turn = 0; turn < TIMES; turn += 1) times.push(await once(spec, path));
  const of = (what) => Math.round(median(times.map((time) => time[what])));
  return `first answer to ${name}: ${of("ms")} ms after the start (${of("cpu")} ms of processor, ${of("rss")} MB)`;
}

async function once(spec, path) {
  const port = await freePort();
  const begun = performance.now();
  const args = [join(root, "dist/cli/main.js"), "mock", spec, "--port", String(port)];
  const child = spawn(process.execPath, args, { stdio: "ignore", env: { ...process.env, NO_COLOR: "1" } });
  const ended = new Promise((then) => child.once("exit", then));
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the mock of ${spec} ended with ${child.exitCode}`);
      if (performance.now() - begun > 60_000) throw new Error(`the mock of ${spec} gave no answer within a minute`);
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST" }).catch(() => undefined);
      if (answer !== undefined) {
        await answer.text();
        const { cpuMs, rss } = usageOf(child.pid);
        return { ms: performance.now() - begun, cpu: cpuMs, rss };
      }
      await new Promise((then) => setTimeout(then, 2));
    }
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

function freePort() {
  return new Promise((then) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => then(port));
    });
  });
}

if (process.argv[1] === import.meta.filename) for (const line of await starts()) console.log(line);
