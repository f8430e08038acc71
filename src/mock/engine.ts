// The mock without its server: requests in, answers out, each world apart, every exchange in its journal.
import type { Document } from "../openapi/document.ts";
import type { Sampler } from "../openapi/sample.ts";
import type { StateOverrides } from "../openapi/state.ts";
import type { Rule, Scenario } from "../scenario/scenario.ts";
import { unknownScenario } from "../scenario/unknown-scenario.ts";
import { type AnswerSettings, decide, needsSampler, placeOf, render, renderedBefore } from "./answer.ts";
import { type Answered, answeredOf } from "./answered.ts";
import { type Api, prepareApi } from "./api.ts";
import { CONTROL_PREFIX, control } from "./control.ts";
import type { Decision, Forwarding } from "./decision.ts";
import { forward } from "./forward.ts";
import { createRecord } from "./journal.ts";
import { headerOf, headerText, type MockAnswer, type MockRequest } from "./message.ts";
import { readCookies } from "./parameter.ts";
import { problem } from "./problem.ts";
import { askProgram } from "./program.ts";
import { createWorlds, SHARED_WORLD, type World, type WorldLimits, type Worlds } from "./world.ts";

export interface EngineOptions extends AnswerSettings {
  readonly document: Document;
  readonly scenarios: readonly Scenario[];
  /** A locale of faker's for made-up answers. */
  readonly locale?: string;
  /** Whether answers live by what is inferred of state, and what is known better than the inference. */
  readonly stateful?: boolean | StateOverrides;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly limits?: Partial<WorldLimits>;
  /** What the control API asks for; absent where it is open. */
  readonly token?: string;
  /** Whether the control API answers at all. */
  readonly controlled: boolean;
  /** Hears the detail of each problem that is answered: what no documented answer fitted. */
  readonly onProblem?: (detail: string) => void;
  /** Hears of each answer but those of the control API. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Milliseconds since any moment, in fractions; default whole ones, by `now`. */
  readonly stopwatch?: () => number;
}

export interface Engine {
  /**
   * Reads what samples are made with, before one is asked for.
   * @throws Error naming the locale when there is none of that name
   */
  load(): Promise<unknown>;
  /** Never rejects for what a request holds. */
  answer(request: MockRequest): MockAnswer | Promise<MockAnswer>;
  /**
   * Keeps and tells of a request that the server has refused before it came here, like any other.
   * @param ms how long that took
   */
  refused(request: MockRequest, answer: MockAnswer, ms?: number): void;
  /** From now on answers by another document or other scenarios; worlds keep what they remember. */
  replace(document: Document, scenarios: readonly Scenario[], stateful?: boolean | StateOverrides): void;
  readonly document: Document;
  /** Whether the document has an operation of this path. */
  has(path: string): boolean;
}

/** A request that is being answered. */
interface Exchange {
  readonly world: World;
  /** As its world sees it. */
  readonly asked: MockRequest;
  /** As it came. */
  readonly sent: MockRequest;
  readonly at: number;
  /** By the stopwatch. */
  readonly begun: number;
  readonly current: Api;
}

const MAX_WORLD_NAME = 200;

/** For clients that can set no header: `/__session/NAME/session/logout`. */
const SESSION_PREFIX = "/__session/";
const SESSION_COOKIE = "mock-session";

/** The world a request speaks to, by header, path or cookie, and the request as that world sees it. */
function sessionOf(request: MockRequest): { readonly name: string; readonly request: MockRequest } {
  const { url } = request;
  if (url.startsWith(SESSION_PREFIX)) {
    const end = url.indexOf("/", SESSION_PREFIX.length);
    const name = url.slice(SESSION_PREFIX.length, end === -1 ? undefined : end);
    return { name, request: { ...request, url: end === -1 ? "/" : url.slice(end) } };
  }
  const header = headerOf(request, "x-mock-session");
  if (header !== undefined || request.headers.cookie === undefined) return { name: header ?? SHARED_WORLD, request };
  return { name: readCookies(headerOf(request, "cookie"))[SESSION_COOKIE] ?? SHARED_WORLD, request };
}

/** The answer of the target that a rule names. */
async function forwarded(
  { target, operation, by, rule, headers, delayMs }: Forwarding,
  request: MockRequest,
): Promise<MockAnswer> {
  const told = { ...headers, "x-fieldproof-outcome": headerText(`proxy; by=${by}`) };
  const answer = await forward(target, request, told, { operation: operation.id, by, rule: placeOf(rule) });
  return delayMs === undefined ? answer : { ...answer, delayMs };
}

