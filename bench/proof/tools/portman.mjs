// Portman with Newman: all contract tests, and by hand what its format has for result codes: content tests for success, for each
// missing mandatory field and for a dead session. The collection is made once, Newman runs it against each target.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { client, TIME_LIMIT_MS } from "../api.mjs";
import { command } from "../command.mjs";

export const portman = {
  name: "Portman + Newman",
  packages: ["@apideck/portman@1.33.0", "tslib@2.9.1", "newman@6.2.2"],
  async open({ installed, documents, folder }) {
    writeFileSync(join(folder, "portman.json"), JSON.stringify(SETTINGS));
    const script = join(installed, "node_modules/@apideck/portman/bin/portman");
    const collection = join(folder, "collection.json");
    const args = [
      "-l",
      join(documents, "plain.json"),
      "-b",
      "http://127.0.0.1:1",
      "-c",
      "portman.json",
      "-o",
      collection,
    ];
    const { out } = await command(process.execPath, [script, ...args], { cwd: folder });
    try {
      readFileSync(collection);
    } catch {
      throw new Error(`portman made no collection: ${out.slice(-500)}`);
    }
    return { collection };
  },
  async run({ url, opened, installed, folder, limitMs }) {
    const report = join(folder, "newman.json");
    rmSync(report, { force: true });
    const script = join(installed, "node_modules/newman/bin/newman.js");
    const reporter = ["--reporters", "json", "--reporter-json-export", report];
    const limits = ["--timeout-request", "5000"];
    const args = [script, "run", opened.collection, "--env-var", `baseUrl=${url}`, ...reporter, ...limits];
    const { code, timedOut } = await command(process.execPath, args, { cwd: folder, limitMs });
    try {
      const { failures } = JSON.parse(readFileSync(report, "utf8")).run;
      return {
        failures: failures.map(({ source, error }) => `${source?.name} · ${error.test ?? error.name}`),
        timedOut,
      };
    } catch {
      return { failures: [`exit code ${code}`], timedOut };
    }
  },
};

const operation = "POST::/session/logout";
const on = { enabled: true };
const contract = [
  { statusSuccess: on },
  { statusCode: on },
  { responseTime: { ...on, maxMs: TIME_LIMIT_MS } },
  { contentType: on },
  { jsonBody: on },
  { schemaValidation: on },
  { headersPresent: on },
];
const says = (success, code) => ({
  responseBodyTests: [
    { key: "resultContext.success", value: success },
    { key: "resultContext.resultCode", value: code },
  ],
});
const put = (key, value) => ({ key, value, overwrite: true });
const required = [{ requiredFields: on }];
const refused = (code) => ({ contractTests: contract, contentTests: [says(false, code)] });
const SETTINGS = {
  version: 1.0,
  tests: {
    contractTests: contract.map((test) => ({ openApiOperation: operation, ...test })),
    contentTests: [{ openApiOperation: operation, ...says(true, "SUCCESS") }],
    variationTests: [
      {
        openApiOperation: operation,
        variations: [
          {
            name: "missing",
            fuzzing: [{ requestBody: required, requestHeaders: required }],
            tests: refused("PARAM_ILLEGAL"),
          },
          {
            name: "dead session",
            overwrites: [
              {
                overwriteRequestBody: [put("sessionId", "0fedcba9876543210fedcba987654321")],
                overwriteRequestHeaders: [put("sessionId", "0fedcba9876543210fedcba987654321")],
              },
            ],
            tests: refused("SESSION_EXPIRED"),
          },
        ],
      },
    ],
  },
  overwrites: [
    {
      openApiOperation: operation,
      overwriteRequestHeaders: [
        ...Object.entries({ ...client, sessionId: "{{session}}" }).map(([name, value]) => put(name, value)),
      ],
      overwriteRequestBody: [put("sessionId", "{{session}}")],
    },
  ],
  globals: {
    collectionPreRequestScripts: [
      "pm.sendRequest({ url: pm.variables.get('baseUrl') + '/__test/session', method: 'POST' }, (error, answer) => { pm.variables.set('session', answer.json().session.id); });",
    ],
  },
};
