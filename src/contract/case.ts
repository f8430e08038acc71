// A case: one request, or a few in order, with what each answer must be.
import { hash } from "node:crypto";
import type { Operation } from "../openapi/operation.ts";
import type { Location } from "../report.ts";
import type { Change } from "./draft.ts";
import type { Expectation } from "./expectation.ts";
import type { RequestField } from "./request-field.ts";

/** Which optional fields a valid request carries: those of the documented example, none, all, or what a seed decides. */
export type Basis =
  | { readonly kind: "documented" | "mandatory" | "all" }
  | { readonly kind: "random"; readonly seed: string };

/** What is expected of the ids in a list, told by the names under which values were taken. */
export interface Listing {
  /** Where the ids stand: `items`, `*`, `itemId`. */
  readonly path: readonly string[];
  /** Remembers the ids and the entries under this name, and whether more were said to follow. */
  readonly keep?: string;
  readonly once?: readonly string[];
  readonly never?: readonly string[];
  /** What the entry of `once` must show: its fields → names of remembered values. */
  readonly shows?: Readonly<Record<string, string>>;
  /** What the entry `of` must show where it is listed, as what was done to the thing has left it: its fields → values. */
  readonly left?: { readonly of: string; readonly fields: Readonly<Record<string, unknown>> };
  /** Fields of the entry `of` that stand as they stood in the list kept under `in`; where `but` names the same thing, nothing is said. */
  readonly still?: {
    readonly in: string;
    readonly of: string;
    readonly but: string;
    readonly fields: readonly string[];
  };
  /** No id of those remembered under this name: another page was asked for. */
  readonly noneOf?: string;
  /** Whether a bare `total` beside the list counts its entries: it is asked for page by page. */
  readonly paged?: boolean;
  /** Whether it is the first page: where it has room left, it is all there is. */
  readonly first?: boolean;
  /** What was asked for by name that the answer gives again beside the list: field → value. */
  readonly asked?: Readonly<Record<string, number>>;
  /** Not just the ids remembered under this name, where there were some: something else was asked for. */
  readonly unlike?: string;
  /** What every entry that has the field must hold: its fields → values. */
  readonly all?: Readonly<Record<string, unknown>>;
  /**
   * No entry but `of` that has come since the ids under `since` and shows the same: its fields → names of remembered values. Where the
   * list is the caller's own, its total has grown by no more than the one.
   */
  readonly twin?: {
    readonly since: string;
    readonly of: string;
    readonly shows: Readonly<Record<string, string>>;
    readonly own: boolean;
  };
  /** So many entries at most were asked for. */
  readonly atMost?: number;
  /** No id but those remembered under this name. */
  readonly nothingSince?: string;
  /** Ids remembered under `in`, among which `once` should have been: a list that has grown since was no full page then. */
  readonly earlier?: { readonly in: string; readonly once: string };
  /** Why an absent id proves nothing. */
  readonly partial?: string;
}

/** One request of a case: a valid one of its operation, then changed. */
export interface Call {
  readonly operation: Operation;
  readonly basis: Basis;
  /** Values in place of those of the config: field key → value. What they all replace is not fetched. */
  readonly instead?: Readonly<Record<string, unknown>>;
  readonly changes: readonly Change[];
  readonly expect: Expectation;
  /** Whether the request is one the tables allow: where filling it in has made it another, it is not sent. */
  readonly legal?: boolean;
  /** The field that is put to the test, where there is one: its place in the tables is the broken promise's. */
  readonly field?: RequestField;
  /** Where the case failed for the order of what was made, it is asked once more, and this call then waits so long, in milliseconds. */
  readonly pauseMs?: number;
  /** The step of a scenario file that it is. */
  readonly step?: Location;
  /** Another client of the config. */
  readonly identity?: string;
  /** Whether that client uses the session of the case's own. */
  readonly foreign?: boolean;
  /** Which set of fresh values it draws from; calls of one set share their values. 0 where absent. */
  readonly set?: number;
  /** Values to take from the answer for later calls: name → JSON Pointer. */
  readonly take?: Readonly<Record<string, string>>;
  /** What of the request the checks of later calls need: name → field. */
  readonly remember?: Readonly<Record<string, RequestField>>;
  /** What the answer's list must hold. */
  readonly listing?: Listing;
  /** JSON Pointers into the answer → names of taken or remembered values that must stand there. */
  readonly shows?: Readonly<Record<string, string>>;
  /** JSON Pointers into a successful answer → values that must stand there, as what was done to the thing has left it. */
  readonly left?: Readonly<Record<string, unknown>>;
  /** JSON Pointers into the answer → values that must not stand there: the request made them up in a field of no table. */
  readonly unlike?: Readonly<Record<string, unknown>>;
  /** JSON Pointers into the answer whose values are noted for a later call. */
  readonly notes?: readonly string[];
  /** JSON Pointers into the answer where what was noted there must still stand. */
  readonly still?: readonly string[];
  /** Why the answer, where it is not as expected, proves nothing. */
  readonly doubt?: string;
  /** Changes that need values of this case: those fetched by their bare name, those taken by theirs. */
  readonly fill?: (lookup: (name: string) => unknown) => readonly Change[];
  /** Whether all that it sends is beyond doubt, so that a refusal is the target's doing. */
  readonly vouched?: boolean;
  /** Whether the case is over, and well, where the answer holds nothing to take. */
  readonly mayLack?: boolean;
  /** Whether the case is over, and well, where this call is refused as it may be. */
  readonly mayEnd?: boolean;
  /** Why nothing can be said of the case when this call is refused: it only prepares the ground. */
  readonly prepares?: string;
}

/** What a family makes; the plan gives it its names. */
export interface CasePlan {
  /** What is tried, as the name of the test point says it: `header.sessionId missing`. */
  readonly detail: string;
  readonly calls: readonly [Call, ...Call[]];
  /** Whether all that it uses is to be made for it alone. */
  readonly fresh?: boolean;
  /** Whether only what keeps state can be asked: a mock of ours does where it was started so. */
  readonly needsState?: boolean;
  /** Why it is not put to a mock of ours at all, which knows no clients and no accounts. */
  readonly notOnMock?: string;
  /** Why it is not put to a real service. */
  readonly notOnReal?: string;
  /** Why it is not run at all. */
  readonly skip?: string;
  /** The scenario whose steps these are; our own mock is told its name. */
  readonly scenario?: string;
}

export interface Case extends CasePlan {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly operation: Operation;
}

/** Names a case by rule: the same case of the same document has the same name and id in every run. */
export function nameCase(operation: Operation, family: string, plan: CasePlan): Case {
  const expected = [...new Set(plan.calls.map((call) => call.expect.label))].join(", then ");
  const identity = `${operation.name} · ${family} · ${plan.detail}`;
  return {
    ...plan,
    id: hash("sha256", identity).slice(0, 10),
    name: `${operation.name} · ${plan.detail} · expects ${expected}`,
    family,
    operation,
  };
}

/** Whether some call of the case may succeed, and with that use up what it was given. */
export function mayUseUp(plan: CasePlan): boolean {
  return plan.calls.some(
    ({ expect, operation }) =>
      expect.success ||
      operation.outcomes.some(({ name, role }) => role === "success" && expect.outcomes.includes(name)),
  );
}
