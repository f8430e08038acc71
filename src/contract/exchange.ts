// One request and its answer, read once: what the document says of such an answer, and what the answer says of itself.
import { type JsonReading, readJsonBytes } from "../json/bytes.ts";
import { joinPointer, splitPointer, valueAt } from "../json/pointer.ts";
import type { Validate } from "../json/schema.ts";
import type { Document, SchemaObject } from "../openapi/document.ts";
import {
  type DescribedResponse,
  describedResponse,
  isJson,
  type Operation,
  type OutcomeOption,
} from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import { roleOf } from "../openapi/role.ts";
import { encodedForms } from "../openapi/sensitive.ts";
import type { Call } from "./case.ts";
import type { Draft } from "./draft.ts";
import type { Answer, SentRequest } from "./http.ts";
import type { Policy } from "./settings.ts";

/** A value that must not come back: the name of its field, and what it is. */
export interface Secret {
  readonly name: string;
  readonly value: string;
  /** The value as it is, and encoded: a header often carries Base64. */
  readonly forms: readonly string[];
}

export function secretOf(name: string, value: string): Secret {
  return { name, value, forms: encodedForms(value) };
}

export interface Exchange {
  readonly operation: Operation;
  readonly call: Call;
  readonly sent: SentRequest;
  readonly answer: Answer;
  /** Absent where the answer has no content-type. */
  readonly contentType?: string;
  /** The body as text, for searching. */
  readonly text: string;
  /** What the document says of this answer; absent where it says nothing: an undocumented status. */
  readonly described?: DescribedResponse;
  /** Present where the answer is to be JSON. */
  readonly json?: JsonReading;
  /** The code or status by which the answer says how the call ended; undefined where it does not say. */
  readonly code?: unknown;
  readonly outcome?: OutcomeOption;
  /** The framework answered, not the service, and may. */
  readonly transportPage: boolean;
  /** Statuses the policy allows for this answer; empty where the document names none. */
  readonly allowedStatuses: readonly number[];
  /** The compiled schema of the described response. */
  readonly validate?: Validate;
  readonly secrets: readonly Secret[];
  /** The request before it was bytes. */
  readonly draft: Draft;
  /** Values of earlier calls of the case, by the names under which they were taken or remembered. */
  readonly memory: ReadonlyMap<string, unknown>;
  /** JSON Pointers at which the answer carries what identifies a thing that the operation has made; none where it makes nothing. */
  readonly made: readonly string[];
  /** The place in the tables of the field at a pointer into the answer; of the nearest one it stands in. */
  readonly sourceAt: (pointer: string) => string | undefined;
  /** The schema of the field at a pointer into the answer, references followed. */
  readonly schemaAt: (pointer: string) => SchemaObject | undefined;
}

/** Reads answers of one document. */
export interface ExchangeReader {
  read(call: Call, sent: SentRequest, answer: Answer, secrets: readonly Secret[], past: Past): Exchange;
}

/** What came before an answer. */
export interface Past {
  readonly draft: Draft;
  readonly memory: ReadonlyMap<string, unknown>;
  readonly made: readonly string[];
}

export function createExchangeReader(
  document: Document,
  policy: Policy,
  compile: (schema: unknown) => Validate,
): ExchangeReader {
  const compiled = new Map<SchemaObject, Validate>();
  const validatorOf = (schema: SchemaObject): Validate => {
    const known = compiled.get(schema) ?? compile(schema);
    compiled.set(schema, known);
    return known;
  };
  return {
    read(call, sent, answer, secrets, past) {
      const { operation } = call;
      const contentType = [answer.headers["content-type"] ?? []].flat()[0];
      const candidate =
        describedResponse(operation, answer.status, contentType) ??
        (operation.hasResultCodes
          ? operation.responses.find((response) => response.envelope !== undefined)
          : undefined);
      const json =
        sent.method !== "HEAD" && (isJson(candidate?.mediaType) || (candidate === undefined && isJson(contentType)))
          ? readJsonBytes(answer.body)
          : undefined;
      const readable = json === undefined ? !isStrangePage(candidate?.mediaType, contentType) : "value" in json;
      const told = readable || candidate?.envelope !== undefined;
      const { code, outcome } = told ? outcomeOf(operation, candidate, answer.status, json?.value) : {};
      // Where statuses tell the outcome there is no envelope that a framework's own answer could be held to.
      const mayBeFramework =
        call.expect.transport && (policy.transportErrors === "framework" || !operation.hasResultCodes);
      const clientError = answer.status >= 400 && answer.status < 500;
      const transportPage = mayBeFramework && clientError && (outcome === undefined || !operation.hasResultCodes);
      const allowedStatuses = statusesOf(
        operation,
        answer.status,
        outcome,
        policy,
        mayBeFramework || saysNothingOfRefusals(call),
      );
      // Under a status nobody promised, a body that names no result is not held to the envelope as well: the status says it all.
      const unspoken = !allowedStatuses.includes(answer.status) && code === undefined;
      const described = transportPage || unspoken ? undefined : candidate;
      return {
        operation,
        call,
        sent,
        answer,
        ...(contentType === undefined ? {} : { contentType }),
        text: answer.body.toString("utf8"),
        ...(described === undefined ? {} : { described }),
        ...(json === undefined || described === undefined ? {} : { json }),
        ...(code === undefined ? {} : { code }),
        ...(outcome === undefined ? {} : { outcome }),
        transportPage,
        allowedStatuses,
        ...(described?.schema === undefined ? {} : { validate: validatorOf(described.schema) }),
        secrets,
        ...past,
        sourceAt: (pointer) => sourceAt(document, described?.schema, pointer) ?? operation.source,
        schemaAt: (pointer) => schemasOnWay(document, described?.schema, pointer)?.at(-1),
      };
    },
  };
}

