// Faults and variants of the basket by name: what an order needs and uses up, and fields whose texts have a form.
import { conformantBasket as good, RULES } from "./basket-server.mjs";

const entry = (name, summary, replaced, more) => ({ name, summary, replaced: () => replaced, ...more });
const fault = (name, summary, checks, replaced) => entry(name, summary, replaced, { checks });
const rules = (path, change) => ({ rules: { ...RULES, [path]: { ...RULES[path], ...change } } });
const on = (path, change) => ({
  payload: (payload, call) => (call.path === path ? change(payload) : payload),
});

export const BASKET_FAULTS = [
  fault("refused-order-empties", "an order that is refused empties the basket", ["listing"], {
    refused(state, call) {
      if (call.path === "/basket/checkout" && good.knowsClient(call)) good.empty(state, call);
      return "PARAM_ILLEGAL";
    },
  }),
  fault(
    "empty-is-success",
    "the envelope of an empty basket says that it is a success",
    ["schema", "envelope-consistency", "expected-code"],
    {
      context: (code) => ({ ...good.context(code), success: code === "SUCCESS" || code === "BASKET_EMPTY" }),
    },
  ),
  fault("cash-refused", "a documented way to pay is refused", ["expected-code"], {
    ...rules("/basket/checkout", { payment: (value) => value === "CARD" }),
  }),
  fault("any-payment", "any text is a way to pay", ["expected-code"], {
    ...rules("/basket/checkout", { payment: (value) => typeof value === "string" && value !== "" }),
    payload: (payload, call) =>
      payload?.payment === undefined || good.rules[call.path].payment(payload.payment)
        ? payload
        : { ...payload, payment: "CARD" },
  }),
  fault(
    "no-order-id",
    "an order has no id",
    ["schema"],
    on("/basket/checkout", ({ payment }) => ({ payment })),
  ),
  fault("mail-79", "an address of the greatest length is refused", ["expected-code"], {
    ...rules("/basket/add", {
      mailTo: (value) => RULES["/basket/add"].mailTo(value) && (typeof value !== "string" || value.length < 80),
    }),
  }),
  fault("mail-any-length", "an address may be of any length", ["expected-code", "schema"], {
    ...rules("/basket/add", { mailTo: (value) => typeof value !== "string" || /^\S+@\S+$/.test(value) }),
  }),
  fault("removed-by-get", "a GET with the id in its query removes", ["expected-code"], {
    methods: ["POST", "GET"],
    read: (call) =>
      call.method === "GET"
        ? { value: Object.fromEntries(new URLSearchParams(call.req.url.split("?")[1])) }
        : good.read(call),
    decide: (call, state, behaviour) =>
      call.method === "GET" && call.path !== "/basket/remove" ? "PARAM_ILLEGAL" : good.decide(call, state, behaviour),
  }),
  fault("change-lost", "a change of a quantity is not kept", ["listing"], { change: () => {} }),
  fault("change-for-all", "a change of a quantity changes all lines", ["listing"], {
    decide(call, state, behaviour) {
      const code = good.decide(call, state, behaviour);
      if (call.path === "/basket/change" && code === "SUCCESS")
        for (const line of good.mine(state, call)) line.quantity = call.body.quantity;
      return code;
    },
  }),
  fault(
    "one-shown",
    "a line shows a quantity of 1, whatever it is",
    ["listing"],
    on("/basket/list", ({ lines, total }) => ({ lines: lines.map((line) => ({ ...line, quantity: 1 })), total })),
  ),
  fault("letters-as-question-marks", "the list shows letters outside ASCII as question marks", ["listing"], {
    ...on("/basket/list", ({ lines, total }) => ({
      lines: lines.map((line) => (line.note ? { ...line, note: line.note.replaceAll(/[^ -~]/g, "?") } : line)),
      total,
    })),
  }),
  fault("kind-ignored", "products of every kind are found, whichever is asked for", ["listing"], {
    find: ({ keyword }) => good.find({ keyword }),
  }),
  fault("keyword-ignored", "all products are found, whatever is looked for", ["listing"], {
    find: ({ kind }) => good.find({ kind }),
  }),
];

export const BASKET_VARIANTS = [
  entry("plain", "nothing unusual", {}),
  entry("empty-first", "whether there is anything to order is looked at before the request", { isEmptyFirst: true }),
  entry("order-keeps", "what was ordered stays in the basket", { empty: () => {} }),
  entry("any-mail", "whatever has an @ is an address", {
    ...rules("/basket/add", {
      mailTo: (value) =>
        (value ?? "") === "" || (typeof value === "string" && value.includes("@") && value.length <= 80),
    }),
  }),
  entry("same-product-adds-up", "what is put in again, with the same note, adds to its line", {
    put(state, call) {
      const { quantity, ...body } = call.body;
      const alike = (line) => ["productId", "note", "mailTo"].every((name) => line[name] === body[name]);
      const line = good.mine(state, call).find(alike);
      if (line === undefined) return good.put(state, call);
      line.quantity = Math.min(20, line.quantity + quantity);
      return line;
    },
  }),
  entry("best-matches", "a word that nothing has finds the product that is nearest", {
    find: ({ keyword, kind }) => {
      const found = good.find({ keyword, kind });
      return found.length > 0 ? found : good.find({}).slice(0, 1);
    },
  }),
  entry("same-product-twice", "the basket of everybody holds one product twice from the start", {
    mine(state, call) {
      if (!state.items.some(({ item }) => item.isOld && item.owner === call.headers.clientid))
        for (const lineId of ["ln-old-1", "ln-old-2"])
          state.items.unshift({
            owner: call.headers.clientid,
            item: {
              lineId,
              productId: "pr-21",
              title: "Red cup",
              quantity: 1,
              isOld: true,
              owner: call.headers.clientid,
            },
          });
      return good.mine(state, call);
    },
    empty: (state, call) => {
      state.items = state.items.filter(({ owner, item }) => item.isOld || owner !== call.headers.clientid);
    },
  }),
];
