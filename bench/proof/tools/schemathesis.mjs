// Schemathesis: all phases and checks but those that tell a refusal by its HTTP status, which here is always 200; a hook gives valid
// requests a live session, and the document is told of the statuses with which the framework refuses.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { client, TIME_LIMIT_MS } from "../api.mjs";
import { command } from "../command.mjs";

export const schemathesis = {
  name: "Schemathesis",
  packages: [],
  pip: ["schemathesis==4.32.5"],
  needs: ["python3"],
  open({ documents, folder }) {
    const document = JSON.parse(readFileSync(join(documents, "full.json"), "utf8"));
    const { responses } = document.paths["/session/logout"].post;
    for (const status of ["400", "404", "405", "415", "429"])
      responses[status] = { description: "The framework's own answer." };
    writeFileSync(join(folder, "document.json"), JSON.stringify(document));
    return {};
  },
  async run({ url, installed, folder, limitMs }) {
    const report = join(folder, "report.json");
    rmSync(report, { force: true });
    const headers = Object.entries(client).flatMap(([name, value]) => ["-H", `${name}:${value}`]);
    const checks = ["--checks", "all", "--exclude-checks", "negative_data_rejection,missing_required_header"];
    const limits = [
      "--max-response-time",
      String(TIME_LIMIT_MS / 1000),
      "--request-timeout",
      "3",
      "--rate-limit",
      "auto",
    ];
    const options = [
      "--seed",
      "1",
      "-n",
      "50",
      "--continue-on-failure",
      "--report",
      "json",
      "--report-json-path",
      report,
    ];
    const args = ["run", "document.json", "--url", url, ...headers, ...checks, ...limits, ...options];
    const env = {
      PROOF_URL: url,
      SCHEMATHESIS_HOOKS: "schemathesis_hooks",
      PYTHONPATH: import.meta.dirname,
      PYTHONDONTWRITEBYTECODE: "1",
    };
    const { code, timedOut } = await command(join(installed, "python/bin/schemathesis"), args, {
      cwd: folder,
      env,
      limitMs,
    });
    try {
      const { failures, errors } = JSON.parse(readFileSync(report, "utf8"));
      const said = [
        ...failures.map(({ code, title }) => `${code} ${title}`),
        ...errors.map(({ title, type }) => title ?? type),
      ];
      return { failures: said.length > 0 || code === 0 ? said : [`exit code ${code}`], timedOut };
    } catch {
      return { failures: [`exit code ${code}`], timedOut };
    }
  },
};
