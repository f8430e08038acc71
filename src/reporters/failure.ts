// Failures folded: equal ones told once, by the smallest request that shows them.
import type { Diagnostic, Report, TestPoint } from "../report.ts";

export interface Failure {
  /** The one with the smallest request. */
  readonly point: TestPoint;
  /** Of that point, errors only. */
  readonly diagnostics: readonly Diagnostic[];
  /** All that share its fingerprint, in the order of the run. */
  readonly points: readonly TestPoint[];
}

/** One failure for each fingerprint, in the order in which they were first met. */
export function failuresOf({ points }: Report): readonly Failure[] {
  const groups = new Map<string, TestPoint[]>();
  for (const point of points) {
    if (point.outcome !== "failed") continue;
    const key = point.fingerprint ?? point.id;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [point]);
    else known.push(point);
  }
  return [...groups.values()].map((group) => {
    const point = group.reduce((least, next) => (sizeOf(next) < sizeOf(least) ? next : least));
    return { point, points: group, diagnostics: point.diagnostics.filter(({ severity }) => severity === "error") };
  });
}

function sizeOf({ request }: TestPoint): number {
  return request === undefined
    ? Number.MAX_SAFE_INTEGER
    : (request.body ?? "").length + JSON.stringify(request.headers).length;
}

/** `session/logout.md:41:3`, where the diagnostic has a place. */
export function placeOf({ location, source }: Diagnostic): string | undefined {
  return location === undefined ? source : `${location.file}:${location.line}:${location.column}`;
}
