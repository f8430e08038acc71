// Tables to OpenAPI 3.1.0 (https://spec.openapis.org/oas/v3.1.0): the whole document, in the order of the pages.

import type { Document } from "../openapi/document.ts";
import { downgrade } from "../openapi/downgrade.ts";
import { ComponentMemory, type Written } from "./components.ts";
import { type DocumentedOperation, documentedOperations } from "./operations.ts";
import type { CodeSettings } from "./outcome.ts";
import type { Page, Specification } from "./page.ts";
import { parametersOf } from "./parameters.ts";
import { requestBodyOf } from "./request-body.ts";
import { responsesOf } from "./responses.ts";
import { SchemaWriter } from "./schema.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { Servers } from "./servers.ts";
import { sourceOf } from "./source.ts";
import { captionOf } from "./vocabulary.ts";

export interface DeriveOptions extends CodeSettings {
  /** Else the heading that opens every page, else "API". */
  readonly title?: string;
  readonly version?: string;
  /** 3.1 unless told otherwise. */
  readonly openapi?: "3.1" | "3.0";
}

/** What of earlier derivations with the same options can be used again, for pages that are still the same objects. */
export class DeriveMemory extends ComponentMemory {
  readonly operations = new WeakMap<Page, Map<string, Written<unknown>>>();
}

/**
 * Derives the document of a specification. The same pages give the same bytes, with a memory or without; nothing throws.
 * @param memory of derivations with the same options
 */
export function deriveDocument(
  specification: Specification,
  options: DeriveOptions = {},
  memory: DeriveMemory = new DeriveMemory(),
): Document {
  const { operations } = documentedOperations(specification);
  const scope = scopeOf(specification);
  const writer = new SchemaWriter(scope, specification, memory);
  const servers = new Servers(specification, operations);
  const paths = new Map<string, Map<string, unknown>>();
  for (const operation of operations) {
    const item = paths.get(operation.path) ?? new Map<string, unknown>();
    paths.set(operation.path, item);
    item.set(operation.method.toLowerCase(), rememberedOperation(operation, writer, scope, servers, options, memory));
  }
  const tags = [...new Set(operations.map(tagOf))].map((name) => ({ name }));
  const webhooks = webhooksOf(specification, writer);
  const schemas = writer.components.schemas();
  const document = {
    openapi: "3.1.0",
    info: { title: options.title ?? sharedTitle(specification) ?? "API", version: options.version ?? "1.0.0" },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: servers.all.map((url) => ({ url })),
    tags,
    paths: Object.fromEntries([...paths].map(([path, item]) => [path, Object.fromEntries(item)])),
    ...(Object.keys(webhooks).length > 0 ? { webhooks } : {}),
    ...(Object.keys(schemas).length > 0 ? { components: { schemas } } : {}),
  } as unknown as Document;
  return options.openapi === "3.0" ? downgrade(document) : document;
}

/** Tables without an operation become components; those that the service calls with, webhooks that refer to them. */
function webhooksOf({ pages }: Specification, writer: SchemaWriter): Readonly<Record<string, unknown>> {
  const webhooks = new Map<string, unknown>();
  for (const page of pages) {
    for (const { table, side, isCallback } of page.looseTables ?? []) {
      const $ref = writer.components.reference({ page, table }, side);
      const name = $ref.slice($ref.lastIndexOf("/") + 1);
      if (!isCallback || side !== "request") continue;
      const location = table.caption?.location ?? table.header?.location;
      const source = location === undefined ? {} : { "x-source": sourceOf(location) };
      webhooks.set(name, {
        post: {
          operationId: `webhook${name}`,
          summary: table.caption?.text ?? table.name,
          requestBody: { content: { "application/json": { schema: { $ref } } } },
          responses: { 200: { description: "Taken in." } },
          ...source,
        },
      });
    }
  }
  return Object.fromEntries(webhooks);
}

/** The operation as an earlier derivation wrote it, where nothing that it asked for has changed. */
function rememberedOperation(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
  servers: Servers,
  settings: CodeSettings,
  memory: DeriveMemory,
): unknown {
  const { page, endpoint, id, method, path, parameterNames } = operation;
  const names = [...parameterNames].flat();
  const server = servers.own(operation);
  const key = JSON.stringify([page.endpoints.indexOf(endpoint), id, method, path, names, server]);
  const kept = memory.operations.get(page)?.get(key);
  if (kept !== undefined && writer.components.askAgain(kept.asked)) return kept.value;
  const { written, isOwn } = writer.components.write(() => operationObject(operation, writer, scope, server, settings));
  if (isOwn) {
    const operations = memory.operations.get(page) ?? new Map<string, Written<unknown>>();
    memory.operations.set(page, operations.set(key, written));
  }
  return written.value;
}

function operationObject(
  operation: DocumentedOperation,
  writer: SchemaWriter,
  scope: Scope,
  server: string | undefined,
  settings: CodeSettings,
): unknown {
  const { endpoint, id } = operation;
  const parameters = parametersOf(operation, writer);
  const requestBody = requestBodyOf(operation, writer, scope);
  return {
    operationId: id,
    ...(endpoint.summary?.text ? { summary: endpoint.summary.text } : {}),
    ...(endpoint.description?.text ? { description: endpoint.description.text } : {}),
    tags: [tagOf(operation)],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody !== undefined ? { requestBody } : {}),
    responses: responsesOf(operation, writer, scope, settings),
    ...(server !== undefined ? { servers: [{ url: server }] } : {}),
    "x-source": sourceOf(endpoint.place.location),
  };
}

/** The first segment of the path. */
function tagOf({ path }: DocumentedOperation): string {
  return path.split("/").find((segment) => segment !== "" && !segment.startsWith("{")) ?? "default";
}

/** The first heading of the pages that describe an endpoint, where all of them share it; `Request` is the title of nothing. */
function sharedTitle(specification: Specification): string | undefined {
  const titles = specification.pages
    .filter((page) => page.endpoints.length > 0)
    .map(({ title }) => (title === undefined || captionOf(title.text) !== undefined ? "" : title.text));
  const [first = ""] = titles;
  return first !== "" && titles.every((title) => title === first) ? first : undefined;
}
