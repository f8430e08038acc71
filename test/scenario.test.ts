// Scenario files: what is read from a sound one, and what is said of each mistake, at its place.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import ts from "typescript";
import { schemaCompiler } from "../src/json/schema.ts";
import type { Document } from "../src/openapi/document.ts";
import { parseDocument } from "../src/openapi/load.ts";
import { operationsOf } from "../src/openapi/operation.ts";
import { fieldValue, readField } from "../src/scenario/field.ts";
import { loadScenarios } from "../src/scenario/load.ts";
import { patternMatcher, patternProblem } from "../src/scenario/pattern.ts";
import { scenarioSchemaFor } from "../src/scenario/schema-for.ts";
import { fillTemplate, templateNames } from "../src/scenario/template.ts";
import { operationTypesFor } from "../src/scenario/types-for.ts";

const document = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;
const load = (text: string, file = "a.yaml") => loadScenarios([{ file, text }], document);
const rule = (lines: string): string =>
  `name: a\nrules:\n  - on: POST /session/logout\n${lines.replace(/^/gm, "    ")}\n`;
const step = (lines: string): string =>
  `name: a\nsteps:\n  - call: POST /session/logout\n${lines.replace(/^/gm, "    ")}\n`;

t.test("the scenarios of the project load clean, and there is one for each result code", (t) => {
  const files = readdirSync("scenarios").map((file) => ({ file, text: readFileSync(`scenarios/${file}`, "utf8") }));
  const { scenarios, diagnostics } = loadScenarios(files, document);
  t.same(diagnostics, []);
  t.same(
    scenarios.map(({ file }) => file),
    scenarios.map(({ name }) => `${name}.yaml`),
    "a file is named after its scenario",
  );
  const results = scenarios.flatMap(({ rules }) =>
    rules.flatMap(({ answer }) => (answer.kind === "result" ? [answer.result] : [])),
  );
  t.same(results.sort(), ["PARAM_ILLEGAL", "SESSION_EXPIRED", "SUCCESS", "SYSTEM_ERROR"]);
  t.ok(
    scenarios.every(({ rules, steps }) => rules.length > 0 && steps.length > 0),
    "each has rules and steps",
  );
  t.end();
});

t.test("a rule is read with all that it says", (t) => {
  const { scenarios, diagnostics } = load(
    rule(
      [
        "when: { header.ClientId: a, body.sessionId: { pattern: ^e, absent: false }, state.tries: { gt: 2 } }",
        "sequence: [SUCCESS, SESSION_EXPIRED]",
        "per: body.sessionId",
        'message: "no {{body.sessionId}}"',
        "set: { resultContext.resultMsg: no }",
        "status: 503",
        "headers: { Retry-After: 3 }",
        "delay: { min: 10ms, max: 1.5s }",
        "times: 3",
        'remember: { "ended {{body.sessionId}}": true, tries: 3 }',
        "forget: tries",
      ].join("\n"),
    ),
  );
  t.same(diagnostics, []);
  const body = { in: "body", text: "body.sessionId", name: "/sessionId" };
  t.same(JSON.parse(JSON.stringify(scenarios[0]?.rules)), [
    {
      id: "rules.0",
      operation: "sessionLogout",
      when: [
        {
          field: { in: "header", text: "header.ClientId", name: "ClientId" },
          tests: [{ kind: "equals", value: "a" }],
        },
        {
          field: body,
          tests: [
            { kind: "pattern", pattern: "^e" },
            { kind: "absent", absent: false },
          ],
        },
        { field: { in: "state", text: "state.tries", name: "tries" }, tests: [{ kind: "gt", bound: 2 }] },
      ],
      answer: { kind: "sequence", results: ["SUCCESS", "SESSION_EXPIRED"], per: body },
      message: "no {{body.sessionId}}",
      set: { "/resultContext/resultMsg": "no" },
      status: 503,
      headers: { "Retry-After": "3" },
      delay: { kind: "range", min: 10, max: 1500 },
      times: 3,
      remember: { "ended {{body.sessionId}}": true, tries: 3 },
      forget: ["tries"],
      location: { file: "a.yaml", line: 3, column: 5 },
    },
  ]);
  t.end();
});

t.test("a step is read with all that it says", (t) => {
  const { scenarios, diagnostics } = load(
    step(
      [
        'with: { header: { clientId: c }, body: { sessionId: "{{sessionId}}" } }',
        "without: [header.clientSecret]",
        "take: { said: /resultContext/resultMsg }",
        "expect: { result: SUCCESS, body: { resultContext.success: true } }",
      ].join("\n"),
    ),
  );
  t.same(diagnostics, []);
  t.same(scenarios[0]?.steps, [
    {
      operation: "sessionLogout",
      with: { header: { clientId: "c" }, query: {}, path: {}, cookie: {}, body: { sessionId: "{{sessionId}}" } },
      without: [{ in: "header", text: "header.clientSecret", name: "clientSecret" }],
      take: { said: "/resultContext/resultMsg" },
      expect: { result: "SUCCESS", body: { "/resultContext/success": true } },
      location: { file: "a.yaml", line: 3, column: 5 },
    },
  ]);
  t.end();
});

