// Responses Object (OAS 3.1, 4.8.16): the Result of a page, split by its envelope into a success and a failure side.
import { isValue, listedCodesOf, resultCodesOf, tableEnvelopeOf, usualResult } from "./envelope.ts";
import { baseSchema, splitSchema } from "./envelope-schema.ts";
import type { DocumentedOperation } from "./operations.ts";
import { type CodeSettings, type Outcome, outcomesOf, pointersOf } from "./outcome.ts";
import type { Endpoint, ResultCode } from "./page.ts";
import { responseHeaders } from "./parameters.ts";
import { resultExamples } from "./result-examples.ts";
import { sampleObject } from "./sample.ts";
import { scalarOf } from "./scalar-value.ts";
import { itemShown, type SchemaWriter, shownBy, shownKind } from "./schema.ts";
import { listOf } from "./schema-object.ts";
import { distinctFields, type Scope } from "./scope.ts";
import { sourceOf } from "./source.ts";
import { plainValue } from "./tolerant-json.ts";

type ResponseObject = Readonly<Record<string, unknown>>;

/** The responses of an operation, by status. */
export function responsesOf(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
  settings: CodeSettings,
): Readonly<Record<string, ResponseObject>> {
  const responses = new Map(Object.entries(usualResponses(operation, writer, scope, settings)));
  for (const table of operation.endpoint.tables) {
    if (table.side !== "result" || table.role !== "body" || table.status === undefined) continue;
    const key = String(table.status);
    const known = responses.get(key);
    if (known?.content !== undefined) continue;
    const place = { page: operation.page, side: "result" } as const;
    const location = (table.caption ?? table.header ?? operation.endpoint.place).location;
    const item = writer.object(distinctFields([table]), place, location);
    const content = { "application/json": { schema: table.isList ? listOf(item) : item } };
    responses.set(key, { description: table.caption?.text || "A failure.", ...known, content });
  }
  return Object.fromEntries(responses);
}

/** The responses of the answer that the operation is there for, and of the codes. */
function usualResponses(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
  settings: CodeSettings,
): Readonly<Record<string, ResponseObject>> {
  const { page, endpoint } = operation;
  const tables = usualResult(endpoint);
  const isList = tables.some((table) => table.isList);
  const usual = usualStatus(endpoint);
  const fields = distinctFields(tables);
  const headers = responseHeaders(operation, writer);
  const withHeaders = Object.keys(headers).length > 0 ? { headers } : {};
  const envelope = isList ? undefined : tableEnvelopeOf(page, endpoint, scope);
  const [only] = fields;
  if (only !== undefined && fields.length === 1 && scalarOf(only.type) === "binary") {
    const source = sourceOf(only.place.location);
    const content = {
      "application/octet-stream": { schema: { type: "string", format: "binary", "x-source": source } },
    };
    return {
      [usual]: {
        ...withCodes(only.cells.get("remarks")?.text || "The bytes.", operation, settings),
        ...withHeaders,
        content,
      },
      ...statusesOf(endpoint, settings),
    };
  }
  const examples = endpoint.examples.filter(({ side, json }) => side === "result" && json.root !== undefined);
  if (fields.length === 0 && examples.length === 0) {
    return {
      [usual]: { ...withCodes("No result is documented.", operation, settings), ...withHeaders },
      ...statusesOf(endpoint, settings),
    };
  }
  const location = (tables[0]?.caption ?? tables[0]?.header ?? endpoint.place).location;
  const shown = isList ? itemShown(shownBy(examples[0])) : shownBy(examples[0]);
  const place = { page, side: "result", shown } as const;
  const documented = (): ResponseObject => {
    // Without a table the example is all there is to go by.
    const item = tables.length === 0 && shown !== undefined ? shownKind(shown) : writer.object(fields, place, location);
    const schema = isList ? listOf(item) : item;
    const example = isList ? undefined : examples[0];
    const value =
      example === undefined
        ? undefined
        : tables.length === 0 && example.json.root !== undefined
          ? plainValue(example.json.root)
          : sampleObject(fields, example.json.root, { page, scope, side: "result" });
    const told =
      example === undefined
        ? {}
        : { examples: { documented: { value, "x-source": sourceOf(example.block.location) } } };
    return { ...withHeaders, content: { "application/json": { schema, ...told } } };
  };
  if (envelope === undefined) {
    return {
      [usual]: { ...withCodes("The result.", operation, settings), ...documented() },
      ...statusesOf(endpoint, settings),
    };
  }
  const outcomes = outcomesOf(envelope, settings, examples);
  const isFailing = outcomes.every(({ httpStatus }) => httpStatus >= 300);
  const base = baseSchema(fields, envelope, isFailing ? [] : outcomes, writer, place, location);
  const byStatus = new Map<number, Outcome[]>();
  const listed = { ...envelope, codes: listedCodesOf(endpoint).filter(isValue) };
  for (const outcome of outcomesOf(listed, settings, examples)) {
    const known = byStatus.get(outcome.httpStatus);
    if (known === undefined) byStatus.set(outcome.httpStatus, [outcome]);
    else if (!known.some(({ code }) => code === outcome.code)) known.push(outcome);
  }
  const written = resultExamples(fields, envelope, outcomes, examples, { page, scope, side: "result" });
  const responses = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, group]) => {
      const media = {
        schema: splitSchema(base, fields, envelope, group),
        "x-envelope": pointersOf(envelope),
        examples: Object.fromEntries(group.map(({ code }) => [code, written.get(code)])),
      };
      const description =
        byStatus.size === 1 ? "The result; its code tells the outcome." : group.map(({ code }) => code).join(", ");
      const own = responseHeaders(operation, writer, { envelope, outcomes: group });
      const headed = Object.keys(own).length > 0 ? { headers: own } : {};
      return [String(status), { description, ...headed, content: { "application/json": media } }] as const;
    });
  const others = statusesOf({ ...endpoint, codes: withoutValues(endpoint.codes) }, settings);
  // Codes of failures alone say nothing of the answer that the operation is there for.
  const success = isFailing ? { [usual]: { description: "The result.", ...documented() } } : {};
  return { ...others, ...success, ...Object.fromEntries(responses) };
}

