// A recorded exchange as a scenario file: a rule that answers such a request so, and a step that asks it again.
import { isDeepStrictEqual } from "node:util";
import { isObject } from "../json/object.ts";
import { splitPointer, valueAt } from "../json/pointer.ts";
import { writeYaml } from "../json/yaml.ts";
import type { Document } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import { readField } from "../scenario/field.ts";
import { unknownRequestField } from "../scenario/known-field.ts";
import type { MockAnswer } from "./message.ts";
import { readQuery } from "./parameter.ts";
import type { FieldViolation } from "./request-check.ts";
import type { JournalEntry } from "./world.ts";

type Values = Readonly<Record<string, unknown>>;
/** Whether a field of this name is a credential. */
type Sensitive = (name: string) => boolean;

/**
 * Why a step could not send what was wrong with a recorded request; undefined where it can: what was missing is left out, and
 * what else was wrong is sent again, so far as it is kept.
 */
export function untold(
  { isCut }: JournalEntry,
  violations: readonly FieldViolation[],
  isSensitive: Sensitive,
): string | undefined {
  if (isCut && violations.length > 0) return "only the beginning of its body was kept";
  const lost = violations.find(({ field, message }) => {
    const isField = field.includes(".") && !field.startsWith("cookie.");
    return !isField || (message !== "is missing" && field.split(".").some(isSensitive));
  });
  return lost && `\`${lost.field}\` ${lost.message}, which no step can say without what is not kept`;
}

/**
 * What the document does not know, and what is a credential, is left out: a step fills it with valid values, but for what was missing.
 * @param name of the scenario
 * @param violations what was wrong with the request
 * @param path the path's parameters
 * @param isSensitive whether a field of this name is a credential
 */
export function recordedScenario(
  document: Document,
  operation: Operation,
  { id, request, answer }: JournalEntry,
  path: Readonly<Record<string, string>>,
  violations: readonly FieldViolation[],
  isSensitive: Sensitive,
  name = `recorded-${id}`,
): string {
  const result = answer.note?.outcome ?? "";
  const isKnown = (text: string): boolean => {
    const field = readField(text);
    return field !== undefined && unknownRequestField(document, operation, field) === undefined;
  };
  const kept = (value: unknown, place: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => kept(item, `${place}.${index}`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !isSensitive(key) && isKnown(`${place}.${key}`))
        .map(([key, inner]) => [key, kept(inner, `${place}.${key}`)]),
    );
  };
  const named = (place: "header" | "query" | "path", values: Values): Values =>
    Object.fromEntries(
      operation.parameters
        .filter(({ in: other, name, sensitive }) => other === place && !sensitive && !isSensitive(name))
        .map(({ name }): [string, unknown] => [name, values[place === "header" ? name.toLowerCase() : name]])
        .filter(([, value]) => value !== undefined),
    );
  const body = kept(dataOf(request.body), "body");
  const given = {
    header: named("header", request.headers),
    query: named("query", Object.fromEntries([...readQuery(request.url)].map(([name, [value]]) => [name, value]))),
    path: named("path", path),
    body: typeof body === "object" && body !== null ? (body as Values) : {},
  };
  const sent = Object.fromEntries(Object.entries(given).filter(([, values]) => Object.keys(values).length > 0));
  // What is missing inside a list is missing in the list that is sent.
  const without = violations
    .filter(({ field, message }) => message === "is missing" && !/\.\d+(\.|$)/.test(field))
    .map(({ field }) => field);
  const when = {
    ...prefixed("header", given.header),
    ...prefixed("path", given.path),
    ...prefixed("query", given.query),
    ...scalars(given.body, "body"),
    ...Object.fromEntries(without.map((field) => [field, { absent: true }])),
    request: violations.length === 0 ? "valid" : "invalid",
  };
  return writeYaml({
    name,
    description: `${operation.name} answered ${result}, as it was recorded.`,
    rules: [{ on: operation.name, when, result, ...told(operation, answer, isSensitive) }],
    steps: [
      {
        call: operation.name,
        ...(Object.keys(sent).length > 0 ? { with: sent } : {}),
        ...(without.length > 0 ? { without } : {}),
        expect: result,
      },
    ],
  });
}

/** What an answer said beyond its outcome: a message, values, headers and a status of its own. */
function told(operation: Operation, { status, headers, body, note }: MockAnswer, isSensitive: Sensitive): Values {
  const outcome = operation.outcomes.find(({ name }) => name === note?.outcome);
  const { envelope, headers: documented = {} } = outcome?.response ?? {};
  const said = dataOf(body);
  const message = envelope?.message === undefined ? undefined : valueAt(said, envelope.message);
  const shown = envelope?.message === undefined ? undefined : valueAt(outcome?.example?.value, envelope.message);
  const aside = new Set(Object.values(envelope ?? {}).map((pointer) => splitPointer(pointer).join(".")));
  const set = Object.fromEntries(
    Object.entries(differing(outcome?.example?.value, said, "", isSensitive)).filter(([path]) => !aside.has(path)),
  );
  const names = Object.keys(documented).map((name) => name.toLowerCase());
  const own = Object.entries(headers).filter(
    ([name, value]) => !OURS.test(name) && !names.includes(name) && !isSensitive(name) && !isTemplate(value),
  );
  return {
    ...(typeof message === "string" && message !== shown && !isTemplate(message) ? { message } : {}),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(outcome !== undefined && String(status) !== outcome.response.status ? { status } : {}),
    ...(own.length > 0 ? { headers: Object.fromEntries(own) } : {}),
  };
}

/** Fields that any answer of the mock has. */
const OURS =
  /^(content-(type|length)|x-fieldproof.*|preference-applied|allow|vary|connection|date|set-cookie|access-control-.*)$/i;

/** By its path what an answer holds otherwise than the example does; what it lacks is not told. */
function differing(example: unknown, said: unknown, place: string, isSensitive: Sensitive): Values {
  if (!isObject(said)) return {};
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
      const known = isObject(example) && Object.hasOwn(example, name) ? example[name] : undefined;
      if (name.includes(".") || isSensitive(name) || isDeepStrictEqual(known, value)) return [];
      const path = place === "" ? name : `${place}.${name}`;
      if (isObject(value) && isObject(known)) return Object.entries(differing(known, value, path, isSensitive));
      return isTemplate(JSON.stringify(value)) || holdsSensitive(value, isSensitive) ? [] : [[path, value]];
    }),
  );
}

function holdsSensitive(value: unknown, isSensitive: Sensitive): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) => (!Array.isArray(value) && isSensitive(name)) || holdsSensitive(inner, isSensitive),
  );
}

/** What a scenario would fill in. */
function isTemplate(text: string): boolean {
  return text.includes("{{");
}

/** What was sent as JSON; nothing where it was none, or was cut. */
function dataOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function prefixed(place: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${place}.${name}`, value]));
}

/** The single values of a body by their names, lists left out. */
function scalars(value: Values, name: string): Values {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const path = `${name}.${key}`;
      if (key.includes(".") || Array.isArray(inner) || inner === null) return [];
      return typeof inner === "object" ? Object.entries(scalars(inner as Values, path)) : [[path, inner]];
    }),
  );
}
