// Makes a random request that failed smaller, as long as it fails alike: what is left is what the failure is about.
import { joinPointer } from "../json/pointer.ts";
import type { Case } from "./case.ts";
import type { CaseResult } from "./case-runner.ts";
import { type Change, type Draft, setField } from "./draft.ts";

/** So many requests at most are spent on one failure. */
const TRIES = 40;

/**
 * @param draft the valid request of the case, values of the config aside
 * @param fits whether a request still keeps the tables, and has the values that only a real system knows
 * @param run puts a changed case to the target
 */
export async function shrink(
  kase: Case,
  failed: CaseResult,
  draft: Draft,
  fits: (draft: Draft) => boolean,
  run: (kase: Case) => Promise<CaseResult>,
): Promise<CaseResult> {
  let [smallest, current] = [failed, draft];
  const changes: Change[] = [];
  let edits = editsOf(current);
  for (let tries = 0; tries < TRIES; ) {
    const edit = edits.shift();
    if (edit === undefined) break;
    const next = edit(current);
    if (sizeOf(next) >= sizeOf(current) || !fits(next)) continue;
    tries += 1;
    const result = await run(withChanges(kase, [...changes, edit]));
    if (!isAlike(result, failed)) continue;
    [smallest, current] = [result, next];
    changes.push(edit);
    edits = editsOf(current);
  }
  return smallest;
}

function withChanges(kase: Case, changes: readonly Change[]): Case {
  const [first, ...rest] = kase.calls;
  return { ...kase, calls: [{ ...first, changes: [...first.changes, ...changes] }, ...rest] };
}

function isAlike(left: CaseResult, right: CaseResult): boolean {
  const causes = ({ verdict, found }: CaseResult): string =>
    [verdict, ...found.map(({ check, kind, pointer }) => `${check} ${kind} ${pointer}`)].join("\n");
  return causes(left) === causes(right);
}

function sizeOf({ body, values }: Draft): number {
  return JSON.stringify([values, body.kind === "data" ? body.value : undefined]).length;
}

/** Parameters and parts of the body left out, the largest parts first, then values made plain. */
function editsOf({ body, values }: Draft): Change[] {
  const parameters = (["query", "header", "cookie"] as const).flatMap((place) =>
    Object.keys(values[place]).map((name) => setField({ in: place, pointer: name }, undefined)),
  );
  const parts = body.kind === "data" ? partsOf(body.value, "") : [];
  return [
    ...parameters,
    ...parts.map(({ pointer }) => setField({ in: "body", pointer }, undefined)),
    ...parts.flatMap(({ pointer, value }) =>
      plainer(value).map((plain) => setField({ in: "body" as const, pointer }, plain)),
    ),
  ];
}

function partsOf(value: unknown, at: string): readonly { readonly pointer: string; readonly value: unknown }[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Object.entries(value).map(([key, inner]) => ({ pointer: joinPointer(at, key), value: inner }));
  return [...own, ...own.flatMap(({ pointer, value: inner }) => partsOf(inner, pointer))];
}

function plainer(value: unknown): readonly unknown[] {
  if (typeof value === "string") return ["a", value.slice(0, Math.ceil(value.length / 2))];
  if (typeof value === "number") return [0, 1, Math.trunc(value / 10)];
  return [];
}
