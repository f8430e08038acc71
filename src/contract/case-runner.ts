// Puts one case to the target: values, requests, answers, findings.
import { setTimeout as sleep } from "node:timers/promises";
import { valueAt } from "../json/pointer.ts";
import { moreAfter, totalOf } from "../openapi/beside-list.ts";
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import { valuesAt } from "../openapi/schema-field.ts";
import { pointerTo, type StateModel } from "../openapi/state.ts";
import type { Call, Case } from "./case.ts";
import { mayUseUp } from "./case.ts";
import type { Finding } from "./check.ts";
import { checks } from "./checks/index.ts";
import { type Draft, setField, valueIn, writeRequest } from "./draft.ts";
import type { Exchange, ExchangeReader, Secret } from "./exchange.ts";
import { type Answer, type Failure, type HttpClient, type SentRequest, unreachableReason } from "./http.ts";
import type { MadeThings } from "./made-things.ts";
import { withNeeded } from "./needed-thing.ts";
import type { Step } from "./origin.ts";
import type { Patience } from "./patience.ts";
import { identifies, type RequestField } from "./request-field.ts";
import type { Policy, Target } from "./settings.ts";
import type { Supply } from "./supply.ts";
import type { RequestMaker } from "./valid-request.ts";
import { type ValuePool, type Values, ValueUnavailable } from "./value-pool.ts";

/** A finding with the check that made it, and the operation whose answer it is about. */
export interface Found extends Finding {
  readonly check: string;
  readonly operation: string;
}

/** What came of a case. */
export interface CaseResult {
  readonly verdict: "passed" | "failed" | "inconclusive" | "skipped" | "unsettled" | "unreachable" | "stopped";
  readonly reason?: string;
  readonly found: readonly Found[];
  readonly sent?: SentRequest;
  readonly answer?: Answer;
  /** The calls before that one. */
  readonly before?: readonly Step[];
  /** Outcomes the target showed, in their order. */
  readonly outcomes: readonly { readonly operation: Operation; readonly outcome: OutcomeOption }[];
  readonly requests: readonly Operation[];
  /** No whole answer came in time. */
  readonly silent: boolean;
  /** It failed, and did not when it was asked once more. */
  readonly flaky?: boolean;
}

/** A real service, or a mock of ours: one that answers by the document alone, or one that keeps state. */
export type Nature = "real" | "mock" | "stateful mock";

