// The control API under /__fieldproof/: what can be answered, what is forced, which scenario is active, what was asked. Each world has its own.
import { createMasker } from "../openapi/sensitive.ts";
import { stateRows } from "../openapi/state.ts";
import { SCENARIO_SCHEMA } from "../scenario/schema.ts";
import { scenarioSchemaFor } from "../scenario/schema-for.ts";
import { operationTypesFor } from "../scenario/types-for.ts";
import { unknownScenario } from "../scenario/unknown-scenario.ts";
import { type AnswerSettings, pathOf } from "./answer.ts";
import type { Api } from "./api.ts";
import { curlOf } from "./call.ts";
import { outcomeNamed, unsayable } from "./choice.ts";
import { invalidControl, json, unknown, unknownName } from "./control-answer.ts";
import { CONTROL_OPERATIONS, type ControlName, type ControlOperation, controlDocument } from "./control-operations.ts";
import { explainAnswer } from "./explain.ts";
import { harOf } from "./har.ts";
import { entriesOf, filterOf, shown } from "./journal-filter.ts";
import { headerOf, type MockAnswer, type MockRequest } from "./message.ts";
import { readQuery } from "./parameter.ts";
import { MARK, problem } from "./problem.ts";
import { recordedScenario, untold } from "./recorded-scenario.ts";
import { idsOf, thingsOf } from "./state.ts";
import { impossibleFilter, verifyCount } from "./verify-count.ts";
import { MAX_ENTRIES, type World, type Worlds } from "./world.ts";

export const CONTROL_PREFIX = "/__fieldproof/";

export interface ControlContext {
  readonly api: Api;
  readonly worlds: Worlds;
  /** The world that is spoken of. */
  readonly name: string;
  readonly settings: AnswerSettings & { readonly token?: string; readonly controlled: boolean };
}

type Handle = (
  context: ControlContext,
  world: World,
  request: MockRequest,
  body: Body,
  id: number,
) => MockAnswer | Promise<MockAnswer>;
type Body = Readonly<Record<string, unknown>>;

/** Method and path → what it does. */
const HANDLERS: Readonly<Record<ControlName, Handle>> = {
  "GET operations": listOperations,
  "POST force": force,
  "DELETE force": (context, world) => {
    world.forced.clear();
    return stateOf(context, world);
  },
  "GET scenario": (context, world) => scenarioState(context, world),
  "PUT scenario": switchScenario,
  "POST reset": (context) => {
    const { worlds, name } = context;
    worlds.reset(name);
    return stateOf(context, worlds.of(name));
  },
  "GET state": (context, world) => stateOf(context, world),
  "GET inference": ({ api }) => json({ inferred: api.state === undefined ? [] : stateRows(api.state) }),
  "GET journal": listJournal,
  "DELETE journal": (_, world) => {
    world.journal.clear();
    return json({ entries: [] });
  },
  "GET journal.har": exportJournal,
  "POST journal/{id}/scenario": saveScenario,
  "POST verify": ({ api }, world, _, body) => verifyCount(api, world, body),
  "POST explain": explain,
  "GET scenario.schema.json": ({ api }) => json(scenarioSchemaFor(api.operations)),
  "GET operations.d.ts": ({ api }) => ({
    status: 200,
    headers: { ...MARK, "content-type": "text/plain; charset=utf-8" },
    body: Buffer.from(operationTypesFor(api.document, api.operations)),
  }),
  "GET openapi.json": () => json(controlDocument(CONTROL_PREFIX)),
};

/** Answers a request of the control API. */
export function control(context: ControlContext, request: MockRequest): MockAnswer | Promise<MockAnswer> {
  const refusal = refusalOf(context, request);
  if (refusal !== undefined) return refusal;
  const path = pathOf(request.url).slice(CONTROL_PREFIX.length);
  const id = ENTRY.exec(path)?.[1];
  const key = `${request.method === "HEAD" ? "GET" : request.method} ${path.replace(ENTRY, "/{id}")}`;
  if (!isControlName(key)) return unknownPath(request, path);
  const body = bodyOf(request);
  if (body === undefined) {
    const detail = "The control API takes a JSON object with the content type application/json.";
    return problem(400, "Invalid control request", detail);
  }
  const stray = strayControl(CONTROL_OPERATIONS[key], body, request);
  if (stray !== undefined) return stray;
  const world = context.worlds.of(context.name);
  return HANDLERS[key](context, world, request, body, id === "last" ? (world.journal.last?.id ?? 0) : Number(id));
}

/** An entry of the journal by its number, or the last. */
const ENTRY = /\/(\d{1,15}|last)(?=\/)/;

function isControlName(key: string): key is ControlName {
  return Object.hasOwn(HANDLERS, key);
}

