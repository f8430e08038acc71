// The mock: which answer wins, what each refusal says, worlds apart, and that no answer breaks the document.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import t from "tap";
import { createRequestLog, type RequestLog } from "../src/cli/request-log.ts";
import { schemaCompiler } from "../src/json/schema.ts";
import type { Answered } from "../src/mock/answered.ts";
import { brokenExamples } from "../src/mock/broken-example.ts";
import { curlOf } from "../src/mock/call.ts";
import { createEngine, type EngineOptions } from "../src/mock/engine.ts";
import { createRecord } from "../src/mock/journal.ts";
import type { MockAnswer, MockRequest } from "../src/mock/message.ts";
import { queryPreference, readPreference } from "../src/mock/prefer.ts";
import { type MockOptions, startMock } from "../src/mock/server.ts";
import { createWorlds } from "../src/mock/world.ts";
import type { Document } from "../src/openapi/document.ts";
import { FAKE_NAMES } from "../src/openapi/fake-name.ts";
import { parseDocument } from "../src/openapi/load.ts";
import { describedResponse, operationsOf } from "../src/openapi/operation.ts";
import { loadSampler } from "../src/openapi/sample.ts";
import { inferState, stateRows } from "../src/openapi/state.ts";
import { createColours } from "../src/reporters/colour.ts";
import { loadScenarios } from "../src/scenario/load.ts";
import type { ProgramRule } from "../src/scenario/program.ts";
import type { Scenario } from "../src/scenario/scenario.ts";
import { deriveDocument } from "../src/spec/derive.ts";
import { type PageText, readSpecification } from "../src/spec/read.ts";
import { documentOf } from "./matrix.ts";

const read = (file: string): Document => {
  const { document } = parseDocument(readFileSync(file, "utf8"), file);
  if (document === undefined) throw new Error(`${file} is no document.`);
  return document;
};
const logout = read("spec/openapi.json");
const shop = read("test/fixtures/documents/shop.yaml");
const numeric = read("test/fixtures/documents/numeric.yaml");
const folder = readdirSync("scenarios").map((file) => ({ file, text: readFileSync(`scenarios/${file}`, "utf8") }));

const scenariosOf = (document: Document, ...texts: readonly string[]): readonly Scenario[] => {
  const files = texts.map((text, index) => ({ file: `${index}.yaml`, text }));
  const { scenarios, diagnostics } = loadScenarios(files, document);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return scenarios;
};
const shipped = loadScenarios(folder, logout).scenarios;

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const VALID = { clientid: "c", clientsecret: "long-secret-1", sessionid: "long-session-1" };

const ask = ({ method = "POST", url = "/session/logout", headers = {}, body }: Asked): MockRequest => ({
  method,
  url,
  headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
  body: body === undefined ? Buffer.alloc(0) : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});
/** A valid request of the seed's operation. */
const valid = (headers: Readonly<Record<string, string>> = {}, url = "/session/logout"): MockRequest =>
  ask({ url, headers: { ...VALID, ...headers }, body: { sessionId: "s1" } });

const engineOf = (options: Partial<EngineOptions> = {}) =>
  createEngine({
    document: logout,
    scenarios: shipped,
    seed: 1,
    dynamic: false,
    validate: "strict",
    now: () => 0,
    controlled: true,
    ...options,
  });

const dataOf = ({ body }: MockAnswer): Record<string, unknown> =>
  JSON.parse(body.toString()) as Record<string, unknown>;
const outcome = ({ headers }: MockAnswer): string | undefined => headers["x-fieldproof-outcome"];

/** What of an answer its document would object to. */
function objections(document: Document, operationId: string, answer: MockAnswer): readonly unknown[] {
  const operation = operationsOf(document).find(({ id }) => id === operationId);
  const described = operation && describedResponse(operation, answer.status, answer.headers["content-type"]);
  if (described === undefined) return [`${answer.status} is not described`];
  if (described.schema === undefined || !/json/.test(described.mediaType ?? "")) return [];
  return schemaCompiler(document.components)(described.schema)(JSON.parse(answer.body.toString()));
}

t.test(
  "precedence: a forced code beats a standing one, that a scenario, that validation, that the success",
  async (t) => {
    const control = (path: string, method: string, body?: unknown): Asked => ({
      method,
      url: `/__fieldproof/${path}`,
      headers: { host: "localhost" },
      body,
    });
    const force = control("force", "POST", { operation: "sessionLogout", code: "SYSTEM_ERROR" });
    const scenario = control("scenario", "PUT", { name: "session-expired" });
    const invalid = ask({ body: {} });
    const prefer = { prefer: "example=SUCCESS" };
    const cases: readonly [told: readonly Asked[], given: MockRequest, want: string][] = [
      [[], valid(), "SUCCESS; by=default"],
      [[], invalid, "PARAM_ILLEGAL; by=validation"],
      [[scenario], valid(), "SESSION_EXPIRED; by=scenario session-expired"],
      [[scenario], invalid, "SESSION_EXPIRED; by=scenario session-expired"],
      [[scenario, force], valid(), "SYSTEM_ERROR; by=forced"],
      [[scenario, force], invalid, "SYSTEM_ERROR; by=forced"],
      [[scenario, force], valid(prefer), "SUCCESS; by=forced"],
      [[scenario, force], { ...invalid, headers: { ...invalid.headers, ...prefer } }, "SUCCESS; by=forced"],
      [[scenario, force, control("force", "DELETE")], valid(), "SESSION_EXPIRED; by=scenario session-expired"],
      [[scenario, force, control("reset", "POST")], valid(), "SUCCESS; by=default"],
      [[scenario, control("scenario", "PUT", { name: null })], valid(), "SUCCESS; by=default"],
      [[scenario], valid({ "x-mock-scenario": "" }), "SUCCESS; by=default"],
      [[scenario], valid({ "x-mock-scenario": "system-error" }), "SYSTEM_ERROR; by=scenario system-error"],
    ];
    for (const [told, given, want] of cases) {
      const engine = engineOf();
      for (const request of told) t.equal((await engine.answer(ask(request))).status, 200, "the control API agrees");
      const answer = await engine.answer(given);
      t.equal(outcome(answer), want);
      t.same(objections(logout, "sessionLogout", answer), [], want);
    }
  },
);

t.test("each code is forced by header, query and scenario, and every answer satisfies the document", async (t) => {
  const engine = engineOf();
  const bySlug: Readonly<Record<string, string>> = {
    SUCCESS: "success",
    PARAM_ILLEGAL: "param-illegal",
    SYSTEM_ERROR: "system-error",
    SESSION_EXPIRED: "session-expired",
  };
  for (const [code, scenario] of Object.entries(bySlug)) {
    const cases: readonly [given: MockRequest, applied: string | undefined, by: string][] = [
      [valid({ prefer: `example=${code}` }), `example=${code}`, "forced"],
      [valid({ prefer: `result="${code}"` }), `result=${code}`, "forced"],
      [valid({}, `/session/logout?__result=${code}`), `result=${code}`, "forced"],
      [valid({ "x-mock-scenario": scenario }), undefined, `scenario ${scenario}`],
    ];
    for (const [given, applied, by] of cases) {
      const answer = await engine.answer(given);
      const { resultContext } = dataOf(answer) as { resultContext: Record<string, unknown> };
      t.same(
        [answer.status, resultContext.resultCode, resultContext.success],
        [200, code, code === "SUCCESS"],
        `${code} ${by}`,
      );
      t.equal(answer.headers["preference-applied"], applied);
      t.equal(outcome(answer), `${code}; by=${by}`);
      t.equal(answer.headers["x-fieldproof"], "mock");
      t.same(objections(logout, "sessionLogout", answer), []);
    }
  }
});

t.test("an undocumented code is refused with the documented ones", async (t) => {
  const answer = await engineOf().answer(valid({ prefer: "example=NOPE" }));
  t.equal(answer.headers["content-type"], "application/problem+json");
  t.same(dataOf(answer), {
    type: "about:blank",
    title: "Undocumented result code",
    status: 400,
    detail:
      "`NOPE` is not documented for `POST /session/logout`, expected one of SUCCESS, PARAM_ILLEGAL, SYSTEM_ERROR, SESSION_EXPIRED.",
    operation: "POST /session/logout",
    documented: ["SUCCESS", "PARAM_ILLEGAL", "SYSTEM_ERROR", "SESSION_EXPIRED"],
    statuses: ["200"],
  });
  for (const [given, want] of [
    [valid({ prefer: "code=404" }), /expected one of 200\.$/],
    [valid({ prefer: "code=abc" }), /^`abc` is no HTTP status, expected one of 200\.$/],
    [
      valid({ prefer: "result=SUCCESS, code=404" }),
      /^`SUCCESS` of `POST \/session\/logout` has no status `404`, it comes with 200: leave `code` out\.$/,
    ],
    [valid({}, "/session/logout?__result="), /^The result code asked for is empty for .*, expected one of SUCCESS, /],
    [valid({}, "/session/logout?__result=nope"), /SESSION_EXPIRED\.$/],
    [valid({}, "/session/logout?__result=success"), /Did you mean `result=SUCCESS`\?$/],
    [valid({ prefer: "code=SYSTEM_ERROR" }), /Did you mean `result=SYSTEM_ERROR`\?$/],
  ] as const)
    t.match(dataOf(await engineOf().answer(given)), { status: 400, detail: want });
  const titles = ["code=404", "code=abc", "result=SUCCESS, code=404", "result=NOPE"].map(
    async (prefer) => dataOf(await engineOf().answer(valid({ prefer }))).title,
  );
  t.same(await Promise.all(titles), [
    "Undocumented status",
    "Undocumented status",
    "Undocumented status",
    "Undocumented result code",
  ]);
  t.equal(
    outcome(await engineOf().answer(valid({ prefer: "result=SYSTEM_ERROR" }, "/session/logout?__result=SUCCESS"))),
    "SYSTEM_ERROR; by=forced",
    "the header wins",
  );
});

t.test(
  "a code that no field carries is forced by the status it has to itself, or refused with the reason",
  async (t) => {
    const listed = (...codes: readonly string[]): object => ({
      "x-result-codes": codes.map((code, index) => ({ code, "x-source": `berth.md:${index + 5}:3` })),
    });
    const responses = {
      "200": { description: "a", ...listed("DONE_LATER") },
      "409": { description: "b", ...listed("BERTH_TAKEN", "TIDE_LOW") },
    };
    const document = {
      openapi: "3.1.0",
      info: { title: "a", version: "1" },
      paths: { "/berths": { post: { responses } } },
    };
    const engine = engineOf({ document: document as unknown as Document, scenarios: [] });
    const why =
      "`DONE_LATER` is listed for `POST /berths` (berth.md:5:3), but no field of its answers carries a result code and it has no status of its own: no answer could say it.";
    const force = async (code: string): Promise<MockAnswer> => {
      const body = { operation: "POST /berths", code };
      return engine.answer(ask({ url: "/__fieldproof/force", headers: { host: "localhost" }, body }));
    };
    const asked = async (prefer?: string): Promise<MockAnswer> =>
      engine.answer(ask({ url: "/berths", headers: prefer === undefined ? {} : { prefer } }));
    for (const code of ["BERTH_TAKEN", "TIDE_LOW", "409"]) {
      const answer = await asked(`result=${code}`);
      t.match([answer.status, outcome(answer)], [409, "409; by=forced"], code);
      t.equal((await force(code)).status, 200);
      t.equal((await asked()).status, 409, "forced through the control API");
    }
    t.match(dataOf(await asked("result=DONE_LATER")), { status: 400, detail: why });
    t.match(dataOf(await force("DONE_LATER")), { status: 400, detail: why });
    t.match(dataOf(await asked("result=TIDE")), { status: 400, detail: /is not documented/ });
  },
);

t.test("only what was heeded is said to be, and every decision says whose it was", async (t) => {
  const dynamic = { prefer: "dynamic=true" };
  const cases: readonly [given: MockRequest, applied: string | undefined][] = [
    [valid(dynamic), "dynamic=true"],
    [ask({ headers: dynamic, body: {} }), undefined],
    [valid({ prefer: "dynamic=true, result=SUCCESS" }), "result=SUCCESS, dynamic=true"],
    [valid({ prefer: "dynamic=true, result=SYSTEM_ERROR" }), "result=SYSTEM_ERROR"],
  ];
  for (const [given, want] of cases)
    t.equal((await engineOf().answer(given)).headers["preference-applied"], want, given.headers.prefer as string);
  const rooms = engineOf({ document: read("test/fixtures/documents/shop.yaml"), scenarios: [] });
  const refused = await rooms.answer(ask({ method: "DELETE", url: "/items/x" }));
  t.same(
    [refused.headers["content-type"], outcome(refused), refused.note?.operation, refused.note?.by],
    ["application/problem+json", "400; by=validation", "removeItem", "validation"],
  );
});

t.test("preferences are read as RFC 7240 writes them", (t) => {
  const cases: readonly [header: string | undefined, query: string | undefined, want: unknown][] = [
    [undefined, undefined, {}],
    ["example=A", undefined, { outcome: { name: "A", applied: "example=A" } }],
    ["Example = A", undefined, { outcome: { name: "A", applied: "example=A" } }],
    ['result="A B"', undefined, { outcome: { name: "A B", applied: 'result="A B"' } }],
    [
      "respond-async, code=404; dynamic=true",
      undefined,
      { status: { code: "404", applied: "code=404" }, dynamic: true },
    ],
    ["code=1, code=2", undefined, { status: { code: "1", applied: "code=1" } }],
    [undefined, "A", { outcome: { name: "A", applied: "result=A" } }],
    ["example=A", "B", { outcome: { name: "A", applied: "example=A" } }],
    ["return=minimal", undefined, {}],
    ["example=", undefined, {}],
  ];
  for (const [header, query, want] of cases) t.same(readPreference(header, query), want, header ?? "none");
  const asked: readonly [url: string, header: string | undefined, want: unknown][] = [
    ["/a?__code=404&__dynamic=true", undefined, { status: { code: "404", applied: "code=404" }, dynamic: true }],
    ["/a?b=1&__example=A%20%22B", undefined, { outcome: { name: 'A "B', applied: 'example="A \\"B"' } }],
    ["/a?__example=A&__result=B", undefined, { outcome: { name: "B", applied: "result=B" } }],
    [
      "/a?__code=404&__example=A",
      "code=500",
      { outcome: { name: "A", applied: "example=A" }, status: { code: "500", applied: "code=500" } },
    ],
    ["/a?__codes=404&x__code=1", undefined, {}],
  ];
  for (const [url, header, want] of asked) t.same(readPreference(header, queryPreference(url)), want, url);
  t.end();
});

t.test("an invalid request is refused with every violation by its name, and no sensitive value", async (t) => {
  const table = "session/logout.md";
  const bodySource = operationsOf(logout)[0]?.requestBody?.content.get("application/json")?.schema?.["x-source"];
  const headers = [
    { field: "header.clientId", message: "is missing", source: `${table}:15:3` },
    { field: "header.clientSecret", message: "is missing", source: `${table}:16:3` },
    { field: "header.sessionId", message: "is missing", source: `${table}:17:3` },
  ];
  const field = (message: string): unknown => ({ field: "body.sessionId", message, source: `${table}:23:3` });
  const whole = (message: string): unknown => ({ field: "body", message, source: bodySource });
  const cases: readonly [given: Asked, want: readonly unknown[]][] = [
    [{ body: { sessionId: "s" } }, headers],
    [{ headers: VALID, body: {} }, [field("is missing")]],
    [{ body: {} }, [...headers, field("is missing")]],
    [{ headers: VALID, body: { sessionId: 5 } }, [field("expected string, found integer")]],
    [{ headers: VALID, body: { sessionId: null } }, [field("expected string, found null")]],
    [{ headers: VALID, body: { sessionId: "" } }, [field("expected at least 1 character, found 0")]],
    [
      { headers: { ...VALID, sessionid: "" }, body: { sessionId: "s" } },
      [{ field: "header.sessionId", message: "expected at least 1 character, found 0", source: `${table}:17:3` }],
    ],
    [{ headers: VALID, body: [] }, [whole("expected object, found array")]],
    [{ headers: VALID, body: "3" }, [whole("expected object, found integer")]],
    [
      { headers: VALID, body: '{"sessionId": "secret-thing' },
      [{ field: "body", message: "is not valid JSON, from position 27 on" }],
    ],
    [{ headers: VALID }, [{ field: "body", message: "is missing" }]],
    [{ headers: { ...VALID, "content-type": "application/json" } }, [{ field: "body", message: "is not valid JSON" }]],
    [
      { headers: { ...VALID, "content-type": "text/plain" }, body: { sessionId: "s" } },
      [{ field: "header.content-type", message: "expected application/json, found `text/plain`" }],
    ],
    [
      { headers: { ...VALID, "content-type": "application/json; charset=utf-16" }, body: { sessionId: "s" } },
      [{ field: "body", message: "expected the charset `utf-8`, found `utf-16`" }],
    ],
    [
      { headers: { ...VALID, "content-encoding": "gzip" }, body: { sessionId: "s" } },
      [{ field: "header.content-encoding", message: "expected no encoding, found `gzip`" }],
    ],
    [
      { headers: VALID, body: `${"[".repeat(300)}${"]".repeat(300)}` },
      [{ field: "body", message: "is nested deeper than 200 levels" }],
    ],
  ];
  for (const [given, want] of cases) {
    const answer = await engineOf().answer(ask(given));
    const violations = JSON.parse(answer.headers["x-fieldproof-violations"] ?? "[]") as readonly {
      field: string;
      message: string;
    }[];
    t.same(
      violations.map((violation) => ({ ...violation })),
      want,
    );
    const text = violations.map((violation) => `${violation.field} ${violation.message}`).join("; ");
    t.match(dataOf(answer), { resultContext: { success: false, resultCode: "PARAM_ILLEGAL", resultMsg: text } });
    t.same(objections(logout, "sessionLogout", answer), []);
  }
  const { body } = ask({});
  const bytes = await engineOf().answer({ ...valid(), body: Buffer.concat([body, Buffer.from([0x22, 0xff, 0x22])]) });
  t.match(bytes.headers["x-fieldproof-violations"], 'body","message":"is not valid UTF-8');
});

