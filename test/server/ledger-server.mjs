// A fourth independent server (plain node:http): clients keep accounts, and entries within them, under nested paths and HTTP's own methods;
// bearer tokens, numeric codes with a status each. It imports nothing of the project. One behaviour at a time may be replaced.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { conformant as single } from "./session-server.mjs";

export const LEDGER_CLIENTS = { "key-alpha": "secret-of-alpha", "key-beta": "secret-of-beta" };

/** Result codes, and the HTTP status of each. */
export const CODES = {
  done: 0,
  bad: 40001,
  token: 40101,
  client: 40102,
  account: 40401,
  entry: 40402,
  broken: 50001,
};
const TEXTS = {
  0: "ok",
  40001: "a parameter is missing or unusable",
  40101: "get a token first",
  40102: "that client is not known here",
  40401: "no such account",
  40402: "no such entry",
  50001: "something broke",
};

const text = (least, most) => (value) =>
  typeof value === "string" && [...value].length >= least && [...value].length <= most;
const whole = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most;
const digits = (least, most) => (value) => /^\d+$/.test(value) && whole(least, most)(Number(value));
const oneOf =
  (...all) =>
  (value) =>
    all.includes(value);
const day = (value) =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);
const may = (fits) => (value) => value === undefined || value === null || fits(value);
const plain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const tags = (value) => Array.isArray(value) && value.length <= 5 && value.every(text(0, 20));
const owner = (value) =>
  plain(value) && text(1, 80)(value.fullName) && text(1, 100)(value.email) && may(day)(value.since);
const kind = oneOf("ASSET", "LIABILITY", "INCOME", "EXPENSE");
const said = { name: text(1, 60), overdraft: may(whole(0, 1_000_000)), tags: may(tags), owner: may(owner) };
const side = oneOf("DEBIT", "CREDIT");
const booked = { amount: whole(1, 100_000_000), side, bookedOn: day, memo: may(text(0, 140)) };
const ACCOUNT = "/accounts/{accountId}";
const ENTRY = "/accounts/{accountId}/entries/{entryId}";

