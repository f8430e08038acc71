// The contract runner on nested paths, HTTP's own methods and statuses, and bearer tokens: only the client's own values are configured.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import t from "tap";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import type { RunOptions } from "../src/contract/run.ts";
import { DEFAULT_POLICY, type Policy, type Target, type ValueSource } from "../src/contract/settings.ts";
import { startMock } from "../src/mock/server.ts";
import type { Report } from "../src/report.ts";
import { documentOf, firedIn, inBatches, runOf } from "./matrix.ts";
import { LEDGER_FAULTS } from "./server/ledger-faults.mjs";
import {
  conformantLedger,
  LEDGER_CLIENTS,
  type LedgerCall,
  type LedgerState,
  startLedgerServer,
} from "./server/ledger-server.mjs";
import { LEDGER_VARIANTS } from "./server/ledger-variants.mjs";

// Some eighty runs, on machines that may be busy.
t.setTimeout(900_000);

const document = documentOf("ledger");
const policy: Policy = { ...DEFAULT_POLICY, status: "mapped", timeLimitMs: 2000 };
const fixed = (value: unknown): ValueSource => ({ kind: "fixed", value });
const client = (key: string) => ({
  "body.clientKey": fixed(key),
  "body.clientSecret": fixed(LEDGER_CLIENTS[key]),
});

function targetAt(url: string): Target {
  return { url, values: client("key-alpha"), identities: { beta: client("key-beta") } };
}

async function against(
  replaced: object,
  more: Partial<RunOptions> = {},
): Promise<{ readonly report: Report; readonly left: number; readonly requests: number }> {
  const server = await startLedgerServer(replaced);
  try {
    const report = await runOf({ document, title: "ledger", target: targetAt(server.url), policy, ...more });
    return { report, left: server.left(), requests: server.requests() };
  } finally {
    await server.close();
  }
}

t.test("every fault of the ledger is noticed, by the checks that are to notice it and no others", async (t) => {
  t.ok(LEDGER_FAULTS.length >= 60, `${LEDGER_FAULTS.length} faults`);
  await inBatches(LEDGER_FAULTS, async ({ name, summary, checks, replaced }) => {
    const { report } = await against(replaced());
    const fired = firedIn(report);
    t.same(
      { exit: exitCodeOf(report), fired: [...fired].sort() },
      { exit: 1, fired: [...checks].sort() },
      `${name}: ${summary} (${fired.join(", ")})`,
    );
  });
});

t.test("what another client is refused to change, and changes all the same, is noticed", async (t) => {
  const { report } = await against({
    decide(call: LedgerCall, state: LedgerState, behaviour: object) {
      const code = conformantLedger.decide(call, state, behaviour);
      const theirs = state.accounts.find(
        ({ accountId, client }) => accountId === call.ids.accountId && client !== call.client,
      );
      const isChange = call.operation === "PATCH /accounts/{accountId}" && call.client !== undefined;
      if (isChange && theirs !== undefined && typeof call.body.name === "string") theirs.name = call.body.name;
      return code;
    },
  });
  const failed = report.points.filter(({ outcome }) => outcome === "failed").map(({ name }) => name);
  t.match(failed, [/ · no account changed by a request of client beta · /]);
  t.same(firedIn(report), ["echo"]);
});

t.test("no conformant variant of the ledger raises a finding, and what a run made is removed", async (t) => {
  await inBatches(LEDGER_VARIANTS, async ({ name, summary, replaced, policy: own, doubtful }) => {
    const { report, left } = await against(replaced(), { policy: { ...policy, ...own } });
    const { failed, inconclusive, skipped } = report.summary;
    t.same(
      {
        exit: exitCodeOf(report),
        failed,
        doubt: inconclusive > 0,
        skipped,
        gates: report.missedGates,
        left,
        told: report.left,
      },
      { exit: 0, failed: 0, doubt: doubtful === true, skipped: 0, gates: [], left: 0, told: undefined },
      `${name}: ${summary} (${firedIn(report).join(", ")})`,
    );
  });
});

t.test("tokens, accounts and the entries in them are had from the document's own operations", async (t) => {
  const { report, requests } = await against({});
  const { operations, resultCodes } = report.coverage;
  t.ok(requests < 150 * Object.keys(operations).length, `${requests} requests`);
  t.ok(Object.values(operations).every(({ success }) => success));
  const missed = Object.entries(resultCodes).flatMap(([operation, codes]) =>
    Object.entries(codes).flatMap(([code, count]) => (count === 0 ? [`${operation} ${code}`] : [])),
  );
  t.ok(
    missed.every((each) => each.endsWith(" 50001")),
    missed.join(),
  );
});

t.test("a failure's curl line shows the failure again, its token under the scheme that the tables show", async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ["removed-still-shown", "account unknown to GET /accounts/{accountId} once removed"],
    ["removed-twice", "account removed twice"],
    ["revoked-lives", "same session ended twice"],
  ];
  for (const [fault, detail] of rows) {
    const server = await startLedgerServer(LEDGER_FAULTS.find(({ name }) => name === fault)?.replaced());
    const { report } = await against({}, { target: targetAt(server.url), only: detail });
    const failed = report.points.find(({ outcome }) => outcome === "failed");
    const env = { ...process.env, CLIENT_SECRET: LEDGER_CLIENTS["key-alpha"] };
    const { stdout } = await promisify(execFile)("sh", ["-c", failed?.curl ?? "false"], { env });
    await server.close();
    t.match(JSON.parse(stdout), { code: 0, msg: "ok" }, `${fault}: ${failed?.curl}`);
    t.match(failed?.curl, /Authorization: Bearer /);
  }
});

t.test("our own mock of the ledger keeps the contract", async (t) => {
  for (const stateful of [false, true]) {
    const mock = await startMock({ document, scenarios: [], stateful });
    const { report } = await against({}, { target: { url: mock.url, values: {}, identities: {} } });
    await mock.close();
    const { failed, inconclusive } = report.summary;
    t.same({ failed, inconclusive }, { failed: 0, inconclusive: 0 }, `stateful ${stateful}: ${firedIn(report).join()}`);
  }
});