/** What cases are run with; made once for a run. */
export interface Bench {
  readonly operations: readonly Operation[];
  readonly target: Target;
  readonly policy: Policy;
  readonly maker: RequestMaker;
  readonly reader: ExchangeReader;
  readonly http: HttpClient;
  readonly patience: Patience;
  readonly pool: ValuePool;
  readonly supply: Supply;
  readonly state: StateModel;
  /** What the run has made at the target and not yet removed. */
  readonly made: MadeThings;
  readonly seed: number;
  /** Tells this run from others at the same target. */
  readonly runName: string;
  readonly secrets: () => readonly Secret[];
  /** Told of each request before it is sent. */
  readonly sends: (operation: Operation, draft: Draft) => void;
  /** What the target is; undefined until an answer has told. */
  readonly nature: () => Nature | undefined;
  readonly sawAnswer: (answer: Answer) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Runs one case. */
export async function runCase(kase: Case, bench: Bench): Promise<CaseResult> {
  const reason = kase.skip ?? unfit(kase, bench.nature());
  if (reason !== undefined) return nothing("skipped", reason);
  const fresh = freshness(kase, bench);
  const unknown = bench.nature() === undefined;
  const met = await attempt(kase, bench, fresh);
  // The first answer tells that it is a mock: the case is put to it again as to a mock.
  const first = unknown && isMock(bench.nature()) ? await attempt(kase, bench, fresh) : met;
  const isOutOfOrder = first.found.some(({ check }) => check === "list-order");
  if (isOutOfOrder && kase.calls.some(({ pauseMs }) => pauseMs !== undefined))
    return afterwards(first, await attempt(kase, bench, fresh, true));
  const filled = withNeeded(kase, first, bench);
  if (filled !== undefined) return afterwards(first, await attempt(filled, bench, freshness(filled, bench)));
  if (isWorn(first, bench)) {
    // A kept-alive connection may close as a request goes out, which is nobody's fault: from here on each is opened anew.
    bench.http.stopReusing();
    const again = await attempt(kase, bench, () => true);
    return again.answer === undefined && (await isDown(bench)) ? endedTarget(first) : again;
  }
  if (first.verdict === "inconclusive" && first.requests.length === 0 && sharesValues(kase, bench, fresh)) {
    // What could not be made in a shared session may be made in a new one.
    bench.pool.forgetShared();
    return attempt(kase, bench, () => true);
  }
  const refused = first.verdict !== "passed" && first.verdict !== "skipped";
  if (refused && sharesValues(kase, bench, fresh) && first.outcomes.at(-1)?.outcome.role === "sessionInvalid") {
    // A shared session may have come to its end by age or by an earlier request: then it is refused again, and one of the
    // case's own tells. A refusal that does not come again was the target's doing.
    const again = await attempt(kase, bench, fresh);
    if (again.outcomes.at(-1)?.outcome.role !== "sessionInvalid") return first;
    bench.pool.forgetShared();
    return attempt(kase, bench, () => true);
  }
  if (!mayUseUp(kase) && first.outcomes.some(({ outcome }) => outcome.role === "success")) bench.pool.forgetShared();
  return first;
}

/** What came of a second attempt that stands in the first one's place; what the first one showed counts all the same. */
function afterwards(first: CaseResult, again: CaseResult): CaseResult {
  return {
    ...again,
    outcomes: [...first.outcomes, ...again.outcomes],
    requests: [...first.requests, ...again.requests],
  };
}

/** Whether some value of the case may have been used by others before it. */
function sharesValues(kase: Case, bench: Bench, fresh: (name: string) => boolean): boolean {
  const names = kase.calls.flatMap((call) => namesOf(call, bench));
  return names.some((name) => !fresh(name) && bench.supply.sources[name]?.kind !== "fixed");
}

/** Which values must be the case's own: those of the config where some call may succeed, those made here where one ends their like. */
function freshness(kase: Case, { supply, state }: Bench): (name: string) => boolean {
  const used = mayUseUp(kase);
  const ended = new Set(
    kase.calls.flatMap(({ operation }) => {
      const { ends, spends } = state.of(operation.id);
      return [...ends, ...spends].map(({ thing }) => thing);
    }),
  );
  const several = kase.calls.some(({ set }) => set !== undefined && set !== 0);
  return (name) => {
    const thing = supply.thingOf(name);
    if (thing === undefined) return used;
    return kase.fresh === true || several || (used && ended.has(thing));
  };
}

/** Names of the values that a case will have fetched for itself alone. */
export function valuesOfItsOwn(kase: Case, bench: Bench): readonly string[] {
  const fresh = freshness(kase, bench);
  const wanted = new Set(kase.calls.flatMap((call) => namesOf(call, bench).map((name) => `${call.set ?? 0} ${name}`)));
  return [...wanted].map((each) => each.slice(each.indexOf(" ") + 1)).filter(fresh);
}

function unfit({ notOnMock, needsState, notOnReal }: Case, nature: Nature | undefined): string | undefined {
  if (nature === "real") return notOnReal;
  if (nature === undefined) return undefined;
  return notOnMock ?? (needsState === true && nature === "mock" ? NO_STATE : undefined);
}

const NO_STATE = "A mock without state keeps nothing; one that was started with `--stateful` does.";

function isMock(nature: Nature | undefined): boolean {
  return nature === "mock" || nature === "stateful mock";
}

function isWorn({ found, answer }: CaseResult, { http }: Bench): boolean {
  return (
    http.reusing && answer === undefined && found.some(({ check, kind }) => check === "connection" && kind === "before")
  );
}

async function isDown({ target }: Bench): Promise<boolean> {
  return (await unreachableReason(target.url)) !== undefined;
}

/** The request that the target did not survive: the run ends with it, and it is to be told which it was. */
function endedTarget(met: CaseResult): CaseResult {
  return {
    ...met,
    found: met.found.map((each) => ({ ...each, message: `${each.message} It cannot be reached since.` })),
  };
}

async function attempt(
  kase: Case,
  bench: Bench,
  fresh: (name: string) => boolean,
  isSlow = false,
): Promise<CaseResult> {
  const outcomes: { operation: Operation; outcome: OutcomeOption }[] = [];
  const requests: Operation[] = [];
  const taken = new Map<string, unknown>();
  let last: Pick<CaseResult, "sent" | "answer" | "before"> = {};
  const before: Step[] = [];
  const end = (verdict: CaseResult["verdict"], more: Partial<CaseResult> = {}): CaseResult => ({
    verdict,
    found: [],
    outcomes,
    requests,
    silent: false,
    ...last,
    ...more,
  });
  let sets: readonly Values[];
  const memory = new Map<string, unknown>();
  try {
    sets = await valuesOf(kase, bench, fresh);
  } catch (error) {
    if (error instanceof ValueUnavailable) return end("inconclusive", { reason: error.message });
    throw error;
  }
  for (const [index, call] of kase.calls.entries()) {
    const values = sets[index] ?? new Map();
    const draft = draftOf(kase, call, values, taken, bench);
    for (const [name, field] of Object.entries(call.remember ?? {})) memory.set(name, valueIn(draft, field));
    const legal = call.legal === true || (call.expect.success && call.field !== undefined);
    if (legal && !bench.maker.fits(call.operation, draft.body)) {
      return end("skipped", { reason: "The request would then break its own table." });
    }
    if (isSlow && call.pauseMs !== undefined) await sleep(call.pauseMs, undefined, bench).catch(() => undefined);
    bench.sends(call.operation, draft);
    const sent = writeRequest(draft, bench.target.url);
    last = { sent, before: [...before] };
    requests.push(call.operation);
    const reply = await bench.patience.send(call.operation.name, sent);
    if ("failure" in reply) return afterFailure(reply.failure, call, bench, end);
    if ("limited" in reply) return end("inconclusive", { reason: reply.limited, answer: reply.answer });
    const { answer } = reply;
    last = { ...last, answer };
    await bench.sawAnswer(answer);
    const late = unfit(kase, bench.nature());
    if (late !== undefined) return end("skipped", { reason: late });
    if (call.expect.bad && draft.body.kind === "data") memory.set("sent", draft.body.value);
    const made = bench.state.of(call.operation.id).makes.map(({ field }) => pointerTo(field.path));
    const exchange = bench.reader.read(call, sent, answer, bench.secrets(), { draft, memory, made });
    if (exchange.outcome !== undefined) outcomes.push({ operation: call.operation, outcome: exchange.outcome });
    // What ends a session needs one that lives.
    if (exchange.outcome?.role === "success" && bench.state.of(call.operation.id).ends.length > 0)
      bench.pool.worked(values);
    bench.made.note(exchange, values);
    // What no row promises, the operation as a whole does.
    const place = call.operation.source === undefined ? {} : { source: call.operation.source };
    const found = causesFirst(
      checks.flatMap((check) =>
        check.judge(exchange, bench.policy).map(
          (finding): Found => ({
            ...place,
            ...finding,
            message: `${finding.message}${stepText(call)}`,
            check: check.name,
            operation: call.operation.id,
          }),
        ),
      ),
    );
    const errors = found.filter(({ severity = "error" }) => severity === "error");
    if (errors.length > 0) return judged(call, exchange, found, bench, end);
    const over = call.mayEnd === true && exchange.outcome?.role !== "success";
    if (over || index === kase.calls.length - 1) return end("passed", { found });
    const step: Step = { sent, taken: [] };
    for (const [name, pointer] of Object.entries(call.take ?? {})) {
      const value = valueAt(exchange.json?.value, pointer);
      if (call.mayLack === true && (value ?? "") === "") return end("passed", { found });
      if (value === undefined)
        return end("inconclusive", {
          reason: `The answer has nothing at \`${pointer}\`, so that \`{{${name}}}\` has no value.`,
        });
      taken.set(name, value);
      step.taken.push({ name, pointer, value });
      memory.set(name, value);
    }
    before.push(step);
    for (const pointer of call.notes ?? []) memory.set(`noted ${pointer}`, valueAt(exchange.json?.value, pointer));
    if (call.listing?.keep !== undefined) {
      memory.set(call.listing.keep, valuesAt(exchange.json?.value, call.listing.path));
      memory.set(`${call.listing.keep} entries`, valuesAt(exchange.json?.value, call.listing.path.slice(0, -1)));
      memory.set(`${call.listing.keep} total`, totalOf(exchange.json?.value, call.listing.path));
      memory.set(`${call.listing.keep} more`, moreAfter(exchange.json?.value, call.listing.path));
    }
  }
  return end("passed");
}

function stepText({ step }: Call): string {
  return step === undefined ? "" : ` The step is at \`${step.file}:${step.line}:${step.column}\`.`;
}

/** What a bad request was answered with is seldom whole: that it was accepted comes first. */
function causesFirst(found: readonly Found[]): readonly Found[] {
  const isCause = ({ check, kind }: Found): boolean => check === "expected-code" && kind === "accepted";
  return [...found.filter(isCause), ...found.filter((each) => !isCause(each))];
}

type End = (verdict: CaseResult["verdict"], more?: Partial<CaseResult>) => CaseResult;

function judged(call: Call, exchange: Exchange, found: readonly Found[], bench: Bench, end: End): CaseResult {
  const errors = found.filter(({ severity = "error" }) => severity === "error");
  const refusedOnly = errors.every(({ check }) => check === "expected-code");
  if (call.prepares !== undefined && refusedOnly) {
    return end("inconclusive", {
      reason: `The ground could not be prepared: ${call.prepares} (\`${exchange.outcome?.name}\`).`,
    });
  }
  const stale = refusedOnly && call.vouched !== true ? staleSession(call, exchange, bench) : undefined;
  // Whether it was alive, only a later success with the same session can tell.
  if (stale !== undefined) return end("unsettled", { reason: stale, found });
  if (errors.every(({ doubt }) => doubt !== undefined)) return end("inconclusive", { reason: errors[0]?.doubt ?? "" });
  if (!errors.every(({ unsettled }) => unsettled === true)) return end("failed", { found });
  const guessed = call.expect.success ? guess(call, exchange, bench) : undefined;
  return guessed === undefined ? end("unsettled", { found }) : end("inconclusive", { reason: guessed });
}

/** Why a valid request may have been refused for values nobody vouches for; undefined where they are vouched for. */
function guess(
  { operation, basis }: Call,
  { outcome }: Exchange,
  { maker, target, supply }: Bench,
): string | undefined {
  const unknown = maker
    .fields(operation)
    .filter((field) => field.requiredInParent && supply.sourceFor(operation, field) === undefined);
  const sampled = basis.kind === "random" || basis.kind === "all" || maker.exampleFits(operation) !== true;
  if (outcome?.role === "business" && sampled && unknown.length > 0) {
    return `\`${outcome.name}\`: the values sent may name nothing. Give ${listed(unknown)} a source under \`values\` of the target.`;
  }
  if (outcome?.role === "clientInvalid" && Object.keys(target.values).length === 0) {
    return `\`${outcome.name}\`: the config gives no values for this target, so it was sent documented examples.`;
  }
  return undefined;
}

/** Why the session may be dead through no fault of the target: it is not one that was fetched for this case. */
function staleSession({ operation, instead = {} }: Call, exchange: Exchange, bench: Bench): string | undefined {
  if (exchange.outcome?.role !== "sessionInvalid") return undefined;
  const { maker, supply } = bench;
  const stale = maker.fields(operation).filter((field) => {
    if (identifies(field) !== "session" || Object.hasOwn(instead, field.key)) return false;
    const source = supply.sources[supply.sourceFor(operation, field) ?? ""];
    return source === undefined || source.kind === "fixed" || source.per === "run";
  });
  if (stale.length === 0) return undefined;
  return `\`${exchange.outcome.name}\`: the session may have come to its end before. Give ${listed(stale)} a source under \`values\` of the target that makes a fresh one for each case.`;
}

function listed(fields: readonly RequestField[]): string {
  return fields.map(({ key }) => `\`${key}\``).join(", ");
}

function afterFailure(failure: Failure, call: Call, { policy }: Bench, end: End): CaseResult {
  const place = {
    operation: call.operation.id,
    ...(call.operation.source === undefined ? {} : { source: call.operation.source }),
  };
  switch (failure.kind) {
    case "unreachable":
      return end("unreachable", { reason: failure.message });
    case "stopped":
      return end("stopped", { reason: failure.message });
    case "unsendable":
      return end("inconclusive", { reason: `The request cannot be sent: ${failure.message.replace(/\.$/, "")}.` });
    case "silent": {
      const what = failure.status === undefined ? "No answer came" : "The last byte of the answer did not come";
      const found = { check: "time-limit", message: `${what} within ${policy.timeLimitMs} ms.`, ...place };
      return end("failed", { silent: true, found: [found] });
    }
    case "endless": {
      const found = { check: "connection", message: failure.message, kind: "endless", ...place };
      return end("failed", { silent: true, found: [found] });
    }
    case "broken": {
      const kind = failure.status === undefined ? "before" : "within";
      return end("failed", { found: [{ check: "connection", message: failure.message, kind, ...place }] });
    }
  }
}

/** The values of each call, all fetched before the first is sent: what one call ends, another must have had before. */
async function valuesOf(kase: Case, bench: Bench, fresh: (name: string) => boolean): Promise<readonly Values[]> {
  const { supply, pool } = bench;
  const sets = new Map<number, Set<string>>();
  for (const call of kase.calls) {
    const names = sets.get(call.set ?? 0) ?? new Set<string>();
    sets.set(call.set ?? 0, names);
    for (const name of namesOf(call, bench)) names.add(name);
  }
  const fetched = new Map<number, Values>();
  for (const [set, names] of sets)
    fetched.set(set, await pool.take({ sources: supply.sources, names: [...names], owner: "", fresh }));
  const result: Values[] = [];
  for (const call of kase.calls) {
    const values = new Map(supply.valuesFor(call.operation, fetched.get(call.set ?? 0) ?? new Map()));
    for (const [name, value] of await identityOf(call, bench, fresh)) values.set(name, value);
    for (const [name, value] of Object.entries(call.instead ?? {})) values.set(name, value);
    result.push(values);
  }
  return result;
}

/** The sources that feed a call. */
function namesOf({ operation, instead = {} }: Call, { maker, supply }: Bench): readonly string[] {
  return maker
    .fields(operation)
    .flatMap((field) => (Object.hasOwn(instead, field.key) ? [] : (supply.sourceFor(operation, field) ?? [])));
}

/**
 * What another client has of its own. A foreign call keeps the session of the case: whether it may be used by others is what is
 * asked. Else what the document's operations make is made anew for that client, with its own values.
 */
async function identityOf(
  { operation, identity, foreign }: Call,
  { maker, target, pool, supply }: Bench,
  fresh: (name: string) => boolean,
): Promise<Values> {
  const own = identity === undefined ? undefined : target.identities[identity];
  if (identity === undefined || own === undefined) return new Map();
  const fields = maker.fields(operation).filter((field) => foreign !== true || identifies(field) !== "session");
  const names = fields.flatMap((field) => {
    const name = supply.sourceFor(operation, field, own);
    // Things but the session stay those of the case: they are what is asked after.
    const isOwn = name !== undefined && (Object.hasOwn(own, name) || identifies(field) === "session");
    return isOwn && (Object.hasOwn(own, name) || supply.thingOf(name) !== undefined) ? [name] : [];
  });
  const values = await pool.take({ sources: { ...supply.sources, ...own }, names, owner: identity, fresh });
  return supply.valuesFor(operation, values);
}

function draftOf(kase: Case, call: Call, values: Values, taken: ReadonlyMap<string, unknown>, bench: Bench): Draft {
  const { maker, seed, runName } = bench;
  const lookup = (name: string): unknown => {
    if (taken.has(name)) return taken.get(name);
    if (values.has(name)) return values.get(name);
    const field = kase.calls
      .flatMap(({ operation }) => maker.fields(operation))
      .find((each) => each.name === name || each.key === name);
    if (field === undefined) return "";
    return values.get(field.key) ?? maker.sampled(field, `${seed} ${runName} ${kase.id}`);
  };
  // An empty name takes a scenario that the mock was started with off cases that are none of its steps.
  const noScenario = isMock(bench.nature()) ? [setField({ in: "header", pointer: "X-Mock-Scenario" }, "")] : [];
  const forMock =
    kase.scenario === undefined || bench.nature() === "real"
      ? noScenario
      : [
          setField({ in: "header", pointer: "X-Mock-Scenario" }, kase.scenario),
          setField({ in: "header", pointer: "X-Mock-Session" }, `fieldproof-${runName}-${kase.id}`),
        ];
  const changes = [...call.changes, ...(call.fill?.(lookup) ?? []), ...forMock];
  const valid = maker.valid(call.operation, call.basis, values, String(seed));
  return changes.reduce((draft, change) => change(draft), valid);
}

function nothing(verdict: CaseResult["verdict"], reason: string): CaseResult {
  return { verdict, reason, found: [], outcomes: [], requests: [], silent: false };
}
