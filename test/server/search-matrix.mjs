// Faults and variants of the search server, whose codes are numbers with an HTTP status each: 0 → 200, 1001 → 400, 1002 → 401.
import { conformantSearch as good } from "./search-server.mjs";

/** The status of each code. */
export const SEARCH_STATUS = { 1001: 400, 1002: 401 };

const mapped = { status: (code) => SEARCH_STATUS[code] ?? 200 };
// A fault breaks each promise that is named, and no other: a code of no table breaks the schema's enumeration, too.
const fault = (name, summary, checks, replaced) => ({
  name,
  summary,
  checks,
  replaced: () => ({ ...mapped, ...replaced }),
});
const variant = (name, summary, replaced, policy = {}) => ({
  name,
  summary,
  policy,
  replaced: () => ({ ...mapped, ...replaced }),
});
const answer = (change) => ({ answer: (code, items) => change(good.answer(code, items), code, items) });
const without = (field) => ({
  fits: (body) =>
    good.fits(body) || (typeof body === "object" && body !== null && good.fits({ ...body, [field]: undefined })),
});
const items = (...all) => ({ items: () => all });

export const SEARCH_FAULTS = [
  fault("always-200", "refusals answer 200", ["status"], { status: () => 200 }),
  fault("success-201", "success answers 201", ["status"], { status: (code) => SEARCH_STATUS[code] ?? 201 }),
  fault("statuses-swapped", "400 and 401 are swapped", ["status"], {
    status: (code) => ({ 1001: 401, 1002: 400 })[code] ?? 200,
  }),
  fault("refusal-500", "bad input answers 500", ["status"], {
    status: (code) => ({ 1001: 500, 1002: 401 })[code] ?? 200,
  }),
  fault("expired-403", "a bad token answers 403", ["status"], {
    status: (code) => ({ 1001: 400, 1002: 403 })[code] ?? 200,
  }),
  fault(
    "code-as-text",
    "the code is text",
    ["schema", "documented-code"],
    answer((value) => ({ ...value, code: String(value.code) })),
  ),
  fault(
    "code-with-fraction",
    "the code has a fraction",
    ["documented-code", "schema"],
    answer((value) => ({ ...value, code: value.code + 0.5 })),
  ),
  fault(
    "code-undocumented",
    "bad input has a code of no table",
    ["documented-code", "schema"],
    answer((value, code) => (code === 1001 ? { ...value, code: 1003 } : value)),
  ),
  fault(
    "code-null",
    "a refusal's code is null",
    ["documented-code", "schema"],
    answer((value, code) => (code === 0 ? value : { ...value, code: null })),
  ),
  fault(
    "code-renamed",
    "the code stands under another name",
    ["schema", "documented-code"],
    answer(({ code, ...rest }) => ({ ...rest, errorCode: code })),
  ),
  fault(
    "message-empty",
    "a refusal says nothing",
    ["message-on-failure"],
    answer((value, code) => (code === 0 ? value : { ...value, msg: " " })),
  ),
  fault(
    "message-of-success",
    "a refusal says ok",
    ["envelope-consistency"],
    answer((value) => ({ ...value, msg: "ok" })),
  ),
  fault(
    "message-number",
    "the message is a number",
    ["schema"],
    answer((value) => ({ ...value, msg: 7 })),
  ),
  fault(
    "payload-absent",
    "success without its payload",
    ["schema"],
    answer(({ data: _, ...rest }) => rest),
  ),
  fault(
    "payload-null",
    "success with a null payload",
    ["schema"],
    answer((value) => ({ ...value, data: null })),
  ),
  fault(
    "list-null",
    "an empty list is null",
    ["schema"],
    answer((value, code) => (code === 0 ? { ...value, data: { items: null } } : value)),
  ),
  fault(
    "list-as-object",
    "a list of one is an object",
    ["schema"],
    answer((value, code, all) => (code === 0 ? { ...value, data: { items: all[0] } } : value)),
  ),
  fault(
    "second-lacks-title",
    "the second element lacks its title",
    ["schema"],
    items({ id: 1, title: "a" }, { id: 2 }),
  ),
  fault("id-past-safe", "an id is past 2^53", ["safe-integers"], {
    text: (value) => JSON.stringify(value).replace('"id":1', '"id":9007199254740993'),
  }),
  fault("id-with-fraction", "an id has a fraction", ["schema"], items({ id: 1.5, title: "a" })),
  fault("title-past-length", "a title is too long", ["schema"], items({ id: 1, title: "a".repeat(21) })),
  fault("keyword-never-looked-at", "an over-long keyword is taken", ["expected-code"], without("keyword")),
  fault("page-never-looked-at", "a page past its range is taken", ["expected-code"], without("page")),
  fault("tags-never-looked-at", "tags may hold anything", ["expected-code"], without("tags")),
  fault("status-any", "any status is taken", ["expected-code"], {
    fits: (body) => good.fits(body) || (typeof body?.status === "string" && good.fits({ ...body, status: "NEW" })),
  }),
  fault("page-99-refused", "the exact maximum is refused", ["expected-code"], {
    fits: (body) => good.fits(body) && body.page !== 99,
  }),
  fault("blank-after-status", "a status with a blank after it is taken", ["expected-code"], {
    fits: (body) => good.fits(typeof body?.status === "string" ? { ...body, status: body.status.trim() } : body),
  }),
  fault("second-tag-unchecked", "only the first tag is looked at", ["expected-code"], {
    fits: (body) => good.fits(Array.isArray(body?.tags) ? { ...body, tags: body.tags.slice(0, 1) } : body),
  }),
  fault("done-unknown", "a documented status is not known", ["expected-code"], {
    fits: (body) => good.fits(body) && body.status !== "DONE",
  }),
  fault("any-token", "any token will do", ["expected-code"], {
    decide: ({ fits, token }) => (fits && token ? 0 : 1001),
  }),
  fault("token-as-bad-input", "a bad token is 1001", ["expected-code"], {
    decide: (call) => (good.decide(call) === 0 ? 0 : 1001),
  }),
  fault("bad-input-as-token", "bad input is 1002", ["expected-code"], {
    decide: (call) => (good.decide(call) === 0 ? 0 : 1002),
  }),
  fault("header-absent", "the documented header is absent", ["documented-headers"], {
    headers: () => ({ "content-type": "application/json" }),
  }),
  fault("html-type", "the content type is HTML", ["content-type"], {
    headers: () => ({ "content-type": "text/html", "x-total": "2" }),
  }),
  {
    ...fault("every-seventh-other", "every seventh answer is a refusal", ["expected-code"], {
      decide: (call) => (call.count % 7 === 0 ? 1002 : good.decide(call)),
    }),
    byChance: [],
  },
];

