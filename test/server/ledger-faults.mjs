// Faults of the ledger by name: what nested paths, bearer tokens, HTTP's own methods and statuses can show. Each names the checks that must notice it.
import { CODES, conformantLedger as good, RULES } from "./ledger-server.mjs";

// A fault breaks each promise that is named, and no other: a code of no table breaks the schema's enumeration, too.
const fault = (name, summary, checks, replaced, byChance = []) => ({
  name,
  summary,
  checks,
  byChance,
  replaced: typeof replaced === "function" ? replaced : () => replaced,
});
const OPEN = "POST /accounts";
const ACCOUNTS = "GET /accounts";
const ACCOUNT = "/accounts/{accountId}";
const SHOW = `GET ${ACCOUNT}`;
const CHANGE = `PATCH ${ACCOUNT}`;
const CLOSE = `DELETE ${ACCOUNT}`;
const BOOK = `POST ${ACCOUNT}/entries`;
const ENTRIES = `GET ${ACCOUNT}/entries`;
const ENTRY = `GET ${ACCOUNT}/entries/{entryId}`;
const REPLACE = `PUT ${ACCOUNT}/entries/{entryId}`;
const REMOVE = `DELETE ${ACCOUNT}/entries/{entryId}`;

const payload = (operation, change) => ({
  payload: (value, call, state) => (call.operation === operation ? change(value, call, state) : value),
});
const inAccounts = (change) => payload(ACCOUNTS, (value) => ({ ...value, accounts: value.accounts.map(change) }));
const inEntries = (change) => payload(ENTRIES, (value) => ({ ...value, entries: change(value.entries) }));
const rules = (operation, change) => ({ rules: { ...RULES, [operation]: { ...RULES[operation], ...change } } });
const anything = () => true;
const decide = (change) => ({
  decide: (call, state, behaviour) => change(call, state, behaviour) ?? good.decide(call, state, behaviour),
});
const after = (change) => ({
  decide: (call, state, behaviour) => {
    const code = good.decide(call, state, behaviour);
    return change(code, call, state, behaviour) ?? code;
  },
});
const answer = (change) => ({ answer: (code, data, call) => change(good.answer(code, data), code, call) });
const status = (change) => ({ status: (code, call) => change(code, call) ?? good.status(code, call) });
const headers = (operation, change) => ({
  headers: (code, call) =>
    call.operation === operation ? change(good.headers(code, call), code) : good.headers(code, call),
});
const without = (object, name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
const ANY_ACCOUNT = { name: "x", kind: "ASSET", currency: "EUR", openedOn: "2026-01-01" };
/** What is good in a bad request. */
const fitting = (operation, body) =>
  Object.fromEntries(
    Object.entries(body ?? {}).filter(([name, value]) => value !== null && RULES[operation][name]?.(value)),
  );
/** Revoked tokens are good for one operation still. */
const livesOnFor = (operation) => () => {
  const revoked = new Map();
  return {
    revoke: (state, call, behaviour) => {
      revoked.set(behaviour.tokenOf(call), call.client);
      good.revoke(state, call, behaviour);
    },
    clientOf: (state, call, behaviour) =>
      good.clientOf(state, call, behaviour) ??
      (call.operation === operation ? revoked.get(behaviour.tokenOf(call)) : undefined),
  };
};
/** Accounts of any client are found by one operation. */
const foundByAnyoneFor = (operation) => ({
  account: (state, call, behaviour) =>
    call.operation === operation
      ? state.accounts.find(({ accountId }) => accountId === call.ids.accountId)
      : good.account(state, call, behaviour),
});
/** Accounts that were deleted are found by one operation. */
const foundAfterwardsFor = (operation) => () => {
  const gone = [];
  return {
    closeAccount: (state, account) => {
      gone.push(account);
      good.closeAccount(state, account);
    },
    account: (state, call, behaviour) =>
      good.account(state, call, behaviour) ??
      (call.operation === operation ? gone.find(({ accountId }) => accountId === call.ids.accountId) : undefined),
  };
};
/** Entries that were deleted are found by one operation. */
const entryFoundAfterwardsFor = (operation) => () => {
  const gone = [];
  return {
    removeEntry: (call) => {
      gone.push(call.entry);
      good.removeEntry(call);
    },
    entry: (call) =>
      good.entry(call) ??
      (call.operation === operation ? gone.find(({ entryId }) => entryId === call.ids.entryId) : undefined),
  };
};

export const LEDGER_FAULTS = [
  // Tokens
  fault("revoked-lives", "a revoked token lives on", ["expected-code"], { revoke: () => {} }),
  fault("revoke-ends-own", "revoking a token revokes all of its client", ["expected-code"], {
    revoke: ({ tokens }, { client }) => {
      for (const [token, each] of tokens) if (each === client) tokens.delete(token);
    },
  }),
  fault("revoke-ends-all", "revoking a token revokes those of all clients", ["expected-code"], {
    revoke: ({ tokens }) => tokens.clear(),
  }),
  fault("revoked-still-shown", "an account is shown to revoked tokens", ["expected-code"], livesOnFor(SHOW)),
  fault("any-token-books", "any token may book entries", ["expected-code"], {
    clientOf: (state, call, behaviour) =>
      good.clientOf(state, call, behaviour) ?? (call.operation === BOOK ? "key-alpha" : undefined),
  }),
  fault("no-token-lists", "entries are listed without a token", ["expected-code"], {
    clientOf: (state, call, behaviour) =>
      call.operation === ENTRIES && call.headers.authorization === undefined
        ? "key-alpha"
        : good.clientOf(state, call, behaviour),
  }),
  fault("revoked-as-bad-input", "a change with a revoked token is 40001", ["expected-code"], {
    ...after((code, call) => (code === CODES.token && call.operation === CHANGE ? CODES.bad : undefined)),
  }),
  fault("refused-client-gets-token", "a refused client is handed a token all the same", ["expected-code"], {
    ...after((code, call, state) => {
      if (code === CODES.client) call.leaked = good.token(state, { body: { clientKey: "key-alpha" } });
    }),
    answer: (code, data, call) => ({ ...good.answer(code, data), ...(call.leaked ? { data: call.leaked } : {}) }),
  }),
  fault("token-unknown-to-list", "the list knows none of the tokens that are handed out", ["expected-code"], {
    clientOf: (state, call, behaviour) =>
      call.operation === ACCOUNTS ? undefined : good.clientOf(state, call, behaviour),
  }),
  // Whose accounts
  fault("list-of-all", "the list holds the accounts of all clients", ["listing"], {
    listAccounts: (state, call, behaviour) =>
      good.listAccounts(state, call, { ...behaviour, mine: ({ accounts }) => accounts }),
  }),
  fault("shown-to-all", "any client is shown an account", ["expected-code"], foundByAnyoneFor(SHOW)),
  fault("changed-by-all", "any client can change an account", ["expected-code"], foundByAnyoneFor(CHANGE)),
  fault("closed-by-all", "any client can delete an account", ["expected-code"], foundByAnyoneFor(CLOSE)),
  fault("entry-for-all", "any client is shown an entry", ["expected-code"], foundByAnyoneFor(ENTRY)),
  // Life of an account
  fault("removed-still-listed", "the account that was deleted last is still listed", ["listing"], () => {
    const gone = [];
    return {
      closeAccount: (state, account) => {
        gone.push(account);
        good.closeAccount(state, account);
      },
      listAccounts: (state, call, behaviour) =>
        good.listAccounts(state, call, {
          ...behaviour,
          mine: (...all) => [...good.mine(...all), ...gone.filter(({ client }) => client === call.client).slice(-1)],
        }),
    };
  }),
  fault("removed-still-shown", "a deleted account is still shown", ["expected-code"], foundAfterwardsFor(SHOW)),
  fault("removed-still-changed", "a deleted account can be changed", ["expected-code"], foundAfterwardsFor(CHANGE)),
  fault("removed-twice", "deleting what is not there is done", ["expected-code"], {
    ...after((code, { operation }) => (operation === CLOSE && code === CODES.account ? CODES.done : undefined)),
  }),
  fault("change-lost", "a change is answered and not stored", ["listing", "echo"], {
    perform: {
      ...good.perform,
      [CHANGE]: (_, call) => good.changeAccount(good.showAccount(call.account), call.body),
    },
  }),
  fault("change-empties", "a change empties what it leaves out", ["echo"], {
    changeAccount: (account, { overdraft, tags, owner, name }) => {
      Object.assign(account, { overdraft, tags, owner });
      if (name) account.name = name;
    },
  }),
  fault("change-drops-owner", "a change loses the owner", ["echo"], {
    changeAccount: (account, body) => {
      delete account.owner;
      good.changeAccount(account, without(body, "owner"));
    },
  }),
  fault("change-adds-tags", "a change adds tags to those there are", ["echo", "listing", "schema"], {
    changeAccount: (account, body) =>
      good.changeAccount(account, { ...body, ...(body.tags ? { tags: [...(account.tags ?? []), ...body.tags] } : {}) }),
  }),
  fault("refused-change-stored", "a change that is refused has changed the name", ["echo"], {
    ...after((code, call, state) => {
      if (call.operation !== CHANGE || code !== CODES.bad || typeof call.body?.name !== "string") return;
      const account = good.account(state, call, good);
      if (account !== undefined && RULES[CHANGE].name(call.body.name)) account.name = call.body.name;
    }),
  }),
  fault("refused-account-opened", "an account that is refused has been opened", ["listing"], {
    ...after((code, call, state) => {
      if (call.operation === OPEN && code === CODES.bad && typeof call.body?.name === "string")
        good.openAccount(state, { ...call, body: { ...ANY_ACCOUNT, ...fitting(OPEN, call.body) } });
    }),
  }),
  fault("refused-removal-removes", "a deletion that is refused for its trace id has deleted", ["expected-code"], {
    ...after((code, call, state) => {
      if (call.operation !== CLOSE || code !== CODES.bad) return;
      const account = good.account(state, call, good);
      if (account !== undefined) good.closeAccount(state, account);
    }),
  }),
  fault("opened-day-before", "the day of opening is a day early", ["echo"], {
    openAccount: (state, call) => {
      const account = good.openAccount(state, call);
      account.openedOn = new Date(Date.parse(account.openedOn) - 86_400_000).toISOString().slice(0, 10);
      return account;
    },
  }),
  fault("created-now", "each look at an account has another time of its making", ["echo"], {
    showAccount: (account) => ({
      ...good.showAccount(account),
      createdAt: new Date(Date.now() + Math.random() * 1e9).toISOString(),
    }),
  }),
  // Lists
  fault("kind-ignored", "a list of one kind holds the others, too", ["listing"], {
    listAccounts: (state, call, behaviour) =>
      good.listAccounts(state, { ...call, body: without(call.body, "kind") }, behaviour),
  }),
  fault("listed-for-each-tag", "an account is listed once for each of its tags", ["listing"], {
    listAccounts: (state, call, behaviour) =>
      good.listAccounts(state, call, {
        ...behaviour,
        mine: (...all) => good.mine(...all).flatMap((each) => (each.tags?.length ? each.tags.map(() => each) : [each])),
      }),
  }),
  fault("pages-repeat", "the second page is the first again", ["listing"], {
    listAccounts: (state, call, behaviour) => ({
      ...good.listAccounts(
        state,
        { ...call, body: { ...call.body, page: Math.max(1, Number(call.body.page ?? 1) - 1) } },
        behaviour,
      ),
      page: Number(call.body.page ?? 1),
    }),
  }),
  fault("total-of-page", "the total counts the page", ["listing"], {
    ...payload(ACCOUNTS, (value) => ({ ...value, total: value.accounts.length })),
  }),
  fault("one-tag-as-text", "a single tag is a text", ["schema", "listing"], {
    ...inAccounts((account) => ({ ...account, ...(account.tags?.length === 1 ? { tags: account.tags[0] } : {}) })),
  }),

  // Entries
  fault("entry-of-any-account", "an entry is found in any account", ["expected-code"], () => {
    const booked = [];
    return {
      book: (state, call) => {
        booked.push(good.book(state, call));
        return booked.at(-1);
      },
      entry: (call) =>
        good.entry(call) ??
        (call.operation === ENTRY ? booked.find(({ entryId }) => entryId === call.ids.entryId) : undefined),
    };
  }),
  fault("entries-of-all-accounts", "an account lists the entries of the client's others", ["listing"], {
    perform: {
      ...good.perform,
      [ENTRIES]: (state, call) => {
        const entries = good.mine(state, call).flatMap((each) => good.listEntries({ ...call, account: each }).entries);
        return { entries, total: entries.length };
      },
    },
  }),
  fault("entry-still-listed", "a deleted entry is still listed", ["listing"], () => {
    const gone = [];
    return {
      removeEntry: (call) => {
        gone.push(call.entry);
        good.removeEntry(call);
      },
      listEntries: (call) =>
        good.listEntries({
          ...call,
          account: {
            entries: [...call.account.entries, ...gone.filter(({ accountId }) => accountId === call.ids.accountId)],
          },
        }),
    };
  }),
  fault("entry-still-shown", "a deleted entry is still shown", ["expected-code"], entryFoundAfterwardsFor(ENTRY)),
  fault("first-entry-shown", "an account's first entry is shown, whichever was asked for", ["echo"], {
    ...payload(ENTRY, (_, { account }) => account.entries[0]),
  }),
  fault(
    "first-entry-removed-too",
    "an account's first entry is deleted with the one that was meant",
    ["listing", "expected-code"],
    {
      removeEntry: ({ account, entry }) => {
        account.entries = account.entries.filter((each, at) => at > 0 && each !== entry);
      },
    },
  ),
  fault("side-ignored", "entries of one side are listed with the other's", ["listing"], {
    listEntries: (call) => good.listEntries({ ...call, body: without(call.body, "side") }),
  }),
  fault("from-ignored", "entries before the first day that is asked for are listed", ["listing"], {
    listEntries: (call) => good.listEntries({ ...call, body: without(call.body, "from") }),
  }),
  fault("replacement-lost", "a replacement is answered and not stored", ["listing", "echo"], {
    perform: { ...good.perform, [REPLACE]: (_, call) => ({ ...call.entry, ...call.body }) },
  }),
  fault("refused-replacement-stored", "a replacement that is refused has replaced the side", ["echo"], {
    ...after((code, call, state) => {
      if (call.operation !== REPLACE || code !== CODES.bad || !RULES[REPLACE].side(call.body?.side)) return;
      const account = good.account(state, call, good);
      const entry = account && good.entry({ ...call, account });
      if (entry) entry.side = call.body.side;
    }),
  }),
  fault("all-credits", "every entry is listed as a credit", ["listing"], {
    ...inEntries((entries) => entries.map((each) => ({ ...each, side: "CREDIT" }))),
  }),
  fault("booked-elsewhere", "an entry is said to be of another account", ["echo"], {
    ...payload(BOOK, (value) => ({ ...value, accountId: "ac-000000000000" })),
  }),

  // Codes and their statuses
  fault(
    "made-200",
    "what is made has status 200",
    ["status"],
    status((code) => (code === CODES.done ? 200 : undefined)),
  ),
  fault("unknown-entry-400", "an unknown entry has status 400", ["status"], {
    ...status((code) => (code === CODES.entry ? 400 : undefined)),
  }),
  fault("code-is-status", "a refusal's code is its HTTP status", ["documented-code", "schema"], {
    ...answer((value, code, call) => (code === CODES.done ? value : { ...value, code: good.status(code, call) })),
  }),
  fault("entry-of-no-table", "an unknown entry is 40404", ["documented-code", "schema"], {
    ...answer((value, code) => (code === CODES.entry ? { ...value, code: 40404 } : value)),
  }),
  fault("account-as-entry", "an unknown account is 40402 to who asks for an entry", ["expected-code"], {
    ...after((code, { operation }) => (code === CODES.account && operation === ENTRY ? CODES.entry : undefined)),
  }),
  fault("unknown-silent", "nothing answers who asks for an unknown account", ["time-limit"], {
    send: (res, status, all, bytes, call) => {
      if (call.operation !== SHOW || call.code !== CODES.account) good.send(res, status, all, bytes);
    },
  }),
  fault("unknown-says-nothing", "an unknown account has no message", ["schema", "message-on-failure"], {
    ...answer((value, code) => (code === CODES.account ? { ...value, msg: "" } : value)),
  }),
  fault("unknown-as-page", "an unknown entry is a page of HTML", ["json-body"], {
    bytes: (json, code) => Buffer.from(code === CODES.entry ? "<h1>Not Found</h1>" : json),
  }),
  fault("removed-204", "a deletion has status 204 and no body", ["status"], {
    send: (res, status, all, bytes, call) => {
      if (call.operation !== REMOVE || call.code !== CODES.done) return good.send(res, status, all, bytes);
      res.writeHead(204, all).end();
    },
  }),
  fault("list-301", "a list is said to stand elsewhere", ["status"], {
    send: (res, status, all, bytes, call) => {
      if (call.operation !== ACCOUNTS) return good.send(res, status, all, bytes);
      res.writeHead(301, { ...all, location: "/accounts/" }).end(bytes);
    },
  }),
  // Headers, methods, paths
  fault("no-location", "what is made has no Location", ["documented-headers"], {
    ...headers(OPEN, (all) => without(all, "location")),
  }),
  fault("trace-required", "a deletion wants a trace id", ["expected-code"], {
    ...decide((call) => (call.operation === CLOSE && call.headers["x-trace-id"] === undefined ? CODES.bad : undefined)),
  }),
  fault("put-account", "an account can be replaced, which no page has", ["expected-code"], {
    route: (call, behaviour) =>
      good.route(
        { ...call, method: call.method === "PUT" && !/entries/.test(call.path) ? "PATCH" : call.method },
        behaviour,
      ),
  }),
  // Fields
  fault("six-tags", "six tags are taken", ["expected-code", "schema"], {
    ...rules(CHANGE, { tags: (value) => RULES[CHANGE].tags(Array.isArray(value) ? value.slice(0, 5) : value) }),
  }),
  fault("owner-without-email", "an owner needs no address", ["expected-code", "schema"], {
    ...rules(OPEN, {
      owner: (value) => RULES[OPEN].owner(value && typeof value === "object" ? { email: "x", ...value } : value),
    }),
  }),
  fault("reversed-days", "a range of days may end before it begins", ["expected-code"], { inOrder: false }),
  fault("any-from", "any text is a first day", ["expected-code"], rules(ENTRIES, { from: anything })),
  // What is told
  fault("token-echoed", "a refusal shows another's token", ["secret-echoed"], () => {
    let last = "";
    return {
      token: (state, call) => {
        const made = good.token(state, call);
        last = made.token;
        return made;
      },
      ...answer((value, code) =>
        code === CODES.token ? { ...value, msg: `no such token, the last is ${last}` } : value,
      ),
    };
  }),
  fault("replacing-keeps-amount", "an entry that is replaced keeps its amount", ["echo", "listing"], {
    replaceEntry: (entry, body) => good.replaceEntry(entry, { ...body, amount: entry.amount }),
  }),
  fault("five-tags-refused", "the greatest number of tags is refused", ["expected-code"], {
    ...rules(OPEN, { tags: (value) => RULES[OPEN].tags(value) && !(value?.length === 5) }),
  }),
  // What is taken for what
  fault("token-by-its-beginning", "a token is known by its first letters", ["expected-code"], {
    clientOf: ({ tokens }, call, behaviour) => {
      const sent = behaviour.tokenOf(call)?.slice(0, 20);
      return [...tokens].find(([token]) => sent?.length === 20 && token.startsWith(sent))?.[1];
    },
  }),
  fault("id-with-anything-behind", "what stands behind an account's id is passed over", ["expected-code", "echo"], {
    account: (state, call, behaviour) =>
      behaviour.mine(state, call, behaviour).find(({ accountId }) => call.ids.accountId.startsWith(accountId)),
  }),
  fault("query-opens-accounts", "`admin` in a query stands for a token", ["expected-code"], {
    clientOf: (state, call, behaviour) =>
      good.clientOf(state, call, behaviour) ?? (call.query.get("admin") === "true" ? "key-alpha" : undefined),
  }),
  fault("closed-on-later-pages", "a closed account stays on the pages behind the first", ["listing"], () => {
    const all = [];
    return {
      openAccount: (state, call) => {
        all.unshift(good.openAccount(state, call));
        return all[0];
      },
      listAccounts: (state, call, behaviour) => {
        const { page, size, ...list } = good.listAccounts(state, call, behaviour);
        const behind = all.filter(({ client }) => client === call.client).slice((page - 1) * size, page * size);
        const accounts = page === 1 ? list.accounts : behind.map((each) => behaviour.showAccount(each, call));
        return { ...list, accounts, page, size };
      },
    };
  }),
  fault("id-by-choice", "who opens an account may choose its id", ["echo"], {
    openAccount: (state, call) => Object.assign(good.openAccount(state, call), given(call.body, "accountId")),
  }),
  fault("closed-at-birth", "who opens an account may say that it is closed", ["echo"], {
    openAccount: (state, call) => Object.assign(good.openAccount(state, call), given(call.body, "isOpen")),
  }),
];

function given(body, name) {
  return body[name] === undefined ? {} : { [name]: body[name] };
}
