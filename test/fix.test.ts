// What `lint --fix` does to pages: only what is reported, only what changes nothing of their meaning, and once.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import t from "tap";
import { createColours } from "../src/reporters/colour.ts";
import { findingsReporters } from "../src/reporters/findings/index.ts";
import { deriveDocument } from "../src/spec/derive.ts";
import { editText, fixPages } from "../src/spec/fix.ts";
import { lint } from "../src/spec/lint.ts";
import { type PageText, readSpecification } from "../src/spec/read.ts";
import { rules } from "../src/spec/rules/index.ts";

const FIXTURES = "test/fixtures/pages";

const collections: readonly (readonly [string, readonly PageText[]])[] = [
  ...rules.map(({ name, bad }): [string, readonly PageText[]] => [
    name,
    typeof bad === "string"
      ? [{ file: "page.md", text: bad }]
      : Object.entries(bad).map(([file, text]) => ({ file, text })),
  ]),
  [
    FIXTURES,
    readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ file: relative(FIXTURES, path), text: readFileSync(path, "utf8") })),
  ],
];

function meaning(pages: readonly PageText[]): string {
  return JSON.stringify(deriveDocument(readSpecification(pages)), (key, value) =>
    key === "x-source" ? undefined : value,
  );
}

t.test("fixed pages say the same, lint cleaner, and need no second run", async (t) => {
  for (const [name, pages] of collections) {
    const asked = new Set(["missing-method"]);
    const once = fixPages(pages, asked);
    t.equal(meaning(once.pages), meaning(pages), `${name} derives alike`);
    t.same(fixPages(once.pages, asked), { pages: once.pages, fixed: [] }, `${name} is fixed once`);
    const before = lint(readSpecification(pages)).length;
    const after = lint(readSpecification(once.pages)).length;
    t.ok(once.fixed.length === 0 ? after === before : after < before, `${name}: ${before} findings, then ${after}`);
  }
});

t.test("each fix puts right what its rule reports", async (t) => {
  const fixable = new Set<string>();
  for (const rule of rules) {
    const pages = collections.find(([name]) => name === rule.name)?.[1] ?? [];
    const { fixed } = fixPages(pages, new Set([rule.name]));
    if (!fixed.some(({ code }) => code === rule.name)) continue;
    fixable.add(rule.name);
  }
  t.same(
    [...fixable].sort(),
    [
      "broken-table",
      "heading-alias",
      "heading-depth",
      "misspelled-label",
      "misspelled-type-heading",
      "mixed-quotes",
      "table-layout",
      "unbalanced-quote",
      "unknown-type",
    ],
    "a page alone has no habit to take a method from",
  );
});

t.test("nothing is touched but what is reported", async (t) => {
  const [, pages = []] = collections.at(-1) ?? [];
  const { pages: after } = fixPages(pages);
  for (const [index, { file, text }] of pages.entries()) {
    const reported = lint(readSpecification(pages)).filter(
      ({ location, fix }) => location?.file === file && fix !== undefined,
    );
    if (reported.length === 0) t.equal(after[index]?.text, text, file);
  }
});

t.test("a method is filled in only when asked for, by the habit of the others", async (t) => {
  const page = (path: string, method: string): string =>
    `## API\n\n| field name      | remarks     |\n| --------------- | ----------- |\n| API url         | <url>${path} |\n| API description | does it     |\n| API methods     | ${method.padEnd(11)} |\n`;
  const pages = ["/a/one", "/a/two", "/a/six"].map((path, index) => ({
    file: `${index}.md`,
    text: page(path, index === 2 ? "" : "POST"),
  }));
  t.same(fixPages(pages).pages, pages);
  t.equal(fixPages(pages, new Set(["missing-method"])).pages[2]?.text, page("/a/six", "POST"));
});