export const SEARCH_VARIANTS = [
  variant("plain", "nothing unusual", {}),
  variant(
    "keys-reversed",
    "keys in another order",
    answer((value) => Object.fromEntries(Object.entries(value).reverse())),
  ),
  variant("indented", "white space", { text: (value) => `\n${JSON.stringify(value, null, 2)}\n` }),
  variant(
    "extra-fields",
    "more fields",
    answer((value) => ({ ...value, trace: { id: 1 }, next: null })),
  ),
  variant(
    "null-payload-on-failure",
    "a null payload beside a refusal",
    answer((value, code) => (code === 0 ? value : { ...value, data: null })),
  ),
  variant(
    "message-anything",
    "messages in another language",
    answer((value, code) => ({ ...value, msg: code === 0 ? "成功" : "请求有误" })),
  ),
  variant("empty-list", "nothing is found", items()),
  variant("note-null", "an optional field is null", items({ id: 1, title: "a", note: null })),
  variant("one-element", "one element", items({ id: 1, title: "a" })),
  variant("charset", "a charset is named", {
    headers: () => ({ "Content-Type": "application/json; charset=UTF-8", "X-TOTAL": "2" }),
  }),
  variant("decimal-zero", "numbers with a point and a zero", {
    text: (value) => JSON.stringify(value).replace('"id":1', '"id":1.0'),
  }),
  variant(
    "either-status",
    "statuses of either kind",
    { status: (code) => (code === 1002 ? 401 : 200) },
    { status: "either" },
  ),
  variant("either-all-200", "every code answers 200", { status: () => 200 }, { status: "either" }),
  variant("always-200", "every code answers 200", { status: () => 200 }, { status: "always-200" }),
];
