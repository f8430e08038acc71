// The command line as a shell sees it: what goes to which stream, and with which exit code it ends.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import t, { type Test } from "tap";
import { parse } from "yaml";

import { catalogues, schemas } from "../src/cli/catalogues.ts";
import { loadConfig } from "../src/cli/config.ts";
import { asksOnce, type Lint, newFindings } from "../src/cli/new-findings.ts";
import { CannotRun, problemLine } from "../src/cli/problem.ts";
import { readScenarios } from "../src/cli/scenarios.ts";
import { strayNames } from "../src/cli/stray-names.ts";
import type { Document } from "../src/openapi/document.ts";
import { rules } from "../src/spec/rules/index.ts";

const BIN = resolve("dist/cli/main.js");
const SERVER = resolve("test/server/main.mjs");
const SPEC = resolve("spec");
const URL_SHOWN = /http:\/\/127\.0\.0\.1:\d+/;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function fieldproof(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: { PATH: process.env.PATH ?? "", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

/** Starts a server that says its URL on standard output, and ends it with the test. */
async function serve(t: Test, script: string, args: readonly string[], cwd = process.cwd()): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", "pipe", "ignore"] });
  // A server that outlives its test must neither hold up this process nor be left behind by it.
  const end = (): void => {
    child.kill("SIGKILL");
  };
  t.teardown(end);
  process.once("exit", end);
  return new Promise((found, failed) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (url === null) return;
      child.unref();
      (child.stdout as unknown as { unref(): void }).unref();
      found(url[0]);
    });
    child.once("exit", (code) => failed(new Error(`${script} ended with ${code}: ${text}`)));
  });
}

