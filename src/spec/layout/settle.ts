// Where the tables and examples of an operation belong, once all of it is known.
import type { Side } from "../page.ts";
import { pathParameters } from "../url.ts";
import { allRows, attachByShape, attachTables } from "./attach.ts";
import { fillEnvelope } from "./common.ts";
import type { ExampleDraft, OperationDraft, TableDraft } from "./draft.ts";
import { placeByExample } from "./example-place.ts";
import { wordedPresence } from "./presence.ts";
import type { RowDraft } from "./row.ts";
import { hearUnheard } from "./unheard.ts";

/** Settles where each table of an operation belongs. */
export function settle(operation: OperationDraft): void {
  for (const example of operation.examples) if (example.isUnsaid) takeSide(example, operation);
  misplaced(operation);
  partAsked(operation);
  attachTables(operation);
  hearUnheard(operation);
  for (const side of ["request", "result"] as const) {
    const tables = operation.tables.filter((table) => table.side === side && isBody(table));
    const failing = tables.filter(({ setting }) => setting.isError);
    const isNested = side === "result" || !/^(?:GET|HEAD|DELETE)$/.test(operation.stretch.methods[0] ?? "");
    for (const isError of [false, true]) {
      const examples = operation.examples.filter((example) => example.side === side && example.isError === isError);
      const roots = examples.flatMap(({ json }) => (json.root === undefined ? [] : [json.root]));
      placeByExample(
        tables.filter((table) => failing.includes(table) === isError),
        roots,
        isNested,
      );
    }
  }
  attachByShape(operation);
  fillEnvelope(operation);
}

/** Rows of a request that its URL has already have no place in the example of its body: they become a table of their own. */
function partAsked({ tables, stretch: { url } }: OperationDraft): void {
  const asked = new Set([...pathParameters(url?.path ?? ""), ...(url?.query ?? []).map(({ name }) => name)]);
  for (const table of [...tables]) {
    if (table.side !== "request" || !isBody(table)) continue;
    const apart = table.rows.filter(({ name, children }) => children.length === 0 && asked.has(name));
    if (apart.length === 0 || apart.length === table.rows.length) continue;
    table.rows = table.rows.filter((row) => !apart.includes(row));
    const setting = { ...table.setting, role: "query" as const, captions: [] };
    tables.splice(tables.indexOf(table), 0, { ...table, setting, rows: apart });
  }
}

/** Whether a table may speak of a body: its captions and columns name no other place. */
function isBody({ setting, read }: TableDraft): boolean {
  return !["head", "path", "query"].includes(setting.role ?? "body") && !read.columns.has("place");
}

/** An example that no caption speaks of is the side's whose tables name more of its keys. */
function takeSide(example: ExampleDraft, operation: OperationDraft): void {
  const keys = new Set([...example.block.text.matchAll(/["']?([\w$-]+)["']?\s*:/g)].map((match) => match[1] ?? ""));
  const shared = (side: Side): number =>
    new Set(
      operation.tables
        .filter((table) => table.side === side)
        .flatMap((table) => allRows(table.rows).map(({ name }) => name))
        .filter((name) => keys.has(name)),
    ).size;
  const [asked, answered] = [shared("request"), shared("result")];
  if (asked !== answered) example.side = asked > answered ? "request" : "result";
}

/** A table all of whose keys only the other side's example shows is that side's; one that its own caption places there stays unless it is plain. */
function misplaced(operation: OperationDraft): void {
  const keys = (side: Side): ReadonlySet<string> =>
    new Set(
      operation.examples
        .filter((example) => example.side === side)
        .flatMap(({ block }) => [...block.text.matchAll(/["']?([\w$-]+)["']?\s*:/g)].map((match) => match[1] ?? "")),
    );
  const shown = { request: keys("request"), result: keys("result") };
  if (shown.request.size === 0 || shown.result.size === 0) return;
  for (const table of operation.tables) {
    if (table.rows.length < 2 || !isBody(table)) continue;
    const names = allRows(table.rows).map(({ name }) => name);
    const other = table.side === "request" ? "result" : "request";
    const isCarried = table.setting.meaning?.side === undefined;
    if (other === "request" && !isCarried) continue;
    if (
      names.every((name) => !shown[table.side].has(name)) &&
      names.filter((name) => shown[other].has(name)).length >= names.length * 0.8
    )
      table.side = other;
  }
}

/**
 * A page that marks optional fields by `name?` means all others to be there, in what is sent and in what comes back.
 * @returns the tables in which that made rows required
 */
export function requireUnsigned(tables: readonly TableDraft[]): readonly TableDraft[] {
  const silent = tables.filter(({ read }) => !read.columns.has("mandatory") && !read.columns.has("optional"));
  const signed = silent
    .flatMap((table) => allRows(table.rows))
    .filter(({ place, presence }) => presence === "optional" && /[?？][`"'*]*$/.test(place.text));
  if (signed.length < 2) return [];
  // Where some rows say that they must be there, the others need not.
  const says = (row: RowDraft): boolean => (row.presence ?? wordedPresence(row)) === "mandatory";
  const open = silent.filter((table) => !allRows(table.rows).some(says));
  const bare = (row: RowDraft): boolean =>
    row.presence === undefined && row.cells.default === undefined && wordedPresence(row) === "unstated";
  const changed = open.filter((table) => allRows(table.rows).some(bare));
  for (const row of changed.flatMap((table) => allRows(table.rows))) if (bare(row)) row.presence = "mandatory";
  return changed;
}

/** The mark of generators of pages, which set it in answers as well as in requests. */
const GENERATED = /^\*\*optional\*\*/i;

/**
 * A page without a column for it that marks what is optional in words means the other fields of its requests, and of such types, to be there.
 * @returns the tables in which that made rows required
 */
export function requireUnmarked(
  operations: readonly OperationDraft[],
  tables: readonly TableDraft[],
): readonly TableDraft[] {
  const sent = operations.flatMap((operation) => operation.tables.filter(({ side }) => side === "request"));
  // A type that marks some of its fields so means the others to be there, wherever it travels.
  const marked = tables.filter(
    ({ rows, typeName }) => typeName !== undefined && rows.some((row) => wordedPresence(row) === "optional"),
  );
  const isMarked = (row: RowDraft): boolean => GENERATED.test(row.cells.remarks?.raw ?? "");
  const isGenerated = sent.flatMap(({ rows }) => allRows(rows)).filter(isMarked).length > 1;
  const answers = operations.flatMap((operation) =>
    isGenerated ? operation.tables.filter(({ side, setting }) => side === "result" && !setting.isError) : [],
  );
  const asked = [...new Set([...sent, ...marked, ...answers])].filter(
    ({ read }) => !read.columns.has("mandatory") && !read.columns.has("optional"),
  );
  const rows = asked.flatMap((table) => allRows(table.rows));
  const said = rows.map((row) => row.presence ?? wordedPresence(row));
  const optional = said.filter((presence) => presence === "optional").length;
  const mandatory = said.filter((presence) => presence === "mandatory").length;
  if (optional < 2 || mandatory * 4 > optional || optional === rows.length) return [];
  const bare = (row: RowDraft): boolean => row.presence === undefined && wordedPresence(row) === "unstated";
  const changed = asked.filter((table) =>
    allRows(table.rows).some((row) => bare(row) && row.cells.default === undefined),
  );
  for (const row of rows) row.presence ??= bare(row) && row.cells.default === undefined ? "mandatory" : "unstated";
  return changed;
}