t.test("an operation may be called by its id, in any letter case of the method", (t) => {
  for (const on of ["sessionLogout", "POST /session/logout", "post  /session/logout"]) {
    const { scenarios } = load(`name: a\nrules: [{ on: ${on}, result: SUCCESS }]\n`);
    t.equal(scenarios[0]?.rules[0]?.operation, "sessionLogout", on);
  }
  t.end();
});

t.test("a mistake is said at its place, with the nearest valid name", (t) => {
  const codes = "`SUCCESS`, `PARAM_ILLEGAL`, `SYSTEM_ERROR`, `SESSION_EXPIRED`";
  const cases: readonly [given: string, place: string, message: string, suggestion?: string][] = [
    ["name: a\nrulez: []\n", "2:1", "Unknown key `rulez`, expected one of", "rules"],
    [
      "name: a\nrules:\n  - on: POST /session/logut\n    result: SUCCESS\n",
      "3:9",
      "Unknown operation `POST /session/logut`",
      "POST /session/logout",
    ],
    [
      rule("result: SESION_EXPIRED"),
      "4:13",
      `\`SESION_EXPIRED\` is no result code of POST /session/logout, expected one of ${codes}.`,
      "SESSION_EXPIRED",
    ],
    [rule("sequence: [SUCCESS, SUCESS]"), "4:25", "`SUCESS` is no result code", "SUCCESS"],
    [
      rule("result: SUCCESS\nwhen: { body.sesionId: x }"),
      "5:13",
      "Unknown field `body.sesionId` in the request of POST /session/logout, expected one of `body.sessionId`.",
      "body.sessionId",
    ],
    [
      rule("result: SUCCESS\nwhen: { header.clientID2: x }"),
      "5:13",
      "Unknown field `header.clientID2`",
      "header.clientId",
    ],
    [rule("result: SUCCESS\nwhen: { sessionId: x }"), "5:13", "`sessionId` names no field, expected `header.NAME`"],
    [rule("result: SUCCESS\nwhen: { request: good }"), "5:22", "A request is `valid` or `invalid`."],
    [rule("result: SUCCESS\nwhen: { request: vaild }"), "5:22", "A request is `valid` or `invalid`.", "valid"],
    [rule("fault: truncatd"), "4:12", '`rules.0.fault` expected one of `"reset"`', "truncated"],
    [rule("sequence: [SUCCESS]\nper: body.id"), "5:10", "Unknown field `body.id`"],
    [rule("result: SUCCESS\nper: body.sessionId"), "5:5", "`per` counts for a `sequence`, and the rule has none."],
    [
      rule("result: SUCCESS\nset: { resultContext.code: x }"),
      "5:12",
      "Unknown field `resultContext.code` in the answer",
      "resultContext.resultCode",
    ],
    [rule('result: SUCCESS\nmessage: "{{body.id}}"'), "5:14", "Unknown field `body.id`"],
    [rule("when: { body.sessionId: { pattern: '(a+)+$' } }\nresult: SUCCESS"), "4:40", "`(a+)+$` repeats what repeats"],
    [rule("when: { body.sessionId: { pattern: '[a' } }\nresult: SUCCESS"), "4:40", "`[a` is no regular expression"],
    [rule("when: { body.sessionId: { equal: a } }\nresult: SUCCESS"), "4:31", "Unknown key `equal`", "equals"],
    [
      rule("result: SUCCESS\nsequence: [SUCCESS]"),
      "3:5",
      "A rule has one of `result`, `sequence`, `fault` and `proxy`, found `result` and `sequence`.",
    ],
    [rule("message: none"), "3:5", "A rule has one of `result`, `sequence`, `fault` and `proxy`, found none."],
    [rule("proxy: ftp://a"), "4:12", "`rules.0.proxy` expected the pattern"],
    [rule("proxy: http://127.0.0.1:1\nstatus: 201"), "5:5", "`status` changes an answer of the mock's"],
    [rule("fault: explode"), "4:12", '`rules.0.fault` expected one of `"reset"`'],
    [rule("result: SUCCESS\ndelay: { min: 5, max: 1 }"), "5:12", "A delay has `min` and a `max` no smaller"],
    [rule("result: SUCCESS\ndelay: soon"), "5:12", "`rules.0.delay` expected the pattern"],
    [rule("result: SUCCESS\nheaders: { a b: x }"), "5:16", "`a b` is no header a rule may send"],
    [rule("result: SUCCESS\nheaders: { Content-Length: 3 }"), "5:16", "`Content-Length` is no header a rule may send"],
    [rule('result: SUCCESS\nmessage: "{{now}}"'), "5:14", "`now` names no field"],
    [
      rule('result: SUCCESS\nmessage: "{{fake.internet.emial}}"'),
      "5:14",
      "There is no fake data `internet.emial`, expected one such as `internet.email`",
      "internet.email",
    ],
    [
      rule('result: SUCCESS\nmessage: "{{request.body.sesionId}}"'),
      "5:14",
      "Unknown field `request.body.sesionId`",
      "body.sessionId",
    ],
    [rule('result: SUCCESS\nmessage: "{{request.now}}"'), "5:14", "`request.now` names no field"],
    [rule('result: SUCCESS\nremember: { "of {{body.id}}": 1 }'), "5:17", "Unknown field `body.id`"],
    [
      rule('result: SUCCESS\nheaders: { A: "{{body.sessionId" }'),
      "5:19",
      "A template opens with `{{` and is not closed",
    ],
    [rule('result: SUCCESS\nmessage: "{{}}"'), "5:14", "A template opens with `{{` and is not closed"],
    [step('with: { body: { sessionId: "{{sessionId" } }'), "4:32", "A template opens with `{{` and is not closed"],
    [
      rule("result: SUCCESS\nset: { resultContext.success: 1 }"),
      "5:35",
      "`resultContext.success` may not stand in `SUCCESS` of POST /session/logout: expected boolean, found integer.",
    ],
    [
      rule("sequence: [SUCCESS, SYSTEM_ERROR]\nset: { resultContext.resultMsg: 7 }"),
      "5:37",
      "`resultContext.resultMsg` may not stand in `SUCCESS` of POST /session/logout: expected string, found integer.",
    ],
    [
      rule("result: SUCCESS\nset: { resultContext.success: false }"),
      "5:10",
      "What these values make may not stand in `SUCCESS` of POST /session/logout: `resultContext.resultCode` expected one of",
    ],
    [
      rule('result: SYSTEM_ERROR\nmessage: ""'),
      "5:14",
      "`message` may not stand in `SYSTEM_ERROR` of POST /session/logout: ",
    ],
    [rule('result: SUCCESS\nmessage: "{{state.tries}}"'), "5:14", "No rule remembers `tries`, none has a `remember`."],
    [
      rule("when: { state.tris: 1 }\nresult: SUCCESS\nremember: { tries: 1 }"),
      "4:13",
      "No rule remembers `tris`, expected one of `tries`.",
      "tries",
    ],
    [
      rule('when: { "state.of {{body.id}}": 1 }\nresult: SUCCESS\nremember: { "of {{body.sessionId}}": 1 }'),
      "4:13",
      "Unknown field `body.id`",
    ],
    [rule("result: SUCCESS\nforget: [tries, count]\nremember: { tries: 1 }"), "5:21", "No rule remembers `count`"],
    [
      rule("when: { request: valid, body.sessionId: 12 }\nresult: SUCCESS"),
      "4:45",
      "No valid request has this in `body.sessionId`: expected string, found integer.",
      '"12"',
    ],
    [
      rule('when: { body.sessionId: "{{header.sessionId}}" }\nresult: SUCCESS'),
      "4:29",
      "A template in `when` is not filled",
    ],
    [rule("result: SUCCESS\ntimes: 0"), "5:12", "`rules.0.times` must be >= 1"],
    [step("with: { body: { sessionID: x } }"), "4:21", "Unknown field `body.sessionID`", "body.sessionId"],
    [step("with: { headers: { clientId: x } }"), "4:13", "Unknown key `headers`", "header"],
    [step("without: [body.session]"), "4:15", "Unknown field `body.session`", "body.sessionId"],
    [
      step("take: { a: /resultContext/resultCod }"),
      "4:16",
      "Unknown field `/resultContext/resultCod`",
      "/resultContext/resultCode",
    ],
    [step("expect: SUCCES"), "4:13", "`SUCCES` is no result code", "SUCCESS"],
    [step("expect: { result: OK }"), "4:23", "`OK` is no result code"],
    [
      step('expect: { result: SUCCESS, body: { resultContext.success: "true" } }'),
      "4:63",
      "`resultContext.success` can never be this in `SUCCESS` of POST /session/logout: expected `true`, found",
      "true",
    ],
    [
      step("expect: { body: { /resultContext/resultCode: SUCESS } }"),
      "4:50",
      "`/resultContext/resultCode` can never be this in an answer of POST /session/logout: expected one of",
      "SUCCESS",
    ],
    ["name: a\nname: b\n", "2:1", "Map keys must be unique"],
    ["rules: []\n", "1:1", "`name` is missing."],
    ["- a\n", "1:1", "The scenario expected object, found array."],
    ["", "1:1", "The scenario expected object, found null."],
  ];
  for (const [given, place, message, suggestion] of cases) {
    const { scenarios, diagnostics } = load(given);
    const [first] = diagnostics;
    t.same(
      {
        place: `${first?.location?.line}:${first?.location?.column}`,
        suggestion: first?.suggestion,
        read: scenarios.length,
      },
      { place, suggestion, read: 0 },
      message,
    );
    t.ok(first?.message.startsWith(message), `${message} — said: ${first?.message}`);
  }
  t.end();
});