/** A project of its own: the repository's pages and scenarios in a folder of the test's. */
function project(t: Test, files: Readonly<Record<string, string>> = {}): string {
  const folder = t.testdir({});
  cpSync(SPEC, join(folder, "spec"), { recursive: true });
  cpSync("scenarios", join(folder, "scenarios"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const WORKING_CONFIG = `targets:
  local:
    url: http://127.0.0.1:1
    values:
      header.clientId: shop-7
      header.clientSecret: \${CLIENT_SECRET}
      sessionId: { run: "node '${resolve("test/server/new-session.mjs")}' $SERVER_URL" }
resultCodes:
  unprovoked: { SYSTEM_ERROR: only a breakdown inside brings it about }
`;

t.test("derive writes the committed document, as JSON, as YAML, and to a file", async (t) => {
  const committed = readFileSync("spec/openapi.json", "utf8");
  const json = await fieldproof(["derive", "spec"]);
  t.same([json.code, json.err], [0, ""]);
  t.equal(json.out, committed);
  const yaml = await fieldproof(["derive", "spec", "--format", "yaml"]);
  t.same(parse(yaml.out), JSON.parse(committed));
  const cwd = project(t);
  t.match(await fieldproof(["derive", "-o", "out/api.yaml"], { cwd }), { code: 0, out: "" });
  t.same(parse(readFileSync(join(cwd, "out/api.yaml"), "utf8")), JSON.parse(committed));
  const old = await fieldproof(["derive", "spec", "--openapi", "3.0"]);
  t.match(JSON.parse(old.out), { openapi: /^3\.0\.\d$/ });
});

t.test("derive --check passes a current file, and shows what a stale one lacks", async (t) => {
  const cwd = project(t);
  t.match(await fieldproof(["derive", "--check"], { cwd }), { code: 0, out: "" });
  const page = join(cwd, "spec/session/logout.md");
  writeFileSync(page, readFileSync(page, "utf8").replace("| SESSION_EXPIRED", "| SESSION_UNKNOWN"));
  const stale = await fieldproof(["derive", "--check"], { cwd });
  t.equal(stale.code, 1);
  t.match(stale.out, /^-.*"SESSION_EXPIRED"/m);
  t.match(stale.out, /^\+.*"SESSION_UNKNOWN"/m);
  t.match(stale.err, /openapi\.json is stale/);
});

t.test("lint points at line and column, and its exit code tells errors from warnings", async (t) => {
  t.match(await fieldproof(["lint", "spec"]), { code: 0 });
  const cwd = project(t);
  const page = join(cwd, "spec/session/logout.md");
  writeFileSync(page, readFileSync(page, "utf8").replace("| success    | Boolean ", "| success    | Booelan "));
  const pretty = await fieldproof(["lint"], { cwd });
  t.equal(pretty.code, 0);
  t.match(pretty.out, /session\/logout\.md:47:16/);
  t.match(pretty.out, /\n.*\| success {4}\| Booelan .*\n +.*\^{7}/);
  t.equal((await fieldproof(["lint", "--max-warnings", "0"], { cwd })).code, 1);
  const json = JSON.parse((await fieldproof(["lint", "--format", "json"], { cwd })).out);
  t.match(json.diagnostics, [
    {
      code: "unknown-type",
      severity: "warning",
      location: { file: "session/logout.md", line: 47, column: 16 },
      suggestion: "Boolean",
    },
  ]);
  writeFileSync(page, readFileSync(page, "utf8").replace("| API methods     | POST ", "| API methods     |      "));
  const broken = await fieldproof(["lint"], { cwd });
  t.equal(broken.code, 1);
  t.match(broken.out, /missing-method/);
  t.match(await fieldproof(["verify", "--target", "http://127.0.0.1:9"], { cwd }), {
    code: 2,
    err: /logout\.md:7:\d+.*missing-method/,
  });
});

t.test("usage mistakes end with 2, and say what was expected", async (t) => {
  const cwd = project(t, {
    "bad.yaml": "targets:\n  staging:\n    url: http://127.0.0.1:1\n    valeus: {}\n",
    "unset.yaml":
      "targets:\n  a:\n    url: http://127.0.0.1:1\n    values:\n      header.clientSecret: ${NOT_SET_ANYWHERE}\n",
    "broken.yaml": "targets: [\n",
    "empty/readme.txt": "",
    "binary.md": "# A\n\nB\0\n",
    "scenarios/wrong.yaml": "name: wrong\nrules:\n  - on: POST /session/logout\n    result: SESSION_EXPIRD\n",
  });
  const cases: readonly [readonly string[], RegExp][] = [
    [["derve"], /unknown command 'derve'[\s\S]*Did you mean derive/],
    [["derive", "--fromat", "yaml"], /unknown option '--fromat'[\s\S]*Did you mean --format/],
    [["derive", "nowhere"], /`nowhere` does not exist/],
    [["derive", "empty"], /no Markdown page/],
    [["lint", "binary.md"], /^error: binary\.md:3:1: Found bytes that are no text in UTF-8, expected a page/],
    [["derive", "empty/readme.txt"], /neither a Markdown page/],
    [["derive", SPEC, "-o", "empty"], /EISDIR/],
    [["mock", "--port", "99999"], /whole number from 0 to 65535/],
    [["derive", "--format", "xml"], /Allowed choices are json, yaml/],
    [["verify"], /no target/],
    [["verify", "--target", "staging"], /neither a URL nor a target/],
    [["verify", "--target", "http://192.0.2.1:9"], /not on this machine[\s\S]*--yes/],
    [["verify", "--target", "http://127.0.0.1:9", "--reporter", "jnuit"], /Unknown reporter `jnuit`[\s\S]*`junit`/],
    [["verify", "--target", "http://127.0.0.1:9", "--seed", "x"], /whole number/],
    [["verify", "--target", "http://127.0.0.1:9", "--shard", "4/3"], /no part of a whole/],
    [["verify", "--target", "http://127.0.0.1:9", "--only", "/(/"], /no regular expression/],
    [["verify", "--config", "missing.yaml"], /`missing.yaml` does not exist/],
    [["verify", "--config", "bad.yaml"], /bad\.yaml:4:5: Unknown key `valeus`.*Did you mean `values`/],
    [["verify", "--config", "unset.yaml"], /unset\.yaml:5:28: .*`NOT_SET_ANYWHERE` is not set/],
    [["verify", "--config", "broken.yaml"], /broken\.yaml:\d+:\d+: /],
    [["mock", "--port", "0"], /wrong\.yaml:4:13: .*`SESSION_EXPIRD`.*Did you mean `SESSION_EXPIRED`/],
    [["verify", "--config", "unset.yaml", "--target", "a"], /unset\.yaml:5:28/],
    [["explain", "unknown-tpye"], /Did you mean `unknown-type`/],
    [
      ["mock", "--port", "0", "--scenarios", "none", "--locale", "de-AT"],
      /^error: Unknown locale `de-AT`, expected one of faker's.* Did you mean `de_AT`\? \[unknown-locale\]\n$/,
    ],
  ];
  const all = await Promise.all(
    cases.map(async ([args, want]) => [args, want, await fieldproof(args, { cwd })] as const),
  );
  for (const [args, want, ended] of all) {
    t.equal(ended.code, 2, args.join(" "));
    t.match(ended.err, want, args.join(" "));
    t.equal(ended.out, "", `${args.join(" ")} writes no result`);
  }
});

t.test("a secret that is missing stops only what needs it", async (t) => {
  const cwd = project(t, { "fieldproof.yaml": WORKING_CONFIG });
  t.match(await fieldproof(["lint"], { cwd }), { code: 0 });
  t.match(await fieldproof(["derive", "--check"], { cwd }), { code: 0 });
  t.match(await fieldproof(["verify"], { cwd }), { code: 2, err: /`CLIENT_SECRET` is not set/ });
});

t.test("help and version go to standard output and end with 0", async (t) => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  t.same(await fieldproof(["--version"]), { code: 0, out: `${version}\n`, err: "" });
  const help = await fieldproof(["--help"]);
  t.equal(help.code, 0);
  for (const command of ["derive", "lint", "mock", "verify", "explain"])
    t.match(help.out, new RegExp(`^ +${command} `, "m"));
  t.match(await fieldproof(["verify", "--help"]), { code: 0, out: /--reporter <name\[:file\]>[\s\S]*Examples:/ });
  t.match(await fieldproof(["explain", "unknown-type"]), { code: 0, out: /^# unknown-type\n/ });
  t.match(
    (await fieldproof(["explain", "sarif"])).out,
    /^# sarif\n.*\n# sarif\n/s,
    "a reporter and a format of lint's",
  );
});

t.test("the reference pages in docs are the ones their objects say", async (t) => {
  for (const { file, reference, entries } of catalogues) {
    t.equal(readFileSync(`docs/${file}`, "utf8"), reference, `${file} is current; npm run generate writes it`);
    for (const { name, details } of entries) t.ok(details.trim().length > 0, `${name} has details`);
  }
  for (const { file, text } of schemas)
    t.equal(readFileSync(`docs/${file}`, "utf8"), text, `${file} is current; npm run generate writes it`);
  const names = catalogues.flatMap(({ entries }) => entries.map(({ name }) => name));
  const explained = await fieldproof(["explain"]);
  for (const name of names) t.match(explained.out, new RegExp(`^${name} `, "m"));
});

t.test(
  "a scenario in TypeScript is run as it stands, and read anew each time; what is wrong with it is said at its place",
  async (t) => {
    const program = (rule: string): string =>
      `import { defineScenario } from "fieldproof";
import { code } from "./shared.ts";
type Unused = { readonly [key: string]: typeof code };

export default defineScenario({ name: "p", rules: [{ on: "POST /session/logout", ${rule} }] });
`;
    const cwd = t.testdir({
      scenarios: { "shared.ts": 'export const code: string = "SUCCESS";', "ops.d.ts": "export type A = 1;" },
    });
    const document = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;
    const write = (name: string, text: string): void => writeFileSync(join(cwd, "scenarios", name), text);
    const read = () => readScenarios(join(cwd, "scenarios"), document, { cwd, say: (text) => said.push(text) });
    const said: string[] = [];
    const saidOf = async (): Promise<unknown> => {
      const [scenario] = await read();
      const answer = scenario?.rules[0]?.answer;
      return answer?.kind === "program" ? answer.answer(undefined as never) : answer;
    };
    write("p.ts", program("answer: () => code as never"));
    t.equal(await saidOf(), "SUCCESS");
    write("shared.ts", 'export const code: string = "SYSTEM_ERROR";');
    t.equal(await saidOf(), "SYSTEM_ERROR", "a saved module it imports is read anew, too");
    write("p.ts", program('result: "SESSION_EXPIRED"'));
    t.same(await saidOf(), { kind: "result", result: "SESSION_EXPIRED" });
    write("p.ts", program('result: "SESSION_EXPIRED", when: { "body.sessionId": 3 }'));
    t.same(said, []);
    t.same(await saidOf(), { kind: "result", result: "SESSION_EXPIRED" }, "what may be meant is taken");
    t.match(said, [/^warning: scenarios\/p\.ts:5:\d+: No valid request has this in `body\.sessionId`: /]);

    const cases: readonly [text: string, problem: RegExp][] = [
      [program('result: "SUCESS"'), /scenarios\/p\.ts:5:90: `SUCESS` is no result code .* Did you mean `SUCCESS`\?/],
      ["}\n", /scenarios\/p\.ts:1:1: The scenario cannot be run: Syntax: /],
      [program("answer: () => {{ }"), /scenarios\/p\.ts:5:\d+: The scenario cannot be run: Syntax: /],
      [program("...code.at(99).length"), /scenarios\/p\.ts:5:\d+: The scenario cannot be run: TypeError: Cannot read/],
      [
        program("result: code").replace("./shared.ts", "./shred.ts"),
        /scenarios\/p\.ts:2:\d+: The scenario cannot be run: Cannot find module/,
      ],
      ["const unused = 1;\n", /scenarios\/p\.ts:1:1: The scenario exports nothing, expected `export default/],
    ];
    for (const [text, problem] of cases) {
      write("p.ts", text);
      const error: unknown = await read().catch((refused: unknown) => refused);
      t.ok(error instanceof CannotRun, text);
      t.match(error instanceof CannotRun ? error.diagnostics.map(problemLine).join("\n") : "", problem);
    }
  },
);

t.test(
  "the config says better than the inference what operations do, and the mock lives by it from the save on",
  async (t) => {
    const config = (ends: string): string =>
      `state:\n  sessionLogout: { ends: ${ends} }\n  sessionLogut: { makes: [] }\n`;
    const cwd = project(t, { "fieldproof.yaml": config("[]") });
    const url = await serve(t, BIN, ["mock", "--port", "0", "--stateful"], cwd);
    const codes = async (): Promise<readonly string[]> => {
      const seen: string[] = [];
      for (let turn = 0; turn < 2; turn += 1) {
        const headers = {
          "content-type": "application/json",
          clientId: "c",
          clientSecret: "x",
          sessionId: "s",
          "x-mock-session": "w",
        };
        const answer = await fetch(`${url}/session/logout`, { method: "POST", headers, body: '{"sessionId":"s"}' });
        seen.push(/"resultCode":"(\w+)"/.exec(await answer.text())?.[1] ?? "");
      }
      await (await fetch(`${url}/__fieldproof/reset`, { method: "POST", headers: { "x-mock-session": "w" } })).text();
      return seen;
    };
    t.same(await codes(), ["SUCCESS", "SUCCESS"], "the logout ends nothing");
    writeFileSync(join(cwd, "fieldproof.yaml"), config("[session]"));
    for (const end = Date.now() + 20_000; Date.now() < end && (await codes())[1] === "SUCCESS"; )
      await new Promise((then) => setTimeout(then, 50));
    t.same(await codes(), ["SUCCESS", "SESSION_EXPIRED"]);
    const document = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;
    t.match(strayNames(loadConfig({ cwd, env: {} }), document).map(problemLine), [
      /^warning: `state` names `sessionLogut`, which is no operation. Did you mean `sessionLogout`\?/,
    ]);
    writeFileSync(join(cwd, "fieldproof.yaml"), "state:\n  sessionLogout: { end: [session] }\n");
    t.throws(() => loadConfig({ cwd, env: {} }), /Unknown key `end` in `state.sessionLogout`, expected one of `makes`/);
  },
);

t.test("the mock says where it is, answers, reloads a saved page, and ends when it is told to", async (t) => {
  const cwd = project(t);
  const url = await serve(t, BIN, ["mock", "--port", "0"], cwd);
  const ask = async (code: string): Promise<Response> =>
    fetch(`${url}/session/logout`, { method: "POST", headers: { prefer: `result=${code}` } });
  t.equal((await ask("SESSION_EXPIRED")).headers.get("preference-applied"), "result=SESSION_EXPIRED");
  t.equal((await ask("SESSION_GONE")).status, 400);
  const page = join(cwd, "spec/session/logout.md");
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace("| SYSTEM_ERROR   ", "| SYSTEM_ERROR   |x |\n| SESSION_GONE   "),
  );
  for (let attempt = 0; attempt < 100 && (await ask("SESSION_GONE")).status !== 200; attempt += 1) {
    await new Promise((later) => setTimeout(later, 50));
  }
  t.equal((await ask("SESSION_GONE")).status, 200);
});

t.test(
  "scenarios that do not stand there yet are taken up when they come, and are said to be missed until then",
  async (t) => {
    const cwd = project(t);
    rmSync(join(cwd, "scenarios"), { recursive: true });
    const text = (code: string): string => `name: late\nrules:\n  - { on: POST /session/logout, result: ${code} }\n`;
    const cases: readonly [args: readonly string[], place: string, file: string][] = [
      [[], "scenarios", "scenarios/late.yaml"],
      [["--scenarios", "mine"], "mine", "mine/deep/late.yaml"],
      [["--scenarios", "one.yaml"], "one.yaml", "one.yaml"],
      [["--scenarios", "far/off"], "far/off", "far/off/late.yaml"],
    ];
    for (const [args, place, file] of cases) {
      const url = await serve(t, BIN, ["mock", "--port", "0", ...args], cwd);
      const ask = (): Promise<Response> =>
        fetch(`${url}/session/logout`, { method: "POST", headers: { "x-mock-scenario": "late" } });
      t.match(await (await ask()).json(), { detail: `Unknown scenario \`late\`: there are none in \`${place}\`.` });
      for (const code of ["SYSTEM_ERROR", "SESSION_EXPIRED"]) {
        mkdirSync(dirname(join(cwd, file)), { recursive: true });
        writeFileSync(join(cwd, file), text(code));
        const outcome = async (): Promise<string | null> => (await ask()).headers.get("x-fieldproof-outcome");
        const want = `${code}; by=scenario late`;
        for (const end = Date.now() + 20_000; Date.now() < end && (await outcome()) !== want; )
          await new Promise((then) => setTimeout(then, 50));
        t.equal(await outcome(), want, file);
      }
      rmSync(join(cwd, file));
    }
    const nowhere = ["mock", "--port", "0", "--scenario", "late"];
    t.match(await fieldproof(nowhere, { cwd }), {
      code: 2,
      err: /Unknown scenario `late`: there are none in `scenarios`/,
    });
    t.match(await fieldproof(["mock", "--port", "0", "--scenarios", "gone", "--no-watch"], { cwd }), {
      code: 2,
      err: /Scenarios `gone` do not exist/,
    });
  },
);

t.test("where others can reach the mock, its first lines say whether the control API answers", async (t) => {
  const closed =
    "control:    closed, as others than this machine can reach it; --token WORD opens it to who sends that";
  const cases: readonly [args: readonly string[], isClosed: boolean][] = [
    [["--host", "0.0.0.0"], true],
    [["--host", "0.0.0.0", "--token", "word"], false],
    [[], false],
  ];
  for (const [args, isClosed] of cases) {
    const mock = start(t, ["mock", "spec", "--port", "0", "--no-watch", ...args], process.cwd());
    await mock.printed(/^document: /m);
    mock.child.kill();
    const { out } = await mock.ended;
    t.equal(out.includes(`\n${closed}\n`), isClosed, args.join(" "));
  }
});

t.test("a page saved half written is not taken, and pages that go and come again are", async (t) => {
  const other = "| API url | \\<url\\>/other |\n|---|---|\n| API methods | POST |\n";
  const cwd = project(t, { "spec/other.md": other });
  const mock = start(t, ["mock", "--port", "0"], cwd);
  const url = await mock.printed(URL_SHOWN);
  const ask = (): Promise<Response> =>
    fetch(`${url}/session/logout`, { method: "POST", headers: { prefer: "result=SESSION_GONE" } });
  const notice = async (): Promise<string> => (await ask()).headers.get("x-fieldproof-notice") ?? "";
  const page = join(cwd, "spec/session/logout.md");
  const whole = readFileSync(page, "utf8");
  for (const half of ["| field name | remarks |\n|---|---|\n| API url | x |\n", ""]) {
    writeFileSync(page, half);
    await until(async () =>
      /logout\.md:1:1: The page described `POST \/session\/logout` and describes no/.test(await notice()),
    );
    t.equal((await ask()).status, 400, "the last good version answers: it has no such code, but it has the operation");
    writeFileSync(page, whole);
    await until(async () => (await notice()) === "");
  }
  writeFileSync(join(cwd, "spec/moved.md"), whole);
  writeFileSync(page, "Moved.\n");
  await until(async () => (await ask()).status === 400 && (await notice()) === "");
  writeFileSync(page, whole);
  rmSync(join(cwd, "spec/moved.md"));
  renameSync(join(cwd, "spec"), join(cwd, "aside"));
  await until(async () => (await notice()).includes("Specification `spec` does not exist"));
  renameSync(join(cwd, "aside"), join(cwd, "spec"));
  await until(async () => (await notice()) === "");
  writeFileSync(page, whole.replace("| SYSTEM_ERROR   ", "| SYSTEM_ERROR   |x |\n| SESSION_GONE   "));
  await until(async () => (await ask()).status === 200);
});

t.test("each version of the pages is asked by a rule once, however many saves it is compared with", async (t) => {
  const [rule] = rules;
  const asked: string[] = [];
  const version = (name: string): Lint =>
    asksOnce((rule) => {
      asked.push(name);
      return [{ code: rule.name, severity: "warning", message: name }];
    });
  const [first, second, third] = [version("first"), version("second"), version("third")];
  const differ = async (before: Lint, after: Lint): Promise<readonly string[]> => {
    const one = rule === undefined ? [] : [rule];
    const found = await newFindings(
      one,
      before,
      after,
      () => false,
      async () => undefined,
    );
    return found.map(({ message }) => message);
  };
  t.same([await differ(first, second), await differ(second, third)], [["second"], ["third"]]);
  t.same(asked, ["first", "second", "third"]);
});

t.test(
  "a save is told in one line, behind the requests before it, with what came, what went and what lint has now",
  async (t) => {
    const operation = (path: string): string => `| API url | \\<url\\>${path} |\n|---|---|\n| API methods | POST |\n\n`;
    const cwd = t.testdir({
      spec: { "notes.md": `# Add\n\n${operation("/note/add")}# Drop\n\n${operation("/note/drop")}` },
    });
    const mock = start(t, ["mock", "--port", "0"], cwd);
    const url = await mock.printed(URL_SHOWN);
    const page = join(cwd, "spec/notes.md");
    const ask = (): Promise<Response> => fetch(`${url}/note/add`, { method: "POST" });
    const slip = "| field name | typ |\n|---|---|\n| text | Strng |\n";
    const [reloaded, once] = ["reloaded after a change of spec/notes.md", `# Add\n\n${operation("/note/add")}`];
    const cases: readonly [text: string, told: readonly RegExp[]][] = [
      [once, [new RegExp(`^${reloaded}; gone: \`POST /note/drop\`$`)]],
      [
        `${once}# List\n\n${operation("/note/list")}`,
        [
          new RegExp(`^${reloaded}; new: \`POST /note/list\`$`),
          /^note: lint has a new finding, the first: .*lists no result codes/,
        ],
      ],
      [
        `${once}${slip}`,
        [
          new RegExp(`^${reloaded}; gone: `),
          /^note: lint has a new finding, the first: warning: spec\/notes\.md:9:\d+: Unknown field type `Strng`/,
        ],
      ],
      [`${once}\n${slip}`, [new RegExp(`^${reloaded}$`)]],
      [
        "Nothing.\n",
        [
          /./,
          /^error: spec\/notes\.md:1:1: The specification has no operation\./,
          /^not reloaded: the last good version goes on/,
        ],
      ],
    ];
    for (const [text, told] of cases) {
      const before = mock.said().length;
      const since = (): string => mock.said().slice(before);
      await (await ask()).text();
      writeFileSync(page, text);
      await until(() => since().split("\n").length > told.length + 1);
      // What else there may be to say comes at once.
      await new Promise((later) => setTimeout(later, 200));
      t.match(since().split("\n"), [/ POST \/note\/add 200 /, ...told, /^$/], text);
      t.equal(since().split("\n").length, told.length + 2, since());
    }
    t.match(
      (await ask()).headers.get("x-fieldproof-notice"),
      /spec\/notes\.md:1:1: The specification has no operation/,
    );
  },
);

t.test("verify ends with 0, 1, 3 and 4 as its verdict says", async (t) => {
  const cwd = project(t, { "fieldproof.yaml": WORKING_CONFIG });
  const url = await serve(t, SERVER, ["--port", "0"]);
  const env = { CLIENT_SECRET: "s3cr3t-of-shop-7", SERVER_URL: url };
  const good = await fieldproof(["verify", "--target", url], { cwd, env });
  t.equal(good.code, 0, good.out + good.err);
  t.match(good.out, /SUCCESS reached on 1 of 1 operations; codes 3 of 4, 1 waived, 0 missed/);
  t.notMatch(good.out + good.err, /s3cr3t-of-shop-7/);

  const faulty = await serve(t, SERVER, ["--port", "0", "--fault", "false-on-success"]);
  const bad = await fieldproof(["verify", "--target", faulty, "--reporter", "json:report.json"], {
    cwd,
    env: { ...env, SERVER_URL: faulty },
  });
  t.equal(bad.code, 1);
  t.match(bad.out, /session\/logout\.md:\d+:\d+/);
  t.match(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")), { summary: { passed: Number, failed: Number } });

  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as { port: number };
  free.close();
  await once(free, "close");
  const gone = await fieldproof(["verify", "--target", `http://127.0.0.1:${port}`], { cwd, env });
  t.equal(gone.code, 3);
  t.match(gone.out + gone.err, /could not be reached|ECONNREFUSED/);

  const elsewhere = ["verify", "--target", `${url}/elsewhere`, "--reporter", "json:made/here/report.json"];
  t.match(await fieldproof(elsewhere, { cwd, env }), {
    code: 1,
    out: /^.*elsewhere \(seed 1\)\n\n! No answer looked like this API \(404 .*\): is the URL of the target right\?\n/,
    err: /The folder `made\/here` was made/,
  });
  t.notMatch(bad.out + bad.err, /No answer|The folder/);

  const nothing = await fieldproof(["verify", "--target", url, "--only", "no such case"], { cwd, env });
  t.match(nothing, { code: 2, err: /No case has `no such case`/ });

  const slips = WORKING_CONFIG.replace("header.clientId", "headers.clientId").replace(
    "{ SYSTEM_ERROR",
    "{ SYSTEM_EROR",
  );
  const strays = await fieldproof(["verify", "--target", url], { cwd: project(t, { "fieldproof.yaml": slips }), env });
  t.match(strays.err, /fieldproof\.yaml:5:7: `targets\.local\.values\.headers\.clientId` feeds no field/);
  t.match(strays.err, /`SYSTEM_EROR`, which no operation documents\. Did you mean `SYSTEM_ERROR`/);
  t.equal(strays.code, 4, "what never succeeded misses the gate");

  const stranger = await fieldproof(["verify", "--target", url], {
    cwd: project(t, { "fieldproof.yaml": WORKING_CONFIG.replace("shop-7", "nobody") }),
    env,
  });
  t.equal(
    stranger.code === 4 || stranger.code === 1,
    true,
    `a client the service does not know never reaches success: ${stranger.code}`,
  );
});

t.test("a folder that the system will not make ends the command", { skip: !existsSync("/proc/self") }, async (t) => {
  const derived = await fieldproof(["derive", "--output", "/proc/none/openapi.json"], { cwd: project(t) });
  t.match(derived, { code: 2, err: /mkdir '\/proc\/none'/ });
});

t.test("verify passes against our own mock, and reaches every code", async (t) => {
  const url = await serve(t, BIN, ["mock", "spec", "--port", "0"]);
  const ended = await fieldproof(["verify", "spec", "--target", url]);
  t.equal(ended.code, 0, ended.out + ended.err);
  t.match(ended.out, /SUCCESS reached on 1 of 1 operations; codes 4 of 4/);
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string }>;
  /** Waits until it has printed this. */
  readonly printed: (sign: RegExp) => Promise<string>;
  /** What it has said beside its results. */
  readonly said: () => string;
}

/** Starts a command that is to be told to end. */
function start(t: Test, args: readonly string[], cwd: string, more: Readonly<Record<string, string>> = {}): Started {
  const env = { PATH: process.env.PATH ?? "", ...more };
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  t.teardown(() => child.kill("SIGKILL"));
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return {
    child,
    ended: once(child, "close").then(([code]) => ({ code: code as number | null, out })),
    async printed(sign) {
      await until(() => sign.test(out) || child.exitCode !== null);
      return sign.exec(out)?.[0] ?? "";
    },
    said: () => err,
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((later) => setTimeout(later, 10));
}

/** How many requests the mock has taken. */
async function taken(url: string): Promise<number> {
  const answer = await fetch(`${url}/__fieldproof/journal`);
  return ((await answer.json()) as { readonly total: number }).total;
}

const SLOW_SCENARIOS = {
  "scenarios/never.yaml": "name: never\nrules:\n  - on: POST /session/logout\n    fault: timeout\n",
  "scenarios/drip.yaml": "name: drip\nrules:\n  - on: POST /session/logout\n    fault: drip\n",
  "scenarios/late.yaml": "name: late\nrules:\n  - on: POST /session/logout\n    result: SUCCESS\n    delay: 300\n",
};

t.test("what only some answers need is read when one of them is asked for, and not before", async (t) => {
  const fake = `name: fake\nrules:\n  - on: POST /session/logout\n    result: SUCCESS\n    message: "{{fake.internet.email}}"\n`;
  const cases: readonly [
    headers: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>>,
    want: readonly string[],
  ][] = [
    [{}, {}, []],
    [{ prefer: "result=SYSTEM_ERROR" }, {}, []],
    [{ "x-mock-scenario": "session-ends" }, {}, []],
    [{ prefer: "dynamic=true, result=SUCCESS" }, {}, ["@faker-js/faker"]],
    [{ "x-mock-scenario": "fake" }, { "scenarios/fake.yaml": fake }, ["@faker-js/faker"]],
  ];
  for (const [headers, files, want] of cases) {
    const folder = project(t, files);
    const traces = join(folder, "traces");
    // At its end Node writes down the scripts it has run, whatever loaded them.
    const { child, ended, printed } = start(t, ["mock", "--port", "0"], folder, { NODE_V8_COVERAGE: traces });
    const url = await printed(URL_SHOWN);
    await (await fetch(`${url}/session/logout`, { method: "POST", headers })).text();
    child.kill("SIGTERM");
    await ended;
    const scripts = readdirSync(traces).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(traces, file), "utf8")) as { result: readonly { url: string }[] };
      return result.map((script) => script.url);
    });
    t.ok(
      scripts.some((script) => script.endsWith("/dist/cli/main.js")),
      "the trace tells of what ran",
    );
    const lazy = ["@faker-js/faker", "jiti", "re2js"];
    const read = lazy.filter((name) => scripts.some((script) => script.includes(`/node_modules/${name}/`)));
    t.same(read, want, JSON.stringify(headers));
  }
});

t.test("told to end, the mock ends: what is being answered is answered, what never is holds nobody up", async (t) => {
  const cases = [
    ["SIGTERM", "late", "answered"],
    ["SIGINT", "late", "answered"],
    ["SIGTERM", "never", "cut off"],
    ["SIGINT", "drip", "cut off"],
  ] as const;
  for (const [signal, scenario, want] of cases) {
    const cwd = project(t, SLOW_SCENARIOS);
    const { child, ended, printed } = start(t, ["mock", "--port", "0"], cwd);
    const url = await printed(URL_SHOWN);
    const ask = async (name?: string): Promise<string> => {
      const headers = name === undefined ? {} : { "x-mock-scenario": name };
      const answer = await fetch(`${url}/session/logout`, { method: "POST", headers });
      return (await answer.text()) === "" ? "empty" : "answered";
    };
    // A connection that stays open and idle, one on which an answer is awaited, and a page that has just been saved.
    await ask();
    const awaited = ask(scenario).catch(() => "cut off");
    await until(async () => (await taken(url)) === 2);
    writeFileSync(join(cwd, "spec/session/logout.md"), readFileSync(join(SPEC, "session/logout.md")));
    child.kill(signal);
    t.match([await awaited, await ended], [want, { code: 0 }], `${signal} while ${scenario}`);
  }
});

t.test("a reader that goes away early ends a server, and leaves a verdict what it is", async (t) => {
  const bad = "| API url | \\<url\\>/a |\n|---|---|\n| API methods | FETCH |\n";
  const folder = project(t, { "spec/a.md": bad, "spec/b.md": readFileSync("spec/session/logout.md", "utf8") });
  for (const [args, want] of [
    [["lint", "spec"], 1],
    [["derive", "spec/b.md"], 0],
    [["mock", "spec/b.md", "--port", "0"], 0],
  ] as const) {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.destroy();
    t.teardown(() => child.kill("SIGKILL"));
    t.equal((await once(child, "exit"))[0], want, args[0]);
  }
});

t.test("a second signal ends a command at once", async (t) => {
  const cwd = project(t, SLOW_SCENARIOS);
  const { child, ended, printed } = start(t, ["mock", "--port", "0"], cwd);
  const url = await printed(URL_SHOWN);
  fetch(`${url}/session/logout`, { method: "POST", headers: { "x-mock-scenario": "never" } }).catch(() => undefined);
  await until(async () => (await taken(url)) === 1);
  child.kill("SIGTERM");
  child.kill("SIGINT");
  const { code } = await ended;
  t.ok(code === 130 || code === 143, `whichever was heard second: ${code}`);
});

t.test("told to end, verify reports what was judged, and ends what it started", async (t) => {
  const url = await serve(t, BIN, ["mock", "spec", "--port", "0"]);
  const config = `targets:
  local:
    url: ${url}
    values: { sessionId: { run: "node hold.mjs & wait" } }
`;
  const hold = `import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer((_, answer) => answer.end()).listen(0, "127.0.0.1", () =>
  writeFileSync("port", String(server.address().port)));
`;
  const cwd = project(t, { "fieldproof.yaml": config, "hold.mjs": hold });
  const args = ["verify", "--reporter", "json:report.json", "--reporter", "tap"];
  const { child, ended } = start(t, args, cwd);
  const port = join(cwd, "port");
  await until(() => existsSync(port) && readFileSync(port, "utf8") !== "");
  const isHeld = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${readFileSync(port, "utf8")}`).then(Boolean, () => false);
  t.equal(await isHeld(), true);
  child.kill("SIGTERM");
  const { code, out } = await ended;
  t.equal(code, 4);
  t.match(out, /The run was stopped/);
  t.match(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")), { aborted: /^The run was stopped/ });
  t.equal(await isHeld(), false);
});