/** Tables of codes without the codes that fields carry. */
function withoutValues(tables: Endpoint["codes"]): Endpoint["codes"] {
  return tables.map((table) => ({ ...table, codes: table.codes.filter((code) => !isValue(code)) }));
}

/** The status of the usual answer: 200, unless the page lists other successes and not that one. */
function usualStatus(endpoint: Endpoint): string {
  const statuses = resultCodesOf(endpoint).flatMap(({ status = 0, isClass }) =>
    status >= 200 && status < 300 && isClass !== true ? [status] : [],
  );
  return String(statuses.length === 0 || statuses.includes(200) ? 200 : Math.min(...statuses));
}

/** The description of an answer whose fields carry no code, with the codes that are listed for it all the same. */
function withCodes(description: string, { endpoint }: DocumentedOperation, settings: CodeSettings): ResponseObject {
  const usual = usualStatus(endpoint);
  const codes = resultCodesOf(endpoint).filter((code) => {
    const status = statusOf(code, settings);
    return status === undefined || (String(status) === usual && code.code !== usual);
  });
  if (codes.length === 0) return { description };
  const told = codes.map(({ code, remark }) => (remark === "" ? code : `${code} (${remark})`));
  const sentence = `Result codes that no field of it carries: ${told.join(", ")}.`;
  return { description: `${description.replace(/[.\s]*$/, ".")} ${sentence}`, ...listed(codes) };
}

/** Codes for programs, where no field and no example of an answer shows them. */
function listed(codes: readonly ResultCode[]): ResponseObject {
  return {
    "x-result-codes": codes.map(({ code, remark, place }) => ({
      code,
      ...(remark === "" ? {} : { description: remark }),
      "x-source": sourceOf(place.location),
    })),
  };
}

function statusOf({ code, status }: ResultCode, { codeStatus = {} }: CodeSettings): number | undefined {
  if (Object.hasOwn(codeStatus, code)) return codeStatus[code];
  return status ?? (/^[1-5]\d\d$/.test(code) ? Number(code) : undefined);
}

/** Statuses that a page without an envelope lists as its codes: each is a response of its own. */
function statusesOf(endpoint: Endpoint, settings: CodeSettings): Readonly<Record<string, ResponseObject>> {
  const byStatus = new Map<string, ResultCode[]>();
  for (const code of listedCodesOf(endpoint)) {
    const status = statusOf(code, settings);
    if (status === undefined || String(status) === usualStatus(endpoint)) continue;
    // A number that HTTP does not know as a status has no response of its own.
    const isKnown = status >= 100 && status < 600;
    const key = !isKnown ? "default" : code.isClass ? `${Math.floor(status / 100)}XX` : String(status);
    const known = byStatus.get(key);
    if (known === undefined) byStatus.set(key, [code]);
    else known.push(code);
  }
  return Object.fromEntries(
    [...byStatus].map(([key, codes]) => {
      // No field carries the code, so that its words are all there is to know it by; several codes share a status.
      const isStatus = ({ code }: ResultCode): boolean => code.toUpperCase() === key;
      const told = codes.map((each) =>
        isStatus(each) ? each.remark || each.code : `${each.code} ${each.remark}`.trim(),
      );
      const named = codes.filter((each) => !isStatus(each));
      const response = {
        description: [...new Set(told)].join("; "),
        ...(named.length > 0 ? listed(named) : {}),
        "x-source": codes.map(({ place }) => sourceOf(place.location))[0],
      };
      return [key, response];
    }),
  );
}
