// An operation's draft as the endpoint of the page model: each field where it travels, each answer under its status.
import type { Endpoint, FieldTable, JsonExample, ResultCodeTable, TableRole } from "../page.ts";
import { placeIn } from "../place.ts";
import { namesIn, readType } from "../type.ts";
import type { TypeShelf } from "../type-shelf.ts";
import { pathParameters } from "../url.ts";
import { wordKey } from "../vocabulary.ts";
import { allRows } from "./attach.ts";
import type { OperationDraft, TableDraft } from "./draft.ts";
import { finishTable } from "./finish.ts";
import type { RowDraft } from "./row.ts";

/** Tables that define types, and those that stand alone under a name of their own. */
export function definedTypes(tables: readonly TableDraft[], shelf: TypeShelf): readonly FieldTable[] {
  const defined = new Set<string>();
  return tables.flatMap((table) => {
    if (table.typeName === undefined || defined.has(table.typeName)) return [];
    defined.add(table.typeName);
    return [finishTable(table, table.rows, "type", table.side, table.typeName, shelf)];
  });
}

export function endpointOf(
  operation: OperationDraft,
  tables: readonly TableDraft[],
  sharedCodes: readonly ResultCodeTable[],
  shelf: TypeShelf,
): Endpoint {
  const { stretch, codes, examples, captions } = operation;
  const likelyMethod = stretch.methods.length > 0 ? undefined : likely(operation);
  const method = stretch.methods[0] ?? likelyMethod ?? "POST";
  const written = operation.tables
    .filter((table) => !table.attached)
    .flatMap((table) => placed(table, operation, method, tables, shelf));
  const shown: JsonExample[] = examples
    .filter(({ isError }) => !isError)
    .map(({ side, block, json }) => ({ side, block, json }));
  return {
    place: stretch.place,
    ...(stretch.url !== undefined ? { url: stretch.url } : {}),
    ...(stretch.urlPlace !== undefined ? { urlCell: stretch.urlPlace } : {}),
    ...(stretch.summary !== undefined ? { summary: stretch.summary } : {}),
    ...(stretch.description !== undefined ? { description: stretch.description } : {}),
    methods: stretch.methods,
    ...(stretch.methodPlace !== undefined ? { methodsCell: stretch.methodPlace } : {}),
    ...(likelyMethod !== undefined ? { likelyMethod } : {}),
    tables: written,
    codes: [...codes, ...sharedCodes],
    examples: shown,
    captions,
    ...(operation.repeats.length > 0 ? { repeats: operation.repeats } : {}),
    isTemplate: false,
  };
}

/** The method that what is asked makes likeliest. */
function likely(operation: OperationDraft): string {
  const { stretch, tables, examples } = operation;
  const words = `${stretch.url?.path.split("/").findLast((segment) => !segment.startsWith("{")) ?? ""}`;
  const asked = tables.some(
    (table) => table.side === "request" && (table.setting.role ?? "body") === "body" && table.rows.length > 0,
  );
  const sent = examples.some(({ side }) => side === "request");
  if (tables.some(({ setting }) => setting.role === "query") && !sent) return "GET";
  if (/^(?:get|list|query|find|search|select|fetch|show|info|detail)/i.test(words) && !sent) return "GET";
  return asked || sent ? "POST" : "GET";
}

/** A table of an operation as tables of one place each. */
function placed(
  table: TableDraft,
  operation: OperationDraft,
  method: string,
  tables: readonly TableDraft[],
  shelf: TypeShelf,
): readonly FieldTable[] {
  const described = table.rootType === undefined ? table : (tableOf(table.rootType, tables, shelf) ?? table);
  const { rows } = described;
  if (table.rootType !== undefined && rows.length === 0) return [];
  const status = table.side === "result" ? statusOf(table, operation) : undefined;
  const isList = table.isList || /^List<|\[\]$/i.test(table.rootType ?? "");
  const groups = new Map<TableRole, RowDraft[]>();
  const rewritten = soleParameter(table, operation);
  const isSole = table.rows.filter(travels).length === 1 || table.rows.length === 1;
  for (const row of rows) {
    const role =
      table.side === "result"
        ? table.setting.role === "head"
          ? "head"
          : "body"
        : roleOf(row, table, operation, method, rewritten);
    const isWhole = role === "body" && table.side === "request" && (isWholeBody(row) || (isSole && isSoleBody(row)));
    const inner = !isWhole
      ? [row]
      : row.children.length > 0
        ? row.children
        : (tableOf(row.type, tables, shelf)?.rows ?? []);
    const group = groups.get(role) ?? [];
    groups.set(role, group);
    for (const each of inner) group.push(each);
  }
  if (groups.size === 0) groups.set(table.setting.role ?? "body", []);
  return [...groups].map(([role, own]) => ({
    ...finishTable(
      { ...table, presence: described.presence },
      own,
      role,
      table.side,
      table.setting.caption?.text ?? "",
      shelf,
    ),
    ...(isList && role === "body" ? { isList } : {}),
    ...(status !== undefined ? { status } : {}),
  }));
}

