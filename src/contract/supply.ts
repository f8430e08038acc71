// Where the values of request fields come from: what the config says first, then what the document's own operations make.
import type { Operation } from "../openapi/operation.ts";
import { pointerTo, type StateFact, type StateModel } from "../openapi/state.ts";
import type { RequestField } from "./request-field.ts";
import type { ValueSource, ValueSources } from "./settings.ts";
import type { Values } from "./value-pool.ts";

/** The sources of a run, those of the config and those inferred, and which of them feeds which field. */
export interface Supply {
  readonly sources: ValueSources;
  /** The name in `sources` (or in a second client's) that feeds a field of an operation; undefined where nothing does. */
  sourceFor(operation: Operation, field: RequestField, sources?: ValueSources): string | undefined;
  /** Values under the keys of the operation's own fields. */
  valuesFor(operation: Operation, values: Values): Values;
  /** Names that the call behind a source needs in turn. */
  needsOf(source: ValueSource): readonly string[];
  /** What an inferred source makes. */
  thingOf(name: string): string | undefined;
}

/**
 * @param config the target's own sources: they win over what is inferred
 * @param fieldsOf the request fields of an operation
 */
export function createSupply(
  config: ValueSources,
  operations: readonly Operation[],
  state: StateModel,
  fieldsOf: (operation: Operation) => readonly RequestField[],
): Supply {
  const made = new Map<string, { readonly name: string; readonly source: ValueSource }>();
  for (const { thing, operation: id, field } of state.facts.filter(({ does }) => does === "makes")) {
    const maker = operations.find((operation) => operation.id === id);
    if (maker === undefined || made.has(thing)) continue;
    const source: ValueSource = {
      kind: "request",
      request: maker.name,
      take: pointerTo(field.path),
      per: "case",
      inferred: true,
    };
    made.set(thing, { name: `made ${thing}.${field.path.at(-1) ?? thing}`, source });
  }
  const taken = (operation: Operation, field: RequestField): string | undefined => {
    const fact = state.of(operation.id).takes.find((each) => isField(each, field));
    const maker = fact === undefined ? undefined : made.get(fact.thing);
    if (maker === undefined || field.key.includes("[]")) return undefined;
    // What makes a thing of its own kind (a session out of another) cannot be fed by itself.
    const { source } = maker;
    return source.kind === "request" && source.request === operation.name ? undefined : maker.name;
  };
  const things = new Map([...made].map(([thing, { name }]) => [name, thing]));
  const sources = { ...Object.fromEntries([...made.values()].map(({ name, source }) => [name, source])), ...config };
  const sourceFor = (operation: Operation, field: RequestField, own: ValueSources = config): string | undefined =>
    Object.hasOwn(own, field.key) ? field.key : Object.hasOwn(own, field.name) ? field.name : taken(operation, field);
  return {
    sources,
    sourceFor,
    valuesFor(operation, values) {
      const result = new Map(values);
      for (const field of fieldsOf(operation)) {
        const name = sourceFor(operation, field);
        if (name !== undefined && things.has(name) && values.has(name)) result.set(field.key, values.get(name));
      }
      return result;
    },
    needsOf(source) {
      if (source.kind !== "request") return [];
      const operation = operations.find(({ name }) => name === source.request);
      if (operation === undefined) return [];
      return fieldsOf(operation).flatMap((field) => sourceFor(operation, field) ?? []);
    },
    thingOf: (name) => things.get(name),
  };
}

/** Whether a fact of the state speaks of a request field. */
export function isField({ field }: StateFact, { key }: Pick<RequestField, "key">): boolean {
  return field.text === key;
}
