// Which answer wins: forced by the request, forced for the operation, the scenario's rule, validation, the documented success.
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import { sameMediaType } from "../openapi/operation.ts";
import type { Sampler } from "../openapi/sample.ts";
import type { Delay, Rule, Scenario } from "../scenario/scenario.ts";
import { fillTemplate, fillText } from "../scenario/template.ts";
import type { Api } from "./api.ts";
import { curlOf } from "./call.ts";
import { headerOf, headerText, type MockAnswer, type MockRequest } from "./message.ts";
import { NO_PREFERENCE, type Preference, readPreference } from "./prefer.ts";
import { MARK, problem } from "./problem.ts";
import type { Reply, ReplyChanges } from "./reply.ts";
import type { CheckedRequest, FieldViolation } from "./request-check.ts";
import { applyRule, countOf, lookupIn, refusalOf } from "./rule.ts";
import { violationsHeader, violationsText } from "./violation-header.ts";
import type { World } from "./world.ts";

export interface AnswerSettings {
  /** What an invalid request gets: its refusal, the answer of a valid one with the violations in a header, or just that answer. */
  readonly validate: "strict" | "warn" | "off";
  /** Whether success is made up from the schema rather than copied from the example. */
  readonly dynamic: boolean;
  readonly seed: number;
  /** The scenario of worlds that chose none. */
  readonly scenario?: string;
}

/** Answers and choices kept for an operation; what clients make up beyond this number is worked out each time. */
const MAX_KNOWN = 500;

const NO_VIOLATIONS: readonly FieldViolation[] = [];

/** What was decided for a request, before any byte of it is made. */
export interface Decision {
  readonly operation: Operation;
  readonly outcome: OutcomeOption;
  /** `forced`, `scenario NAME`, `validation`, `default`. */
  readonly by: string;
  readonly dynamic: boolean;
  /** In place of the outcome's own. */
  readonly status?: number;
  readonly changes?: ReplyChanges;
  /** Whether changes that break the document are dropped rather than reported: their author is the mock. */
  readonly lenient: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly violations: readonly FieldViolation[];
  readonly rule?: Rule;
  readonly delayMs?: number;
}

/** Answers a request, or decides what to answer; marks in the world are made in either case. */
export function decide(api: Api, world: World, request: MockRequest, settings: AnswerSettings): MockAnswer | Decision {
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
  const preference = readPreference(headerOf(request, "prefer"), resultParameter(request.url));
  const dynamic = preference.dynamic ?? settings.dynamic;
  const applied = appliedOf(preference);
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
  const checked = settings.validate === "off" && chosen === undefined ? undefined : check(request, match.path);
  const scripted = chosen === undefined ? undefined : byScenario(operation, chosen, checked, world, settings);
  if (scripted !== undefined) return { ...base, ...scripted, headers: { ...scripted.headers, ...applied } };

  const violations = settings.validate === "off" ? NO_VIOLATIONS : (checked?.violations ?? NO_VIOLATIONS);
  if (violations.length > 0 && settings.validate === "strict")
    return refused(operation, violations, checked?.unsupported, base);

  const accept = headerOf(request, "accept") ?? "";
  let outcome = successes.get(accept);
  if (outcome === undefined) {
    outcome = successOutcome(operation, accept);
    if (successes.size < MAX_KNOWN) successes.set(accept, outcome);
  }
  if (outcome === undefined) return notAcceptable(operation, headerOf(request, "accept"));
  return { operation, dynamic, lenient: false, headers: applied, violations, outcome, by: "default" };
}

/**
 * Why each rule of the active scenario would answer a request or not, without leaving a mark.
 * @returns undefined where no operation is met or no scenario is active
 */
export function explainRules(
  api: Api,
  world: World,
  request: MockRequest,
  settings: AnswerSettings,
):
  | {
      readonly scenario: string;
      readonly rules: readonly { readonly rule: string; readonly answers: boolean; readonly why: string }[];
    }
  | undefined {
  const match = api.router.match(request.method, pathOf(request.url));
  const chosen = chosenScenario(api, world, request, settings);
  if (match.kind !== "found" || chosen === undefined || "status" in chosen) return undefined;
  const checked = api.prepared(match.operation).check(request, match.path);
  const values = checked.values(Object.fromEntries(world.state));
  let answered = false;
  return {
    scenario: chosen.name,
    rules: chosen.rules.map((rule) => {
      const { file, line } = rule.location;
      const refusal =
        rule.operation === match.operation.id
          ? refusalOf(rule, chosen.name, values, world)
          : `it is for ${rule.operation}`;
      const answers = refusal === undefined && !answered;
      const why = refusal ?? (answered ? "a rule before it answers" : "all its conditions hold");
      answered ||= answers;
      return { rule: `${file}:${line}`, answers, why };
    }),
  };
}