/** @throws Error when a reference of the document leads nowhere, or the active scenario is none of the given ones */
export function createEngine(options: EngineOptions): Engine {
  const worlds: Worlds = createWorlds(options.now, options.limits);
  let api: Api = prepareApi(options.document, options.scenarios, options.stateful);
  const record = createRecord();
  let loading: Promise<Sampler> | undefined;
  let sampler: Sampler | undefined;
  const { stopwatch = options.now } = options;
  if (options.scenario !== undefined && !api.scenarios.has(options.scenario)) {
    throw new Error(unknownScenario(options.scenario, [...api.scenarios.keys()], options.scenarioPlace).message);
  }

  function answerIn(
    world: World,
    request: MockRequest,
    current: Api,
    passed?: ReadonlySet<Rule>,
  ): MockAnswer | Promise<MockAnswer> {
    if (sampler === undefined && current.usesFakes) return load().then(() => answerIn(world, request, current, passed));
    const decision = decide(current, world, request, options, sampler, passed);
    if ("target" in decision) return forwarded(decision, request);
    if ("ask" in decision) {
      return askProgram(decision).then((said) =>
        said === undefined
          ? answerIn(world, request, current, new Set([...(passed ?? []), decision.rule]))
          : given(request, current, said),
      );
    }
    return given(request, current, decision);
  }

  function given(
    request: MockRequest,
    current: Api,
    decision: Decision | MockAnswer,
  ): MockAnswer | Promise<MockAnswer> {
    if (!("outcome" in decision)) return decision;
    const known = renderedBefore(current, decision);
    if (known !== undefined) return known;
    if (sampler !== undefined || !needsSampler(current, decision))
      return render(current, decision, request, options, sampler);
    return load().then((loaded) => render(current, decision, request, options, loaded));
  }

  function load(): Promise<Sampler> {
    // Read when the first sample is asked for: a mock of documented examples starts without it.
    loading ??= import("../openapi/sample.ts")
      .then(({ loadSampler }) => loadSampler(options.locale))
      .then((loaded) => {
        sampler = loaded;
        return loaded;
      });
    return loading;
  }

  function exchangeOf(world: World, asked: MockRequest, sent: MockRequest): Exchange {
    return { world, asked, sent, at: options.now(), begun: stopwatch(), current: api };
  }

  /** Keeps an exchange, and tells of it. */
  function noted(exchange: Exchange, answer: MockAnswer): MockAnswer {
    const { world, asked, sent, at, begun, current } = exchange;
    const ms = stopwatch() - begun;
    record(world, at, ms, asked, answer);
    if (answer.note?.problem !== undefined) options.onProblem?.(answer.note.problem);
    options.onAnswer?.(answeredOf(current, sent, answer, at, ms));
    return answer;
  }

  return {
    load,
    answer(request) {
      const { name, request: asked } = sessionOf(request);
      if (name.length > MAX_WORLD_NAME) {
        const detail = `A session's name has at most ${MAX_WORLD_NAME} characters, found ${name.length}.`;
        return noted(
          exchangeOf(worlds.of(SHARED_WORLD), asked, request),
          problem(400, "Session name too long", detail),
        );
      }
      if (asked.url.startsWith(CONTROL_PREFIX)) return control({ api, worlds, name, settings: options }, asked);
      const world = worlds.of(name);
      const exchange = exchangeOf(world, asked, request);
      const answer = answerIn(world, asked, api);
      return answer instanceof Promise ? answer.then((ready) => noted(exchange, ready)) : noted(exchange, answer);
    },
    refused(request, answer, ms = 0) {
      const { name, request: asked } = sessionOf(request);
      if (asked.url.startsWith(CONTROL_PREFIX)) return;
      const world = worlds.of(name.length > MAX_WORLD_NAME ? SHARED_WORLD : name);
      const exchange = exchangeOf(world, asked, request);
      noted({ ...exchange, at: exchange.at - ms, begun: exchange.begun - ms }, answer);
    },
    replace(document, scenarios, stateful = options.stateful) {
      api = prepareApi(document, scenarios, stateful);
    },
    get document() {
      return api.given;
    },
    has(path) {
      return api.router.match("GET", path).kind !== "none";
    },
  };
}