t.test("a request that is unusual but sound is taken", async (t) => {
  const cases: readonly [name: string, given: Asked][] = [
    [
      "another letter case of the media type",
      { headers: { ...VALID, "content-type": "APPLICATION/JSON; Charset=UTF-8" }, body: { sessionId: "s" } },
    ],
    ["a suffix of JSON", { headers: { ...VALID, "content-type": "application/vnd.a+json" }, body: { sessionId: "s" } }],
    ["a byte order mark", { headers: VALID, body: '\ufeff{"sessionId":"s"}' }],
    [
      "fields nobody documented",
      { headers: { ...VALID, "x-more": "1" }, body: { sessionId: "s", more: { __proto__: 1 } } },
    ],
    [
      "keys that name a prototype",
      { headers: VALID, body: '{"sessionId":"s","__proto__":{"polluted":true},"constructor":1}' },
    ],
    ["a query nobody documented", { url: "/session/logout?a=1&__proto__=2", headers: VALID, body: { sessionId: "s" } }],
    ["text outside ASCII", { headers: VALID, body: { sessionId: "Žluťoučký 🐎 \u0000" } }],
  ];
  for (const [name, given] of cases) t.equal(outcome(await engineOf().answer(ask(given))), "SUCCESS; by=default", name);
  t.equal(({} as { polluted?: boolean }).polluted, undefined);
});

t.test("validation can warn or be off, and scenarios are read all the same", async (t) => {
  const invalid = ask({ body: {} });
  const warned = await engineOf({ validate: "warn" }).answer(invalid);
  t.equal(outcome(warned), "SUCCESS; by=default");
  t.match(warned.headers["x-fieldproof-violations"], "header.clientId");
  const off = await engineOf({ validate: "off" }).answer(invalid);
  t.equal(outcome(off), "SUCCESS; by=default");
  t.equal(off.headers["x-fieldproof-violations"], undefined);
  const engine = engineOf({ validate: "off", scenario: "session-ends" });
  t.equal(outcome(await engine.answer(valid())), "SUCCESS; by=scenario session-ends");
  t.equal(outcome(await engine.answer(valid())), "SESSION_EXPIRED; by=scenario session-ends");
});

t.test("long lists of violations fit a header and a message", async (t) => {
  const text = "name: a\nrules: []";
  const properties = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`fïeld${index}`, { type: "string" }]),
  );
  const schema = { type: "object", properties, required: Object.keys(properties) };
  const document = {
    openapi: "3.1.0",
    info: { title: "a", version: "1" },
    paths: {
      "/a": {
        post: { requestBody: { content: { "application/json": { schema } } }, responses: { 200: { description: "" } } },
      },
    },
  } as unknown as Document;
  const engine = engineOf({ document, scenarios: scenariosOf(document, text) });
  const answer = await engine.answer(ask({ url: "/a", body: {} }));
  const header = answer.headers["x-fieldproof-violations"] ?? "";
  t.equal(answer.status, 400);
  t.match(header, /^[\x20-\x7e]{1,4200}$/);
  t.match((JSON.parse(header) as unknown[]).at(-1), { message: /^and \d+ more$/ });
  t.match(dataOf(answer).detail, /; and 280 more$/);
  t.equal((dataOf(answer).violations as unknown[]).length, 300, "the problem itself lists them all");
});

t.test(
  "a path or method that is not documented is refused with the nearest operation and how to call it",
  async (t) => {
    const near = "There is no operation `POST /session/logut`; the nearest is `POST /session/logout`.";
    const call =
      "curl -i -X POST http://localhost:1/session/logout -H 'clientId: clientId' -H 'clientSecret: clientSecret' -H 'sessionId: sessionId' -H 'Content-Type: application/json' -d '{\"sessionId\":\"e39992f3048042aeae2c279074ee40bc\"}'";
    const nearest = { method: "POST", path: "/session/logout", operationId: "sessionLogout", call };
    const cases: readonly [given: Asked, status: number, detail: string, allow?: string][] = [
      [{ url: "/session/logut" }, 404, near],
      [
        { url: "/Session/Logout/" },
        404,
        "There is no operation `POST /Session/Logout/`; the nearest is `POST /session/logout`.",
      ],
      [{ url: "/api/logout" }, 404, "There is no operation `POST /api/logout`; the nearest is `POST /session/logout`."],
      [
        { method: "GET" },
        405,
        "`GET /session/logout` is not documented, but `POST /session/logout` is.",
        "OPTIONS, POST",
      ],
      [
        { method: "BREW" },
        405,
        "`BREW /session/logout` is not documented, but `POST /session/logout` is.",
        "OPTIONS, POST",
      ],
    ];
    for (const [given, status, detail, allow] of cases) {
      const answer = await engineOf().answer(ask({ ...given, headers: { host: "localhost:1" } }));
      t.equal(answer.headers["content-type"], "application/problem+json");
      t.equal(answer.headers["x-fieldproof"], "mock");
      t.equal(answer.headers.allow, allow);
      t.match(dataOf(answer), { status, detail, nearest });
      t.equal(answer.status, status);
    }
    const far = await engineOf().answer(ask({ url: "/weather/tomorrow" }));
    t.same(dataOf(far), {
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "There is no operation `POST /weather/tomorrow`, expected POST /session/logout.",
      operations: ["POST /session/logout"],
    });
    const options = await engineOf().answer(ask({ method: "OPTIONS" }));
    t.same([options.status, options.headers.allow, options.body.length], [204, "OPTIONS, POST", 0]);
  },
);

t.test("what no documented answer fits is told to the terminal and kept in the journal", async (t) => {
  const heard: string[] = [];
  const engine = engineOf({ onProblem: (detail) => heard.push(detail) });
  await engine.answer(valid());
  await engine.answer(ask({ body: {} }));
  await engine.answer(ask({ url: "/session/logut" }));
  const near = "There is no operation `POST /session/logut`; the nearest is `POST /session/logout`.";
  t.same(heard, [near]);
  const journal = await engine.answer(
    ask({ method: "GET", url: "/__fieldproof/journal?status=404", headers: { host: "localhost" } }),
  );
  t.match(dataOf(journal), { total: 1, entries: [{ problem: near, url: "/session/logut", status: 404 }] });
});

t.test("session-ends: a session ends once, each by itself, and a request without one is judged as ever", async (t) => {
  const engine = engineOf({ scenario: "session-ends" });
  const end = async (sessionId: unknown): Promise<string | undefined> =>
    outcome(await engine.answer(ask({ headers: VALID, body: { sessionId } })));
  const by = "; by=scenario session-ends";
  t.equal(await end("a"), `SUCCESS${by}`);
  t.equal(await end("b"), `SUCCESS${by}`);
  t.equal(await end("a"), `SESSION_EXPIRED${by}`);
  t.equal(await end("a"), `SESSION_EXPIRED${by}`);
  t.equal(await end("b"), `SESSION_EXPIRED${by}`);
  t.equal(await end(undefined), "PARAM_ILLEGAL; by=validation");
  t.equal(await end(5), "PARAM_ILLEGAL; by=validation");
  engine.replace(logout, shipped);
  t.equal(await end("a"), `SESSION_EXPIRED${by}`, "a reload does not bring it back");
});

t.test("worlds do not disturb each other, and are forgotten when they are many or old", async (t) => {
  let time = 1;
  const engine = engineOf({ scenario: "session-ends", now: () => time, limits: { worlds: 1000, idleMs: 60_000 } });
  const end = async (world: string): Promise<string | undefined> =>
    outcome(await engine.answer(valid(world === "" ? {} : { "x-mock-session": world })))?.split(";")[0];
  const names = Array.from({ length: 1000 }, (_, index) => `w${index}`);
  const first = await Promise.all(names.map(end));
  const second = await Promise.all(names.map(end));
  t.same([new Set(first), new Set(second)], [new Set(["SUCCESS"]), new Set(["SESSION_EXPIRED"])]);
  t.equal(await end(""), "SUCCESS", "the shared world has seen none of it");
  t.equal(await end("one more"), "SUCCESS");
  t.equal(await end("w999"), "SESSION_EXPIRED", "the newest are still there");
  t.equal(await end("w0"), "SUCCESS", "the oldest made room");
  time += 60_001;
  t.equal(await end("w999"), "SUCCESS", "unused for a minute, it was forgotten");
  t.equal(await end(""), "SESSION_EXPIRED", "the shared world stays");
  const long = await engine.answer(valid({ "x-mock-session": "x".repeat(201) }));
  t.match(dataOf(long), { status: 400, detail: "A session's name has at most 200 characters, found 201." });
});

t.test(
  "a thousand worlds at once get, byte for byte, what each gets alone: codes, scenarios, state and made-up data",
  async (t) => {
    const exported = {
      name: "slow",
      rules: [
        {
          on: "POST /session/logout",
          async answer({ state, session, fake }) {
            const count = Number(state.get("count") ?? 0) + 1;
            state.set("count", count);
            // Answers of different worlds overtake one another.
            await new Promise((then) => setTimeout(then, session.length % 3));
            return { message: `${count} for ${session}, ask ${fake("person.fullName")}` };
          },
        } satisfies ProgramRule,
      ],
    };
    const { scenarios } = loadScenarios([{ file: "slow.ts", text: "", exported }], logout);
    const host = { host: "localhost" };
    const scriptOf = (nth: number): readonly MockRequest[] => {
      const world = { "x-mock-session": `w${"x".repeat(nth % 7)}${nth}` };
      const force = { operation: "sessionLogout", code: "SYSTEM_ERROR", times: 1 };
      const begin = [
        ask({ url: "/__fieldproof/force", headers: { ...host, ...world }, body: force }),
        ask({
          method: "PUT",
          url: "/__fieldproof/scenario",
          headers: { ...host, ...world },
          body: { name: "session-ends" },
        }),
        ask({ method: "PUT", url: "/__fieldproof/scenario", headers: { ...host, ...world }, body: { name: "slow" } }),
        valid({ ...world, prefer: "dynamic=true" }),
      ][nth % 4] as MockRequest;
      const journal = ask({ method: "GET", url: "/__fieldproof/journal", headers: { ...host, ...world } });
      return [begin, valid(world), valid(world), journal];
    };
    const play = async (engine: ReturnType<typeof engineOf>, nth: number): Promise<string> => {
      const answers: string[] = [];
      for (const request of scriptOf(nth)) {
        const { status, headers, body } = await engine.answer(request);
        answers.push(JSON.stringify([status, headers, body.toString()]));
      }
      return answers.join("\n");
    };
    const fresh = () => engineOf({ scenarios: [...shipped, ...scenarios], stateful: true });
    const worlds = Array.from({ length: 1000 }, (_, nth) => nth);
    const crowd = fresh();
    const backwards = await Promise.all([...worlds].reverse().map((nth) => play(crowd, nth)));
    const alone = fresh();
    const want: string[] = [];
    for (const nth of worlds) want.push(await play(alone, nth));
    t.same(backwards.reverse(), want);
    t.same(new Set(want).size, 1000, "and no two get the same");
  },
);

t.test(
  "what worlds remember is bounded for each and for all together, and who is unused for longest is forgotten first",
  (t) => {
    const memory = 100_000;
    const worlds = createWorlds(() => 0, { memory });
    const text = "x".repeat(1000);
    const fill = (name: string, keys: number): void => {
      const world = worlds.of(name);
      for (let key = 0; key < keys; key += 1) {
        world.state.set(`state ${key}`, text);
        world.counters.set(`counter ${key}`, key);
        world.things.set(`note ${key}`, { thing: "note", id: key, ended: false, fields: { text, tags: [{ text }] } });
      }
    };
    const known = (name: string): number => worlds.of(name).state.size;
    fill("", 10);
    let most = 0;
    for (let nth = 0; nth < 500; nth += 1) {
      fill(`w${nth}`, 5);
      worlds.of("in use");
      if (worlds.of("in use").state.size === 0) worlds.of("in use").state.set("mine", 1);
      most = Math.max(most, worlds.held);
    }
    t.ok(most <= memory && most > memory / 2, `at most ${most} of ${memory}`);
    t.same([known(""), known("in use"), known("w499"), known("w0")], [10, 1, 5, 0]);

    const few = createWorlds(() => 0);
    const one = few.of("one");
    for (const nth of [1, 2, 3]) one.state.set("the same key", nth);
    const held = few.held;
    t.ok(held > 0 && held < 500, `${held} for one key that was set three times`);
    const late = few.of("late");
    few.reset("late");
    late.state.set("of a request still on its way", text);
    t.equal(few.held, held, "what a forgotten world is told counts no more");
    few.reset("one");
    t.equal(few.held, 0);

    const alone = createWorlds(() => 0).of("");
    for (let key = 0; key < 10_100; key += 1) alone.counters.set(`counter ${key}`, key);
    for (let key = 0; key < 50; key += 1) alone.state.set(`state ${key}`, "x".repeat(200_000));
    t.same(
      [alone.counters.size, alone.counters.has("counter 99"), alone.counters.has("counter 100")],
      [10_000, false, true],
    );
    t.same([alone.state.size, alone.state.has("state 49")], [20, true], "4 MiB of values");
    const ring: Record<string, unknown> = { text };
    ring.self = [ring];
    alone.state.set("large", "x".repeat(5_000_000));
    t.same([...alone.state.keys()], ["large"], "one value may be larger");
    alone.state.set("ring", ring);
    t.same([...alone.state.keys()], ["ring"], "and goes when another comes");
    t.end();
  },
);

t.test("forced codes and scenarios belong to the world that asked for them", async (t) => {
  const engine = engineOf();
  const tell = (path: string, method: string, session: string, body: unknown): unknown =>
    engine.answer(
      ask({ method, url: `/__fieldproof/${path}`, headers: { host: "localhost", "x-mock-session": session }, body }),
    );
  await tell("force", "POST", "a", { operation: "POST /session/logout", code: "SYSTEM_ERROR", times: 2 });
  await tell("scenario", "PUT", "b", { name: "session-expired" });
  const outcomes = [];
  for (const session of ["a", "b", "c", "a", "a"])
    outcomes.push(outcome(await engine.answer(valid({ "x-mock-session": session }))));
  t.same(outcomes, [
    "SYSTEM_ERROR; by=forced",
    "SESSION_EXPIRED; by=scenario session-expired",
    "SUCCESS; by=default",
    "SYSTEM_ERROR; by=forced",
    "SUCCESS; by=default",
  ]);
});

t.test("a world is chosen by header, by path or by cookie", async (t) => {
  const engine = engineOf({ scenario: "session-ends" });
  const seen: (string | undefined)[] = [];
  for (const given of [
    valid({ "x-mock-session": "a" }),
    valid({}, "/__session/a/session/logout"),
    valid({ cookie: "theme=dark; mock-session=a" }),
    valid({ cookie: "mock-session=a", "x-mock-session": "b" }),
    valid({ cookie: "theme=dark" }),
  ])
    seen.push(outcome(await engine.answer(given))?.split(";")[0]);
  t.same(seen, ["SUCCESS", "SESSION_EXPIRED", "SESSION_EXPIRED", "SUCCESS", "SUCCESS"]);
  const journal = await engine.answer(
    ask({ method: "GET", url: "/__session/a/__fieldproof/journal", headers: { host: "localhost" } }),
  );
  t.equal(dataOf(journal).total, 3);
});

t.test("an unknown scenario is refused with the known ones", async (t) => {
  const answer = await engineOf().answer(valid({ "x-mock-scenario": "sesion-ends" }));
  t.match(dataOf(answer), {
    status: 400,
    title: "Unknown scenario",
    scenarios: ["param-illegal", "session-ends", "session-expired", "success", "system-error"],
  });
  t.throws(() => engineOf({ scenario: "nope" }), {
    message: /Unknown scenario `nope`, expected one of `param-illegal`/,
  });
});

