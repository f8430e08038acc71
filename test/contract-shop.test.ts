// The contract runner on an API of several operations: sessions, items and lists, with no values configured but the client's own.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import t from "tap";
import { checks } from "../src/contract/checks/index.ts";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import { explainContract } from "../src/contract/explain.ts";
import type { RunOptions } from "../src/contract/run.ts";
import { DEFAULT_POLICY, type Policy, type Target, type ValueSource } from "../src/contract/settings.ts";
import { startMock } from "../src/mock/server.ts";
import { parseDocument } from "../src/openapi/load.ts";
import type { StateOverrides } from "../src/openapi/state.ts";
import type { Report } from "../src/report.ts";
import { loadScenarios } from "../src/scenario/load.ts";
import { documentOf, firedIn, inBatches, runOf } from "./matrix.ts";
import { SEARCH_FAULTS, SEARCH_STATUS, SEARCH_VARIANTS } from "./server/search-matrix.mjs";
import { startSearchServer } from "./server/search-server.mjs";
import { SHOP_FAULTS } from "./server/shop-faults.mjs";
import { conformantShop, SHOP_CLIENTS, startShopServer } from "./server/shop-server.mjs";
import { SHOP_VARIANTS } from "./server/shop-variants.mjs";

const good = conformantShop as { decide: (...all: unknown[]) => string };
// Some hundred runs, on machines that may be busy.
t.setTimeout(900_000);

const document = documentOf("shop");
const policy: Policy = { ...DEFAULT_POLICY, timeLimitMs: 2000 };
const fixed = (value: unknown): ValueSource => ({ kind: "fixed", value });

function targetAt(url: string): Target {
  return {
    url,
    values: { "header.clientId": fixed("shop-app"), "header.clientSecret": fixed(SHOP_CLIENTS["shop-app"]) },
    identities: {
      till: {
        "header.clientId": fixed("till-3"),
        "header.clientSecret": fixed(SHOP_CLIENTS["till-3"]),
        "body.email": fixed("bob@shop.test"),
        "body.password": fixed("copper-lantern"),
      },
    },
  };
}

interface Ran {
  readonly report: Report;
  readonly requests: number;
  readonly left: number;
}

async function against(replaced: object, more: Partial<RunOptions> = {}): Promise<Ran> {
  const server = await startShopServer(replaced);
  try {
    const report = await runOf({ document, title: "shop", target: targetAt(server.url), policy, ...more });
    return { report, requests: server.requests(), left: server.left() };
  } finally {
    await server.close();
  }
}

t.test("every fault of the shop is noticed, by the checks that are to notice it and no others", async (t) => {
  t.ok(SHOP_FAULTS.length >= 60, `${SHOP_FAULTS.length} faults`);
  await inBatches(SHOP_FAULTS, async ({ name, summary, checks: wanted, byChance = [], replaced }) => {
    const { report } = await against(replaced());
    const fired = firedIn(report);
    t.same(
      { exit: exitCodeOf(report), fired: fired.filter((check) => !byChance.includes(check)).sort() },
      { exit: 1, fired: [...wanted].sort() },
      `${name}: ${summary} (${fired.join(", ")})`,
    );
  });
  const named = new Set(SHOP_FAULTS.flatMap((fault) => fault.checks));
  t.same(
    [...named].filter((check) => !checks.some(({ name }) => name === check)),
    [],
    "no fault names a check that does not exist",
  );
});

t.test("no conformant variant of the shop raises a finding, and what a run made is removed", async (t) => {
  await inBatches(SHOP_VARIANTS, async ({ name, summary, replaced, policy: own, doubtful }) => {
    const { report, left } = await against(replaced(), { policy: { ...policy, ...own } });
    const { failed, inconclusive, skipped } = report.summary;
    t.same(
      { exit: exitCodeOf(report), failed, doubt: inconclusive > 0, skipped, gates: report.missedGates, left },
      { exit: 0, failed: 0, doubt: doubtful === true, skipped: 0, gates: [], left: 0 },
      `${name}: ${summary} (${firedIn(report).join(", ")})`,
    );
  });
});