function refusalOf({ settings }: ControlContext, request: MockRequest): MockAnswer | undefined {
  if (!settings.controlled) {
    const detail = "Off loopback the control API answers only when the mock was given a token (`--token`).";
    return problem(403, "The control API is closed", detail);
  }
  if (settings.token !== undefined && headerOf(request, "authorization") !== `Bearer ${settings.token}`) {
    const detail = "The control API wants the token the mock was started with: `Authorization: Bearer TOKEN`.";
    return problem(401, "The control API wants a token", detail, {}, { "www-authenticate": "Bearer" });
  }
  const host = headerOf(request, "host") ?? "";
  if (settings.token === undefined && !/^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i.test(host)) {
    const detail =
      "Without a token the control API is asked for by a loopback address, not by a name that leads to one.";
    return problem(403, "The control API is closed to other hosts", detail);
  }
  const origin = headerOf(request, "origin");
  if (origin !== undefined && origin.replace(/^https?:\/\//, "") !== headerOf(request, "host")) {
    const detail = "Pages of other origins may use the mock, but not its control API.";
    return problem(403, "The control API is closed to other origins", detail);
  }
  return undefined;
}

function unknownPath(request: MockRequest, path: string): MockAnswer {
  const methods = Object.keys(HANDLERS).flatMap((key) => (key.endsWith(` ${path}`) ? [key.split(" ")[0] ?? ""] : []));
  const paths = Object.keys(HANDLERS).map((key) => key.replace(" ", ` ${CONTROL_PREFIX}`));
  const detail = `There is no \`${request.method} ${CONTROL_PREFIX}${path.slice(0, 100)}\`, expected one of ${paths.join(", ")}.`;
  return methods.length === 0
    ? problem(404, "Not Found", detail, { paths })
    : problem(405, "Method Not Allowed", detail, { paths }, { allow: methods.join(", ") });
}

/** Only JSON: a content type a page cannot send elsewhere without asking first. */
function bodyOf(request: MockRequest): Body | undefined {
  if (request.body.length === 0) return {};
  if (!/^application\/json\b/i.test(headerOf(request, "content-type") ?? "")) return undefined;
  try {
    const value: unknown = JSON.parse(request.body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}

/** Keys and filters that would be passed over are mistakes, and so is what lacks a key that must be there. */
function strayControl(
  { body: shape, query = [] }: ControlOperation,
  body: Body,
  request: MockRequest,
): MockAnswer | undefined {
  const keys = Object.keys(shape?.properties ?? {});
  const stray = Object.keys(body).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    if (keys.length > 0) return unknown("key", stray, keys, { keys });
    return invalidControl(`Found the key \`${stray.slice(0, 100)}\`, expected no body.`);
  }
  const missing = shape?.required?.find((key) => !Object.hasOwn(body, key));
  if (missing !== undefined) return invalidControl(`The key \`${missing}\` is missing.`, { keys });
  const asked = [...readQuery(request.url)];
  const other = asked.find(([name]) => !query.includes(name));
  if (other !== undefined) {
    if (query.length > 0) return unknown("filter", other[0], query, { filters: query });
    return invalidControl(`Found the query parameter \`${other[0].slice(0, 100)}\`, expected none.`);
  }
  const repeated = asked.find(([, values]) => values.length > 1);
  return (
    repeated && invalidControl(`The filter \`${repeated[0]}\` is given ${repeated[1].length} times, expected once.`)
  );
}

function listOperations({ api }: ControlContext, _: World, request: MockRequest): MockAnswer {
  const url = originOf(request);
  const operations = api.operations.map((operation) => ({
    id: operation.id,
    method: operation.method,
    path: operation.path,
    ...(operation.summary !== undefined ? { summary: operation.summary } : {}),
    call: curlOf(operation, url),
    codes: operation.outcomes.map(({ name, role, status, description }) => ({
      code: name,
      role,
      status,
      ...(description !== undefined ? { description } : {}),
      force: { header: `Prefer: result=${name}`, query: `__result=${encodeURIComponent(name)}` },
    })),
  }));
  return json({ operations, scenarios: [...api.scenarios.keys()] });
}

/** What the client calls the mock, without anything that is no host. */
function originOf(request: MockRequest): string {
  return `http://${(headerOf(request, "host") ?? "localhost").replace(/[^\w.:[\]-]/g, "")}`;
}

function force(context: ControlContext, world: World, _: MockRequest, body: Body): MockAnswer {
  const { api } = context;
  const names = api.operations.flatMap((operation) => [operation.id, operation.name]);
  const operation = api.operations.find(({ id, name }) => id === body.operation || name === body.operation);
  if (operation === undefined) return unknown("operation", body.operation, names, { operations: names });
  const codes = operation.outcomes.map(({ name }) => name);
  const code = outcomeNamed(operation.outcomes, String(body.code))?.name;
  const why = code === undefined ? unsayable(operation, String(body.code)) : undefined;
  if (why !== undefined) return invalidControl(why, { documented: codes });
  if (code === undefined) return unknown(`code of ${operation.name}`, body.code, codes, { documented: codes });
  const times = body.times ?? Number.POSITIVE_INFINITY;
  if (typeof times !== "number" || times < 1 || (times !== Number.POSITIVE_INFINITY && !Number.isInteger(times)))
    return problem(400, "Invalid control request", "`times` is a whole number from 1 on.");
  world.forced.set(operation.id, { code, times });
  return stateOf(context, world);
}

function switchScenario(context: ControlContext, world: World, _: MockRequest, body: Body): MockAnswer {
  const names = [...context.api.scenarios.keys()];
  if (body.name !== null && !names.includes(String(body.name)))
    return unknownName(unknownScenario(String(body.name), names, context.settings.scenarioPlace), { scenarios: names });
  world.scenario = body.name === null ? null : String(body.name);
  return scenarioState(context, world);
}

function scenarioState({ api, settings }: ControlContext, world: World): MockAnswer {
  const active = world.scenario === undefined ? (settings.scenario ?? null) : world.scenario;
  return json({
    active,
    scenarios: [...api.scenarios.values()].map(({ name, description }) => ({ name, description })),
  });
}

function stateOf({ api, settings }: ControlContext, world: World): MockAnswer {
  const forced = [...world.forced].map(([operation, { code, times }]) => ({
    operation,
    code,
    ...(Number.isFinite(times) ? { times } : {}),
  }));
  const things = world.things.size > 0 ? { things: thingsOf(world), ids: idsOf(world) } : {};
  // Only names that stand in a file: a program may make a name of anything, a credential too.
  const names = [...api.scenarios.values()].flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(rule.remember)));
  const keys = [...world.state].map(([key]) => key).filter((key) => !names.includes(key));
  const remembered = [...new Set(names)].filter((name) => world.state.has(name) || keys.some((key) => isOf(key, name)));
  const active = world.scenario === undefined ? settings.scenario : world.scenario;
  return json({
    session: world.name,
    ...things,
    ...(active !== undefined ? { scenario: active } : {}),
    ...(remembered.length > 0 ? { remembered } : {}),
    forced,
  });
}

