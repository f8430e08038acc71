// The envelope of a result: which fields of an answer carry its code, its success flag and its message.
import { joinPointer, valueAt } from "../json/pointer.ts";
import type { Document, Envelope, MediaTypeObject, SchemaObject } from "./document.ts";
import { dereference } from "./reference.ts";

/**
 * The envelope of a response: as `x-envelope` says, else the enum field whose values are the examples' names.
 * Undefined where no field tells the outcome: then the HTTP status does.
 */
export function envelopeOf(
  document: Document,
  media: MediaTypeObject & { readonly "x-envelope"?: Envelope },
): Envelope | undefined {
  if (media["x-envelope"] !== undefined) return media["x-envelope"];
  const names = Object.keys(media.examples ?? {});
  if (names.length === 0 || media.schema === undefined) return undefined;
  const fields = fieldsOf(document, media.schema, "", 3);
  const code = fields.find(
    ({ schema, pointer }) =>
      schema.enum?.length !== undefined &&
      names.every((name) => schema.enum?.some((value) => String(value) === name)) &&
      Object.entries(media.examples ?? {}).every(([name, example]) => String(valueAt(example.value, pointer)) === name),
  );
  if (code === undefined) return undefined;
  const parent = code.pointer.slice(0, code.pointer.lastIndexOf("/"));
  const siblings = fields.filter((field) => field.pointer.slice(0, field.pointer.lastIndexOf("/")) === parent);
  const success = siblings.find(({ schema }) => schema.type === "boolean")?.pointer;
  const message = siblings.find(
    ({ schema, pointer }) => schema.type === "string" && /(msg|message|reason|desc\w*|info)$/i.test(pointer),
  )?.pointer;
  return {
    code: code.pointer,
    ...(success !== undefined ? { success } : {}),
    ...(message !== undefined ? { message } : {}),
  };
}

function fieldsOf(
  document: Document,
  schema: SchemaObject,
  pointer: string,
  depth: number,
): readonly { readonly schema: SchemaObject; readonly pointer: string }[] {
  const resolved = dereference(document, schema);
  if (depth === 0) return [];
  return Object.entries(resolved.properties ?? {}).flatMap(([name, property]) => {
    const inner = joinPointer(pointer, name);
    return [
      { schema: dereference(document, property), pointer: inner },
      ...fieldsOf(document, property, inner, depth - 1),
    ];
  });
}

/** What an answer says of itself: its code and flag as they stand there, undefined where they are absent. */
export function resultOf(
  envelope: Envelope,
  body: unknown,
): { readonly code: unknown; readonly success: unknown; readonly message: unknown } {
  return {
    code: valueAt(body, envelope.code),
    success: envelope.success === undefined ? undefined : valueAt(body, envelope.success),
    message: envelope.message === undefined ? undefined : valueAt(body, envelope.message),
  };
}