t.test("rules: every matcher, templates, changes of the answer, state and times", async (t) => {
  const rule = (lines: string): string => `name: s\nrules:\n  - on: sessionLogout\n${lines.replace(/^/gm, "    ")}\n`;
  const run = async (text: string, ...bodies: readonly unknown[]): Promise<readonly string[]> => {
    const engine = engineOf({ scenarios: scenariosOf(logout, text), scenario: "s", validate: "off" });
    const seen: string[] = [];
    for (const body of bodies) {
      const answer = await engine.answer(ask({ headers: { ...VALID, "x-n": "7" }, body }));
      seen.push((outcome(answer) ?? String(answer.status)).split(";")[0] ?? "");
    }
    return seen;
  };
  const s = (sessionId: unknown): unknown => ({ sessionId });
  const [no, yes] = ["SUCCESS", "SESSION_EXPIRED"];
  const when = (condition: string): string => rule(`when: { ${condition} }\nresult: SESSION_EXPIRED`);
  const cases: readonly [text: string, bodies: readonly unknown[], want: readonly string[]][] = [
    [when("body.sessionId: a"), [s("a"), s("b"), {}], [yes, no, no]],
    [when("body.sessionId: { equals: 1 }"), [s(1), s("1")], [yes, no]],
    [when("body.sessionId: { in: [a, b] }"), [s("a"), s("b"), s("c")], [yes, yes, no]],
    [when("body.sessionId: { pattern: '^e\\d+$' }"), [s("e1"), s("f1"), s({})], [yes, no, no]],
    [when("body.sessionId: { absent: true }"), [{}, s(null), s("a")], [yes, no, no]],
    [when("body.sessionId: { absent: false }"), [{}, s("a")], [no, yes]],
    [when("body.sessionId: { gt: 1, lte: 3 }"), [s(1), s(2), s("3"), s(4), s("")], [no, yes, yes, no, no]],
    [when("body.sessionId: { gte: 1, lt: 3 }"), [s(1), s(3)], [yes, no]],
    [when("request: valid"), [s("a"), s(1), {}], [yes, no, no]],
    [when("request: invalid"), [s("a"), s(1), {}], [no, yes, yes]],
    [when("header.X-N: 7, body.sessionId: a"), [s("a"), s("b")], [yes, no]],
    [when("header.X-N: 8"), [s("a")], [no]],
    [rule("result: SESSION_EXPIRED\ntimes: 2"), [s("a"), s("b"), s("c")], [yes, yes, no]],
    [rule("sequence: [SYSTEM_ERROR, SESSION_EXPIRED]"), [s("a"), s("b"), s("c")], ["SYSTEM_ERROR", yes, yes]],
    [
      'name: s\nrules:\n  - on: sessionLogout\n    when: { "state.ended {{body.sessionId}}": true }\n    result: SESSION_EXPIRED\n    forget: "ended {{body.sessionId}}"\n  - on: sessionLogout\n    result: SUCCESS\n    remember: { "ended {{body.sessionId}}": true }\n',
      [s("a"), s("a"), s("a"), s("b"), s("a")],
      [no, yes, no, no, yes],
    ],
    [
      "name: s\nrules:\n  - { on: sessionLogout, when: { body.sessionId: a }, result: SESSION_EXPIRED }\n  - { on: sessionLogout, result: SYSTEM_ERROR }\n",
      [s("a"), s("b")],
      [yes, "SYSTEM_ERROR"],
    ],
  ];
  for (const [text, bodies, want] of cases) t.same(await run(text, ...bodies), want, text);

  const engine = engineOf({
    scenario: "s",
    scenarios: scenariosOf(
      logout,
      rule(
        'result: SESSION_EXPIRED\nmessage: "no session {{body.sessionId}} of {{header.clientId}}"\nstatus: 401\nheaders: { Retry-After: 3, X-Echo: "{{body.sessionId}}" }\ndelay: 20ms',
      ),
    ),
  });
  const answer = await engine.answer(ask({ headers: VALID, body: s("é\r\n1") }));
  t.match(answer, { status: 401, delayMs: 20, headers: { "retry-after": "3", "x-echo": "\\u00e9 1" } });
  t.same(dataOf(answer), {
    resultContext: { success: false, resultMsg: "no session é\r\n1 of c", resultCode: "SESSION_EXPIRED" },
  });

  const breaking = engineOf({
    scenario: "s",
    scenarios: scenariosOf(logout, rule('result: SUCCESS\nset: { resultContext.success: "{{body.sessionId}}" }')),
  });
  t.equal(outcome(await breaking.answer(valid())), "500; by=scenario s");
  t.match(dataOf(await breaking.answer(valid())), {
    status: 500,
    detail:
      'The rule at 0.yaml:3 sets what `SUCCESS` of `POST /session/logout` may not hold: `/resultContext/resultCode` expected one of `"PARAM_ILLEGAL"`, `"SYSTEM_ERROR"`, `"SESSION_EXPIRED"`, found `"SUCCESS"`; `/resultContext/success` expected boolean, found string.',
  });
});

t.test(
  "templates hold fake data that comes from seed, world and request, and every name of it gives some",
  async (t) => {
    const text = `name: s
rules:
  - on: sessionLogout
    result: SUCCESS
    message: "{{fake.internet.email}} for {{request.body.sessionId}} of {{request.header.clientId}}"
    headers: { X-Trace: "{{fake.string.uuid}}" }
`;
    const asked = async (world: string, sessionId: string, options: Partial<EngineOptions> = {}): Promise<string> => {
      const engine = engineOf({ scenarios: scenariosOf(logout, text), scenario: "s", ...options });
      const request = ask({ headers: { ...VALID, "x-mock-session": world }, body: { sessionId } });
      const [first, again] = [await engine.answer(request), await engine.answer(request)];
      t.same(again, first, "the same request gets the same");
      t.match(first.headers["x-trace"], /^[0-9a-f-]{36}$/);
      return String((dataOf(first).resultContext as Record<string, unknown>).resultMsg);
    };
    const messages = [
      await asked("", "s1"),
      await asked("", "s2"),
      await asked("w", "s1"),
      await asked("", "s1", { seed: 2 }),
    ];
    t.match(messages[0], /^\S+@\S+ for s1 of c$/);
    t.equal(new Set(messages).size, 4);
    t.equal(await asked("", "s1"), messages[0], "another mock of the same seed says the same");

    const sampler = await loadSampler();
    for (const name of FAKE_NAMES) {
      const value = sampler.fake(name, "1");
      t.ok(["string", "number", "boolean"].includes(typeof value) && value !== "", name);
      t.equal(sampler.fake(name, "1"), value, `${name} again`);
    }
  },
);

t.test(
  "a rule's function sees the request and the session, says what is answered or passes, and is held to the document",
  async (t) => {
    const on = "POST /session/logout";
    const engineWith = (answer: ProgramRule["answer"], ...more: readonly ProgramRule[]) => {
      const exported = { name: "p", rules: [{ on, ...(answer === undefined ? {} : { answer }) }, ...more] };
      const { scenarios, diagnostics } = loadScenarios([{ file: "p.ts", text: "", exported }], logout);
      t.same(diagnostics, []);
      return engineOf({ scenarios, scenario: "p" });
    };
    const result = { on, result: "SYSTEM_ERROR" };
    const cases: readonly [answer: NonNullable<ProgramRule["answer"]>, want: object][] = [
      [() => "SESSION_EXPIRED", { status: 200, headers: { "x-fieldproof-outcome": "SESSION_EXPIRED; by=scenario p" } }],
      [async () => "SESSION_EXPIRED", { headers: { "x-fieldproof-outcome": "SESSION_EXPIRED; by=scenario p" } }],
      [() => undefined, { headers: { "x-fieldproof-outcome": "SYSTEM_ERROR; by=scenario p" } }],
      [
        () => ({ status: 503, delay: 20, headers: { "Retry-After": 3 } }),
        { status: 503, delayMs: 20, headers: { "retry-after": "3" } },
      ],
      [() => ({ fault: "reset" }), { fault: "reset" }],
      [() => ({ result: "SESSION_EXPIRED", message: "no" }), { body: /"resultMsg":"no"/ }],
      [() => ({ set: { "resultContext.resultMsg": "yes" } }), { body: /"success":true,"resultMsg":"yes"/ }],
      [
        () => ({ body: { resultContext: { success: true, resultMsg: "b", resultCode: "SUCCESS" } } }),
        { body: '{"resultContext":{"success":true,"resultMsg":"b","resultCode":"SUCCESS"}}' },
      ],
      [({ fake }) => ({ message: String(fake("internet.email")) }), { body: /"resultMsg":"\S+@\S+"/ }],
      [
        () => "SUCESS",
        {
          status: 500,
          body: /p.ts:1 says .*unknown result code of POST \/session\/logout `SUCESS`.*did you mean `SUCCESS`/,
        },
      ],
      [
        ({ fake }) => ({ message: String(fake("person.fulName" as never)) }),
        { status: 500, body: /p.ts:1 failed: .*no fake data `person.fulName`, did you mean `person.fullName`/ },
      ],
      [() => ({ reslut: "SUCCESS" }) as never, { status: 500, body: /unknown key `reslut`.*did you mean `result`/ }],
      [
        () => ({ set: { "resultContext.code": 1 } }),
        { status: 500, body: /unknown field of the answer `resultContext.code`/ },
      ],
      [() => ({ fault: "rest" as never }), { status: 500, body: /unknown fault `rest`.*did you mean `reset`/ }],
      [() => ({ status: 99 }), { status: 500, body: /`status` is a number from 100 to 599, found `99`/ }],
      [() => ({ delay: -1 }), { status: 500, body: /`delay` is a whole number of milliseconds/ }],
      [
        () => ({ body: { resultContext: {} } }),
        { status: 500, body: /The rule at p.ts:1 sets what `SUCCESS` .* may not hold/ },
      ],
      [
        () => {
          throw new TypeError("no such thing");
        },
        { status: 500, body: /`answer` of the rule at p.ts:1 failed: TypeError: no such thing/ },
      ],
      [async () => Promise.reject(new Error("later")), { status: 500, body: /failed: Error: later/ }],
    ];
    for (const [answer, want] of cases) {
      const engine = engineWith(answer, result);
      const given = await engine.answer(valid());
      t.match({ ...given, body: given.body.toString() }, want, String(answer));
      if (given.status === 500) t.match(outcome(given), "500; by=scenario p", "who decided is said of a problem, too");
      const { entries } = dataOf(
        await engine.answer(ask({ method: "GET", url: "/__fieldproof/journal", headers: { host: "localhost" } })),
      );
      const [entry] = entries as readonly { readonly problem?: string; readonly status: number }[];
      t.equal(entry?.status, given.status, "the journal has it");
      t.equal(entry?.problem !== undefined, given.status === 500);
    }

    const seen: unknown[] = [];
    const engine = engineWith(({ request, state, session, answered }) => {
      seen.push([request.valid, request.header.clientid, request.body, session, answered, state.get("n")]);
      state.set("n", answered);
      if (answered === 1) state.delete("n");
      return request.valid ? "SUCCESS" : undefined;
    });
    for (const [world, body] of [
      ["w", { sessionId: "s1" }],
      ["w", { sessionId: "s2" }],
      ["v", { sessionId: 3 }],
      ["w", { sessionId: "s4" }],
    ] as const)
      await engine.answer(ask({ headers: { ...VALID, "x-mock-session": world }, body }));
    t.same(seen, [
      [true, "c", { sessionId: "s1" }, "w", 0, undefined],
      [true, "c", { sessionId: "s2" }, "w", 1, 0],
      [false, "c", { sessionId: 3 }, "v", 0, undefined],
      [true, "c", { sessionId: "s4" }, "w", 2, undefined],
    ]);
  },
);

t.test(
  "an example that breaks its schema is named with its place, and a sample that fits is answered instead",
  async (t) => {
    const schema = { type: "object", properties: { id: { type: "integer" } }, required: ["id"] };
    const media = (value: unknown) => ({
      schema,
      examples: { GOOD: { value: { id: 1 } }, BAD: { value, "x-source": "a.md:7:3" } },
    });
    const document = {
      openapi: "3.1.0",
      info: { title: "a", version: "1" },
      paths: {
        "/a": {
          get: { responses: { "200": { description: "a", content: { "application/json": media({ id: "x" }) } } } },
        },
        "/b": {
          get: { responses: { "200": { description: "b", content: { "application/json": media({ id: 2 }) } } } },
        },
        "/c": {
          get: { responses: { "200": { description: "c", content: { "application/json": { schema, example: {} } } } } },
        },
      },
    } as unknown as Document;
    t.same(
      [...brokenExamples(document)].filter((sentence) => sentence !== undefined),
      [
        "a.md:7:3: The example `BAD` of `GET /a` breaks its own schema (`/id` expected integer, found string): made-up data that fits is answered in its place.",
        "The example `200` of `GET /c` breaks its own schema (`/id` is missing): made-up data that fits is answered in its place.",
      ],
    );
    t.same(
      [...brokenExamples(logout)].filter((sentence) => sentence !== undefined),
      [],
    );
    const engine = engineOf({ document, scenarios: [] });
    const answer = await engine.answer(ask({ method: "GET", url: "/a", headers: { prefer: "example=BAD" } }));
    t.same(objections(document, "GET /a", answer), []);
  },
);

t.test("each answer is told in a line: what was asked, which step or rule answered, and no credential", async (t) => {
  const heard: Answered[] = [];
  let now = 0;
  const engine = engineOf({
    onAnswer: (answered) => heard.push(answered),
    now: () => 5000,
    stopwatch: () => {
      now += 0.25;
      return now;
    },
  });
  const scenario = { "x-mock-scenario": "session-ends" };
  await engine.answer(valid({}, "/session/logout?sessionId=very-secret&page=2"));
  await engine.answer(valid({ prefer: "result=SYSTEM_ERROR" }));
  await engine.answer(valid(scenario));
  await engine.answer(ask({ body: {} }));
  await engine.answer(ask({ url: "/__session/w/nowhere?token=t0p" }));
  await engine.answer(ask({ method: "GET", url: "/__fieldproof/journal", headers: { host: "localhost" } }));
  const { log, lines } = logOf(heard);
  log.say("not answered as documented: why");
  t.same(lines(), [""], "lines are gathered");
  await log.flush();
  t.same(lines(), [
    "18:04:11 POST /session/logout?sessionId=***&page=2 200 SUCCESS by default, 0.3 ms",
    "18:04:11 POST /session/logout 200 SYSTEM_ERROR by forced, 0.3 ms",
    "18:04:11 POST /session/logout 200 SUCCESS by scenario session-ends (session-ends.yaml:4), 0.3 ms",
    "18:04:11 POST /session/logout 200 PARAM_ILLEGAL by validation for 4 violations, 0.3 ms",
    "18:04:11 POST /__session/w/nowhere?token=*** 404, 0.3 ms",
    "not answered as documented: why",
    "",
  ]);
  let written = "";
  const coloured = createRequestLog(
    async (text) => {
      written = text;
    },
    createColours(true),
    () => "18:04:11",
  );
  coloured.add({ at: 0, method: "GET", target: "/a", status: 503, note: undefined, ms: 1, delayMs: 20, fault: "drip" });
  const end = Date.now() + 10_000;
  while (!written.includes("drip") && Date.now() < end) await new Promise((then) => setTimeout(then, 10));
  t.ok(written.includes(`${createColours(true).red("503")} with the fault drip, 1 ms and 20 ms of delay\n`), written);

  let release = (): void => {};
  const stuck = createRequestLog(
    async (text) => {
      written = text;
      await new Promise<void>((then) => {
        release = then;
      });
    },
    createColours(false),
    () => "18:04:11",
  );
  const long = {
    at: 0,
    method: "GET",
    target: `/${"a".repeat(400_000)}`,
    status: 200,
    note: undefined,
    ms: 1,
    delayMs: undefined,
    fault: undefined,
  };
  for (let turn = 0; turn < 5; turn += 1) stuck.add(long);
  stuck.say("reloaded");
  const ended = stuck.flush();
  while (!written.includes("more")) await new Promise((then) => setTimeout(then, 10));
  t.match(
    written,
    /… and 3 more, for which the terminal was too slow\n$/,
    "what a slow terminal does not take is counted, not kept",
  );
  release();
  await ended;

  const board = engineOf({
    document: {
      openapi: "3.1.0",
      info: { title: "a", version: "1" },
      paths: {
        "/session/{sessionId}": {
          get: {
            parameters: [
              {
                name: "sessionId",
                in: "path",
                required: true,
                schema: { type: "string" },
                "x-sensitive": true,
              } as never,
            ],
            responses: { "200": { description: "a" } },
          },
        },
      },
    },
    scenarios: [],
    onAnswer: (answered) => heard.push(answered),
  });
  await board.answer(ask({ method: "GET", url: "/session/very-secret" }));
  t.match(heard.at(-1), { target: "/session/{sessionId}", note: { outcome: "200", by: "default" } });
});

