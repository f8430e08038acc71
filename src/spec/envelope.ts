// The result's envelope in the tables: which field carries the codes, which says success, which tells a person why.
import type { Endpoint, Field, FieldTable, Page, ResultCode, ResultCodeTable } from "./page.ts";
import { scalarOf } from "./scalar-value.ts";
import { distinctFields, type Scope } from "./scope.ts";
import { wordKey } from "./vocabulary.ts";

/** A field of the result and the names of the fields that lead to it. */
export interface PlacedField {
  readonly path: readonly string[];
  readonly field: Field;
}

export interface TableEnvelope {
  readonly code: PlacedField;
  readonly success?: PlacedField;
  readonly message?: PlacedField;
  readonly codes: readonly ResultCode[];
}

const SUCCESS = /^(is)?(success|succeeded|successful|succeed|ok)$/;
const MESSAGE = /(msg|message|reason|desc|description|info)$/;
const CODE =
  /^(result|error|err|ret|rtn|return|response|resp|rsp|res|biz|status|sys|sub)?code$|^(result|error|err|ret)(no|num)$|^ret$/;

/** The result codes of an endpoint, each once, in the order of the tables. */
export function resultCodesOf(endpoint: Endpoint): readonly ResultCode[] {
  const byCode = new Map<string, ResultCode>();
  for (const code of endpoint.codes.flatMap((table) => table.codes)) {
    if (!byCode.has(code.code)) byCode.set(code.code, code);
  }
  return [...byCode.values()];
}

/** The codes that an endpoint lists, each with each of its statuses once. */
export function listedCodesOf(endpoint: Endpoint): readonly ResultCode[] {
  const all = new Map<string, ResultCode>();
  for (const code of endpoint.codes.flatMap((table) => table.codes)) {
    const key = `${code.code} ${code.status ?? ""} ${code.isClass ?? ""}`;
    if (!all.has(key)) all.set(key, code);
  }
  return [...all.values()];
}

/** Whether a code is a value that a field may carry: an HTTP status alone is none. */
export function isValue({ code, status }: ResultCode): boolean {
  return code !== String(status);
}

/** The envelope of an endpoint's result; undefined where there are no codes or no field that carries them. */
export function tableEnvelopeOf(page: Page, endpoint: Endpoint, scope: Scope): TableEnvelope | undefined {
  const codes = resultCodesOf(endpoint).filter(isValue);
  const table = endpoint.codes.find((candidate) => candidate.codes.some((code) => codes.includes(code)));
  if (codes.length === 0 || table === undefined) return undefined;
  const fields = resultFields(page, endpoint, scope);
  const code = carrierOf(table, fields);
  if (code === undefined) return undefined;
  const siblings = fields.filter((other) => other !== code && sameParent(other.path, code.path));
  const success = siblings.find(
    ({ field }) => field.type.kind === "scalar" && field.type.scalar === "boolean" && SUCCESS.test(wordKey(field.name)),
  );
  const message = siblings.find(
    ({ field }) => field.type.kind === "scalar" && field.type.scalar === "string" && MESSAGE.test(wordKey(field.name)),
  );
  return { code, ...(success !== undefined ? { success } : {}), ...(message !== undefined ? { message } : {}), codes };
}

/** The tables of the answer that an operation is there for; answers of other statuses have tables of their own. */
export function usualResult(endpoint: Endpoint): readonly FieldTable[] {
  return endpoint.tables.filter(
    (table) => table.side === "result" && table.role === "body" && table.status === undefined,
  );
}

/** The field whose name the table's header says (`Result Code` ↔ `resultCode`), else the one field named like a code. */
function carrierOf(table: ResultCodeTable, fields: readonly PlacedField[]): PlacedField | undefined {
  const key = wordKey(table.header.text);
  const scalars = fields.filter(({ field }) => field.type.kind === "scalar" && field.type.scalar !== "boolean");
  return (
    scalars.find(({ field }) => wordKey(field.name) === key) ??
    scalars.find(({ field }) => CODE.test(wordKey(field.name))) ??
    // A status in words is a state of the thing, a number may be the code.
    scalars.find(({ field }) => wordKey(field.name) === "status" && scalarOf(field.type) !== "string")
  );
}

/** The fields of a result down to the third level, lists left out, shallow ones first. */
function resultFields(page: Page, endpoint: Endpoint, scope: Scope): readonly PlacedField[] {
  const tables = usualResult(endpoint);
  let level: readonly { readonly page: Page; readonly placed: PlacedField }[] = distinctFields(tables).map((field) => ({
    page,
    placed: { path: [field.name], field },
  }));
  const found: PlacedField[] = [];
  for (let depth = 0; depth < 3; depth++) {
    for (const { placed } of level) found.push(placed);
    level = level.flatMap(({ page: home, placed }) => {
      const inner = placed.field.type.kind === "named" ? scope.find(home, placed.field.type.name, "result") : undefined;
      return inner === undefined
        ? []
        : distinctFields([inner.table]).map((field) => ({
            page: inner.page,
            placed: { path: [...placed.path, field.name], field },
          }));
    });
  }
  return found;
}

function sameParent(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.slice(0, -1).every((name, index) => name === b[index]);
}
