// The body of a request, from bytes to data: JSON (RFC 8259), forms, text; what cannot be read is said, not thrown.
import type { Document, SchemaObject } from "../openapi/document.ts";
import { isJson } from "../openapi/operation.ts";
import { readParts } from "./multipart.ts";
import { readFields, valuesByName } from "./parameter.ts";

export type Content =
  | { readonly kind: "data"; readonly value: unknown }
  /** Bytes or parts that no schema is held to. */
  | { readonly kind: "opaque" }
  | { readonly kind: "unreadable"; readonly problem: string };

/** Deeper than any document means; recursion over it stays safe. */
const MAX_DEPTH = 200;

/** What a content type says of the bytes; worked out once for each that is met. */
export interface ContentType {
  readonly essence: string;
  readonly kind: "json" | "form" | "multipart" | "text" | "bytes";
  /** Lower case. */
  readonly charset: string;
  /** Of a multipart type, where it has one. */
  readonly boundary: string | undefined;
}

export function readContentType(contentType: string): ContentType {
  const essence = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return {
    essence,
    kind: kindOf(contentType, essence),
    charset: (/;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? "utf-8").toLowerCase(),
    boundary: /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)?.slice(1).find(Boolean),
  };
}

function kindOf(contentType: string, essence: string): ContentType["kind"] {
  if (isJson(contentType)) return "json";
  if (essence === "application/x-www-form-urlencoded") return "form";
  if (essence.startsWith("multipart/")) return "multipart";
  return essence.startsWith("text/") ? "text" : "bytes";
}

/** @param schema what a form's fields are read by */
export function readContent(
  document: Document,
  bytes: Buffer,
  { kind, charset, boundary }: ContentType,
  schema: SchemaObject | undefined,
): Content {
  if (kind === "multipart") return partsOf(document, bytes, boundary, schema);
  if (kind === "bytes") return { kind: "opaque" };
  const text = textOf(bytes, charset);
  if (typeof text !== "string") return { kind: "unreadable", problem: text.problem };
  if (kind === "form") return { kind: "data", value: formOf(document, text, schema) };
  return kind === "json" ? jsonOf(text) : { kind: "data", value: text };
}

function textOf(bytes: Buffer, charset: string): string | { readonly problem: string } {
  if (!["utf-8", "utf8", "us-ascii", "iso-8859-1", "latin1"].includes(charset))
    return { problem: `expected the charset \`utf-8\`, found \`${charset.slice(0, 40)}\`` };
  if (charset.startsWith("iso") || charset === "latin1") return bytes.toString("latin1");
  const text = bytes.toString("utf8");
  // The replacement character stands for bytes that are no UTF-8, unless it was sent itself.
  if (text.includes("\ufffd") && !Buffer.from(text).equals(bytes)) return { problem: "is not valid UTF-8" };
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function jsonOf(text: string): Content {
  if (isTooDeep(text)) return { kind: "unreadable", problem: `is nested deeper than ${MAX_DEPTH} levels` };
  try {
    return { kind: "data", value: JSON.parse(text) as unknown };
  } catch (error) {
    // The engine's own message quotes the text, and with it what may be a secret.
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    return {
      kind: "unreadable",
      problem: `is not valid JSON${position !== undefined ? `, from position ${position} on` : ""}`,
    };
  }
}

function isTooDeep(text: string): boolean {
  if (text.length < 2 * MAX_DEPTH) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === 0x5c) index++;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x7b || character === 0x5b) {
      depth++;
      if (depth > MAX_DEPTH) return true;
    } else if (character === 0x7d || character === 0x5d) depth--;
  }
  return false;
}

function formOf(document: Document, text: string, schema: SchemaObject | undefined): unknown {
  return readFields(document, valuesByName(new URLSearchParams(text)), schema ?? {});
}

/** Parts as the fields they stand for; a file's bytes as text, one character a byte, so that its length is right. */
function partsOf(
  document: Document,
  bytes: Buffer,
  boundary: string | undefined,
  schema: SchemaObject | undefined,
): Content {
  if (boundary === undefined) return { kind: "unreadable", problem: "has no boundary in its content type" };
  const parts = readParts(bytes, boundary);
  if (parts === undefined) return { kind: "unreadable", problem: "is not the multipart its content type says" };
  const texts = parts.map(
    ({ name, filename, bytes: content }) =>
      [name, content.toString(filename === undefined ? "utf8" : "latin1")] as const,
  );
  return { kind: "data", value: readFields(document, valuesByName(texts), schema ?? {}) };
}