t.test("delays from a range or a distribution stay in bounds and come from the seed", async (t) => {
  const delays = async (delay: string, seed: number): Promise<readonly number[]> => {
    const text = `name: s\nrules: [{ on: sessionLogout, result: SUCCESS, delay: ${delay} }]\n`;
    const engine = engineOf({ scenario: "s", scenarios: scenariosOf(logout, text), seed });
    const answers = await Promise.all(Array.from({ length: 200 }, () => engine.answer(valid())));
    return answers.map(({ delayMs }) => delayMs ?? -1);
  };
  const range = await delays("{ min: 100, max: 200 }", 1);
  t.ok(range.every((ms) => ms >= 100 && ms <= 200));
  t.ok(new Set(range).size > 50, "they vary");
  t.same(await delays("{ min: 100, max: 200 }", 1), range);
  t.not(JSON.stringify(await delays("{ min: 100, max: 200 }", 2)), JSON.stringify(range));
  const normal = [...(await delays("{ median: 100, sigma: 0.5 }", 1))].sort((a, b) => a - b);
  const median = normal[100] ?? 0;
  t.ok(median > 80 && median < 125, `the median is near 100: ${median}`);
});

t.test("any document: a parameter is read in the style it is written in, and by its name's own letters", async (t) => {
  const point = { type: "object", required: ["x"], properties: { x: { type: "integer" }, y: { type: "boolean" } } };
  const list = { type: "array", items: { type: "integer" } };
  const query = (name: string, schema: object, more: object): object => ({ name, in: "query", schema, ...more });
  const path = (name: string, schema: object, more: object): object => ({
    name,
    in: "path",
    required: true,
    schema,
    ...more,
  });
  const pathItem = (...parameters: readonly object[]): object => ({
    get: { parameters, responses: { 200: { description: "ok" }, "4XX": { description: "refused" } } },
  });
  const { document } = parseDocument(
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Styles", version: "1" },
      paths: {
        "/q": pathItem(
          query("pipes", list, { style: "pipeDelimited", explode: false }),
          query("spaces", list, { style: "spaceDelimited", explode: false }),
          query("deep", { allOf: [point, { properties: { tags: list } }] }, { style: "deepObject", explode: true }),
          query("flat", point, { explode: false }),
          query("spread", { type: "object", properties: { left: { type: "integer" } } }, {}),
          query("id", { type: "integer" }, {}),
          query("ID", { type: "boolean" }, {}),
        ),
        "/matrix/{at}": pathItem(path("at", point, { style: "matrix", explode: true })),
        "/matrix/list/{ids}": pathItem(path("ids", list, { style: "matrix", explode: true })),
        "/matrix/one/{id}": pathItem(path("id", { type: "integer" }, { style: "matrix" })),
        "/label/{ids}": pathItem(path("ids", list, { style: "label" })),
        "/simple/{at}": pathItem(path("at", point, { explode: true })),
        "/simple/flat/{at}": pathItem(path("at", point, {})),
      },
    }),
    "styles.json",
  );
  const engine = engineOf({ document: document ?? logout, scenarios: [] });
  const cases: readonly [url: string, violations?: readonly string[]][] = [
    ["/q?pipes=1%7C2%7C3&spaces=1%202+3"],
    ["/q?pipes=1|x", ["query.pipes.1 expected integer, found string"]],
    ["/q?deep[x]=1&deep[y]=true&deep[tags]=1&deep[tags]=2"],
    [
      "/q?deep[x]=a&deep[y]=b",
      ["query.deep.x expected integer, found string", "query.deep.y expected boolean, found string"],
    ],
    ["/q?deep[y]=true", ["query.deep.x is missing"]],
    ["/q?flat=x,1,y,true"],
    ["/q?flat=x,a,y,true", ["query.flat.x expected integer, found string"]],
    ["/q?flat=x,1,y", ["query.flat expected object, found string"]],
    ["/q?left=1"],
    ["/q?left=a", ["query.spread.left expected integer, found string"]],
    ["/q?spread=left,1", ["query.spread expected object, found string"]],
    ["/q?id=1&ID=true"],
    ["/q?id=true&ID=1", ["query.id expected integer, found string", "query.ID expected boolean, found string"]],
    ["/matrix/;x=1;y=true"],
    ["/matrix/;y=true", ["path.at.x is missing"]],
    ["/matrix/list/;ids=1;ids=2"],
    ["/matrix/list/;ids=1,2"],
    ["/matrix/list/;ids=1;ids=b", ["path.ids.1 expected integer, found string"]],
    ["/matrix/one/;id=7"],
    ["/label/.1.2"],
    ["/label/.1,b", ["path.ids.1 expected integer, found string"]],
    ["/simple/x=1,y=true"],
    ["/simple/x=a", ["path.at.x expected integer, found string"]],
    ["/simple/flat/x,1"],
  ];
  for (const [url, violations] of cases) {
    const { status, note } = await engine.answer(ask({ method: "GET", url }));
    t.same([status, note?.violations], [violations === undefined ? 200 : 400, violations], url);
  }
});

t.test(
  "any document: what is answered under a wildcard media type is made up and judged like other JSON",
  async (t) => {
    const schema = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
    for (const mediaType of ["application/*", "*/*"]) {
      const responses = { 200: { description: "ok", content: { [mediaType]: { schema } } } };
      const paths = { "/a": { get: { responses } } };
      const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Any", version: "1" }, paths });
      const { document } = parseDocument(text, "any.json");
      const answer = await engineOf({ document: document ?? logout, scenarios: [] }).answer(
        ask({ method: "GET", url: "/a" }),
      );
      t.equal(answer.headers["content-type"], "application/json");
      t.same(schemaCompiler()(schema)(dataOf(answer)), [], mediaType);
    }
  },
);

t.test("any document: statuses are outcomes, parameters are judged by their types, samples fit", async (t) => {
  const engine = engineOf({ document: shop, scenarios: [] });
  const get = (url: string, headers: Readonly<Record<string, string>> = {}): Asked => ({ method: "GET", url, headers });
  const dark = { cookie: "a=b; theme=dark" };
  const item = { name: "lamp" };
  const cases: readonly [given: Asked, status: number, outcome: string | undefined, detail?: RegExp][] = [
    [get("/items"), 200, "200; by=default"],
    [get("/v1/items?page=2&tags=new&tags=sale&stock=true"), 200, "200; by=default"],
    [get("/items?tags=new,sale"), 200, "200; by=default"],
    [get("/items?page=0"), 400, "400; by=validation", /^query\.page must be >= 1, found `0`$/],
    [get("/items?page=99&page=3"), 400, "400; by=validation", /^query\.page is given 2 times, expected once$/],
    [
      get("/items?page=two&stock=maybe"),
      400,
      "400; by=validation",
      /^query.page expected integer, found string; query.stock expected boolean, found string$/,
    ],
    [
      get("/items?tags=old"),
      400,
      "400; by=validation",
      /^query.tags.0 expected one of `"new"`, `"sale"`, found `"old"`$/,
    ],
    [
      get("/items?filter[from]=1"),
      400,
      "400; by=validation",
      /^query.filter.from expected at least 2 characters, found `"1"`$/,
    ],
    [get("/items/7", dark), 200, "200; by=default"],
    [get("/items/seven", dark), 400, "default; by=validation"],
    [get("/items/7"), 400, "default; by=validation"],
    [get("/items/7", { ...dark, accept: "text/plain" }), 200, "200 200; by=default"],
    [
      get("/items/7", { ...dark, accept: "image/png" }),
      406,
      undefined,
      /^`GET \/items\/\{id\}` answers with application\/json or text\/plain/,
    ],
    [get("/items/7", { ...dark, accept: "text/html, */*;q=0.1" }), 200, "200; by=default"],
    [get("/items/7", { ...dark, accept: "text/plain, */*;q=0.1" }), 200, "200 200; by=default"],
    [get("/items/7", { ...dark, accept: "application/json;q=0.2, text/*;q=0.3" }), 200, "200 200; by=default"],
    [get("/items/7", { ...dark, accept: "application/json;q=0, */*" }), 200, "200 200; by=default"],
    [get("/items/7", { ...dark, accept: "*/*, text/plain;q=0.5" }), 200, "200; by=default"],
    [get("/items/7", { ...dark, accept: "*/*;q=0" }), 406, undefined],
    [get("/items/newest"), 200, "200; by=default"],
    [get("/picture"), 200, "200; by=default"],
    [{ method: "HEAD", url: "/items" }, 200, "200; by=default"],
    [{ method: "DELETE", url: "/items/7" }, 204, "204; by=default"],
    [{ url: "/items", body: item }, 201, "201; by=default"],
    [{ url: "/items", body: {} }, 400, "name-taken; by=validation"],
    [
      { url: "/items", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "name=lamp&id=3" },
      201,
      "201; by=default",
    ],
    [
      { url: "/items", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "name=lamp&id=x" },
      400,
      "name-taken; by=validation",
    ],
    [
      { url: "/items", headers: { "content-type": "multipart/form-data; boundary=b" }, body: "--b--" },
      201,
      "201; by=default",
    ],
    [{ url: "/items", headers: { prefer: "code=400" }, body: item }, 400, "name-taken; by=forced"],
    [{ url: "/items", headers: { prefer: "code=400, example=no-name" }, body: item }, 400, "no-name; by=forced"],
    [
      { url: "/items", headers: { prefer: "code=201, example=no-name" }, body: item },
      400,
      undefined,
      /^`no-name` of `POST \/items` has no status `201`, it comes with 400/,
    ],
    [{ url: "/items", headers: { prefer: "example=no-name" }, body: item }, 400, "no-name; by=forced"],
    [
      { url: "/items", headers: { prefer: "code=418" }, body: item },
      400,
      undefined,
      /^`status 418` is not documented for `POST \/items`, expected one of 201, 400\.$/,
    ],
    [get("/items/7", { ...dark, prefer: "code=418" }), 418, "default; by=forced"],
  ];
  for (const [given, status, want, detail] of cases) {
    const answer = await engine.answer(ask(given));
    const name = `${given.method ?? "POST"} ${given.url} ${JSON.stringify(given.headers ?? {})}`;
    t.same([answer.status, outcome(answer)], [status, want], name);
    if (detail !== undefined) t.match(dataOf(answer).detail, detail, name);
    const operation = answer.note?.problem === undefined ? answer.note?.operation : undefined;
    if (operation !== undefined) t.same(objections(shop, operation, answer), [], `${name} satisfies the document`);
  }
  const list = await engine.answer(ask(get("/items")));
  t.equal(list.headers["x-total"], "2", "documented headers are sent");
  const one = await engine.answer(ask(get("/items/7", dark)));
  t.not(dataOf(one).id, "not a number", "an example that breaks its schema is not served");
  t.same((await engine.answer(ask(get("/items")))).body, list.body, "the same again");
  const parts = await engine.answer(ask(get("/items/7/parts")));
  t.equal(parts.note?.operation, "listParts", "a path with fewer templates comes before one with more");
  const near = await engine.answer(ask({ method: "DELETE", url: "/itms/7" }));
  t.match(
    dataOf(near),
    { nearest: { method: "DELETE", path: "/items/{id}" } },
    "a parameter's value is no misspelling",
  );
  const newest = await engine.answer(ask(get("/items/newest")));
  t.same(dataOf(newest), { id: 1, name: "newest" }, "a concrete path comes before a template");
});

t.test("the parts of a multipart body are judged as its fields", async (t) => {
  const engine = engineOf({ document: shop, scenarios: [] });
  const part = (name: string, value: string, file = ""): string =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  const file = part("file", "xPNG\r\n--", '; filename="a.png"\r\nContent-Type: image/png');
  const cases: readonly [body: string, want: string | undefined][] = [
    [`${part("title", "a")}${file}--b--\r\n`, undefined],
    [`preamble\r\n${part("title", "ä")}${part("width", "3")}${file}--b--`, undefined],
    [`${file}--b--`, "body.title is missing"],
    [
      `${part("title", "")}${part("width", "x")}--b--`,
      'body.file is missing; body.title expected at least 1 character, found `""`; body.width expected integer, found string',
    ],
    [
      `${part("title", "a")}${part("file", "x".repeat(9), '; filename="b"')}--b--`,
      'body.file expected at most 8 characters, found `"xxxxxxxxx"`',
    ],
    [`${part("title", "a")}${file}`, "body is not the multipart its content type says"],
    ["nothing", "body is not the multipart its content type says"],
    [`--b\r\n\r\nno name\r\n--b--`, "body is not the multipart its content type says"],
  ];
  for (const [body, want] of cases) {
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const answer = await engine.answer(ask({ method: "PUT", url: "/picture", headers, body }));
    t.same(want === undefined ? answer.status : dataOf(answer).detail, want ?? 204, JSON.stringify(body));
  }
  const bare = await engine.answer(
    ask({ method: "PUT", url: "/picture", headers: { "content-type": "multipart/form-data" }, body: "--b--" }),
  );
  t.equal(dataOf(bare).detail, "body has no boundary in its content type");
});

t.test("a hostile value of a field whose pattern is catastrophic is refused like any other", async (t) => {
  const pattern = "^(a+)+$";
  const schema = { type: "object", properties: { name: { type: "string", pattern } }, required: ["name"] };
  const document = {
    openapi: "3.1.0",
    info: { title: "patterns", version: "1" },
    paths: {
      "/people": {
        post: {
          parameters: [{ name: "x-name", in: "header", schema: { type: "string", pattern } }],
          requestBody: { required: true, content: { "application/json": { schema } } },
          responses: { "204": { description: "taken" }, "400": { description: "refused" } },
        },
      },
    },
  } as unknown as Document;
  const engine = engineOf({ document, scenarios: [] });
  const hostile = `${"a".repeat(5000)}!`;
  const people = (name: string, header: string): MockRequest =>
    ask({ url: "/people", headers: { "x-name": header }, body: { name } });
  t.equal((await engine.answer(people("aaa", "a"))).status, 204);
  const refused = await engine.answer(people(hostile, hostile));
  t.equal(refused.status, 400);
  t.match(refused.headers["x-fieldproof-violations"], /header\.x-name.*body\.name/);
});

t.test(
  "a body that is wrong in as many ways as fit into it is refused at once, and one of many values is taken",
  async (t) => {
    const object = { type: "object", properties: { name: { type: "string" } } };
    const bodies: Readonly<Record<string, object>> = {
      "/choice": { "application/json": { schema: { items: { anyOf: [{ type: "string" }, { type: "null" }] } } } },
      "/closed": { "application/json": { schema: { ...object, additionalProperties: false } } },
      "/unique": { "application/json": { schema: { type: "array", uniqueItems: true } } },
      "/form": { "application/x-www-form-urlencoded": { schema: object }, "multipart/form-data": { schema: object } },
    };
    const responses = { "204": { description: "taken" }, "400": { description: "refused" } };
    const paths = Object.entries(bodies).map(([path, content]) => [
      path,
      { post: { requestBody: { content }, responses } },
    ]);
    const info = { title: "bodies", version: "1" };
    const document = { openapi: "3.1.0", info, paths: Object.fromEntries(paths) } as unknown as Document;
    const engine = engineOf({ document, scenarios: [] });
    const many = (count: number, of: (index: number) => unknown): readonly unknown[] =>
      Array.from({ length: count }, (_, index) => of(index));
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const parts = { "content-type": "multipart/form-data; boundary=b" };
    const part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
    const cases: readonly [path: string, body: unknown, headers: Readonly<Record<string, string>>, want: number][] = [
      ["/choice", many(60_000, () => 1), {}, 400],
      ["/choice", many(60_000, () => "a"), {}, 204],
      ["/closed", Object.fromEntries(many(30_000, (index) => [`k${index}`, 1]) as [string, number][]), {}, 400],
      ["/unique", many(60_000, (index) => [index]), {}, 204],
      [
        "/unique",
        [
          { a: 1, b: [2] },
          { b: [2], a: 1 },
        ],
        {},
        400,
      ],
      ["/unique", [1, "1", true, null, [], {}], {}, 204],
      ["/form", "a&".repeat(100_000), form, 204],
      ["/form", `${part.repeat(8000)}--b--\r\n`, parts, 204],
      ["/form", "name=a", { "content-type": "nonsense" }, 400],
    ];
    for (const [url, body, headers, want] of cases) {
      const answer = await engine.answer(ask({ url, body, headers }));
      t.equal(answer.status, want, `${url} ${JSON.stringify(headers)} ${String(body).slice(0, 20)}`);
      t.ok((answer.note?.violations?.length ?? 0) <= 100, "the journal keeps a hundred reasons");
    }
    const untyped = await engine.answer(ask({ url: "/form", headers: { "content-type": "nonsense" } }));
    t.match(untyped.headers["x-fieldproof-violations"], /header\.content-type.*found `nonsense`/);
  },
);

