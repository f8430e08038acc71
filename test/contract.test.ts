// The contract runner: what it notices, what it keeps quiet about, and what it shows of either.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import t from "tap";
import { checks } from "../src/contract/checks/index.ts";
import { listOrderKept } from "../src/contract/checks/list-order.ts";
import { curlLine } from "../src/contract/curl.ts";
import type { Exchange } from "../src/contract/exchange.ts";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import { families } from "../src/contract/families/index.ts";
import { isKept } from "../src/contract/kept-field.ts";
import { recordResponse } from "../src/contract/record.ts";
import { type RunOptions, runContract } from "../src/contract/run.ts";
import { DEFAULT_POLICY, type Policy, type Target, type ValueSource } from "../src/contract/settings.ts";
import { another } from "../src/contract/shown-thing.ts";
import { readJsonBytes } from "../src/json/bytes.ts";
import { startMock } from "../src/mock/server.ts";
import type { Document } from "../src/openapi/document.ts";
import { parseDocument } from "../src/openapi/load.ts";
import { createMasker } from "../src/openapi/sensitive.ts";
import { settleResultCodes } from "../src/openapi/settle.ts";
import type { Report } from "../src/report.ts";
import { createColours } from "../src/reporters/colour.ts";
import { reporters } from "../src/reporters/index.ts";
import { loadScenarios } from "../src/scenario/load.ts";
import { FAULTS } from "./server/faults.mjs";
import { conformantSearch, type SearchBehaviour, startSearchServer } from "./server/search-server.mjs";
import { CLIENTS, conformant, type SessionServer, startSessionServer } from "./server/session-server.mjs";
import { VARIANTS } from "./server/variants.mjs";

const document = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;
const { scenarios } = loadScenarios(
  readdirSync("scenarios").map((file) => ({ file, text: readFileSync(`scenarios/${file}`, "utf8") })),
  document,
);
const SECRET = CLIENTS["shop-7"] ?? "";
const fixed = (value: unknown): ValueSource => ({ kind: "fixed", value });
const policy: Policy = { ...DEFAULT_POLICY, timeLimitMs: 1000 };

/** The proving server as a target: real clients, and a fresh session for each case that wants one. */
function targetAt(url: string): Target {
  return {
    url,
    values: {
      "header.clientId": fixed("shop-7"),
      "header.clientSecret": fixed(SECRET),
      sessionId: { kind: "request", request: "POST /__test/session", take: "/session/id", per: "case" },
    },
    identities: {
      other: { "header.clientId": fixed("kiosk-2"), "header.clientSecret": fixed(CLIENTS["kiosk-2"]) },
    },
  };
}

function run(target: Target, more: Partial<RunOptions> = {}): Promise<Report> {
  return runContract({
    document,
    title: "sessions",
    target,
    policy,
    scenarios: [],
    known: [],
    seed: 7,
    runs: 2,
    secrets: [SECRET],
    now: () => new Date(),
    env: process.env,
    cwd: process.cwd(),
    rerunCommand: (id) => `fieldproof verify --only ${id}`,
    ...more,
  });
}

async function against(
  replaced: object,
  more: Partial<RunOptions> = {},
): Promise<{ report: Report; requests: number }> {
  const server = await startSessionServer(replaced);
  try {
    const report = await run(targetAt(server.url), more);
    return { report, requests: server.requests() };
  } finally {
    await server.close();
  }
}

function firedIn({ points }: Report): readonly string[] {
  const failed = points.filter(({ outcome }) => outcome === "failed");
  return [...new Set(failed.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))];
}

/** Four at a time: most of a run is waiting. */
async function inBatches<T>(entries: readonly T[], work: (entry: T) => Promise<void>): Promise<void> {
  const queue = [...entries];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await work(entry);
    }),
  );
}

t.test("every fault of the proving server is noticed, by the checks that are to notice it and no others", async (t) => {
  t.ok(FAULTS.length >= 40, `${FAULTS.length} faults`);
  await inBatches(FAULTS, async ({ name, summary, checks, byChance = [], replaced }) => {
    const { report } = await against(replaced());
    const fired = firedIn(report);
    const failed = report.points
      .filter(({ outcome }) => outcome === "failed")
      .flatMap(({ diagnostics }) => diagnostics);
    const placeless = failed.filter(({ location, severity }) => severity === "error" && location === undefined);
    t.same(
      { exit: exitCodeOf(report), fired: fired.filter((check) => !byChance.includes(check)).sort(), placeless },
      { exit: 1, fired: [...checks].sort(), placeless: [] },
      `${name}: ${summary} (${fired.join(", ")})`,
    );
  });
});

t.test("every check of envelope, code and schema points at the row of the tables", async (t) => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["flag-absent", "schema", "session/logout.md:47:3"],
    ["message-null", "schema", "session/logout.md:48:3"],
    ["true-on-failure", "envelope-consistency", "session/logout.md:47:3"],
    ["code-lower-case", "documented-code", "session/logout.md:49:3"],
    ["message-empty-on-failure", "message-on-failure", "session/logout.md:48:3"],
    ["null-accepted", "expected-code", "session/logout.md:23:3"],
    ["client-secret-optional", "expected-code", "session/logout.md:16:3"],
    ["bad-input-breaks", "server-error-on-bad-input", "session/logout.md:15:3"],
  ];
  await inBatches(rows, async ([fault, check, row]) => {
    const { report } = await against(FAULTS.find(({ name }) => name === fault)?.replaced() ?? {});
    const found = report.points.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code === check));
    t.ok(
      found.some(({ source }) => source === row),
      `${fault}: ${check} at ${row} (${[...new Set(found.map(({ source }) => source))].join(", ")})`,
    );
    const { location, source } = found[0] ?? {};
    t.equal(`${location?.file}:${location?.line}:${location?.column}`, source, "place and source agree");
  });
});