/** Whether a page for people came where something else is promised: whoever sent it, its status is not the service's word. */
function isStrangePage(promised: string | undefined, contentType: string | undefined): boolean {
  const isPage = (type: string): boolean => /html/i.test(type);
  return isPage(contentType ?? "") && promised !== undefined && !isPage(promised);
}

function outcomeOf(
  operation: Operation,
  described: DescribedResponse | undefined,
  status: number,
  body: unknown,
): { readonly code?: unknown; readonly outcome?: OutcomeOption } {
  const envelope = described?.envelope;
  if (envelope !== undefined) {
    const code = valueAt(body, envelope.code);
    const named = operation.outcomes.filter((option) => Object.is(codeOf(option, envelope.code), code));
    const outcome = named.find((option) => option.status === status) ?? named[0];
    return { ...(code === undefined ? {} : { code }), ...(outcome === undefined ? {} : { outcome }) };
  }
  if (described === undefined) return {};
  const option = operation.outcomes.find(({ response }) => response.status === described.status);
  if (option === undefined) return {};
  // `default` stands for every status that nothing else describes: which one it was tells what it meant.
  const outcome = described.status === "default" ? { ...option, role: roleOf(String(status), "", status) } : option;
  return { code: status, outcome };
}

/** A document that lists nothing but successes leaves open with which client error a bad request is refused. */
function saysNothingOfRefusals({ operation, expect }: Call): boolean {
  return !operation.hasResultCodes && !expect.success && operation.outcomes.every(({ role }) => role === "success");
}

/** The value that stands in an answer for an outcome: `1001`, where the tables write numbers. */
export function codeOf(option: OutcomeOption, pointer: string): unknown {
  return valueAt(option.example?.value, pointer) ?? option.name;
}

function statusesOf(
  operation: Operation,
  status: number,
  outcome: OutcomeOption | undefined,
  policy: Policy,
  transport: boolean,
): readonly number[] {
  const clientErrors = transport ? Array.from({ length: 100 }, (_, index) => 400 + index) : [];
  if (!operation.hasResultCodes) {
    const documented = operation.outcomes.map(({ status }) => status);
    const described = describedResponse(operation, status, undefined) === undefined ? [] : [status];
    return [...documented, ...described, ...clientErrors];
  }
  if (outcome === undefined && policy.status !== "always-200") {
    // Which status goes with a code of no table, or with none, nobody can tell.
    const all = operation.outcomes.flatMap(({ status, name }) => [status, policy.codeStatus[name] ?? status]);
    return [...new Set([200, ...all]), ...clientErrors];
  }
  const own = outcome?.status ?? 200;
  const mapped = outcome === undefined ? undefined : policy.codeStatus[outcome.name];
  if (policy.status === "always-200") return [own, ...clientErrors];
  if (policy.status === "mapped") return [mapped ?? own, ...clientErrors];
  return [own, ...(mapped === undefined ? [] : [mapped]), 200, ...clientErrors];
}

/** The schemas from the answer's own to that of the field at a pointer; undefined where no field is described there. */
function schemasOnWay(
  document: Document,
  schema: SchemaObject | undefined,
  pointer: string,
): readonly SchemaObject[] | undefined {
  if (schema === undefined) return undefined;
  const way = [dereference(document, schema)];
  for (const token of splitPointer(pointer)) {
    const next = stepInto(document, way.at(-1), token);
    if (next === undefined) return undefined;
    way.push(next);
  }
  return way;
}

function stepInto(document: Document, schema: SchemaObject | undefined, token: string): SchemaObject | undefined {
  if (schema === undefined) return undefined;
  const property =
    schema.properties !== undefined && Object.hasOwn(schema.properties, token) ? schema.properties[token] : undefined;
  const direct = property ?? (/^\d+$/.test(token) ? schema.items : undefined);
  if (direct !== undefined) return dereference(document, direct);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => (schema[keyword] ?? []) as readonly SchemaObject[]);
  const sides = ["then", "else"].flatMap((keyword) =>
    schema[keyword] === undefined ? [] : [schema[keyword] as SchemaObject],
  );
  for (const part of [...parts, ...sides]) {
    const found = stepInto(document, dereference(document, part), token);
    if (found !== undefined) return found;
  }
  if (typeof schema.additionalProperties === "object" && schema.additionalProperties !== null)
    return dereference(document, schema.additionalProperties as SchemaObject);
  return undefined;
}

function sourceAt(document: Document, schema: SchemaObject | undefined, pointer: string): string | undefined {
  const tokens = splitPointer(pointer);
  for (let length = tokens.length; length >= 0; length -= 1) {
    const source = schemasOnWay(document, schema, joinPointer("", ...tokens.slice(0, length)))?.at(-1)?.["x-source"];
    if (source !== undefined) return source;
  }
  return undefined;
}
