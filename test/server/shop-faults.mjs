// Faults of the shop by name: what only several operations, lists and state can show. Each names the checks that must notice it.
import { conformantShop as good, RULES, SHOP_CLIENTS } from "./shop-server.mjs";

// A fault breaks each promise that is named, and no other. What spoils the things of an account spoils the valid requests for them, too
// (`expected-code`), and an entry that is not whole cannot be what was said of it (`listing`).
const fault = (name, summary, checks, replaced, byChance = []) => ({
  name,
  summary,
  checks,
  byChance,
  replaced: typeof replaced === "function" ? replaced : () => replaced,
});
const payload = (path, change) => ({
  payload: (value, call, state) => (call.path === path ? change(value, call, state) : value),
});
const rules = (path, change) => ({ rules: { ...RULES, [path]: { ...RULES[path], ...change } } });
const isWrongSecret = ({ headers }) =>
  headers.clientid in SHOP_CLIENTS && ![SHOP_CLIENTS[headers.clientid], undefined, ""].includes(headers.clientsecret);
const anything = () => true;
const ANY_ITEM = { itemName: "x", price: 1, tags: [], status: "SOLD", gmtCreate: "2026-01-01T00:00:00Z" };
const decide = (change) => ({
  decide: (call, state, behaviour) => change(call, state, behaviour) ?? good.decide(call, state, behaviour),
});
const inItems = (change) => payload("/item/list", (value) => ({ ...value, items: value.items.map(change) }));
const after = (change) => ({
  decide: (call, state, behaviour) => {
    const code = good.decide(call, state, behaviour);
    return change(code, call, state, behaviour) ?? code;
  },
});

