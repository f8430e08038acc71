// Parameter Objects (OAS 3.1, 4.8.12): path, query and header fields of a request; header fields of a result.
import type { SchemaObject } from "../openapi/document.ts";
import { FieldNames, readCondition } from "./condition.ts";
import { holds } from "./condition-holds.ts";
import type { TableEnvelope } from "./envelope.ts";
import type { DocumentedOperation } from "./operations.ts";
import type { Outcome } from "./outcome.ts";
import type { Field, Side } from "./page.ts";
import { isRequired } from "./presence.ts";
import { fits } from "./sample.ts";
import { descriptionOf, isCredential, type SchemaWriter } from "./schema.ts";
import { distinctFields } from "./scope.ts";
import { sourceOf } from "./source.ts";
import { pathParameters } from "./url.ts";

type ParameterObject = Readonly<Record<string, unknown>>;

/** Whether the fields of a Body table travel in the query: a GET has no body. */
export function hasNoBody(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** The parameters of an operation: those of the path, then the others in the order of the tables. */
export function parametersOf(operation: DocumentedOperation, writer: SchemaWriter): readonly ParameterObject[] {
  const { endpoint, method, parameterNames } = operation;
  const request = endpoint.tables.filter((table) => table.side !== "result");
  const inPath = pathParameters(endpoint.url?.path ?? "");
  const documented = distinctFields(
    request.filter(
      (table) => table.role === "path" || table.role === "query" || (table.role === "body" && hasNoBody(method)),
    ),
  );
  const fromPath = inPath.map((name) => {
    const field = documented.find((candidate) => candidate.name === name);
    const shared = parameterNames.get(name) ?? name;
    if (field !== undefined) return { ...parameterOf(field, "path", operation, writer), name: shared, required: true };
    const source = sourceOf((endpoint.urlCell ?? endpoint.place).location);
    return {
      name: shared,
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, "x-source": source },
      "x-source": source,
    };
  });
  const tables = request.flatMap((table): readonly ParameterObject[] => {
    const place =
      table.role === "head"
        ? "header"
        : table.role === "cookie"
          ? "cookie"
          : table.role === "query" || (table.role === "body" && hasNoBody(method))
            ? "query"
            : undefined;
    if (place === undefined) return [];
    return table.fields
      .filter((field) => !inPath.includes(field.name))
      .map((field) => parameterOf(field, place, operation, writer));
  });
  const named = new Set(tables.map((parameter) => `${parameter.in} ${String(parameter.name).toLowerCase()}`));
  const inUrl = (endpoint.url?.query ?? [])
    .filter(({ name }) => !named.has(`query ${name.toLowerCase()}`))
    .map(({ name, value }) => {
      const source = sourceOf((endpoint.urlCell ?? endpoint.place).location);
      const example = value === "" || /[{}<>]/.test(value) ? {} : { example: value };
      return {
        name,
        in: "query",
        required: false,
        schema: { type: "string", "x-source": source },
        ...example,
        "x-source": source,
      };
    });
  return distinct([...fromPath, ...tables, ...inUrl]);
}

function distinct(parameters: readonly ParameterObject[]): readonly ParameterObject[] {
  const byKey = new Map<string, ParameterObject>();
  for (const parameter of parameters) {
    // Header names know no letter case (RFC 9110, 5.1).
    const name = parameter.in === "header" ? String(parameter.name).toLowerCase() : String(parameter.name);
    const key = `${parameter.in} ${name}`;
    if (!byKey.has(key)) byKey.set(key, parameter);
  }
  return [...byKey.values()];
}

function parameterOf(
  field: Field,
  place: "path" | "query" | "header" | "cookie",
  { page }: DocumentedOperation,
  writer: SchemaWriter,
): ParameterObject {
  return { name: field.name, in: place, ...bodyOf(field, "request", writer.field(field, { page, side: "request" })) };
}

/**
 * Header Object (4.8.21) of a response: a parameter without name and place.
 * @param told the outcomes that the response is for: a header that is there where a code is (`code = 0`) is mandatory where they all are
 */
export function responseHeaders(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  told?: { readonly envelope: TableEnvelope; readonly outcomes: readonly Outcome[] },
): Readonly<Record<string, ParameterObject>> {
  const { page, endpoint } = operation;
  const fields = distinctFields(endpoint.tables.filter((table) => table.side === "result" && table.role === "head"));
  // A header is there or not; it cannot be null.
  return Object.fromEntries(
    fields.map((field) => {
      const schema = writer.field({ ...field, presence: "mandatory", nullable: false }, { page, side: "result" });
      const header = bodyOf(field, "result", schema);
      return [field.name, isTold(field, told) ? { ...header, required: true } : header];
    }),
  );
}

/** Whether the outcomes of a response all meet the condition of a header, which is about a field of the body. */
function isTold(field: Field, told: Parameters<typeof responseHeaders>[2]): boolean {
  if (told === undefined || field.condition?.kind !== "prose") return false;
  const { code, success } = told.envelope;
  const [coded, flagged] = [code.path.at(-1) ?? "", success?.path.at(-1)];
  const condition = readCondition(field.condition.text, new FieldNames([coded, flagged ?? coded]));
  if (condition === undefined) return false;
  return told.outcomes.every((outcome) =>
    holds({ ...field, condition }, (name) =>
      name === coded ? outcome.code : name === flagged ? outcome.role === "success" : undefined,
    ),
  );
}

/** All of a parameter but its name and place; what speaks of the parameter leaves its schema. */
function bodyOf(field: Field, side: Side, schema: SchemaObject): ParameterObject {
  const { description: _, examples: __, ...bare } = schema;
  const description = descriptionOf(field);
  const source = sourceOf(field.place.location);
  return {
    ...(description !== "" ? { description } : {}),
    required: isRequired(field, side),
    schema: bare,
    ...(field.example !== undefined && fits(field.example, field, "request") ? { example: field.example } : {}),
    ...(isCredential(field) ? { "x-sensitive": true } : {}),
    "x-source": source,
  };
}
