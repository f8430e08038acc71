// Whether a document knows a field: parameters by name, fields of a body by its schema; and which names stand where it does not.
import { joinPointer, splitPointer } from "../json/pointer.ts";
import type { Document, SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import { type Field, fieldName } from "./field.ts";

/** Header fields every client and server knows (RFC 9110, RFC 6265): rules may ask for them though no table lists them. */
const STANDARD_HEADERS =
  /^(x-.+|accept(-charset|-encoding|-language)?|authorization|cache-control|content-(length|type)|cookie|host|if-(match|none-match|modified-since)|origin|prefer|range|referer|user-agent|idempotency-key|traceparent)$/i;

/** Undefined when the operation's request has such a field; else the names it could have meant. */
export function unknownRequestField(
  document: Document,
  operation: Operation,
  field: Field,
): readonly string[] | undefined {
  if (field.in === "state" || field.in === "request") return undefined;
  if (field.in !== "body") {
    const { in: place, name } = field;
    if (place === "header" && STANDARD_HEADERS.test(name)) return undefined;
    const names = operation.parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
    const same = (known: string): boolean =>
      place === "header" ? known.toLowerCase() === name.toLowerCase() : known === name;
    return names.some(same) ? undefined : names.map((known) => `${place}.${known}`);
  }
  const schemas = [...(operation.requestBody?.content.values() ?? [])].map((media) => media.schema ?? {});
  if (schemas.length === 0) return operation.requestBody === undefined ? [] : undefined;
  return unknownBodyField(document, schemas, field.name)?.map((pointer) => fieldName("body", pointer));
}

/** Undefined when the answers of one outcome, or of any where none is named, may hold a value there; else pointers of what they may hold. */
export function unknownAnswerField(
  document: Document,
  operation: Operation,
  result: string | undefined,
  pointer: string,
): readonly string[] | undefined {
  const outcomes = operation.outcomes.filter((outcome) => result === undefined || outcome.name === result);
  return unknownBodyField(
    document,
    outcomes.map((outcome) => outcome.response.schema ?? {}),
    pointer,
  );
}

/** The schemas of which each may describe what the answers of one outcome, or of any, hold at a pointer; none where one of them leaves it open. */
export function answerFieldSchemas(
  document: Document,
  operation: Operation,
  result: string | undefined,
  pointer: string,
): readonly SchemaObject[] {
  const responses = operation.outcomes
    .filter((outcome) => result === undefined || outcome.name === result)
    .map(({ response }) => response);
  if (responses.some(({ schema, mediaType }) => schema === undefined || !isJson(mediaType))) return [];
  // What one of them leaves open anything may be.
  const found = responses.map(({ schema = {} }) => schemasAt(document, [schema], pointer));
  if (found.some((at) => "schemas" in at && at.schemas.length === 0)) return [];
  return found.flatMap((at) => ("schemas" in at ? at.schemas : []));
}

/** The schemas of which each may describe what a request holds in a field; none where the document says nothing of it. */
export function requestFieldSchemas(document: Document, operation: Operation, field: Field): readonly SchemaObject[] {
  if (field.in === "state" || field.in === "request") return [];
  if (field.in === "body") {
    const media = [...(operation.requestBody?.content.values() ?? [])];
    // Of a body without a schema nothing is known, whatever others beside it say.
    if (media.some(({ schema }) => schema === undefined)) return [];
    const found = schemasAt(
      document,
      media.map(({ schema = {} }) => schema),
      field.name,
    );
    return "schemas" in found ? found.schemas : [];
  }
  const { in: place, name } = field;
  const isNamed = (known: string): boolean =>
    place === "header" ? known.toLowerCase() === name.toLowerCase() : known === name;
  return operation.parameters
    .filter((parameter) => parameter.in === place && isNamed(parameter.name))
    .map(({ schema }) => schema);
}

/** Undefined when the path may exist; else the pointers that stand where it leaves the schemas that describe one body. */
function unknownBodyField(
  document: Document,
  schemas: readonly SchemaObject[],
  pointer: string,
): readonly string[] | undefined {
  const found = schemasAt(document, schemas, pointer);
  return "known" in found ? found.known : undefined;
}

/** Walks down the schemas that describe one body: to those of the path's end, none where they leave it open, or to the pointers that stand where it leaves them. */
function schemasAt(
  document: Document,
  schemas: readonly SchemaObject[],
  pointer: string,
): { readonly schemas: readonly SchemaObject[] } | { readonly known: readonly string[] } {
  let ends = schemas;
  let walked = "";
  for (const token of splitPointer(pointer)) {
    const parts = ends.flatMap((schema) => partsOf(document, schema, 0));
    const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
    const items = parts.flatMap((part) => (part.items === undefined ? [] : [part.items]));
    const inner = properties.filter(([name]) => name === token).map(([, property]) => property);
    if (/^\d+$/.test(token)) {
      inner.push(...items);
      for (const { prefixItems } of parts)
        inner.push(...[(prefixItems as readonly SchemaObject[])?.[Number(token)] ?? []].flat());
    }
    if (inner.length === 0) {
      const open = parts.some((part) => part.additionalProperties !== undefined && part.additionalProperties !== false);
      const scalar = parts.some((part) => typeof part.type === "string" && !["object", "array"].includes(part.type));
      const described = properties.length > 0 || items.length > 0 || scalar;
      if (open || !described) return { schemas: [] };
      return { known: [...new Set(properties.map(([name]) => joinPointer(walked, name)))] };
    }
    ends = inner;
    walked = joinPointer(walked, token);
  }
  return { schemas: ends };
}

/** A schema and everything that is laid over it or stands as a choice in it. */
function partsOf(document: Document, schema: SchemaObject, depth: number): readonly SchemaObject[] {
  if (depth > 8) return [];
  const resolved = dereference(document, schema);
  const keywords = ["allOf", "anyOf", "oneOf", "if", "then", "else"];
  const applied = keywords.flatMap((keyword) => (resolved[keyword] ?? []) as SchemaObject | readonly SchemaObject[]);
  return [resolved, ...applied.flatMap((part) => partsOf(document, part, depth + 1))];
}