t.test("a value that reads like a field of the request and is none is warned of", async (t) => {
  const text =
    "name: a\nrules:\n  - on: sessionLogout\n    result: SUCCESS\n    remember: { who: body.sessionId, what: body.of.water, all: '{{body.sessionId}}' }\n";
  const { scenarios, diagnostics } = loadScenarios([{ file: "a.yaml", text }], document);
  t.equal(scenarios.length, 1);
  t.match(diagnostics, [
    {
      severity: "warning",
      message: /^`body.sessionId` stands here as these words/,
      location: { line: 5, column: 22 },
      suggestion: "{{body.sessionId}}",
    },
  ]);
  t.equal(diagnostics.length, 1);
});

t.test("what no valid request holds is asked for with a warning, unless invalid ones are meant", (t) => {
  const documentOf = (name: string): Document => {
    const { document } = parseDocument(readFileSync(`test/fixtures/documents/${name}`, "utf8"), name);
    if (document === undefined) throw new Error(`${name} is no document.`);
    return document;
  };
  const [shop, search] = [documentOf("shop.yaml"), documentOf("search.yaml")];
  const cases: readonly [document: Document, when: string, said?: string, suggestion?: string][] = [
    [shop, "query.page: 3"],
    [shop, 'query.page: "3"'],
    [shop, "query.page: first", "4:23 `query.page`: expected integer, found string"],
    [shop, "query.tags: new"],
    [shop, 'query.tags: "new,sale"'],
    [shop, "query.tags: neu", '4:23 `query.tags`: expected one of `"new"`, `"sale"`, found `"neu"`', "new"],
    [shop, "query.stock: true"],
    [shop, "query.stock: { gt: 1 }", "4:30 `query.stock`: `gt` compares numbers, and the field is boolean"],
    [shop, "query.filter: a"],
    [search, "body.status: NEW"],
    [search, "body.status: DON", '4:24 `body.status`: expected one of `"NEW"`, `"DONE"`, found `"DON"`', "DONE"],
    [
      search,
      "body.status: { in: [NEW, OPEN] }",
      '4:36 `body.status`: expected one of `"NEW"`, `"DONE"`, found `"OPEN"`',
    ],
    [search, "body.status: { pattern: ^D }"],
    [search, "body.status: { pattern: ^X }", '4:35 `body.status`: none of "NEW", "DONE" matches'],
    [search, "body.status: { absent: true }"],
    [search, "body.page: { gt: 3 }"],
    [search, 'body.page: "3"', "4:22 `body.page`: expected integer, found string", "3"],
    [search, "body.keyword: 3", "4:25 `body.keyword`: expected string, found integer", '"3"'],
    [search, "body.tags.0.name: a"],
    [search, "body.tags.0.name: 1", "4:29 `body.tags.0.name`: expected string, found integer", '"1"'],
    [search, "header.token: 3"],
    [search, "request: invalid, body.status: OPEN"],
    [search, "state.n: 3"],
  ];
  for (const [api, when, said, suggestion] of cases) {
    const [operation] = operationsOf(api);
    const text = `name: a\nrules:\n- on: ${operation?.id}\n  when: { ${when} }\n  fault: empty\n  remember: { n: 1 }\n`;
    const { scenarios, diagnostics } = loadScenarios([{ file: "a.yaml", text }], api);
    const hint = "; where invalid ones are meant, say so with `request: invalid`.";
    t.same(
      diagnostics.map(({ severity, message, location, suggestion: meant }) => [
        severity,
        `${location?.line}:${location?.column} ${message}`.replace("No valid request has this in ", ""),
        meant,
      ]),
      said === undefined ? [] : [["warning", `${said}${hint}`, suggestion]],
      when,
    );
    t.equal(scenarios.length, 1, "the scenario is read all the same");
  }
  t.end();
});

