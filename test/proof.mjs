// The runner put to the proof: every fault and every variant of every proving API, over five seeds; needs the built package.
import { readdirSync, readFileSync } from "node:fs";
import { runContract } from "../dist/contract/run.js";
import { DEFAULT_POLICY } from "../dist/contract/settings.js";
import { parseDocument } from "../dist/openapi/load.js";
import { deriveDocument } from "../dist/spec/derive.js";
import { readSpecification } from "../dist/spec/read.js";
import { BASKET_FAULTS, BASKET_VARIANTS } from "./server/basket-matrix.mjs";
import { BASKET_CLIENTS, startBasketServer } from "./server/basket-server.mjs";
import { FAULTS } from "./server/faults.mjs";
import { LEDGER_FAULTS } from "./server/ledger-faults.mjs";
import { LEDGER_CLIENTS, startLedgerServer } from "./server/ledger-server.mjs";
import { LEDGER_VARIANTS } from "./server/ledger-variants.mjs";
import { SEARCH_FAULTS, SEARCH_STATUS, SEARCH_VARIANTS } from "./server/search-matrix.mjs";
import { startSearchServer } from "./server/search-server.mjs";
import { CLIENTS, startSessionServer } from "./server/session-server.mjs";
import { SHOP_FAULTS } from "./server/shop-faults.mjs";
import { SHOP_CLIENTS, startShopServer } from "./server/shop-server.mjs";
import { SHOP_VARIANTS } from "./server/shop-variants.mjs";
import { VARIANTS } from "./server/variants.mjs";

const fixed = (value) => ({ kind: "fixed", value });
const own = { ...DEFAULT_POLICY, timeLimitMs: 1000 };
/** The document that the pages of a folder make. */
function documentOf(root) {
  const pages = readdirSync(root, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => ({ file, text: readFileSync(`${root}/${file}`, "utf8") }));
  return deriveDocument(readSpecification(pages));
}

const APIS = [
  {
    name: "session (one operation)",
    document: JSON.parse(readFileSync("spec/openapi.json", "utf8")),
    start: startSessionServer,
    faults: FAULTS,
    variants: VARIANTS,
    policy: own,
    target: {
      values: {
        "header.clientId": fixed("shop-7"),
        "header.clientSecret": fixed(CLIENTS["shop-7"]),
        sessionId: { kind: "request", request: "POST /__test/session", take: "/session/id", per: "case" },
      },
      identities: {
        other: { "header.clientId": fixed("kiosk-2"), "header.clientSecret": fixed(CLIENTS["kiosk-2"]) },
      },
    },
  },
  {
    name: "shop (several, state)",
    document: documentOf("test/fixtures/pages/shop"),
    start: startShopServer,
    faults: SHOP_FAULTS,
    variants: SHOP_VARIANTS,
    policy: own,
    target: {
      values: {
        "header.clientId": fixed("shop-app"),
        "header.clientSecret": fixed(SHOP_CLIENTS["shop-app"]),
      },
      identities: {
        till: {
          "header.clientId": fixed("till-3"),
          "header.clientSecret": fixed(SHOP_CLIENTS["till-3"]),
          "body.email": fixed("bob@shop.test"),
          "body.password": fixed("copper-lantern"),
        },
      },
    },
  },
  {
    name: "search (numbers, statuses)",
    document: parseDocument(readFileSync("test/fixtures/documents/search.yaml", "utf8"), "search.yaml").document,
    start: startSearchServer,
    faults: SEARCH_FAULTS,
    variants: SEARCH_VARIANTS,
    policy: { ...own, status: "mapped", codeStatus: SEARCH_STATUS },
    target: { values: { "header.token": fixed("good-token-of-search") }, identities: {} },
  },
  {
    name: "ledger (nested paths, tokens)",
    document: documentOf("test/fixtures/pages/ledger"),
    start: startLedgerServer,
    faults: LEDGER_FAULTS,
    variants: LEDGER_VARIANTS,
    policy: { ...own, status: "mapped" },
    target: {
      values: {
        "body.clientKey": fixed("key-alpha"),
        "body.clientSecret": fixed(LEDGER_CLIENTS["key-alpha"]),
      },
      identities: {
        beta: {
          "body.clientKey": fixed("key-beta"),
          "body.clientSecret": fixed(LEDGER_CLIENTS["key-beta"]),
        },
      },
    },
  },
  {
    name: "basket (what an order needs)",
    document: documentOf("test/fixtures/pages/basket"),
    start: startBasketServer,
    faults: BASKET_FAULTS,
    variants: BASKET_VARIANTS,
    policy: own,
    target: {
      values: {
        "header.clientId": fixed("kitchen-app"),
        "header.clientSecret": fixed(BASKET_CLIENTS["kitchen-app"]),
        "body.productId": fixed("pr-20"),
      },
      identities: {
        till: {
          "header.clientId": fixed("till-9"),
          "header.clientSecret": fixed(BASKET_CLIENTS["till-9"]),
        },
      },
    },
  },
];