t.test("a failure's curl line shows the failure again, the calls before it included", async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ["shown-after-removal", "item unknown to POST /item/detail once removed"],
    ["removed-twice", "item removed twice"],
    ["profile-after-logout", "session ended by POST /user/logout"],
    ["price-zero-accepted", "body.price of 0"],
    ["secret-in-any-case", "header.clientSecret in other letter case"],
  ];
  for (const [fault, detail] of rows) {
    const server = await startShopServer(SHOP_FAULTS.find(({ name }) => name === fault)?.replaced());
    const { report } = await against({}, { target: targetAt(server.url), only: detail });
    const failed = report.points.find(({ outcome }) => outcome === "failed");
    const env = { ...process.env, CLIENT_SECRET: SHOP_CLIENTS["shop-app"], PASSWORD: "violet-harbour" };
    const { stdout } = await promisify(execFile)("sh", ["-c", failed?.curl ?? "false"], { env });
    t.match(JSON.parse(stdout), { resultContext: { resultCode: "SUCCESS" } }, `${fault}: ${failed?.curl}`);
    await server.close();
  }
});

t.test(
  "no report shows a secret, nor what is a letter off it, though answers repeat what they were sent",
  async (t) => {
    const { context } = conformantShop as unknown as { context: (code: string) => object };
    const server = await startShopServer({
      context: (code: string, call: { readonly body?: { readonly password?: unknown } }) => ({
        ...context(code),
        ...(code === "SUCCESS" ? {} : { resultMsg: `no login with ${String(call.body?.password)}` }),
      }),
    });
    const { url, values, identities } = targetAt(server.url);
    const bob = { "body.email": fixed("bob@shop.test"), "body.password": fixed("copper-lantern") };
    const { report } = await against(
      {},
      { target: { url, values: { ...values, ...bob }, identities }, only: "/user/login" },
    );
    await server.close();
    const text = JSON.stringify(report);
    t.match(text, "no login with ***");
    t.match(text, "body.password without its last letter");
    t.notMatch(text, /copper-lanter/i);
  },
);

t.test("sessions and items are had from the document's own operations, and few requests do", async (t) => {
  const { report, requests } = await against({});
  const { operations, resultCodes } = report.coverage;
  t.ok(requests < 150 * Object.keys(operations).length, `${requests} requests`);
  t.equal(report.left, undefined, "nothing is left, so nothing is said");
  t.ok(Object.values(operations).every(({ success }) => success));
  const missed = Object.entries(resultCodes).flatMap(([operation, codes]) =>
    Object.entries(codes).flatMap(([code, count]) => (count === 0 ? [`${operation} ${code}`] : [])),
  );
  t.ok(
    missed.every((each) => each.endsWith(" SYSTEM_ERROR")),
    missed.join(),
  );
});

t.test("what cannot be removed is told", async (t) => {
  const { report, left } = await against({ drop: () => {} }, { only: "/item/add · item listed once" });
  t.equal(left, 1);
  t.same(report.left, undefined, "a removal that claims success is believed");
  const refusing = {
    decide: (call: { path: string }, state: unknown, behaviour: object) =>
      call.path === "/item/remove" ? "PARAM_ILLEGAL" : good.decide(call, state, behaviour),
  };
  const { report: other } = await against(refusing, { only: "item/add · item listed once" });
  t.same(other.left, [{ thing: "item", count: 1, why: "`POST /item/remove` did not end them" }]);
  const stop = new AbortController();
  const { report: stopped } = await against(
    { drop: () => stop.abort() },
    { only: "/item/add · item listed once", signal: stop.signal },
  );
  t.same(
    stopped.left,
    ["item", "session"].map((thing) => ({ thing, count: 1, why: "the run ended before they could be removed" })),
  );
});

