// Fingerprints: equal failures share one, so that a report tells a fault once.
import { hash } from "node:crypto";
import type { TestPoint } from "../report.ts";
import type { Finding } from "./check.ts";

/** The same operation, check, pointer (whatever the list's element) and kind of finding. */
export function fingerprint(operation: string, check: string, { pointer = "", kind = "" }: Finding): string {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, "/*");
  return hash("sha256", `${operation}\n${check}\n${place}\n${kind}`).slice(0, 12);
}

/** The points with the count of those that share their fingerprint. */
export function withCounts(points: readonly TestPoint[]): readonly TestPoint[] {
  const counts = new Map<string, number>();
  for (const { fingerprint: print } of points) if (print !== undefined) counts.set(print, (counts.get(print) ?? 0) + 1);
  return points.map((point) =>
    point.fingerprint === undefined ? point : { ...point, count: counts.get(point.fingerprint) ?? 1 },
  );
}
