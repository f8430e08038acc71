// The contract runner on things to which something can be done but once, and which show it from then on.
import t from "tap";
import { exitCodeOf } from "../src/contract/exit-code.ts";
import { DEFAULT_POLICY } from "../src/contract/settings.ts";
import { startMock } from "../src/mock/server.ts";
import type { Report } from "../src/report.ts";
import { type Fields, isText, type Operation, serving } from "./envelope-server.ts";
import { documentOf, firedIn, runOf } from "./matrix.ts";

interface Order {
  readonly orderId: string;
  readonly state: string;
  readonly greeting: string;
  readonly wrapping: string | undefined;
  readonly labels: readonly string[] | undefined;
  /** When it was placed, in milliseconds. */
  readonly at: number;
}

const document = documentOf("order");
const STATES = ["OPEN", "SHIPPED", "CANCELLED"];
const WRAPPINGS = ["PLAIN", "GOLD", "SILVER"];

/** What answers say of an order. */
const shown = ({ at, ...order }: Order): Omit<Order, "at"> => order;

/** Each fault, with the cases that must notice it, by what their names say, and the checks that fire. */
const FAULTS: Readonly<Record<string, { readonly noticed: readonly string[]; readonly fired: readonly string[] }>> = {
  "listed-oldest-first": { noticed: ["two orders listed"], fired: ["list-order"] },
  "cancelled-twice": { noticed: ["the same order a second time"], fired: ["expected-code"] },
  "cancelled-yet-changed": { noticed: ["order in POST /order/update after it"], fired: ["expected-code"] },
  "cancelled-yet-open": { noticed: ["order answered as it left it"], fired: ["echo"] },
  "cancelled-shown-open": { noticed: ["order shown by POST /order/query as it left it"], fired: ["echo"] },
  "cancelled-listed-open": { noticed: ["order listed as it left it"], fired: ["listing"] },
  "cancelled-found-open": { noticed: ["order not listed by body.state of OPEN after it"], fired: ["listing"] },
  "labels-first-two-kept": { noticed: ["order made with lists of three"], fired: ["echo"] },
  "found-by-any-label": { noticed: ["orders by body.label among others"], fired: ["listing"] },
  "found-by-first-label": { noticed: ["orders by body.label among others"], fired: ["listing"] },
  "silver-found-as-gold": { noticed: ["orders by body.wrapping"], fired: ["listing"] },
  "labels-not-shown": { noticed: ["order made with lists of two"], fired: ["echo"] },
  "labels-not-listed": { noticed: ["order made with lists of two"], fired: ["listing"] },
  "change-adds-labels": { noticed: ["order listed as POST /order/update left it"], fired: ["listing", "echo"] },
  "change-unwraps": { noticed: ["order as it was but for body.greeting"], fired: ["echo"] },
  "change-answers-old": { noticed: ["order answered by POST /order/update as it left it"], fired: ["echo"] },
};

