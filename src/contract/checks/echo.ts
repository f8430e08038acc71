// Check: the answer speaks of what was asked.
import { isObject } from "../../json/object.ts";
import { valueAt } from "../../json/pointer.ts";
import { shown, typeName } from "../../json/schema.ts";
import { thingOf, wordsOf } from "../../openapi/thing.ts";
import type { Check, Finding } from "../check.ts";
import type { Exchange } from "../exchange.ts";
import { documentedRequest, isKept, isPlain, saysTheSame } from "../kept-field.ts";

export const echo: Check = {
  name: "echo",
  summary: "A successful answer speaks of the thing that was asked for, and of the account that logged in.",
  details: `Where request and result have a field of one name that says which thing is meant (\`itemId\`), both hold the same value: an
answer about another item is worse than none. Other fields are held to what was sent where the documented example request and
its documented answer agree on them and the operation makes a new thing, and what was said of a thing when it was made or changed to what
is shown of it later, what was done to it to the word that its enumeration has for that, and what a change did not speak of to what it was before; what a service sets is not what
the request made up in a field of no table. Numbers that add up (quantities, totals) are left alone.`,
  judge(exchange) {
    if (exchange.outcome?.role !== "success" || exchange.json === undefined) return [];
    // Our own mock answers with the documented examples, whatever was asked; what it keeps, it shows again.
    const isMock = exchange.answer.headers["x-fieldproof"] === "mock";
    // An answer about another thing explains all else that is not as it was said of this one: that comes first.
    return [
      ...(isMock ? [] : asked(exchange)),
      ...remembered(exchange),
      ...noted(exchange),
      ...leftAs(exchange),
      ...madeUp(exchange),
    ];
  },
};

function remembered(exchange: Exchange): readonly Finding[] {
  const { call, json, memory } = exchange;
  return Object.entries(call.shows ?? {}).flatMap(([pointer, name]) => {
    const [wanted, found] = [memory.get(name), valueAt(json?.value, pointer)];
    const isBroken = wanted !== undefined && !isKept(wanted, found, exchange.schemaAt(pointer));
    return isBroken ? [finding(exchange, pointer, wanted, found)] : [];
  });
}

/** What stood in an answer before, and was not to be touched since. */
function noted(exchange: Exchange): readonly Finding[] {
  const { call, json, memory } = exchange;
  return (call.still ?? []).flatMap((pointer) => {
    const [wanted, found] = [memory.get(`noted ${pointer}`), valueAt(json?.value, pointer)];
    if ((wanted ?? undefined) === undefined || saysTheSame(wanted, found)) return [];
    return [finding(exchange, pointer, wanted, found, "what it was before")];
  });
}

/** What was done to the thing before, or is now. */
function leftAs(exchange: Exchange): readonly Finding[] {
  return Object.entries(exchange.call.left ?? {}).flatMap(([pointer, wanted]) => {
    const found = valueAt(exchange.json?.value, pointer);
    if ((found ?? undefined) === undefined || found === wanted) return [];
    return [finding(exchange, pointer, wanted, found, "what was done to it")];
  });
}

/** What the caller had no say in, and said all the same. */
function madeUp({ call, json, sourceAt }: Exchange): readonly Finding[] {
  return Object.entries(call.unlike ?? {})
    .filter(([pointer, value]) => valueAt(json?.value, pointer) === value)
    .map(([pointer, value]) => {
      const source = sourceAt(pointer);
      return {
        message: `\`${pointer}\` is ${shown(value)}, which the request made up in a field that no table has.`,
        pointer,
        ...(source === undefined ? {} : { source }),
      };
    });
}

function asked(exchange: Exchange): readonly Finding[] {
  const { draft, json, described, operation, made, call } = exchange;
  const value = draft.body.kind === "data" ? draft.body.value : undefined;
  const sent = [
    ...Object.entries(draft.values.path),
    ...Object.entries(draft.values.query),
    ...(isObject(value) ? Object.entries(value) : []),
  ].filter(([, each]) => (typeof each === "string" && each !== "") || typeof each === "number");
  const documented = operation.outcomes.find(({ role }) => role === "success")?.example?.value;
  const example = documentedRequest(operation);
  return sent.flatMap(([name, wanted]) =>
    placesOf(json?.value, name).flatMap((pointer) => {
      if (described?.envelope !== undefined && pointer === described.envelope.code) return [];
      if (Object.hasOwn(call.unlike ?? {}, pointer)) return [];
      const found = valueAt(json?.value, pointer);
      if ((typeof found !== "string" && typeof found !== "number") || saysTheSame(wanted, found)) return [];
      const isReference = thingOf(name, "thing") !== undefined && !NOT_ECHOED.test(wordsOf(name));
      const computes = COMPUTES.test(wordsOf(`${operation.path} ${operation.id}`));
      const agreed =
        (made.length > 0 || computes) &&
        isObject(example) &&
        example[name] !== undefined &&
        saysTheSame(example[name], valueAt(documented, pointer)) &&
        (computes || !ADDS_UP.test(wordsOf(name))) &&
        isPlain(wanted);
      return isReference || agreed ? [finding(exchange, pointer, wanted, found)] : [];
    }),
  );
}

/** Ids that a service may replace: a new session for an old one, a trace of its own. */
const NOT_ECHOED = /\b(session|token|ticket|sid|request|trace|message|correlation|nonce|transaction)\b/;
/** Answers that say what something would be, and change nothing: there nothing adds up. */
const COMPUTES = /\b(price|calculate|calculation|quote|estimate|preview|convert|conversion)\b/;
const ADDS_UP = /\b(quantity|qty|count|total|amount|balance|number|version|price|size|points?|status|state)\b/;

/** Fields of that name at the top of the answer, or of the one object it carries. */
function placesOf(answer: unknown, name: string): readonly string[] {
  if (!isObject(answer)) return [];
  if (Object.hasOwn(answer, name)) return [`/${name}`];
  const inner = Object.entries(answer).filter(([, each]) => isObject(each) && Object.hasOwn(each, name));
  return inner.length === 1 ? [`/${inner[0]?.[0]}/${name}`] : [];
}

function finding(
  { sourceAt, schemaAt, call }: Exchange,
  pointer: string,
  wanted: unknown,
  found: unknown,
  what = "what was asked for",
): Finding {
  const hidden = schemaAt(pointer)?.["x-sensitive"] === true;
  const source = sourceAt(pointer);
  const is = found === undefined ? "missing" : hidden ? typeName(found) : shown(found);
  return {
    message: `\`${pointer}\` is ${is}, expected ${what}: ${hidden ? "another value" : shown(wanted)}.`,
    pointer,
    ...(source === undefined ? {} : { source }),
    ...(call.doubt === undefined ? {} : { doubt: call.doubt }),
  };
}
