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
 * @param query the value of `__result`
 */
export function readPreference(header: string | undefined, query: string | undefined): Preference {
  if (header === undefined && query === undefined) return NO_PREFERENCE;
  const preferences = new Map<string, string>();
  for (const match of (header ?? "").matchAll(/(?:^|[,;])\s*([\w-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;"]*)))?/g)) {
    const [, name = "", quoted, bare = ""] = match;
    const key = name.toLowerCase();
    // The first of a name counts (RFC 7240, section 2).
    if (!preferences.has(key)) preferences.set(key, quoted?.replace(/\\(.)/g, "$1") ?? bare.trim());
  }
  const named = ["example", "result"].find((key) => (preferences.get(key) ?? "") !== "");
  const name = named === undefined ? query : preferences.get(named);
  const status = preferences.get("code");
  const dynamic = preferences.get("dynamic");
  return {
    ...(name !== undefined ? { outcome: { name, applied: `${named ?? "result"}=${asToken(name)}` } } : {}),
    ...(status !== undefined && status !== "" ? { status: { code: status, applied: `code=${asToken(status)}` } } : {}),
    ...(dynamic === "true" || dynamic === "false" ? { dynamic: dynamic === "true" } : {}),
  };
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