t.test("what no answer holds is told where a message says it or a step expects it", (t) => {
  const documentOf = (name: string): Document => {
    const { document } = parseDocument(readFileSync(`test/fixtures/documents/${name}`, "utf8"), name);
    if (document === undefined) throw new Error(`${name} is no document.`);
    return document;
  };
  const [numeric, shop] = [documentOf("numeric.yaml"), documentOf("shop.yaml")];
  const login = operationsOf(numeric)[0]?.id;
  const cases: readonly [document: Document, given: string, said?: string][] = [
    [numeric, `rules: [{ on: ${login}, result: 1002, message: "${"x".repeat(60)}" }]`],
    [numeric, `rules: [{ on: ${login}, result: 1002, message: "{{body.user}}${"x".repeat(60)}" }]`],
    [
      numeric,
      `rules: [{ on: ${login}, result: 1002, message: "${"x".repeat(61)}" }]`,
      "error 2:45 `message` may not stand in `1002` of",
    ],
    [numeric, `rules: [{ on: ${login}, result: 1002, set: { errmsg: short }, message: "${"x".repeat(61)}" }]`],
    [shop, "rules: [{ on: getItem, result: 200, message: gone }]", "warning 2:46 No field of these answers of"],
    [shop, "rules: [{ on: getItem, fault: empty, message: gone }]"],
    [shop, "steps: [{ call: getItem, expect: { result: 200, body: { id: 7 } } }]"],
    [shop, 'steps: [{ call: getItem, expect: { body: { id: "{{itemId}}" } } }]'],
    [
      shop,
      "steps: [{ call: addItem, expect: { result: 201, body: { id: seven } } }]",
      "error 2:61 `id` can never be this",
    ],
    [
      shop,
      "steps: [{ call: listItems, expect: { result: 200, body: { 0.name: 7 } } }]",
      "error 2:67 `0.name` can never",
    ],
  ];
  for (const [api, given, said] of cases) {
    const { diagnostics } = loadScenarios([{ file: "a.yaml", text: `name: a\n${given}\n` }], api);
    const found = diagnostics.map(
      ({ severity, message, location }) => `${severity} ${location?.line}:${location?.column} ${message}`,
    );
    t.equal(found.length, said === undefined ? 0 : 1, `${given}: ${found.join()}`);
    t.ok(said === undefined || found[0]?.startsWith(said), `${said} — said: ${found[0]}`);
  }
  t.end();
});

