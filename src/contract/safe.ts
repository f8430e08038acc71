// What may be sent to a target that nothing must be changed at: GET and HEAD (RFC 9110, section 9.2.1), and what the document marks `x-safe`.
import type { Document } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import type { CasePlan } from "./case.ts";

export function isSafe(document: Document, { method, path }: Operation): boolean {
  const item = (document.paths?.[path] ?? {}) as Readonly<Record<string, unknown>>;
  const marked = (item[method.toLowerCase()] as Readonly<Record<string, unknown>> | undefined)?.["x-safe"];
  return marked === true || (marked !== false && ["GET", "HEAD"].includes(method));
}

/** Why a case may not be sent; undefined where it may. */
export function unsafeReason(document: Document, { calls }: CasePlan, family: string): string | undefined {
  if (family === "undocumented-method") return "Other methods may change things, and the run is read-only.";
  const unsafe = calls.find(({ operation }) => !isSafe(document, operation));
  return unsafe === undefined
    ? undefined
    : `\`${unsafe.operation.name}\` is not marked safe (\`x-safe\`), and the run is read-only.`;
}
