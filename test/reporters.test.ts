// The reporters of contract runs: one report, told in eight ways, each valid by its own format's reader.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { SaxesParser } from "saxes";
import t from "tap";
import { Parser } from "tap-parser";
import { plural } from "../src/plural.ts";
import type { Report, TestPoint } from "../src/report.ts";
import { codeCounts, coverageLine } from "../src/reporters/closing.ts";
import { createColours } from "../src/reporters/colour.ts";
import { failuresOf } from "../src/reporters/failure.ts";
import { findingsReporters } from "../src/reporters/findings/index.ts";
import { reporters } from "../src/reporters/index.ts";
import { lint } from "../src/spec/lint.ts";
import { readSpecification } from "../src/spec/read.ts";
import { rules } from "../src/spec/rules/index.ts";

const plain = createColours(false);

function point(id: string, outcome: TestPoint["outcome"], more: Partial<TestPoint> = {}): TestPoint {
  return {
    id,
    name: `POST /session/logout · ${id} · expects PARAM_ILLEGAL`,
    operation: "sessionLogout",
    family: "missing",
    outcome,
    durationMs: 12,
    diagnostics: [],
    ...more,
  };
}

/** Text that every format has to escape in its own way. */
const AWKWARD = "a `b` | <c> & \"d\" # 100% \u0007 ]]> \\ 'e'\n:: end";
const broken: Partial<TestPoint> = {
  fingerprint: "f00d",
  count: 2,
  request: {
    method: "POST",
    url: "http://a.test/session/logout",
    headers: { clientSecret: "***" },
    body: '{"sessionId":null,"x":1}',
  },
  response: { status: 200, headers: {}, body: AWKWARD },
  curl: "curl -X POST 'http://a.test/session/logout'",
  rerun: "fieldproof verify --only a1",
  diagnostics: [
    {
      code: "expected-code",
      severity: "error",
      message: AWKWARD,
      pointer: "/resultContext/resultCode",
      source: "session/logout.md:23:3",
      location: { file: "session/logout.md", line: 23, column: 3 },
    },
  ],
};
const smaller = { method: "POST", url: "http://a.test/session/logout", headers: {}, body: "{}" };

const report: Report = {
  title: "Sessions <1>",
  target: "staging (http://a.test)",
  seed: 7,
  startedAt: "2026-06-30T12:00:00.000Z",
  durationMs: 1234,
  summary: { passed: 1, failed: 2, inconclusive: 1, skipped: 1, known: 1 },
  points: [
    point("one", "passed"),
    point("two", "failed", broken),
    point("three", "failed", { ...broken, request: smaller }),
    point("four", "inconclusive", { reason: "the session could not be had", rerun: "fieldproof verify --only four" }),
    point("five", "skipped", { reason: "a mock knows no clients" }),
    point("six", "known", { reason: "the gateway adds it", diagnostics: broken.diagnostics ?? [] }),
  ],
  coverage: {
    operations: { sessionLogout: { success: true, requests: 9 } },
    resultCodes: { sessionLogout: { SUCCESS: 3, PARAM_ILLEGAL: 5, SYSTEM_ERROR: 0, SESSION_EXPIRED: 0 } },
    waived: { sessionLogout: { SYSTEM_ERROR: "only a breakdown", SUCCESS: "never waived once it was seen" } },
    fields: { sessionLogout: { "header.clientId": 2 } },
    families: { missing: 6 },
  },
  missedGates: ["`POST /session/logout` never answered `SESSION_EXPIRED`."],
};
const empty: Report = {
  ...report,
  points: [],
  summary: { passed: 0, failed: 0, inconclusive: 0, skipped: 0, known: 0 },
  missedGates: [],
  aborted: "The target `http://a.test` cannot be reached: ECONNREFUSED.",
  unreachable: true,
};

function written(name: string, of: Report = report): string {
  const reporter = reporters.find((each) => each.name === name);
  if (reporter === undefined) throw new Error(`There is no reporter ${name}.`);
  return reporter.write(of, { colours: plain });
}

t.test("several of a thing are named as English has it", (t) => {
  t.same(["entry", "address", "box", "branch", "day", "order"].map(plural), [
    "entries",
    "addresses",
    "boxes",
    "branches",
    "days",
    "orders",
  ]);
  t.end();
});