t.test("what one file remembers another may read, and what a function or a faulty file remembers nobody knows", (t) => {
  const reads = { file: "a.yaml", text: rule("when: { state.tries: 1 }\nresult: SUCCESS") };
  const named = (text: string): string => text.replace("name: a", "name: b");
  const exported = { name: "b", rules: [{ on: "sessionLogout", answer: () => undefined }] };
  const cases: readonly [other: Parameters<typeof loadScenarios>[0], read: boolean][] = [
    [[{ file: "b.yaml", text: named(rule("result: SUCCESS")) }], false],
    [[{ file: "b.yaml", text: named(rule("result: SUCCESS\nremember: { tries: 1 }")) }], true],
    [[{ file: "b.yaml", text: named(rule('result: SUCCESS\nremember: { "tr{{body.sessionId}}": 1 }')) }], true],
    [[{ file: "b.yaml", text: named(rule('result: SUCCESS\nremember: { "of {{body.sessionId}}": 1 }')) }], false],
    [[{ file: "b.ts", text: "", exported }], true],
    [[{ file: "b.yaml", text: "nome: b\n" }], true],
  ];
  for (const [other, read] of cases) {
    const { scenarios } = loadScenarios([reads, ...other], document);
    t.equal(
      scenarios.some(({ name }) => name === "a"),
      read,
      JSON.stringify(other),
    );
  }
  t.end();
});

t.test("the schema for editors knows the document's operations and codes", (t) => {
  const validate = schemaCompiler()(scenarioSchemaFor(operationsOf(document)));
  const cases: readonly [given: unknown, sound: boolean][] = [
    [{ name: "a", rules: [{ on: "POST /session/logout", result: "SUCCESS" }] }, true],
    [{ name: "a", rules: [{ on: "sessionLogout", sequence: ["SUCCESS", "SESSION_EXPIRED"] }] }, true],
    [{ name: "a", rules: [{ on: "sessionLogin", result: "SUCCESS" }] }, false],
    [{ name: "a", rules: [{ on: "sessionLogout", result: "OK" }] }, false],
    [{ name: "a", rules: [{ on: "sessionLogout", sequence: ["OK"] }] }, false],
    [{ name: "a", steps: [{ call: "sessionLogout", expect: "SUCCESS" }] }, true],
    [{ name: "a", steps: [{ call: "sessionLogout", expect: { result: "SUCCESS", body: {} } }] }, true],
    [{ name: "a", steps: [{ call: "sessionLogout", expect: "OK" }] }, false],
    [{ name: "a", steps: [{ call: "sessionLogout", expect: { result: "OK" } }] }, false],
  ];
  for (const [given, sound] of cases) t.equal(validate(given).length === 0, sound, JSON.stringify(given));
  t.end();
});