t.test("a table is aligned where its author aligned it, and left alone where not", async (t) => {
  const table = (rows: string): string =>
    `## API\n\n| API url | <url>/a/b |\n| --- | --- |\n| API methods | POST |\n\n### Request\n\n##### Body\n\n${rows}`;
  const cases = [
    [
      "| Field Name | Field type | Mandatory |\n| ---------- | ---------: | --------- |\n| a|String|Y|\n| b \\| c | List<AnotherType> | N |\n| d          | String     | Y         |\n| e          | String     | Y         |\n",
      "| Field Name | Field type        | Mandatory |\n| ---------- | ----------------: | --------- |\n| a          | String            | Y         |\n| b \\| c     | List<AnotherType> | N         |\n| d          | String            | Y         |\n| e          | String            | Y         |\n",
    ],
    [
      "| Field Name | Field type | Mandatory |\n| ---------- | ---------- | --------- |\n| a|String|Y|\n| b | String | N |\n| d          | String     | Y         |\n",
      undefined,
    ],
    ["|Field Name|Field type|Mandatory|\n|---|---|---|\n|a|String|Y|\n", undefined],
    [
      "| Field Name | Field type | Mandatory |\n| ---------- | ---------- | --------- |\n| 名 | String | Y |\n",
      undefined,
    ],
  ] as const;
  for (const [before, after = before] of cases) {
    t.equal(fixPages([{ file: "a.md", text: table(before) }]).pages[0]?.text, table(after));
  }
});

t.test("edits keep line ends, byte order marks and what has changed meanwhile", async (t) => {
  const at = (line: number, column: number, endColumn: number) => ({ file: "a.md", line, column, endColumn });
  const cases = [
    ["one\r\ntwo\r\n", [{ location: at(2, 1, 4), text: "2\n3" }], "one\r\n2\r\n3\r\n"],
    ["\ufeffone", [{ location: at(1, 1, 2), text: "O" }], "\ufeffOne"],
    ["one", [{ location: at(1, 1, 4), text: "two", instead: "six" }], "one"],
    [
      "abcdef",
      [
        { location: at(1, 1, 4), text: "x" },
        { location: at(1, 3, 5), text: "y" },
      ],
      "abyef",
    ],
  ] as const;
  for (const [before, edits, after] of cases) t.equal(editText(before, edits), after);
});

t.test("the problem matcher of the docs takes findings apart as they are printed", async (t) => {
  const docs = readFileSync("docs/lint.md", "utf8");
  const tasks = JSON.parse(/```json\n([\s\S]*?)```/.exec(docs)?.[1] ?? "{}");
  const { regexp, ...groups } = tasks.tasks[0].problemMatcher.pattern;
  const [, pages = []] = collections.at(-1) ?? [];
  const findings = lint(readSpecification(pages));
  const texts = new Map(pages.map(({ file, text }) => [file, text]));
  const pretty = findingsReporters.find(({ name }) => name === "pretty");
  const printed = (pretty?.report(findings, { texts, colours: createColours(false) }) ?? "").split("\n");
  const matched = printed.flatMap((line) => {
    const found = new RegExp(regexp).exec(line);
    return found === null
      ? []
      : [Object.fromEntries(Object.entries(groups).map(([key, at]) => [key, found[at as number]]))];
  });
  t.same(
    matched,
    findings.map(({ code, severity, message, location }) => ({
      file: location?.file,
      line: String(location?.line),
      column: String(location?.column),
      severity,
      message,
      code,
    })),
  );
  t.ok(matched.length > 10);
});

t.test("the command shows a difference and writes nothing when dry, and writes once when not", async (t) => {
  const folder = t.testdir({ "a.md": collections.find(([name]) => name === "unknown-type")?.[1][0]?.text ?? "" });
  const path = join(folder, "a.md");
  const before = readFileSync(path, "utf8");
  const bin = resolve("dist/cli/main.js");
  const run = (...options: readonly string[]) =>
    spawnSync(process.execPath, [bin, "lint", "a.md", ...options], { cwd: folder, encoding: "utf8" });
  t.match(run("--fix", "--dry-run"), {
    status: 0,
    stdout: /^-\| isOpen {5}\| Booelan .*\n\+\| isOpen {5}\| Boolean /m,
  });
  t.equal(readFileSync(path, "utf8"), before);
  t.match(run("--dry-run"), { status: 2, stderr: /expected `--fix`/ });
  t.match(run("--fix"), { status: 0, stderr: "Fixed 2 findings on 1 page." });
  const after = readFileSync(path, "utf8");
  t.match(run("--fix"), { status: 0, stderr: "Fixed 0 findings on 0 pages." });
  t.equal(readFileSync(path, "utf8"), after);
  t.not(after, before);
});
