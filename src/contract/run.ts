// A contract run: every case of the plan put to the target in order, and the report of what came of it.
import { valueAt } from "../json/pointer.ts";
import { schemaCompiler } from "../json/schema.ts";
import { byDirection } from "../openapi/direction.ts";
import type { Document } from "../openapi/document.ts";
import { type Operation, operationsOf } from "../openapi/operation.ts";
import { loadSampler } from "../openapi/sample.ts";
import { createMasker } from "../openapi/sensitive.ts";
import { inferState, type StateOverrides } from "../openapi/state.ts";
import { SESSION } from "../openapi/thing.ts";
import type { Report, Summary, TestPoint } from "../report.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { withoutScheme } from "./auth-scheme.ts";
import type { Case } from "./case.ts";
import { type Bench, type CaseResult, type Nature, runCase, valuesOfItsOwn } from "./case-runner.ts";
import { createCoverageCounter } from "./coverage.ts";
import { type Variable, variableName } from "./curl.ts";
import { type Draft, valueIn, writeRequest } from "./draft.ts";
import { createExchangeReader, type Secret, secretOf } from "./exchange.ts";
import { fingerprint, withCounts } from "./fingerprint.ts";
import { foreignAnswers } from "./foreign.ts";
import type { Recording } from "./har.ts";
import { createHttpClient, type SentRequest, unreachableReason } from "./http.ts";
import { createKnownDeviations } from "./known.ts";
import { createMadeThings } from "./made-things.ts";
import { natureOfMock } from "./mock-nature.ts";
import { createOrigins } from "./origin.ts";
import { paced } from "./pace.ts";
import { isPassword, isTelling, passwordsIn } from "./password.ts";
import { createPatience } from "./patience.ts";
import { planCases, tellingFirst } from "./plan.ts";
import { createPulse } from "./pulse.ts";
import { identifies, type RequestField } from "./request-field.ts";
import { unsafeReason } from "./safe.ts";
import type { KnownDeviation, Policy, Target } from "./settings.ts";
import { shrink } from "./shrink.ts";
import { createSupply } from "./supply.ts";
import { swapCase } from "./swap-case.ts";
import { pointOf } from "./test-point.ts";
import { tidy } from "./tidy.ts";
import { createRequestMaker, type RequestMaker } from "./valid-request.ts";
import { callSource } from "./value-call.ts";
import { createValuePool } from "./value-pool.ts";

