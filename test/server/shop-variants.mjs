// Variants of the shop by name: unusual, and conformant. None may raise a finding; a `doubtful` one may leave cases open.

import { conformant as single } from "./session-server.mjs";
import { conformantShop as good, RULES } from "./shop-server.mjs";
import { VARIANTS } from "./variants.mjs";

const variant = (name, summary, replaced, more = {}) => ({
  name,
  summary,
  replaced: typeof replaced === "function" ? replaced : () => replaced,
  ...more,
});
const failed = (code) => code !== "SUCCESS";
const CODES = {
  PARAM_ILLEGAL: 400,
  SESSION_EXPIRED: 401,
  AUTHENTICATION_FAILED: 401,
  USER_NOT_FOUND: 404,
  ITEM_NOT_FOUND: 404,
};
const eachItem = (change) => ({
  payload: (value) => ({
    ...value,
    ...(value.items === undefined ? {} : { items: value.items.map(change) }),
    ...(value.item === undefined ? {} : { item: change(value.item) }),
  }),
});

/** Steps of the wire, which the two servers share. */
const WIRE = ["headers", "text", "bytes", "send", "refuse", "methods", "context"];
const wire = VARIANTS.filter(({ name, policy, replaced }) => {
  const own = name === "plain" || name === "rate-limited" || policy !== undefined;
  return !own && Object.keys(replaced()).every((step) => WIRE.includes(step));
});

export const SHOP_VARIANTS = [
  variant("plain", "nothing unusual", {}),
  ...wire,
  variant("extra-fields", "more fields at every level", {
    ...eachItem((item) => ({ ...item, seller: { name: "Ada", stars: null }, tags: item.tags })),
    shape: (context) => ({ trace: 7, resultContext: { ...context, hint: null } }),
  }),
  variant(
    "optional-null",
    "optional fields are null",
    eachItem((item) => ({ ...item, note: item.note ?? null })),
  ),
  variant(
    "optional-absent",
    "optional fields are left out",
    eachItem(({ note: _, ...item }) => item),
  ),
  variant("null-payload-on-failure", "the payload is null beside a failure", {
    shape: (context, code) => ({
      resultContext: context,
      ...(failed(code) ? { items: null, item: null, itemId: null, sessionId: null, userSummary: null } : {}),
    }),
  }),
  variant("newest-first", "the newest item comes first", {
    list: (state, call, behaviour) => {
      const { items, total } = good.list(state, call, behaviour);
      return { items: [...items].reverse(), total };
    },
  }),
  variant("no-page-info", "what is optional beside the list is left out", {
    payload: ({ page: _, ...value }) => value,
  }),
  variant("ampersand-refused", "a name with an ampersand is refused", {
    rules: {
      ...RULES,
      "/item/add": {
        ...RULES["/item/add"],
        itemName: (value) => RULES["/item/add"].itemName(value) && !value.includes("&"),
      },
    },
  }),
  variant("single-words-in-capitals", "names of a single word are kept in capitals", {
    keep: (state, owner, item) =>
      good.keep(state, owner, {
        ...item,
        itemName: /\s/.test(item.itemName) ? item.itemName : item.itemName.toUpperCase(),
      }),
  }),
  variant("keyword-in-notes", "a keyword is looked for in notes, too, whatever its letter case", {
    list: (state, call, behaviour) => {
      const word = String(call.body.keyword ?? "").toLowerCase();
      const mine = (...all) =>
        behaviour.mine(...all).filter(({ itemName, note }) => `${itemName} ${note}`.toLowerCase().includes(word));
      return good.list(state, { ...call, body: { ...call.body, keyword: undefined } }, { ...behaviour, mine });
    },
  }),
  variant("token-of-a-refusal-is-dead", "a refused login answers with a session that is none", {
    shape: (context, code) => ({
      resultContext: context,
      ...(code === "AUTHENTICATION_FAILED" ? { sessionId: "00000000000000000000000000000000" } : {}),
    }),
  }),
  variant("dates-with-offset", "dates have an offset and fractions", {
    payload: (value) =>
      JSON.parse(JSON.stringify(value), (key, inner) =>
        key === "gmtCreate" ? "2026-03-01T10:00:00.123+02:00" : inner,
      ),
  }),
  variant("names-trimmed", "names lose the blanks around them", {
    add: (state, call, behaviour) =>
      good.add(state, { ...call, body: { ...call.body, itemName: call.body.itemName.trim() } }, behaviour),
  }),
  variant("session-header-as-expired", "a missing session header is SESSION_EXPIRED", {
    headerNames: () => ["clientid", "clientsecret"],
  }),
  variant("unknown-user-as-wrong-password", "an unknown user is told the password is wrong", {
    login: (state, call, behaviour) => {
      const [code, payload] = good.login(state, call, behaviour);
      return code === "USER_NOT_FOUND" ? ["AUTHENTICATION_FAILED"] : [code, payload];
    },
  }),
  variant("odd-ids-are-bad", "an id of another form is PARAM_ILLEGAL", {
    decide: (call, state, behaviour) =>
      /detail|update|remove|price/.test(call.path) && !/^it-/.test(call.body?.itemId ?? "")
        ? behaviour.violations(call, behaviour).length === 0 && behaviour.sessionOf(state, call) === undefined
          ? "SESSION_EXPIRED"
          : "PARAM_ILLEGAL"
        : good.decide(call, state, behaviour),
  }),
  variant(
    "one-session-for-each-account",
    "a login ends the session before it",
    {
      login: (state, call, behaviour) => {
        const [code, payload] = good.login(state, call, behaviour);
        for (const [id, { client, email }] of state.sessions)
          if (
            !failed(code) &&
            id !== payload.sessionId &&
            email === call.body.email &&
            client === call.headers.clientid
          )
            state.sessions.delete(id);
        return [code, payload];
      },
    },
    { doubtful: true },
  ),
  variant(
    "total-of-the-page",
    "the total counts what stands on the page",
    {
      list: (state, call, behaviour) => {
        const { items } = good.list(state, call, behaviour);
        return { items, total: items.length };
      },
    },
    { doubtful: true },
  ),
  variant(
    "pages-of-one",
    "a page holds one item",
    {
      list: (state, call, behaviour) => {
        const { items, total } = good.list(state, call, behaviour);
        const at = (call.body.pageNumber ?? 1) - 1;
        return { items: items.slice(at, at + 1), total };
      },
    },
    { doubtful: true },
  ),
  variant(
    "mapped-status",
    "each refusal has its own HTTP status",
    { status: (code) => CODES[code] ?? 200 },
    {
      policy: { status: "mapped", codeStatus: CODES },
    },
  ),
  variant(
    "either-status",
    "some refusals have a status of their own",
    {
      status: (code, { count }) => (count % 2 === 0 ? (CODES[code] ?? 200) : 200),
    },
    {
      policy: { status: "either", codeStatus: CODES },
    },
  ),
  variant("rate-limited", "every ninth request is told to wait", {
    decide: (call, state, behaviour) => (call.count % 9 === 0 ? "LIMIT" : good.decide(call, state, behaviour)),
    send: (res, status, all, bytes, call) => {
      if (call.code === "LIMIT") single.send(res, 429, { "retry-after": "0" }, Buffer.from(""));
      else single.send(res, status, all, bytes);
    },
  }),
];
