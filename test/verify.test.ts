// fieldproof verify, option by option, and against targets and disks that fail it.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, cpSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, Server, type ServerResponse } from "node:http";
import {
  type AddressInfo,
  connect,
  createServer as createNetServer,
  type Server as NetServer,
  type Socket,
} from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import t, { type Test } from "tap";
import { readHar } from "../src/contract/har.ts";
import { type RunOptions, runContract } from "../src/contract/run.ts";
import { DEFAULT_POLICY, type Target, type ValueSource } from "../src/contract/settings.ts";
import { createValuePool } from "../src/contract/value-pool.ts";
import { startMock } from "../src/mock/server.ts";
import type { Document } from "../src/openapi/document.ts";
import type { Report } from "../src/report.ts";
import { createColours } from "../src/reporters/colour.ts";
import { pretty } from "../src/reporters/pretty.ts";
import { FAULTS } from "./server/faults.mjs";
import { CLIENTS, conformant, type SessionServer, startSessionServer } from "./server/session-server.mjs";

t.setTimeout(900_000);

const execute = promisify(execFile);
const BIN = resolve("dist/cli/main.js");
const SECRET = CLIENTS["shop-7"] ?? "";
const document = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function fieldproof(cwd: string, ...args: readonly string[]): Promise<Ended> {
  return fieldproofTo("pipe", cwd, ...args);
}

/** @param out where its standard output goes: a pipe, or an open file */
function fieldproofTo(out: "pipe" | number, cwd: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, "verify", ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", CLIENT_SECRET: SECRET, TMPDIR: cwd },
    stdio: ["ignore", out, "pipe"],
  });
  const text = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    text.out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    text.err += chunk;
  });
  return once(child, "close").then(([code]) => ({ code: code as number | null, ...text }));
}

/** A project with a config that knows how to get a session from the server of the test. */
function project(t: Test, url: string): string {
  const folder = t.testdir({
    "fieldproof.yaml": `# ours
targets:
  local:
    url: ${url}
    values:
      header.clientId: shop-7
      header.clientSecret: \${CLIENT_SECRET}
      sessionId: { request: POST /__test/session, take: /session/id }
`,
  });
  cpSync("spec", join(folder, "spec"), { recursive: true });
  return folder;
}

async function serverWith(t: Test, fault?: string): Promise<SessionServer> {
  const server = await startSessionServer(FAULTS.find(({ name }) => name === fault)?.replaced());
  t.teardown(() => server.close());
  return server;
}

function targetAt(url: string): Target {
  const fixed = (value: string): ValueSource => ({ kind: "fixed", value });
  return {
    url,
    values: {
      "header.clientId": fixed("shop-7"),
      "header.clientSecret": fixed(SECRET),
      sessionId: { kind: "request", request: "POST /__test/session", take: "/session/id", per: "case" },
    },
    identities: {},
  };
}

function run(target: Target, more: Partial<RunOptions> = {}): Promise<Report> {
  return runContract({
    document,
    title: "session",
    target,
    policy: { ...DEFAULT_POLICY, timeLimitMs: 400 },
    scenarios: [],
    known: [],
    seed: 3,
    runs: 2,
    secrets: [],
    now: () => new Date(),
    env: process.env,
    cwd: process.cwd(),
    rerunCommand: (id) => id,
    ...more,
  });
}

t.test("a curl line names what came from the environment as the environment does, and shows none of it", async (t) => {
  const server = await serverWith(t, "null-accepted");
  const { port } = new URL(server.url);
  const cwd = project(t, "http://127.0.0.1:${TARGET_PORT}");
  const config = join(cwd, "fieldproof.yaml");
  writeFileSync(config, readFileSync(config, "utf8").replace("CLIENT_SECRET", "SHOP_KEY"));
  const env = { ...process.env, TARGET_PORT: port, SHOP_KEY: SECRET, SESSION_ID: "s-any" };
  await execute(process.execPath, [BIN, "verify", "--reporter", "json:report.json"], { cwd, env }).catch(() => {});
  const text = readFileSync(join(cwd, "report.json"), "utf8");
  const { points } = JSON.parse(text) as Report;
  const { curl = "" } = points.find(({ outcome }) => outcome === "failed") ?? {};
  t.match(curl, `'http://127.0.0.1:'"\${TARGET_PORT:?}"'/session/logout'`);
  t.match(curl, `'clientSecret: '"\${SHOP_KEY:?}"`);
  t.notMatch(text, new RegExp(`:${port}\\b|${SECRET}`));
  const { stdout } = await execute("sh", ["-c", curl], { env });
  t.match(stdout, /resultContext/, "and a shell that has them asks the target");
});