/** The table of the type that is the whole body. */
export function tableOf(type: string, tables: readonly TableDraft[], shelf: TypeShelf): TableDraft | undefined {
  const [name] = namesIn(readType(type, shelf.defined()).type);
  const meant = name === undefined ? undefined : shelf.meant(name);
  return tables.find(({ typeName }) => typeName !== undefined && typeName === meant);
}

/** `body | body | object`: the row that stands for the body itself. */
function isWholeBody(row: RowDraft): boolean {
  return (
    /^body$/i.test(row.name) &&
    /^body$/i.test(row.cells.place?.text.trim() ?? "") &&
    !/^(?:string|file|boolean|integer|number)$/i.test(row.type)
  );
}

/** The one row of a table that travels in the body, of a type that a table describes: the body itself. */
function isSoleBody(row: RowDraft): boolean {
  const [type] = namesIn(readType(row.type, new Set()).type);
  return type !== undefined && row.children.length === 0 && (travels(row) || wordKey(row.name) === wordKey(type));
}

function travels({ cells: { place } }: RowDraft): boolean {
  return /^body$/i.test(place?.text.trim() ?? "");
}

/** The answer that a table of the result describes, where it is not the usual one. */
function statusOf(table: TableDraft, operation: OperationDraft): number | "default" | undefined {
  const { status, isError } = table.setting;
  if (!isError) return undefined;
  const isAlone = !operation.tables.some((other) => other.side === "result" && !other.setting.isError);
  if (status !== undefined && status >= 100 && status <= 599) return status;
  return isAlone ? undefined : "default";
}

/** Where a field of a request travels: what its row says, its caption, the URL, and last the method. */
function roleOf(
  row: RowDraft,
  table: TableDraft,
  operation: OperationDraft,
  method: string,
  sole: SoleParameter | undefined,
): TableRole {
  const { url } = operation.stretch;
  const inPath = pathParameters(url?.path ?? "");
  const isInPath = inPath.some((name) => name.toLowerCase() === row.name.toLowerCase());
  const cell = row.cells.place?.text ?? "";
  const stated = placeIn(cell);
  if (stated !== undefined && !(stated === "path" && !isInPath && inPath.length === 0))
    return stated === "query" && isInPath ? "path" : stated;
  if (table.setting.role === "head") return "head";
  if (isInPath || row === sole?.row) {
    if (sole !== undefined && row === sole.row) row.name = sole.name;
    else row.name = inPath.find((name) => name.toLowerCase() === row.name.toLowerCase()) ?? row.name;
    return "path";
  }
  const isAsked = (url?.query ?? []).some(({ name }) => name === row.name);
  const hasBody = !/^(?:GET|HEAD|DELETE)$/.test(method);
  const shown = operation.places.get(row.name);
  if (isAsked) return "query";
  const standsFor = (url?.query ?? []).find(({ value }) => value === `{${row.name}}`);
  if (standsFor !== undefined) {
    row.name = standsFor.name;
    return "query";
  }
  if (shown !== undefined) return shown === "path" ? "query" : shown;
  switch (table.setting.role) {
    case "query":
      return "query";
    case "path":
      return "query";
    case "body":
      return "body";
    default:
      return hasBody ? "body" : "query";
  }
}

interface SoleParameter {
  readonly row: RowDraft;
  readonly name: string;
}

/** `id` where the path has `{userId}`: one field and one parameter without a name for each other. */
function soleParameter(table: TableDraft, { stretch: { url } }: OperationDraft): SoleParameter | undefined {
  const inPath = pathParameters(url?.path ?? "");
  if (inPath.length === 0) return undefined;
  const names = new Set(allRows(table.rows).map(({ name }) => name.toLowerCase()));
  const [name, ...others] = inPath.filter((parameter) => !names.has(parameter.toLowerCase()));
  if (name === undefined || others.length > 0) return undefined;
  const known = new Set(inPath.map((parameter) => parameter.toLowerCase()));
  const [row, ...more] =
    table.setting.role === "path" ? allRows(table.rows).filter((each) => !known.has(each.name.toLowerCase())) : [];
  if (row !== undefined && more.length === 0) return { row, name };
  const [only] = table.rows;
  if (only === undefined || table.rows.length > 1) return undefined;
  const key = (text: string): string => text.toLowerCase().replace(/[_-]/g, "");
  return key(name).endsWith(key(only.name)) || key(only.name).endsWith(key(name)) ? { row: only, name } : undefined;
}