t.test("a name may stand once, and the first scenario of it is kept", (t) => {
  const text = "name: twice\nrules: []\n";
  const { scenarios, diagnostics } = loadScenarios(
    [
      { file: "a.yaml", text },
      { file: "b.yaml", text },
    ],
    document,
  );
  t.same(
    scenarios.map(({ file }) => file),
    ["a.yaml"],
  );
  t.same(diagnostics, [
    {
      code: "scenario-duplicate-name",
      severity: "error",
      message: "Scenario `twice` stands in a.yaml:1 already; each name may stand once.",
      location: { file: "b.yaml", line: 1, column: 7 },
    },
  ]);
  t.end();
});

t.test("headers every client knows may be asked for though no table lists them", (t) => {
  for (const name of ["User-Agent", "X-Case", "authorization"])
    t.same(load(rule(`result: SUCCESS\nwhen: { header.${name}: x }`)).diagnostics, [], name);
  t.end();
});

t.test("fields of maps, lists, choices and conditions are known, others beside them are not", (t) => {
  const schema = {
    type: "object",
    properties: {
      names: { type: "object", additionalProperties: { type: "string" } },
      items: { type: "array", items: { $ref: "#/components/schemas/Item" } },
      free: {},
      mixed: { type: "object", properties: { a: { type: "string" } }, additionalProperties: { type: "string" } },
    },
    oneOf: [{ properties: { left: { type: "string" } } }, { properties: { right: { type: "string" } } }],
    if: { properties: { left: { const: "a" } } },
    then: { properties: { extra: { type: "string" } } },
  };
  const api = {
    openapi: "3.1.0",
    info: { title: "a", version: "1" },
    paths: {
      "/a/{id}": {
        post: {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          requestBody: { content: { "application/json": { schema } } },
          responses: { 200: { description: "" } },
        },
      },
    },
    components: {
      schemas: {
        Item: { type: "object", properties: { self: { $ref: "#/components/schemas/Item" }, name: { type: "string" } } },
      },
    },
  } as unknown as Document;
  const cases: readonly [field: string, known: boolean][] = [
    ["path.id", true],
    ["path.key", false],
    ["body", true],
    ["body.names.anything", true],
    ["body.mixed.a", true],
    ["body.mixed.anything", true],
    ["body.items.0.name", true],
    ["body/items/0/name", true],
    ["body.items.0.self.self.self.name", true],
    ["body.items.0.nam", false],
    ["body.items.name", false],
    ["body.free.at.all", true],
    ["body.left", true],
    ["body.right", true],
    ["body.extra", true],
    ["body.middle", false],
    ["body.left.inner", false],
  ];
  for (const [field, known] of cases) {
    const text = `name: a\nrules: [{ on: "POST /a/{id}", result: "200", when: { ${field}: x } }]\n`;
    t.equal(loadScenarios([{ file: "a.yaml", text }], api).scenarios.length === 1, known, field);
  }
  t.end();
});

t.test("templates become the value itself where they stand alone, and text inside text", (t) => {
  const values: Readonly<Record<string, unknown>> = { id: 7, cart: { items: [1] }, none: null };
  const cases: readonly [given: unknown, want: unknown][] = [
    ["{{id}}", 7],
    ["{{ id }}", 7],
    ["no {{id}} and {{id}}", "no 7 and 7"],
    [{ a: ["{{cart}}", true] }, { a: [{ items: [1] }, true] }],
    ["have {{cart}}", 'have {"items":[1]}'],
    ["[{{none}}{{missing}}]", "[]"],
    ["{{missing}}", undefined],
    ["{id} {{}}", "{id} {{}}"],
    [3, 3],
  ];
  for (const [given, want] of cases)
    t.strictSame(
      fillTemplate(given, (name) => values[name]),
      want,
      JSON.stringify(given),
    );
  t.same(templateNames({ a: "{{x}} {{y}}", b: ["{{x}}"] }), ["x", "y"]);
  t.end();
});

t.test("a field's value is found by place and name, header names in any letter case, and never inherited", (t) => {
  const values = {
    header: { clientid: "c" },
    query: { page: "2" },
    path: {},
    cookie: {},
    state: {},
    request: "valid" as const,
    body: { user: { tags: ["a"] } },
  };
  const cases: readonly [field: string, want: unknown][] = [
    ["header.clientId", "c"],
    ["query.page", "2"],
    ["query.Page", undefined],
    ["body.user.tags.0", "a"],
    ["body.constructor", undefined],
    ["query.toString", undefined],
    ["request", "valid"],
    ["request.header.clientId", "c"],
    ["request.body.user.tags.0", "a"],
  ];
  for (const [name, want] of cases) {
    const field = readField(name);
    t.same(field && fieldValue(values, field), want, name);
  }
  t.end();
});