t.test("one case is run again by its id, and the failures of the last run by a word", async (t) => {
  const server = await serverWith(t, "null-accepted");
  const cwd = project(t, server.url);
  t.match(await fieldproof(cwd, "--rerun", "failed"), { code: 2, err: /no last run here/ });
  const whole = await fieldproof(cwd, "--reporter", "json:whole.json");
  t.equal(whole.code, 1);
  const report = JSON.parse(readFileSync(join(cwd, "whole.json"), "utf8")) as Report;
  const failed = report.points.filter(({ outcome }) => outcome === "failed");
  t.equal(failed.length, 1);
  t.equal((await fieldproof(cwd, "--rerun", "failed", "--reporter", "json:part.json")).code, 1);
  const part = JSON.parse(readFileSync(join(cwd, "part.json"), "utf8")) as Report;
  t.same(
    part.points.map(({ name }) => name),
    failed.map(({ name }) => name),
  );
  const passed = report.points.find(({ outcome }) => outcome === "passed")?.id ?? "";
  t.match(await fieldproof(cwd, "--rerun", passed), { code: 0, out: /1 passed, 0 failed/ });
  t.match(await fieldproof(cwd, "--rerun", "0123456789"), { code: 2, err: /No case has the id `0123456789`/ });
});

t.test("a run is cut short by its time, its failures and its number of requests, and says so", async (t) => {
  const server = await serverWith(t, "null-accepted");
  const cwd = project(t, server.url);
  t.match(await fieldproof(cwd, "--timeout", "1ms"), { code: 4, out: /The run's time of 1 ms is over/ });
  t.match(await fieldproof(cwd, "--timeout", "soon"), { code: 2, err: /--timeout `soon` is no time/ });
  t.match(await fieldproof(cwd, "--bail"), { code: 1, out: /Stopped at the first failure.*sessionId null/ });
  const before = server.requests();
  const few = await fieldproof(cwd, "--max-requests", "12", "--reporter", "json");
  t.ok(server.requests() - before <= 12, `${server.requests() - before} requests`);
  const { points, coverage } = JSON.parse(few.out) as Report;
  t.ok(points.some(({ reason }) => reason === "The run may send no more than 12 requests."));
  t.ok(Object.keys(coverage.families).length >= 5, "one case of each family comes before a second of any");
});

t.test("a rate, a gate of codes, what is safe, and a part of the plan", async (t) => {
  const server = await serverWith(t);
  const cwd = project(t, server.url);
  const began = Date.now();
  t.match(await fieldproof(cwd, "--rate", "20", "--only", "header.sessionId"), { code: 0 });
  t.ok(Date.now() - began >= (server.requests() - 1) * 50, "no more than 20 a second");
  t.match(await fieldproof(cwd, "--min-codes", "100%"), {
    code: 4,
    out: /3 of 4 result codes were reached, less than 100 %/,
  });
  t.match(await fieldproof(cwd, "--min-codes", "75"), { code: 0 });
  t.match(await fieldproof(cwd, "--min-codes", "0.9"), { code: 2, err: /`0.9` may be .* expected `90%` or `0.9%`/ });
  t.match(await fieldproof(cwd, "--min-codes", "lots"), { code: 2, err: /--min-codes `lots` is no share/ });
  const sent = server.requests();
  t.match(await fieldproof(cwd, "--read-only"), {
    code: 4,
    out: /is not marked safe.*Nothing was asked: each of the \d+ cases was skipped/s,
  });
  t.equal(server.requests(), sent, "POST is not safe");
  const names = await Promise.all(
    ["1/2", "2/2"].map(async (part) => {
      const { out } = await fieldproof(cwd, "--shard", part, "--reporter", "json");
      return (JSON.parse(out) as Report).points.map(({ id }) => id);
    }),
  );
  const whole = JSON.parse((await fieldproof(cwd, "--reporter", "json")).out) as Report;
  t.same(names.flat().sort(), whole.points.map(({ id }) => id).sort(), "two halves are the whole");
  t.match(await fieldproof(cwd, "--shard", "3/2"), { code: 2, err: /--shard `3\/2`/ });
});

t.test("what the runner makes of the document is told, and nothing is sent", async (t) => {
  const server = await serverWith(t);
  const told = await fieldproof(project(t, server.url), "--explain");
  t.match(await fieldproof(project(t, server.url), "--explain", "--reporter", "json"), {
    code: 2,
    err: /`--explain` judges nothing/,
  });
  t.match(await fieldproof(project(t, server.url), "--reporter", "json", "--reporter", "tap"), {
    code: 2,
    err: /Two reporters for standard output.*`--reporter tap:FILE`/,
  });
  t.match(told, { code: 0, out: /code {3}PARAM_ILLEGAL \(invalidRequest\): \d+ cases/ });
  t.match(told.out, /value {2}header\.clientId: `values\.header\.clientId` of the config/);
  t.equal(server.requests(), 0);
});

t.test("what fails is accepted into the config, whose comments stay, and fails no more", async (t) => {
  const server = await serverWith(t, "null-accepted");
  const cwd = project(t, server.url);
  t.match(await fieldproof(cwd, "--accept"), { code: 1, err: /1 known deviations? w/ });
  const config = readFileSync(join(cwd, "fieldproof.yaml"), "utf8");
  t.match(config, /^# ours\n/);
  t.match(config, /known:\n.*operation: sessionLogout\n.*check: expected-code\n.*reason: accepted on \d{4}-\d\d-\d\d/s);
  t.match(await fieldproof(cwd), { code: 0, out: /0 failed, 0 inconclusive, 0 skipped, 1 known/ });
  const worse = await serverWith(t, "client-secret-optional");
  writeFileSync(join(cwd, "fieldproof.yaml"), config.replace(server.url, worse.url));
  t.match(await fieldproof(cwd), { code: 1 }, "another fault of the operation and check is still told");
});

t.test("a target is refused whose URL holds credentials, which are not shown, or a query", async (t) => {
  const cwd = t.testdir({});
  cpSync("spec", join(cwd, "spec"), { recursive: true });
  const told = await fieldproof(cwd, "--target", "http://shop:s3cr3t@127.0.0.1:8080");
  t.match(told, { code: 2, err: /holds a user or a password.*header\.Authorization/ });
  t.notMatch(`${told.out}${told.err}`, "s3cr3t");
  t.match(await fieldproof(cwd, "--target", "http://127.0.0.1:8080/api?x=1#y"), { code: 2, err: /ends in `\?x=1#y`/ });
});

t.test("a target that is asked where it has no API, or by TLS that it does not speak, is told so", async (t) => {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(404).end("not found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const cwd = t.testdir({});
  cpSync("spec", join(cwd, "spec"), { recursive: true });
  const lost = await fieldproof(cwd, "--target", `http://127.0.0.1:${port}/nowhere`);
  t.match(lost, { out: /No answer looked like this API \(404 no content type\)/ });
  t.match(await fieldproof(cwd, "--target", `https://127.0.0.1:${port}`), { code: 3, out: /does not speak TLS/ });
});

t.test("a known deviation of a misspelt check is told with the nearest", async (t) => {
  const server = await serverWith(t);
  const cwd = project(t, server.url);
  const known = "known:\n  - { operation: sessionLogout, check: expected-cod, reason: ours }\n";
  writeFileSync(join(cwd, "fieldproof.yaml"), `${readFileSync(join(cwd, "fieldproof.yaml"), "utf8")}${known}`);
  t.match(await fieldproof(cwd), { code: 4, out: /there is no check `expected-cod`, the nearest is `expected-code`/ });
});

t.test("a target on another machine is asked for a word before it is sent anything", async (t) => {
  const cwd = t.testdir({});
  cpSync("spec", join(cwd, "spec"), { recursive: true });
  const far = "http://fieldproof.invalid:8080";
  t.match(await fieldproof(cwd, "--target", far), { code: 2, err: /is not on this machine.*--yes/ });
  t.match(await fieldproof(cwd, "--target", far, "--yes"), { code: 3, out: /cannot be reached/ });
});

t.test("cases of one request run side by side come to the same verdicts", async (t) => {
  for (const fault of [undefined, "number-coerced", "session-outlives-logout"]) {
    const verdicts = async (workers: number): Promise<readonly string[]> => {
      const server = await serverWith(t, fault);
      const { points } = await run(targetAt(server.url), { workers, policy: DEFAULT_POLICY });
      return points.map(({ name, outcome }) => `${outcome} ${name}`);
    };
    t.same(await verdicts(8), await verdicts(1), fault ?? "a good server");
  }
  let most = 0;
  let open = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    request.resume();
    setTimeout(() => {
      open -= 1;
      response.writeHead(404).end();
    }, 30);
  });
  await listening(t, server);
  await run(targetAt(urlOf(server)), { workers: 6, only: "missing" });
  t.ok(most >= 2, `${most} at once`);
  const cwd = project(t, urlOf(server));
  t.match(await fieldproof(cwd, "--workers", "0"), { code: 2, err: /workers/ });
});

t.test("a slow target is asked several things at once, and comes to the same verdicts", async (t) => {
  const verdicts = ({ points }: Report): readonly string[] => points.map(({ name, outcome }) => `${outcome} ${name}`);
  const compared = async (fault: string | undefined): Promise<void> => {
    const replaced = FAULTS.find(({ name }) => name === fault)?.replaced() ?? {};
    const quick = await serverWith(t, fault);
    const [open, most] = [{ count: 0 }, { count: 0 }];
    const slow = await startSessionServer({
      ...replaced,
      matches(path: string) {
        open.count += 1;
        most.count = Math.max(most.count, open.count);
        return conformant.matches(path);
      },
      send(...answer: readonly unknown[]) {
        setTimeout(() => {
          open.count -= 1;
          conformant.send(...answer);
        }, 120);
      },
    });
    t.teardown(() => slow.close());
    const report = await run(targetAt(slow.url), { policy: DEFAULT_POLICY });
    t.same(
      verdicts(report),
      verdicts(await run(targetAt(quick.url), { workers: 1, policy: DEFAULT_POLICY })),
      fault ?? "a good server",
    );
    t.ok(most.count > 3 && most.count <= 8, `${most.count} at once`);
    if (fault !== undefined) return;
    most.count = 0;
    await run(targetAt(slow.url), { policy: DEFAULT_POLICY, rate: 1000, only: "header" });
    t.equal(most.count, 1, "who gives a rate is taken at the word");
  };
  await Promise.all([undefined, "number-coerced", "session-outlives-logout"].map(compared));
});

t.test("a slow target that answers one connection at a time is left with one", async (t) => {
  const server = await startSessionServer({
    send(...answer: readonly unknown[]) {
      setTimeout(() => conformant.send(...answer), 120);
    },
  });
  t.teardown(() => server.close());
  const queue: Socket[] = [];
  const serve = (): void => {
    const [socket] = queue;
    const onward = socket?.pipe(connect(Number(new URL(server.url).port), "127.0.0.1"));
    onward?.pipe(socket as Socket);
    socket
      ?.on("error", () => onward?.destroy())
      .on("close", () => {
        onward?.destroy();
        queue.shift();
        serve();
      });
  };
  const oneByOne = createNetServer((socket) => {
    queue.push(socket);
    if (queue.length === 1) serve();
  });
  await listening(t, oneByOne);
  const { summary } = await run(targetAt(urlOf(oneByOne)), { policy: DEFAULT_POLICY, only: "header" });
  t.match(summary, { failed: 0, inconclusive: 0, skipped: 0 });
  t.ok(summary.passed > 20, `${summary.passed} cases`);
});

t.test("a server that answers one connection at a time is asked over one, a request after the other", async (t) => {
  const sockets = new Set<unknown>();
  let most = 0;
  let open = 0;
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    open += 1;
    most = Math.max(most, open);
    request.resume().on("end", () => setImmediate(() => response.end("{}", () => (open -= 1))));
  });
  await listening(t, server);
  const { points } = await run(targetAt(urlOf(server)), { only: "header" });
  t.ok(points.length > 8, `${points.length} cases`);
  t.same({ connections: sockets.size, most }, { connections: 1, most: 1 });
});

