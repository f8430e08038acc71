// A valid request of an operation: the config's values first, then the document's examples, then samples.
import { joinPointer, valueAt, withValueAt } from "../json/pointer.ts";
import type { Document, SchemaObject } from "../openapi/document.ts";
import type { Operation } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import type { Sampler } from "../openapi/sample.ts";
import { type SchemaField, schemaFields } from "../openapi/schema-field.ts";
import { authScheme } from "./auth-scheme.ts";
import type { Basis } from "./case.ts";
import type { Draft, DraftBody } from "./draft.ts";
import { inOrder } from "./range-pair.ts";
import { bodyMedia, isFile, type RequestField, requestFields, typesOf } from "./request-field.ts";

/** Makes valid requests of one document. */
export interface RequestMaker {
  /** The operation's request fields. */
  fields(operation: Operation): readonly RequestField[];
  /**
   * @param values field key or bare name → the config's value
   * @param seed decides what is sampled
   */
  valid(operation: Operation, basis: Basis, values: ReadonlyMap<string, unknown>, seed: string): Draft;
  /** Whether the documented example request keeps the tables' own promise; undefined where there is none. */
  exampleFits(operation: Operation): boolean | undefined;
  /** Whether a body is one the operation's schema allows; what is no data is not judged. */
  fits(operation: Operation, body: DraftBody): boolean;
  /** Whether a value is one that the field's schema allows. */
  allows(field: RequestField, value: unknown): boolean;
  /** The fields of the operation's successful answer. */
  answered(operation: Operation): readonly SchemaField[];
  /** A schema with its reference followed. */
  resolve(schema: SchemaObject): SchemaObject;
  /** A value that fits a field: its example, else a sample. */
  fitting(field: RequestField, seed: string): unknown;
  /** A sample that fits a field, whatever its example. */
  sampled(field: RequestField, seed: string): unknown;
}

