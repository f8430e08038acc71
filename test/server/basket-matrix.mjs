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
              pieces: 1,
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