t.test("there are eight reporters, and each ends its last line and writes the same text again", (t) => {
  t.same(
    reporters.map(({ name }) => name),
    ["pretty", "json", "tap", "junit", "markdown", "github", "sarif", "html"],
  );
  for (const { name, write } of reporters) {
    for (const of of [report, empty]) {
      const text = write(of, { colours: plain });
      t.match(text, /[^\n]\n$/, name);
      t.equal(write(of, { colours: plain }), text, name);
    }
    t.match(write(empty, { colours: plain }), "ECONNREFUSED", `${name} says why the run ended early`);
  }
  t.end();
});

t.test("equal failures are told once, by the smallest request that shows them", (t) => {
  t.same(
    failuresOf(report).map(({ point: shown, points }) => [shown.id, points.map(({ id }) => id)]),
    [["three", ["two", "three"]]],
  );
  t.end();
});

t.test("the closing line counts codes that were seen, waived and missed, which add up to all", (t) => {
  t.same(codeCounts(report), { documented: 4, seen: 2, waived: 1, missed: 1 });
  t.equal(coverageLine(report), "SUCCESS reached on 1 of 1 operations; codes 2 of 4, 1 waived, 1 missed");
  t.end();
});

t.test("pretty tells each fault with its row, its answer, a curl line and the command that runs it again", (t) => {
  const text = written("pretty");
  t.equal(
    text,
    `Sessions <1> at staging (http://a.test) (seed 7)

✗ POST /session/logout  1 of 6 passed
  SUCCESS 3, PARAM_ILLEGAL 5, SYSTEM_ERROR waived, SESSION_EXPIRED never

✗ POST /session/logout · three · expects PARAM_ILLEGAL
    expected-code  ${AWKWARD}
      session/logout.md:23:3
    answer  200 ${AWKWARD.replace("\n", " ")}
    try     curl -X POST 'http://a.test/session/logout'
    again   fieldproof verify --only a1
    and 1 more like it:
      POST /session/logout · two · expects PARAM_ILLEGAL

Could not be told
  ? the session could not be had
      POST /session/logout · four · expects PARAM_ILLEGAL

Known deviations
  ~ the gateway adds it
      POST /session/logout · six · expects PARAM_ILLEGAL

Left out
  - a mock knows no clients
      POST /session/logout · five · expects PARAM_ILLEGAL

! \`POST /session/logout\` never answered \`SESSION_EXPIRED\`.

1 passed, 2 failed, 1 inconclusive, 1 skipped, 1 known in 1.2 s
SUCCESS reached on 1 of 1 operations; codes 2 of 4, 1 waived, 1 missed
`,
  );
  const coloured = reporters[0]?.write(report, { colours: createColours(true) }) ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  t.equal(coloured.replace(/\u001b\[\d+m/g, ""), text, "colour adds nothing but colour");
  t.not(coloured, text);
  t.end();
});

t.test("json is the report itself", (t) => {
  t.same(JSON.parse(written("json")), report);
  t.end();
});

t.test("tap is read by a TAP parser with the report's verdicts", async (t) => {
  const rows: readonly (readonly [Report, object])[] = [
    [report, { ok: false, count: 6, pass: 2, fail: 4, todo: 2, skip: 1, plan: { start: 1, end: 6 } }],
    [empty, { ok: false, count: 0, bailout: empty.aborted }],
  ];
  for (const [of, want] of rows) {
    const text = written("tap", of);
    const results = await new Promise<object>((resolve) => {
      const parser = new Parser({ strict: true }, (final) => resolve(JSON.parse(JSON.stringify(final)) as object));
      parser.end(text);
    });
    t.match(results, want);
    t.match(text, /^TAP version 14\n/);
  }
  const parsed = Parser.parse(written("tap")) as unknown[][];
  const second = parsed.filter(([kind]) => kind === "assert")[1]?.[1] as { name: string; diag: { findings: object[] } };
  t.equal(second.name, "POST /session/logout · two · expects PARAM_ILLEGAL");
  t.same(second.diag.findings, [
    { check: "expected-code", message: AWKWARD, pointer: "/resultContext/resultCode", at: "session/logout.md:23:3" },
  ]);
});

t.test("junit is well-formed XML with a suite for each operation", (t) => {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(written("junit")).close();
  const named = (name: string) => elements.filter((element) => element.name === name);
  t.match(named("testsuite"), [
    { attributes: { name: "sessionLogout", tests: "6", failures: "2", errors: "0", skipped: "3" } },
  ]);
  t.same(
    named("testcase").map(({ attributes }) => attributes.name),
    report.points.map(({ name }) => name),
  );
  t.same(
    named("failure").map(({ attributes }) => attributes.type),
    ["expected-code", "expected-code"],
  );
  t.match(named("failure")[0]?.text, "session/logout.md:23:3");
  t.match(named("failure")[0]?.text, "\\u0007", "what XML cannot hold is shown as what it was");
  t.same(
    named("skipped").map(({ attributes }) => attributes.message),
    ["inconclusive: the session could not be had", "a mock knows no clients", "known: the gateway adds it"],
  );
  t.end();
});

t.test("markdown and html let nothing of an answer become markup", (t) => {
  const page = written("html");
  t.notMatch(page, "<c>");
  t.match(page, "&lt;c&gt;");
  t.notMatch(page, /<script|src=|href=/, "it loads nothing and runs nothing");
  const table = written("markdown")
    .split("\n")
    .filter((line) => line.startsWith("| POST"));
  t.equal(table.length, 1);
  t.equal(table[0]?.replaceAll("\\|", "").match(/\|/g)?.length, 6, "a bar in a message adds no column");
  t.notMatch(table[0], "<c>");
  t.end();
});

t.test("github annotates the row of the tables, on one line for each finding", (t) => {
  t.same(written("github").trimEnd().split("\n"), [
    `::error file=session/logout.md,line=23,col=3,title=expected-code::POST /session/logout · three · expects PARAM_ILLEGAL: ${AWKWARD.replace("%", "%25").replace("\n", "%0A")} (2 cases)%0Afieldproof verify --only a1`,
    "::warning title=fieldproof::`POST /session/logout` never answered `SESSION_EXPIRED`.",
    "::notice title=fieldproof::1 passed, 2 failed, 1 inconclusive, 1 skipped, 1 known. SUCCESS reached on 1 of 1 operations; codes 2 of 4, 1 waived, 1 missed",
  ]);
  t.end();
});

t.test(
  "every reporter says where the target does not look like the API at all, those for people before all else",
  (t) => {
    const foreign = "No answer looked like this API (200 text/html): is the URL of the target right?";
    for (const { name } of reporters) {
      const text = written(name, { ...report, foreign });
      t.match(text, foreign.slice(0, 30), name);
      if (["pretty", "markdown", "html"].includes(name))
        t.ok(text.indexOf(foreign) < text.indexOf("POST /session/logout"), `${name} says it first`);
      t.notMatch(written(name), "No answer looked", name);
    }
    t.end();
  },
);

t.test("sarif has one result for each fault, at its row, with a fingerprint", (t) => {
  const { runs } = JSON.parse(written("sarif")) as { runs: readonly { results: readonly object[]; tool: object }[] };
  t.match(runs[0]?.tool, { driver: { name: "fieldproof", rules: [{ id: "expected-code" }] } });
  t.equal(runs[0]?.results.length, 1);
  t.match(runs[0]?.results[0], {
    ruleId: "expected-code",
    ruleIndex: 0,
    level: "error",
    occurrenceCount: 2,
    partialFingerprints: { "fieldproof/v1": "f00d/expected-code" },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "session/logout.md" },
          region: { startLine: 23, startColumn: 3 },
        },
      },
    ],
  });
  t.end();
});

t.test("what is written as SARIF, of runs and of findings, is SARIF by its own schema", async (t) => {
  const file = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const holds = ajv.compile(schema);
  const validate = (log: unknown): readonly unknown[] => (holds(log) ? [] : (holds.errors ?? []));
  t.not(validate({ version: "2.1.0", runs: [{ tool: { driver: {} } }] }).length, 0, "the schema is held to");
  t.same(validate(JSON.parse(written("sarif"))), []);
  t.same(validate(JSON.parse(written("sarif", empty))), []);
  const [lintSarif] = findingsReporters.filter(({ name }) => name === "sarif");
  for (const rule of rules) {
    const pages = (typeof rule.bad === "string" ? [["a b.md", rule.bad]] : Object.entries(rule.bad)).map(
      ([file = "", text = ""]) => ({ file, text }),
    );
    const findings = lint(readSpecification(pages));
    const text = lintSarif?.report(findings, { texts: new Map(), colours: plain, rules, version: "1.2.3" }) ?? "";
    t.same(validate(JSON.parse(text)), [], rule.name);
  }
});
