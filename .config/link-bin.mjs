// Makes `npx fieldproof` work inside a clone: npm links the bins of dependencies, but not the package's own.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";

const bin = "dist/cli/main.js";
const link = "node_modules/.bin/fieldproof";
chmodSync(bin, 0o755);
mkdirSync("node_modules/.bin", { recursive: true });
rmSync(link, { force: true });
if (process.platform === "win32")
  writeFileSync(`${link}.cmd`, `@node "%~dp0\\..\\..\\${bin.replaceAll("/", "\\")}" %*\r\n`);
else symlinkSync(`../../${bin}`, link);
