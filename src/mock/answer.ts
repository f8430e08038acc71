// Which answer wins: forced by the request, forced for the operation, the scenario's rule, validation, the documented success.
import type { Document } from "../openapi/document.ts";
import type { Sampler } from "../openapi/sample.ts";
import type { Rule, Scenario } from "../scenario/scenario.ts";
import { fillTemplate, fillText } from "../scenario/template.ts";
import { unknownScenario } from "../scenario/unknown-scenario.ts";
import type { Api } from "./api.ts";
import { preferred, successOutcome } from "./choice.ts";
import { type Decision, type Forwarding, keyOf } from "./decision.ts";
import { delayOf } from "./delay.ts";
import { missing, refused } from "./invalid.ts";
import { headerOf, headerText, type MockAnswer, type MockRequest } from "./message.ts";
import {
  type HeededPreference,
  heededPreference,
  NOTHING_PREFERRED,
  type QueryPreference,
  queryPreference,
  readPreference,
  withoutDynamic,
} from "./prefer.ts";
import { MARK, problem } from "./problem.ts";
import { callOf, settled, type Undecided } from "./program.ts";
import { brokenRule, methodNotAllowed, notAcceptable, notFound, undocumented } from "./refusal.ts";
import type { Reply } from "./reply.ts";
import type { CheckedRequest, FieldViolation } from "./request-check.ts";
import { applyRule, countOf, lookupIn, refusalOf } from "./rule.ts";
import { live } from "./state.ts";
import { violationsHeader } from "./violation-header.ts";
import { wireOf } from "./wire.ts";
import type { World } from "./world.ts";

export interface AnswerSettings {
  /** What an invalid request gets: its refusal, the answer of a valid one with the violations in a header, or just that answer. */
  readonly validate: "strict" | "warn" | "off";
  /** Whether success is made up from the schema rather than copied from the example. */
  readonly dynamic: boolean;
  readonly seed: number;
  /** The scenario of worlds that chose none. */
  readonly scenario?: string;
  /** Where scenarios are looked for, as users know it. */
  readonly scenarioPlace?: string;
}

/** Answers and choices kept for an operation; what clients make up beyond this number is worked out each time. */
const MAX_KNOWN = 500;

/** Of a request that is wrong in more ways the journal keeps so many. */
const MAX_NOTED = 100;

const NO_VIOLATIONS: readonly FieldViolation[] = [];

/** No rule has passed a request on. */
const NOBODY: ReadonlySet<Rule> = new Set();

/**
 * Answers a request, or decides what to answer; marks in the world are made in either case.
 * @param passed rules whose functions have left the request to those that follow
 */
export function decide(
  api: Api,
  world: World,
  request: MockRequest,
  settings: AnswerSettings,
  sampler?: Sampler,
  passed: ReadonlySet<Rule> = NOBODY,
): MockAnswer | Decision | Forwarding | Undecided {
  const path = pathOf(request.url);
  const match = api.router.match(request.method, path);
  if (match.kind === "none") return notFound(api, request, path, match.nearest);
  if (match.kind === "method") {
    const allow = match.allow.join(", ");
    if (request.method === "OPTIONS") return { status: 204, headers: { ...MARK, allow }, body: Buffer.alloc(0) };
    return methodNotAllowed(request, path, allow, match.operations);
  }
  const { operation } = match;
  const { check, successes } = api.prepared(operation);
  const { preference, applied } = heeded(api, headerOf(request, "prefer"), queryPreference(request.url));
  const dynamic = preference.dynamic ?? settings.dynamic;
  const base = { operation, dynamic, lenient: false, headers: applied, violations: NO_VIOLATIONS } as const;

  if (preference.outcome !== undefined || preference.status !== undefined) {
    const forced = preferred(operation, preference, headerOf(request, "accept"));
    if (forced === undefined) return undocumented(operation, preference);
    return { ...base, ...forced, by: "forced" };
  }

  const standing = world.forced.get(operation.id);
  if (standing !== undefined) {
    const outcome = operation.outcomes.find(({ name }) => name === standing.code);
    if (standing.times <= 1 || outcome === undefined) world.forced.delete(operation.id);
    else world.forced.set(operation.id, { ...standing, times: standing.times - 1 });
    if (outcome !== undefined) return { ...base, outcome, by: "forced" };
  }

  const chosen = chosenScenario(api, world, request, settings);
  if (typeof chosen === "object" && "status" in chosen) return chosen;
  // With `off` nothing is judged, but rules still want to see the request.
  const unseen = settings.validate === "off" && chosen === undefined && api.state === undefined;
  const checked = unseen ? undefined : check(request, match.path);
  const scripted =
    chosen === undefined
      ? undefined
      : byScenario(
          api.document,
          base,
          chosen,
          checked,
          request,
          passed,
          world,
          settings,
          fakes(request, world, settings, sampler),
        );
  if (scripted !== undefined) return scripted;

  const violations = settings.validate === "off" ? NO_VIOLATIONS : (checked?.violations ?? NO_VIOLATIONS);
  if (violations.length > 0 && settings.validate === "strict")
    return refused(api.prepared(operation), operation, violations, checked?.unsupported, base);

  const accept = headerOf(request, "accept") ?? "";
  let outcome = successes.get(accept);
  if (outcome === undefined) {
    outcome = successOutcome(operation, accept);
    if (successes.size < MAX_KNOWN) successes.set(accept, outcome);
  }
  if (outcome === undefined) return notAcceptable(operation, headerOf(request, "accept"));
  if (api.state !== undefined && checked !== undefined) {
    const { idFits: fits, known } = api.prepared(operation);
    const circumstances = { seed: String(settings.seed), fits, known: known() };
    const lived = live(api.state, operation, outcome, checked.values({}), world, circumstances);
    if ("outcome" in lived) return missing(lived, base);
    if (lived.adapt !== undefined)
      return { ...base, outcome, violations, by: "state", lenient: true, changes: { adapt: lived.adapt } };
  }
  return { operation, dynamic, lenient: false, headers: applied, violations, outcome, by: "default" };
}

