// Reading and deriving at scale: `node bench/read.mjs [pages...]` (after `npm run build`; default 1000 10000; half a minute).
// The first line of each collection is made in a heap held to 400 MB: more would end it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { collection, page } from "./collection.mjs";

const dist = process.env.DIST ?? new URL("../dist", import.meta.url).href;
const [first, ...more] = process.argv.slice(2);
if (first === "--derive") await derived(Number(more[0]));
else if (first === "--watch") await watched(Number(more[0]));
else {
  const counts = [first, ...more].filter((word) => word !== undefined).map(Number);
  // Each measure in a process of its own: memory is the process's.
  for (const count of counts.length > 0 ? counts : [1000, 10000]) {
    run(["--expose-gc", "--max-old-space-size=400"], "--derive", count);
    run([], "--watch", count);
  }
}

function run(flags, what, count) {
  const args = [...flags, fileURLToPath(import.meta.url), what, String(count)];
  if (spawnSync(process.execPath, args, { stdio: "inherit" }).status !== 0) process.exitCode = 1;
}

async function derived(count) {
  const { readSpecification } = await import(`${dist}/spec/read.js`);
  const { deriveDocument } = await import(`${dist}/spec/derive.js`);
  const pages = collection(count);
  const [specification, read] = timed(() => readSpecification(pages));
  const [document, derive] = timed(() => deriveDocument(specification));
  const operations = Object.keys(document.paths).length;
  const peak = process.resourceUsage().maxRSS / 1000;
  globalThis.gc?.();
  print({
    pages: count,
    operations,
    fields: specification.pages.flatMap(({ types, endpoints }) =>
      [...types, ...endpoints.flatMap(({ tables }) => tables)].flatMap(({ fields }) => fields),
    ).length,
    "read ms": read,
    "derive ms": derive,
    "ms a page": Number(((read + derive) / count).toFixed(3)),
    "heap MB": Math.round(process.memoryUsage().heapUsed / 1e6),
    "peak rss MB": Math.round(peak),
  });
}

async function watched(count) {
  const { readSpecification } = await import(`${dist}/spec/read.js`);
  const { lint } = await import(`${dist}/spec/lint.js`);
  const pages = collection(count);
  const specification = readSpecification(pages);
  const [findings, judged] = timed(() => lint(specification));
  print({ pages: count, "lint ms": judged, findings: findings.length, ...(await changed(pages)) });
}

function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The median time of the whole derivation after one page of many has changed. */
async function changed(pages) {
  const { createDeriver } = await import(`${dist}/spec/deriver.js`);
  const derive = createDeriver();
  derive(pages);
  const times = Array.from({ length: 21 }, (_, turn) => {
    const at = (turn * 37) % pages.length;
    const text = page(at).text.replace("API description |", `API description | turn ${turn}`);
    const next = pages.map((known, index) => (index === at ? { ...known, text } : known));
    return timed(() => derive(next))[1];
  });
  return { "one page changed ms": times.sort((a, b) => a - b)[10] };
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - start)];
}