t.test("no conformant variant raises a finding, leaves a doubt or misses a gate", async (t) => {
  await inBatches(VARIANTS, async ({ name, summary, replaced, policy: own }) => {
    const { report } = await against(replaced(), { policy: { ...policy, ...own } });
    const { failed, inconclusive, skipped } = report.summary;
    t.same(
      { exit: exitCodeOf(report), failed, inconclusive, skipped, gates: report.missedGates },
      { exit: 0, failed: 0, inconclusive: 0, skipped: 0, gates: [] },
      `${name}: ${summary} (${firedIn(report).join(", ")})`,
    );
  });
});

t.test("every check is named by some fault, save those the seed's API gives no ground for", (t) => {
  const named = new Set(FAULTS.flatMap(({ checks }) => checks));
  t.same(
    checks.map(({ name }) => name).filter((name) => !named.has(name)),
    ["expected-value", "made-id", "echo", "listing", "list-order", "documented-headers", "undocumented-field"],
  );
  t.same(
    [...named].filter((check) => !checks.some(({ name }) => name === check)),
    [],
    "no fault names a check that does not exist",
  );
  const names = [...checks, ...families, ...reporters].map(({ name }) => name);
  t.equal(new Set(names).size, names.length, "names are unique");
  t.end();
});

t.test("the run covers all four codes of the conformant server but the one that nothing provokes", async (t) => {
  const settled = settleResultCodes(document, {
    roles: {},
    unprovoked: { SYSTEM_ERROR: "only a breakdown brings it about" },
  });
  const { report, requests } = await against(
    {},
    { document: settled, scenarios, policy: { ...policy, gates: { success: "all", codes: "all" } } },
  );
  const { resultCodes, waived, operations } = report.coverage;
  t.equal(exitCodeOf(report), 0);
  t.same(
    Object.entries(resultCodes.sessionLogout ?? {})
      .filter(([, count]) => count === 0)
      .map(([code]) => code),
    ["SYSTEM_ERROR"],
  );
  t.same(waived, { sessionLogout: { SYSTEM_ERROR: "only a breakdown brings it about" } });
  t.same(operations.sessionLogout, { success: true, requests }, "every request is counted");
  const skipped = report.points.filter(({ outcome }) => outcome === "skipped");
  t.same(
    skipped.map(({ name, reason }) => [name, reason]),
    [
      [
        "POST /session/logout · scenario system-error · expects SYSTEM_ERROR",
        "No request brings `SYSTEM_ERROR` about: only a breakdown brings it about.",
      ],
    ],
  );
});

t.test("our own mock keeps the contract, and its scenarios show all codes", async (t) => {
  const { url, close } = await startMock({ document, scenarios });
  t.teardown(close);
  for (const again of ["first", "second"]) {
    const report = await run(
      { url, values: {}, identities: {} },
      { scenarios, policy: { ...policy, gates: { success: "all", codes: "all" } } },
    );
    t.equal(exitCodeOf(report), 0, `${again} run: ${firedIn(report).join(", ")}`);
    t.same(report.missedGates, []);
  }
});

t.test("our own mock keeps other documents too: statuses for outcomes, numeric codes, limits", async (t) => {
  for (const name of ["shop", "numeric", "search"]) {
    const file = `test/fixtures/documents/${name}.yaml`;
    const { document: other } = parseDocument(readFileSync(file, "utf8"), file);
    if (other === undefined) throw new Error(`${file} cannot be read.`);
    const mock = await startMock({ document: other, scenarios: [] });
    const report = await run({ url: mock.url, values: {}, identities: {} }, { document: other });
    await mock.close();
    t.same(
      { exit: exitCodeOf(report), fired: firedIn(report), inconclusive: report.summary.inconclusive },
      { exit: 0, fired: [], inconclusive: 0 },
      name,
    );
  }
});

