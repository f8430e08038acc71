// Names of the fields, parameters and headers that a document marks as credentials.
import type { Document } from "./document.ts";

/** In lower case: every name that `x-sensitive: true` stands on. */
export function sensitiveNames(document: Document): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: unknown, name: string | undefined): void => {
    if (typeof node !== "object" || node === null) return;
    const { "x-sensitive": sensitive, name: own } = node as Readonly<Record<string, unknown>>;
    if (sensitive === true) names.add((typeof own === "string" ? own : (name ?? "")).toLowerCase());
    for (const [key, inner] of Object.entries(node)) visit(inner, key);
  };
  visit(document, undefined);
  names.delete("schema");
  return names;
}
