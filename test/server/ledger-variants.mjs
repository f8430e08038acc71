// Variants of the ledger by name: unusual, and conformant. None may raise a finding; a `doubtful` one may leave cases open.
import { CODES, conformantLedger as good, RULES } from "./ledger-server.mjs";
import { VARIANTS } from "./variants.mjs";

const variant = (name, summary, replaced, more = {}) => ({
  name,
  summary,
  replaced: typeof replaced === "function" ? replaced : () => replaced,
  ...more,
});
const answer = (change) => ({ answer: (code, data, call) => change(good.answer(code, data), code, call) });
const headers = (change) => ({ headers: (code, call) => change(good.headers(code, call)) });
/** Each object of an answer, the innermost first. */
const eachObject = (change) =>
  answer((value) =>
    JSON.parse(JSON.stringify(value), (_, inner) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner) ? change(inner) : inner,
    ),
  );

export const LEDGER_VARIANTS = [
  variant("plain", "nothing unusual", {}),
  ...VARIANTS.filter(({ name }) => name === "problem-pages"),
  variant(
    "extra-fields",
    "more fields at every level",
    eachObject((object) => ({ _links: { self: null }, ...object, revision: 3 })),
  ),
  variant(
    "null-data-on-failure",
    "the payload is null where there is none",
    answer((value) => ({ ...value, data: value.data ?? null })),
  ),
  variant(
    "optional-null",
    "optional fields are null",
    eachObject((object) => ({
      ...object,
      ...("balance" in object ? { overdraft: null, tags: null, owner: null, ...object } : {}),
      ...("entryId" in object ? { memo: null, ...object } : {}),
    })),
  ),
  variant(
    "dates-with-offset",
    "dates have an offset and fractions",
    eachObject((object) => ({
      ...object,
      ...("createdAt" in object
        ? { createdAt: new Date(Date.parse(object.createdAt) - 18_000_000).toISOString().replace("Z", "-05:00") }
        : {}),
    })),
  ),
  variant("numbers-odd", "whole numbers with a point, or an exponent", {
    text: (value) =>
      JSON.stringify(value).replace(/"(code|balance|page|total|amount)":(-?\d+)/g, (_, name, digits) =>
        digits.endsWith("00") ? `"${name}":${digits.slice(0, -2)}E+2` : `"${name}":${digits}.0`,
      ),
  }),
  variant(
    "headers-odd",
    "names in capitals, a charset, cookies, and a header twice",
    headers((all) => ({
      ...Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toUpperCase(), value])),
      "CONTENT-TYPE": "APPLICATION/JSON;charset=UTF-8",
      "SET-COOKIE": ["lb=7; Path=/", "v=1; HttpOnly"],
      LINK: ["</accounts>; rel=up", "</>; rel=home"],
    })),
  ),
  variant(
    "location-absolute",
    "a Location has the server in it",
    headers(({ location, ...all }) => ({ ...all, ...(location ? { location: `http://ledger.test${location}` } : {}) })),
  ),
  variant("early-hints", "103 comes before the answer", {
    send: (res, status, all, bytes, call) => {
      if (call.count % 3 === 0) res.writeEarlyHints({ link: "</style.css>; rel=preload" });
      good.send(res, status, all, bytes);
    },
  }),
  variant("newest-first", "the newest come first", {
    mine: (...all) => [...good.mine(...all)].reverse(),
    listEntries: (call) => {
      const { entries, total } = good.listEntries(call);
      return { entries: [...entries].reverse(), total };
    },
  }),
  variant("paths-lenient", "a slash at the end, and capitals, do no harm", {
    route: (call, behaviour) =>
      good.route(
        { ...call, path: call.path.replace(/(.)\/$/, "$1").replace(/^\/[a-z]+/i, (all) => all.toLowerCase()) },
        behaviour,
      ),
  }),
  variant("missing-token-as-bad-input", "a missing token is 40001", {
    decide: (call, state, behaviour) =>
      call.operation !== "POST /tokens" && (call.headers.authorization ?? "") === ""
        ? CODES.bad
        : good.decide(call, state, behaviour),
  }),
  variant("fields-before-token", "bad fields are told before a bad token", {
    decide: (call, state, behaviour) =>
      behaviour.violations(call, behaviour).length > 0 ? CODES.bad : good.decide(call, state, behaviour),
  }),
  variant("odd-ids-are-bad", "an id of another form is 40001", {
    violations: (call, behaviour) => [
      ...good.violations(call, behaviour),
      ...Object.values(call.ids).filter((id) => !/^(ac|en)-[0-9a-f]{12}$/.test(id)),
    ],
  }),
  variant("null-refused", "null in an optional field is refused", {
    violations: (call, behaviour) => [
      ...good.violations(call, behaviour),
      ...Object.keys(RULES[call.operation]).filter((name) => call.body?.[name] === null),
    ],
  }),
  variant("null-removes", "null in a change removes what there was (RFC 7396)", {
    changeAccount: (account, body) => {
      for (const [name, value] of Object.entries(body)) if (value === null && name !== "name") delete account[name];
      return good.changeAccount(account, body);
    },
  }),
  variant("replacement-merged", "a replacement keeps the memo that it leaves out", {
    replaceEntry: (entry, body) => good.replaceEntry(entry, { memo: entry.memo, ...body }),
  }),
  variant(
    "either-status",
    "some refusals answer 200",
    { status: (code, call) => (code === CODES.done || call.count % 2 === 0 ? good.status(code, call) : 200) },
    { policy: { status: "either" } },
  ),
  variant(
    "one-token-for-each-client",
    "a new token ends the one before",
    {
      token: (state, call) => {
        for (const [token, client] of state.tokens) if (client === call.body.clientKey) state.tokens.delete(token);
        return good.token(state, call);
      },
    },
    { doubtful: true },
  ),
  variant("rate-limited", "every ninth request is told to wait", {
    decide: (call, state, behaviour) => (call.count % 9 === 0 ? "LIMIT" : good.decide(call, state, behaviour)),
    status: (code, call) => (code === "LIMIT" ? 429 : good.status(code, call)),
    send: (res, status, all, bytes) => {
      if (status === 429) good.send(res, 429, { "retry-after": "0" }, Buffer.from(""));
      else good.send(res, status, all, bytes);
    },
  }),
];
