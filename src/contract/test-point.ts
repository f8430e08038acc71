// A test point: the verdict of a case, with all that is needed to believe it and to see it again.
import type { Masker } from "../openapi/sensitive.ts";
import type { Diagnostic, Location, Outcome, TestPoint } from "../report.ts";
import type { Case } from "./case.ts";
import type { CaseResult, Found } from "./case-runner.ts";
import { curlChain, type Variable } from "./curl.ts";
import { fingerprint } from "./fingerprint.ts";
import type { SentRequest } from "./http.ts";
import type { KnownDeviations } from "./known.ts";
import type { Origins } from "./origin.ts";
import { recordRequest, recordResponse } from "./record.ts";

export interface Telling {
  readonly masker: Masker;
  readonly known: KnownDeviations;
  /** Those known when the line is written. */
  readonly variables: () => readonly Variable[];
  readonly origins: Origins;
  readonly rerun: string;
}

/** @param result settled: passed, failed, inconclusive or skipped */
export function pointOf(
  kase: Case,
  result: CaseResult,
  durationMs: number,
  { masker, known, variables, origins, rerun }: Telling,
): TestPoint {
  const { operation } = kase;
  const diagnostics = result.found.map((found) => diagnosticOf(found, masker));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const accepted =
    result.verdict === "failed" ? errors.map((error) => known.accepting(operation, error, kase.name)) : [];
  const isKnown = accepted.length > 0 && accepted.every((deviation) => deviation !== undefined);
  const outcome = isKnown ? "known" : (result.verdict as Outcome);
  const reason = isKnown ? [...new Set(accepted.map((deviation) => deviation?.reason))].join("; ") : result.reason;
  const first = result.found
    .filter(({ severity = "error" }) => severity === "error")
    .find((_, index) => accepted[index] === undefined);
  const { sent, answer } = result;
  const point = {
    id: kase.id,
    name: kase.name,
    operation: operation.id,
    family: kase.family,
    outcome,
    ...(reason === undefined ? {} : { reason: masker.text(reason) }),
    ...(outcome === "failed" && result.flaky === true ? { flaky: true } : {}),
    ...(outcome === "failed" && first !== undefined
      ? { fingerprint: fingerprint(first.operation, first.check, first) }
      : {}),
    durationMs,
  };
  const end = { ...(outcome === "failed" || outcome === "inconclusive" ? { rerun } : {}), diagnostics };
  const curl = (of: SentRequest): string => {
    const before = result.before ?? [];
    const needed = origins.of([...before.map((step) => step.sent), of]);
    return masker.text(curlChain([...needed, ...before], of, variables()));
  };
  if (outcome === "passed" && sent !== undefined && answer !== undefined && answer.body.length < KEPT_LENGTH) {
    // Most points pass, and of most of these nobody asks what was sent.
    return {
      ...point,
      get request() {
        return recordRequest(sent, masker);
      },
      get curl() {
        return curl(sent);
      },
      get response() {
        return recordResponse(answer, masker);
      },
      ...end,
    };
  }
  return {
    ...point,
    ...(sent === undefined ? {} : { request: recordRequest(sent, masker), curl: curl(sent) }),
    ...(answer === undefined ? {} : { response: recordResponse(answer, masker) }),
    ...end,
  };
}

/** Longer answers are cut at once rather than kept whole until somebody asks. */
const KEPT_LENGTH = 20_000;

function diagnosticOf({ check, message, pointer, source, severity = "error" }: Found, masker: Masker): Diagnostic {
  const location = source === undefined ? undefined : locationOf(source);
  return {
    code: check,
    severity,
    message: masker.text(message),
    ...(location === undefined ? {} : { location }),
    ...(source === undefined ? {} : { source }),
    ...(pointer === undefined ? {} : { pointer: masker.text(pointer) }),
  };
}

/** `session/logout.md:41:3`. */
function locationOf(source: string): Location | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(source) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}
