// What is wrong with a request by its operation's parameters and body: every violation, by the field's name as users know it.
import { splitPointer, valueAt } from "../json/pointer.ts";
import { typeName, type Validate, type Violation } from "../json/schema.ts";
import type { Document, MediaTypeObject, SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation, type Parameter, sameMediaType } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import { isCredentialName } from "../openapi/sensitive.ts";
import { type FieldValues, fieldName } from "../scenario/field.ts";
import { type ContentType, readContent, readContentType } from "./content.ts";
import { headerOf, type MockRequest } from "./message.ts";
import { type ReadTexts, readCookies, readQuery } from "./parameter.ts";
import { objectReader, parameterReader } from "./parameter-style.ts";

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
  readonly unsupported: readonly string[] | undefined;
}

export type CheckRequest = (request: MockRequest, path: Readonly<Record<string, string>>) => CheckedRequest;

/**
 * A checker for one operation; schemas of its bodies are compiled when a body of their type is met.
 * @param compile a compiler of the document's schemas
 */
export function requestChecker(
  document: Document,
  operation: Operation,
  compile: (schema: unknown) => Validate,
): CheckRequest {
  const parameters = operation.parameters
    .filter((parameter) => !isLeftToOthers(parameter))
    .map((parameter) => checkedParameter(document, parameter, compile));
  const checkBody = bodyChecker(document, operation, compile);
  return (request, path) => {
    const query = readQuery(request.url);
    const cookie = readCookies(headerOf(request, "cookie"));
    const violations: FieldViolation[] = [];
    for (const { parameter, name, key, read, readObject, validate } of parameters) {
      const spread = parameter.in === "query" && query.size > 0 ? readObject(query) : undefined;
      const texts = spread === undefined ? textsOf(parameter, key, request, path, query, cookie) : [];
      if (texts === undefined) {
        if (parameter.required) violations.push(withSource(name, "is missing", parameter.source));
        continue;
      }
      const value = spread ?? read(texts);
      const found = validate(value);
      // Several texts were made one, which no client has sent.
      if (found.length > 0 && texts.length > 1 && typeof value === "string") {
        violations.push(withSource(name, `is given ${texts.length} times, expected once`, parameter.source));
        continue;
      }
      for (const violation of found)
        violations.push(
          named(name, violation, valueAt(value, violation.pointer), parameter.sensitive, parameter.source),
        );
    }
    const body = checkBody(request);
    const all = body.violations.length === 0 ? violations : [...violations, ...body.violations];
    return {
      values: (state) => ({
        header: plainHeaders(request),
        query: firstValues(query),
        path,
        cookie,
        state,
        request: all.length === 0 ? "valid" : "invalid",
        body: body.value,
      }),
      violations: all,
      unsupported: body.unsupported,
    };
  };
}

interface CheckedParameter {
  readonly parameter: Parameter;
  /** As users know it: `header.clientId`. */
  readonly name: string;
  /** As requests carry it: header names in lower case. */
  readonly key: string;
  readonly read: ReadTexts;
  readonly readObject: ReturnType<typeof objectReader>;
  readonly validate: Validate;
}

function checkedParameter(
  document: Document,
  parameter: Parameter,
  compile: (schema: unknown) => Validate,
): CheckedParameter {
  return {
    parameter,
    name: `${parameter.in}.${parameter.name}`,
    key: parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name,
    read: parameterReader(document, parameter),
    readObject: objectReader(document, parameter),
    validate: compile(parameter.schema),
  };
}

/**
 * Header parameters of these names are described elsewhere in a document and ignored (OAS 3.1, 4.8.12.2.1): Authorization by its security
 * schemes. Tables have none of these: where a row asks for it, it is meant.
 */
function isLeftToOthers({ in: place, name, source }: Parameter): boolean {
  if (place !== "header") return false;
  return /^(accept|content-type)$/i.test(name) || (/^authorization$/i.test(name) && source === undefined);
}