export interface RunOptions {
  readonly document: Document;
  readonly title: string;
  readonly target: Target;
  readonly policy: Policy;
  readonly scenarios: readonly Scenario[];
  readonly known: readonly KnownDeviation[];
  readonly seed: number;
  /** Random valid requests per operation; where absent 5, or 1 of an operation all of whose values are given. */
  readonly runs?: number;
  /** Cases to run: a part of an id or name, or `/a regular expression/`. */
  readonly only?: string;
  /** What is known of state better than by inference. */
  readonly knownState?: StateOverrides;
  /** Only the cases of these ids. */
  readonly ids?: readonly string[];
  /** Requests a second at most. */
  readonly rate?: number;
  /** For the whole run, in milliseconds; what is not judged by then is not. */
  readonly timeoutMs?: number;
  /** Send only what the document marks safe. */
  readonly readOnly?: boolean;
  /** The share of documented, provokable codes that must be reached, in percent. */
  readonly minCodes?: number;
  /** Stop at the first failure. */
  readonly bail?: boolean;
  /** 1-based. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Values that came from the environment: never shown. */
  readonly secrets: readonly string[];
  /** What values are called in the environment: curl lines name them so. */
  readonly variables?: readonly Variable[];
  readonly now: () => Date;
  /** For the commands that fetch values. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The command that runs one point again. */
  readonly rerunCommand: (id: string) => string;
  /** Told how many cases there are, before the first of them. */
  readonly onPlan?: (total: number) => void;
  /** Told of each point once its verdict stands. */
  readonly onPoint?: (point: TestPoint, done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Cases that would send more are skipped; the most telling are asked first. */
  readonly maxRequests?: number;
  /** So many cases of one request at once; 1 where absent. Chains of requests are run one by one in any case. */
  readonly workers?: number;
  /** Recorded exchanges to be asked again. */
  readonly recordings?: readonly Recording[];
}

const COMMAND_TIMEOUT_MS = 30_000;
/** What is shorter may stand anywhere by chance, and is not masked. */
const SHORTEST = 4;
/** Beside others a case can show that all is well, or that nothing goes on; what else came of it, they may have brought about. */
const TOLD_IN_COMPANY = new Set<CaseResult["verdict"]>(["passed", "skipped", "stopped", "unreachable"]);

/**
 * Runs the contract against a target.
 * @throws Error when the document cannot be read as OpenAPI (a reference that leads nowhere), SyntaxError for a bad `only`
 */
export async function runContract(options: RunOptions): Promise<Report> {
  const { target, policy, signal, now } = options;
  const document = byDirection(options.document);
  const startedAt = now();
  const operations = operationsOf(document);
  const maker = createRequestMaker(document, await loadSampler());
  const state = inferState(document, operations, options.knownState);
  const supply = createSupply(target.values, options.readOnly === true ? [] : operations, state, (operation) =>
    maker.fields(operation),
  );
  const planned = planCases(operations, maker, { ...options, supply, state });
  const plan = options.ids === undefined ? planned : planned.filter(({ id }) => options.ids?.includes(id));
  const sensitive = operations.flatMap((operation) => maker.fields(operation).filter((field) => field.sensitive));
  const masker = createMasker(
    sensitive.map(({ name }) => name),
    options.secrets,
  );
  // What the tables show to everybody gives nothing away where a mock repeats it, nor where any text might hold it.
  const documented = new Set(
    sensitive.flatMap((field) => {
      const shown = maker.fitting(field, "");
      return [field.name, shown, ...(typeof shown === "string" ? [withoutScheme(shown)] : [])];
    }),
  );
  const secrets = new Map<string, Secret>();
  const passwords = new Map(operations.map((each) => [each.id, maker.fields(each).filter(isPassword)]));
  const named = (options.variables ?? []).filter(({ value }) => value.length >= SHORTEST);
  const variables = new Map(named.map((variable): [string, Variable] => [variable.value, variable]));
  // A session is over with the run; what the config gives is not.
  const lasting = new Set(
    [target.values, ...Object.values(target.identities)].flatMap((sources) =>
      Object.values(sources).flatMap((source) => (source.kind === "fixed" ? [source.value] : [])),
    ),
  );
  const learn = (name: string, value: unknown, whose = ""): void => {
    const bare = name.slice(name.lastIndexOf(".") + 1);
    if (typeof value !== "string" || value.length < SHORTEST) return;
    const isSecret = masker.isSensitive(bare) && (!documented.has(value) || isTelling(value));
    if (!isSecret && !options.secrets.includes(value)) return;
    masker.learn(value);
    // They are sent, too, and give the right one away.
    masker.learn(swapCase(value));
    if (lasting.has(value)) masker.learn(value.slice(0, -1));
    const { name: called } = variables.get(value) ?? { name: variableName(`${whose} ${bare}`.trim()) };
    variables.set(value, { name: called, value, secret: isSecret });
    if (isSecret) secrets.set(value, secretOf(bare, value));
  };
  // What another client has is sent in places of its own, too, without being fetched.
  for (const [whose, sources] of Object.entries(target.identities))
    for (const [name, source] of Object.entries(sources)) if (source.kind === "fixed") learn(name, source.value, whose);
  const workers = options.workers ?? 1;
  const http = paced(createHttpClient(target.url, { connections: workers, now }), options.rate, now);
  const pulse = createPulse();
  // Who says how the target is to be asked is taken at the word.
  const mayWiden = [options.workers, options.rate, options.maxRequests].every((each) => each === undefined);
  const patience = pulse.felt(createPatience(http, policy.timeLimitMs, signal));
  let nature: Nature | undefined;
  const origins = createOrigins();
  const pool = createValuePool({
    cwd: options.cwd,
    env: options.env,
    commandTimeoutMs: COMMAND_TIMEOUT_MS,
    learn,
    needs: (source) => supply.needsOf(source),
    call: async (source, values, name) => {
      const calls: SentRequest[] = [];
      const body = await callSource(source, values, {
        operations,
        supply,
        send: async (draft) => {
          const what = `${draft.method} ${draft.path} for its values`;
          const sent = writeRequest(draft, target.url);
          calls.push(sent);
          const reply = await patience.send(what, sent);
          return "limited" in reply ? { answer: reply.answer } : reply;
        },
        made: (operation, body, own) => made.add(operation, body, own),
        maker,
        seed: String(options.seed),
      });
      const value = valueAt(body, source.take);
      for (const sent of calls) origins.note({ sent, taken: [{ name, pointer: source.take, value }] });
      return body;
    },
    ...(signal === undefined ? {} : { signal }),
  });
  const made = createMadeThings(operations, state, supply, maker);
  const bench: Bench = {
    operations,
    supply,
    state,
    made,
    target,
    policy,
    maker,
    reader: createExchangeReader(document, policy, schemaCompiler(document.components)),
    http,
    patience,
    pool,
    seed: options.seed,
    runName: startedAt.getTime().toString(36),
    secrets: () => [...secrets.values()].filter(({ value }) => nature === "real" || !documented.has(value)),
    sends: (operation, draft) => {
      // A mock shows the documented example requests to whoever asks.
      if (nature !== "real") return;
      for (const secret of passwordsIn(passwords.get(operation.id) ?? [], draft)) secrets.set(secret.value, secret);
    },
    nature: () => nature,
    async sawAnswer({ headers }) {
      nature ??= headers["x-fieldproof"] === "mock" ? await natureOfMock(http, target.url, policy.timeLimitMs) : "real";
    },
    ...(signal === undefined ? {} : { signal }),
  };
  const known = createKnownDeviations(options.known, startedAt.toISOString().slice(0, 10), operations);
  const coverage = createCoverageCounter(operations, (operation) => maker.fields(operation).map(({ key }) => key));
  const points = new Map<string, TestPoint>();
  const unsettled: { kase: Case; result: CaseResult; durationMs: number }[] = [];
  /** Refusals of a session that may have been dead: a later success with it shows that it was not. */
  const stale: { kase: Case; result: CaseResult; durationMs: number }[] = [];
  const repeats = new Set<string>();
  let aborted: string | undefined;
  let unreachable = false;

  const settle = (kase: Case, result: CaseResult, durationMs: number): void => {
    const point = pointOf(kase, result, durationMs, {
      masker,
      known,
      variables: () => [...variables.values()],
      origins,
      rerun: options.rerunCommand(kase.id),
    });
    points.set(kase.id, point);
    options.onPoint?.(point, points.size, plan.length);
  };
  const settleHeld = (operation: string, verdict: "failed" | "inconclusive"): void => {
    for (const held of unsettled.splice(0)) {
      if (decider(held).id !== operation) unsettled.push(held);
      else
        settle(held.kase, verdict === "failed" ? { ...held.result, verdict } : neverSucceeded(held), held.durationMs);
    }
  };

  const goesOn = (): boolean => {
    if (signal?.aborted === true) aborted ??= `The run was stopped. ${judgedSoFar()}`;
    else if (options.timeoutMs !== undefined && now().getTime() - startedAt.getTime() > options.timeoutMs)
      aborted ??= `The run's time of ${spanOf(options.timeoutMs)} is over. ${judgedSoFar()}`;
    const lost = patience.allGivenUp();
    if (lost !== undefined) aborted ??= `${lost} ${judgedSoFar()}`;
    return aborted === undefined;
  };
  const judgedSoFar = (): string => {
    const judged = [...points.values()].filter(({ outcome }) => outcome !== "skipped").length + unsettled.length;
    return `${judged} of ${plan.length} cases were judged.`;
  };
  const clean = async (width: number): Promise<void> => {
    if (nature !== "mock") await tidy(bench, (thing, id) => thing === SESSION || pool.isShared(id), width);
  };

  /** Puts a case to the target and settles what can be. False where it has to be asked again, alone. */
  const judge = async (kase: Case, company?: Bench): Promise<boolean> => {
    const unsafe = options.readOnly === true ? unsafeReason(document, kase, kase.family) : undefined;
    const tooMany = options.maxRequests !== undefined && http.sent + kase.calls.length > options.maxRequests;
    const skip =
      patience.givenUp(kase.operation.name) ??
      (tooMany ? `The run may send no more than ${options.maxRequests} requests.` : unsafe);
    const began = now().getTime();
    const met = await runCase(skip === undefined ? kase : { ...kase, skip }, company ?? bench);
    if (company !== undefined && !TOLD_IN_COMPANY.has(met.verdict)) return false;
    const result = await repeated(kase, await smallest(kase, met));
    const durationMs = now().getTime() - began;
    if (company === undefined && !result.silent) await clean(1);
    for (const operation of result.requests) coverage.countRequest(operation);
    if (result.requests.length > 0) coverage.countCase(kase);
    for (const { operation, outcome } of result.outcomes) coverage.countOutcome(operation, outcome);
    if (result.verdict === "unreachable") {
      unreachable = true;
      const isGone = points.size + unsettled.length > 0;
      aborted ??= `The target ${isGone ? "is gone" : "cannot be reached"}: ${result.reason?.replace(/\s+/g, " ").replace(/[.?]?\s*$/, "")}. ${judgedSoFar()}`;
      return true;
    }
    if (result.verdict === "stopped") {
      aborted ??= `The run was stopped. ${judgedSoFar()}`;
      return true;
    }
    if (result.verdict === "passed" && usesSession(kase, result, maker))
      for (const held of stale.splice(0)) settle(held.kase, failedAfterAll(held.result), held.durationMs);
    if (result.verdict === "unsettled" && result.reason !== undefined) stale.push({ kase, result, durationMs });
    else if (result.verdict === "unsettled" && !coverage.reachedSuccess(decider({ kase, result })))
      unsettled.push({ kase, result, durationMs });
    else settle(kase, result.verdict === "unsettled" ? { ...result, verdict: "failed" } : result, durationMs);
    for (const { id } of new Set(result.outcomes.map(({ operation }) => operation)))
      if (coverage.reachedSuccess(operations.find((each) => each.id === id) ?? kase.operation))
        settleHeld(id, "failed");
    if (options.bail === true && points.get(kase.id)?.outcome === "failed")
      aborted ??= `Stopped at the first failure, as asked (\`${kase.name}\`).`;
    return true;
  };
  const judgeAlone = async (cases: readonly Case[]): Promise<void> => {
    for (const kase of cases) {
      if (!goesOn()) break;
      await judge(kase);
    }
  };
  const judgeInOrder = async (cases: readonly Case[]): Promise<void> => {
    for (const [index, kase] of cases.entries()) {
      if (!goesOn()) break;
      if (mayWiden && pulse.isSlow()) return judgeInCompany(cases.slice(index), inWaves);
      await judge(kase);
    }
  };
  const judgeInCompany = async (cases: readonly Case[], ask: typeof atOnce): Promise<void> => {
    // Chains of calls are left to themselves: what others make would stand in their lists.
    const together = cases.filter(({ calls }) => calls.length === 1);
    const chains = cases.filter(({ calls }) => calls.length > 1);
    // Whether a session was alive that is refused alone as well, only a success after it can tell.
    const witness = together.findLastIndex(({ calls: [call] }) => call.expect.success);
    const last = witness < 0 ? [] : together.splice(witness, 1);
    // What is silent or refused in company, others may have brought about: it is no word on the target.
    const company: Bench = { ...bench, patience: pulse.felt(createPatience(http, policy.timeLimitMs, signal)) };
    const open = await ask(together, company);
    await judgeAlone([...chains, ...open, ...last]);
  };
  /** As many cases at once as were asked for. Gives back those that are to be asked again alone. */
  const atOnce = async (cases: readonly Case[], company: Bench): Promise<readonly Case[]> => {
    const left = [...cases];
    const open: Case[] = [];
    await Promise.all(
      Array.from({ length: workers }, async () => {
        for (let kase = left.shift(); kase !== undefined && goesOn(); kase = left.shift())
          if (!(await judge(kase, company))) open.push(kase);
      }),
    );
    await clean(workers);
    return open;
  };
  /** As many at once as a slow target bears, and each of them to its end before the next begin. */
  const inWaves = async (cases: readonly Case[], company: Bench): Promise<readonly Case[]> => {
    const widths = pulse.widths();
    const left = [...cases];
    const open: Case[] = [];
    let width: number | undefined = 1;
    while (left.length > 0 && goesOn()) {
      width = widths.next();
      if (width === undefined) break;
      http.keepConnections(width);
      const wave = left.splice(0, width);
      const told = await Promise.all(wave.map((kase) => judge(kase, company)));
      open.push(...wave.filter((_, index) => told[index] === false));
    }
    await clean(width ?? 1);
    http.keepConnections(1);
    return [...left, ...open];
  };
  /** The first failure of each kind is asked once more, to tell whether it comes and goes. It stays a failure either way. */
  const repeated = async (kase: Case, met: CaseResult): Promise<CaseResult> => {
    const settled = met.reason === undefined && coverage.reachedSuccess(decider({ kase, result: met }));
    const failed = met.verdict === "failed" || (met.verdict === "unsettled" && settled);
    const first = met.found.find(({ severity = "error" }) => severity === "error");
    if (!failed || met.silent || first === undefined || options.maxRequests !== undefined) return met;
    const print = fingerprint(first.operation, first.check, first);
    if (repeats.has(print)) return met;
    repeats.add(print);
    const again = await runCase(kase, bench);
    for (const operation of again.requests) coverage.countRequest(operation);
    return again.verdict === "passed" ? { ...met, flaky: true } : met;
  };
  /** A random request that failed is made smaller, as long as it fails alike. */
  const smallest = async (kase: Case, met: CaseResult): Promise<CaseResult> => {
    const [call] = kase.calls;
    const failed = met.verdict === "failed" || (met.verdict === "unsettled" && coverage.reachedSuccess(kase.operation));
    // Where no answer came there is nothing to be like.
    if (call.basis.kind !== "random" || !failed || met.answer === undefined || options.maxRequests !== undefined)
      return met;
    const draft = maker.valid(kase.operation, call.basis, new Map(), String(options.seed));
    const fields = maker.fields(kase.operation);
    const given = fields.filter((field) => supply.sourceFor(kase.operation, field) !== undefined);
    // What only a real system knows stays as it is.
    const fits = (changed: Draft): boolean =>
      given.every((field) => valueIn(changed, field) === valueIn(draft, field)) &&
      hasWhatItMust(fields, changed, maker, kase.operation);
    return shrink(kase, met, draft, fits, (smaller) => runCase(smaller, bench));
  };

  options.onPlan?.(plan.length);
  try {
    const reason = await unreachableReason(target.url);
    if (reason !== undefined) {
      unreachable = true;
      aborted = `The target \`${target.url}\` cannot be reached: ${reason}.`;
    }
    if (aborted === undefined) {
      const [first, ...rest] = options.maxRequests === undefined ? plan : tellingFirst(plan);
      const own = plan.filter(({ skip }) => skip === undefined).flatMap((kase) => valuesOfItsOwn(kase, bench));
      const commands = own.filter((name) => supply.sources[name]?.kind === "run");
      pool.expect(commands);
      // Cases of two sessions show whether values can be fetched ahead.
      const ofTwo = ({ calls }: Case): boolean => commands.length > 0 && calls.some(({ set = 0 }) => set > 0);
      const others = [...rest.filter(ofTwo), ...rest.filter((kase) => !ofTwo(kase))];
      // The first answer tells what the target is.
      if (first !== undefined) await judge(first);
      await (workers > 1 ? judgeInCompany(others, atOnce) : judgeInOrder(others));
    }
    for (const { id } of operations) settleHeld(id, "inconclusive");
    for (const held of stale.splice(0))
      settle(held.kase, { ...held.result, verdict: "inconclusive", found: [] }, held.durationMs);
    if (nature !== "mock" && !unreachable && signal?.aborted !== true && patience.allGivenUp() === undefined)
      await tidy(bench, () => false, workers);
  } finally {
    pool.close();
    await http.close();
  }

  const judged = withCounts(plan.flatMap(({ id }) => points.get(id) ?? []));
  const foreign = foreignAnswers(judged);
  const whole =
    options.only === undefined &&
    options.ids === undefined &&
    options.readOnly !== true &&
    options.shard === undefined &&
    aborted === undefined;
  return {
    title: options.title,
    target: masker.text(target.name === undefined ? target.url : `${target.name} (${target.url})`),
    ...(foreign === undefined ? {} : { foreign }),
    seed: options.seed,
    startedAt: startedAt.toISOString(),
    durationMs: now().getTime() - startedAt.getTime(),
    summary: summaryOf(judged),
    points: judged,
    coverage: coverage.result(),
    // A part of the plan cannot be held to gates of the whole.
    missedGates: whole
      ? [...coverage.missedGates(policy, options.minCodes), ...known.missedGates()]
      : undecided(judged),
    ...(nature !== "real" || made.left().length === 0 ? {} : { left: made.left() }),
    ...(aborted === undefined ? {} : { aborted: masker.text(aborted) }),
    ...(unreachable ? { unreachable } : {}),
  };
}

/** Whether a request still has all that the tables make mandatory, and a body that fits them. */
function hasWhatItMust(
  fields: readonly RequestField[],
  draft: Draft,
  maker: RequestMaker,
  operation: Operation,
): boolean {
  const parameters = fields.filter((field) => field.in !== "body" && field.required);
  return parameters.every((field) => valueIn(draft, field) !== undefined) && maker.fits(operation, draft.body);
}

function failedAfterAll({ reason: _, ...result }: CaseResult): CaseResult {
  return { ...result, verdict: "failed" };
}

/** Whether a case has succeeded with the session that the config gives. */
function usesSession({ calls }: Case, { outcomes }: CaseResult, maker: RequestMaker): boolean {
  return calls.some(
    ({ operation, expect, instead = {} }, index) =>
      expect.success &&
      outcomes[index]?.outcome.role === "success" &&
      maker.fields(operation).some((field) => identifies(field) === "session" && !Object.hasOwn(instead, field.key)),
  );
}

/** The operation whose refusal is in question: that of the last answer. */
function decider({ kase, result }: { readonly kase: Case; readonly result: CaseResult }): Operation {
  return result.outcomes.at(-1)?.operation ?? kase.operation;
}

function neverSucceeded({ kase, result }: { readonly kase: Case; readonly result: CaseResult }): CaseResult {
  const answered = result.outcomes.at(-1)?.outcome.name;
  const reason = `\`${decider({ kase, result }).name}\` answered \`${answered}\` and never succeeded in this run: the target refuses the values it was sent, which come from \`targets.NAME.values\` of the config, else from the documented examples.`;
  return { ...result, verdict: "inconclusive", reason, found: [] };
}

/** A part of the plan that could not be judged at all has shown nothing. */
function undecided(points: readonly TestPoint[]): readonly string[] {
  const told = points.some(({ outcome }) => outcome !== "inconclusive" && outcome !== "skipped");
  const open = points.filter(({ outcome }) => outcome === "inconclusive").length;
  if (told || points.length === 0) return [];
  return open === 0
    ? [`Nothing was asked: each of the ${points.length} cases was skipped.`]
    : [`Nothing could be told: ${open} of ${points.length} cases are inconclusive.`];
}

/** As people write it: `1500 ms`, `90 s`. */
function spanOf(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}

function summaryOf(points: readonly TestPoint[]): Summary {
  const count = (outcome: TestPoint["outcome"]): number => points.filter((point) => point.outcome === outcome).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    inconclusive: count("inconclusive"),
    skipped: count("skipped"),
    known: count("known"),
  };
}