/** The bytes of what was decided, where they were made before and nothing in them varies. */
export function renderedBefore(api: Api, decision: Decision): MockAnswer | undefined {
  const key = keyOf(decision);
  return key === undefined ? undefined : api.prepared(decision.operation).answers.get(key);
}

/** Whether what was decided needs a sampler to be answered for the first time. */
export function needsSampler(api: Api, decision: Decision): boolean {
  return api.prepared(decision.operation).replies.needsSampler(decision.outcome, decision.dynamic);
}

/** The bytes of what was decided. */
export function render(
  api: Api,
  decision: Decision,
  request: MockRequest,
  settings: AnswerSettings,
  sampler: Sampler | undefined,
): MockAnswer {
  const answer = rendered(api, decision, request, settings, sampler);
  const { answers } = api.prepared(decision.operation);
  const key = keyOf(decision);
  if (key === undefined || answers.size >= MAX_KNOWN) return answer;
  const kept = { ...answer, wire: wireOf(answer) };
  answers.set(key, kept);
  return kept;
}

function rendered(
  api: Api,
  decision: Decision,
  request: MockRequest,
  settings: AnswerSettings,
  sampler: Sampler | undefined,
): MockAnswer {
  const { operation, outcome, changes, dynamic, rule, violations } = decision;
  const { replies } = api.prepared(operation);
  const seed = `${settings.seed} ${operation.id} ${outcome.name}${dynamic ? ` ${request.url} ${request.body.toString("latin1")}` : ""}`;
  const sampling = sampler === undefined ? undefined : { sampler, seed };
  let reply: Reply;
  if (changes === undefined) reply = replies.reply(outcome, sampling, dynamic);
  else {
    const changed = replies.changed(outcome, changes, sampling, dynamic);
    if ("broken" in changed && !decision.lenient)
      return brokenRule(operation, outcome, decision.by, rule, changed.broken);
    reply = "broken" in changed ? replies.reply(outcome, sampling, dynamic) : changed;
  }
  return {
    status: decision.status ?? reply.status,
    headers: {
      ...reply.headers,
      ...MARK,
      "x-fieldproof-outcome": headerText(`${outcome.name}; by=${decision.by}`),
      ...(dynamic && !replies.needsSampler(outcome, true) ? withoutDynamic(decision.headers) : decision.headers),
      ...(violations.length > 0 ? { "x-fieldproof-violations": violationsHeader(violations) } : {}),
    },
    body: reply.body,
    ...(decision.delayMs !== undefined ? { delayMs: decision.delayMs } : {}),
    ...(decision.fault !== undefined ? { fault: decision.fault } : {}),
    note: {
      operation: operation.id,
      outcome: outcome.name,
      by: decision.by,
      ...(rule !== undefined ? { rule: placeOf(rule) } : {}),
      ...(violations.length > 0
        ? { violations: violations.slice(0, MAX_NOTED).map(({ field, message }) => `${field} ${message}`) }
        : {}),
    },
  };
}

/** `scenarios/session-ends.yaml:4` */
export function placeOf({ location: { file, line } }: Rule): string {
  return `${file}:${line}`;
}