t.test("numeric codes without a flag: refusals carry their reasons as far as the document allows", async (t) => {
  const engine = engineOf({ document: numeric, scenarios: [] });
  const send = async (body: unknown, headers = {}): Promise<MockAnswer> =>
    engine.answer(ask({ url: "/login", headers, body }));
  const sound = { user: "u", password: "a-good-password" };
  t.match(dataOf(await send(sound)), { errcode: 0, data: { token: "t0" } });
  const wrong = await send({ ...sound, tries: "x" });
  t.same(dataOf(wrong), { errcode: 1001, errmsg: "body.tries expected integer, found string" });
  const short = await send({ user: "", password: "short-1" });
  t.same(dataOf(short), { errcode: 1001, errmsg: "invalid parameter" }, "a message longer than documented is not sent");
  t.notMatch(JSON.stringify(short.headers), "short-1", "nor is the password in any header");
  const many = await send({ ...sound, friends: ["token-1", "token-2", "token-3"] });
  t.match(many.headers["x-fieldproof-violations"], "must NOT have more than 2 items, found array");
  const forced = await send({}, { prefer: "result=1002" });
  t.equal(outcome(forced), "1002; by=forced");
});

t.test(
  "dynamic answers fit the document, keep the envelope, and come from the seed and the request alone",
  async (t) => {
    const fresh = (seed: number) => engineOf({ document: numeric, scenarios: [], dynamic: true, seed });
    const send = async (seed: number, user: string, headers = {}, engine = fresh(seed)): Promise<MockAnswer> =>
      engine.answer(ask({ url: "/login", headers, body: { user, password: "a-good-password" } }));
    const one = fresh(1);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => send(1, `user ${index}`, {}, one)));
    for (const answer of answers) {
      t.same(objections(numeric, "login", answer), []);
      t.equal(dataOf(answer).errcode, 0);
    }
    t.ok(new Set(answers.map(({ body }) => body.toString())).size > 30, "requests get answers of their own");
    t.same((await send(1, "user 3")).body, answers[3]?.body, "the same seed and request give the same bytes");
    t.notSame((await send(2, "user 3")).body, answers[3]?.body, "another seed gives others");
    const german = () => engineOf({ document: numeric, scenarios: [], dynamic: true, seed: 1, locale: "de" });
    const gruss = await send(1, "user 3", {}, german());
    t.same(objections(numeric, "login", gruss), []);
    t.same((await send(1, "user 3", {}, german())).body, gruss.body, "in another locale, too");
    t.match(dataOf(await send(1, "user 3", { prefer: "dynamic=false" })), { data: { token: "t0" } });
    const asked = await engineOf({ document: numeric, scenarios: [] }).answer(
      ask({ url: "/login", headers: { prefer: "dynamic=true" }, body: { user: "u", password: "a-good-password" } }),
    );
    t.equal(asked.headers["preference-applied"], "dynamic=true");
    t.not((dataOf(asked).data as { token: string }).token, "t0");
  },
);

t.test("the journal shows what was asked and answered, filtered, and no credential in any form", async (t) => {
  const engine = engineOf({ now: () => Date.UTC(2027, 0, 2) });
  const secret = "s3cret/with+signs";
  await engine.answer(
    ask({ headers: { ...VALID, clientsecret: secret, "x-copy": `a ${secret}` }, body: { sessionId: "sess-12345" } }),
  );
  await engine.answer(ask({ url: "/session/logout?token=tok-98765&pin=123", body: `{"sessionId":"sess-777777` }));
  const journal = async (query: string): Promise<Record<string, unknown>> =>
    dataOf(
      await engine.answer(
        ask({ method: "GET", url: `/__fieldproof/journal${query}`, headers: { host: "127.0.0.1:1" } }),
      ),
    );
  const all = await journal("");
  const text = JSON.stringify(all);
  for (const value of [secret, encodeURIComponent(secret), "sess-12345", "sess-777777", "tok-98765", VALID.sessionid])
    t.notOk(text.includes(value), value);
  t.match(all, {
    total: 2,
    entries: [
      {
        id: 1,
        at: "2027-01-02T00:00:00.000Z",
        method: "POST",
        url: "/session/logout",
        headers: { clientid: "c", clientsecret: "***", "x-copy": "a ***" },
        body: '{"sessionId":"***"}',
        outcome: "SUCCESS",
        by: "default",
        status: 200,
      },
      {
        id: 2,
        url: "/session/logout?token=***&pin=***",
        outcome: "PARAM_ILLEGAL",
        violations: ["header.clientId is missing"],
      },
    ],
  });
  t.equal((await journal("?code=SUCCESS")).total, 1);
  t.equal((await journal("?invalid=true")).total, 1);
  t.equal((await journal("?operation=sessionLogout")).total, 2);
  t.match((await journal("?operation=other")).detail, /^Unknown operation `other`, expected one of /);
  for (let index = 0; index < 200; index++) await engine.answer(valid());
  t.equal((await journal("")).total, 100, "it is bounded");
});

t.test("a large JSON document is read at once, and one with a key twice is still refused at its place", (t) => {
  const cases: readonly [text: string, want: readonly unknown[]][] = [
    ['{"openapi":"3.1.0","info":{"title":"a: b \\" {","version":"1"},"paths":{}}', []],
    ['{"openapi":"3.1.0",\n"info":{"title":"a",\n"title":"b"},"paths":{}}', [["json-syntax", 3]]],
    ['{"openapi":"3.1.0",\n"paths":{}', [["json-syntax", 2]]],
    ['{"info":{}}', [["openapi-invalid", 1]]],
    ['{"paths":{},\n"openapi":"2.0"}', [["openapi-invalid", 2]]],
  ];
  for (const [text, want] of cases) {
    const { diagnostics } = parseDocument(text, "a.json");
    t.same(
      diagnostics.map(({ code, location }) => [code, location?.line]),
      want,
      text,
    );
    t.notMatch(diagnostics.map(({ message }) => message).join(), /flow|yaml/i, "it speaks of JSON");
  }
  const many = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`/thing${index}`, logout.paths?.["/session/logout"]]),
  );
  const text = JSON.stringify({ ...logout, paths: many }, (key, value: unknown) =>
    key === "operationId" ? undefined : value,
  );
  const begun = process.cpuUsage();
  const { document } = parseDocument(text, "big.json");
  const { user } = process.cpuUsage(begun);
  t.equal(Object.keys(document?.paths ?? {}).length, 1000);
  t.ok(user < 500_000, `it took ${Math.round(user / 1000)} ms`);
  t.end();
});

t.test("journals are bounded for each world and for all together", (t) => {
  const worlds = createWorlds(() => 0);
  const record = createRecord(250);
  const answer: MockAnswer = { status: 200, headers: {}, body: Buffer.alloc(0) };
  const kept = (...names: readonly string[]): readonly number[] => names.map((name) => worlds.of(name).journal.size);
  for (let count = 0; count < 150; count += 1) record(worlds.of("a"), 0, 0, valid(), answer);
  t.same(kept("a"), [100], "one world keeps its last hundred");
  t.equal(worlds.of("a").journal.first?.id, 51);
  for (let count = 0; count < 90; count += 1) record(worlds.of("b"), 0, 0, valid(), answer);
  for (let count = 0; count < 90; count += 1) record(worlds.of("c"), 0, 0, valid(), answer);
  t.same(kept("a", "b", "c"), [70, 90, 90], "the oldest go, whosever they are");
  for (let count = 0; count < 400; count += 1) record(worlds.of("d"), 0, 0, valid(), answer);
  t.same(kept("a", "b", "c", "d"), [1, 1, 1, 100], "the last of each stays");
  t.end();
});