export function createRequestMaker(document: Document, sampler: Sampler): RequestMaker {
  const fieldsOf = new Map<string, readonly RequestField[]>();
  const fields = (operation: Operation): readonly RequestField[] => {
    const known = fieldsOf.get(operation.id) ?? requestFields(document, operation);
    fieldsOf.set(operation.id, known);
    return known;
  };
  const sample = (schema: SchemaObject, seed: string, optional: "all" | "none" | "random", name?: string): unknown =>
    sampler.sample(document, schema, { seed, optional, ...(name === undefined ? {} : { name }) });
  const fits = (schema: SchemaObject, value: unknown): boolean => sampler.fits(document, schema, value);

  const composed = (schema: SchemaObject, all: boolean, seed: string, name: string | undefined, depth = 0): unknown => {
    const resolved = dereference(document, schema);
    const example = exampleOf(resolved);
    if (example !== undefined && fits(schema, example)) return example;
    const types = typesOf(resolved);
    if (types.includes("object") && resolved.properties !== undefined && depth < 6) {
      const names = Object.keys(resolved.properties).filter((key) => all || resolved.required?.includes(key));
      const entries = names.map((key) => [
        key,
        composed(resolved.properties?.[key] ?? {}, all, `${seed}/${key}`, key, depth + 1),
      ]);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    if (types.includes("array") && resolved.items !== undefined && depth < 6) {
      return [composed(resolved.items, all, `${seed}/0`, name, depth + 1)];
    }
    return sample(resolved, seed, all ? "all" : "none", name);
  };

  const makeBody = (operation: Operation, basis: Basis, seed: string): unknown => {
    const media = bodyMedia(operation)?.object;
    const schema = media?.schema ?? {};
    if (basis.kind === "random") {
      const random = sample(schema, `${seed} ${basis.seed}`, "random");
      // What the sampler cannot satisfy at random it may still be able to field by field.
      return random === undefined ? makeBody(operation, { kind: "mandatory" }, seed) : random;
    }
    const documented = media === undefined ? undefined : mediaExample(media);
    if (basis.kind === "documented" && documented !== undefined && fits(schema, documented)) return documented;
    const value = composed(schema, basis.kind === "all", seed, undefined);
    // Fields alone may break a condition between them; the sampler knows the whole schema.
    return fits(schema, value) ? value : (sample(schema, seed, basis.kind === "all" ? "all" : "none") ?? value);
  };

  const bodies = new Map<string, unknown>();
  const body = (operation: Operation, basis: Basis, seed: string): unknown => {
    const key = `${operation.id} ${basis.kind} ${basis.kind === "random" ? basis.seed : ""} ${seed}`;
    if (!bodies.has(key)) bodies.set(key, makeBody(operation, basis, seed));
    return bodies.get(key);
  };

  const parameters = (operation: Operation, basis: Basis, seed: string): Draft["values"] => {
    const values: Record<keyof Draft["values"], Record<string, unknown>> = {
      path: {},
      query: {},
      header: {},
      cookie: {},
    };
    for (const parameter of operation.parameters) {
      const wanted =
        parameter.required ||
        basis.kind === "all" ||
        (basis.kind === "documented" && parameter.example !== undefined) ||
        (basis.kind === "random" &&
          sample({ type: "boolean" }, `${seed} ${basis.seed} ${parameter.name} sent`, "all") === true);
      if (!wanted) continue;
      const schema = dereference(document, parameter.schema);
      const value =
        parameter.example !== undefined && basis.kind !== "random"
          ? parameter.example
          : sample(
              schema,
              `${seed} ${basis.kind === "random" ? basis.seed : ""} ${parameter.name}`,
              "all",
              parameter.name,
            );
      if (value !== undefined) values[parameter.in][parameter.name] = value;
    }
    return values;
  };

  return {
    fields,
    answered({ outcomes }) {
      const schema = outcomes.find(({ role }) => role === "success")?.response.schema;
      return schema === undefined ? [] : schemaFields(document, schema);
    },
    resolve: (schema) => dereference(document, schema),
    valid(operation, basis, values, seed) {
      const media = bodyMedia(operation);
      let draftBody = media === undefined ? undefined : body(operation, basis, seed);
      const groups = parameters(operation, basis, seed);
      const draft = { ...groups } as Record<string, Record<string, unknown>>;
      for (const field of fields(operation)) {
        const key = values.has(field.key) ? field.key : values.has(field.name) ? field.name : undefined;
        if (key === undefined) continue;
        const value = values.get(key);
        if (field.in === "body") {
          for (const pointer of places(draftBody, field)) draftBody = withValueAt(draftBody, pointer, value);
        } else if (field.required || groups[field.in][field.name] !== undefined) {
          draft[field.in] = { ...draft[field.in], [field.name]: value };
        }
      }
      const made: Draft = {
        method: operation.method,
        path: operation.path,
        values: draft as unknown as Draft["values"],
        schemes: Object.fromEntries(
          operation.parameters.flatMap((parameter) => {
            const scheme = authScheme(parameter);
            return scheme === undefined ? [] : [[parameter.name, scheme]];
          }),
        ),
        body:
          media === undefined
            ? { kind: "none" }
            : {
                kind: "data",
                mediaType: media.type,
                value: draftBody,
                files: fields(operation)
                  .filter(isFile)
                  .map(({ name }) => name),
              },
      };
      return basis.kind === "documented"
        ? made
        : inOrder(made, fields(operation), ({ key, name }) => values.has(key) || values.has(name));
    },
    exampleFits(operation) {
      const media = bodyMedia(operation)?.object;
      const documented = media === undefined ? undefined : mediaExample(media);
      return documented === undefined ? undefined : fits(media?.schema ?? {}, documented);
    },
    fits(operation, draftBody) {
      const schema = bodyMedia(operation)?.object.schema;
      return schema === undefined || draftBody.kind !== "data" || fits(schema, draftBody.value);
    },
    allows: (field, value) => fits(field.schema, value),
    sampled: (field, seed) => sample(field.schema, seed, "all", field.name),
    fitting: (field, seed) => field.example ?? composed(field.schema, true, seed, field.name),
  };
}

/** Where a field stands in a body as it is: in every element of the lists on its way; where it is mandatory, also where it is missing. */
function places(body: unknown, field: RequestField): readonly string[] {
  const steps = field.key.replace(/^body/, "").match(/\[\]|\.[^.[\]]+/g) ?? [];
  let pointers: readonly string[] = [""];
  for (const [index, step] of steps.entries()) {
    pointers = pointers.flatMap((pointer) => {
      const value = pointer === "" ? body : valueAt(body, pointer);
      if (step === "[]") return Array.isArray(value) ? value.map((_, at) => joinPointer(pointer, at)) : [];
      if (typeof value !== "object" || value === null) return [];
      const inner = joinPointer(pointer, step.slice(1));
      const last = index === steps.length - 1;
      return valueAt(body, inner) !== undefined || (last && field.requiredInParent) ? [inner] : [];
    });
  }
  return pointers;
}

function exampleOf(schema: SchemaObject): unknown {
  return (schema.examples as readonly unknown[] | undefined)?.[0] ?? schema.example ?? schema.default;
}

function mediaExample(media: {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}): unknown {
  return media.example ?? Object.values(media.examples ?? {})[0]?.value;
}