t.test("limits, enumerations, lists and headers of another API are held to, each at its row", async (t) => {
  const file = "test/fixtures/documents/search.yaml";
  const { document: search } = parseDocument(readFileSync(file, "utf8"), file);
  if (search === undefined) throw new Error(`${file} cannot be read.`);
  const own = conformantSearch.fits;
  const without = (field: string) => (body: Record<string, unknown>) =>
    own(body) || (typeof body === "object" && own({ ...body, [field]: undefined }));
  const rows: readonly (readonly [string, Partial<SearchBehaviour>, readonly string[], string | undefined])[] = [
    ["conformant", {}, [], undefined],
    ["over-long accepted", { fits: without("keyword") }, ["expected-code"], "search.md:11:3"],
    ["exact maximum refused", { fits: (body) => own(body) && body.page !== 99 }, ["expected-code"], "search.md:12:3"],
    ["past the maximum accepted", { fits: without("page") }, ["expected-code"], "search.md:12:3"],
    [
      "outside the enumeration accepted",
      { fits: (body) => own(body) || (typeof body?.status === "string" && own({ ...body, status: "NEW" })) },
      ["expected-code"],
      "search.md:10:3",
    ],
    [
      "optional field needed",
      { fits: (body) => own(body) && body.keyword !== undefined },
      ["expected-code"],
      undefined,
    ],
    ["field of an element never looked at", { fits: without("tags") }, ["expected-code"], "search.md:14:3"],
    [
      "a day that no calendar has accepted",
      { fits: (body) => own(body?.since === "2023-02-30" ? { ...body, since: undefined } : body) },
      ["expected-code"],
      "search.md:15:3",
    ],
    [
      "text that breaks its pattern accepted",
      { fits: (body) => own(typeof body?.zone === "string" ? { ...body, zone: undefined } : body) },
      ["expected-code"],
      "search.md:16:3",
    ],
    [
      "a list of one taken for its element",
      { fits: (body) => own(Array.isArray(body?.area) ? { ...body, area: body.area[0] } : body) },
      ["expected-code"],
      "search.md:17:3",
    ],
    [
      "a field of no table refused within an object",
      { fits: (body) => own(body) && Object.keys(body.area ?? {}).every((key) => key === "city") },
      ["expected-code"],
      "search.md:17:3",
    ],
    [
      "an element that is null passed over",
      {
        fits: (body) =>
          own(Array.isArray(body?.tags) ? { ...body, tags: body.tags.filter((tag: unknown) => tag !== null) } : body),
      },
      ["expected-code"],
      undefined,
    ],
    [
      "an element taken for a list of one",
      {
        fits: (body) => {
          const element = typeof body?.tags === "object" && body.tags !== null && "name" in body.tags;
          return own(element ? { ...body, tags: [body.tags] } : body);
        },
      },
      ["expected-code"],
      undefined,
    ],
    [
      "documented header absent",
      { headers: () => ({ "content-type": "application/json" }) },
      ["documented-headers"],
      "search.md:20:3",
    ],
    [
      "field absent in the second element",
      { items: () => [{ id: 1, title: "a" }, { id: 2 }] },
      ["schema"],
      "search.md:35:3",
    ],
    [
      "an object for a list of one",
      { answer: (code, items) => ({ code, msg: "m", ...(code === 0 ? { data: { items: items[0] } } : {}) }) },
      ["schema"],
      undefined,
    ],
    ["an integer with a fraction", { items: () => [{ id: 1.5, title: "a" }] }, ["schema"], "search.md:34:3"],
    ["text past its length", { items: () => [{ id: 1, title: "a".repeat(21) }] }, ["schema"], "search.md:35:3"],
    ["success without its payload", { answer: (code) => ({ code, msg: "m" }) }, ["schema"], undefined],
    [
      "the code as text",
      { answer: (code, items) => ({ code: String(code), msg: "m", data: { items } }) },
      ["schema", "documented-code"],
      "search.md:30:3",
    ],
  ];
  for (const [name, replaced, checks, row] of rows) {
    const server = await startSearchServer(replaced);
    const target = { url: server.url, values: { "header.token": fixed("good-token-of-search") }, identities: {} };
    const report = await run(target, { document: search });
    await server.close();
    const sources = report.points.flatMap(({ diagnostics }) => diagnostics.map(({ source }) => source));
    t.same(
      { exit: exitCodeOf(report), fired: firedIn(report), row: row === undefined || sources.includes(row) },
      { exit: checks.length === 0 ? 0 : 1, fired: checks, row: true },
      name,
    );
  }
});

t.test("a length that cuts the body short is named as what it may be", async (t) => {
  const fault = FAULTS.find(({ name }) => name === "length-too-short")?.replaced() ?? {};
  const { report } = await against(fault, { only: "documented" });
  const said = report.points.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
  t.match(said[0], /ends before its value does\. `Content-Length` counts just these \d+ bytes: it lies, or/);
});

t.test("bytes are read as a strict reader of JSON reads them", (t) => {
  const rows: readonly (readonly [string | Buffer, object])[] = [
    ['{"a":[1,{"b":null}]}', { value: { a: [1, { b: null }] }, problems: [] }],
    ["", { problems: [{ message: "The body is empty, expected one JSON value." }] }],
    [
      "\uFEFF1",
      { value: 1, problems: [{ message: "The body begins with a byte order mark, expected a JSON value." }] },
    ],
    [Buffer.from([0x22, 0xff, 0x22]), { problems: [{ message: "The body is not UTF-8, expected JSON in UTF-8." }] }],
    ["{} x", { problems: [{ message: "The body is not JSON: something follows the value, at byte 3." }] }],
    ["<html>", { problems: [{ message: "The body is not JSON: it begins with `<`, as HTML and XML do." }] }],
    [
      ")]}'\n{}",
      {
        problems: [{ message: "The body is not JSON: it begins with `)]}'`, a guard against inclusion as a script." }],
      },
    ],
    ['{"a":', { problems: [{ message: "The body is not JSON: it ends before its value does.", isCut: true }] }],
    ['{"a":NaN}', { problems: [{ message: "The body is not JSON: `NaN` stands at byte 5." }] }],
    [
      '{"a":{"b":1,"\\u0062":2}}',
      { value: { a: { b: 2 } }, problems: [{ message: "The name `b` stands twice in one object.", pointer: "/a/b" }] },
    ],
    ['{"__proto__":1}', { value: JSON.parse('{"__proto__":1}'), problems: [] }],
    ['{"a":"\\":","b":[{"a" :"{\\"a\\":1}"}]}', { value: { a: '":', b: [{ a: '{"a":1}' }] }, problems: [] }],
    [
      '{"a":"\\":","b":{"c":":", "c":1}}',
      {
        value: { a: '":', b: { c: 1 } },
        problems: [{ message: "The name `c` stands twice in one object.", pointer: "/b/c" }],
      },
    ],
    [
      `${"[".repeat(100_000)}"]"${"]".repeat(100_000)}`,
      { problems: [{ message: "The body nests 100000 levels deep, expected no more than 500." }] },
    ],
    [`[${'"[[[[",'.repeat(400)}1]`, { value: [...Array(400).fill("[[[["), 1], problems: [] }],
  ];
  for (const [text, want] of rows)
    t.same(readJsonBytes(Buffer.from(text as string)), { ...want, unsafeIntegers: [] }, String(text).slice(0, 60));
  t.same(readJsonBytes(Buffer.from("[9007199254740991,-9007199254740993,1e400]")).unsafeIntegers, [
    { message: "The integer `-9007199254740993` is past 2^53 - 1, where readers round.", pointer: "/1" },
  ]);
  t.end();
});