t.test("patterns that could take for ever are refused, others are not", (t) => {
  for (const pattern of ["(a+)+$", "(a*)*b", "(a|a)*c", "(?:x|xy)+z", "([a-z]+)*"])
    t.ok(patternProblem(pattern), pattern);
  for (const pattern of ["^\\d{3}-\\d{4}$", "^(GET|POST)$", "[|]+", "^e+", "\\(a|b\\)+", "(?<year>\\d+)-x"])
    t.equal(patternProblem(pattern), undefined, pattern);
  const cases: readonly [pattern: string, text: string, want: boolean][] = [
    ["^e", "e1", true],
    ["^e", "a", false],
    ["^(?<year>\\d{4})-\\u{31}$", "2026-1", true],
    ["^\\p{L}+$", "größe", true],
    // Each would take minutes where patterns are tried one way after another.
    ["a*a*a*a*a*a*b", "a".repeat(1000), false],
    ["\\w*\\w*\\w*\\w*\\w*\\w*!", "a".repeat(1000), false],
    [`${"(a|a)".repeat(40)}b`, "a".repeat(100), false],
  ];
  for (const [pattern, text, want] of cases) {
    t.equal(patternProblem(pattern), undefined, pattern);
    t.equal(patternMatcher(pattern)(text), want, pattern);
  }
  for (const [pattern, problem] of [
    ["^(?!x)", /cannot be matched in a time that is sure \(invalid or unsupported Perl syntax: `\(\?!`\)/],
    ["^(.)\\1$", /cannot be matched in a time that is sure \(invalid escape sequence: `\\1`\)/],
  ] as const)
    t.match(patternProblem(pattern), problem);
  t.end();
});

t.test(
  "a program is held to the format and the document like any scenario, each mistake at its place in the text",
  (t) => {
    const text = `import { defineScenario } from "fieldproof";
// rules: [{ on: "POST /nowhere" }] is no rule
const pattern = /["'{[]/;

export default defineScenario({
  name: "a", /* { */
  rules: [
    { on: "POST /session/logout", answer: () => "SUCCESS" },
    {
      "on": "POST /session/logout",
      when: { "body.sessionId": "}" , 'header.clientId': \`a,b\` },
      result: "SUCCESS",
    },
  ],
});
`;
    const on = "POST /session/logout";
    const good = { on, when: { "body.sessionId": "}", "header.clientId": "a,b" }, result: "SUCCESS" };
    const asked = (): string => "SUCCESS";
    const read = (rules: unknown, name: unknown = "a") =>
      loadScenarios([{ file: "a.ts", text, exported: { name, rules } }], document);
    const sound = read([{ on, answer: asked }, good]);
    t.same(sound.diagnostics, []);
    t.match(sound.scenarios[0]?.rules, [
      { answer: { kind: "program", answer: asked }, location: { file: "a.ts", line: 8, column: 5 } },
      { answer: { kind: "result", result: "SUCCESS" }, location: { line: 9, column: 5 } },
    ]);
    const cases: readonly [exported: readonly [rules: unknown, name?: unknown], place: string, message: RegExp][] = [
      [
        [
          [
            { on, answer: asked },
            { ...good, result: "SUCESS" },
          ],
        ],
        "12:15",
        /`SUCESS` is no result code .*`SYSTEM_ERROR`/,
      ],
      [
        [
          [
            { on, answer: asked },
            { ...good, on: "POST /nowhere" },
          ],
        ],
        "10:13",
        /Unknown operation `POST \/nowhere`/,
      ],
      [[[{ on: "sessionLogin", answer: asked }]], "8:11", /Unknown operation `sessionLogin`/],
      [[[{ on, answer: "SUCCESS" }]], "8:35", /Unknown key `answer` in `rules.0`/],
      [[[{ on, answer: asked, result: "SUCCESS" }]], "8:5", /`proxy` and `answer`, found `result` and `answer`/],
      [[[{ on, answer: asked, status: 200 }]], "8:5", /`status` is for `answer` to say/],
      [[[good, { ...good, when: { "header.clientId": { pattern: "(a+)+" } } }]], "11:58", /repeats what repeats/],
      [[[], 7], "6:9", /`name` expected string, found integer/],
      [["none"], "7:10", /`rules` expected array, found string/],
    ];
    for (const [[rules, name], place, message] of cases) {
      const { scenarios, diagnostics } = read(rules, name ?? "a");
      const [first] = diagnostics;
      t.equal(`${first?.location?.line}:${first?.location?.column}`, place, String(first?.message));
      t.match(first?.message, message);
      t.same(scenarios, []);
    }
    for (const exported of [undefined, null, 7, []])
      t.match(loadScenarios([{ file: "a.ts", text: "", exported }], document).diagnostics, [
        { severity: "error", location: { file: "a.ts", line: 1, column: 1 } },
      ]);
    t.end();
  },
);