t.test(
  "a recording is asked again: today's values in place of masks and dead ids, the recorded code where it is plain",
  async (t) => {
    const mock = await startMock({ document, scenarios: [] });
    t.teardown(() => mock.close());
    const ask = (body: unknown, headers: object = {}): Promise<Response> =>
      fetch(`${mock.url}/session/logout`, {
        method: "POST",
        headers: { "content-type": "application/json", clientId: "shop-7", clientSecret: SECRET, ...headers },
        body: JSON.stringify(body),
      });
    await ask({ sessionId: "5e1f" }, { sessionId: "5e1f" });
    await ask({}, { sessionId: "5e1f" });
    await fetch(`${mock.url}/of/no/table`);
    const har = await (await fetch(`${mock.url}/__fieldproof/journal.har`)).text();
    t.notMatch(har, SECRET);
    const recordings = readHar(har);
    for (const [fault, want] of [
      [undefined, ["passed", "passed"]],
      ["false-on-success", ["failed", "passed"]],
      ["missing-field-accepted", ["passed", "failed"]],
    ] as const) {
      const server = await serverWith(t, fault);
      const { points } = await run(targetAt(server.url), { recordings, only: "recorded-exchange" });
      t.same(
        points.map(({ outcome }) => outcome),
        want,
        `${fault}: ${points.map(({ name, reason }) => `${name} ${reason}`).join()}`,
      );
    }
    const server = await serverWith(t);
    const cwd = project(t, server.url);
    writeFileSync(join(cwd, "journal.har"), har);
    t.match(await fieldproof(cwd, "--replay", "journal.har", "--only", "recorded-exchange"), {
      code: 0,
      out: /2 passed, 0 failed/,
      err: /1 of 3 recorded exchanges in `journal\.har` are of no documented operation/,
    });
    writeFileSync(join(cwd, "journal.har"), "{}");
    t.match(await fieldproof(cwd, "--replay", "journal.har"), { code: 2, err: /no HTTP Archive.*log\.entries/ });
  },
);

