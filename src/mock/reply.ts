// What an outcome looks like on the wire: the documented example, or a sample of the schema, as bytes; and what rules change of it.
import { withValueAt } from "../json/pointer.ts";
import type { Validate, Violation } from "../json/schema.ts";
import type { Document, Envelope, SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation, type OutcomeOption } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import type { Sampler } from "../openapi/sample.ts";
import { headerText } from "./message.ts";

/** An answer of the API, without what the mock says about it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ReplyChanges {
  readonly message?: string;
  /** JSON Pointer → value. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The body, documented or made up, as it shall be; the other changes are laid over that. */
  readonly adapt?: (body: unknown) => unknown;
}

/** A sampler, and what makes two samples of one outcome differ. */
export interface Sampling {
  readonly sampler: Sampler;
  readonly seed: string;
}

export interface Replies {
  /** Whether a reply needs a sampler: there is no documented example that fits, or a made-up one is wanted. */
  needsSampler(outcome: OutcomeOption, dynamic: boolean): boolean;
  /** The outcome as documented, or made up; bytes are made once where nothing in them varies. */
  reply(outcome: OutcomeOption, sampling?: Sampling, dynamic?: boolean): Reply;
  /** The same with changes, or the ways in which the changes break the document. */
  changed(
    outcome: OutcomeOption,
    changes: ReplyChanges,
    sampling?: Sampling,
    dynamic?: boolean,
  ): Reply | { readonly broken: readonly Violation[] };
}

/**
 * The replies of one operation.
 * @param compile a compiler of the document's schemas
 */
export function createReplies(
  document: Document,
  operation: Operation,
  compile: (schema: unknown) => Validate,
): Replies {
  const validators = new Map<OutcomeOption, Validate>();
  const fixed = new Map<OutcomeOption, Reply>();
  const fits = new Map<OutcomeOption, boolean>();

  const validate = (outcome: OutcomeOption, value: unknown): readonly Violation[] => {
    const { schema } = outcome.response;
    if (schema === undefined) return [];
    let validator = validators.get(outcome);
    if (validator === undefined) {
      validator = compile(schema);
      validators.set(outcome, validator);
    }
    return validator(value);
  };

  const exampleFits = (outcome: OutcomeOption): boolean => {
    let known = fits.get(outcome);
    if (known === undefined) {
      const { schema, mediaType } = outcome.response;
      const empty = mediaType === undefined || isBodiless(outcome.status);
      known =
        empty ||
        (outcome.example === undefined
          ? schema === undefined || isBytes(document, schema, mediaType)
          : !isData(mediaType) || validate(outcome, outcome.example.value).length === 0);
      fits.set(outcome, known);
    }
    return known;
  };

  const needsSampler = (outcome: OutcomeOption, dynamic: boolean): boolean =>
    !exampleFits(outcome) ||
    (dynamic && isMadeUp(outcome)) ||
    outcome.response.headers.some((header) => header.required && headerExample(document, header) === undefined);

  const bodyOf = (outcome: OutcomeOption, sampling: Sampling | undefined, dynamic: boolean): unknown => {
    const wanted = !exampleFits(outcome) || (dynamic && isMadeUp(outcome));
    const sampled = wanted && sampling !== undefined ? sample(outcome, sampling) : undefined;
    return sampled ?? outcome.example?.value;
  };

  /** A sample whose envelope says what the outcome says; undefined where none fits the schema. */
  const sample = (outcome: OutcomeOption, { sampler, seed }: Sampling): unknown => {
    const { schema, envelope } = outcome.response;
    if (schema === undefined) return undefined;
    const branch = outcome.role === "success" ? "then" : "else";
    const value = sampler.sample(document, schema, { seed, optional: "all", branch });
    const told = envelope === undefined ? value : withEnvelope(outcome, envelope, value);
    return told !== undefined && validate(outcome, told).length === 0 ? told : undefined;
  };

  const build = (outcome: OutcomeOption, value: unknown, sampling: Sampling | undefined): Reply => {
    const { mediaType, headers } = outcome.response;
    const documented = headers.flatMap((header): readonly (readonly [string, string])[] => {
      const example =
        headerExample(document, header) ??
        (header.required && sampling !== undefined
          ? sampling.sampler.sample(document, header.schema, {
              seed: sampling.seed,
              optional: "none",
              name: header.name,
            })
          : undefined);
      return example === undefined || !isSendable(header.name)
        ? []
        : [[header.name.toLowerCase(), headerText(String(example))]];
    });
    const bodiless = mediaType === undefined || isBodiless(outcome.status);
    return {
      status: outcome.status,
      headers: Object.fromEntries([
        ...documented,
        ...(bodiless ? [] : [["content-type", headerText(concreteType(mediaType))] as const]),
      ]),
      body: bodiless ? Buffer.alloc(0) : bytesOf(value, mediaType, operation),
    };
  };

  return {
    needsSampler,
    reply(outcome, sampling, dynamic = false) {
      const varies = dynamic && isMadeUp(outcome);
      const known = varies ? undefined : fixed.get(outcome);
      if (known !== undefined) return known;
      const reply = build(outcome, bodyOf(outcome, sampling, dynamic), sampling);
      if (!varies) fixed.set(outcome, reply);
      return reply;
    },
    changed(outcome, { message, set = {}, adapt = (body) => body }, sampling, dynamic = false) {
      const { envelope, mediaType } = outcome.response;
      const pointers = Object.entries(set);
      if (message !== undefined && envelope?.message !== undefined) pointers.unshift([envelope.message, message]);
      const value = pointers.reduce<unknown>(
        (changed, [pointer, inner]) => withValueAt(changed, pointer, inner),
        adapt(bodyOf(outcome, sampling, dynamic)),
      );
      const broken = isData(mediaType) ? validate(outcome, value) : [];
      return broken.length > 0 ? { broken } : build(outcome, value, sampling);
    },
  };
}