t.test("an answer without end, or too large to read, is cut off", async (t) => {
  const chunk = Buffer.alloc(1024 * 1024, 32);
  const rows: readonly (readonly [string, (res: import("node:http").ServerResponse) => void, string])[] = [
    [
      "ten gigabytes",
      (res) => {
        const more = (): void => {
          while (!res.destroyed && res.write(chunk));
          if (!res.destroyed) res.once("drain", more);
        };
        more();
      },
      "connection",
    ],
    [
      "one byte now and then",
      (res) => {
        const timer = setInterval(() => res.write(" "), 40);
        res.once("close", () => clearInterval(timer));
      },
      "time-limit",
    ],
  ];
  for (const [name, write, check] of rows) {
    const send = (res: import("node:http").ServerResponse): void => {
      res.writeHead(200, { "content-type": "application/json" });
      write(res);
    };
    const limit = { ...policy, timeLimitMs: check === "connection" ? 10_000 : 500 };
    const { report } = await against({ send }, { only: "documented example", policy: limit });
    t.same(firedIn(report), [check], name);
  }
});

t.test("names and ids are the same in every run, and the seed decides only what is random", async (t) => {
  const one = await against({});
  const two = await against({});
  const other = await against({}, { seed: 8 });
  const idsOf = ({ report }: { report: Report }) => report.points.map(({ id, name }) => [id, name]);
  t.same(idsOf(one), idsOf(two));
  t.same(idsOf(one), idsOf(other));
  t.equal(new Set(one.report.points.map(({ id }) => id)).size, one.report.points.length, "ids are unique");
  const names = one.report.points.map(({ name }) => name);
  t.equal(new Set(names).size, names.length, "names are unique");
  t.ok(names.includes("POST /session/logout · body.sessionId missing · expects PARAM_ILLEGAL"));
  t.ok(names.includes("POST /session/logout · header.sessionId missing · expects PARAM_ILLEGAL or SESSION_EXPIRED"));
});

t.test("equal failures share a fingerprint and are counted", async (t) => {
  const { report } = await against(FAULTS.find(({ name }) => name === "content-type-html")?.replaced() ?? {});
  const failed = report.points.filter(({ outcome }) => outcome === "failed");
  t.equal(new Set(failed.map(({ fingerprint }) => fingerprint)).size, 1);
  t.ok(failed.every(({ count }) => count === failed.length));
  t.ok(failed.length > 30);
});

t.test("a target that cannot be reached ends the run with exit code 3", async (t) => {
  const server = await startSessionServer();
  await server.close();
  const report = await run(targetAt(server.url));
  t.equal(exitCodeOf(report), 3);
  t.match(report.aborted, /cannot be reached: ECONNREFUSED/);
  t.same(report.points, []);
});

t.test("a target that goes away in the middle ends the run at once, with what was judged", async (t) => {
  const servers: SessionServer[] = [];
  const gone = {
    send(
      res: { end(bytes: Buffer): void; writeHead(status: number, headers: object): void },
      status: number,
      headers: object,
      bytes: Buffer,
      call: { count: number },
    ) {
      res.writeHead(status, headers);
      res.end(bytes);
      if (call.count === 20) setImmediate(() => void servers[0]?.close());
    },
  };
  servers.push(await startSessionServer(gone));
  const report = await run(targetAt(servers[0]?.url ?? ""));
  t.equal(exitCodeOf(report), 3);
  t.match(report.aborted, /^The target is gone: .* of \d+ cases were judged\.$/);
  t.ok(report.points.length >= 10 && report.points.length < 30, `${report.points.length} points`);
});

t.test("the request that the target does not survive is told, and ends the run", async (t) => {
  const servers: SessionServer[] = [];
  const { read: readWell } = conformant as { read(call: object): { readonly status?: number } };
  const falls = {
    read(call: object) {
      const read = readWell(call);
      if (read.status === 400) void servers[0]?.close();
      return read;
    },
  };
  servers.push(await startSessionServer(falls));
  const report = await run(targetAt(servers[0]?.url ?? ""));
  t.equal(exitCodeOf(report), 3);
  const failed = report.points.filter(({ outcome }) => outcome === "failed");
  t.same(
    failed.map(({ family, diagnostics }) => [family, diagnostics.map(({ code }) => code)]),
    [["malformed-json", ["connection"]]],
  );
  t.match(
    failed[0]?.diagnostics[0]?.message,
    /closed the connection before its answer\. It cannot be reached since\.$/,
  );
});