t.test("a random request that fails is made as small as still fails", async (t) => {
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as { note?: string };
    const code = (body.note ?? "").length > 3 ? "BAD" : "OK";
    response.setHeader("content-type", "application/json").end(JSON.stringify({ code, message: code }));
  });
  await listening(t, server);
  const text = { type: "string", minLength: 5, maxLength: 40 };
  const answer = { type: "object", required: ["code"], properties: { code: { enum: ["OK", "BAD"] }, message: {} } };
  const small = {
    openapi: "3.1.0",
    info: { title: "small", version: "1" },
    paths: {
      "/things": {
        post: {
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["name"],
                  properties: {
                    name: { type: "string", minLength: 1 },
                    note: text,
                    tags: { type: "array", items: text },
                  },
                },
              },
            },
          },
          responses: {
            "200": {
              description: "",
              content: {
                "application/json": {
                  schema: answer,
                  "x-envelope": { code: "/code", message: "/message" },
                  examples: {
                    OK: { value: { code: "OK", message: "" }, "x-role": "success" },
                    BAD: { value: { code: "BAD", message: "no" }, "x-role": "invalidRequest" },
                  },
                },
              },
            },
          },
        },
      },
    },
  } as unknown as Document;
  const target = { url: urlOf(server), values: {}, identities: {} };
  const { points } = await run(target, { document: small, runs: 12, only: "/mandatory|random/" });
  const failed = points.filter(({ outcome }) => outcome === "failed");
  t.ok(failed.length > 0, `${failed.length} of ${points.length} failed`);
  for (const { request } of failed)
    t.same(JSON.parse(request?.body ?? ""), { name: "a", note: JSON.parse(request?.body ?? "").note });
  t.ok(failed.every(({ request }) => JSON.parse(request?.body ?? "").note.length < 10));
});

