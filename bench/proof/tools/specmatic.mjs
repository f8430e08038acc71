// Specmatic: external examples with valid credentials, one with a live session and one with a dead one. Its generated negative tests
// want HTTP status 4XX, which this API never promises: they are left off.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { client } from "../api.mjs";
import { command } from "../command.mjs";

export const specmatic = {
  name: "Specmatic",
  packages: ["specmatic@2.55.1"],
  needs: ["java"],
  open({ documents, folder }) {
    const document = JSON.parse(readFileSync(join(documents, "plain.json"), "utf8"));
    const { parameters, requestBody, responses } = document.paths["/session/logout"].post;
    // Examples within the document would be tests of their own, with sessions that are dead.
    for (const holder of [
      ...parameters,
      requestBody.content["application/json"],
      responses["200"].content["application/json"],
    ]) {
      delete holder.example;
      delete holder.examples;
    }
    writeFileSync(join(folder, "document.json"), JSON.stringify(document));
    return {};
  },
  async run({ url, server, installed, folder, limitMs }) {
    const [examples, reports] = [join(folder, "examples"), join(folder, "junit")];
    rmSync(reports, { recursive: true, force: true });
    mkdirSync(examples, { recursive: true });
    writeFileSync(join(examples, "live.json"), JSON.stringify(example(server.newSession(), "SUCCESS")));
    writeFileSync(
      join(examples, "dead.json"),
      JSON.stringify(example("0fedcba9876543210fedcba987654321", "SESSION_EXPIRED")),
    );
    const jar = join(installed, "node_modules/specmatic/specmatic.jar");
    const options = [
      `--testBaseURL=${url}`,
      `--examples=${examples}`,
      `--junitReportDir=${reports}`,
      "--timeout-in-ms=3000",
    ];
    const args = ["-XX:TieredStopAtLevel=1", "-jar", jar, "test", ...options, "document.json"];
    const { code, timedOut } = await command("java", args, { cwd: folder, limitMs });
    const failures = testcases(reports).flatMap(([, name, inside]) =>
      /<(failure|error)\b/.test(inside) ? [name] : [],
    );
    return { failures: failures.length > 0 || code === 0 ? failures : [`exit code ${code}`], timedOut };
  },
};

function example(session, code) {
  return {
    "http-request": {
      method: "POST",
      path: "/session/logout",
      headers: { ...client, sessionId: session, "Content-Type": "application/json" },
      body: { sessionId: session },
    },
    "http-response": {
      status: 200,
      headers: { "Content-Type": "application/json" },
      body: { resultContext: { success: code === "SUCCESS", resultMsg: code, resultCode: code } },
    },
  };
}

function testcases(folder) {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith(".xml"));
    return files
      .flatMap((file) => [
        ...readFileSync(join(folder, file), "utf8").matchAll(
          /<testcase\b[^>]*?\bname="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g,
        ),
      ])
      .map(([all, name, inside = ""]) => [all, name, inside]);
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
