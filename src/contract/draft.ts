// A request before it is bytes: values by place, changed by plain functions, then written out.
import { valueAt, withValueAt } from "../json/pointer.ts";
import { isJson } from "../openapi/operation.ts";
import { withScheme } from "./auth-scheme.ts";
import type { SentRequest } from "./http.ts";
import { MULTIPART, writeMultipart } from "./multipart.ts";
import type { RequestField } from "./request-field.ts";

export type DraftBody =
  | { readonly kind: "none" }
  /** Data, written as its media type wants it. */
  | {
      readonly kind: "data";
      readonly mediaType: string;
      readonly value: unknown;
      /** Fields that are files, where the media type has files. */
      readonly files?: readonly string[];
    }
  /** Bytes as they are; without a media type none is sent. */
  | { readonly kind: "bytes"; readonly mediaType?: string; readonly bytes: Buffer };

export interface Draft {
  readonly method: string;
  /** With its templates. */
  readonly path: string;
  readonly values: Readonly<Record<"path" | "query" | "header" | "cookie", Readonly<Record<string, unknown>>>>;
  /** Header name → the scheme its credentials are sent under. */
  readonly schemes?: Readonly<Record<string, string>>;
  readonly body: DraftBody;
}

/** What a case does to a valid request. */
export type Change = (draft: Draft) => Draft;

/** Sets a field, or leaves it out where `value` is undefined. */
export function setField(field: Pick<RequestField, "in" | "pointer">, value: unknown): Change {
  return (draft) => {
    if (field.in === "body") {
      const data =
        draft.body.kind === "data" ? draft.body : { kind: "data" as const, mediaType: "application/json", value: {} };
      return { ...draft, body: { ...data, value: withValueAt(data.value, field.pointer, value) } };
    }
    const { [field.pointer]: _, ...others } = draft.values[field.in];
    const group = value === undefined ? others : { ...others, [field.pointer]: value };
    return { ...draft, values: { ...draft.values, [field.in]: group } };
  };
}

export function leaveOut(field: Pick<RequestField, "in" | "pointer">): Change {
  return setField(field, undefined);
}

/** What stands in a field of the draft; undefined where nothing does. */
export function valueIn(draft: Draft, field: Pick<RequestField, "in" | "pointer">): unknown {
  if (field.in !== "body") return draft.values[field.in][field.pointer];
  return draft.body.kind === "data" ? valueAt(draft.body.value, field.pointer) : undefined;
}

/** Sets a field to what `change` makes of the text that stands in it. */
export function rewrite(field: Pick<RequestField, "in" | "pointer">, change: (text: string) => string): Change {
  return (draft) => setField(field, change(String(valueIn(draft, field) ?? "")))(draft);
}

/** Replaces the body's data by what `change` makes of it. */
export function changeBody(change: (value: unknown) => unknown): Change {
  return (draft) =>
    draft.body.kind === "data" ? { ...draft, body: { ...draft.body, value: change(draft.body.value) } } : draft;
}

/** Sends text in place of the body; `write` gets the valid body's JSON. */
export function sendText(write: (json: string) => string, mediaType?: string): Change {
  return (draft) => {
    const json = draft.body.kind === "data" ? JSON.stringify(draft.body.value) : "";
    const own = draft.body.kind === "none" ? undefined : draft.body.mediaType;
    const type = mediaType ?? own;
    return {
      ...draft,
      body: { kind: "bytes", ...(type === undefined ? {} : { mediaType: type }), bytes: Buffer.from(write(json)) },
    };
  };
}

/** The request as it is sent to the target at `base`. */
export function writeRequest(draft: Draft, base: string): SentRequest {
  const path = draft.path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    // A template that no parameter describes still needs something in its place.
    encodeURIComponent(asText(draft.values.path[name] ?? "1")),
  );
  const query = Object.entries(draft.values.query).flatMap(([name, value]) =>
    [value].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(each))}`),
  );
  const cookies = Object.entries(draft.values.cookie).map(
    ([name, value]) => `${name}=${encodeURIComponent(asText(value))}`,
  );
  const headers = Object.entries(draft.values.header).map(([name, value]): [string, string] => [
    name,
    withScheme(draft.schemes?.[name], asText(value)),
  ]);
  const { body } = draft;
  const mediaType = mediaTypeOf(body);
  return {
    method: draft.method,
    url: `${base.replace(/\/+$/, "")}${path}${query.length > 0 ? `?${query.join("&")}` : ""}`,
    headers: {
      accept: "application/json, */*;q=0.5",
      "accept-encoding": "gzip, deflate, br",
      ...(mediaType === undefined ? {} : { "content-type": mediaType }),
      ...(cookies.length > 0 ? { cookie: cookies.join("; ") } : {}),
      ...Object.fromEntries(headers),
    },
    ...(body.kind === "none" ? {} : { body: bytesOf(body) }),
  };
}

function mediaTypeOf(body: DraftBody): string | undefined {
  if (body.kind === "none") return undefined;
  return body.kind === "data" && isMultipart(body.mediaType) ? MULTIPART : body.mediaType;
}

function bytesOf(body: Exclude<DraftBody, { kind: "none" }>): Buffer {
  if (body.kind === "bytes") return body.bytes;
  if (isMultipart(body.mediaType)) return writeMultipart(body.value, body.files ?? []);
  if (isJson(body.mediaType)) return Buffer.from(JSON.stringify(body.value) ?? "");
  if (/^application\/x-www-form-urlencoded/i.test(body.mediaType)) return Buffer.from(formOf(body.value));
  return Buffer.from(asText(body.value));
}

function isMultipart(mediaType: string): boolean {
  return /^multipart\/form-data/i.test(mediaType);
}

/** Flat data as a form (WHATWG URL, application/x-www-form-urlencoded). */
export function formOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  return new URLSearchParams(
    Object.entries(value).map(([name, inner]): [string, string] => [name, asText(inner)]),
  ).toString();
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