/** Whether what was decided needs a sampler to be answered. */
export function needsSampler(api: Api, decision: Decision): boolean {
  const { replies, answers } = api.prepared(decision.operation);
  return !answers.has(keyOf(decision) ?? "") && replies.needsSampler(decision.outcome, decision.dynamic);
}

/** What answers are kept by, for as long as the document stays; undefined where something in them varies. */
function keyOf({ outcome, by, headers, changes, rule, violations, dynamic, status }: Decision): string | undefined {
  if (dynamic || changes !== undefined || rule !== undefined || violations.length > 0 || status !== undefined)
    return undefined;
  // Most requests by far: the outcome's own name, which no other key equals.
  if (by === "default" && headers === NOTHING_APPLIED) return outcome.name;
  return `${outcome.name}\n${by}\n${headers["preference-applied"] ?? ""}`;
}

/** The bytes of what was decided. */
export function render(
  api: Api,
  decision: Decision,
  request: MockRequest,
  settings: AnswerSettings,
  sampler: Sampler | undefined,
): MockAnswer {
  const { answers } = api.prepared(decision.operation);
  const key = keyOf(decision);
  if (key === undefined) return rendered(api, decision, request, settings, sampler);
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = rendered(api, decision, request, settings, sampler);
    if (answers.size < MAX_KNOWN) answers.set(key, answer);
  }
  return answer;
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
    if ("broken" in changed && !decision.lenient) return brokenRule(decision, changed.broken);
    reply = "broken" in changed ? replies.reply(outcome, sampling, dynamic) : changed;
  }
  return {
    status: decision.status ?? reply.status,
    headers: {
      ...reply.headers,
      ...MARK,
      "x-fieldproof-outcome": headerText(`${outcome.name}; by=${decision.by}`),
      ...decision.headers,
      ...(violations.length > 0 ? { "x-fieldproof-violations": violationsHeader(violations) } : {}),
    },
    body: reply.body,
    ...(decision.delayMs !== undefined ? { delayMs: decision.delayMs } : {}),
    ...(rule?.answer.kind === "fault" ? { fault: rule.answer.fault } : {}),
    note: {
      operation: operation.id,
      outcome: outcome.name,
      by: decision.by,
      ...(violations.length > 0 ? { violations: violations.map(({ field, message }) => `${field} ${message}`) } : {}),
    },
  };
}

/** The path of a request target, which a proxy's client may send with scheme and host (RFC 9112, section 3.2.2). */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  const target = end === -1 ? url : url.slice(0, end);
  return target.startsWith("/") ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "") || "/";
}

function resultParameter(url: string): string | undefined {
  return url.includes("__result")
    ? (new URLSearchParams(url.slice(url.indexOf("?") + 1)).get("__result") ?? undefined)
    : undefined;
}

const NOTHING_APPLIED: Readonly<Record<string, string>> = {};

function appliedOf(preference: Preference): Readonly<Record<string, string>> {
  if (preference === NO_PREFERENCE) return NOTHING_APPLIED;
  const applied = [
    ...(preference.outcome !== undefined ? [preference.outcome.applied] : []),
    ...(preference.status !== undefined ? [preference.status.applied] : []),
    ...(preference.dynamic !== undefined ? [`dynamic=${preference.dynamic}`] : []),
  ];
  return applied.length > 0 ? { "preference-applied": headerText(applied.join(", ")) } : {};
}

/** The outcome a preference names. A status that only `default` or a range describes is sent as it was asked for. */
function preferred(
  operation: Operation,
  { outcome, status }: Preference,
  accept: string | undefined,
): { readonly outcome: OutcomeOption; readonly status?: number } | undefined {
  const ofStatus = status === undefined ? operation.outcomes : outcomesOfStatus(operation, status.code);
  if (outcome !== undefined) {
    const found = ofStatus.find(({ name }) => name === outcome.name);
    return found === undefined ? undefined : { outcome: found };
  }
  const found = ofStatus.find(({ role }) => role === "success") ?? acceptable(ofStatus, accept) ?? ofStatus[0];
  return found === undefined ? undefined : { outcome: found, status: Number(status?.code) };
}

