// Runs the tests and closes with the line `N passed, N failed`; a run in which no test ran has failed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { Parser } from "tap-parser";
import { stringify } from "yaml";

const output = ".tap/output.tap";
mkdirSync(".tap", { recursive: true });
rmSync(output, { force: true });
writeFileSync(output, "");
// The reporters for people draw over what they wrote, which only a terminal understands.
const reporter = process.stdout.isTTY ? "base" : "silent";
const run = spawn(
  process.execPath,
  [
    "node_modules/tap/dist/esm/run.mjs",
    "run",
    `--reporter=${reporter}`,
    `--output-file=${output}`,
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);

let passed = 0;
let failed = 0;
const print = (text) => process.stdout.write(`${text}\n`);

/** One count for each test a file names: assertions below it, and the file above it, are not tests. */
function follow(parser, trail) {
  parser.on("child", (child) => follow(child, [...trail, child.name]));
  parser.on("assert", ({ ok, skip, name, diag, time }) => {
    if (skip) return;
    if (trail.length === 0) print(`${ok ? "ok    " : "not ok"} ${name}${time ? ` (${Math.round(time)} ms)` : ""}`);
    if (trail.length === 1) {
      if (ok) passed += 1;
      else failed += 1;
    }
    if (!ok && trail.length > 1)
      print(`\n${[...trail, name].join(" › ")}\n${stringify(diag ?? {}).replace(/^/gm, "    ")}`);
  });
}
const parser = new Parser();
follow(parser, []);
// What is written is read as it comes, so that each file is told of when it is through; a terminal has a reporter for that.
const file = openSync(output);
const chunk = Buffer.alloc(1 << 16);
function read() {
  for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk))
    parser.write(chunk.subarray(0, length));
}
const reading = process.stdout.isTTY ? undefined : setInterval(read, 500);
const [status] = await once(run, "close");
clearInterval(reading);
read();
parser.end();
// A file that broke down before its first test has failed, though no test of it has.
if (status !== 0 && failed === 0) failed = 1;
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
