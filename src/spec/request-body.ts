// Request Body Object (OAS 3.1, 4.8.13): the Body table of a request, as JSON, or as a form where it carries a file.
import type { DocumentedOperation } from "./operations.ts";
import type { Field, FieldTable, JsonExample, Page } from "./page.ts";
import { hasNoBody } from "./parameters.ts";
import { isRequired } from "./presence.ts";
import { sampleObject } from "./sample.ts";
import { itemShown, type SchemaWriter, shownBy, shownKind } from "./schema.ts";
import { listOf } from "./schema-object.ts";
import { distinctFields, type Scope } from "./scope.ts";
import { sourceOf } from "./source.ts";
import { plainValue } from "./tolerant-json.ts";

/** The body of an operation's request; undefined where it can have none, or the page speaks of none. */
export function requestBodyOf(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
): Readonly<Record<string, unknown>> | undefined {
  const { endpoint, page, method } = operation;
  if (hasNoBody(method)) return undefined;
  const tables = endpoint.tables.filter((table) => table.side !== "result" && table.role === "body");
  const example = endpoint.examples.find(({ side, json }) => side === "request" && json.root !== undefined);
  if (tables.length === 0 && example === undefined) return undefined;
  const fields = distinctFields(tables);
  const mediaType = mediaTypeOf(fields, page, scope, endpoint.tables);
  const location = (tables[0]?.caption ?? tables[0]?.header ?? endpoint.place).location;
  const isList = tables.some((table) => table.isList);
  const shown = isList ? itemShown(shownBy(example)) : shownBy(example);
  // Without a table the example is all there is to go by.
  const item =
    tables.length === 0 && shown !== undefined
      ? shownKind(shown)
      : writer.object(fields, { page, side: "request", shown }, location);
  const schema = isList ? listOf(item) : item;
  const examples =
    example === undefined || isList ? undefined : documented(example, fields, operation, scope, tables.length > 0);
  return {
    required: fields.some((field) => isRequired(field, "request")),
    content: { [mediaType]: { schema, ...(examples !== undefined ? { examples } : {}) } },
  };
}

function documented(
  example: JsonExample,
  fields: readonly Field[],
  { page }: DocumentedOperation,
  scope: Scope,
  hasTable: boolean,
): Readonly<Record<string, unknown>> {
  const { root } = example.json;
  const value =
    root !== undefined && !hasTable ? plainValue(root) : sampleObject(fields, root, { page, scope, side: "request" });
  return { documented: { value, "x-source": sourceOf(example.block.location) } };
}

/** A file among the fields makes the body a form (OAS 3.1, 4.8.14.4); a Content-Type header's example may say more. */
function mediaTypeOf(fields: readonly Field[], page: Page, scope: Scope, tables: readonly FieldTable[]): string {
  if (carriesFile(fields, page, scope)) return "multipart/form-data";
  const header = tables
    .filter((table) => table.role === "head" && table.side !== "result")
    .flatMap((table) => table.fields)
    .find((field) => field.name.toLowerCase() === "content-type");
  const stated = /\b(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.exec(
    `${header?.example ?? ""} ${header?.cells.get("remarks")?.text ?? ""}`,
  )?.[0];
  return stated?.toLowerCase() ?? "application/json";
}

/** Whether a field, or one of its type however deep, is a file. */
function carriesFile(fields: readonly Field[], page: Page, scope: Scope): boolean {
  const seen = new Set<FieldTable>();
  const pending = fields.map(({ type }) => ({ type, page }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { type, page } = next;
    if (type.kind === "scalar" && type.scalar === "binary") return true;
    if (type.kind === "list") pending.push({ type: type.items, page });
    if (type.kind === "map") pending.push({ type: type.values, page });
    const found = type.kind === "named" ? scope.find(page, type.name, "request") : undefined;
    if (found === undefined || seen.has(found.table)) continue;
    seen.add(found.table);
    for (const { type } of found.table.fields) pending.push({ type, page: found.page });
  }
  return false;
}