function operationsOf(fault: string): Readonly<Record<string, Operation>> {
  const orders = new Map<string, Order>();
  const isWrapping = (value: unknown): boolean => value === undefined || WRAPPINGS.includes(value as string);
  const areLabels = (value: unknown): value is readonly string[] | undefined =>
    value === undefined || (Array.isArray(value) && value.length <= 4 && value.every((label) => isText(label, 20)));
  const isGreeting = (value: unknown): boolean => value === undefined || isText(value, 40);
  const about = (act: (order: Order, body: Fields) => ReturnType<Operation>): Operation => {
    return (body) => {
      if (!isText(body.orderId, 100)) return ["PARAM_ILLEGAL"];
      const order = orders.get(body.orderId);
      return order === undefined ? ["ORDER_NOT_FOUND"] : act(order, body);
    };
  };
  const keep = (order: Order): Order => {
    orders.set(order.orderId, order);
    return order;
  };
  const unlabelled = (when: string, order: Order): object => {
    const { labels, ...rest } = shown(order);
    return fault === when || labels?.length === 0 ? rest : { ...rest, labels };
  };
  const opened = (order: Order, when: string): Order => (fault === when ? { ...order, state: "OPEN" } : order);
  return {
    "/order/place": ({ greeting, wrapping, labels }) => {
      if (!isText(greeting, 40) || !isWrapping(wrapping) || !areLabels(labels)) return ["PARAM_ILLEGAL"];
      const orderId = `or-${orders.size}`;
      const kept = fault === "labels-first-two-kept" ? labels?.slice(0, 2) : labels;
      const at = Date.now();
      keep({ orderId, state: "OPEN", greeting, wrapping: wrapping as Order["wrapping"], labels: kept, at });
      return ["SUCCESS", { orderId }];
    },
    "/order/query": about((order) => [
      "SUCCESS",
      { order: unlabelled("labels-not-shown", opened(order, "cancelled-shown-open")) },
    ]),
    "/order/list": ({ state, wrapping, label }) => {
      if (state !== undefined && !STATES.includes(state as string)) return ["PARAM_ILLEGAL"];
      if (!isWrapping(wrapping) || (label !== undefined && !isText(label, 20))) return ["PARAM_ILLEGAL"];
      const asked = (order: Order): boolean =>
        fault === "silver-found-as-gold" && wrapping === "GOLD" && order.wrapping === "SILVER";
      const carries = ({ labels = [] }: Order): boolean => {
        const looked = fault === "found-by-first-label" ? labels.slice(0, 1) : labels;
        return fault === "found-by-any-label" || looked.includes(label as string);
      };
      const isFound = (order: Order): boolean =>
        (state === undefined || order.state === state) &&
        (wrapping === undefined || order.wrapping === wrapping || asked(order)) &&
        (label === undefined || carries(order));
      const inOrder = [...orders.values()];
      const all =
        fault === "listed-oldest-first"
          ? inOrder
          : fault === "clock-of-seconds"
            ? inOrder.sort((a, b) => Math.floor(b.at / 1000) - Math.floor(a.at / 1000))
            : inOrder.reverse();
      const found = all.filter((order) => isFound(opened(order, "cancelled-found-open")));
      return [
        "SUCCESS",
        { orders: found.map((order) => unlabelled("labels-not-listed", opened(order, "cancelled-listed-open"))) },
      ];
    },
    "/order/update": about((order, { greeting, wrapping, labels }) => {
      if (!isGreeting(greeting) || !isWrapping(wrapping) || !areLabels(labels)) return ["PARAM_ILLEGAL"];
      if (order.state === "CANCELLED" && fault !== "cancelled-yet-changed") return ["ORDER_CLOSED"];
      const unsaid = fault === "change-unwraps" ? undefined : order.wrapping;
      const added = fault === "change-adds-labels" ? (order.labels ?? []) : [];
      const changed = keep({
        ...order,
        greeting: (greeting as string | undefined) ?? order.greeting,
        wrapping: (wrapping as Order["wrapping"]) ?? unsaid,
        labels: labels === undefined ? order.labels : [...added, ...labels].slice(0, 4),
      });
      return ["SUCCESS", { order: shown(fault === "change-answers-old" ? order : changed) }];
    }),
    "/order/cancel": about((order) => {
      if (order.state !== "OPEN" && fault !== "cancelled-twice") return ["NOT_CANCELLABLE"];
      return ["SUCCESS", { order: shown(opened(keep({ ...order, state: "CANCELLED" }), "cancelled-yet-open")) }];
    }),
  };
}

function against(fault: string): Promise<Report> {
  return serving(operationsOf(fault), (url) => {
    const target = { url, values: {}, identities: {} };
    return runOf({ document, title: "orders", target, policy: DEFAULT_POLICY });
  });
}

t.test("orders that are kept as their tables say raise no alarm", async (t) => {
  for (const variant of ["none", "clock-of-seconds"]) {
    const report = await against(variant);
    const { failed, inconclusive } = report.summary;
    t.same({ exit: exitCodeOf(report), failed, inconclusive }, { exit: 0, failed: 0, inconclusive: 0 }, variant);
  }
});

for (const [fault, { noticed, fired }] of Object.entries(FAULTS)) {
  t.test(fault, async (t) => {
    const report = await against(fault);
    const failed = report.points.filter(({ outcome }) => outcome === "failed").map(({ name }) => name);
    t.same({ exit: exitCodeOf(report), fired: firedIn(report) }, { exit: 1, fired });
    for (const part of noticed) t.match(failed, [new RegExp(`· ${part} ·`)], part);
  });
}

t.test("our own mock of them keeps the contract, and with state remembers what was done", async (t) => {
  for (const stateful of [false, true]) {
    const mock = await startMock({ document, scenarios: [], stateful });
    try {
      const target = { url: mock.url, values: {}, identities: {} };
      const report = await runOf({ document, title: "orders", target, policy: DEFAULT_POLICY });
      const { failed, inconclusive } = report.summary;
      t.same({ failed, inconclusive }, { failed: 0, inconclusive: 0 }, `stateful ${stateful}: ${firedIn(report)}`);
      const once = report.points.filter(({ name }) =>
        /cancel · (the same )?order .*(a second time|after it|as it left it) ·/.test(name),
      );
      t.ok(once.length >= 5, `${once.length} cases of what is done once`);
      t.ok(once.every(({ outcome }) => outcome === (stateful ? "passed" : "skipped")));
    } finally {
      await mock.close();
    }
  }
});
