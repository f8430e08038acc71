// Bundles the command line into a few files: started as hundreds, it would spend most of its first half second finding them.
// The programs' entry, dist/index.js, stays as the compiler wrote it. The licences of what is inside go along.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const parts = "dist/cli/parts";
rmSync(parts, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["src/cli/main.ts"],
  outdir: "dist/cli",
  chunkNames: "parts/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  // Large, read only when asked for, and found by name at run time.
  external: ["@faker-js/faker", "jiti"],
  // What is CommonJS inside asks for Node's own modules by `require`.
  banner: {
    js: 'import { createRequire as createRequire$ } from "node:module";\nconst require = createRequire$(import.meta.url);',
  },
});

const folders = Object.keys(metafile.inputs).flatMap(
  (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
);
const licences = [...new Set(folders)].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `${license} licence\n` : readFileSync(join(folder, file), "utf8");
  return `${name} ${version}\n\n${text.trim()}\n`;
});
writeFileSync(join(parts, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
