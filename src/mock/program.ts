// Rules that decide by a function of the user's: what it is called with, and what it says held to the document.
import { nearest } from "../json/nearest.ts";
import type { Document } from "../openapi/document.ts";
import { FAKE_NAMES, type FakeName } from "../openapi/fake-name.ts";
import type { Operation } from "../openapi/operation.ts";
import { FAULTS, type FaultName } from "../scenario/fault-name.ts";
import { type FieldValues, pointerOf } from "../scenario/field.ts";
import { unknownAnswerField } from "../scenario/known-field.ts";
import type { ProgramCall } from "../scenario/program.ts";
import type { Rule } from "../scenario/scenario.ts";
import { successOutcome } from "./choice.ts";
import type { Decision } from "./decision.ts";
import { headerText, type MockAnswer, type MockRequest } from "./message.ts";
import { decidedProblem } from "./problem.ts";
import type { World } from "./world.ts";

/** A rule whose function is yet to say what is answered. */
export interface Undecided {
  readonly rule: Rule;
  readonly operation: Operation;
  /** `scenario NAME`. */
  readonly by: string;
  readonly ask: () => unknown;
  /** What it said as an answer; undefined where it leaves the request to the rules that follow. */
  readonly settle: (said: unknown) => Decision | MockAnswer | undefined;
}

const TIMEOUT_MS = 30_000;

/** What a rule's function said, in time. */
export async function askProgram({
  rule,
  operation,
  by,
  ask,
  settle,
}: Undecided): Promise<Decision | MockAnswer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`it said nothing within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    return settle(await Promise.race([ask(), late]));
  } catch (error) {
    const { file, line } = rule.location;
    const place = placeIn(error, file) ?? `${file}:${line}`;
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const detail = `\`answer\` of the rule at ${place} failed: ${said.slice(0, 500)}`;
    return decidedProblem(operation, by, 500, "The scenario failed", detail);
  } finally {
    clearTimeout(timer);
  }
}

/** Where in the scenario's own file an error comes from: `scenarios/stock.ts:12:7`. */
function placeIn(error: unknown, file: string): string | undefined {
  const name = file.slice(file.replaceAll("\\", "/").lastIndexOf("/") + 1);
  const frame = (error as Error | undefined)?.stack?.split("\n").find((line) => line.includes(`${name}:`));
  const at = frame === undefined ? undefined : /:(\d+):(\d+)\)?$/.exec(frame);
  return at === null || at === undefined ? undefined : `${file}:${at[1]}:${at[2]}`;
}

export function callOf(
  request: MockRequest,
  values: FieldValues,
  world: World,
  answered: number,
  fake: (name: string) => unknown,
): ProgramCall {
  const { header, query, path, cookie, body } = values;
  const sent = { method: request.method, url: request.url, header, query, path, cookie, body };
  return {
    request: { ...sent, valid: values.request === "valid" },
    state: {
      get: (key) => world.state.get(key),
      set: (key, value) => world.state.set(key, value),
      delete: (key) => void world.state.delete(key),
    },
    session: world.name,
    answered,
    fake(name: FakeName) {
      if (FAKE_NAMES.includes(name)) return fake(name);
      const near = nearest(String(name), FAKE_NAMES);
      throw new Error(`There is no fake data \`${name}\`${near === undefined ? "" : `, did you mean \`${near}\`?`}`);
    },
  };
}

const KEYS = ["result", "body", "set", "message", "status", "headers", "delay", "fault"] as const;
type Said = Readonly<Partial<Record<(typeof KEYS)[number], unknown>>>;

/**
 * @param base of the decision that is made of it
 * @returns a problem where it says what the document does not know
 */
export function settled(
  document: Document,
  operation: Operation,
  rule: Rule,
  said: unknown,
  base: Pick<Decision, "operation" | "dynamic" | "lenient" | "headers" | "violations" | "by">,
): Decision | MockAnswer | undefined {
  if (said === undefined || said === null) return undefined;
  const stated = (typeof said === "object" ? said : { result: said }) as Said;
  const names = operation.outcomes.map(({ name }) => name);
  const outcome =
    stated.result === undefined
      ? successOutcome(operation, undefined)
      : operation.outcomes.find(({ name }) => name === String(stated.result));
  const fault = FAULTS.find((name) => name === stated.fault);
  const { status = outcome?.status, delay = 0, set = {}, headers = {} } = stated;
  const mistake =
    unknownName("key", Object.keys(stated), KEYS) ??
    (outcome === undefined
      ? unknownName(`result code of ${operation.name}`, [String(stated.result)], names)
      : undefined) ??
    (stated.fault !== undefined ? unknownName("fault", [String(stated.fault)], FAULTS) : undefined) ??
    (isWhole(status, 100, 599) ? undefined : `\`status\` is a number from 100 to 599, found \`${String(status)}\``) ??
    (isWhole(delay, 0, 600_000) ? undefined : "`delay` is a whole number of milliseconds, at most ten minutes") ??
    Object.keys(set as object)
      .map((path) => {
        const known = unknownAnswerField(document, operation, outcome?.name, pointerOf(path));
        const spelled = known?.map((pointer) => pointer.slice(1).replaceAll("/", "."));
        return spelled === undefined ? undefined : unknownName("field of the answer", [path], spelled);
      })
      .find((found) => found !== undefined);
  if (mistake !== undefined || outcome === undefined) {
    const { file, line } = rule.location;
    const detail = `\`answer\` of the rule at ${file}:${line} says what the document does not know: ${mistake}.`;
    return decidedProblem(operation, base.by, 500, "The scenario breaks the document", detail);
  }
  const pointers = Object.fromEntries(Object.entries(set as object).map(([path, value]) => [pointerOf(path), value]));
  const changes = {
    ...(stated.body !== undefined ? { adapt: () => stated.body } : {}),
    ...(stated.message !== undefined ? { message: String(stated.message) } : {}),
    ...(Object.keys(pointers).length > 0 ? { set: pointers } : {}),
  };
  const own = Object.entries(headers as object).map(([name, value]) => [name.toLowerCase(), headerText(String(value))]);
  return {
    ...base,
    outcome,
    rule,
    headers: { ...Object.fromEntries(own), ...base.headers },
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
    ...(stated.status !== undefined ? { status: status as number } : {}),
    ...(delay !== 0 ? { delayMs: delay as number } : {}),
    ...(fault !== undefined ? { fault: fault satisfies FaultName } : {}),
  };
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function unknownName(what: string, found: readonly string[], names: readonly string[]): string | undefined {
  const stray = found.find((name) => !names.includes(name));
  if (stray === undefined) return undefined;
  const meant = nearest(stray, names);
  const hint = meant === undefined ? "" : `; did you mean \`${meant}\``;
  return `unknown ${what} \`${stray.slice(0, 100)}\`, expected one of ${names.slice(0, 20).join(", ")}${hint}`;
}