t.test(
  "types are named as components are, without what no name may hold, and kept apart where that makes them one",
  (t) => {
    const schemas = { "Room.request": {}, RoomRequest: {}, "7-up": {}, Operations: {}, Item_Summary: {} };
    const properties = Object.fromEntries(
      Object.keys(schemas).map((name, index) => [`f${index}`, { $ref: `#/components/schemas/${name}` }]),
    );
    const content = { "application/json": { schema: { type: "object", properties } } };
    const api = {
      openapi: "3.1.0",
      info: { title: "a", version: "1" },
      paths: { "/a": { get: { responses: { 200: { description: "a", content } } } } },
      components: { schemas },
    } as unknown as Document;
    t.same(
      [...operationTypesFor(api, operationsOf(api)).matchAll(/^ +f\d\?: (\w+);$/gm)].map(([, name]) => name),
      ["RoomRequest", "RoomRequest_1", "_7Up", "_Operations", "Item_Summary"],
    );
    t.end();
  },
);

t.test("the types of a document's operations hold a program to them", (t) => {
  const shop = parseDocument(readFileSync("test/fixtures/documents/shop.yaml", "utf8"), "shop.yaml").document;
  if (shop === undefined) throw new Error("shop.yaml is no document.");
  const logout = operationTypesFor(document, operationsOf(document));
  t.match(logout, /^ {2}\/\*\* deactivate user session \*\/\n {2}"POST \/session\/logout": \{$/m);
  const program = (answer: string, on = "POST /session/logout"): string =>
    `import type { Operations } from "./operations.d.ts";
import { defineScenario } from "fieldproof";
export default defineScenario<Operations>({ name: "a", rules: [{ on: "${on}", ${answer} }] });
`;
  const cases: readonly [text: string, wrong: readonly string[]][] = [
    [program('answer: ({ request }) => (request.header.clientid === "a" ? "SYSTEM_ERROR" : undefined)'), []],
    [program('answer: ({ request }) => (request.valid && request.body.sessionId === "a" ? "SUCCESS" : undefined)'), []],
    [
      program(
        'answer: async ({ fake }) => ({ result: "SUCCESS", message: String(fake("person.fullName")), delay: 5 })',
      ),
      [],
    ],
    [program('result: "SUCCESS"'), []],
    [program('answer: () => "SUCESS"'), ["SUCESS"]],
    [program('answer: () => ({ result: "SUCESS" })'), ["SUCESS"]],
    [program('answer: () => ({ result: "SUCCESS", body: { resultContext: { success: 1 } } })'), ["success"]],
    [program("answer: ({ request }) => (request.body.sessionId ? undefined : undefined)"), ["request.body"]],
    [
      program("answer: ({ request }) => (request.valid && request.body.sesionId ? undefined : undefined)"),
      ["sesionId"],
    ],
    [program('answer: ({ fake }) => String(fake("person.fulName")) ? "SUCCESS" : undefined'), ["fulName"]],
    [program('result: "SUCESS"'), ["SUCESS"]],
    [program('result: "SUCCESS"', "POST /session/logut"), ["logut"]],
  ];
  const folder = t.testdir({
    "operations.d.ts": logout,
    "shop.d.ts": operationTypesFor(shop, operationsOf(shop)),
    ...Object.fromEntries(cases.map(([text], index) => [`${index}.ts`, text])),
  });
  const files = cases.map((_, index) => join(folder, `${index}.ts`));
  const compiled = ts.createProgram([...files, join(folder, "shop.d.ts")], {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], target: ts.ScriptTarget.ES2022 },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ...{
      lib: ["lib.es2022.d.ts"],
      allowImportingTsExtensions: true,
      paths: { fieldproof: ["./src/scenario/program.ts"] },
    },
    baseUrl: ".",
  });
  t.same(compiled.getSemanticDiagnostics(compiled.getSourceFile(join(folder, "shop.d.ts"))), []);
  for (const [index, [text, wrong]] of cases.entries()) {
    const found = compiled.getSemanticDiagnostics(compiled.getSourceFile(files[index] ?? ""));
    const messages = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    t.equal(found.length > 0, wrong.length > 0, `${text}\n${messages.join("\n")}`);
    for (const word of wrong) t.match(messages.join("\n"), word);
  }
  t.end();
});