t.test("what the config says of state is what a run asks about", async (t) => {
  const asked = async (knownState?: StateOverrides): Promise<readonly string[]> => {
    const { report } = await against({}, knownState === undefined ? {} : { knownState });
    t.equal(report.summary.failed, 0);
    const about = report.points.filter(({ family }) => family === "listed-and-gone" || family === "spent-stays-spent");
    return [...new Set(about.map(({ family, operation }) => `${family} ${operation}`))].sort();
  };
  const all = await asked();
  const adding = all.find((each) => /listed-and-gone .*add/i.test(each)) ?? "";
  const [, operation = ""] = adding.split(" ");
  t.match(operation, /add/i, `asked unless told otherwise: ${all.join(", ")}`);
  t.same(
    await asked({ [operation]: { makes: [] } }),
    all.filter((each) => each !== adding),
  );
});

t.test("the config's own values win over what is inferred", async (t) => {
  const server = await startShopServer();
  const target = targetAt(server.url);
  const values = { ...target.values, sessionId: fixed("0123456789abcdef0123456789abcdef") };
  await server.close();
  const { report } = await against({}, { only: "user/profile · documented example" });
  t.equal(report.points[0]?.outcome, "passed");
  const own = await startShopServer();
  const { report: configured } = await against(
    {},
    { only: "user/profile · documented example", target: { ...target, url: own.url, values } },
  );
  await own.close();
  t.equal(configured.points[0]?.outcome, "inconclusive");
  t.match(configured.points[0]?.reason, /SESSION_EXPIRED/);
});

t.test("our own mock of the shop keeps the contract", async (t) => {
  for (const stateful of [false, true]) {
    const mock = await startMock({ document, scenarios: [], stateful });
    const { report } = await against({}, { target: { url: mock.url, values: {}, identities: {} } });
    await mock.close();
    const { failed, inconclusive } = report.summary;
    t.same({ failed, inconclusive }, { failed: 0, inconclusive: 0 }, `stateful ${stateful}: ${firedIn(report).join()}`);
    const lives = ["listed-and-gone", "spent-stays-spent", "refused-leaves-no-trace", "unknown-thing"];
    const run = lives.filter((family) => report.points.some((p) => p.family === family && p.outcome === "passed"));
    t.same(run, stateful ? lives : ["listed-and-gone"], "a mock is asked for state where it keeps some");
  }
});

/** Runs the search API's contract against one of its servers, which `look` may ask once more before it is closed. */
async function searching(
  { replaced, policy: own }: { replaced(): object; policy?: object },
  look: (report: Report) => Promise<void> = async () => {},
  more: Partial<RunOptions> = {},
): Promise<Report> {
  const file = "test/fixtures/documents/search.yaml";
  const { document } = parseDocument(readFileSync(file, "utf8"), file);
  if (document === undefined) throw new Error(`${file} cannot be read.`);
  const server = await startSearchServer(replaced());
  const target = { url: server.url, values: { "header.token": fixed(SEARCH_TOKEN) }, identities: {} };
  const mapped: Policy = { ...policy, status: "mapped", codeStatus: SEARCH_STATUS, ...own };
  const { report } = await against({}, { document, target, policy: mapped, ...more });
  await look(report);
  await server.close();
  return report;
}

const SEARCH_TOKEN = "good-token-of-search";

t.test("each failure of a server without state is shown again by its curl line alone", async (t) => {
  const env = { ...process.env, TOKEN: SEARCH_TOKEN };
  let lines = 0;
  await inBatches(SEARCH_FAULTS, async (fault) => {
    await searching(fault, async ({ points }) => {
      for (const { outcome, curl = "", response, name } of points) {
        // What strikes every seventh answer is not had by asking once.
        if (outcome !== "failed" || response === undefined || fault.byChance !== undefined) continue;
        const { stdout } = await promisify(execFile)("bash", ["-c", curl], { env });
        t.equal(stdout, response.body, `${fault.name}, ${name}: ${curl}`);
        lines += 1;
      }
    });
  });
  t.ok(lines > 100, `${lines} lines were run`);
});