const names = APIS.map(({ name }) => name.split(" ")[0]);
const wanted = process.argv.slice(2).filter((word) => names.includes(word));
const seeds = process.argv
  .slice(2)
  .filter((word) => !names.includes(word))
  .map(Number);
if (!seeds.every(Number.isSafeInteger)) {
  console.error(
    `Found \`${process.argv.slice(2).join(" ")}\`, expected names of APIs (${names.join(", ")}) and seeds, whole numbers; nothing for all of them and five seeds.`,
  );
  process.exit(2);
}
const SEEDS = seeds.length > 0 ? seeds : [1, 2, 3, 5, 8];
const asked = APIS.filter((_, index) => wanted.length === 0 || wanted.includes(names[index]));
let bad = 0;
const rows = [];

for (const api of asked) {
  const count = {
    faults: 0,
    killed: 0,
    right: 0,
    findings: 0,
    places: 0,
    variants: 0,
    alarms: 0,
    requests: 0,
    ms: 0,
    runs: 0,
  };
  const run = async (entry, seed) => {
    const server = await api.start(entry.replaced());
    const report = await runContract({
      document: api.document,
      title: api.name,
      target: { url: server.url, ...api.target },
      policy: { ...api.policy, ...entry.policy },
      scenarios: [],
      known: [],
      seed,
      runs: 2,
      secrets: [],
      now: () => new Date(),
      env: process.env,
      cwd: process.cwd(),
      rerunCommand: (id) => id,
    });
    await server.close();
    count.runs += 1;
    count.ms += report.durationMs;
    count.requests += Object.values(report.coverage.operations).reduce((sum, { requests }) => sum + requests, 0);
    return report;
  };
  const templates = Object.entries(api.document.paths).map(([path, item]) => ({
    path,
    item,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]*")}$`),
  }));
  /** The operation whose answer broke a promise, and the check that said so: of a path with ids in it, the template. */
  const placeOf = ({ request, diagnostics }) => {
    const { pathname } = new URL(request.url);
    const { path, item } = templates.find(({ pattern }) => pattern.test(pathname)) ?? { path: pathname, item: {} };
    const method = request.method.toLowerCase() in item ? request.method : "";
    return `${method} ${path} ${diagnostics.find(({ severity }) => severity === "error")?.code}`;
  };
  const mostOf = (names) =>
    names
      .map((of) => ({ of, count: names.filter((name) => name === of).length }))
      .reduce((most, each) => (each.count > most.count ? each : most), { of: "", count: 0 });
  const failedIn = ({ points }) => points.filter(({ outcome }) => outcome === "failed");
  const jobs = SEEDS.flatMap((seed) => [
    ...api.faults.map((fault) => async () => {
      const failed = failedIn(await run(fault, seed));
      const fired = new Set(failed.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
      const expected = [...fault.checks, ...(fault.byChance ?? [])];
      const right =
        fault.checks.every((check) => fired.has(check)) && [...fired].every((each) => expected.includes(each));
      count.faults += 1;
      count.killed += fired.size > 0 ? 1 : 0;
      count.right += right ? 1 : 0;
      // One for each operation and check is as few as can be: a fault in every operation is that many findings.
      const places = new Map(failed.map((point) => [point.fingerprint, placeOf(point)]));
      count.findings += places.size;
      count.places += new Set(places.values()).size;
      const most = mostOf([...places.values()]);
      bad += most.count > 1 ? 1 : 0;
      if (most.count > 1)
        console.log(`  seed ${seed}: ${api.name}: ${fault.name} is told ${most.count} times at ${most.of}`);
      if (!right) console.log(`  seed ${seed}: ${api.name}: ${fault.name} wants ${fault.checks}, got ${[...fired]}`);
    }),
    ...api.variants.map((variant) => async () => {
      const failed = failedIn(await run(variant, seed));
      count.variants += 1;
      count.alarms += failed.length > 0 ? 1 : 0;
      for (const { name, diagnostics } of failed.slice(0, 2))
        console.log(`  seed ${seed}: ${api.name}: ${variant.name} alarms: ${name}: ${diagnostics[0]?.message}`);
    }),
  ]);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job();
    }),
  );
  bad += count.faults - count.right + count.alarms;
  rows.push([api.name, count]);
}

const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
console.log(`\nseeds ${SEEDS.join(", ")}`);
console.log(
  "| API | faults killed | for the right reason | false alarms | findings for each fault, operation and check | requests a run | seconds a run |",
);
console.log("|---|---|---|---|---|---|---|");
for (const [name, { faults, killed, right, findings, places, variants, alarms, requests, ms, runs }] of rows)
  console.log(
    `| ${name} | ${killed} of ${faults} (${percent(killed, faults)}) | ${right} (${percent(right, faults)}) | ${alarms} of ${variants} | ${(findings / places).toFixed(2)} | ${Math.round(requests / runs)} | ${(ms / runs / 1000).toFixed(2)} |`,
  );
process.exitCode = bad === 0 ? 0 : 1;