t.test("a count of requests is verified, and the journal is exported as HAR", async (t) => {
  let watch = 0;
  const engine = engineOf({
    stopwatch: () => {
      watch += 0.7;
      return watch;
    },
  });
  await engine.answer(valid());
  await engine.answer(ask({ body: {} }));
  const verify = async (body: unknown): Promise<readonly unknown[]> => {
    const answer = await engine.answer(ask({ url: "/__fieldproof/verify", headers: { host: "localhost" }, body }));
    return [answer.status, dataOf(answer).count ?? dataOf(answer).detail];
  };
  const cases: readonly [given: unknown, want: readonly unknown[]][] = [
    [{ exactly: 2 }, [200, 2]],
    [{ exactly: 3 }, [409, 2]],
    [{ operation: "POST /session/logout", atLeast: 2, atMost: 2 }, [200, 2]],
    [{ code: "PARAM_ILLEGAL", atLeast: 2 }, [409, 1]],
    [{ invalid: true, exactly: 1 }, [200, 1]],
    [{ invalid: false, exactly: 1 }, [200, 1]],
    [{ status: 404, atMost: 0 }, [200, 0]],
    [{ status: 200, atMost: 1 }, [409, 2]],
    [{ code: "SUCCESS" }, [400, "A count is verified by whole numbers in `exactly`, `atLeast` or `atMost`."]],
    [
      { exactly: 1, operatoin: "a" },
      [
        400,
        "Unknown key `operatoin`, expected one of operation, code, by, status, invalid, when, exactly, atLeast, atMost, withinMs; did you mean `operation`?",
      ],
    ],
  ];
  for (const [given, want] of cases) t.same(await verify(given), want, JSON.stringify(given));
  const har = await engine.answer(
    ask({ method: "GET", url: "/__fieldproof/journal.har?code=SUCCESS", headers: { host: "127.0.0.1:1" } }),
  );
  t.match(dataOf(har), {
    log: {
      version: "1.2",
      creator: {
        name: "fieldproof",
        version: (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version,
      },
      entries: [
        {
          startedDateTime: "1970-01-01T00:00:00.000Z",
          time: 0.7,
          timings: { wait: 0.7 },
          request: {
            method: "POST",
            url: "http://127.0.0.1:1/session/logout",
            postData: { mimeType: "application/json", text: '{"sessionId":"***"}' },
          },
          response: { status: 200, content: { mimeType: "application/json", text: /"SUCCESS"/ } },
        },
      ],
    },
  });
  t.equal((dataOf(har).log as { entries: unknown[] }).entries.length, 1);
  const slow = engineOf({
    scenarios: scenariosOf(logout, "name: s\nrules: [{ on: sessionLogout, result: SUCCESS, delay: 250ms }]\n"),
    scenario: "s",
  });
  await slow.answer(valid());
  t.match(
    dataOf(await slow.answer(ask({ method: "GET", url: "/__fieldproof/journal.har", headers: { host: "localhost" } }))),
    { log: { entries: [{ time: 250, timings: { wait: 250 } }] } },
    "an answer that is held back takes that much longer",
  );
});

t.test(
  "requests are counted by what they hold, with the matchers of a scenario, and mistakes are told alike",
  async (t) => {
    const engine = engineOf();
    const long = "x".repeat(3000);
    const asked = [
      ask({ url: "/session/logout?page=2", headers: { ...VALID, "user-agent": "app/7" }, body: { sessionId: "s1" } }),
      ask({ headers: { ...VALID, "user-agent": "app/8" }, body: { sessionId: "s2" } }),
      ask({ body: { sessionId: 3 } }),
      ask({ url: "/nowhere", headers: { "user-agent": "app/7" }, body: { sessionId: "s1" } }),
    ];
    for (const request of asked) await engine.answer(request);
    const verify = async (body: object): Promise<readonly unknown[]> => {
      const answer = await engine.answer(ask({ url: "/__fieldproof/verify", headers: { host: "localhost" }, body }));
      return [answer.status, dataOf(answer).count ?? dataOf(answer).detail];
    };
    const counts: readonly [when: unknown, want: number][] = [
      [{ "body.sessionId": "s1" }, 1],
      [{ "body.sessionId": 3 }, 1],
      [{ "body.sessionId": { in: ["s1", "s2"] } }, 2],
      [{ "body.sessionId": { pattern: "^s\\d$" }, "header.User-Agent": "app/8" }, 1],
      [{ "header.clientId": { absent: true } }, 1],
      [{ "body.sessionId": { gt: 2 } }, 1],
      [{ request: "valid" }, 2],
      [{}, 4],
    ];
    for (const [when, want] of counts) t.same(await verify({ when, exactly: want }), [200, want], JSON.stringify(when));
    const one = { operation: "sessionLogout", when: { "body.sessionId": "s1" } };
    t.same(await verify({ ...one, exactly: 2 }), [409, 1]);
    t.same(
      await verify({ operation: "sessionLogout", code: "SUCCESS", when: { "body.sessionId": "s1" }, exactly: 1 }),
      [200, 1],
    );

    const mistakes: readonly [given: object, want: string][] = [
      [
        { when: { "body.sesionId": "s1" } },
        "Unknown field `body.sesionId` in the request of POST /session/logout, expected one of `body.sessionId`; did you mean `body.sessionId`?",
      ],
      [
        { when: { "body.sessionId": { patern: "a" } } },
        "Unknown key `patern` in `when.body.sessionId`, expected one of `equals`, `in`, `pattern`, `absent`, `gt`, `gte`, `lt`, `lte`; did you mean `pattern`?",
      ],
      [{ when: { "body.sessionId": { in: "s1" } } }, "`when.body.sessionId.in` expected array, found string."],
      [{ when: "body.sessionId" }, "`when` expected object, found string."],
      [
        { when: { sessionId: "s1" } },
        "`sessionId` names no field, expected `header.NAME`, `query.NAME`, `path.NAME`, `cookie.NAME`, `body.NAME`, `state.KEY` or `request`.",
      ],
      [
        { when: { "state.tries": 1 } },
        "`state.tries` is of the state, which a request does not carry; a count knows requests.",
      ],
      [{ when: { request: "fine" } }, "A request is `valid` or `invalid`."],
      [
        { operation: "sesionLogout" },
        "Unknown operation `sesionLogout`, expected one of sessionLogout, POST /session/logout; did you mean `sessionLogout`?",
      ],
      [
        { code: "SUCESS" },
        "Unknown code `SUCESS`, expected one of SUCCESS, PARAM_ILLEGAL, SYSTEM_ERROR, SESSION_EXPIRED; did you mean `SUCCESS`?",
      ],
    ];
    for (const [given, want] of mistakes) t.same(await verify({ ...given, exactly: 0 }), [400, want]);
    t.match(await verify({ when: { "body.sessionId": { pattern: "(a+)+" } }, exactly: 0 }), [
      400,
      /repeats what repeats/,
    ]);

    await engine.answer(ask({ headers: { ...VALID, "x-long": "1" }, body: { sessionId: long } }));
    const unsure = { when: { "body.sessionId": { pattern: "^s" } } };
    t.same(await verify({ ...unsure, atLeast: 2 }), [200, 2]);
    const answer = await engine.answer(
      ask({ url: "/__fieldproof/verify", headers: { host: "localhost" }, body: { ...unsure, exactly: 2 } }),
    );
    t.match(dataOf(answer), {
      status: 409,
      unsure: 1,
      detail: "Expected exactly 2, found 2, and 1 more of whose bodies only the beginning was kept.",
    });
    t.same(await verify({ when: { "header.x-long": "1" }, exactly: 1 }), [200, 1], "its headers are whole");
  },
);

t.test(
  "a count is waited for, and a recorded exchange becomes a scenario that loads and answers the same",
  async (t) => {
    const engine = engineOf();
    const host = { host: "localhost" };
    const verify = (body: object) => engine.answer(ask({ url: "/__fieldproof/verify", headers: host, body }));
    const waiting = verify({ operation: "sessionLogout", exactly: 2, withinMs: 5000 });
    await engine.answer(valid());
    setTimeout(
      () =>
        void engine.answer(
          ask({ headers: { ...VALID, prefer: "example=SESSION_EXPIRED" }, body: { sessionId: "s2", extra: 1 } }),
        ),
      30,
    );
    t.equal((await waiting).status, 200, "it came in time");
    const begun = performance.now();
    t.equal((await verify({ atLeast: 3, withinMs: 60 })).status, 409, "it did not come");
    t.ok(performance.now() - begun >= 50, "and was waited for");
    t.equal((await verify({ atLeast: 3, withinMs: 40_000 })).status, 400);

    const save = (id: number | "last") =>
      engine.answer(ask({ url: `/__fieldproof/journal/${id}/scenario`, headers: host }));
    const saved = await save(2);
    t.match(saved.headers, { "content-type": "application/yaml" });
    const text = saved.body.toString();
    t.equal(
      (await save("last")).body.toString().replaceAll(/\b3\b/g, "2"),
      text,
      "the last is the same but for its number",
    );
    t.notMatch(text, /long-secret|s2/, "no credential stands in it");
    const [recorded, ...others] = scenariosOf(logout, text);
    t.match(recorded, {
      name: "recorded-2",
      rules: [{ operation: "sessionLogout", answer: { kind: "result", result: "SESSION_EXPIRED" } }],
      steps: [
        { operation: "sessionLogout", with: { header: { clientId: "c" } }, expect: { result: "SESSION_EXPIRED" } },
      ],
    });
    t.same(others, []);
    const again = engineOf({ scenarios: scenariosOf(logout, text), scenario: "recorded-2" });
    t.equal(outcome(await again.answer(valid())), "SESSION_EXPIRED; by=scenario recorded-2");

    const other = engineOf();
    const saveAs = (id: number, body?: object) =>
      other.answer(ask({ url: `/__fieldproof/journal/${id}/scenario`, headers: host, body }));
    const { clientid, clientsecret } = VALID;
    await other.answer(ask({ headers: { clientid, clientsecret }, body: {} }));
    await other.answer(ask({ headers: { ...VALID, sessionid: "" }, body: { sessionId: "s" } }));
    await other.answer(ask({ headers: VALID, body: "{" }));
    const told = engineOf({
      scenarios: scenariosOf(
        logout,
        'name: told\nrules:\n  - on: sessionLogout\n    result: SESSION_EXPIRED\n    message: too late\n    status: 401\n    headers: { Retry-After: "7" }\n',
      ),
      scenario: "told",
    });
    const first = await told.answer(valid());
    const kept = (
      await told.answer(ask({ url: "/__fieldproof/journal/last/scenario", headers: host }))
    ).body.toString();
    const later = await engineOf({ scenarios: scenariosOf(logout, kept), scenario: "recorded-1" }).answer(valid());
    t.same([later.status, later.headers["retry-after"], later.body], [401, "7", first.body], "as it was recorded");
    t.match([first.status, first.body.toString()], [401, /too late/]);

    const lacking = (await saveAs(1, { name: "lacking" })).body.toString();
    t.match(scenariosOf(logout, lacking)[0], {
      name: "lacking",
      rules: [
        { when: [{ field: { text: "header.clientId" } }, ...Array(2).fill({ tests: [{ kind: "absent" }] }), {}] },
      ],
      steps: [{ without: [{ text: "header.sessionId" }, { text: "body.sessionId" }] }],
    });
    const replay = engineOf({ scenarios: scenariosOf(logout, lacking), scenario: "lacking", validate: "off" });
    t.equal(outcome(await replay.answer(valid())), "SUCCESS; by=default", "the rule is for such requests only");
    t.match(dataOf(await saveAs(2)), { status: 409, detail: /`header.sessionId` expected at least 1 character/ });
    t.match(dataOf(await saveAs(3)), { status: 409 });
    t.match(dataOf(await saveAs(1, { name: "a b" })), { status: 400 });

    await engine.answer(ask({ url: "/nowhere" }));
    t.equal((await save(3)).status, 409, "what was no operation's");
    t.equal((await save(99)).status, 404);

    const items = engineOf({ document: shop, scenarios: [] });
    await items.answer(ask({ method: "GET", url: "/items?page=2" }));
    const listed = await items.answer(ask({ url: "/__fieldproof/journal/1/scenario", headers: host }));
    t.match(scenariosOf(shop, listed.body.toString())[0], {
      rules: [{ when: [{ field: { text: "query.page" }, tests: [{ kind: "equals", value: "2" }] }] }],
    });
  },
);

t.test("the control API passes no mistake over: a stray key, a missing one, a filter that is none", async (t) => {
  const cases: readonly [method: string, path: string, body: unknown, want: string | RegExp][] = [
    [
      "POST",
      "force",
      { operation: "sessionLogout", code: "SUCCESS", time: 2 },
      /^Unknown key `time`.*did you mean `times`\?$/,
    ],
    ["POST", "force", { operation: "sessionLogout" }, "The key `code` is missing."],
    ["PUT", "scenario", {}, "The key `name` is missing."],
    ["PUT", "scenario", { nmae: null }, "Unknown key `nmae`, expected one of name; did you mean `name`?"],
    ["POST", "reset", { state: true }, "Found the key `state`, expected no body."],
    ["POST", "explain", { uri: "/" }, /^Unknown key `uri`.*did you mean `url`\?$/],
    ["GET", "journal?opration=sessionLogout", undefined, /^Unknown filter `opration`.*did you mean `operation`\?$/],
    ["GET", "journal?code=SUCESS", undefined, /^Unknown code `SUCESS`.*did you mean `SUCCESS`\?$/],
    ["GET", "journal?by=forcd", undefined, /^Unknown by `forcd`.*did you mean `forced`\?$/],
    ["GET", "journal?status=ok", undefined, "`status` is a number from 100 to 599, found `ok`."],
    ["GET", "journal.har?invalid=maybe", undefined, "`invalid` is true or false, found `maybe`."],
    ["GET", "journal?code=SUCCESS&code=SYSTEM_ERROR", undefined, "The filter `code` is given 2 times, expected once."],
    ["GET", "state?all=true", undefined, "Found the query parameter `all`, expected none."],
  ];
  for (const [method, path, body, want] of cases) {
    const answer = await engineOf().answer(
      ask({ method, url: `/__fieldproof/${path}`, headers: { host: "localhost" }, body }),
    );
    t.match(dataOf(answer), { title: "Invalid control request", status: 400, detail: want }, `${method} ${path}`);
  }
});

t.test("the control API's document is valid, and tells of every operation there is", async (t) => {
  const engine = engineOf();
  const host = { host: "localhost" };
  const answer = await engine.answer(ask({ method: "GET", url: "/__fieldproof/openapi.json", headers: host }));
  const text = answer.body.toString();
  const document = JSON.parse(text) as Document;
  t.same(await new Validator().validate(JSON.parse(text)), { valid: true });
  const problems = await lintDocument({
    document: makeDocumentFromString(text, "openapi.json"),
    externalRefResolver: new BaseResolver(),
    config: await createConfig({ extends: ["spec"] }),
  });
  t.same(
    problems.map(({ message }) => message),
    [],
  );
  for (const operation of operationsOf(document)) {
    const { status } = await engine.answer(
      ask({ method: operation.method, url: operation.path.replace("{id}", "1"), headers: host }),
    );
    t.ok(describedResponse(operation, status, undefined) !== undefined, `${operation.name} answers ${status}`);
    t.not(status, 405);
  }
  const unknown = await engine.answer(ask({ method: "GET", url: "/__fieldproof/nothing", headers: host }));
  t.same(
    dataOf(unknown).paths,
    operationsOf(document)
      .map(({ name }) => name)
      .sort((a, b) => names(unknown).indexOf(a) - names(unknown).indexOf(b)),
    "the list of paths and the document are one",
  );
});

function names(answer: MockAnswer): readonly string[] {
  return dataOf(answer).paths as readonly string[];
}

t.test("the state tells the scenario of the start, what is remembered by name, and ids but of sessions", async (t) => {
  const text =
    'name: s\nrules:\n  - { on: userLogin, result: OK, remember: { seen: yes, "of {{body.email}}": 1 } }\n  - { on: noteCreate, when: { body.text: never }, result: OK, remember: { "no {{body.text}}": 1 } }\n';
  const document = read("test/fixtures/documents/board.yaml");
  const state = async (scenario: object): Promise<unknown> => {
    const engine = engineOf({ document, scenarios: scenariosOf(document, text), stateful: true, ...scenario });
    const login = { email: "a@example.test", password: "long-secret-1" };
    const { sessionId } = dataOf(await engine.answer(ask({ url: "/user/login", body: login })));
    const note = { text: "t", boardId: "B-1" };
    await engine.answer(ask({ url: "/note/create", headers: { sessionid: String(sessionId) }, body: note }));
    return dataOf(
      await engine.answer(ask({ method: "GET", url: "/__fieldproof/state", headers: { host: "localhost" } })),
    );
  };
  t.same(await state({ scenario: "s" }), {
    session: "",
    things: { note: { there: 1, ended: 0 } },
    ids: { note: ["N-8"] },
    scenario: "s",
    remembered: ["seen", "of {{body.email}}"],
    forced: [],
  });
  t.same(await state({}), {
    session: "",
    things: { session: { there: 1, ended: 0 }, note: { there: 1, ended: 0 } },
    ids: { session: ["***"], note: ["N-8"] },
    forced: [],
  });
});

t.test("explain says which rule would answer and why the others would not, and leaves no mark", async (t) => {
  const text =
    "name: s\nrules:\n  - { on: sessionLogout, when: { body.sessionId: a }, result: SYSTEM_ERROR }\n  - { on: sessionLogout, result: SESSION_EXPIRED, times: 1 }\n  - { on: sessionLogout, result: SUCCESS }\n";
  const engine = engineOf({ scenarios: scenariosOf(logout, text), scenario: "s" });
  const asked = { method: "POST", url: "/session/logout", body: { sessionId: "b" } };
  const explain = async (): Promise<unknown> =>
    dataOf(await engine.answer(ask({ url: "/__fieldproof/explain", headers: { host: "localhost" }, body: asked })));
  const before = await explain();
  t.same(before, {
    scenario: "s",
    rules: [
      { rule: "0.yaml:3", answers: false, why: "`body.sessionId` is another value" },
      { rule: "0.yaml:4", answers: true, why: "all its conditions hold" },
      { rule: "0.yaml:5", answers: false, why: "a rule before it answers" },
    ],
    operation: "POST /session/logout",
    by: "scenario s",
    outcome: "SESSION_EXPIRED",
    why: "A rule of the active scenario answers.",
  });
  t.same(await explain(), before);
  const bare = engineOf({ scenarios: [] });
  const cases: readonly [given: object, want: object][] = [
    [
      { ...asked, headers: VALID },
      { by: "default", outcome: "SUCCESS", why: "Nothing else decides." },
    ],
    [
      asked,
      { by: "validation", outcome: "PARAM_ILLEGAL", why: /^The request is invalid: .*header.clientId is missing/ },
    ],
    [
      { ...asked, headers: { prefer: "result=SYSTEM_ERROR" } },
      { by: "forced", outcome: "SYSTEM_ERROR", why: "The request asks for it." },
    ],
    [
      { ...asked, headers: { prefer: "result=NOPE" } },
      { by: undefined, outcome: undefined, why: /NOPE/ },
    ],
    [
      { ...asked, headers: { "x-mock-scenario": "t" } },
      { by: undefined, why: /^Unknown scenario `t`/ },
    ],
    [{ ...asked, url: "/sesion/logout" }, { why: /the nearest is `POST \/session\/logout`\.$/ }],
  ];
  for (const [given, want] of cases) {
    const request = ask({ url: "/__fieldproof/explain", headers: { host: "localhost" }, body: given });
    t.match(dataOf(await bare.answer(request)), { scenario: null, rules: [], ...want });
  }
  const living = engineOf({ scenarios: [], stateful: {} });
  const given = { method: "POST", url: "/session/logout", headers: VALID, body: { sessionId: VALID.sessionid } };
  const outcome = async (): Promise<unknown> => {
    const request = ask({ url: "/__fieldproof/explain", headers: { host: "localhost" }, body: given });
    const { by, outcome } = dataOf(await living.answer(request)) as Record<string, unknown>;
    return [by, outcome];
  };
  t.same([await outcome(), await outcome()], Array(2).fill(["default", "SUCCESS"]), "asking ends no session");
  await living.answer(ask({ headers: VALID, body: { sessionId: VALID.sessionid } }));
  t.same(await outcome(), ["state", "SESSION_EXPIRED"]);
});

t.test(
  "the control API tells its mistakes, and is closed to other hosts, origins and callers without the token",
  async (t) => {
    const cases: readonly [given: Asked, status: number, detail: RegExp, options?: Partial<EngineOptions>][] = [
      [{ method: "GET", url: "nothing" }, 404, /expected one of GET \/__fieldproof\/operations/],
      [{ method: "PATCH", url: "force" }, 405, /PATCH/],
      [{ url: "force", body: "[1]" }, 400, /takes a JSON object/],
      [{ url: "force", body: "{", headers: { "content-type": "application/json" } }, 400, /takes a JSON object/],
      [{ url: "force", body: "a=b", headers: { "content-type": "text/plain" } }, 400, /content type application\/json/],
      [
        { url: "force", body: { operation: "sessionLogut", code: "SUCCESS" } },
        400,
        /Unknown operation `sessionLogut`.*did you mean `sessionLogout`/,
      ],
      [{ url: "force", body: { operation: "sessionLogout", code: "SUCESS" } }, 400, /did you mean `SUCCESS`/],
      [{ url: "force", body: { operation: "sessionLogout", code: "SUCCESS", times: 0 } }, 400, /whole number/],
      [{ method: "PUT", url: "scenario", body: { name: "nope" } }, 400, /Unknown scenario `nope`/],
      [{ method: "GET", url: "operations", headers: { host: "rebound.example.test" } }, 403, /loopback address/],
      [{ method: "GET", url: "operations", headers: { origin: "https://evil.example.test" } }, 403, /other origins/],
      [{ method: "GET", url: "operations" }, 403, /given a token/, { controlled: false }],
      [{ method: "GET", url: "operations" }, 401, /Authorization: Bearer/, { token: "the-token" }],
      [
        { method: "GET", url: "operations", headers: { authorization: "Bearer wrong" } },
        401,
        /Bearer/,
        { token: "the-token" },
      ],
    ];
    for (const [given, status, detail, options] of cases) {
      const engine = engineOf(options);
      const request = ask({
        ...given,
        url: `/__fieldproof/${given.url}`,
        headers: { host: "localhost:1", ...given.headers },
      });
      const answer = await engine.answer(request);
      t.same(
        [answer.status, answer.headers["content-type"]],
        [status, "application/problem+json"],
        `${given.url} ${detail}`,
      );
      t.match(dataOf(answer).detail, detail);
    }
    const open = engineOf({ token: "the-token" });
    const headers = {
      host: "mock.example.test",
      authorization: "Bearer the-token",
      origin: "http://mock.example.test",
    };
    const answer = await open.answer(ask({ method: "GET", url: "/__fieldproof/operations", headers }));
    t.match(dataOf(answer), {
      operations: [{ id: "sessionLogout", codes: [{ code: "SUCCESS", role: "success" }, {}, {}, {}] }],
    });
  },
);

/** Asks one after another; `{{name}}` stands for what an answer before carried at that pointer. */
async function live(
  engine: ReturnType<typeof engineOf>,
  calls: readonly (readonly [url: string, given: Omit<Asked, "url">, take?: string | undefined])[],
): Promise<readonly MockAnswer[]> {
  const taken = new Map<string, string>();
  const answers: MockAnswer[] = [];
  const filled = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(/\{\{(.+?)\}\}/g, (_, name: string) => taken.get(name) ?? "")) as T;
  for (const [url, given, take] of calls) {
    const answer = await engine.answer(ask({ ...filled(given), url: filled(url) }));
    if (take !== undefined) taken.set(take, String(dataOf(answer)[take]));
    answers.push(answer);
  }
  return answers;
}

t.test("what operations make, end, change, list and show is told from names, paths and result codes", (t) => {
  const board = read("test/fixtures/documents/board.yaml");
  const told = (document: Document, overrides = {}) =>
    stateRows(inferState(document, operationsOf(document), overrides)).map(
      ({ operation, does, field }) => `${operation} ${does} ${field}`,
    );
  t.same(told(board), [
    "userLogin makes session answer.sessionId",
    "userLogout takes session header.sessionId",
    "userLogout ends session header.sessionId",
    "noteCreate makes note answer.noteId",
    "noteCreate takes session header.sessionId",
    "noteQuery lists note answer.notes[].noteId",
    "noteInfo takes note body.noteId",
    "noteInfo shows note answer.note.noteId",
    "noteUpdate takes note body.noteId",
    "noteUpdate changes note body.noteId",
    "noteDelete takes note body.noteId",
    "noteDelete ends note body.noteId",
    "albumNoteRemove takes note body.noteId",
  ]);
  t.same(told(shop), [
    "listItems lists item answer[].id",
    "addItem makes item answer.id",
    "getItem takes item path.id",
    "getItem shows item answer.id",
    "removeItem takes item path.id",
    "removeItem ends item path.id",
  ]);
  t.same(told(logout), [
    "sessionLogout takes session header.sessionId",
    "sessionLogout takes session body.sessionId",
    "sessionLogout ends session header.sessionId",
    "sessionLogout ends session body.sessionId",
  ]);
  t.same(
    told(shop, { addItem: { makes: [] }, "DELETE /items/{id}": { ends: [], changes: ["item"] } }).filter(
      (row) => !row.includes("takes"),
    ),
    [
      "listItems lists item answer[].id",
      // What makes none shows the one that its request names.
      "getItem shows item answer.id",
      "removeItem changes item path.id",
    ],
    "what is said replaces what is inferred",
  );
  t.end();
});

t.test(
  "things are told from where they are made, from what was done to them once, and from whose list they stand in",
  (t) => {
    const holding = (...names: readonly string[]) => ({
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
      required: names,
    });
    const json = (schema: object) => ({ content: { "application/json": { schema } } });
    const operation = (operationId: string, answer: object, body?: object) => ({
      operationId,
      ...(body === undefined ? {} : { requestBody: { required: true, ...json(body) } }),
      responses: { "200": { description: "done", ...json(answer) } },
    });
    const within = {
      parameters: [{ name: "accountId", in: "path", required: true, schema: { type: "string" } }],
    };
    const list = {
      type: "object",
      properties: { entries: { type: "array", items: holding("entryId", "accountId") } },
    };
    const document = {
      openapi: "3.1.0",
      info: { title: "Cart and ledger", version: "1" },
      paths: {
        "/cart/add": { post: operation("cartAdd", holding("itemId"), holding("sku")) },
        "/cart/change": { post: operation("cartChange", holding("note"), holding("itemId", "note")) },
        "/cart/remove": { post: operation("cartRemove", holding("note"), holding("itemId")) },
        "/order/place": { post: operation("orderPlace", holding("orderId", "orderNo"), holding("note")) },
        "/order/cancel": { post: operation("orderCancel", holding("note"), holding("orderId")) },
        "/accounts": { post: operation("accountCreate", holding("accountId"), holding("name")) },
        "/accounts/{accountId}/entries": {
          ...within,
          get: operation("entryList", list),
          post: operation("entryCreate", holding("entryId"), holding("memo")),
        },
      },
    } as unknown as Document;
    t.same(
      stateRows(inferState(document, operationsOf(document))).map(({ does, field }) => `${does} ${field}`),
      [
        "makes item answer.itemId",
        "takes item body.itemId",
        "changes item body.itemId",
        "takes item body.itemId",
        "ends item body.itemId",
        "makes order answer.orderId",
        "takes order body.orderId",
        "spends order body.orderId",
        "makes account answer.accountId",
        "takes account path.accountId",
        "lists entry answer.entries[].entryId",
        "makes entry answer.entryId",
        "takes account path.accountId",
      ],
    );
    t.end();
  },
);