function outcomesOfStatus(operation: Operation, code: string): readonly OutcomeOption[] {
  if (!/^[1-5]\d\d$/.test(code)) return [];
  const wanted = [code, `${code[0]}XX`, "DEFAULT"].find((status) =>
    operation.outcomes.some(({ response }) => response.status.toUpperCase() === status),
  );
  return operation.outcomes.filter(({ response }) => response.status.toUpperCase() === wanted);
}

function chosenScenario(
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
  const known = names.length > 0 ? `expected one of ${names.join(", ")}` : "and the mock has none";
  return problem(400, "Unknown scenario", `There is no scenario \`${asked.slice(0, 100)}\`, ${known}.`, {
    scenarios: names,
  });
}

function byScenario(
  operation: Operation,
  scenario: Scenario,
  checked: CheckedRequest | undefined,
  world: World,
  settings: AnswerSettings,
): Omit<Decision, "operation" | "dynamic" | "lenient" | "violations"> | undefined {
  const rules = scenario.rules.filter((rule) => rule.operation === operation.id);
  if (rules.length === 0 || checked === undefined) return undefined;
  const values = checked.values(Object.fromEntries(world.state));
  const rule = rules.find((candidate) => refusalOf(candidate, scenario.name, values, world) === undefined);
  if (rule === undefined) return undefined;
  const lookup = lookupIn(values);
  const nth = countOf(rule, scenario.name, world);
  const result = applyRule(rule, scenario.name, values, world);
  const outcome = operation.outcomes.find(({ name }) => name === result) ?? successOutcome(operation, undefined);
  // Only a document reloaded under a scenario has rules for outcomes it does not know.
  if (outcome === undefined) return undefined;
  const set = fillTemplate(rule.set, lookup) as Readonly<Record<string, unknown>>;
  const changes = {
    ...(rule.message !== undefined ? { message: fillText(rule.message, lookup) } : {}),
    ...(Object.keys(set).length > 0 ? { set } : {}),
  };
  return {
    outcome,
    by: `scenario ${scenario.name}`,
    rule,
    headers: Object.fromEntries(
      Object.entries(rule.headers).map(([name, value]) => [name.toLowerCase(), headerText(fillText(value, lookup))]),
    ),
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
    ...(rule.status !== undefined ? { status: rule.status } : {}),
    ...(rule.delay !== undefined
      ? { delayMs: delayOf(rule.delay, `${settings.seed} ${scenario.name} ${rule.id} ${nth}`) }
      : {}),
  };
}

/** The code for an invalid request; where the operation has none, a problem that says the same. */
function refused(
  operation: Operation,
  violations: readonly FieldViolation[],
  unsupported: readonly string[] | undefined,
  base: Pick<Decision, "operation" | "dynamic" | "lenient" | "headers">,
): MockAnswer | Decision {
  const wanted = unsupported === undefined ? "400" : "415";
  const outcome =
    (unsupported !== undefined ? operation.outcomes.find(({ response }) => response.status === "415") : undefined) ??
    operation.outcomes.find(({ role, status }) => role === "invalidRequest" && (status < 300 || status === 400)) ??
    operation.outcomes.find(({ role }) => role === "invalidRequest") ??
    operation.outcomes.find(({ response }) => ["4XX", "DEFAULT"].includes(response.status.toUpperCase()));
  if (outcome === undefined) {
    const detail = violationsText(violations);
    const members = { violations, ...(unsupported !== undefined ? { accepted: unsupported } : {}) };
    const title = unsupported !== undefined ? "Unsupported Media Type" : "Invalid request";
    return problem(Number(wanted), title, detail, members, { "x-fieldproof-violations": violationsHeader(violations) });
  }
  const isOpen = !/^\d{3}$/.test(outcome.response.status);
  return {
    ...base,
    outcome,
    by: "validation",
    lenient: true,
    changes: { message: violationsText(violations) },
    violations,
    ...(isOpen ? { status: Number(wanted) } : {}),
  };
}

/** Success: the one with that role, or the lowest 2xx, in a media type the client takes; undefined where it takes none. */
function successOutcome(operation: Operation, accept: string | undefined): OutcomeOption | undefined {
  const good = operation.outcomes.filter(({ status }) => status >= 200 && status < 300);
  const lowest = Math.min(...good.map(({ status }) => status));
  const candidates = good.filter(({ status }) => status === lowest);
  const fallback = candidates.length > 0 ? candidates : operation.outcomes.slice(0, 1);
  const accepted = fallback.filter(({ response }) => accepts(accept, response.mediaType));
  return accepted.find(({ role }) => role === "success") ?? accepted[0];
}

