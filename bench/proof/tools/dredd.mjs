// Dredd: one transaction for each documented response, with a hook that gives it valid credentials and a live session.
import { join } from "node:path";
import { client } from "../api.mjs";
import { command } from "../command.mjs";

export const dredd = {
  name: "Dredd",
  packages: ["dredd@14.1.0"],
  async run({ url, installed, documents, folder, limitMs }) {
    const script = join(installed, "node_modules/dredd/bin/dredd");
    const hooks = join(import.meta.dirname, "dredd-hooks.cjs");
    const args = [script, join(documents, "plain.json"), url, "--hookfiles", hooks, "--loglevel", "error"];
    const env = { PROOF_URL: url, PROOF_CLIENT: JSON.stringify(client) };
    const { code, out, timedOut } = await command(process.execPath, args, { cwd: folder, env, limitMs });
    const failures = [...out.matchAll(/^(?:fail|error): (?:[A-Z]+ \(\d+\) )?(\/\S+)?/gm)].map(([line]) => line);
    return { failures: failures.length > 0 || code === 0 ? failures : [`exit code ${code}`], timedOut };
  },
};