t.test(
  "a valid request that is always refused is inconclusive and misses the gate, as nothing tells whose fault it is",
  async (t) => {
    const server = await startSessionServer();
    const target = targetAt(server.url);
    const report = await run({
      ...target,
      values: {
        ...target.values,
        sessionId: { kind: "run", command: "echo 3f2a9d0c5b7e41f88a6d0c1b2e3f4a5b", per: "case" },
      },
    });
    await server.close();
    t.equal(exitCodeOf(report), 4);
    t.same(report.missedGates, ["`POST /session/logout` never succeeded: nothing shows that it works."]);
    t.equal(report.summary.failed, 0, firedIn(report).join());
    const doubtful = report.points.filter(({ outcome }) => outcome === "inconclusive");
    t.match(doubtful[0]?.reason, /answered `SESSION_EXPIRED` and never succeeded in this run/);
    t.ok(doubtful.every(({ name }) => /SUCCESS/.test(name)));
  },
);

t.test("without the values only a real system knows, nothing is held against it", async (t) => {
  const server = await startSessionServer();
  const report = await run({ url: server.url, values: {}, identities: {} }, { scenarios });
  await server.close();
  t.same({ exit: exitCodeOf(report), fired: firedIn(report) }, { exit: 4, fired: [] });
  t.ok(report.summary.inconclusive >= 5, `${report.summary.inconclusive} cases are left open`);
});

t.test("a value that cannot be fetched makes its cases inconclusive, with the reason", async (t) => {
  const server = await startSessionServer();
  const target = targetAt(server.url);
  const sources: readonly (readonly [ValueSource, RegExp])[] = [
    [{ kind: "run", command: "echo no session >&2; exit 3", per: "case" }, /ended with exit code 3 \(no session\)/],
    [{ kind: "run", command: "true", per: "run" }, /it printed nothing/],
    [{ kind: "request", request: "POST /__test/session", take: "/nothing", per: "case" }, /nothing at `\/nothing`/],
    [{ kind: "request", request: "POST /elsewhere", take: "/id", per: "case" }, /HTTP status `404`/],
  ];
  for (const [source, reason] of sources) {
    const report = await run({ ...target, values: { ...target.values, sessionId: source } });
    const example = report.points.find(({ family }) => family === "documented-example");
    t.equal(example?.outcome, "inconclusive");
    t.match(example?.reason, reason);
    t.equal(report.summary.failed, 0);
    t.equal(exitCodeOf(report), 4);
  }
  await server.close();
});

t.test(
  "a command is run afresh for each case that may use its value up, and once for a run where the config says so",
  async (t) => {
    const server = await startSessionServer();
    const command = `${JSON.stringify(process.execPath)} test/server/new-session.mjs ${server.url}`;
    const target = targetAt(server.url);
    const only = "random-valid";
    const fresh = await run(
      { ...target, values: { ...target.values, sessionId: { kind: "run", command, per: "case" } } },
      { only },
    );
    t.same(fresh.summary, { passed: 2, failed: 0, inconclusive: 0, skipped: 0, known: 0 });
    const shared = await run(
      { ...target, values: { ...target.values, sessionId: { kind: "run", command, per: "run" } } },
      { only },
    );
    t.same(
      shared.points.map(({ outcome }) => outcome),
      ["passed", "inconclusive"],
      "the second finds the session spent, for which the target is not to blame",
    );
    await server.close();
  },
);

