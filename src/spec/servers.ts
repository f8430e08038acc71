// Server Objects (OAS 3.1, 4.8.5): where each operation is to be found, as its URL, its page or the collection says.
import type { DocumentedOperation } from "./operations.ts";
import type { Page, Specification } from "./page.ts";

export class Servers {
  /** Those of the document, in order; `/` for operations that leave it open. */
  readonly all: readonly string[];
  readonly #common: string | undefined;
  readonly #pages = new Map<Page, string | undefined>();

  constructor({ pages }: Specification, operations: readonly DocumentedOperation[]) {
    const general = pages.filter(({ endpoints }) => endpoints.length === 0).flatMap(({ server }) => server ?? []);
    this.#common = sole(general);
    for (const page of pages)
      this.#pages.set(page, page.server ?? sole(page.endpoints.flatMap(({ url }) => url?.server ?? [])));
    const named = [...new Set(operations.map((operation) => this.#of(operation)))];
    this.all = named.length > 0 ? named : [this.#common ?? "/"];
  }

  /** The server of an operation that is not where the document's first is. */
  own(operation: DocumentedOperation): string | undefined {
    const server = this.#of(operation);
    return server === this.all[0] ? undefined : server;
  }

  #of({ page, endpoint }: DocumentedOperation): string {
    if (endpoint.url?.server !== undefined) return endpoint.url.server;
    const stated = this.#pages.get(page) ?? this.#common;
    if (stated === undefined) return "/";
    const [, origin = "", path = ""] = /^([^/]*\/\/[^/]*)(.*)$/.exec(stated) ?? [];
    // Where paths are written out from the root, the server is no more than the host.
    return path !== "" && `${endpoint.url?.path}/`.startsWith(`${path}/`) ? origin : stated;
  }
}

function sole(servers: readonly string[]): string | undefined {
  const [first, ...others] = new Set(servers);
  return others.length === 0 ? first : undefined;
}