export const SHOP_FAULTS = [
  // State: sessions
  fault("session-outlives-logout", "logout ends nothing", ["expected-code"], { logout: () => {} }),
  fault("logout-ends-all", "logout ends every session of the account", ["expected-code"], {
    logout: ({ sessions }, { session }) => {
      for (const [id, each] of sessions) if (each.email === session.email) sessions.delete(id);
    },
  }),
  fault("logout-ends-others", "logout ends the sessions of other clients, too", ["expected-code"], {
    logout: ({ sessions }) => sessions.clear(),
  }),
  fault("profile-after-logout", "the profile is shown to ended sessions", ["expected-code"], () => {
    const ended = new Map();
    return {
      logout: ({ sessions }, { headers, session }) => {
        ended.set(headers.sessionid, session);
        sessions.delete(headers.sessionid);
      },
      sessionOf: (state, call) =>
        good.sessionOf(state, call) ?? (call.path === "/user/profile" ? ended.get(call.headers.sessionid) : undefined),
    };
  }),
  fault("add-after-logout", "items are added by ended sessions", ["expected-code"], () => {
    const ended = new Map();
    return {
      logout: ({ sessions }, { headers, session }) => {
        ended.set(headers.sessionid, session);
        sessions.delete(headers.sessionid);
      },
      sessionOf: (state, call) =>
        good.sessionOf(state, call) ?? (call.path === "/item/add" ? ended.get(call.headers.sessionid) : undefined),
    };
  }),
  fault("refused-logout-ends", "a logout without a client secret ends the session all the same", ["expected-code"], {
    ...after((code, call, state) => {
      if (call.path === "/user/logout" && code === "PARAM_ILLEGAL") state.sessions.delete(call.headers.sessionid);
    }),
  }),
  fault("any-session-for-list", "the list is shown whatever the session", ["expected-code"], {
    sessionOf: (state, call) =>
      good.sessionOf(state, call) ??
      (call.path === "/item/list" ? { client: call.headers.clientid, email: "ada@shop.test" } : undefined),
  }),
  fault("session-of-any-client", "a session may be used by any client", ["expected-code"], {
    sessionOf: ({ sessions }, { headers }) => sessions.get(headers.sessionid),
  }),
  fault("expired-as-bad-input", "an ended session is PARAM_ILLEGAL", ["expected-code"], {
    ...after((code) => (code === "SESSION_EXPIRED" ? "PARAM_ILLEGAL" : undefined)),
  }),
  fault("password-tail-unchecked", "the last letter of a password is not looked at", ["expected-code"], {
    passwordFits: (user, password) => password.slice(0, -1) === user.password.slice(0, -1),
  }),
  fault("password-begun-well", "what begins with the password will do", ["expected-code"], {
    passwordFits: (user, password) => password.startsWith(user.password),
  }),
  fault("password-cut-short", "a password that lacks its end will do", ["expected-code"], {
    passwordFits: (user, password) => password.length > 5 && user.password.startsWith(password),
  }),
  fault("wrong-password-as-unknown-user", "a wrong password is USER_NOT_FOUND", ["expected-code"], {
    ...after((code) => (code === "AUTHENTICATION_FAILED" ? "USER_NOT_FOUND" : undefined)),
  }),
  fault("debug-login", "a login with `debug` needs no password", ["expected-code"], () => {
    let debug = false;
    return {
      login: (state, call, behaviour) => {
        debug = call.body.debug === true;
        return good.login(state, call, behaviour);
      },
      passwordFits: (user, password) => debug || user.password === password,
    };
  }),
  fault("wrong-password-accepted", "any password will do", ["expected-code"], { passwordFits: anything }),
  fault("unknown-user-breaks", "an unknown user is SYSTEM_ERROR", ["server-error-on-bad-input"], {
    ...after((code) => (code === "USER_NOT_FOUND" ? "SYSTEM_ERROR" : undefined)),
  }),
  fault("unknown-user-welcome", "an unknown user is logged in", ["expected-code"], {
    login: (state, call, behaviour) =>
      good.login(
        state,
        { ...call, body: { ...call.body, email: "ada@shop.test", password: "violet-harbour" } },
        behaviour,
      ),
  }),
  fault(
    "login-without-session",
    "login gives no session",
    ["schema"],
    payload("/user/login", () => ({})),
  ),
  fault(
    "login-with-null-session",
    "the session is null",
    ["schema"],
    payload("/user/login", () => ({ sessionId: null })),
  ),
  fault(
    "login-with-empty-session",
    "the session is an empty text",
    ["made-id"],
    payload("/user/login", () => ({ sessionId: "" })),
  ),
  fault(
    "login-with-dead-session",
    "the session that a login hands out is none",
    ["expected-code"],
    payload("/user/login", ({ sessionId }) => ({ sessionId: [...sessionId].reverse().join("") })),
  ),
  fault(
    "refused-login-lets-in",
    "a login with the wrong password hands out a session all the same",
    ["expected-code"],
    {
      ...after((code, call, state, behaviour) => {
        if (code !== "AUTHENTICATION_FAILED") return;
        const right = { ...call, body: { email: "ada@shop.test", password: "violet-harbour" } };
        call.leaked = good.login(state, right, behaviour)[1].sessionId;
      }),
      shape: (context, code, call) => ({
        resultContext: context,
        ...(code === "AUTHENTICATION_FAILED" ? { sessionId: call.leaked } : {}),
      }),
    },
  ),
  fault("profile-ends-session", "a session is shown its profile once", ["expected-code"], {
    ...after((code, call, state) => {
      if (call.path === "/user/profile" && code === "SUCCESS") state.sessions.delete(call.headers.sessionid);
    }),
  }),
  fault("add-ends-session", "a session may add one item", ["expected-code"], {
    ...after((code, call, state) => {
      if (call.path === "/item/add" && code === "SUCCESS") state.sessions.delete(call.headers.sessionid);
    }),
  }),
  fault(
    "always-remembered",
    "every login is remembered",
    ["echo"],
    payload("/user/profile", ({ userSummary }) => ({ userSummary: { ...userSummary, isRemembered: true } })),
  ),
  fault(
    "remembered-refused-false",
    "an optional flag may not be false",
    ["expected-code"],
    rules("/user/login", { isRemembered: (value) => RULES["/user/login"].isRemembered(value) && value !== false }),
  ),
  // State: items
  fault("not-listed", "an item that was added is not listed", ["listing"], { keep: () => {} }),
  fault("first-never-listed", "the newest item is left out of the list", ["listing"], {
    ...payload("/item/list", (value) => ({ ...value, page: undefined, items: value.items.slice(0, -1) })),
  }),
  fault("listed-twice", "an item is listed twice", ["listing"], {
    keep: (state, owner, item) => state.items.push({ owner, item }, { owner, item }),
    drop: (state, item) => {
      state.items = state.items.filter((each) => each.item.itemId !== item.itemId);
    },
  }),
  fault("listed-after-removal", "a removed item is still listed", ["listing", "expected-code"], { drop: () => {} }),
  fault("shown-after-removal", "a removed item is still shown", ["expected-code"], () => {
    const gone = [];
    return {
      drop: (state, item) => {
        gone.push(item);
        good.drop(state, item);
      },
      find: (state, call, behaviour) =>
        good.find(state, call, behaviour) ??
        (call.path === "/item/detail" ? gone.find(({ itemId }) => itemId === call.body.itemId) : undefined),
    };
  }),
  fault("priced-after-removal", "a removed item still has a price", ["expected-code"], () => {
    const gone = [];
    return {
      drop: (state, item) => {
        gone.push(item);
        good.drop(state, item);
      },
      find: (state, call, behaviour) =>
        good.find(state, call, behaviour) ??
        (call.path === "/cart/price" ? gone.find(({ itemId }) => itemId === call.body.itemId) : undefined),
    };
  }),
  fault("removed-twice", "what was removed can be removed again", ["expected-code"], {
    ...after((code, call) => (call.path === "/item/remove" && code === "ITEM_NOT_FOUND" ? "SUCCESS" : undefined)),
  }),
  fault(
    "total-lags",
    "the total is one behind",
    ["listing"],
    payload("/item/list", (value) => ({ ...value, total: Math.max(0, value.total - 1) })),
  ),
  fault("removes-all", "removing one item removes all", ["listing", "expected-code"], {
    drop: (state) => {
      state.items = [];
    },
  }),
  fault("removes-last", "the newest item is removed, whichever was meant", ["listing"], {
    drop: (state) => {
      state.items.pop();
    },
  }),
  fault("refused-add-leaves-trace", "a refused add has added", ["listing"], {
    ...after((code, call, state) => {
      if (call.path !== "/item/add" || code !== "PARAM_ILLEGAL" || typeof call.body?.price !== "number") return;
      const session = good.sessionOf(state, call);
      if (session === undefined) return;
      state.last += 1;
      const item = {
        itemId: `it-${state.last}`,
        itemName: String(call.body.itemName ?? "?").slice(0, 40),
        price: Math.trunc(call.body.price),
        tags: [],
        status: "ACTIVE",
        gmtCreate: new Date().toISOString(),
      };
      state.items.push({ owner: good.owner(session), item });
    }),
  }),
  fault("refused-removal-removes", "a refused removal has removed", ["listing", "expected-code"], {
    ...after((code, call, state) => {
      if (call.path === "/item/remove" && code === "PARAM_ILLEGAL")
        state.items = state.items.filter(({ item }) => item.itemId !== call.body?.itemId);
    }),
  }),
  fault(
    "refused-removal-of-wrong-client",
    "a removal refused for a wrong client secret has removed",
    ["listing", "expected-code"],
    {
      ...after((code, call, state) => {
        if (call.path === "/item/remove" && code === "PARAM_ILLEGAL" && isWrongSecret(call))
          state.items = state.items.filter(({ item }) => item.itemId !== call.body?.itemId);
      }),
    },
  ),
  fault(
    "refused-removal-of-unknown-session",
    "a removal refused for an unknown session has removed",
    ["listing", "expected-code"],
    {
      ...after((code, call, state) => {
        if (call.path === "/item/remove" && code === "SESSION_EXPIRED" && /^0fedcba/.test(call.headers.sessionid))
          state.items = state.items.filter(({ item }) => item.itemId !== call.body?.itemId);
      }),
    },
  ),
  fault(
    "ids-repeat",
    "three items after one another get the same id",
    ["listing"],
    {
      keep: (state, owner, item) => {
        item.itemId = `it-${Math.floor(state.last / 3)}`;
        state.items.push({ owner, item });
      },
    },
    ["echo", "expected-code"],
  ),
  fault("shared-by-account", "items of one client are listed for all", ["listing", "expected-code"], {
    mine: (state) => state.items.map(({ item }) => item),
  }),
  fault("removed-by-others", "any client can remove an item", ["expected-code"], {
    find: (state, call, behaviour) =>
      call.path === "/item/remove"
        ? state.items.find(({ item }) => item.itemId === call.body.itemId)?.item
        : good.find(state, call, behaviour),
  }),
  fault("shown-to-others", "any client is shown an item", ["expected-code"], {
    find: (state, call, behaviour) =>
      call.path === "/item/detail"
        ? state.items.find(({ item }) => item.itemId === call.body.itemId)?.item
        : good.find(state, call, behaviour),
  }),
  fault("profile-of-last", "the profile is that of whoever logged in last", ["echo"], () => {
    let last;
    return {
      login: (state, call, behaviour) => {
        const result = good.login(state, call, behaviour);
        if (result[0] === "SUCCESS") last = call.body.email;
        return result;
      },
      profile: (state, call) =>
        good.profile(state, { session: { ...call.session, email: last ?? call.session.email } }),
    };
  }),
  // Echo
  fault("another-id-shown", "the detail is of another item", ["echo"], {
    ...payload("/item/detail", (value) => ({ item: { ...value.item, itemId: `${value.item.itemId}x` } })),
  }),
  fault("another-id-priced", "the price is of another item", ["echo"], {
    ...payload("/cart/price", (value) => ({ ...value, itemId: "it-0" })),
  }),
  fault("another-name-added", "the name comes back changed", ["echo"], {
    ...payload("/item/add", (value) => ({ ...value, itemName: "thing" })),
  }),
  fault("unknown-item-succeeds", "an item nobody has is shown", ["expected-code"], {
    find: (state, call, behaviour) =>
      good.find(state, call, behaviour) ??
      (call.path === "/item/detail"
        ? {
            itemId: call.body.itemId,
            itemName: "x",
            price: 1,
            tags: [],
            status: "SOLD",
            gmtCreate: "2026-01-01T00:00:00Z",
          }
        : undefined),
  }),
  fault("unknown-item-as-expired", "an unknown item is SESSION_EXPIRED", ["expected-code"], {
    ...after((code) => (code === "ITEM_NOT_FOUND" ? "SESSION_EXPIRED" : undefined)),
  }),
  fault("unknown-item-breaks", "an unknown item is SYSTEM_ERROR", ["server-error-on-bad-input"], {
    ...after((code) => (code === "ITEM_NOT_FOUND" ? "SYSTEM_ERROR" : undefined)),
  }),
  // Lists
  fault(
    "empty-list-null",
    "an empty list is null",
    ["schema"],
    payload("/item/list", (value) => ({ ...value, items: value.items.length === 0 ? null : value.items })),
  ),
  fault(
    "empty-list-absent",
    "an empty list is left out",
    ["schema"],
    payload("/item/list", ({ items, ...rest }) => (items.length === 0 ? rest : { ...rest, items })),
  ),
  fault(
    "one-as-object",
    "a list of one is an object",
    ["schema"],
    payload("/item/list", (value) => ({ ...value, items: value.items.length === 1 ? value.items[0] : value.items })),
  ),
  fault(
    "second-lacks-price",
    "the second element lacks its price",
    ["schema"],
    inItems((item, index) => (index === 1 ? { ...item, price: undefined } : item)),
  ),
  fault(
    "second-lacks-id",
    "the second element lacks its id",
    ["schema", "listing"],
    inItems((item, index) => (index === 1 ? { ...item, itemId: null } : item)),
  ),
  fault(
    "second-as-text",
    "the second element's price is text",
    ["schema"],
    inItems((item, index) => (index === 1 ? { ...item, price: String(item.price) } : item)),
  ),
  fault(
    "tags-null",
    "tags that were left out are null",
    ["schema"],
    inItems((item) => ({ ...item, tags: item.tags.length === 0 ? null : item.tags })),
  ),
  fault(
    "list-with-nulls",
    "a null stands in the list",
    ["schema"],
    payload("/item/list", (value) => ({
      ...value,
      items: value.items.length > 1 ? [...value.items, null] : value.items,
    })),
  ),
  fault(
    "status-undocumented",
    "a status of no table",
    ["schema"],
    inItems((item) => ({ ...item, status: "HIDDEN" })),
  ),
  fault(
    "price-with-fraction",
    "a price has a fraction",
    ["schema", "listing"],
    inItems((item) => ({ ...item, price: item.price + 0.5 })),
  ),
  fault(
    "date-as-number",
    "a date is a number",
    ["schema"],
    inItems((item) => ({ ...item, gmtCreate: 1767225600000 })),
  ),
  fault(
    "date-of-another-form",
    "a date has another form",
    ["schema"],
    payload("/item/add", (value) => ({ ...value, gmtCreate: "01/02/2026 10:00" })),
  ),
  fault(
    "name-past-length",
    "a name is longer than documented",
    ["schema", "listing"],
    inItems((item) => ({ ...item, itemName: item.itemName.padEnd(41, ".") })),
  ),
  fault(
    "total-absent",
    "the total is left out",
    ["schema"],
    payload("/item/list", ({ items }) => ({ items })),
  ),
  fault(
    "success-without-payload",
    "success without its payload",
    ["schema"],
    payload("/cart/price", () => ({})),
  ),
  fault(
    "level-lower-case",
    "an enumerated value in lower case",
    ["schema"],
    payload("/user/profile", ({ userSummary }) => ({
      userSummary: { ...userSummary, level: userSummary.level.toLowerCase() },
    })),
  ),
  fault(
    "payload-under-data",
    "the payload moved under data",
    ["schema"],
    payload("/user/profile", (value) => ({ data: value })),
  ),
  // Codes
  fault(
    "price-zero-accepted",
    "a price of 0 is taken",
    ["expected-code"],
    rules("/item/add", { price: (value) => Number.isInteger(value) && value >= 0 && value <= 1_000_000 }),
  ),
  fault(
    "price-coerced",
    "a price as text is taken",
    ["expected-code"],
    rules("/item/add", { price: (value) => value !== "" && RULES["/item/add"].price(Number(value)) }),
  ),
  fault(
    "name-over-long",
    "a name of 41 letters is taken",
    ["expected-code"],
    rules("/item/add", { itemName: (value) => typeof value === "string" && value !== "" }),
  ),
  fault(
    "name-at-maximum-refused",
    "a name of 40 letters is refused",
    ["expected-code"],
    rules("/item/add", { itemName: (value) => typeof value === "string" && value !== "" && value.length < 40 }),
  ),
  fault(
    "name-in-ascii-only",
    "a name outside ASCII is refused",
    ["expected-code"],
    rules("/item/add", { itemName: (value) => RULES["/item/add"].itemName(value) && /^[ -~]+$/.test(value) }),
  ),
  fault("tags-of-anything", "tags may hold anything", ["expected-code"], rules("/item/add", { tags: anything })),
  fault(
    "note-required",
    "an optional note is wanted",
    ["expected-code"],
    rules("/item/add", { note: (value) => typeof value === "string" && value.length <= 100 }),
  ),
  fault(
    "quantity-never-looked-at",
    "the second mandatory field is never looked at",
    ["expected-code", "schema"],
    rules("/cart/price", { quantity: anything }),
  ),
  fault(
    "remembered-required",
    "an optional flag is wanted",
    ["expected-code"],
    rules("/user/login", { isRemembered: (value) => typeof value === "boolean" }),
  ),
  fault(
    "short-password-taken",
    "a password under its length is AUTHENTICATION_FAILED",
    ["expected-code"],
    rules("/user/login", { password: (value) => typeof value === "string" && value !== "" }),
  ),
  fault(
    "code-of-another-table",
    "a code of another operation's table",
    ["documented-code", "schema"],
    after((code, call) => (call.path === "/item/add" && code === "PARAM_ILLEGAL" ? "ITEM_NOT_FOUND" : undefined)),
  ),
  fault(
    "every-seventh-other",
    "every seventh answer is SYSTEM_ERROR",
    ["expected-code"],
    decide((call) => (call.count % 7 === 0 ? "SYSTEM_ERROR" : undefined)),
    ["server-error-on-bad-input"],
  ),
  fault(
    "every-seventh-expired",
    "every seventh answer is SESSION_EXPIRED",
    ["expected-code"],
    decide((call) => (call.count % 7 === 0 && call.path !== "/user/login" ? "SESSION_EXPIRED" : undefined)),
  ),
  fault("unknown-field-opens", "a field of no table opens the door", ["expected-code"], {
    sessionOf: (state, call) =>
      good.sessionOf(state, call) ??
      (call.body?.admin === true ? { client: "shop-app", email: "ada@shop.test" } : undefined),
  }),
  fault(
    "password-echoed",
    "the password stands in the profile",
    ["secret-echoed"],
    payload("/user/login", (value, call) => ({ ...value, hint: call.headers.clientsecret })),
  ),
  fault(
    "other-session-shown",
    "the profile shows a session",
    ["secret-echoed"],
    payload("/user/profile", (value, call) => ({ ...value, debug: call.headers.sessionid })),
  ),
  // What was said of an item
  fault("update-changes-all", "an update changes every item of its owner", ["echo"], {
    decide: (call, state, behaviour) => {
      const code = good.decide(call, state, behaviour);
      if (call.path === "/item/update" && code === "SUCCESS")
        for (const item of good.mine(state, call, behaviour)) good.change(state, item, call.body);
      return code;
    },
  }),
  fault("refused-update-changes", "an update that is refused for its client secret changes the item", ["echo"], {
    ...after((code, call, state) => {
      if (call.path !== "/item/update" || code !== "PARAM_ILLEGAL" || call.headers.clientsecret !== undefined) return;
      const found = state.items.find(({ item }) => item.itemId === call.body?.itemId);
      if (found !== undefined) good.change(state, found.item, call.body);
    }),
  }),
  fault("refused-update-of-wrong-client", "an update refused for a wrong client secret changes the item", ["echo"], {
    ...after((code, call, state) => {
      if (call.path !== "/item/update" || code !== "PARAM_ILLEGAL" || !isWrongSecret(call)) return;
      const found = state.items.find(({ item }) => item.itemId === call.body?.itemId);
      if (found !== undefined) good.change(state, found.item, call.body);
    }),
  }),
  fault("newest-shown", "the detail shows the newest item under the id that was asked for", ["echo"], {
    ...payload("/item/detail", ({ item }, _call, { items }) => ({
      item: { ...(items.at(-1)?.item ?? item), itemId: item.itemId },
    })),
  }),
  fault("two-tags-joined", "the detail joins two tags into a text", ["schema", "echo"], {
    ...payload("/item/detail", ({ item }) => ({
      item: { ...item, tags: item.tags.length === 2 ? item.tags.join(",") : item.tags },
    })),
  }),
  fault("name-mangled", "letters outside ASCII are kept as question marks", ["echo"], {
    keep: (state, owner, item) => {
      item.itemName = item.itemName.replace(/[^\x20-\x7e]/g, "?");
      state.items.push({ owner, item });
    },
  }),
  fault("update-lost", "an update succeeds and changes nothing", ["listing", "echo"], { change: () => {} }),
  fault("update-half", "an update forgets the price", ["listing", "echo"], {
    change: (_state, item, { itemName }) => {
      item.itemName = itemName;
    },
  }),
  fault("update-of-removed", "a removed item can be changed", ["expected-code"], () => {
    const gone = [];
    return {
      drop: (state, item) => {
        gone.push(item);
        good.drop(state, item);
      },
      find: (state, call, behaviour) =>
        good.find(state, call, behaviour) ??
        (call.path === "/item/update" ? gone.find(({ itemId }) => itemId === call.body.itemId) : undefined),
    };
  }),
  fault("listed-price-off", "the list shows another price", ["listing"], {
    ...inItems((item) => ({ ...item, price: item.price + 1 })),
  }),
  fault("shown-tags-lost", "the detail has lost the tags", ["echo"], {
    ...payload("/item/detail", ({ item }) => ({ item: { ...item, tags: [] } })),
  }),
  fault("priced-quantity-off", "the price is of another quantity", ["echo"], {
    ...payload("/cart/price", (value) => ({ ...value, quantity: value.quantity + 1 })),
  }),
  fault("stored-twice", "an item is kept a second time, under an id of its own", ["listing"], {
    keep: (state, owner, item) =>
      state.items.push({ owner, item }, { owner, item: { ...item, itemId: `${item.itemId}-2` } }),
  }),
  fault("update-keeps-town", "an update forgets what is within the origin", ["listing", "echo"], {
    change: (state, item, { origin: _, ...said }) => good.change(state, item, said),
  }),
  fault(
    "later-removed-still-listed",
    "of two items the later is still listed after its removal",
    ["listing", "expected-code"],
    {
      drop: (state, item) => {
        if (state.items.indexOf(state.items.find((each) => each.item === item)) === 0) good.drop(state, item);
      },
    },
  ),
  fault(
    "total-in-object-lags",
    "a total that stands in an object is one behind",
    ["listing"],
    payload("/item/list", (value) => ({
      ...value,
      page: { ...value.page, totalCount: Math.max(0, value.page.totalCount - 1) },
    })),
  ),
  fault("totals-of-everybody", "the total counts the items of all clients", ["listing"], {
    list: (state, call, behaviour) => {
      const { items } = good.list(state, call, behaviour);
      return { items, total: state.items.length };
    },
  }),
  fault("total-leads", "the total is one ahead", ["listing"], {
    ...payload("/item/list", (value) => ({ ...value, total: value.total + 1 })),
  }),
  fault("debug-lists-all", "debug: true lists the items of all", ["listing"], {
    mine: (state, call, behaviour) =>
      call.path === "/item/list" && call.body.debug === true
        ? state.items.map(({ item }) => item)
        : good.mine(state, call, behaviour),
  }),
  fault("list-of-any-client", "a session lists its items to any client", ["expected-code"], {
    sessionOf: (state, call) =>
      good.sessionOf(state, call) ??
      (call.path === "/item/list" ? state.sessions.get(call.headers.sessionid) : undefined),
  }),
  fault("session-comes-back", "an ended session is refused once, and lives again", ["expected-code"], () => {
    const ended = new Map();
    return {
      logout: ({ sessions }, { headers, session }) => {
        ended.set(headers.sessionid, session);
        sessions.delete(headers.sessionid);
      },
      sessionOf: (state, call) => {
        const found = good.sessionOf(state, call);
        const before = ended.get(call.headers.sessionid);
        if (found === undefined && before !== undefined) state.sessions.set(call.headers.sessionid, before);
        return found;
      },
    };
  }),
  fault("secret-in-any-case", "a client's secret may be written in capitals", ["expected-code"], {
    knowsClient: ({ headers }) => SHOP_CLIENTS[headers.clientid] === headers.clientsecret?.toLowerCase(),
  }),
  fault("names-in-capitals", "names are kept in capitals", ["echo"], {
    keep: (state, owner, item) => good.keep(state, owner, { ...item, itemName: item.itemName.toUpperCase() }),
  }),
  fault("names-as-entities", "marks in names are kept as entities of HTML", ["echo"], {
    keep: (state, owner, item) =>
      good.keep(state, owner, { ...item, itemName: item.itemName.replaceAll("&", "&amp;").replaceAll("'", "&#39;") }),
  }),
  // Filters
  fault("kind-ignored", "a list of one kind holds the others, too", ["listing"], {
    list: (state, call, behaviour) => good.list(state, { ...call, body: { ...call.body, kind: undefined } }, behaviour),
  }),
  fault("kind-reversed", "a list of one kind holds the others alone", ["listing"], {
    list: (state, call, behaviour) => {
      const { kind } = call.body;
      const other = kind === "LAMP" ? "CHAIR" : "LAMP";
      return good.list(state, { ...call, body: { ...call.body, kind: (kind ?? undefined) && other } }, behaviour);
    },
  }),
  fault("keyword-ignored", "any keyword finds everything", ["listing"], {
    list: (state, call, behaviour) =>
      good.list(state, { ...call, body: { ...call.body, keyword: undefined } }, behaviour),
  }),
  // Pages
  fault(
    "always-more",
    "more is always said to follow",
    ["listing"],
    payload("/item/list", (value) => ({ ...value, page: { ...value.page, hasNext: true } })),
  ),
  fault(
    "never-more",
    "more is never said to follow",
    ["listing"],
    payload("/item/list", (value) => ({ ...value, page: { ...value.page, hasNext: false } })),
  ),
  fault("page-ignored", "every page is the first", ["listing"], {
    list: (state, call, behaviour) => good.list(state, { ...call, body: { ...call.body, pageNumber: 1 } }, behaviour),
  }),
  fault("page-size-ignored", "a page holds whatever it holds", ["listing"], {
    list: (state, call, behaviour) => good.list(state, { ...call, body: { ...call.body, pageSize: 100 } }, behaviour),
  }),
  // Values that are nearly right
  fault(
    "quantity-negative",
    "a negative quantity is taken",
    ["expected-code"],
    rules("/cart/price", { quantity: (value) => Number.isInteger(value) && value <= 99 && value !== 0 }),
  ),
  fault(
    "quantity-as-text",
    "a quantity as text is taken",
    ["expected-code", "schema"],
    rules("/cart/price", {
      quantity: (value) => RULES["/cart/price"].quantity(/^\d+$/.test(value) ? Number(value) : value),
    }),
  ),
  fault(
    "second-tag-unchecked",
    "only the first tag is looked at",
    ["expected-code"],
    rules("/item/add", { tags: (value) => RULES["/item/add"].tags(Array.isArray(value) ? value.slice(0, 1) : value) }),
  ),
  fault(
    "name-at-maximum-in-letters",
    "a name of 40 letters outside ASCII is too long",
    ["expected-code"],
    rules("/item/add", { itemName: (value) => RULES["/item/add"].itemName(value) && Buffer.byteLength(value) <= 40 }),
  ),
  fault("password-in-any-case", "a password may be written in capitals", ["expected-code"], {
    passwordFits: (user, password) => user.password === password.toLowerCase(),
  }),
  fault("password-of-anybody", "the password of any user will do", ["expected-code"], {
    passwordFits: (_, password) => ["violet-harbour", "copper-lantern"].includes(password),
  }),
  fault(
    "names-without-apostrophe",
    "a name with an apostrophe is refused",
    ["expected-code"],
    rules("/item/add", { itemName: (value) => RULES["/item/add"].itemName(value) && !value.includes("'") }),
  ),
  fault(
    "never-remembered",
    "an optional flag may not be true",
    ["expected-code"],
    rules("/user/login", { isRemembered: (value) => RULES["/user/login"].isRemembered(value) && value !== true }),
  ),
  fault("force-skips-client", "force: true needs no client secret", ["expected-code"], {
    knowsClient: (call) =>
      good.knowsClient(call) || (call.body?.force === true && call.headers.clientid in SHOP_CLIENTS),
  }),
  fault("debug-shows-any", "debug: true shows items that are not there", ["expected-code"], {
    find: (state, call, behaviour) =>
      good.find(state, call, behaviour) ??
      (call.path === "/item/detail" && call.body.debug ? { itemId: call.body.itemId, ...ANY_ITEM } : undefined),
  }),
  fault("condition-logs-in", "a condition for a password opens the database", ["expected-code"], {
    passwordFits: (user, password) => user.password === password || /' or /i.test(password),
  }),
  fault("wrong-password-shown", "a refused login shows the password", ["secret-echoed"], {
    context: (code, call) => ({
      ...good.context(code),
      ...(code === "AUTHENTICATION_FAILED" ? { resultMsg: `wrong password ${call.body.password}` } : {}),
    }),
  }),
  fault(
    "password-in-profile",
    "the profile holds the password",
    ["secret-echoed"],
    payload("/user/profile", ({ userSummary }) => ({ userSummary: { ...userSummary, hint: "violet-harbour" } })),
  ),
];
