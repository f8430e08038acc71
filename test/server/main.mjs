// Starts the proving server: node test/server/main.mjs [--port N] [--fault NAME | --variant NAME] [--list]
import { parseArgs } from "node:util";
import { FAULTS } from "./faults.mjs";
import { startSessionServer } from "./session-server.mjs";
import { VARIANTS } from "./variants.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    fault: { type: "string" },
    variant: { type: "string" },
    list: { type: "boolean" },
  },
});
if (values.list) {
  for (const [kind, entries] of [
    ["fault", FAULTS],
    ["variant", VARIANTS],
  ])
    for (const { name, summary } of entries) console.log(`${kind}\t${name}\t${summary}`);
} else {
  const chosen = [...FAULTS, ...VARIANTS].find(({ name }) => name === (values.fault ?? values.variant));
  if (chosen === undefined && (values.fault ?? values.variant) !== undefined) {
    console.error("No such fault or variant; --list shows them.");
    process.exit(2);
  }
  const server = await startSessionServer(chosen?.replaced() ?? {}, Number(values.port));
  console.log(server.url);
}