t.test("what a run left at the target is told to people", (t) => {
  const report = {
    title: "shop",
    target: "http://127.0.0.1:1",
    seed: 1,
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    summary: { passed: 0, failed: 0, inconclusive: 0, skipped: 0, known: 0 },
    points: [],
    coverage: { operations: {}, resultCodes: {}, waived: {}, fields: {}, families: {} },
    missedGates: [],
    left: [{ thing: "item", count: 3, why: "no documented operation ends one" }],
  };
  const text = pretty.write(report, { colours: createColours(false) });
  t.match(text, /Left at the target\n {2}! 3 items: no documented operation ends one/);
  t.end();
});

t.test("a report that cannot be written takes neither the others with it nor the run's end", async (t) => {
  const server = await serverWith(t);
  const cwd = project(t, server.url);
  const full = existsSync("/dev/full") ? "/dev/full" : "spec/openapi.json/report.json";
  const ended = await fieldproof(
    cwd,
    "--only",
    "mandatory fields only",
    "--reporter",
    `junit:${full}`,
    "--reporter",
    "json:report.json",
  );
  t.match(ended, { code: 2, out: /1 passed, 0 failed/, err: /The junit report was not written to `.*`: E[A-Z]+/ });
  t.match(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")), { summary: { passed: 1 } });
});

t.test(
  "standard output that cannot be written ends the run with 2, and the reports in files stand",
  { skip: existsSync("/dev/full") ? false : "no /dev/full here" },
  async (t) => {
    const server = await serverWith(t);
    const cwd = project(t, server.url);
    const full = openSync("/dev/full", "w");
    const ended = await fieldproofTo(
      full,
      cwd,
      "--only",
      "missing",
      "--reporter",
      "pretty",
      "--reporter",
      "json:r.json",
    );
    closeSync(full);
    t.match(ended, { code: 2, err: /Standard output cannot be written: ENOSPC/ });
    t.notMatch(ended.err, /\n {4}at /, "one sentence, no stack");
    t.match(JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")), { summary: { failed: 0 } });
  },
);

t.test("a target of several operations is given up when it falls silent, not asked for hours", async (t) => {
  const answer = JSON.stringify({ resultContext: { success: true, resultMsg: "SUCCESS", resultCode: "SUCCESS" } });
  const rows: readonly (readonly [string, (path: string) => boolean, number, RegExp])[] = [
    ["wholly", () => false, 6, /no whole answer to the last 6 requests.* 2 of \d+ cases were judged/],
    ["at its login only", (path) => path !== "/user/login", 6, /`POST \/user\/login` gave no whole answer 3 times/],
  ];
  for (const [what, speaks, most, said] of rows) {
    let unanswered = 0;
    const server = createServer((request, response) => {
      request.resume();
      if (speaks(request.url ?? "")) response.setHeader("content-type", "application/json").end(answer);
      else unanswered += 1;
    });
    await listening(t, server);
    const cwd = t.testdir({ "fieldproof.yaml": "policy: { timeLimit: 150ms }\n" });
    const ended = await fieldproof(cwd, resolve("test/fixtures/pages/shop"), "--target", urlOf(server));
    t.match(ended, { code: 1, out: said }, what);
    t.ok(unanswered <= most, `${what}: ${unanswered} requests in vain`);
  }
});

t.test("a page for people on every path shows no success and covers no code, and every report says so", async (t) => {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "text/html; charset=utf-8").end("<!doctype html><div id=root></div>");
  });
  await listening(t, server);
  const cwd = t.testdir({});
  for (const [spec, bare] of [
    ["spec", []],
    // Of an operation whose document promises no body, any body keeps the promise.
    ["test/fixtures/documents/shop.yaml", ["getDetail", "listParts"]],
  ] as const) {
    const ended = await fieldproof(cwd, resolve(spec), "--target", urlOf(server), "--reporter", "json");
    const { coverage, foreign } = JSON.parse(ended.out) as Report;
    t.equal(ended.code, 1, ended.err);
    t.equal(foreign, "No answer looked like this API (200 text/html): is the URL of the target right?");
    const succeeded = Object.keys(coverage.operations).filter((id) => coverage.operations[id]?.success === true);
    t.same(succeeded, bare, spec);
    const seen = Object.entries(coverage.resultCodes).filter(([, codes]) => Object.values(codes).some((n) => n > 0));
    t.same(
      seen.map(([id]) => id),
      bare,
      `${spec}: no code was seen`,
    );
  }
});

