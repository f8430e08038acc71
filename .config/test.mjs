// Runs the tests and closes with the line `N passed, N failed`; a run in which no test ran has failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { Parser } from "tap-parser";

const output = ".tap/output.tap";
mkdirSync(".tap", { recursive: true });
rmSync(output, { force: true });
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/tap/dist/esm/run.mjs",
    "run",
    `--reporter=${process.stdout.isTTY ? "base" : "min"}`,
    `--output-file=${output}`,
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);

let passed = 0;
let failed = 0;
const parser = new Parser();
// One count for each test a file names: assertions below it, and the file above it, are not tests.
parser.on("child", (file) =>
  file.on("assert", ({ ok, skip }) => {
    if (skip) return;
    if (ok) passed += 1;
    else failed += 1;
  }),
);
parser.end(existsSync(output) ? readFileSync(output, "utf8") : "");
// A file that broke down before its first test has failed, though no test of it has.
if (status !== 0 && failed === 0) failed = 1;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
