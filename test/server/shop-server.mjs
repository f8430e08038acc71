// A third independent server (plain node:http): users log in, keep items and ask for prices; several operations, lists and state.
// It imports nothing of the project. One behaviour at a time may be replaced, by a fault or by a conformant variant.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { conformant as single } from "./session-server.mjs";

export const SHOP_CLIENTS = { "shop-app": "shop-app-secret", "till-3": "secret-of-till-3" };
const USERS = {
  "ada@shop.test": { password: "violet-harbour", nickname: "Ada", level: "SILVER", birthday: "1990-05-01T00:00:00Z" },
  "bob@shop.test": { password: "copper-lantern", nickname: null, level: "BRONZE" },
};

const TEXTS = {
  SUCCESS: "SUCCESS",
  PARAM_ILLEGAL: "a field is missing or unusable",
  SESSION_EXPIRED: "log in first",
  USER_NOT_FOUND: "nobody has that address",
  AUTHENTICATION_FAILED: "that is not the password",
  ITEM_NOT_FOUND: "no such item here",
};

const text = (least, most) => (value) => typeof value === "string" && value.length >= least && value.length <= most;
const whole = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most;
const texts = (value) => Array.isArray(value) && value.every((each) => typeof each === "string");
const kind = (value) => ["LAMP", "CHAIR"].includes(value);
const origin = (value) =>
  typeof value === "object" && !Array.isArray(value) && text(1, 30)(value.town) && may(whole(1800, 2100))(value.year);
const may = (fits) => (value) => value === undefined || value === null || fits(value);

/** What each field of each body must be. */
export const RULES = {
  "/user/login": {
    email: (value) => text(1, 200)(value) && /^[^@\s]+@[^@\s]+$/.test(value),
    password: text(8, 20),
    isRemembered: may((value) => typeof value === "boolean"),
  },
  "/user/logout": {},
  "/user/profile": {},
  "/item/add": {
    itemName: text(1, 40),
    price: whole(1, 1_000_000),
    tags: may(texts),
    note: may(text(0, 100)),
    kind: may(kind),
    origin: may(origin),
  },
  "/item/list": {
    keyword: may(text(0, 20)),
    pageNumber: may(whole(1, 1000)),
    pageSize: may(whole(1, 100)),
    kind: may(kind),
  },
  "/item/detail": { itemId: text(1, 200) },
  "/item/update": { itemId: text(1, 200), itemName: text(1, 40), price: may(whole(1, 1_000_000)), origin: may(origin) },
  "/item/remove": { itemId: text(1, 200) },
  "/cart/price": { itemId: text(1, 200), quantity: whole(1, 99) },
};

const TAKES_BODY = (path) => Object.keys(RULES[path] ?? {}).length > 0;