t.test(
  "commands are run ahead, side by side, where a new value leaves older ones alive, and one by one where it ends them",
  async (t) => {
    for (const [service, together] of [
      ["keeps every session", true],
      ["keeps but the last session", false],
    ] as const) {
      const server = await serverWith(t);
      const issued: string[] = [];
      // Where only the last one lives, the others are nobody's.
      const known = (text: string): string =>
        together ? text : issued.slice(0, -1).reduce((of, id) => of.replaceAll(id, id.replace(/./g, "0")), text);
      const front = createServer(async (request, response) => {
        const text = known(await textOf(request));
        const {
          connection: _,
          host: __,
          "content-length": ___,
          "transfer-encoding": ____,
          ...headers
        } = request.headers;
        const answer = await fetch(server.url + request.url, {
          method: request.method ?? "POST",
          headers: JSON.parse(known(JSON.stringify(headers))) as Record<string, string>,
          ...(text === "" || request.method === "GET" || request.method === "HEAD" ? {} : { body: text }),
        });
        const body = await answer.text();
        if (request.url === "/__test/session")
          issued.push((JSON.parse(body) as { session: { id: string } }).session.id);
        response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(body);
      });
      await listening(t, front);
      const cwd = t.testdir({});
      const script = resolve("test/server/new-session.mjs");
      const command = `echo begun >> log; ${JSON.stringify(process.execPath)} ${script} ${urlOf(front)}; echo ended >> log`;
      const target = targetAt(urlOf(front));
      const sessionId = { kind: "run", command, per: "case" } as const;
      const report = await run({ ...target, values: { ...target.values, sessionId } }, { cwd, policy: DEFAULT_POLICY });
      t.equal(report.summary.failed, 0, service);
      const log = readFileSync(join(cwd, "log"), "utf8");
      t.equal(/begun\nbegun\n/.test(log), together, `a service that ${service}`);
      const runs = log.match(/begun/g)?.length ?? 0;
      t.ok(runs >= 10 && runs <= 30, `${runs} commands, none for nothing`);
    }
  },
);

