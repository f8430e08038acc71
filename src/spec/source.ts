// `x-source`: a place in the tables as the document carries it.
import type { Location } from "../report.ts";

/** `session/logout.md:41:3` */
export function sourceOf(location: Location): string {
  return `${location.file}:${location.line}:${location.column}`;
}
