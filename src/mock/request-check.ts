// What is wrong with a request by its operation's parameters and body: every violation, by the field's name as users know it.
import { splitPointer, valueAt } from "../json/pointer.ts";
import { typeName, type Validate, type Violation } from "../json/schema.ts";
import type { Document, MediaTypeObject, SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation, type Parameter, sameMediaType } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import { isCredentialName } from "../openapi/sensitive.ts";
import { type FieldValues, fieldName } from "../scenario/field.ts";
import { readContent } from "./content.ts";
import { headerOf, type MockRequest } from "./message.ts";
import { readCookies, readQuery, typedValue } from "./parameter.ts";

/** One reason to refuse a request. */
export interface FieldViolation {
  /** `header.clientId`, `body.user.id`, `body`. */
  readonly field: string;
  /** What was expected and what was found; never a sensitive value. */
  readonly message: string;
  /** The place in the tables. */
  readonly source?: string;
}

export interface CheckedRequest {
  /** What rules and templates see; gathered when it is asked for. */
  readonly values: (state: FieldValues["state"]) => FieldValues;
  readonly violations: readonly FieldViolation[];
  /** Set where the media type of the body is one the operation does not take. */
  readonly unsupported?: readonly string[];
}

export type CheckRequest = (request: MockRequest, path: Readonly<Record<string, string>>) => CheckedRequest;

/**
 * A checker for one operation; its schemas are compiled on first use.
 * @param compile a compiler of the document's schemas
 */
export function requestChecker(
  document: Document,
  operation: Operation,
  compile: (schema: unknown) => Validate,
): CheckRequest {
  const validators = new Map<object, Validate>();
  const validate = (schema: SchemaObject, value: unknown): readonly Violation[] => {
    let validator = validators.get(schema);
    if (validator === undefined) {
      validator = compile(schema);
      validators.set(schema, validator);
    }
    return validator(value);
  };
  return (request, path) => {
    const query = readQuery(request.url);
    const cookie = readCookies(headerOf(request, "cookie"));
    const violations: FieldViolation[] = [];
    for (const parameter of operation.parameters) {
      if (isLeftToOthers(parameter)) continue;
      const texts = textsOf(parameter, request, path, query, cookie);
      const name = `${parameter.in}.${parameter.name}`;
      if (texts === undefined) {
        if (parameter.required) violations.push(withSource(name, "is missing", parameter.source));
        continue;
      }
      const value = typedValue(document, parameter.schema, texts);
      for (const violation of validate(parameter.schema, value))
        violations.push(
          named(name, violation, valueAt(value, violation.pointer), parameter.sensitive, parameter.source),
        );
    }
    const body = checkBody(document, operation, request, validate);
    return {
      values: (state) => ({
        header: plainHeaders(request),
        query: firstValues(query),
        path,
        cookie,
        state,
        body: body.value,
      }),
      violations: [...violations, ...body.violations],
      ...(body.unsupported !== undefined ? { unsupported: body.unsupported } : {}),
    };
  };
}

/** Header parameters of these names are described elsewhere in a document and ignored (OAS 3.1, 4.8.12.2.1). */
function isLeftToOthers(parameter: Parameter): boolean {
  return parameter.in === "header" && /^(accept|content-type|authorization)$/i.test(parameter.name);
}

function textsOf(
  parameter: Parameter,
  request: MockRequest,
  path: Readonly<Record<string, string>>,
  query: ReadonlyMap<string, readonly string[]>,
  cookie: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  switch (parameter.in) {
    case "header": {
      const value = headerOf(request, parameter.name.toLowerCase());
      return value === undefined ? undefined : [value];
    }
    case "query": {
      const deep = [...query.keys()].filter((name) => name.startsWith(`${parameter.name}[`));
      if (deep.length > 0) return [deepObject(parameter.name, deep, query)];
      return query.get(parameter.name) ?? query.get(`${parameter.name}[]`);
    }
    case "path":
      return Object.hasOwn(path, parameter.name) ? [path[parameter.name] ?? ""] : undefined;
    case "cookie":
      return Object.hasOwn(cookie, parameter.name) ? [cookie[parameter.name] ?? ""] : undefined;
  }
}

