// The control API's operations, described; handlers and its OpenAPI document (OAS 3.1) are held to this list.
import type { Document } from "../openapi/document.ts";
import { WHEN_SCHEMA } from "../scenario/schema.ts";

export interface ControlOperation {
  readonly summary: string;
  /** JSON Schema of the fields of a JSON object to send. */
  readonly body?: { readonly properties: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };
  /** Names of query parameters. */
  readonly query?: readonly string[];
  /** What it answers with where that is no JSON. */
  readonly answers?: "application/yaml" | "text/plain";
  /** Problems (RFC 9457) it may answer with. */
  readonly problems?: readonly number[];
}

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };
const FILTER = {
  operation: text,
  code: text,
  by: text,
  status: { type: ["integer", "string"] },
  invalid: { type: ["boolean", "string"] },
};

/** Which entries of the journal are meant: `operation`, `code`, `by`, `status`, and `invalid=true` for requests with violations. */
export const FILTERS = ["operation", "code", "by", "status", "invalid"] as const;

/** An entry of the journal. */
const ENTRY = { anyOf: [{ type: "integer" }, { const: "last" }] } as const;

/** Which requests are counted, by what they hold. */
export const COUNTED_WHEN = {
  ...WHEN_SCHEMA,
  description:
    "Fields of the request (`header.clientId`, `body.user.id`) or `request: valid`, as in a scenario's `when`: all must hold.",
} as const;

export const CONTROL_OPERATIONS = {
  "GET operations": { summary: "Operations with their result codes, and how each is forced" },
  "POST force": {
    summary: "Answer an operation with one code, always or a number of times",
    body: {
      properties: { operation: text, code: { type: ["string", "integer"] }, times: { type: "integer", minimum: 1 } },
      required: ["operation", "code"],
    },
    problems: [400],
  },
  "DELETE force": { summary: "Force nothing any more" },
  "GET scenario": { summary: "The active scenario, and those there are" },
  "PUT scenario": {
    summary: "Switch to a scenario, or to none with `null`",
    body: { properties: { name: { type: ["string", "null"] } }, required: ["name"] },
    problems: [400],
  },
  "POST reset": { summary: "Forget forced codes, scenario, state and journal" },
  "GET state": {
    summary: "What is forced, which scenario is active, what is remembered, and which things were made and ended",
  },
  "GET inference": { summary: "What a stateful mock takes each operation to make, take, end, change, list and show" },
  "GET journal": {
    summary: "The last requests and how they were answered, credentials masked",
    query: FILTERS,
    problems: [400],
  },
  "DELETE journal": { summary: "Forget the requests so far" },
  "GET journal.har": { summary: "The same as HTTP Archive", query: FILTERS, problems: [400] },
  "POST journal/{id}/scenario": {
    summary: "A recorded exchange, by its number or the `last`, as a scenario file",
    body: { properties: { name: text } },
    answers: "application/yaml",
    problems: [400, 404, 409],
  },
  "POST verify": {
    summary: "Hold the count of requests to bounds, waiting for it up to a time",
    body: {
      properties: {
        ...FILTER,
        when: COUNTED_WHEN,
        exactly: count,
        atLeast: count,
        atMost: count,
        withinMs: { ...count, maximum: 30_000 },
      },
    },
    problems: [400, 409],
  },
  "POST explain": {
    summary: "What would answer a request, which rule of the active scenario, and why the others would not",
    body: { properties: { method: text, url: text, headers: { type: "object" }, body: {} } },
  },
  "GET scenario.schema.json": { summary: "The JSON Schema of scenario files of this API" },
  "GET operations.d.ts": {
    summary: "The operations as types, for scenarios in TypeScript",
    answers: "text/plain",
  },
  "GET openapi.json": { summary: "This document" },
} as const satisfies Readonly<Record<string, ControlOperation>>;

export type ControlName = keyof typeof CONTROL_OPERATIONS;

/**
 * The control API as an OpenAPI document.
 * @param prefix where it lives: `/__fieldproof/`
 */
export function controlDocument(prefix: string): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [key, operation] of Object.entries(CONTROL_OPERATIONS) as [string, ControlOperation][]) {
    const [method = "", path = ""] = key.split(" ");
    paths[`${prefix}${path}`] = {
      ...paths[`${prefix}${path}`],
      [method.toLowerCase()]: operationObject(key, path, operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "fieldproof control API",
      version: "1.0.0",
      description: "What a mock answers with, and what it was asked. Each session (`X-Mock-Session`) has its own.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{}, { token: [] }],
    paths,
    components: {
      parameters: {
        Session: {
          name: "X-Mock-Session",
          in: "header",
          description: "The session that is meant; without it the shared one.",
          schema: text,
        },
      },
      responses: {
        Problem: {
          description: "A problem (RFC 9457).",
          content: {
            "application/problem+json": {
              schema: {
                type: "object",
                properties: { title: text, status: { type: "integer" }, detail: text },
                required: ["title", "status", "detail"],
              },
            },
          },
        },
      },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  } as unknown as Document;
}

function operationObject(
  key: string,
  path: string,
  { summary, body, query = [], answers, problems = [] }: ControlOperation,
): object {
  const id = key.toLowerCase().replace(/[^a-z]+(.)?/g, (_, letter?: string) => letter?.toUpperCase() ?? "");
  const problem = { $ref: "#/components/responses/Problem" };
  const content =
    answers === undefined ? { "application/json": { schema: { type: "object" } } } : { [answers]: { schema: text } };
  return {
    operationId: id,
    summary,
    parameters: [
      { $ref: "#/components/parameters/Session" },
      ...(path.includes("{id}") ? [{ name: "id", in: "path", required: true, schema: ENTRY }] : []),
      ...query.map((name) => ({ name, in: "query", schema: text })),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.required !== undefined,
            content: { "application/json": { schema: { type: "object", ...body } } },
          },
        }),
    responses: {
      "200": { description: summary, content },
      ...Object.fromEntries(problems.map((status) => [String(status), problem])),
      "401": problem,
      "403": problem,
    },
  };
}
