// The operations of a specification: one for each method of each endpoint, every method and path once.
import type { Endpoint, Page, Specification } from "./page.ts";

export interface DocumentedOperation {
  readonly id: string;
  readonly page: Page;
  readonly endpoint: Endpoint;
  /** Upper case. */
  readonly method: string;
  /** As the document spells it: paths that differ only in their parameters' names share the first one's. */
  readonly path: string;
  /** The names the page gives its path parameters → the names in `path`. */
  readonly parameterNames: ReadonlyMap<string, string>;
}

/** An endpoint that documents again what an earlier one has documented. */
export interface RepeatedOperation {
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly first: DocumentedOperation;
}

export interface DocumentedOperations {
  readonly operations: readonly DocumentedOperation[];
  readonly repeated: readonly RepeatedOperation[];
  /** The method of an endpoint that states none, where nearly all others agree on one. */
  readonly habit: string | undefined;
}

/** Lists the operations in the order of the pages. An endpoint without a path, or without a method and a habit to go by, has none. */
export function documentedOperations(specification: Specification): DocumentedOperations {
  const habit = habitOf(specification);
  const operations: DocumentedOperation[] = [];
  const repeated: RepeatedOperation[] = [];
  const byKey = new Map<string, DocumentedOperation>();
  const spellings = new Map<string, string>();
  const ids = new Set<string>();
  for (const page of specification.pages) {
    for (const endpoint of page.endpoints) {
      if (endpoint.isTemplate || endpoint.url === undefined) continue;
      const own = endpoint.url.path;
      const shape = own.replace(/\{[^{}]*\}/g, "{}");
      const path = spellings.get(shape) ?? own;
      spellings.set(shape, path);
      const assumed = habit ?? endpoint.likelyMethod;
      for (const method of endpoint.methods.length > 0 ? endpoint.methods : assumed === undefined ? [] : [assumed]) {
        const key = `${method} ${shape}`;
        const first = byKey.get(key);
        if (first !== undefined) {
          repeated.push({ endpoint, method, first });
          continue;
        }
        const id = freeId(path, method, ids);
        const operation = { id, page, endpoint, method, path, parameterNames: renamed(own, path) };
        ids.add(id);
        byKey.set(key, operation);
        operations.push(operation);
      }
    }
  }
  return { operations, repeated, habit };
}

/** The method that at least two thirds of the endpoints state. */
function habitOf(specification: Specification): string | undefined {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [method, ...others] of specification.pages.flatMap((page) =>
    page.endpoints.map((endpoint) => endpoint.methods),
  )) {
    if (method === undefined || others.length > 0) continue;
    total++;
    counts.set(method, (counts.get(method) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] * 3 >= total * 2 ? most[0] : undefined;
}

function renamed(own: string, path: string): ReadonlyMap<string, string> {
  const names = (text: string): readonly string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
  const shared = names(path);
  return new Map(names(own).map((name, index) => [name, shared[index] ?? name]));
}

/** `/session/logout` → `sessionLogout`; a second method of a path says so: `deleteSession`. */
function freeId(path: string, method: string, taken: ReadonlySet<string>): string {
  const words = path.match(/[\p{L}\p{N}]+/gu) ?? ["root"];
  const plain = camel(words);
  if (!taken.has(plain)) return plain;
  const withMethod = camel([method.toLowerCase(), ...words]);
  for (let number = 1; ; number++) {
    const id = number === 1 ? withMethod : `${withMethod}${number}`;
    if (!taken.has(id)) return id;
  }
}

function camel(words: readonly string[]): string {
  return words
    .map((word, index) => (index === 0 ? (word[0] ?? "").toLowerCase() : (word[0] ?? "").toUpperCase()) + word.slice(1))
    .join("");
}