t.test("stateful: a list stands in the order that its page promises, whatever was changed since", async (t) => {
  const page = (name: string, about: string, asked: string, shown: string): PageText => ({
    file: `${name}.md`,
    text: `| field name | remarks |\n|---|---|\n| API url | /note/${name} |\n| API description | ${about} |\n| API methods | POST |

### Request\n##### Body\n| Field Name | Field type | Mandatory |\n|---|---|---|\n${asked}
### Result\n##### Body\n| Field Name | Field type | Mandatory | Example |\n|---|---|---|---|\n| code | String | Y | OK |\n${shown}
###### Possible Result Code\n| Result Code | Remarks |\n|---|---|\n| OK | done |\n| BAD_PARAM | a field is missing |\n`,
  });
  const fields = "| name | String | Y |\n| rank | Integer | Y |\n";
  const note =
    "\n##### Note\n| Field Name | Field type | Mandatory | Example |\n|---|---|---|---|\n| noteId | String | Y | n-1 |\n| name | String | Y | first |\n| rank | Integer | Y | 9 |\n";
  const rows: readonly (readonly [about: string, want: string])[] = [
    ["newest first", "c b a"],
    ["oldest first", "a b c"],
    ["as they come", "a b c"],
    ["sorted by rank, highest first", "b a c"],
    ["sorted by rank", "c a b"],
  ];
  for (const [about, want] of rows) {
    const pages = [
      page("add", "add a note", fields, "| noteId | String | Y | n-1 |\n"),
      page("update", "change a note", `| noteId | String | Y |\n${fields}`, ""),
      page("list", `the notes, ${about}`, "| page | Integer | N |\n", `| notes | List\\<Note\\> | Y | |\n${note}`),
    ];
    const engine = engineOf({ document: deriveDocument(readSpecification(pages)), scenarios: [], stateful: true });
    const made = (name: string, rank: number) => ["/note/add", { body: { name, rank } }] as const;
    const [first] = await live(engine, [made("a", 2), made("b", 3), made("c", 1)]);
    const { noteId } = dataOf(first as MockAnswer);
    const change = ["/note/update", { body: { noteId, name: "a", rank: 2 } }] as const;
    const [, answer] = await live(engine, [change, ["/note/list", { body: {} }]]);
    const { notes } = dataOf(answer as MockAnswer) as { notes: readonly { name: string }[] };
    t.equal(notes.flatMap(({ name }) => (name.length === 1 ? [name] : [])).join(" "), want, about);
  }
});

t.test("stateful: an order needs something in the basket, and takes it out", async (t) => {
  const engine = engineOf({ document: documentOf("basket"), scenarios: [], stateful: true });
  const client = { headers: { clientid: "kitchen-app", clientsecret: "secret-of-kitchen" } };
  const order = ["/basket/checkout", { ...client, body: { payment: "CASH" } }] as const;
  const lines = ["/basket/list", { ...client, body: {} }] as const;
  const add = ["/basket/add", { ...client, body: { productId: "pr-9", quantity: 4 } }] as const;
  const answers = await live(engine, [order, lines, order, add, lines, order, order]);
  t.same(answers.map(outcome), [
    "SUCCESS; by=state",
    "SUCCESS; by=state",
    "BASKET_EMPTY; by=state",
    "SUCCESS; by=state",
    "SUCCESS; by=state",
    "SUCCESS; by=state",
    "BASKET_EMPTY; by=state",
  ]);
  t.match(dataOf(answers[1] as MockAnswer), { lines: [], total: 0 });
  t.match(dataOf(answers[4] as MockAnswer), { lines: [{ productId: "pr-9", quantity: 4 }], total: 1 });
});

t.test(
  "stateful: sessions live from login to logout, and what was made is listed, shown, changed and gone",
  async (t) => {
    const document = read("test/fixtures/documents/board.yaml");
    const session = { headers: { sessionid: "{{sessionId}}" } };
    const note = { body: { noteId: "{{noteId}}" } };
    const cases: readonly (readonly [
      url: string,
      given: Omit<Asked, "url">,
      want: string,
      body?: object | undefined,
      take?: string,
    ])[] = [
      [
        "/note/create",
        { headers: { sessionid: "nobody" }, body: { text: "a", boardId: "b1" } },
        "SESSION_EXPIRED; by=state",
      ],
      [
        "/user/login",
        { body: { email: "a@example.test", password: "long-secret-1" } },
        "OK; by=state",
        undefined,
        "sessionId",
      ],
      [
        "/note/create",
        { ...session, body: { text: "second", boardId: "b1" } },
        "OK; by=state",
        { code: "OK", msg: "", noteId: "N-8" },
        "noteId",
      ],
      [
        "/note/query",
        { body: { boardId: "b1" } },
        "OK; by=state",
        {
          code: "OK",
          msg: "",
          notes: [
            { noteId: "N-7", text: "first", stars: 3 },
            { noteId: "N-8", text: "second", stars: 3 },
          ],
          totalCount: 2,
          total: 300,
        },
      ],
      [
        "/note/query",
        { body: { boardId: "b2" } },
        "OK; by=state",
        { code: "OK", msg: "", notes: [{ noteId: "N-7", text: "first", stars: 3 }], totalCount: 1, total: 300 },
      ],
      ["/note/update", { body: { ...note.body, text: "third" } }, "OK; by=default"],
      ["/note/info", note, "OK; by=state", { code: "OK", msg: "", note: { noteId: "N-8", text: "third", stars: 3 } }],
      ["/album/note/remove", note, "OK; by=default"],
      ["/note/info", note, "OK; by=state"],
      ["/note/delete", note, "OK; by=default"],
      [
        "/note/info",
        note,
        "NOTE_NOT_EXIST; by=state",
        { code: "NOTE_NOT_EXIST", msg: "body.noteId names a note that has ended" },
      ],
      ["/note/delete", note, "NOT_FOUND; by=state"],
      [
        "/note/info",
        { body: { noteId: "N-99" } },
        "NOTE_NOT_EXIST; by=state",
        { code: "NOTE_NOT_EXIST", msg: "body.noteId names no note that was made" },
      ],
      ["/note/delete", { body: { noteId: "N-7" } }, "OK; by=default"],
      [
        "/note/query",
        { body: { boardId: "b1" } },
        "OK; by=state",
        { code: "OK", msg: "", notes: [], totalCount: 0, total: 300 },
      ],
      ["/user/logout", session, "OK; by=default"],
      [
        "/user/logout",
        session,
        "SESSION_EXPIRED; by=state",
        { code: "SESSION_EXPIRED", msg: "header.sessionId names a session that has ended" },
      ],
      ["/note/create", { ...session, body: { text: "a", boardId: "b1" } }, "SESSION_EXPIRED; by=state"],
    ];
    const engine = engineOf({ document, scenarios: [], stateful: true });
    const answers = await live(
      engine,
      cases.map(([url, given, , , take]) => [url, given, take] as const),
    );
    for (const [index, [url, , want, body]] of cases.entries()) {
      const answer = answers[index] as MockAnswer;
      const id = operationsOf(document).find(({ path }) => path === url)?.id ?? "";
      t.equal(outcome(answer), want, `${index} ${url}`);
      t.same(objections(document, id, answer), [], `${index} ${url}`);
      if (body !== undefined) t.same(dataOf(answer), body, `${index} ${url}`);
    }
    const state = await engine.answer(
      ask({ method: "GET", url: "/__fieldproof/state", headers: { host: "localhost" } }),
    );
    t.same(dataOf(state).things, { session: { there: 0, ended: 1 }, note: { there: 0, ended: 2 } });
    const elsewhere = await engine.answer(
      ask({ url: "/note/info", headers: { "x-mock-session": "w2" }, body: { noteId: "N-7" } }),
    );
    t.equal(outcome(elsewhere), "OK; by=default", "another world has ended nothing");
  },
);

t.test(
  "stateful: statuses tell it as well as result codes do, sessions nobody makes live until they end, and ids differ",
  async (t) => {
    const items = engineOf({ document: shop, scenarios: [], stateful: true });
    const one = { method: "GET", headers: { cookie: "theme=dark" } };
    const rest = await live(items, [
      ["/items", { body: { name: "Lamp" } }, "id"],
      ["/items/{{id}}", one],
      ["/items/{{id}}", { method: "DELETE" }],
      ["/items/{{id}}", one],
      ["/items", { body: { id: 4711, name: "Desk" } }],
      ["/items/4711", one],
    ]);
    t.same(
      rest.map(({ status, body }) => [status, body.length === 0 ? "" : JSON.parse(body.toString())]),
      [
        [201, { id: 8, name: "Lamp" }],
        [200, { id: 8, name: "Lamp" }],
        [204, ""],
        [404, { error: "something went wrong" }],
        [201, { id: 4711, name: "Desk" }],
        [200, { id: 4711, name: "Desk" }],
      ],
    );

    const ends = engineOf({ stateful: true });
    const end = (id: string): Omit<Asked, "url"> => ({ headers: { ...VALID, sessionid: id }, body: { sessionId: id } });
    const ended = await live(ends, [
      ["/session/logout", end("one")],
      ["/session/logout", end("one")],
      ["/session/logout", end("two")],
      ["/session/logout", { headers: VALID, body: {} }],
      ["/session/logout?__result=SUCCESS", end("one")],
    ]);
    t.same(ended.map(outcome), [
      "SUCCESS; by=default",
      "SESSION_EXPIRED; by=state",
      "SUCCESS; by=default",
      "PARAM_ILLEGAL; by=validation",
      "SUCCESS; by=forced",
    ]);

    const long = await live(engineOf({ document: shop, scenarios: [], stateful: true }), [
      ["/items", { body: { name: "x".repeat(6000) } }, "id"],
      ["/items/{{id}}", one],
    ]);
    t.match(
      dataOf(long[1] as MockAnswer),
      { id: 8, name: /^.{1,100}$/ },
      "what is as long as a file is not remembered",
    );

    const logins = await live(
      engineOf({ document: read("test/fixtures/documents/board.yaml"), scenarios: [], stateful: true, dynamic: true }),
      Array.from({ length: 50 }, () => ["/user/login", { body: { email: "a@example.test", password: "p" } }] as const),
    );
    const sessions = logins.map((answer) => String(dataOf(answer).sessionId));
    t.equal(new Set(sessions).size, 50, "no session is handed out twice");
    t.ok(
      sessions.every((id) => /^[0-9a-f]{32}$/.test(id)),
      "sessions look like the documented one",
    );
  },
);

t.test(
  "stateful: one record is the same when made, shown and listed, null included, and what is listed can be fetched",
  async (t) => {
    const rooms = engineOf({ document: read("test/fixtures/documents/rooms.yaml"), scenarios: [], stateful: true });
    const made = { name: "blue", pin: "1", note: null };
    const get = { method: "GET" };
    const answers = await live(rooms, [
      ["/rooms", get],
      ["/rooms", { body: made }, "id"],
      ["/rooms/{{id}}", get],
      ["/rooms", get],
      ["/rooms/nowhere", get],
      ["/rooms/{{id}}", { method: "DELETE" }],
      ["/rooms/{{id}}", get],
      ["/rooms", get],
    ]);
    const [none, created, shown, listed, unknown, gone, missed, again] = answers as readonly MockAnswer[];
    const room = dataOf(created as MockAnswer);
    t.match(room, { id: /./, name: "blue", note: null });
    t.notOk("pin" in room, "what is writeOnly is not shown");
    t.same(
      [none, shown, listed, again].map((answer) => dataOf(answer as MockAnswer)),
      [[], room, [room], []],
    );
    t.same(
      [unknown, gone, missed].map((answer) => answer?.status),
      [404, 204, 404],
    );
    const inference = await rooms.answer(
      ask({ method: "GET", url: "/__fieldproof/inference", headers: { host: "localhost" } }),
    );
    const rows = dataOf(inference).inferred as { operation: string; does: string; field: string }[];
    t.same(
      rows.filter(({ operation }) => operation === "createRoom").map(({ does, field }) => [does, field]),
      [["makes room", "answer.id"]],
    );
  },
);

t.test("an operation's line for the shell carries its documented values, and is safe to paste", (t) => {
  const [operation] = operationsOf(logout);
  t.equal(
    operation && curlOf(operation, "http://127.0.0.1:4010", { Prefer: "example=it's" }),
    "curl -i -X POST http://127.0.0.1:4010/session/logout -H 'Prefer: example=it'\\''s' -H 'clientId: clientId' -H 'clientSecret: clientSecret' -H 'sessionId: sessionId' -H 'Content-Type: application/json' -d '{\"sessionId\":\"e39992f3048042aeae2c279074ee40bc\"}'",
  );
  t.end();
});