t.test(
  "whether a text matches a pattern that takes too long is left open, and a text that plainly does not fails",
  async (t) => {
    const documentOf = (pattern: string): Document =>
      ({
        openapi: "3.1.0",
        info: { title: "bells", version: "1" },
        paths: {
          "/bell": {
            get: {
              responses: {
                200: {
                  description: "rung",
                  content: {
                    "application/json": {
                      schema: { type: "object", properties: { note: { type: "string", pattern } } },
                    },
                  },
                },
              },
            },
          },
        },
      }) as Document;
    const server = createServer((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ note: `${"a".repeat(60)}!` }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const target: Target = { url: urlOf(server), values: {}, identities: {} };
    const rows = [
      ["^(?=(a+)+$)", "inconclusive", /^Whether `\/note` matches its pattern takes too long to tell\.$/],
      ["^(?=(b+)+$)", "failed", undefined],
    ] as const;
    for (const [pattern, want, reason] of rows) {
      const { points } = await run(target, { document: documentOf(pattern), only: "GET /bell" });
      const [first] = points.filter(({ outcome }) => outcome !== "skipped");
      t.equal(first?.outcome, want, pattern);
      if (reason !== undefined) t.match(first?.reason, reason);
    }
    server.close();
  },
);

t.test("no secret stands in any report, whatever the target does with it", async (t) => {
  for (const name of ["secret-echoed", "secret-in-header", "session-echoed", "all-succeeds", "html-as-json"]) {
    const seen: string[] = [];
    const fault = FAULTS.find((each) => each.name === name)?.replaced() as { decide?: (...all: unknown[]) => unknown };
    const server = await startSessionServer(fault);
    const target = targetAt(server.url);
    const spy = createServer((request, response) => forward(server.url, request, response, seen));
    await new Promise<void>((resolve) => spy.listen(0, "127.0.0.1", resolve));
    const report = await run({ ...target, url: urlOf(spy) });
    spy.close();
    await server.close();
    t.equal(exitCodeOf(report), 1, name);
    t.ok(seen.length > 10, `${seen.length} sessions were used`);
    for (const reporter of reporters) {
      const text = reporter.write(report, { colours: createColours(false) });
      const leaked = [SECRET, CLIENTS["kiosk-2"] ?? "", ...seen].filter((secret) => text.includes(secret));
      t.same(leaked, [], `${reporter.name} of ${name}`);
    }
  }
});

t.test("an answer is shown as it came, unless it holds a secret", async (t) => {
  const masker = createMasker(["badge"], ["deep-harbour-9"]);
  const rows: readonly (readonly [body: string, shown: string])[] = [
    ['{"id": 9007199254740993, "a": 1, "a": 2}', '{"id": 9007199254740993, "a": 1, "a": 2}'],
    ['{"badge": "b-77", "a": 1}', '{"badge":"***","a":1}'],
    ['{"badge": "b-77", "badge": ""}', '{"badge":""}'],
    ['{"note": "deep-harbour-9"}', '{"note":"***"}'],
    ['{"note": "\\u0064eep-harbour-9"}', '{"note":"***"}'],
    ["no JSON: deep-harbour-9", "no JSON: ***"],
  ];
  for (const [body, shown] of rows) {
    const answer = { status: 200, headers: {}, body: Buffer.from(body), firstByteMs: 1, lastByteMs: 1 };
    t.equal(recordResponse(answer, masker).body, shown, body);
  }
});

t.test("a failure's curl line shows the failure again, once its variables are set", async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ["null-accepted", "body.sessionId null"],
    ["put-succeeds", "method PUT"],
    ["number-coerced", "body.sessionId of type number"],
    ["malformed-breaks", "a body with a NUL byte"],
    ["form-taken", "a form for a body"],
    ["client-secret-optional", "header.clientSecret missing"],
    ["unknown-field-opens", "unknown body fields beside an unknown session"],
  ];
  for (const [fault, detail] of rows) {
    const server = await startSessionServer(FAULTS.find(({ name }) => name === fault)?.replaced());
    const report = await run(targetAt(server.url));
    const point = report.points.find(({ name, outcome }) => outcome === "failed" && name.includes(` · ${detail} · `));
    const env = { ...process.env, CLIENT_ID: "shop-7", CLIENT_SECRET: SECRET };
    const { stdout } = await promisify(execFile)("bash", ["-c", point?.curl ?? "false"], { env });
    t.equal(stdout, point?.response?.body, `${fault}: ${point?.curl}`);
    await server.close();
  }
});

t.test("a shell reads a curl line as the very request, with variables where secrets stood", async (t) => {
  const secret = "s3'cr$t";
  const variables = [{ name: "CLIENT_SECRET", value: secret, secret: true }];
  const short = secret.slice(0, -1);
  const bodies = [
    "",
    `{"a":"${short}","b":"${short}x"}`,
    `{"a":"S3'CR$T"}`,
    '{"a":"O\'Brien $HOME `id` \\\\ \\" !"}',
    `{"a":"${secret}","b":"${secret}x"}`,
    "two\nlines %s",
    `a\u0000b\\'%${secret}!`,
  ];
  for (const text of bodies) {
    const sent = {
      method: "POST",
      url: "http://a.test/?q='$(id)'",
      headers: { "content-type": "text/plain", "X-Empty": "", "X-Secret": secret },
      body: Buffer.from(text),
    };
    const line = curlLine(sent, variables);
    t.notMatch(line.replaceAll(`'\\''`, "'"), /s3'cr\$/i);
    await t.rejects(
      promisify(execFile)("bash", ["-c", line], { env: { PATH: process.env.PATH ?? "" } }),
      /CLIENT_SECRET/,
    );
    const stub = 'curl() { for each in "$@"; do printf "%s\\0" "$each"; done; case "$*" in *@-) cat;; esac; }';
    const { stdout } = await promisify(execFile)("bash", ["-c", `${stub}\n${line}`], {
      env: { CLIENT_SECRET: secret, PATH: process.env.PATH ?? "" },
    });
    const given = [
      "-sS",
      "--compressed",
      "-X",
      "POST",
      sent.url,
      "-H",
      "content-type: text/plain",
      "-H",
      "X-Empty;",
      "-H",
      `X-Secret: ${secret}`,
      "--data-binary",
    ];
    const want = text.includes("\u0000") ? [...given, "@-", text] : [...given, text, ""];
    t.equal(stdout, want.join("\u0000"), line);
  }
});

t.test("one point is run alone by its id, a few by a part of their names or an expression", async (t) => {
  const { report: whole } = await against({});
  const id = whole.points[9]?.id ?? "";
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [id, whole.points.filter((point) => point.id === id).map(({ name }) => name)],
    ["CLIENTSECRET MISSING", ["POST /session/logout · header.clientSecret missing · expects PARAM_ILLEGAL"]],
    [
      "/method (PUT|PATCH)/",
      [
        "POST /session/logout · method PUT · expects a refusal",
        "POST /session/logout · method PATCH · expects a refusal",
      ],
    ],
  ];
  for (const [only, names] of rows) {
    const { report } = await against({}, { only });
    t.same(
      report.points.map(({ name }) => name),
      names,
      only,
    );
    t.same(report.missedGates, [], "a part is not held to the gates of the whole");
  }
  const shards = await Promise.all([1, 2, 3].map((index) => against({}, { shard: { index, count: 3 } })));
  const ids = shards.flatMap(({ report }) => report.points.map((point) => point.id));
  t.same(ids.sort(), whole.points.map((point) => point.id).sort(), "the shards make up the whole");
});

