// Writes what is generated from the built package: spec/openapi.json and the reference pages in docs/.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { catalogues } from "../dist/cli/catalogues.js";

execFileSync(process.execPath, ["dist/cli/main.js", "derive", "spec", "-o", "spec/openapi.json"], { stdio: "inherit" });
mkdirSync("docs", { recursive: true });
for (const { file, reference } of catalogues) writeFileSync(`docs/${file}`, reference);
