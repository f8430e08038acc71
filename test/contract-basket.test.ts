// The contract runner on a basket: an order needs something in it and uses that up, and addresses for mail have their form.
import t from "tap";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import { anotherText, textOfLength } from "../src/contract/made-up-text.ts";
import type { RequestField } from "../src/contract/request-field.ts";
import type { RunOptions } from "../src/contract/run.ts";
import { DEFAULT_POLICY, type Policy, type ValueSource } from "../src/contract/settings.ts";
import type { Report } from "../src/report.ts";
import { documentOf, firedIn, inBatches, runOf } from "./matrix.ts";
import { BASKET_FAULTS, BASKET_VARIANTS } from "./server/basket-matrix.mjs";
import { BASKET_CLIENTS, startBasketServer } from "./server/basket-server.mjs";

t.setTimeout(600_000);

const document = documentOf("basket");
const policy: Policy = { ...DEFAULT_POLICY, timeLimitMs: 2000 };
const fixed = (value: unknown): ValueSource => ({ kind: "fixed", value });
const client = (name: string) => ({
  "header.clientId": fixed(name),
  "header.clientSecret": fixed(BASKET_CLIENTS[name]),
});

async function against(
  replaced: object,
  more: Partial<RunOptions> = {},
): Promise<{ readonly report: Report; readonly left: number }> {
  const server = await startBasketServer(replaced);
  try {
    const target = {
      url: server.url,
      values: { ...client("kitchen-app"), "body.productId": fixed("pr-20") },
      identities: { till: client("till-9") },
    };
    const report = await runOf({ document, title: "basket", target, policy, ...more });
    return { report, left: server.left() };
  } finally {
    await server.close();
  }
}

t.test("every fault of the basket is noticed, by the checks that are to notice it and no others", async (t) => {
  await inBatches(BASKET_FAULTS, async ({ name, summary, checks, replaced }) => {
    const { report } = await against(replaced());
    const fired = firedIn(report);
    t.same(
      { exit: exitCodeOf(report), fired: [...fired].sort() },
      { exit: 1, fired: [...checks].sort() },
      `${name}: ${summary} (${fired.join(", ")})`,
    );
  });
});

t.test("no conformant variant of the basket raises a finding or leaves a case open", async (t) => {
  await inBatches(BASKET_VARIANTS, async ({ name, summary, replaced }) => {
    const { report } = await against(replaced(), { runs: 8 });
    const { failed, inconclusive, skipped } = report.summary;
    t.same(
      { exit: exitCodeOf(report), failed, inconclusive, skipped, gates: report.missedGates },
      { exit: 0, failed: 0, inconclusive: 0, skipped: 0, gates: [] },
      `${name}: ${summary} (${firedIn(report).join(", ")})`,
    );
  });
});

t.test("what an order needs is put there, what it used up is not looked for, and both codes are reached", async (t) => {
  const { report, left } = await against({});
  t.equal(left, 0, "nothing stays in the baskets");
  t.strictSame(
    report.left?.map(({ thing }) => thing),
    ["order"],
    "only what nothing ends is told to be left",
  );
  const reached = report.coverage.resultCodes.basketCheckout ?? {};
  t.ok(Number(reached.SUCCESS) > 5 && Number(reached.BASKET_EMPTY) > 5, JSON.stringify(reached));
  const unsaid = await against({}, { knownState: { "POST /basket/checkout": { needs: [] } } });
  t.equal(exitCodeOf(unsaid.report), 1, "where the config says that it needs nothing, nothing is put there");
});

t.test("made-up texts keep the form of a field's own", (t) => {
  const field = (name: string): RequestField => ({ name, schema: {} }) as RequestField;
  for (let length = 14; length < 255; length += 1) {
    const text = textOfLength(field("mailTo"), "ada@basket.test", length);
    t.match(text, /^[^@]{1,64}@([a-z]{1,63}\.)+org$/, `an address of ${length}`);
    t.equal(text.length, length);
  }
  const given: readonly (readonly [valid: unknown, long: string, short: string, other: string])[] = [
    ["pr-20", "pr-200000000", "pr-", "pr-21"],
    ["13800138000", "138001380000", "138", "13800138001"],
    ["Blue teapot", "aaaaaaaaaaaa", "aaa", "changed"],
    ["a9", "a99999999999", "a99", "a8"],
  ];
  for (const [valid, long, short, other] of given) {
    t.equal(textOfLength(field("x"), valid, 12), long);
    t.equal(textOfLength(field("x"), valid, 3), short);
    t.equal(anotherText(String(valid)), other);
  }
  t.equal(anotherText("ada@basket.test"), "changed@basket.test");
  t.equal(textOfLength(field("email"), undefined, 20), "aaaaaaaa@example.org");
  t.end();
});
