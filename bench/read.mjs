// Reading and deriving at scale: `node --expose-gc bench/read.mjs [pages...]` (after `npm run build`; default 1000 10000).
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { collection, page } from "./collection.mjs";

const dist = process.env.DIST ?? new URL("../dist", import.meta.url).href;
const [first, ...more] = process.argv.slice(2);
if (first === "--one") await measure(Number(more[0]));
else {
  const counts = [first, ...more].filter((word) => word !== undefined).map(Number);
  // Each collection in a process of its own: memory is the process's.
  for (const count of counts.length > 0 ? counts : [1000, 10000]) {
    const { status } = spawnSync(
      process.execPath,
      ["--expose-gc", fileURLToPath(import.meta.url), "--one", String(count)],
      { stdio: "inherit" },
    );
    if (status !== 0) process.exitCode = 1;
  }
}

async function measure(count) {
  const { readSpecification } = await import(`${dist}/spec/read.js`);
  const { deriveDocument } = await import(`${dist}/spec/derive.js`);
  const { lint } = await import(`${dist}/spec/lint.js`);
  const pages = collection(count);
  const [specification, read] = timed(() => readSpecification(pages));
  const [document, derive] = timed(() => deriveDocument(specification));
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const [findings, judged] = timed(() => lint(specification));
  const line = {
    pages: count,
    operations: Object.keys(document.paths).length,
    "read ms": read,
    "derive ms": derive,
    "ms a page": Number(((read + derive) / count).toFixed(3)),
    "lint ms": judged,
    findings: findings.length,
    "heap MB": Math.round(heapUsed / 1e6),
    "rss MB": Math.round(rss / 1e6),
    ...(await changed(pages)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The median time of the whole derivation after one page of many has changed. */
async function changed(pages) {
  const { createDeriver } = await import(`${dist}/spec/deriver.js`).catch(() => ({}));
  if (createDeriver === undefined) return {};
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