/** The path of a request target, which a proxy's client may send with scheme and host (RFC 9112, section 3.2.2). */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  const target = end === -1 ? url : url.slice(0, end);
  return target.startsWith("/") ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "") || "/";
}

function heeded(api: Api, header: string | undefined, query: QueryPreference | undefined): HeededPreference {
  if (header === undefined && query === undefined) return NOTHING_PREFERRED;
  const key = `${header ?? ""}\n${query?.result ?? ""}\n${query?.stated ?? ""}`;
  let known = api.preferences.get(key);
  if (known === undefined) {
    known = heededPreference(readPreference(header, query));
    if (api.preferences.size < MAX_KNOWN) api.preferences.set(key, known);
  }
  return known;
}

/** The scenario a request is answered by, if any; a problem where it asks for one that is none. */
export function chosenScenario(
  api: Api,
  world: World,
  request: MockRequest,
  settings: AnswerSettings,
): Scenario | MockAnswer | undefined {
  const asked = headerOf(request, "x-mock-scenario");
  const active = world.scenario === undefined ? settings.scenario : world.scenario;
  if (asked === undefined) return active === null || active === undefined ? undefined : api.scenarios.get(active);
  // An empty name asks for none.
  if (asked === "") return undefined;
  const found = api.scenarios.get(asked);
  if (found !== undefined) return found;
  const names = [...api.scenarios.keys()];
  const { message, suggestion } = unknownScenario(asked, names, settings.scenarioPlace);
  const meant = suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
  return problem(400, "Unknown scenario", `${message}${meant}`, { scenarios: names });
}

/** Fake data of a world for a request: asked again in the same way it is the same. */
function fakes(
  request: MockRequest,
  { name: world }: World,
  { seed }: AnswerSettings,
  sampler: Sampler | undefined,
): (name: string) => unknown {
  return (name) =>
    sampler?.fake(name, `${seed} ${world} ${request.method} ${request.url} ${request.body.toString("latin1")}`);
}

function byScenario(
  document: Document,
  base: Omit<Decision, "outcome" | "by">,
  scenario: Scenario,
  checked: CheckedRequest | undefined,
  request: MockRequest,
  passed: ReadonlySet<Rule>,
  world: World,
  settings: AnswerSettings,
  fake: (name: string) => unknown,
): Decision | Forwarding | Undecided | undefined {
  const { operation } = base;
  const rules = scenario.rules.filter((rule) => rule.operation === operation.id && !passed.has(rule));
  if (rules.length === 0 || checked === undefined) return undefined;
  const values = checked.values(Object.fromEntries(world.state));
  const rule = rules.find((candidate) => refusalOf(candidate, scenario.name, values, world) === undefined);
  if (rule === undefined) return undefined;
  const by = `scenario ${scenario.name}`;
  const lookup = lookupIn(values, fake);
  const nth = countOf(rule, scenario.name, world);
  const { answer } = rule;
  if (answer.kind === "program") {
    return {
      rule,
      operation,
      by,
      ask: () => answer.answer(callOf(request, values, world, nth, fake)),
      settle(said) {
        const decision = settled(document, operation, rule, said, { ...base, by });
        if (decision !== undefined && "outcome" in decision) applyRule(rule, scenario.name, values, world, lookup);
        return decision;
      },
    };
  }
  const result = applyRule(rule, scenario.name, values, world, lookup);
  const outcome = operation.outcomes.find(({ name }) => name === result) ?? successOutcome(operation, undefined);
  const headers = Object.fromEntries(
    Object.entries(rule.headers).map(([name, value]) => [name.toLowerCase(), headerText(fillText(value, lookup))]),
  );
  const delay =
    rule.delay === undefined
      ? {}
      : { delayMs: delayOf(rule.delay, `${settings.seed} ${scenario.name} ${rule.id} ${nth}`) };
  if (answer.kind === "proxy") return { target: answer.target, operation, by, rule, headers, ...delay };
  // Only a document reloaded under a scenario has rules for outcomes it does not know.
  if (outcome === undefined) return undefined;
  const set = fillTemplate(rule.set, lookup) as Readonly<Record<string, unknown>>;
  const changes = {
    ...(rule.message !== undefined ? { message: fillText(rule.message, lookup) } : {}),
    ...(Object.keys(set).length > 0 ? { set } : {}),
  };
  return {
    ...base,
    outcome,
    by,
    rule,
    headers: { ...headers, ...base.headers },
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
    ...(rule.status !== undefined ? { status: rule.status } : {}),
    ...(answer.kind === "fault" ? { fault: answer.fault } : {}),
    ...delay,
  };
}
