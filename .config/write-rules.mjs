// Writes docs/rules.md from the rule objects of the built package.
import { mkdirSync, writeFileSync } from "node:fs";
import { rulesReference } from "../dist/spec/rule-page.js";
import { rules } from "../dist/spec/rules/index.js";

mkdirSync("docs", { recursive: true });
writeFileSync("docs/rules.md", rulesReference(rules));