t.test("the run stops at the first failure when asked, and when it is told to", async (t) => {
  const fault = FAULTS.find(({ name }) => name === "null-accepted")?.replaced() ?? {};
  const { report } = await against(fault, { bail: true });
  t.equal(report.points.at(-1)?.outcome, "failed");
  t.equal(report.summary.failed, 1);
  t.equal(exitCodeOf(report), 1);
  const stop = new AbortController();
  const stopped = await against({}, { signal: stop.signal, onPoint: (_, done) => done === 5 && stop.abort() });
  t.equal(stopped.report.points.length, 5);
  t.match(stopped.report.aborted, /^The run was stopped\. 5 of \d+ cases were judged\.$/);
  const few = await against({}, { maxRequests: 10 });
  t.ok(few.requests <= 10 && few.requests >= 4, `${few.requests} requests`);
  t.match(few.report.points.at(-1)?.reason, /no more than 10 requests/);
});

t.test("known deviations are reported and not failed, until they are out of date or fixed", async (t) => {
  const fault = FAULTS.find(({ name }) => name === "content-type-html")?.replaced() ?? {};
  const known = { operation: "sessionLogout", check: "content-type", reason: "the gateway does it" };
  const rows: readonly (readonly [
    string,
    object,
    object,
    { exit: number; failed: boolean; known: boolean; gates: readonly string[] },
  ])[] = [
    ["accepted", fault, known, { exit: 0, failed: false, known: true, gates: [] }],
    [
      "accepted by method and path",
      fault,
      { ...known, operation: "POST /session/logout" },
      { exit: 0, failed: false, known: true, gates: [] },
    ],
    [
      "not yet out of date",
      fault,
      { ...known, until: "2026-06-30" },
      { exit: 0, failed: false, known: true, gates: [] },
    ],
    [
      "out of date",
      fault,
      { ...known, until: "2026-06-29" },
      {
        exit: 1,
        failed: true,
        known: false,
        gates: ["The known deviation `content-type` of `sessionLogout` was accepted until 2026-06-29."],
      },
    ],
    [
      "another check's",
      fault,
      { ...known, check: "charset" },
      {
        exit: 1,
        failed: true,
        known: false,
        gates: ["The known deviation `charset` of `sessionLogout` was not met: take it out."],
      },
    ],
    [
      "fixed",
      {},
      known,
      {
        exit: 4,
        failed: false,
        known: false,
        gates: ["The known deviation `content-type` of `sessionLogout` was not met: take it out."],
      },
    ],
  ];
  for (const [name, replaced, deviation, want] of rows) {
    const now = () => new Date("2026-06-30T12:00:00Z");
    const { report } = await against(replaced, { known: [deviation as typeof known], now });
    t.same(
      {
        exit: exitCodeOf(report),
        failed: report.summary.failed > 0,
        known: report.summary.known > 0,
        gates: report.missedGates,
      },
      want,
      name,
    );
  }
});

t.test("the policy decides on HTTP statuses, frameworks' own pages and fields of no table", async (t) => {
  const statuses = { status: (code: string) => (code === "PARAM_ILLEGAL" ? 400 : 200) };
  const extra = { shape: (inner: object) => ({ resultContext: inner, trace: 1 }) };
  const codeStatus = { PARAM_ILLEGAL: 400 };
  const rows: readonly (readonly [string, object, Partial<Policy>, readonly string[]])[] = [
    ["400 where all is 200", statuses, {}, ["status"]],
    ["400 where it is mapped", statuses, { status: "mapped", codeStatus }, []],
    ["200 where 400 is mapped", {}, { status: "mapped", codeStatus }, ["status"]],
    ["400 where either is fine", statuses, { status: "either", codeStatus }, []],
    ["200 where either is fine", {}, { status: "either", codeStatus }, []],
    ["a framework's page where the envelope is wanted", {}, { transportErrors: "envelope" }, ["status"]],
    ["a field of no table, allowed", extra, {}, []],
    ["a field of no table, warned of", extra, { undocumentedFields: "warn" }, []],
    ["a field of no table, refused", extra, { undocumentedFields: "fail" }, ["undocumented-field"]],
  ];
  for (const [name, replaced, own, want] of rows) {
    const { report } = await against(replaced, { policy: { ...policy, ...own } });
    t.same(firedIn(report), want, name);
  }
});

t.test("a target that never answers is not waited for again and again", async (t) => {
  const { report, requests } = await against(FAULTS.find(({ name }) => name === "no-answer")?.replaced() ?? {});
  t.equal(requests, 3);
  t.equal(report.summary.failed, 3);
  t.match(report.points.at(-1)?.reason, /gave no whole answer 3 times/);
});

