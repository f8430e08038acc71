// Scalar's mock server on a port; its packages come from the folder the benchmark installed them into.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , file, port, folder] = process.argv;
const require = createRequire(join(folder, "package.json"));
const { createMockServer } = await import(
  pathToFileURL(join(folder, "node_modules/@scalar/mock-server/dist/index.js")).href
);
const { serve } = require("@hono/node-server");
const app = await createMockServer({ specification: JSON.parse(readFileSync(file, "utf8")) });
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(port) });