function textsOf(
  parameter: Parameter,
  key: string,
  request: MockRequest,
  path: Readonly<Record<string, string>>,
  query: ReadonlyMap<string, readonly string[]>,
  cookie: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  switch (parameter.in) {
    case "header": {
      const value = headerOf(request, key);
      return value === undefined ? undefined : [value];
    }
    case "query":
      return query.get(key);
    case "path":
      return Object.hasOwn(path, key) ? [path[key] ?? ""] : undefined;
    case "cookie":
      return Object.hasOwn(cookie, key) ? [cookie[key] ?? ""] : undefined;
  }
}

interface CheckedBody {
  readonly value?: unknown;
  readonly violations: readonly FieldViolation[];
  readonly unsupported?: readonly string[];
}

/** What one content type of a request comes to, worked out once for each that is met. */
interface KnownType {
  readonly type: ContentType;
  readonly schema: SchemaObject | undefined;
  readonly validate: Validate | undefined;
}

const MAX_TYPES = 100;
const NONE: readonly FieldViolation[] = [];
const NO_VIOLATIONS: CheckedBody = { violations: NONE };

function bodyChecker(
  document: Document,
  operation: Operation,
  compile: (schema: unknown) => Validate,
): (request: MockRequest) => CheckedBody {
  const { requestBody } = operation;
  if (requestBody === undefined) return () => NO_VIOLATIONS;
  const { content, required } = requestBody;
  const accepted = [...content.keys()];
  const validators = new Map<MediaTypeObject, Validate>();
  const known = new Map<string, KnownType>();

  const typeOf = (contentType: string): KnownType | undefined => {
    const met = known.get(contentType);
    if (met !== undefined) return met;
    const media = mediaOf(content, contentType);
    if (media === undefined) return undefined;
    const found = { type: readContentType(contentType), ...schemaOf(media) };
    if (known.size >= MAX_TYPES) known.clear();
    known.set(contentType, found);
    return found;
  };
  const schemaOf = (media: MediaTypeObject): Omit<KnownType, "type"> => {
    if (media.schema === undefined) return { schema: undefined, validate: undefined };
    const validate = validators.get(media) ?? compile(media.schema);
    validators.set(media, validate);
    return { schema: dereference(document, media.schema), validate };
  };

  return (request) => {
    const contentType = headerOf(request, "content-type");
    // Of what is no media type the server has not read the body.
    const isType = contentType === undefined || /^[^/\s]+\/[^/\s]/.test(contentType);
    if (request.body.length === 0 && isType && (contentType === undefined || !required || !isJson(contentType)))
      return required ? { violations: [{ field: "body", message: "is missing" }] } : NO_VIOLATIONS;
    const encoding = headerOf(request, "content-encoding");
    if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
      const message = `expected no encoding, found \`${encoding.slice(0, 40)}\``;
      return { violations: [{ field: "header.content-encoding", message }], unsupported: accepted };
    }
    const found = contentType === undefined ? undefined : typeOf(contentType);
    if (found === undefined) {
      const shown = contentType === undefined ? "none" : `\`${contentType.slice(0, 80)}\``;
      const message = `expected ${accepted.join(" or ")}, found ${shown}`;
      return { violations: [{ field: "header.content-type", message }], unsupported: accepted };
    }
    const read = readContent(document, request.body, found.type, found.schema);
    if (read.kind === "unreadable") return { violations: [{ field: "body", message: read.problem }] };
    if (read.kind === "opaque") return NO_VIOLATIONS;
    const violations = found.validate?.(read.value) ?? [];
    if (violations.length === 0) return { value: read.value, violations: NONE };
    return {
      value: read.value,
      violations: violations.map((violation) => {
        const name = fieldName("body", violation.pointer);
        return named(name, violation, valueAt(read.value, violation.pointer), false, undefined);
      }),
    };
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