/** Failures say what their example says; only what a success brings is made up. */
function isMadeUp(outcome: OutcomeOption): boolean {
  return (
    outcome.response.schema !== undefined && (outcome.role === "success" || outcome.response.envelope === undefined)
  );
}

/** Statuses that carry no content (RFC 9110, sections 15.3.5 and 15.4.5). */
function isBodiless(status: number): boolean {
  return status < 200 || status === 204 || status === 205 || status === 304;
}

function withEnvelope(outcome: OutcomeOption, envelope: Envelope, value: unknown): unknown {
  const isSuccess = outcome.role === "success";
  const code = /^-?\d+$/.test(outcome.name) && !isTextCode(outcome, envelope) ? Number(outcome.name) : outcome.name;
  const coded = withValueAt(value, envelope.code, code);
  const flagged = envelope.success === undefined ? coded : withValueAt(coded, envelope.success, isSuccess);
  return envelope.message === undefined
    ? flagged
    : withValueAt(flagged, envelope.message, outcome.description ?? outcome.name);
}

/** Whether the field of a numeric code holds text. */
function isTextCode(outcome: OutcomeOption, envelope: Envelope): boolean {
  const properties = outcome.response.schema?.properties;
  const schema = properties?.[envelope.code.slice(1)];
  return schema?.type === "string" || schema?.enum?.includes(outcome.name) === true;
}

/** A body that is bytes rather than data: anything will do. */
function isBytes(document: Document, schema: SchemaObject, mediaType: string): boolean {
  if (isData(mediaType)) return false;
  const { type, format, contentEncoding } = dereference(document, schema);
  return type === undefined || format === "binary" || contentEncoding !== undefined;
}

/** Whether a documented header can be sent as an example: a token (RFC 9110, section 5.6.2) that does not describe the body. */
function isSendable(name: string): boolean {
  return (
    /^[!#$%&'*+.^`|~\w-]+$/.test(name) && !/^(content-(type|length|encoding)|transfer-encoding|connection)$/i.test(name)
  );
}

function headerExample(document: Document, header: OutcomeOption["response"]["headers"][number]): unknown {
  if (header.example !== undefined) return header.example;
  const { default: preset, const: constant, enum: values } = dereference(document, header.schema);
  return preset ?? constant ?? values?.[0];
}

/** Whether it is answered as JSON. */
function isData(mediaType: string | undefined): boolean {
  return mediaType !== undefined && isJson(concreteType(mediaType));
}

function concreteType(mediaType: string): string {
  if (mediaType === "*/*" || mediaType === "application/*") return "application/json";
  return mediaType
    .replace(/^text\/\*$/, "text/plain")
    .replace(/^image\/\*$/, "image/png")
    .replace(/\/\*$/, "/octet-stream");
}

function bytesOf(value: unknown, mediaType: string, operation: Operation): Buffer {
  if (isData(mediaType)) return Buffer.from(JSON.stringify(value ?? {}));
  if (value === undefined) return Buffer.from(`${operation.name}\n`);
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}