/** What each field of each operation's query or body must be. */
export const RULES = {
  "POST /tokens": { clientKey: text(1, 40), clientSecret: text(1, 80), ttl: may(whole(60, 3600)) },
  "DELETE /tokens/current": {},
  "POST /accounts": { ...said, kind, currency: oneOf("EUR", "USD", "GBP"), openedOn: day },
  "GET /accounts": { page: may(digits(1, 1e9)), size: may(digits(1, 100)), kind: may(kind) },
  [`GET ${ACCOUNT}`]: {},
  [`PATCH ${ACCOUNT}`]: { ...said, name: may(said.name) },
  [`DELETE ${ACCOUNT}`]: {},
  [`POST ${ACCOUNT}/entries`]: booked,
  [`GET ${ACCOUNT}/entries`]: { side: may(side), from: may(day), to: may(day) },
  [`GET ${ENTRY}`]: {},
  [`PUT ${ENTRY}`]: booked,
  [`DELETE ${ENTRY}`]: {},
};
const OPERATIONS = Object.keys(RULES).map((operation) => {
  const [method, path] = operation.split(" ");
  return { operation, method, form: new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`) };
});

const id = (prefix) => `${prefix}-${randomBytes(6).toString("hex")}`;
const signed = ({ side, amount }) => (side === "CREDIT" ? amount : -amount);
/** The fields of a request that are there. */
const given = (names, body) =>
  Object.fromEntries(names.flatMap((name) => ((body[name] ?? null) === null ? [] : [[name, body[name]]])));

export const conformantLedger = {
  ...single,
  operations: OPERATIONS,
  /** @returns {{ operation?: string, ids?: object, methods: string[] }} no methods where there is no such path */
  route({ method, path }, behaviour) {
    const found = behaviour.operations.filter(({ form }) => form.test(path));
    const own = found.find((each) => each.method === method);
    const ids = Object.fromEntries(
      Object.entries(own?.form.exec(path).groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return { operation: own?.operation, ids, methods: found.map((each) => each.method) };
  },
  read(call) {
    if (!["POST", "PUT", "PATCH"].includes(call.method)) return { value: Object.fromEntries(call.query) };
    return single.read(call);
  },
  rules: RULES,
  /** Whether a range of days may not end before it begins. */
  inOrder: true,
  violations({ operation, ids, headers, body }, behaviour) {
    const long = Object.entries(ids).filter(([, value]) => !text(1, 24)(value));
    const trace = may(text(0, 36))(headers["x-trace-id"]) ? [] : ["X-Trace-Id"];
    const bad = plain(body)
      ? Object.entries(behaviour.rules[operation]).filter(([name, fits]) => !fits(body[name]))
      : [["body"]];
    const { from, to } = plain(body) ? body : {};
    const late = from > to && day(from) && day(to) && behaviour.inOrder ? ["to"] : [];
    return [...trace, ...[...long, ...bad].map(([name]) => name), ...late];
  },
  knowsClient: ({ clientKey, clientSecret }) =>
    Object.hasOwn(LEDGER_CLIENTS, clientKey) && LEDGER_CLIENTS[clientKey] === clientSecret,
  tokenOf: ({ headers }) => /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1],
  /** The client that a request's token was made for. */
  clientOf: ({ tokens }, call, behaviour) => tokens.get(behaviour.tokenOf(call)),
  revoke: ({ tokens }, call, behaviour) => tokens.delete(behaviour.tokenOf(call)),
  mine: ({ accounts }, { client }) => accounts.filter((account) => account.client === client),
  account: (state, call, behaviour) =>
    behaviour.mine(state, call, behaviour).find(({ accountId }) => accountId === call.ids.accountId),
  entry: ({ account, ids }) => account.entries.find(({ entryId }) => entryId === ids.entryId),
  openAccount: (state, call) => {
    const account = {
      accountId: id("ac"),
      ...given(["name", "kind", "currency", "openedOn", "overdraft", "tags", "owner"], call.body),
      isOpen: true,
      createdAt: new Date().toISOString(),
    };
    state.accounts.push({ ...account, client: call.client, entries: [] });
    return state.accounts.at(-1);
  },
  changeAccount: (account, body) => Object.assign(account, given(["name", "overdraft", "tags", "owner"], body)),
  closeAccount: (state, account) => {
    state.accounts = state.accounts.filter((each) => each !== account);
  },
  book: (state, { account, body }) => {
    state.last += 1;
    const entry = { entryId: id("en"), accountId: account.accountId, seq: state.last };
    account.entries.push({
      ...entry,
      ...given(["amount", "side", "bookedOn", "memo"], body),
      createdAt: new Date().toISOString(),
    });
    return account.entries.at(-1);
  },
  replaceEntry: (entry, body) => {
    delete entry.memo;
    Object.assign(entry, given(["amount", "side", "bookedOn", "memo"], body));
  },
  removeEntry: ({ account, entry }) => {
    account.entries = account.entries.filter((each) => each !== entry);
  },
  showAccount: ({ client: _, entries, ...account }) => ({
    ...account,
    balance: entries.reduce((sum, each) => sum + signed(each), 0),
  }),
  listAccounts(state, call, behaviour) {
    const { kind } = call.body;
    const all = behaviour.mine(state, call, behaviour).filter((account) => (kind ?? account.kind) === account.kind);
    const [page, size] = [Number(call.body.page ?? 1), Number(call.body.size ?? 100)];
    const shown = all.slice((page - 1) * size, page * size);
    return {
      accounts: shown.map((each) => behaviour.showAccount(each, call)),
      page,
      size,
      total: all.length,
    };
  },
  listEntries({ account, body: { side, from, to } }) {
    const entries = account.entries.filter(
      (each) =>
        (side ?? each.side) === each.side &&
        (from ?? each.bookedOn) <= each.bookedOn &&
        each.bookedOn <= (to ?? each.bookedOn),
    );
    return { entries, total: entries.length };
  },
  token: (state, { body }) => {
    const token = `tk_${randomBytes(12).toString("hex")}`;
    state.tokens.set(token, body.clientKey);
    return {
      token,
      clientKey: body.clientKey,
      expiresAt: new Date(Date.now() + (body.ttl ?? 900) * 1000).toISOString(),
    };
  },
  /** Does what is asked, and returns the payload. */
  perform: {
    "POST /tokens": (state, call, behaviour) => behaviour.token(state, call, behaviour),
    "DELETE /tokens/current": (state, call, behaviour) => {
      behaviour.revoke(state, call, behaviour);
    },
    "POST /accounts": (state, call, behaviour) => {
      call.account = behaviour.openAccount(state, call, behaviour);
      call.location = `/accounts/${call.account.accountId}`;
      return behaviour.showAccount(call.account, call);
    },
    "GET /accounts": (state, call, behaviour) => behaviour.listAccounts(state, call, behaviour),
    [`GET ${ACCOUNT}`]: (_, call, behaviour) => behaviour.showAccount(call.account, call),
    [`PATCH ${ACCOUNT}`]: (_, call, behaviour) => {
      behaviour.changeAccount(call.account, call.body);
      return behaviour.showAccount(call.account, call);
    },
    [`DELETE ${ACCOUNT}`]: (state, call, behaviour) => {
      behaviour.closeAccount(state, call.account);
    },
    [`POST ${ACCOUNT}/entries`]: (state, call, behaviour) => {
      const entry = behaviour.book(state, call);
      call.location = `/accounts/${entry.accountId}/entries/${entry.entryId}`;
      return entry;
    },
    [`GET ${ACCOUNT}/entries`]: (_, call, behaviour) => behaviour.listEntries(call),
    [`GET ${ENTRY}`]: (_, call) => call.entry,
    [`PUT ${ENTRY}`]: (_, call, behaviour) => {
      behaviour.replaceEntry(call.entry, call.body);
      return call.entry;
    },
    [`DELETE ${ENTRY}`]: (_, call, behaviour) => {
      behaviour.removeEntry(call);
    },
  },
  decide(call, state, behaviour) {
    const open = call.operation === "POST /tokens";
    call.client = open ? undefined : behaviour.clientOf(state, call, behaviour);
    if (!open && call.client === undefined) return CODES.token;
    if (behaviour.violations(call, behaviour).length > 0) return CODES.bad;
    if (open && !behaviour.knowsClient(call.body)) return CODES.client;
    if (call.ids.accountId !== undefined) {
      call.account = behaviour.account(state, call, behaviour);
      if (call.account === undefined) return CODES.account;
    }
    if (call.ids.entryId !== undefined) {
      call.entry = behaviour.entry(call);
      if (call.entry === undefined) return CODES.entry;
    }
    call.payload = behaviour.perform[call.operation](state, call, behaviour);
    return CODES.done;
  },
  /** The payload of a success, which a fault may spoil. */
  payload: (payload) => payload,
  answer: (code, data) => ({
    code,
    msg: TEXTS[code] ?? String(code),
    ...(code === CODES.done && data !== undefined ? { data } : {}),
  }),
  status: (code, { method }) => (code === CODES.done ? (method === "POST" ? 201 : 200) : Math.trunc(code / 100)),
  headers: (code, { headers, location }) => ({
    "content-type": "application/json",
    "x-trace-id": /^[!-~]{1,36}$/.test(headers["x-trace-id"] ?? "") ? headers["x-trace-id"] : id("tr"),
    ...(code === CODES.done && location !== undefined ? { location } : {}),
  }),
};

/** @param {Partial<typeof conformantLedger>} replaced steps in place of the conformant ones */
export async function startLedgerServer(replaced = {}, port = 0) {
  const behaviour = { ...conformantLedger, ...replaced };
  const state = { tokens: new Map(), accounts: [], last: 0 };
  let count = 0;
  const server = createServer((req, res) => {
    const chunks = [];
    req.on("data", (chunk) => chunks.push(chunk));
    req.on("end", () => {
      count += 1;
      const url = new URL(req.url, "http://ledger.test");
      const call = {
        method: req.method,
        path: url.pathname,
        query: url.searchParams,
        headers: req.headers,
        bytes: Buffer.concat(chunks),
        count,
        req,
      };
      const { operation, ids, methods } = behaviour.route(call, behaviour);
      if (operation === undefined) return behaviour.refuse(res, methods.length === 0 ? 404 : 405, behaviour, call);
      Object.assign(call, { operation, ids });
      const read = behaviour.read(call);
      if (read.status !== undefined) return behaviour.refuse(res, read.status, behaviour, call);
      call.body = read.value;
      const code = behaviour.decide(call, state, behaviour);
      call.code = code;
      const data = code === CODES.done ? behaviour.payload(call.payload, call, state) : undefined;
      const bytes = behaviour.bytes(behaviour.text(behaviour.answer(code, data, call), code, call), code, call);
      behaviour.send(res, behaviour.status(code, call), behaviour.headers(code, call), bytes, call);
    });
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests: () => count,
    /** What is still there: accounts of all clients, and the entries in them. */
    left: () => state.accounts.length + state.accounts.flatMap(({ entries }) => entries).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
