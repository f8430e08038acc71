// fieldproof, by its command line: the document as derived, sessions from a call, nothing else said.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, client, other, TIME_LIMIT_MS } from "../api.mjs";
import { command } from "../command.mjs";

export const fieldproof = {
  name: "fieldproof",
  packages: [],
  run: async ({ url, folder, limitMs }) => {
    const report = join(folder, "report.json");
    rmSync(report, { force: true });
    const { code, timedOut } = await verify(url, folder, limitMs, ["--reporter", `json:${report}`]);
    const failed = JSON.parse(readFileSync(report, "utf8")).points.filter(({ outcome }) => outcome === "failed");
    const failures = failed.flatMap(({ operation, diagnostics }) =>
      diagnostics.map(({ code }) => `${operation} ${code}`),
    );
    return { failures: failures.length > 0 || code === 0 || code === 4 ? failures : [`exit code ${code}`], timedOut };
  },
};

/** A contract run against a URL. */
export function verify(url, folder, limitMs, more) {
  const values = ({ clientId, clientSecret }) => ({
    "header.clientId": clientId,
    "header.clientSecret": clientSecret,
    sessionId: { request: "POST /__test/session", body: { client: clientId }, take: "/session/id" },
  });
  const config = {
    spec: "../full.json",
    targets: { here: { url, values: values(client), identities: { other: values(other) } } },
    policy: { timeLimit: `${TIME_LIMIT_MS}ms` },
  };
  writeFileSync(join(folder, "fieldproof.yaml"), JSON.stringify(config));
  return command(process.execPath, [cli, "verify", "--target", "here", ...more], { cwd: folder, limitMs });
}
