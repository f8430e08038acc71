// The scheme before the credentials of an Authorization header (RFC 9110, section 11.4): a token alone is no value of it.
import type { Parameter } from "../openapi/operation.ts";

/** The scheme that the documented example of such a header begins with: `Bearer`; undefined for other parameters, and where none is shown. */
export function authScheme({ in: place, name, example }: Parameter): string | undefined {
  if (place !== "header" || !/^(proxy-)?authorization$/i.test(name) || typeof example !== "string") return undefined;
  return /^([A-Za-z][\w-]*) +\S/.exec(example)?.[1];
}

/** Credentials as the header wants them; what has a scheme already, or is nothing, stays as it is. */
export function withScheme(scheme: string | undefined, value: string): string {
  return scheme === undefined || value === "" || /\s/.test(value) ? value : `${scheme} ${value}`;
}

/** The credentials of such a header alone. */
export function withoutScheme(value: string): string {
  return value.replace(/^[A-Za-z][\w-]* +(?=\S+$)/, "");
}