t.test("numeric codes with statuses of their own: every fault is noticed, no variant alarms", async (t) => {
  for (const fault of SEARCH_FAULTS) {
    t.same([...firedIn(await searching(fault))].sort(), [...fault.checks].sort(), `${fault.name}: ${fault.summary}`);
  }
  const asToken = SEARCH_FAULTS.find(({ name }) => name === "bad-input-as-token");
  const report = await searching({ replaced: () => asToken?.replaced() ?? {} }, undefined, { workers: 4 });
  t.same(
    firedIn(report),
    asToken?.checks,
    "a refusal as of a dead session, where nothing but requests of one call is asked",
  );
  for (const variant of SEARCH_VARIANTS) {
    const report = await searching(variant);
    t.same({ exit: exitCodeOf(report), fired: firedIn(report) }, { exit: 0, fired: [] }, variant.name);
  }
});

t.test("a run is a part of itself when asked: by ids, by what is safe, by requests, by time", async (t) => {
  const { report: whole } = await against({}, { only: "user/profile" });
  const ids = whole.points.slice(2, 4).map(({ id }) => id);
  const { report: part } = await against({}, { ids });
  t.same(
    part.points.map(({ id }) => id),
    ids,
  );
  const { report: safe, requests } = await against({}, { readOnly: true });
  t.equal(requests, 0, "no operation of the shop is marked safe");
  t.same([...new Set(safe.points.map(({ outcome }) => outcome))], ["skipped"], `${safe.points[0]?.reason}`);
  t.match(safe.missedGates.join(), /^Nothing was asked: each of the \d+ cases was skipped\.$/);
  const stop = new AbortController();
  const { report: cut } = await against(
    {},
    { readOnly: true, signal: stop.signal, onPoint: (_, done) => done === 5 && stop.abort() },
  );
  t.match(cut.aborted, /^The run was stopped\. 0 of \d+ cases were judged\.$/, "what was skipped was not judged");
  const { requests: few } = await against({}, { maxRequests: 30 });
  t.ok(few <= 60 && few >= 20, `${few} requests, values and removals among them`);
  const { report: late } = await against({}, { timeoutMs: 50 });
  t.match(late.aborted, /^The run's time of 50 ms is over\. \d+ of \d+ cases were judged\.$/);
  t.equal(exitCodeOf(late), 4);
});

t.test("a run keeps to the rate it is given", async (t) => {
  const began = Date.now();
  const { requests } = await against({}, { only: "user/login · header", rate: 100 });
  const tookMs = Date.now() - began;
  t.ok(requests >= 5 && tookMs >= (requests - 1) * 10 - 5, `${requests} requests in ${tookMs} ms`);
});

t.test("a share of the codes is a gate where it is asked for", async (t) => {
  const { report } = await against({}, { minCodes: 50 });
  t.same(report.missedGates, []);
  const { report: all } = await against({}, { minCodes: 100 });
  t.match(all.missedGates.join(), /^\d+ of \d+ result codes were reached, less than 100 %\.$/);
  t.equal(exitCodeOf(all), 4);
});

t.test("what the runner makes of a document is told with nothing sent", async (t) => {
  const text = await explainContract(document, {
    target: targetAt("http://127.0.0.1:9"),
    scenarios: [],
    seed: 1,
    runs: 1,
  });
  for (const line of [
    /^POST \/item\/remove$/m,
    /^ {2}code {3}ITEM_NOT_FOUND \(business\): \d+ cases/m,
    /^ {2}state {2}makes session, by answer\.sessionId: its words say that it logs in/m,
    /^ {2}value {2}body\.itemId: the item that `POST \/item\/add` makes$/m,
    /^ {2}value {2}header\.clientId: `values\.header\.clientId` of the config$/m,
    /^\d+ cases; nothing was sent\.$/m,
  ])
    t.match(text, line);
});

t.test("what is asked of our own mock does not depend on a scenario that it was started with", async (t) => {
  const { scenarios, diagnostics } = loadScenarios(
    [
      {
        file: "all-expired.yaml",
        text: "name: all-expired\nrules:\n  - on: POST /user/profile\n    result: SESSION_EXPIRED\n",
      },
    ],
    document,
  );
  t.same(diagnostics, []);
  const mock = await startMock({ document, scenarios, scenario: "all-expired" });
  const { report } = await against({}, { target: { url: mock.url, values: {}, identities: {} }, only: "user/profile" });
  await mock.close();
  t.same({ exit: exitCodeOf(report), fired: firedIn(report) }, { exit: 0, fired: [] });
});
