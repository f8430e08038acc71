// The fields of an operation's request, headers to the leaves of the body, each with its schema and its place in the tables.
import { joinPointer } from "../json/pointer.ts";
import type { Document, MediaTypeObject, SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation, type ParameterIn } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import { isCredentialName } from "../openapi/sensitive.ts";

export interface RequestField {
  /** As reports and configs name it: `header.clientId`, `body.items[].id`. */
  readonly key: string;
  readonly in: ParameterIn | "body";
  readonly name: string;
  /** For the body a JSON Pointer into it, the first element standing for a list's; else the parameter's name. */
  readonly pointer: string;
  /** Whether it and all that it stands in must be there. */
  readonly required: boolean;
  /** Whether it must be there where what it stands in is. */
  readonly requiredInParent: boolean;
  /** References followed. */
  readonly schema: SchemaObject;
  /** The documented example of a parameter. */
  readonly example?: unknown;
  readonly sensitive: boolean;
  /** In its author's words. */
  readonly description?: string;
  readonly source?: string;
}

/** What a field identifies to the service: a session, or the calling client. */
export type Identifies = "session" | "client" | undefined;

/** Schemas that contain themselves are followed this far. */
const DEPTH = 6;

/** All request fields, in the document's order: parameters, then the body outside in. */
export function requestFields(document: Document, operation: Operation): readonly RequestField[] {
  const parameters = operation.parameters.map(
    (parameter): RequestField => ({
      key: `${parameter.in}.${parameter.name}`,
      in: parameter.in,
      name: parameter.name,
      pointer: parameter.name,
      required: parameter.required,
      requiredInParent: parameter.required,
      schema: dereference(document, parameter.schema),
      ...(parameter.example === undefined ? {} : { example: parameter.example }),
      sensitive: parameter.sensitive || isCredentialName(parameter.name),
      ...describedBy(parameter.description ?? dereference(document, parameter.schema).description),
      ...(parameter.source === undefined ? {} : { source: parameter.source }),
    }),
  );
  const media = bodyMedia(operation);
  if (media?.object.schema === undefined) return parameters;
  const required = operation.requestBody?.required === true;
  return [
    ...parameters,
    ...bodyFields(document, media.object.schema, { key: "body", pointer: "", required, depth: 0 }),
  ];
}

/** The media type a request is sent in: JSON where the document allows it, else the first. */
export function bodyMedia(
  operation: Operation,
): { readonly type: string; readonly object: MediaTypeObject } | undefined {
  const content = [...(operation.requestBody?.content ?? [])];
  const chosen = content.find(([type]) => isJson(type)) ?? content[0];
  return chosen === undefined ? undefined : { type: chosen[0], object: chosen[1] };
}

interface Within {
  readonly key: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly depth: number;
}

function bodyFields(document: Document, schema: SchemaObject, within: Within): readonly RequestField[] {
  if (within.depth > DEPTH) return [];
  const depth = within.depth + 1;
  const resolved = dereference(document, schema);
  const parts = [resolved, ...((resolved.allOf ?? []) as SchemaObject[]).map((part) => dereference(document, part))];
  return parts.flatMap((part) => {
    if (part.items !== undefined && typeof part.items === "object") {
      const inner = {
        key: `${within.key}[]`,
        pointer: joinPointer(within.pointer, 0),
        required: within.required,
        depth,
      };
      return bodyFields(document, part.items, inner);
    }
    return Object.entries(part.properties ?? {}).flatMap(([name, property]) => {
      const own = dereference(document, property);
      const requiredInParent = parts.some((other) => other.required?.includes(name));
      const field: RequestField = {
        key: `${within.key}.${name}`,
        in: "body",
        name,
        pointer: joinPointer(within.pointer, name),
        required: within.required && requiredInParent,
        requiredInParent,
        schema: own,
        sensitive: own["x-sensitive"] === true || isCredentialName(name),
        ...describedBy(own.description),
        ...(own["x-source"] === undefined ? {} : { source: own["x-source"] }),
      };
      return [
        field,
        ...bodyFields(document, own, { key: field.key, pointer: field.pointer, required: field.required, depth }),
      ];
    });
  });
}

function describedBy(text: unknown): { readonly description?: string } {
  return typeof text === "string" ? { description: text } : {};
}

/** The JSON types a field's schema allows; none where it says nothing. */
export function typesOf(schema: SchemaObject): readonly string[] {
  if (schema.type !== undefined) return [schema.type].flat();
  if (schema.properties !== undefined) return ["object"];
  return schema.items !== undefined ? ["array"] : [];
}

/** Whether a field of a body holds bytes rather than text. */
export function isFile({ in: place, schema }: RequestField): boolean {
  return place === "body" && (schema.format === "binary" || schema.contentMediaType !== undefined);
}

/** What the field's name says it identifies. */
export function identifies(field: RequestField): Identifies {
  const words = field.name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase()
    .replace(/^x /, "");
  if (
    /^((user|login|access|auth|bearer|session) )?(session|session id|session key|token|ticket|sid)$|^authorization$/.test(
      words,
    )
  )
    return "session";
  if (/^(client|app|application|partner|merchant|api|consumer)( ?(id|key|secret|code|token))$|^api ?key$/.test(words))
    return "client";
  return undefined;
}