/** `filter[from]=1&filter[to]=2` as the JSON text of an object (style `deepObject`). */
function deepObject(name: string, keys: readonly string[], query: ReadonlyMap<string, readonly string[]>): string {
  if (keys.every((key) => key === `${name}[]`)) return JSON.stringify(query.get(`${name}[]`));
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key.slice(name.length + 1, -1), query.get(key)?.[0]])));
}

interface CheckedBody {
  readonly value?: unknown;
  readonly violations: readonly FieldViolation[];
  readonly unsupported?: readonly string[];
}

function checkBody(
  document: Document,
  operation: Operation,
  request: MockRequest,
  validate: (schema: SchemaObject, value: unknown) => readonly Violation[],
): CheckedBody {
  const { requestBody } = operation;
  if (requestBody === undefined) return { violations: [] };
  const contentType = headerOf(request, "content-type");
  const accepted = [...requestBody.content.keys()];
  if (request.body.length === 0 && (contentType === undefined || !requestBody.required || !isJson(contentType))) {
    return { violations: requestBody.required ? [{ field: "body", message: "is missing" }] : [] };
  }
  const encoding = headerOf(request, "content-encoding");
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    const message = `expected no encoding, found \`${encoding.slice(0, 40)}\``;
    return { violations: [{ field: "header.content-encoding", message }], unsupported: accepted };
  }
  const media = mediaOf(requestBody.content, contentType);
  if (contentType === undefined || media === undefined) {
    const message = `expected ${accepted.join(" or ")}, found ${contentType === undefined ? "none" : `\`${contentType.slice(0, 80)}\``}`;
    return { violations: [{ field: "header.content-type", message }], unsupported: accepted };
  }
  const schema = media.schema === undefined ? undefined : dereference(document, media.schema);
  const content = readContent(document, request.body, contentType, schema);
  if (content.kind === "unreadable") return { violations: [{ field: "body", message: content.problem }] };
  if (content.kind === "opaque") return { violations: [] };
  const violations = media.schema === undefined ? [] : validate(media.schema, content.value);
  return {
    value: content.value,
    violations: violations.map((violation) => {
      const name = fieldName("body", violation.pointer);
      return named(name, violation, valueAt(content.value, violation.pointer), false, undefined);
    }),
  };
}

/** The documented media type an actual one falls under; any JSON will do where JSON is documented (RFC 6839). */
function mediaOf(
  content: ReadonlyMap<string, MediaTypeObject>,
  contentType: string | undefined,
): MediaTypeObject | undefined {
  const entries = [...content];
  const exact = entries.find(([documented]) => sameMediaType(documented, contentType));
  return (exact ?? entries.find(([documented]) => isJson(documented) && isJson(contentType)))?.[1];
}

function named(
  root: string,
  violation: Violation,
  value: unknown,
  sensitive: boolean,
  source: string | undefined,
): FieldViolation {
  const inner = root.startsWith("body") ? "" : violation.pointer;
  const field = [root, ...splitPointer(inner)].join(".");
  const hidden = sensitive || field.split(".").some(isCredentialName);
  // Data is told by its type: inside it may stand what must not be shown.
  const held = typeof value === "object" || hidden;
  const message = held ? violation.message.replace(/found `.*`$/s, `found ${typeName(value)}`) : violation.message;
  return withSource(field, message, violation.source ?? source);
}

function withSource(field: string, message: string, source: string | undefined): FieldViolation {
  return { field, message, ...(source !== undefined ? { source } : {}) };
}

function plainHeaders(request: MockRequest): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(request.headers).map((name) => [name, headerOf(request, name)]));
}

function firstValues(query: ReadonlyMap<string, readonly string[]>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...query].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}