/** Whether a key may come of a name with templates, which is shown in its stead. */
function isOf(key: string, name: string): boolean {
  const fixed = name.split(/\{\{[^{}]*\}\}/);
  return fixed.length > 1 && key.startsWith(fixed[0] ?? "") && key.endsWith(fixed.at(-1) ?? "");
}

function listJournal({ api }: ControlContext, world: World, request: MockRequest): MockAnswer {
  const impossible = impossibleFilter(api, filterOf(request));
  if (impossible !== undefined) return impossible;
  const entries = entriesOf(api, world, filterOf(request));
  return json({ total: entries.length, entries: shown(api, entries) });
}

function exportJournal({ api }: ControlContext, world: World, request: MockRequest): MockAnswer {
  const impossible = impossibleFilter(api, filterOf(request));
  if (impossible !== undefined) return impossible;
  return json(harOf(shown(api, entriesOf(api, world, filterOf(request))), originOf(request)));
}

/** An exchange of the journal as a scenario file. */
function saveScenario({ api }: ControlContext, world: World, _: MockRequest, body: Body, id: number): MockAnswer {
  const entry = [...world.journal].find((candidate) => candidate.id === id);
  if (entry === undefined)
    return problem(404, "Not Found", `The journal has no entry ${id}; it keeps the last ${MAX_ENTRIES}.`);
  const operation = api.operations.find((candidate) => candidate.id === entry.answer.note?.operation);
  const match = api.router.match(entry.request.method, pathOf(entry.request.url));
  const known = operation?.outcomes.some(({ name }) => name === entry.answer.note?.outcome);
  if (operation === undefined || known !== true || match.kind !== "found") {
    const detail = `Entry ${id} was answered by no outcome of an operation, so no scenario can tell of it.`;
    return problem(409, "Not a documented exchange", detail);
  }
  const { isSensitive } = createMasker(api.sensitive());
  const { violations } = api.prepared(operation).check(entry.request, match.path);
  const reason = untold(entry, violations, isSensitive);
  if (reason !== undefined) {
    const detail = `The request of entry ${id} cannot be asked again: ${reason}. Write the step by hand.`;
    return problem(409, "Not to be asked again", detail);
  }
  const name = body.name === undefined ? undefined : String(body.name);
  if (name !== undefined && !new RegExp(SCENARIO_SCHEMA.properties.name.pattern).test(name))
    return invalidControl("`name` has letters, digits, `_`, `.` and `-`, and begins with a letter, a digit or `_`.");
  const text = recordedScenario(api.document, operation, entry, match.path, violations, isSensitive, name);
  return { status: 200, headers: { ...MARK, "content-type": "application/yaml" }, body: Buffer.from(text) };
}

/** Tells of a request, `{ method, url, headers, body }`, which rule of the active scenario would answer it, and why the others would not. */
function explain({ api, settings }: ControlContext, world: World, _: MockRequest, body: Body): MockAnswer {
  const headers = Object.entries((body.headers ?? {}) as object).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  const content = typeof body.body === "string" ? body.body : body.body === undefined ? "" : JSON.stringify(body.body);
  const asked: MockRequest = {
    method: String(body.method ?? "GET").toUpperCase(),
    url: String(body.url ?? "/"),
    headers: { ...(content === "" ? {} : { "content-type": "application/json" }), ...Object.fromEntries(headers) },
    body: Buffer.from(content),
  };
  return json(explainAnswer(api, world, asked, settings));
}
