// A count of requests held to bounds, now or by a time: what a test asks of the mock when it has run.
import { schemaCompiler } from "../json/schema.ts";
import { mistakesIn } from "../json/strict.ts";
import { readConditions } from "../scenario/condition.ts";
import type { Condition } from "../scenario/scenario.ts";
import type { Api } from "./api.ts";
import { invalidControl, json, unknown, unknownName } from "./control-answer.ts";
import { COUNTED_WHEN } from "./control-operations.ts";
import { entriesOf, type Filter, meets, shown } from "./journal-filter.ts";
import type { MockAnswer } from "./message.ts";
import { problem } from "./problem.ts";
import type { World } from "./world.ts";

const POLL_MS = 20;
const MAX_WAIT_MS = 30_000;
/** Who may have answered; of a scenario also by its name. */
const BY = ["forced", "scenario", "validation", "state", "default", "server"] as const;
const BOUNDS = ["exactly", "atLeast", "atMost"] as const;

type Body = Readonly<Record<string, unknown>>;

/**
 * Counts requests: `{ operation, code, by, status, invalid, when, exactly, atLeast, atMost, withinMs }`; 200 when the count is as
 * wanted, at once or before the time is over, else 409.
 */
export function verifyCount(api: Api, world: World, body: Body): MockAnswer | Promise<MockAnswer> {
  const { withinMs = 0, when, ...wanted } = body;
  if (!Number.isInteger(withinMs) || Number(withinMs) < 0 || Number(withinMs) > MAX_WAIT_MS)
    return invalidControl(`\`withinMs\` is a whole number from 0 to ${MAX_WAIT_MS}.`);
  const conditions = impossibleFilter(api, body) ?? conditionsOf(api, body.operation, when);
  if ("status" in conditions) return conditions;
  const ask = (left: number): MockAnswer | Promise<MockAnswer> => {
    const answer = countOf(api, world, wanted, conditions);
    if (answer.status !== 409 || left <= 0) return answer;
    return new Promise<void>((then) => setTimeout(then, Math.min(POLL_MS, left))).then(() => ask(left - POLL_MS));
  };
  return ask(Number(withinMs));
}

/** A filter that would let no request through ever is a mistake, and not one that found none. */
export function impossibleFilter(api: Api, { operation, code, by, status, invalid }: Filter): MockAnswer | undefined {
  if (by !== undefined && !BY.some((known) => known === by) && !String(by).startsWith("scenario "))
    return unknown("by", by, BY, { by: [...BY, "scenario NAME"] });
  if (status !== undefined && !/^[1-5]\d\d$/.test(String(status)))
    return invalidControl(`\`status\` is a number from 100 to 599, found \`${String(status).slice(0, 100)}\`.`);
  if (invalid !== undefined && !["true", "false"].includes(String(invalid)))
    return invalidControl(`\`invalid\` is true or false, found \`${String(invalid).slice(0, 100)}\`.`);
  const meantOnes = operationsMeant(api, operation);
  if (meantOnes.length === 0) {
    const names = api.operations.flatMap(({ id, name }) => [id, name]);
    return unknown("operation", operation, names, { operations: names });
  }
  const codes = [...new Set(meantOnes.flatMap(({ outcomes }) => outcomes.map(({ name }) => name)))];
  const isKnown = code === undefined || codes.includes(String(code));
  return isKnown ? undefined : unknown("code", code, codes, { documented: codes });
}

function operationsMeant(api: Api, operation: unknown): Api["operations"] {
  if (operation === undefined) return api.operations;
  return api.operations.filter(({ id, name }) => id === operation || name === operation);
}

/** What `when` says, or why it says nothing. */
function conditionsOf(api: Api, operation: unknown, when: unknown): readonly Condition[] | MockAnswer {
  if (when === undefined) return [];
  const nowhere = { file: "", line: 1, column: 1 };
  const [misshapen] = mistakesIn({ when }, "count", schemaCompiler()(SHAPE), () => nowhere);
  if (misshapen !== undefined) return unknownName(misshapen);
  const operations = operationsMeant(api, operation);
  const { conditions, mistakes } = readConditions(api.document, operations, when as Body);
  const [mistake] = mistakes;
  if (mistake !== undefined) return unknownName(mistake);
  const remembered = conditions.find(({ field }) => field.in === "state");
  if (remembered === undefined) return conditions;
  return invalidControl(
    `\`${remembered.field.text}\` is of the state, which a request does not carry; a count knows requests.`,
  );
}

const SHAPE = { type: "object", properties: { when: COUNTED_WHEN } };

function countOf(api: Api, world: World, body: Body, conditions: readonly Condition[]): MockAnswer {
  const wanted = BOUNDS.filter((name) => body[name] !== undefined);
  if (wanted.length === 0 || wanted.some((name) => !Number.isInteger(body[name])))
    return invalidControl("A count is verified by whole numbers in `exactly`, `atLeast` or `atMost`.");
  const judged = entriesOf(api, world, body).map((entry) => ({ entry, is: meets(api, entry, conditions) }));
  const found = judged.filter(({ is }) => is === true).map(({ entry }) => entry);
  // Requests too long to be kept whole may be meant or not: a count stands only where it stands in either case.
  const unsure = judged.filter(({ is }) => is === undefined).length;
  const isMet = {
    exactly: (bound: number) => found.length === bound && unsure === 0,
    atLeast: (bound: number) => found.length >= bound,
    atMost: (bound: number) => found.length + unsure <= bound,
  };
  const missed = wanted.filter((name) => !isMet[name](Number(body[name])));
  const counts = { count: found.length, ...(unsure > 0 ? { unsure } : {}) };
  if (missed.length === 0) return json(counts);
  const expected = missed.map((name) => `${name} ${String(body[name])}`).join(", ");
  const more = unsure > 0 ? `, and ${unsure} more of whose bodies only the beginning was kept` : "";
  return problem(409, "Another count", `Expected ${expected}, found ${found.length}${more}.`, {
    ...counts,
    entries: shown(api, found.slice(-10)),
  });
}