t.test("what fails now and then stays a failure and is labelled, what always fails is not", async (t) => {
  for (const [fault, comesAndGoes] of [
    ["every-seventh-breaks", true],
    ["null-accepted", false],
  ] as const) {
    const server = await serverWith(t, fault);
    const cwd = project(t, server.url);
    const ended = await fieldproof(cwd, "--reporter", "pretty", "--reporter", "json:report.json");
    t.equal(ended.code, 1, fault);
    t.equal(/flaky {3}asked once more, the promise was kept/.test(ended.out), comesAndGoes, fault);
    const { points } = JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")) as Report;
    const flaky = points.filter((point) => point.flaky === true);
    t.equal(flaky.length > 0, comesAndGoes, fault);
    t.ok(
      flaky.every(({ outcome }) => outcome === "failed"),
      "never retried into green",
    );
  }
});

t.test("a command that does not end is run twice, and then no more", async (t) => {
  const cwd = t.testdir({});
  const unused = (): never => t.fail("nothing is called") as never;
  const pool = createValuePool({
    cwd,
    env: process.env,
    commandTimeoutMs: 200,
    learn: unused,
    needs: () => [],
    call: unused,
  });
  const sources = { sessionId: { kind: "run", command: "echo started >> log; sleep 60", per: "case" } } as const;
  for (let asked = 0; asked < 4; asked += 1)
    await t.rejects(pool.take({ sources, names: ["sessionId"], owner: "", fresh: () => true }), /longer than 0\.2 s/);
  t.equal(readFileSync(join(cwd, "log"), "utf8"), "started\nstarted\n");
});

