// Reference Object (OAS 3.1, 4.8.23): following `$ref` inside one document.
import { valueAt } from "../json/pointer.ts";

/**
 * `value`, or what its `$ref` leads to; keywords beside the `$ref` win over those it leads to.
 * @throws Error when the reference leaves the document, leads nowhere, or leads back to itself
 */
export function dereference<T extends object>(document: object, value: T): T {
  let current = value as T & { readonly $ref?: unknown };
  const seen = new Set<string>();
  while (typeof current.$ref === "string") {
    const { $ref, ...siblings } = current;
    if (!$ref.startsWith("#"))
      throw new Error(`Reference \`${$ref}\` leaves the document; bundle it into one file first.`);
    if (seen.has($ref)) throw new Error(`Reference \`${$ref}\` leads back to itself.`);
    seen.add($ref);
    const target = valueAt(document, decodeURIComponent($ref.slice(1)));
    if (typeof target !== "object" || target === null) throw new Error(`Reference \`${$ref}\` leads nowhere.`);
    current = { ...target, ...siblings } as unknown as T & { readonly $ref?: unknown };
  }
  return current;
}