export const conformantShop = {
  ...single,
  matches: (path) => Object.hasOwn(RULES, path),
  read: (call) => (TAKES_BODY(call.path) ? single.read(call) : { value: {} }),
  headerNames: (path) => ["clientid", "clientsecret", ...(path === "/user/login" ? [] : ["sessionid"])],
  rules: RULES,
  violations({ path, headers, body }, behaviour) {
    const missing = behaviour.headerNames(path).filter((name) => (headers[name] ?? "") === "");
    if (typeof body !== "object" || body === null || Array.isArray(body)) return [...missing, "body"];
    const bad = Object.entries(behaviour.rules[path]).filter(([name, fits]) => !fits(body[name]));
    return [...missing, ...bad.map(([name]) => name)];
  },
  knowsClient: ({ headers }) =>
    Object.hasOwn(SHOP_CLIENTS, headers.clientid) && SHOP_CLIENTS[headers.clientid] === headers.clientsecret,
  /** The session that lives under an id, for this client. */
  sessionOf({ sessions }, { headers }) {
    const session = sessions.get(headers.sessionid);
    return session?.client === headers.clientid ? session : undefined;
  },
  login(state, call, behaviour) {
    const user = USERS[call.body.email];
    if (user === undefined) return ["USER_NOT_FOUND"];
    if (!behaviour.passwordFits(user, call.body.password)) return ["AUTHENTICATION_FAILED"];
    const id = randomBytes(16).toString("hex");
    state.sessions.set(id, {
      client: call.headers.clientid,
      email: call.body.email,
      isRemembered: call.body.isRemembered ?? false,
    });
    return ["SUCCESS", { sessionId: id }];
  },
  passwordFits: (user, password) => user.password === password,
  logout: ({ sessions }, { headers }) => sessions.delete(headers.sessionid),
  profile: (_, { session }) => {
    const { password: _password, ...user } = USERS[session.email];
    return { userSummary: { email: session.email, ...user, isRemembered: session.isRemembered } };
  },
  /** Whose items a session sees. */
  owner: ({ client, email }) => `${client} ${email}`,
  add(state, call, behaviour) {
    const { itemName, price, tags, note, kind, origin } = call.body;
    state.last += 1;
    const item = {
      itemId: `it-${state.last.toString(36)}-${randomBytes(3).toString("hex")}`,
      itemName,
      price,
      tags: tags ?? [],
      ...(note === undefined ? {} : { note }),
      ...(kind === undefined ? {} : { kind }),
      ...(origin === undefined ? {} : { origin }),
      status: "ACTIVE",
      gmtCreate: new Date().toISOString(),
    };
    behaviour.keep(state, behaviour.owner(call.session), item);
    return { itemId: item.itemId, itemName, gmtCreate: item.gmtCreate };
  },
  keep: (state, owner, item) => state.items.push({ owner, item }),
  mine: (state, call, behaviour) =>
    state.items.filter(({ owner }) => owner === behaviour.owner(call.session)).map(({ item }) => item),
  list(state, call, behaviour) {
    const { keyword, pageNumber, pageSize, kind } = call.body;
    const mine = behaviour
      .mine(state, call, behaviour)
      .filter(({ itemName }) => String(itemName).includes(keyword ?? ""))
      .filter((item) => (kind ?? item.kind) === item.kind);
    const size = pageSize ?? 100;
    const at = ((pageNumber ?? 1) - 1) * size;
    const items = mine.slice(at, at + size);
    return { items, total: mine.length, page: { totalCount: mine.length, hasNext: at + size < mine.length } };
  },
  find: (state, call, behaviour) =>
    behaviour.mine(state, call, behaviour).find(({ itemId }) => itemId === call.body.itemId),
  change: (_state, item, { itemName, price, origin }) => {
    item.itemName = itemName;
    item.price = price ?? item.price;
    if (origin !== undefined) item.origin = origin;
  },
  drop: (state, item) => {
    state.items = state.items.filter((each) => each.item !== item);
  },
  decide(call, state, behaviour) {
    if (behaviour.violations(call, behaviour).length > 0) return "PARAM_ILLEGAL";
    if (!behaviour.knowsClient(call)) return "PARAM_ILLEGAL";
    if (call.path === "/user/login") {
      const [code, payload] = behaviour.login(state, call, behaviour);
      call.payload = payload;
      return code;
    }
    call.session = behaviour.sessionOf(state, call);
    if (call.session === undefined) return "SESSION_EXPIRED";
    if (/detail|update|remove|price/.test(call.path)) {
      call.item = behaviour.find(state, call, behaviour);
      if (call.item === undefined) return "ITEM_NOT_FOUND";
    }
    if (call.path === "/user/logout") behaviour.logout(state, call, behaviour);
    if (call.path === "/user/profile") call.payload = behaviour.profile(state, call, behaviour);
    if (call.path === "/item/add") call.payload = behaviour.add(state, call, behaviour);
    if (call.path === "/item/list") call.payload = behaviour.list(state, call, behaviour);
    if (call.path === "/item/detail") call.payload = { item: call.item };
    if (call.path === "/item/update") behaviour.change(state, call.item, call.body);
    if (call.path === "/item/remove") behaviour.drop(state, call.item);
    if (call.path === "/cart/price")
      call.payload = {
        itemId: call.item.itemId,
        quantity: call.body.quantity,
        price: call.item.price * call.body.quantity,
      };
    return "SUCCESS";
  },
  context: (code) => ({ success: code === "SUCCESS", resultMsg: TEXTS[code] ?? code, resultCode: code }),
  /** The payload of a success, which a fault may spoil. */
  payload: (payload) => payload,
};

/** @param {Partial<typeof conformantShop>} replaced steps in place of the conformant ones */
export async function startShopServer(replaced = {}, port = 0) {
  const behaviour = { ...conformantShop, ...replaced };
  const state = { sessions: new Map(), items: [], last: 0 };
  let count = 0;
  const server = createServer((req, res) => {
    const chunks = [];
    req.on("data", (chunk) => chunks.push(chunk));
    req.on("end", () => {
      count += 1;
      const call = {
        method: req.method,
        path: req.url.split("?")[0],
        headers: req.headers,
        bytes: Buffer.concat(chunks),
        count,
        req,
      };
      if (!behaviour.matches(call.path)) return behaviour.refuse(res, 404, behaviour, call);
      if (!behaviour.methods.includes(call.method)) return behaviour.refuse(res, 405, behaviour, call);
      const read = behaviour.read(call);
      if (read.status !== undefined) return behaviour.refuse(res, read.status, behaviour, call);
      call.body = read.value;
      const code = behaviour.decide(call, state, behaviour);
      call.code = code;
      const shaped = behaviour.shape(behaviour.context(code, call), code, call);
      const payload = code === "SUCCESS" ? behaviour.payload(call.payload ?? {}, call, state) : {};
      const plain = typeof shaped === "object" && shaped !== null && !Array.isArray(shaped);
      const value = plain ? { ...payload, ...shaped } : shaped;
      const bytes = behaviour.bytes(behaviour.text(value, code, call), code, call);
      behaviour.send(res, behaviour.status(code, call), behaviour.headers(code, call), bytes, call);
    });
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests: () => count,
    /** What is still there: items of all users. */
    left: () => state.items.length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
