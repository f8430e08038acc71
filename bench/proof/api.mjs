// The API that every tool is put to: its server, faults and variants, its document as each tool can read it, its credentials.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FAULTS } from "../../test/server/faults.mjs";
import { CLIENTS, startSessionServer } from "../../test/server/session-server.mjs";
import { VARIANTS } from "../../test/server/variants.mjs";

export const root = resolve(import.meta.dirname, "../..");
export const cli = join(root, "dist/cli/main.js");
export const client = { clientId: "shop-7", clientSecret: CLIENTS["shop-7"] };
export const other = { clientId: "kiosk-2", clientSecret: CLIENTS["kiosk-2"] };
export const TIME_LIMIT_MS = 1000;

/** The sound server first, then what is wrong with it, then what is only unusual; what only a setting of ours makes conformant is left out. */
export function targets(faults = FAULTS.length) {
  const variants = VARIANTS.filter(({ policy }) => policy === undefined);
  const as =
    (kind) =>
    ({ name, replaced }) => ({ kind, name, replaced });
  return [
    { kind: "sound", name: "sound", replaced: () => ({}) },
    ...spread(FAULTS, faults).map(as("fault")),
    ...spread(variants, Math.ceil((variants.length * faults) / FAULTS.length)).map(as("variant")),
  ];
}

export const start = (target, port) => startSessionServer(target.replaced(), port);

/** Writes the documents into a folder: `full.json` as derived (3.1), `plain.json` (3.0) for tools that read no conditions between fields. */
export function writeDocuments(folder) {
  execFileSync(
    process.execPath,
    [cli, "derive", join(root, "spec"), "--openapi", "3.0", "-o", join(folder, "30.json")],
    {
      stdio: "ignore",
    },
  );
  writeFileSync(join(folder, "full.json"), readFileSync(join(root, "spec/openapi.json")));
  writeFileSync(
    join(folder, "plain.json"),
    JSON.stringify(plain(JSON.parse(readFileSync(join(folder, "30.json"), "utf8")))),
  );
}

/** Without extensions and without the choice between success and failure: fields, types, codes and examples stay. */
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== "object" || node === null) return node;
  const { anyOf: _, oneOf: __, not: ___, allOf, ...rest } = node;
  if (allOf?.length === 1) return plain(allOf[0]);
  const entries = Object.entries(rest).filter(([name]) => !name.startsWith("x-"));
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
}

/** So many of a list, from all over it. */
function spread(list, count) {
  return list.filter(
    (_, index) => Math.floor((index * count) / list.length) !== Math.floor(((index - 1) * count) / list.length),
  );
}
