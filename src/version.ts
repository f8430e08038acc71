// The version of this package, which is found by its own name wherever in it the code has been bundled to.
import { createRequire } from "node:module";

export function version(): string {
  return (createRequire(import.meta.url)("fieldproof/package.json") as { readonly version: string }).version;
}
