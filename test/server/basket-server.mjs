// A fifth server: clients find products, fill a basket and order what is in it. It stands on the shop's, and imports nothing of the project either.
import { randomBytes } from "node:crypto";
import { conformant as single } from "./session-server.mjs";
import { conformantShop, startShopServer } from "./shop-server.mjs";

export const BASKET_CLIENTS = { "kitchen-app": "secret-of-kitchen", "till-9": "secret-of-till-9" };

const TEXTS = {
  SUCCESS: "SUCCESS",
  PARAM_ILLEGAL: "a field is missing or unusable",
  CLIENT_UNKNOWN: "nobody knows this client",
  PRODUCT_NOT_FOUND: "no such product",
  LINE_NOT_FOUND: "no such line",
  BASKET_EMPTY: "put something into it first",
};

const text = (least, most) => (value) =>
  typeof value === "string" && [...value].length >= least && [...value].length <= most;
const whole = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most;
const may = (fits) => (value) => value === undefined || value === null || fits(value);
const mail = (value) => text(1, 80)(value) && /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(value);

/** What each field of each body must be. */
export const RULES = {
  "/product/find": {
    keyword: may(text(0, 20)),
    kind: may((value) => ["POT", "CUP", "ALL"].includes(value)),
  },
  "/basket/add": { productId: text(1, 20), quantity: whole(1, 20), note: may(text(0, 60)), mailTo: may(mail) },
  "/basket/list": { page: may(whole(1, 1000)), size: may(whole(1, 50)) },
  "/basket/change": { lineId: text(1, 20), quantity: whole(1, 20) },
  "/basket/remove": { lineId: text(1, 20) },
  "/basket/checkout": { payment: (value) => ["CARD", "CASH"].includes(value), remark: may(text(0, 100)) },
};

const PRODUCTS = [
  { productId: "pr-20", title: "Blue teapot", kind: "POT" },
  { productId: "pr-21", title: "Red cup", kind: "CUP" },
  { productId: "pr-22", title: "Green teapot", kind: "POT" },
];

const id = (prefix) => `${prefix}-${randomBytes(4).toString("hex")}`;

export const conformantBasket = {
  ...conformantShop,
  read: single.read,
  matches: (path) => Object.hasOwn(RULES, path),
  headerNames: () => ["clientid", "clientsecret"],
  rules: RULES,
  knowsClient: ({ headers }) =>
    Object.hasOwn(BASKET_CLIENTS, headers.clientid) && BASKET_CLIENTS[headers.clientid] === headers.clientsecret,
  mine: (state, { headers }) => state.items.filter(({ owner }) => owner === headers.clientid).map(({ item }) => item),
  knowsProduct: (productId) => productId === "pr-20" || productId === "pr-21",
  find: ({ keyword, kind }) =>
    PRODUCTS.filter(({ title }) => title.toLowerCase().includes((keyword ?? "").toLowerCase())).filter(
      (product) => (kind ?? "ALL") === "ALL" || product.kind === kind,
    ),
  empty: (state, { headers }) => {
    state.items = state.items.filter(({ owner }) => owner !== headers.clientid);
  },
  put(state, { headers, body: { productId, quantity, note, mailTo } }) {
    const own = { ...(note === undefined ? {} : { note }), ...(mailTo === undefined ? {} : { mailTo }) };
    const line = { lineId: id("ln"), productId, title: "Blue teapot", quantity, ...own };
    state.items.push({ owner: headers.clientid, item: line });
    return line;
  },
  shown(state, call, behaviour) {
    const mine = behaviour.mine(state, call);
    const { page = 1, size = 50 } = call.body;
    const at = ((page ?? 1) - 1) * (size ?? 50);
    return { lines: mine.slice(at, at + (size ?? 50)), total: mine.length };
  },
  change: (_, line, { quantity }) => {
    line.quantity = quantity;
  },
  /** What is looked at first: the basket, or the request. */
  isEmptyFirst: false,
  decide(call, state, behaviour) {
    const { path, body } = call;
    const isEmpty = path === "/basket/checkout" && behaviour.mine(state, call).length === 0;
    if (isEmpty && behaviour.isEmptyFirst && behaviour.knowsClient(call)) return "BASKET_EMPTY";
    if (behaviour.violations(call, behaviour).length > 0) return behaviour.refused(state, call, behaviour);
    if (!behaviour.knowsClient(call)) return "CLIENT_UNKNOWN";
    if (isEmpty) return "BASKET_EMPTY";
    if (path === "/basket/add") {
      if (!behaviour.knowsProduct(body.productId)) return "PRODUCT_NOT_FOUND";
      call.payload = { line: behaviour.put(state, call) };
    }
    if (path === "/product/find") call.payload = { products: behaviour.find(body) };
    if (path === "/basket/list") call.payload = behaviour.shown(state, call, behaviour);
    if (path === "/basket/checkout") {
      behaviour.empty(state, call);
      call.payload = { orderId: id("or"), payment: body.payment };
    }
    if (path !== "/basket/change" && path !== "/basket/remove") return "SUCCESS";
    const line = behaviour.mine(state, call).find(({ lineId }) => lineId === body.lineId);
    if (line === undefined) return "LINE_NOT_FOUND";
    if (path === "/basket/remove") behaviour.drop(state, line);
    else {
      behaviour.change(state, line, body);
      call.payload = { lineId: line.lineId, quantity: body.quantity };
    }
    return "SUCCESS";
  },
  /** What comes of a bad request. */
  refused: () => "PARAM_ILLEGAL",
  context: (code) => ({ success: code === "SUCCESS", resultMsg: TEXTS[code] ?? code, resultCode: code }),
};

/** @param {Partial<typeof conformantBasket>} replaced steps in place of the conformant ones */
export function startBasketServer(replaced = {}, port = 0) {
  return startShopServer({ ...conformantBasket, ...replaced }, port);
}
