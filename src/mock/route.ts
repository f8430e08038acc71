// Paths Object (OAS 3.1, 4.8.8): from the path of a request to its operation, concrete paths before templated ones.
import { nearest } from "../json/nearest.ts";
import type { Operation } from "../openapi/operation.ts";

export type Match =
  | { readonly kind: "found"; readonly operation: Operation; readonly path: Readonly<Record<string, string>> }
  /** The path is known, the method is not. */
  | { readonly kind: "method"; readonly allow: readonly string[]; readonly operations: readonly Operation[] }
  | { readonly kind: "none"; readonly nearest?: Operation };

export interface Router {
  match(method: string, path: string): Match;
}

type Methods = Map<string, Operation>;

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly methods: Methods;
  /** Fewer templated segments come first. */
  readonly templated: number;
}

/**
 * @param prefixes paths of the document's servers (`/v1`), which a request may or may not carry
 */
export function createRouter(operations: readonly Operation[], prefixes: readonly string[]): Router {
  const concrete = new Map<string, Methods>();
  const templates = new Map<number, Template[]>();
  for (const operation of operations) {
    if (!operation.path.includes("{")) {
      const methods = concrete.get(operation.path) ?? new Map();
      concrete.set(operation.path, methods.set(operation.method, operation));
      continue;
    }
    const segments = operation.path.split("/").length;
    const list = templates.get(segments) ?? [];
    templates.set(segments, list);
    const template = templateOf(operation.path);
    const known = list.find(({ pattern }) => pattern.source === template.pattern.source);
    (known ?? template).methods.set(operation.method, operation);
    if (known === undefined) list.push(template);
  }
  for (const list of templates.values()) list.sort((a, b) => a.templated - b.templated);

  function find(path: string): { readonly methods: Methods; readonly values: Readonly<Record<string, string>> }[] {
    const methods = concrete.get(path);
    const matches = methods === undefined ? [] : [{ methods, values: {} }];
    for (const template of templates.get(path.split("/").length) ?? []) {
      const match = template.pattern.exec(path);
      if (match === null) continue;
      const values = template.names.map((name, index): [string, string] => [name, decoded(match[index + 1] ?? "")]);
      matches.push({ methods: template.methods, values: Object.fromEntries(values) });
    }
    return matches;
  }

  return {
    match(method, path) {
      // Most requests, and no pattern is tried for them.
      const straight = concrete.get(path)?.get(method);
      if (straight !== undefined) return { kind: "found", operation: straight, path: {} };
      const paths = [
        path,
        ...prefixes.flatMap((prefix) => (path.startsWith(`${prefix}/`) ? [path.slice(prefix.length)] : [])),
      ];
      let known: readonly Operation[] = [];
      for (const candidate of paths) {
        const matches = find(candidate);
        for (const { methods, values } of matches) {
          const operation = methods.get(method) ?? (method === "HEAD" ? methods.get("GET") : undefined);
          if (operation !== undefined) return { kind: "found", operation, path: values };
        }
        if (known.length === 0) known = matches.flatMap(({ methods }) => [...methods.values()]);
      }
      if (known.length > 0) return { kind: "method", allow: allowed(known), operations: known };
      const close = nearestTo(operations, method, path);
      return { kind: "none", ...(close !== undefined ? { nearest: close } : {}) };
    },
  };
}

function templateOf(path: string): Template {
  const names: string[] = [];
  const source = path.replace(/\{([^{}]*)\}|[.*+?^${}()|[\]\\]/g, (found, name?: string) => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    return "([^/]+?)";
  });
  const templated = path.split("/").filter((segment) => segment.includes("{")).length;
  return { pattern: new RegExp(`^${source}$`), names, methods: new Map(), templated };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign stands for itself; the parameter's schema judges the text as it came.
    return text;
  }
}

function allowed(operations: readonly Operation[]): readonly string[] {
  const methods = new Set(operations.map(({ method }) => method));
  if (methods.has("GET")) methods.add("HEAD");
  methods.add("OPTIONS");
  return [...methods].sort();
}

/** The operation that was likely meant: the same path but for letter case and slashes, the nearest spelling, or one with the same last word. */
function nearestTo(operations: readonly Operation[], method: string, path: string): Operation | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/\/+/g, "/").replace(/\/$/, "");
  const wanted = plain(path);
  const segments = wanted.split("/");
  // What stands where a template has a parameter is no misspelling.
  const known = operations.map((operation) =>
    plain(operation.path)
      .split("/")
      .map((segment, index) => (segment.includes("{") ? (segments[index] ?? segment) : segment))
      .join("/"),
  );
  const last = (text: string): string => text.slice(text.lastIndexOf("/"));
  const close = nearest(wanted, known);
  const meant = (index: number): boolean =>
    known[index] === close || (last(wanted).length > 1 && last(known[index] ?? "") === last(wanted));
  const candidates = operations.filter((_, index) => meant(index));
  return (
    candidates.find((operation) => operation.method === method && known[operations.indexOf(operation)] === close) ??
    candidates.find((operation) => operation.method === method) ??
    candidates[0]
  );
}