t.test("whatever the target does to its connections, the run ends in time with a true report", async (t) => {
  const good = Buffer.from(
    JSON.stringify({ resultContext: { success: true, resultMsg: "SUCCESS", resultCode: "SUCCESS" } }),
  );
  type Behaviour = (response: ServerResponse, count: number) => void;
  const answer: Behaviour = (response) => void response.setHeader("content-type", "application/json").end(good);
  const rows: readonly (readonly [string, Behaviour, number, RegExp])[] = [
    [
      "is killed in the middle",
      (response, count) => (count < 9 ? answer(response, count) : process.nextTick(kill)),
      3,
      /The target is gone/,
    ],
    ["answers ten gigabytes", pour, 1, /longer than 16 MB|did not come/],
    ["never answers", () => undefined, 1, /No answer came within 400 ms/],
    ["answers a byte a second", drip, 1, /last byte of the answer did not come within 400 ms/],
    [
      "closes every second connection",
      (response, count) => (count % 2 === 0 ? response.destroy() : answer(response, count)),
      1,
      /closed the connection|broke the connection/,
    ],
  ];
  let kill = (): void => undefined;
  for (const [what, behave, code, said] of rows) {
    let count = 0;
    const server = createServer((request, response) => {
      request.resume();
      if (request.url === "/__test/session") response.end(JSON.stringify({ session: { id: "0a1b2c3d4e5f" } }));
      else behave(response, ++count);
    });
    await listening(t, server);
    kill = () => {
      server.close();
      server.closeAllConnections();
    };
    const cwd = project(t, urlOf(server));
    writeFileSync(
      join(cwd, "fieldproof.yaml"),
      `${readFileSync(join(cwd, "fieldproof.yaml"), "utf8")}policy: { timeLimit: 400ms }\n`,
    );
    const ended = await fieldproof(cwd, "--timeout", "20s", "--reporter", "json");
    const report = JSON.parse(ended.out) as Report;
    const text = [
      report.aborted,
      ...report.points.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message)),
    ].join("\n");
    t.equal(ended.code, code, `${what}: ${ended.err}`);
    t.match(text, said, what);
    const { passed, failed, inconclusive, skipped, known } = report.summary;
    t.equal(passed + failed + inconclusive + skipped + known, report.points.length, `${what}: every point is counted`);
    kill();
  }
});

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024, 32);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once("drain", more);
  };
  more();
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(" "), 100);
  response.once("close", () => clearInterval(timer));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

async function listening(t: Test, server: NetServer): Promise<void> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.teardown(() => {
    server.close();
    if (server instanceof Server) server.closeAllConnections();
  });
}

function urlOf(server: NetServer): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A target that answers everything in one way. */
async function answering(t: Test, answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

t.test("a target that limits its rate without end is given up", async (t) => {
  const url = await answering(t, (response) => response.writeHead(429, { "retry-after": "0" }).end("{}"));
  const report = await run(targetAt(url), { policy: DEFAULT_POLICY });
  t.match(report.aborted, /limits its rate \(429\), and waiting as it asks did not help 3 times in a row/);
  t.equal(report.summary.inconclusive, 3);
});

t.test("long answers are not kept in memory once they are judged", async (t) => {
  const body = JSON.stringify({ text: "x".repeat(2_000_000) });
  const url = await answering(t, (response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(body),
  );
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const report = await run(targetAt(url), { policy: DEFAULT_POLICY });
  collect();
  const kept = (process.memoryUsage().heapUsed - before) / 1e6;
  t.ok(report.points.length > 50);
  t.ok(kept < 30, `${Math.round(kept)} MB kept of ${report.points.length} answers of 2 MB`);
});

t.test("what a terminal would act on is shown as text, and a body too long once unpacked is called so", async (t) => {
  const bomb = gzipSync(Buffer.alloc(40_000_000, " "));
  const packed = await answering(t, (response) =>
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bomb),
  );
  const told = JSON.stringify(await run(targetAt(packed), { policy: DEFAULT_POLICY }));
  t.match(told, /The body is longer than 16 MB once unpacked/);
  const url = await answering(t, (response) => response.end("\u001b[31mred\u0000"));
  const report = await run(targetAt(url), { policy: DEFAULT_POLICY });
  const [body] = report.points.flatMap(({ response }) => response?.body ?? []);
  t.equal(body, "\\u001b[31mred\\u0000");
});