t.test("over HTTP", async (t) => {
  const serve = async (options: Partial<MockOptions> = {}) => {
    const mock = await startMock({ document: logout, scenarios: shipped, ...options });
    t.teardown(() => mock.close());
    return mock;
  };
  const post = (url: string, headers: Readonly<Record<string, string>> = {}, body: unknown = { sessionId: "s" }) =>
    fetch(`${url}/session/logout`, {
      method: "POST",
      headers: { ...VALID, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const raw = (port: number, text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      let answer = "";
      socket.on("data", (data) => {
        answer += data.toString("latin1");
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", () => resolve(answer));
      socket.write(text);
    });

  t.test(
    "a browser of any origin may send the custom headers and read the answer's, but not control the mock",
    async (t) => {
      const { url } = await serve();
      const preflight = (path: string) =>
        fetch(`${url}${path}`, {
          method: "OPTIONS",
          headers: {
            origin: "https://app.example.test",
            "access-control-request-method": "POST",
            "access-control-request-headers": "clientid,clientsecret,sessionid,content-type,prefer,x-mock-session",
          },
        });
      const allowed = await preflight("/session/logout");
      t.same(
        ["origin", "headers", "methods"].map((name) => allowed.headers.get(`access-control-allow-${name}`)),
        [
          "*",
          "clientid,clientsecret,sessionid,content-type,prefer,x-mock-session",
          "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE",
        ],
      );
      t.equal(allowed.status, 204);
      const answer = await post(url, { origin: "https://app.example.test", prefer: "example=SESSION_EXPIRED" });
      t.equal(answer.headers.get("access-control-allow-origin"), "*");
      t.equal(answer.headers.get("access-control-expose-headers"), "*", "those of scenarios, too");
      const refused = await preflight("/__fieldproof/force");
      t.equal(refused.headers.get("access-control-allow-origin"), null);
      const options = await fetch(`${url}/session/logout`, { method: "OPTIONS" });
      t.same([options.status, options.headers.get("allow")], [204, "OPTIONS, POST"], "OPTIONS that is no preflight");
    },
  );

  t.test("the document is served as it is, and anew when it is replaced; state and connections stay", async (t) => {
    const mock = await serve({ scenario: "session-ends" });
    t.same(await (await fetch(`${mock.url}/openapi.json`)).json(), logout);
    const yaml = await (await fetch(`${mock.url}/openapi.yaml`)).text();
    t.same(parseDocument(yaml, "openapi.yaml").document, logout);
    await post(mock.url);
    mock.replace({ ...logout, info: { title: "Changed", version: "2" } }, shipped);
    t.match(await (await fetch(`${mock.url}/openapi.json`)).json(), { info: { title: "Changed" } });
    t.match(await (await post(mock.url)).json(), { resultContext: { resultCode: "SESSION_EXPIRED" } });
    mock.replace(shop, []);
    t.equal((await fetch(`${mock.url}/items/newest`)).status, 200);
    t.equal((await post(mock.url)).status, 404);
  });

  t.test(
    "a body beyond the limit, and what is no HTTP, get a clear refusal and the next request its answer",
    async (t) => {
      const { url, port } = await serve({ bodyLimit: 1000 });
      const large = await post(url, {}, { sessionId: "x".repeat(2000) });
      t.equal(large.headers.get("content-type"), "application/problem+json");
      t.match(await large.json(), { status: 413, detail: "The mock takes bodies of at most 1000 bytes." });
      const cases: readonly [given: string, want: RegExp][] = [
        ["nonsense\r\n\r\n", /^HTTP\/1\.1 400 Bad Request\r\n.*no HTTP request the mock could read/s],
        [`GET / HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
        ["GET /%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 40[04] .*problem\+json/s],
        ["BREW /session/logout HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1\.1 400 /],
        [
          "PURGE /session/logout HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
          /^HTTP\/1\.1 405 .*allow: OPTIONS, POST/s,
        ],
        [
          "POST /session/logout HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-type: a b c\r\nconnection: close\r\n\r\nabcde",
          /^HTTP\/1\.1 200 .*PARAM_ILLEGAL/s,
        ],
      ];
      for (const [given, want] of cases) t.match(await raw(port, given), want, given.slice(0, 40));
      t.equal((await post(url)).status, 200);
    },
  );

  t.test("hostile clients get a clear refusal, and the next good request its answer", async (t) => {
    const { url, port } = await serve({ requestTimeout: 200 });
    const start = (headers: string): string => `POST /session/logout HTTP/1.1\r\nhost: a\r\n${headers}\r\n`;
    const good = `content-type: application/json\r\nclientId: c\r\nclientSecret: long-secret-1\r\nsessionId: long-session-1\r\n`;
    const sized = (body: string, more = ""): string =>
      `${start(`${good}connection: close\r\n${more}content-length: ${body.length}\r\n`)}${body}`;
    const chunk = `${(65_536).toString(16)}\r\n${"x".repeat(65_536)}\r\n`;
    const cases: readonly [given: string, want: RegExp][] = [
      [start(`${good}content-length: 104857600\r\n`), /^HTTP\/1\.1 413 .*at most 1048576 bytes/s],
      [`${start(`${good}transfer-encoding: chunked\r\n`)}${chunk.repeat(20)}`, /^HTTP\/1\.1 413 /],
      [sized(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), /PARAM_ILLEGAL.*|nested deeper than 200/s],
      [sized(`{"sessionId":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`), /PARAM_ILLEGAL/],
      [
        sized('{"sessionId":"s","__proto__":{"sessionId":7}}', "__proto__: x\r\nconstructor: y\r\n"),
        /"resultCode":"SUCCESS"/,
      ],
      [sized('{"__proto__":{"sessionId":"s"}}'), /body\.sessionId is missing/],
      [sized('{"sessionId":"s"}', "x\u0000y: z\r\n"), /^HTTP\/1\.1 400 /],
      [sized('{"sessionId":"s"}', "bad name: z\r\n"), /^HTTP\/1\.1 400 /],
      [sized('{"sessionId":"s"}', "content-length: 3\r\n"), /^HTTP\/1\.1 400 /],
      [sized('{"sessionId":"s"}', `${"x-of-some-length: y\r\n".repeat(2000)}`), /^HTTP\/1\.1 431 /],
      [sized('{"sessionId":"s"}', "X-Mock-Session: __proto__\r\n"), /"resultCode":"SUCCESS"/],
      [start(`${good}content-length: 20\r\n`), /^HTTP\/1\.1 408 .*did not come to its end in time/s],
      ["POST /session/logout HTTP/1.1\r\nhos", /^HTTP\/1\.1 408 /],
      ["CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n", /^HTTP\/1\.1 501 .*problem\+json.*opens no tunnel/s],
      [
        sized('{"sessionId":"s"}').replace("host: a\r\n", ""),
        /^HTTP\/1\.1 400 .*problem\+json.*in the header `Host`; found none/s,
      ],
      [sized("{}", "expect: a-wonder\r\n"), /^HTTP\/1\.1 417 .*problem\+json.*found `a-wonder`/s],
      [sized('{"sessionId":"s"}', "expect: 100-continue\r\n"), /^HTTP\/1\.1 100 .*"resultCode":"SUCCESS"/s],
      ["GET /session/logout HTTP/1.0\r\n\r\n", /^HTTP\/1\.1 405 /],
    ];
    for (const [given, want] of cases) {
      t.match(await raw(port, given), want, given.slice(0, 200));
      t.match(await (await post(url)).json(), { resultContext: { resultCode: "SUCCESS" } });
    }
    const idle = await Promise.all(
      Array.from(
        { length: 1000 },
        () =>
          new Promise<ReturnType<typeof connect>>((open, failed) => {
            const socket = connect(port, "127.0.0.1", () => open(socket));
            socket.on("error", failed);
          }),
      ),
    );
    t.match(
      await (await post(url)).json(),
      { resultContext: { resultCode: "SUCCESS" } },
      "beside a thousand idle connections",
    );
    for (const socket of idle) socket.destroy();
    t.same(Object.prototype, {}, "nothing was left on all objects");
  });

  t.test("what the server refuses before it is routed stands in the journal and is told, once each", async (t) => {
    const heard: Answered[] = [];
    const { url, port } = await serve({ requestTimeout: 200, onAnswer: (answered) => heard.push(answered) });
    const of = (method: string, target: string, headers: string): string =>
      `${method} ${target} HTTP/1.1\r\n${headers}connection: close\r\n\r\n`;
    const cases: readonly [given: string, want: readonly [method: string, target: string, status: number]][] = [
      [
        of("POST", "/session/logout?token=t0p", "host: a\r\ncontent-length: 104857600\r\n"),
        ["POST", "/session/logout?token=***", 413],
      ],
      [of("POST", "/session/logout", "host: a\r\ncontent-length: 20\r\n"), ["POST", "/session/logout", 408]],
      ["POST /session/logout HTTP/1.1\r\nhos", ["-", "-", 408]],
      [of("POST", "/session/logout", "host: a\r\nexpect: a-wonder\r\n"), ["POST", "/session/logout", 417]],
      [of("GET", "/a", ""), ["GET", "/a", 400]],
      [of("GET", "/%zz", "host: a\r\n"), ["GET", "/%zz", 400]],
      [of("BREW", "/tea", "host: a\r\n"), ["BREW", "/tea", 400]],
      [of("GET", "/b", "host: a\r\nbad name: x\r\n"), ["GET", "/b", 400]],
      [of("GET", "/c", `host: a\r\nx: ${"a".repeat(20_000)}\r\n`), ["GET", "/c", 431]],
      [of("CONNECT", "a:1", "host: a\r\n"), ["CONNECT", "a:1", 501]],
      ["nonsense\r\n\r\n", ["-", "-", 400]],
      [of("GET", "/d", `host: a\r\nx-mock-session: ${"w".repeat(300)}\r\n`), ["GET", "/d", 400]],
    ];
    await raw(port, `GET /e HTTP/1.1\r\nhost: a\r\n\r\nPOST /session/logout HTTP/1.1\r\nhos`);
    t.same(
      heard.map((told) => [told.target, told.status]),
      [
        ["/e", 404],
        ["-", 408],
      ],
      "what was answered is not what was awaited",
    );
    for (const [given, [method, target, status]] of cases) {
      await fetch(`${url}/__fieldproof/reset`, { method: "POST" });
      heard.length = 0;
      const answer = await raw(port, given);
      t.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
      await new Promise((then) => setTimeout(then, 20));
      t.match(
        heard.map((told) => [told.method, told.target, told.status]),
        [[method, target, status]],
        given.slice(0, 60),
      );
      const { total, entries } = (await (await fetch(`${url}/__fieldproof/journal?status=${status}`)).json()) as {
        total: number;
        entries: readonly { method: string; status: number; problem: string }[];
      };
      t.equal(total, 1, "the journal has it once");
      t.match(entries[0], { method, status });
      t.ok(answer.includes(entries[0]?.problem ?? "nothing"), "with what was said");
    }
    t.same(
      heard.map(({ note }) => note?.by),
      [undefined],
    );
    await raw(port, "nonsense\r\n\r\n");
    t.match(await (await fetch(`${url}/__fieldproof/journal?by=server`)).json(), { total: 1 });
    const har = (await (await fetch(`${url}/__fieldproof/journal.har`)).json()) as { log: { entries: unknown[] } };
    t.equal(har.log.entries.length, 2, "what could not be read is exported, too");
  });

  t.test("what HTTP cannot carry is left out or said, and the server lives on", async (t) => {
    const headers = {
      "bad name": { schema: { type: "string" }, example: "a" },
      "X-Note": { schema: {}, example: "ü\n" },
    };
    const document = {
      openapi: "3.1.0",
      info: { title: "a", version: "1" },
      paths: {
        "/a": {
          get: {
            responses: { 200: { description: "", headers, content: { "text/plain; name=ü": { example: "a" } } } },
          },
        },
        "/b": { get: { responses: { "099": { description: "" } } } },
      },
    } as unknown as Document;
    const { url } = await serve({ document, scenarios: [] });
    const a = await fetch(`${url}/a`);
    t.same(
      [a.status, a.headers.get("x-note"), a.headers.get("content-type"), await a.text()],
      [200, "\\u00fc", "text/plain; name=\\u00fc", "a"],
    );
    t.match(await (await fetch(`${url}/b`)).json(), { status: 500, title: "The answer cannot be sent" });
    t.equal((await fetch(`${url}/a`)).status, 200);
  });

  t.test(
    "a notice is said on every answer until the next good save; a scenario that vanishes is said too",
    async (t) => {
      const mock = await serve({ scenario: "session-expired" });
      const said = async (): Promise<string | null> =>
        (await fetch(`${mock.url}/session/logout`, { method: "POST" })).headers.get("x-fieldproof-notice");
      t.equal(await said(), null);
      mock.notice("page.md:3:1: broken\r\nx: y");
      t.equal(await said(), "page.md:3:1: broken x: y");
      t.equal(mock.replace(logout, shipped), undefined);
      t.equal(await said(), null);
      t.match(mock.replace(logout, []), /^Scenario `session-expired`, active since the start, is there no longer/);
      t.match(await said(), /session-expired/);
    },
  );

  t.test("a proxy rule gives the target's answer as it is, and says when there is none", async (t) => {
    const seen: unknown[] = [];
    const target = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { clientid, connection, via, "x-mock-session": session } = request.headers;
        seen.push([request.method, request.url, clientid, connection, via, session, Buffer.concat(chunks).toString()]);
        response.writeHead(418, [
          "content-type",
          "text/x-tea",
          "set-cookie",
          "a=1",
          "set-cookie",
          "b=2",
          "x-own",
          "yes",
        ]);
        response.end("a teapot");
      });
    });
    await new Promise<void>((then) => target.listen(0, "127.0.0.1", then));
    t.teardown(() => target.close());
    const { port } = target.address() as AddressInfo;
    const rule = (proxy: string, name: string): string =>
      `name: ${name}\nrules:\n  - on: sessionLogout\n    when: { body.sessionId: real }\n    proxy: ${proxy}\n    headers: { X-From: "{{body.sessionId}}" }\n`;
    const scenarios = scenariosOf(
      logout,
      rule(`http://127.0.0.1:${port}/base/`, "real"),
      rule("http://127.0.0.1:1", "gone"),
    );
    const heard: Answered[] = [];
    const mock = await serve({ scenarios, scenario: "real", onAnswer: (answered) => heard.push(answered) });
    const call = (sessionId: string, headers = {}): Promise<Response> =>
      fetch(`${mock.url}/session/logout?a=b`, {
        method: "POST",
        headers: { ...VALID, "content-type": "application/json", "x-mock-session": "w", ...headers },
        body: JSON.stringify({ sessionId }),
      });
    const answer = await call("real");
    t.same(
      [answer.status, await answer.text(), answer.headers.getSetCookie(), answer.headers.get("content-type")],
      [418, "a teapot", ["a=1", "b=2"], "text/x-tea"],
    );
    t.same(
      ["x-own", "x-from", "x-fieldproof", "x-fieldproof-outcome"].map((name) => answer.headers.get(name)),
      ["yes", "real", "mock", "proxy; by=scenario real"],
    );
    t.same(seen, [
      ["POST", "/base/session/logout?a=b", "c", "keep-alive", "1.1 fieldproof", undefined, '{"sessionId":"real"}'],
    ]);
    t.equal((await call("other")).status, 200, "what no rule forwards is the mock's");
    const gone = await call("real", { "x-mock-scenario": "gone" });
    t.equal(gone.status, 502);
    t.match(await gone.text(), /`http:\/\/127.0.0.1:1`, to which the scenario forwards, gave no answer/);
    const { log, lines } = logOf(heard);
    await log.flush();
    const [first, , last] = lines();
    t.match(first, `418 by scenario real (0.yaml:3) from http://127.0.0.1:${port}, `);
    t.match(last, "502 by scenario gone (1.yaml:3) from http://127.0.0.1:1, ");
    const looped = await call("real", { via: "1.1 fieldproof" });
    t.equal(looped.status, 508);
  });

  t.test("HEAD answers like GET without a body", async (t) => {
    const { url } = await serve({ document: shop, scenarios: [] });
    const [get, head] = await Promise.all([
      fetch(`${url}/items/newest`),
      fetch(`${url}/items/newest`, { method: "HEAD" }),
    ]);
    t.equal(head.headers.get("content-length"), get.headers.get("content-length"));
    t.equal(await head.text(), "");
  });

  t.test("faults reach the wire, and are over when their times are", async (t) => {
    const head = `POST /session/logout HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\nclientId: a\r\nclientSecret: b\r\nsessionId: c\r\ncontent-length: 17\r\n\r\n{"sessionId":"s"}`;
    const cases: readonly [fault: string, want: RegExp][] = [
      ["reset", /^$/],
      ["empty", /^$/],
      ["truncated", /content-length: 79.*\r\n\r\n.{39}$/s],
      ["malformed", /content-length: 39.*\r\n\r\n.{39}$/s],
      ["wrong-content-type", /content-type: text\/html.*"SUCCESS"/s],
      ["drip", /\r\n\r\n.{79}$/],
    ];
    for (const [fault, want] of cases) {
      const text = `name: s\nrules: [{ on: sessionLogout, fault: ${fault}, times: 1 }]\n`;
      const { port } = await serve({ scenarios: scenariosOf(logout, text), scenario: "s" });
      const started = performance.now();
      t.match(await raw(port, head), want, fault);
      if (fault === "drip") t.ok(performance.now() - started > 1000, "it takes its time");
      t.match(await raw(port, head), /"SUCCESS"/, `after ${fault}`);
    }
    const text = "name: s\nrules: [{ on: sessionLogout, fault: timeout }]\n";
    const { url } = await serve({ scenarios: scenariosOf(logout, text), scenario: "s" });
    await t.rejects(
      fetch(`${url}/session/logout`, { method: "POST", signal: AbortSignal.timeout(200) }),
      { name: "TimeoutError" },
      "timeout",
    );
  });

  t.test("a delay is waited for", async (t) => {
    const text = "name: s\nrules: [{ on: sessionLogout, result: SUCCESS, delay: 150ms }]\n";
    const { url } = await serve({ scenarios: scenariosOf(logout, text), scenario: "s" });
    const started = performance.now();
    await post(url);
    t.ok(performance.now() - started >= 145);
  });

  t.test("an address that is taken and a scenario that is none are errors of the start", async (t) => {
    const { port } = await serve();
    await t.rejects(startMock({ document: logout, scenarios: [], port }), { code: "EADDRINUSE" });
    await t.rejects(startMock({ document: logout, scenarios: [], scenario: "a" }), { message: /Unknown scenario `a`/ });
  });

  t.test("off loopback the control API is closed without a token", async (t) => {
    const { port } = await serve({ host: "0.0.0.0" });
    t.equal((await fetch(`http://127.0.0.1:${port}/__fieldproof/operations`)).status, 403);
    const open = await serve({ host: "0.0.0.0", token: "tok" });
    const headers = { authorization: "Bearer tok" };
    t.equal((await fetch(`http://127.0.0.1:${open.port}/__fieldproof/operations`, { headers })).status, 200);
  });
});

t.test(
  "an Authorization header is asked for where a table's row asks for it, and left to security schemes elsewhere",
  async (t) => {
    for (const [more, want] of [
      [{ "x-source": "a.md:9:3" }, 400],
      [{}, 200],
    ] as const) {
      const parameter = { name: "Authorization", in: "header", required: true, schema: { type: "string" }, ...more };
      const { document } = parseDocument(
        JSON.stringify({
          openapi: "3.1.0",
          info: { title: "A", version: "1" },
          paths: { "/a": { get: { parameters: [parameter], responses: { 200: { description: "ok" } } } } },
        }),
        "a.json",
      );
      if (document === undefined) throw new Error("the document cannot be read");
      const mock = await startMock({ document, scenarios: [] });
      const bare = await fetch(`${mock.url}/a`);
      const full = await fetch(`${mock.url}/a`, { headers: { authorization: "Bearer t" } });
      await mock.close();
      t.same([bare.status, full.status], [want, 200], JSON.stringify(more));
    }
  },
);

/** The lines of the log that tells of these exchanges, as far as they are written. */
function logOf(heard: readonly Answered[]): { readonly log: RequestLog; readonly lines: () => readonly string[] } {
  let written = "";
  const write = async (text: string): Promise<void> => {
    written += text;
  };
  const log = createRequestLog(write, createColours(false), () => "18:04:11");
  for (const answered of heard) log.add(answered);
  return { log, lines: () => written.split("\n") };
}