function acceptable(outcomes: readonly OutcomeOption[], accept: string | undefined): OutcomeOption | undefined {
  return outcomes.find(({ response }) => accepts(accept, response.mediaType));
}

/** Whether an Accept header (RFC 9110, section 12.5.1) takes a media type. */
function accepts(accept: string | undefined, mediaType: string | undefined): boolean {
  if (accept === undefined || accept.trim() === "" || mediaType === undefined) return true;
  return accept
    .split(",")
    .some(
      (range) =>
        !/;\s*q=0(\.0*)?\s*$/.test(range) && (sameMediaType(range, mediaType) || sameMediaType(mediaType, range)),
    );
}

/** A time in milliseconds; the same seed gives the same. */
function delayOf(delay: Delay, seed: string): number {
  if (delay.kind === "fixed") return delay.ms;
  const [first, second] = [fraction(`${seed} 1`), fraction(`${seed} 2`)];
  if (delay.kind === "range") return Math.round(delay.min + first * (delay.max - delay.min));
  // Box and Muller: a normal variate from two uniform ones.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  return Math.min(60_000, Math.round(delay.median * Math.exp(delay.sigma * normal)));
}

/** FNV-1a as a number from 0 to 1. */
function fraction(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) / 2 ** 32;
}

function notFound(api: Api, request: MockRequest, path: string, near: Operation | undefined): MockAnswer {
  const names = api.operations.map(({ name }) => name);
  const shown = `${request.method} ${path.slice(0, 200)}`;
  const listed = `${names.slice(0, 10).join(", ")}${names.length > 10 ? ` and ${names.length - 10} more` : ""}`;
  const detail =
    near !== undefined
      ? `There is no operation \`${shown}\`; the nearest is \`${near.name}\`.`
      : `There is no operation \`${shown}\`, expected ${names.length === 1 ? "" : "one of "}${listed}.`;
  return problem(404, "Not Found", detail, {
    ...(near !== undefined ? { nearest: hint(near, request) } : {}),
    operations: names.slice(0, 50),
  });
}

function methodNotAllowed(
  request: MockRequest,
  path: string,
  allow: string,
  operations: readonly Operation[],
): MockAnswer {
  const names = operations.map(({ name }) => `\`${name}\``).join(" and ");
  const detail = `\`${request.method} ${path.slice(0, 200)}\` is not documented, but ${names} ${operations.length === 1 ? "is" : "are"}.`;
  const [first] = operations;
  const members = first === undefined ? {} : { nearest: hint(first, request) };
  return problem(405, "Method Not Allowed", detail, members, { allow });
}

function hint(operation: Operation, request: MockRequest): Readonly<Record<string, string>> {
  const host = (headerOf(request, "host") ?? "localhost").replace(/[^\w.:[\]-]/g, "");
  const { method, path, id: operationId } = operation;
  return { method, path, operationId, call: curlOf(operation, `http://${host}`) };
}

function undocumented(operation: Operation, { outcome, status }: Preference): MockAnswer {
  const names = operation.outcomes.map(({ name }) => name);
  const statuses = [...new Set(operation.outcomes.map(({ response }) => response.status))];
  const asked = outcome?.name ?? `status ${status?.code ?? ""}`;
  const expected = outcome === undefined ? statuses : names;
  const detail = `\`${asked.slice(0, 100)}\` is not documented for \`${operation.name}\`, expected one of ${expected.join(", ")}.`;
  return problem(400, "Undocumented result code", detail, { operation: operation.name, documented: names, statuses });
}

function notAcceptable(operation: Operation, accept: string | undefined): MockAnswer {
  const offered = [...new Set(operation.responses.flatMap(({ mediaType }) => mediaType ?? []))];
  const detail = `\`${operation.name}\` answers with ${offered.join(" or ")}, the request accepts \`${(accept ?? "").slice(0, 100)}\`.`;
  return problem(406, "Not Acceptable", detail, { offered });
}

function brokenRule(
  decision: Decision,
  broken: readonly { readonly pointer: string; readonly message: string }[],
): MockAnswer {
  const place = decision.rule === undefined ? "" : ` at ${decision.rule.location.file}:${decision.rule.location.line}`;
  const what = broken.map(({ pointer, message }) => `\`${pointer}\` ${message}`).join("; ");
  const detail = `The rule${place} sets what \`${decision.outcome.name}\` of \`${decision.operation.name}\` may not hold: ${what}.`;
  return problem(500, "The scenario breaks the document", detail);
}
