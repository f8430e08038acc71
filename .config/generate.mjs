// Writes what is generated from the built package: spec/openapi.json, the reference pages and the schemas in docs/.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { catalogues, schemas } from "../dist/cli/catalogues.js";

execFileSync(process.execPath, ["dist/cli/main.js", "derive", "spec", "-o", "spec/openapi.json"], { stdio: "inherit" });
mkdirSync("docs", { recursive: true });
for (const { file, reference } of catalogues) writeFileSync(`docs/${file}`, reference);
for (const { file, text } of schemas) writeFileSync(`docs/${file}`, text);