t.test("a step's take and expected values carry from one call to the next", async (t) => {
  const { scenarios: own, diagnostics } = loadScenarios(
    [
      {
        file: "carry.yaml",
        text: `name: carry
steps:
  - call: POST /session/logout
    take: { said: /resultContext/resultMsg }
    expect: { result: SUCCESS, body: { resultContext.resultMsg: SUCCESS } }
  - call: POST /session/logout
    with: { header: { sessionId: "{{said}}" }, body: { sessionId: "{{said}}" } }
    expect: { result: SESSION_EXPIRED, body: { resultContext.resultMsg: "somebody else" } }
`,
      },
    ],
    document,
  );
  t.same(diagnostics, []);
  const { report } = await against({}, { scenarios: own, only: "scenario carry" });
  t.same(
    report.points.flatMap((point) =>
      point.diagnostics.map(({ code, message, pointer }) => ({ code, message, pointer })),
    ),
    [
      {
        code: "expected-value",
        message:
          '`/resultContext/resultMsg` is `"nobody is logged in under this session"`, expected `"somebody else"`. The step is at `carry.yaml:6:5`.',
        pointer: "/resultContext/resultMsg",
      },
    ],
  );
});

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes a request on, and keeps the session it was sent with. */
function forward(
  to: string,
  request: import("node:http").IncomingMessage,
  response: import("node:http").ServerResponse,
  seen: string[],
): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const { host: _, connection: __, "content-length": ___, "transfer-encoding": ____, ...headers } = request.headers;
    const body = Buffer.concat(chunks);
    const answer = await fetch(`${to}${request.url}`, {
      method: request.method ?? "POST",
      headers: headers as Record<string, string>,
      ...(body.length > 0 && request.method !== "GET" ? { body } : {}),
    });
    const text = await answer.text();
    if (request.url === "/__test/session") seen.push((JSON.parse(text) as { session: { id: string } }).session.id);
    response.writeHead(
      answer.status,
      Object.fromEntries([...answer.headers].filter(([name]) => !/length|encoding|connection/.test(name))),
    );
    response.end(text);
  });
}

t.test("what the entries of a list show is held to the order that the page promises", (t) => {
  const judged = (summary: string, value: unknown, more: object = {}): readonly (string | undefined)[] =>
    listOrderKept
      .judge(
        {
          outcome: { role: "success" },
          operation: { summary },
          json: { value },
          draft: { values: { query: {} }, body: { kind: "none" } },
          call: {},
          memory: new Map(),
          schemaAt: () => undefined,
          sourceAt: () => "a.md:1:1",
          ...more,
        } as unknown as Exchange,
        policy,
      )
      .map(({ message, pointer }) => `${pointer} ${message}`);
  const at = (...times: readonly string[]): object => ({ page: { notes: times.map((createdAt) => ({ createdAt })) } });
  const [early, late] = ["2026-03-01T08:00:00Z", "2026-03-01T10:00:00+01:00"];
  t.same(judged("notes, newest first", at(late, early)), []);
  t.same(judged("notes, oldest first", at(early, early, late)), []);
  t.same(judged("notes", at(early, late)), [], "nothing is promised");
  t.same(judged("notes, newest first", at("soon", "later")), [], "what is no time is not compared");
  t.same(judged("notes, newest first", at(early, late)), [
    `/page/notes \`/page/notes/1/createdAt\` is \`"${late}"\`, greater than \`"${early}"\` of the entry before it, expected the newest first.`,
  ]);
  const asked = { draft: { values: { query: { sort: "createdAt" } }, body: { kind: "none" } } };
  t.same(judged("notes, newest first", at(early, late), asked), [], "the request says how to sort");
  const prices = (...all: readonly unknown[]): object => ({ items: all.map((price) => ({ price })) });
  t.same(judged("sorted by price", prices(1, 9, 10)), []);
  t.equal(judged("sorted by price", prices(1, 10, 9)).length, 1);
  t.same(judged("sorted by price, highest first", prices("10.00", "9.50")), []);
  t.equal(judged("sorted by price, highest first", prices("9.50", "10.00")).length, 1);
  const names = { items: [{ name: "ärger" }, { name: "zug" }, { name: "apfel" }] };
  t.equal(judged("sorted by name", names).length, 1, "however words are collated");
  t.same(judged("sorted by name", { items: [{ name: "Zug" }, { name: "ärger" }] }), [], "some collate so");
  const remark = {
    schemaAt: (pointer: string) => (pointer === "/items" ? { description: "cheapest; sorted by price" } : undefined),
  };
  t.equal(judged("list", prices(2, 1), remark).length, 1, "the list's own remark");
  t.end();
});

t.test("another day than one is the next, and at the end of the years the one before", (t) => {
  const schema = { type: "string", format: "date" } as const;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["2026-02-28", "2026-03-01"],
    ["9999-12-31", "9999-12-30"],
    ["someday", undefined],
  ];
  for (const [day, want] of rows)
    t.equal(
      another(day, { schema }, (each) => each),
      want,
      day,
    );
  t.end();
});

t.test(
  "a field that is not shown breaks a promise only where something was said, and its remark leaves no other way",
  (t) => {
    const only = { description: "labels; absent where there are none" };
    const rows: readonly (readonly [said: unknown, shown: unknown, schema: { description: string }, want: boolean])[] =
      [
        [["gift"], undefined, only, false],
        [[], undefined, only, true],
        ["", undefined, only, true],
        [null, undefined, only, true],
        [["gift"], ["gift"], only, true],
        [["gift"], ["rush"], only, false],
        [["gift"], undefined, { description: "left out unless it was set" }, false],
        [["gift"], undefined, { description: "null if not given" }, false],
        [["gift"], undefined, { description: "labels of the order" }, true],
        [["gift"], undefined, { description: "absent for guests" }, true],
      ];
    for (const [said, shown, schema, want] of rows)
      t.equal(
        isKept(said, shown, schema),
        want,
        `${JSON.stringify(said)} ${JSON.stringify(shown)} ${schema.description}`,
      );
    t.end();
  },
);
