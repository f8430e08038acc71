// Prefer (RFC 7240): which outcome a client asks for, in the header as Prism reads it or in the query for clients that cannot set one.

import { headerText } from "./message.ts";

export interface Preference {
  /** A result code or example by name, and how the answer says that it was heeded. */
  readonly outcome?: { readonly name: string; readonly applied: string };
  /** An HTTP status. */
  readonly status?: { readonly code: string; readonly applied: string };
  /** A made-up answer in place of the documented example, or the reverse. */
  readonly dynamic?: boolean;
}

/** No preference at all. */
export const NO_PREFERENCE: Preference = {};

/**
 * @param header the `Prefer` header; preferences of others are left alone
 * @param query what stands in a request's query: the value of `__result`, or preferences as the header would state them
 */
export function readPreference(header: string | undefined, query: string | QueryPreference | undefined): Preference {
  if (header === undefined && query === undefined) return NO_PREFERENCE;
  const { result, stated = "" } = typeof query === "object" ? query : { result: query };
  const preferences = statedIn(header ?? "");
  const others = statedIn(stated);
  const named = ["example", "result"].find((key) => (preferences.get(key) ?? "") !== "");
  const name = named === undefined ? (result ?? others.get("example")) : preferences.get(named);
  const spelled = named ?? (result === undefined ? "example" : "result");
  const status = preferences.get("code") ?? others.get("code");
  const dynamic = preferences.get("dynamic") ?? others.get("dynamic");
  return {
    ...(name !== undefined ? { outcome: { name, applied: `${spelled}=${asToken(name)}` } } : {}),
    ...(status !== undefined && status !== "" ? { status: { code: status, applied: `code=${asToken(status)}` } } : {}),
    ...(dynamic === "true" || dynamic === "false" ? { dynamic: dynamic === "true" } : {}),
  };
}

/** What a query asks for: `__result` as it stands there; `__code`, `__example` and `__dynamic`, as Prism spells them, as text of the header. */
export interface QueryPreference {
  readonly result?: string;
  readonly stated?: string;
}

/** What the query asks for, for clients that can set no header. */
export function queryPreference(url: string): QueryPreference | undefined {
  if (!/[?&]__(result|code|example|dynamic)=/.test(url)) return undefined;
  const query = new URLSearchParams(url.slice(url.indexOf("?") + 1));
  const result = query.get("__result");
  const stated = ["code", "example", "dynamic"].flatMap((name) => {
    const value = query.get(`__${name}`);
    return value === null ? [] : [`${name}="${value.replace(/["\\]/g, "\\$&")}"`];
  });
  return {
    ...(result === null ? {} : { result }),
    ...(stated.length > 0 ? { stated: stated.join(", ") } : {}),
  };
}

function statedIn(text: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const match of text.matchAll(/(?:^|[,;])\s*([\w-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;"]*)))?/g)) {
    const [, name = "", quoted, bare = ""] = match;
    const key = name.toLowerCase();
    // The first of a name counts (RFC 7240, section 2).
    if (!preferences.has(key)) preferences.set(key, quoted?.replace(/\\(.)/g, "$1") ?? bare.trim());
  }
  return preferences;
}

/** A preference, and the headers of an answer that heeds it. */
export interface HeededPreference {
  readonly preference: Preference;
  readonly applied: Readonly<Record<string, string>>;
}

export const NOTHING_PREFERRED: HeededPreference = { preference: NO_PREFERENCE, applied: {} };

export function heededPreference(preference: Preference): HeededPreference {
  const applied = [
    ...(preference.outcome !== undefined ? [preference.outcome.applied] : []),
    ...(preference.status !== undefined ? [preference.status.applied] : []),
    ...(preference.dynamic !== undefined ? [`dynamic=${preference.dynamic}`] : []),
  ];
  if (applied.length === 0) return { preference, applied: NOTHING_PREFERRED.applied };
  return { preference, applied: { "preference-applied": headerText(applied.join(", ")) } };
}

/** The headers of an answer in which nothing was made up, though that was preferred. */
export function withoutDynamic(headers: HeededPreference["applied"]): HeededPreference["applied"] {
  const { "preference-applied": applied, ...others } = headers;
  const heeded = applied?.replace(/(^|, )dynamic=true$/, "") ?? "";
  return heeded === "" ? others : { ...others, "preference-applied": heeded };
}

function asToken(text: string): string {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
