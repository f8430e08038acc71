// What operations make, take, need, end, change and show, inferred from field names, types, paths and result codes: the state behind a document.
import { joinPointer } from "../json/pointer.ts";
import type { Document, SchemaObject } from "./document.ts";
import { onceVerb } from "./done.ts";
import { type ListOrder, listOrder, listOrderOf } from "./list-order.ts";
import { isJson, type Operation, type OutcomeOption, type ParameterIn } from "./operation.ts";
import { type SchemaField, schemaFields, valuesAt } from "./schema-field.ts";
import { nounsOf, SESSION, thingOf, wordsOf } from "./thing.ts";

/**
 * `takes`: a request refers to things; `lists` and `shows`: a success tells of several, or of one; `spends`: what was done once to a
 * thing, which lives on, cannot be done to it again; `needs`: there must be one for it to succeed, which the request does not name.
 */
export type Relation = "makes" | "takes" | "needs" | "ends" | "spends" | "changes" | "lists" | "shows";

/** A field that holds what identifies a thing: of the request by its place, or of a successful `answer`. */
export interface StateField {
  readonly in: ParameterIn | "body" | "answer";
  /** A parameter's name; in a body names from the root, `*` for each element of a list. */
  readonly path: readonly string[];
  /** As users know it: `header.sessionId`, `body.items[].itemId`, `answer.sessionId`. */
  readonly text: string;
  readonly required: boolean;
  readonly schema: SchemaObject;
}

export interface StateFact {
  /** `Operation.id`. */
  readonly operation: string;
  readonly does: Relation;
  /** In the singular: `session`, `comment`. */
  readonly thing: string;
  readonly field: StateField;
  /** Of an answer: names of what stands beside the field, where a made thing's own values are shown. */
  readonly beside: readonly string[];
  /** Of those names the ones that may be null. */
  readonly nullable: readonly string[];
  /** Of those names the ones with an enumeration: name → values. */
  readonly choices: Readonly<Record<string, readonly unknown[]>>;
  /** Of a list, the order that its words promise. */
  readonly order?: ListOrder;
  /** What led to it, in a few words. */
  readonly reason: string;
}

export interface OperationState {
  readonly makes: readonly StateFact[];
  readonly takes: readonly StateFact[];
  readonly needs: readonly StateFact[];
  readonly ends: readonly StateFact[];
  readonly spends: readonly StateFact[];
  readonly changes: readonly StateFact[];
  readonly lists: readonly StateFact[];
  readonly shows: readonly StateFact[];
}

/** What is said in place of the inference: operation (id, or method and path) → relation → things, none of them for `[]`. */
export type StateOverrides = Readonly<Record<string, Readonly<Partial<Record<Relation, readonly string[]>>>>>;

export interface StateModel {
  /** In the document's order. */
  readonly facts: readonly StateFact[];
  of(operation: string): OperationState;
  /** Whether some operation makes such things: then there are no others than those made, and those the examples name. */
  isMade(thing: string): boolean;
  /** What identifies things in the document's own examples, as text. */
  documented(thing: string): ReadonlySet<string>;
}

const RELATIONS: readonly Relation[] = ["makes", "takes", "needs", "ends", "spends", "changes", "lists", "shows"];

const LOGIN = /\b(log|sign) ?(in|on)\b|\bauth(enticate|orize)?\b|\b(create|new|open|start|refresh|renew)\b/;
const READS =
  /\b(query|get|list|find|search|info|detail|details|show|view|fetch|read|load|check|calculate|count|status|download|export)\b/;
const MAKES =
  /\b(create|add|new|register|insert|upload|publish|submit|save|import|generate|lend|borrow|reserve|sign ?up)\b/;
/** At the end of a path: elsewhere these are nouns, or say how something is. */
const MAKES_LAST = /\b(place|book|check ?out|buy|purchase|issue|order|apply|send|start|open)$/;
const CHANGES = /\b(update|edit|modify|change|set|patch|rename|replace)\b/;
const ENDS = /\b(delete|remove|destroy|discard|erase|purge)\b/;
const ENDS_SESSION =
  /\b(log|sign) ?(out|off)\b|\b(deactivat|revok|invalidat|terminat|end|clos|kill|destroy|expir|delet|remov)\w*\b.*\b(session|token)s?\b/;

/**
 * @param operations the document's
 * @param overrides what is known better: it replaces what is inferred for that operation and relation
 * @throws Error when a reference of the document leads nowhere
 */
export function inferState(
  document: Document,
  operations: readonly Operation[],
  overrides: StateOverrides = {},
): StateModel {
  const sketches = operations.map((operation) => sketchOf(document, operation));
  const made = sketches.flatMap((sketch) =>
    factsOf(sketch, "makes", overrides, NOTHING_KNOWN).map((fact): Made => ({ ...fact, sketch })),
  );
  const makers = new Set(made.map(({ thing }) => thing));
  const met = new Set([...makers, ...sketches.flatMap(({ takes }) => takes.map(({ thing }) => thing))]);
  const known: Known = {
    made,
    has: (thing) => met.has(thing),
    isMade: (thing) => makers.has(thing),
    isMadeAt: (thing, place) => made.some((each) => each.thing === thing && placeOf(each.sketch) === place),
  };
  const facts = sketches.flatMap((sketch) =>
    RELATIONS.flatMap((relation) => factsOf(sketch, relation, overrides, known)),
  );
  const byOperation = new Map(
    operations.map(({ id }) => {
      const own = facts.filter((fact) => fact.operation === id);
      const of = (relation: Relation) => own.filter(({ does }) => does === relation);
      return [
        id,
        Object.fromEntries(RELATIONS.map((relation) => [relation, of(relation)])) as unknown as OperationState,
      ];
    }),
  );
  const none = Object.fromEntries(RELATIONS.map((relation) => [relation, []])) as unknown as OperationState;
  const named = documentedIds(operations, facts);
  return {
    facts,
    of: (operation) => byOperation.get(operation) ?? none,
    isMade: (thing) => makers.has(thing),
    documented: (thing) => named.get(thing) ?? new Set(),
  };
}

/** The model as plain rows, for people: what each operation was taken to do, and why. Things that never change hands are left out. */
export function stateRows(
  model: StateModel,
): readonly { readonly operation: string; readonly does: string; readonly field: string; readonly why: string }[] {
  const living = new Set(
    model.facts.filter(({ does }) => ["makes", "ends", "changes"].includes(does)).map(({ thing }) => thing),
  );
  return model.facts
    .filter(({ thing }) => living.has(thing))
    .map(({ operation, does, thing, field, reason }) => ({
      operation,
      does: `${does} ${thing}`,
      field: field.text,
      why: reason,
    }));
}

/**
 * The outcome of a request that refers to a thing that is not there, or no longer: for a session the sessionInvalid role, else
 * the code that says the thing is unknown, or a response for every failure (`default`, `4XX`). Undefined where no documented code says so.
 */
export function refusalFor(operation: Operation, thing: string): OutcomeOption | undefined {
  const { outcomes } = operation;
  const open = outcomes.find(({ response }) => ["4XX", "DEFAULT"].includes(response.status.toUpperCase()));
  if (thing === SESSION) return outcomes.find(({ role }) => role === "sessionInvalid") ?? open;
  const unknown = outcomes.filter(
    ({ name, description, status, role }) =>
      role !== "success" && (status === 404 || UNKNOWN.test(wordsOf(name)) || UNKNOWN.test(wordsOf(description ?? ""))),
  );
  const names = (text: string): boolean => ` ${wordsOf(text)} `.includes(` ${thing} `);
  return (
    unknown.find(({ name }) => names(name)) ??
    unknown.find(({ description }) => names(description ?? "")) ??
    unknown.find(({ name, status }) => status === 404 || GENERAL.test(wordsOf(name).replace(UNKNOWN, "").trim())) ??
    open
  );
}

/** The outcome of a request that needs something to be there where there is nothing: `CART_EMPTY`. */
export function refusalForNone({ outcomes }: Operation): OutcomeOption | undefined {
  return outcomes.find(
    ({ name, description, role }) =>
      role === "business" && (EMPTY.test(wordsOf(name)) || EMPTY.test(wordsOf(description ?? ""))),
  );
}

const EMPTY = /\b(empty|nothing (in|to)|no \w+ in|contains? (no|nothing)|has no)\b/;
const UNKNOWN =
  /\b(not|no) (found|exists?|existed|existing|such)\b|\bno such\b|\b(doesn t|does not|do not) exists?\b|\b(unknown|nonexistent|missing)\b/;
const GENERAL = /^(resource|data|record|entity|object|id|error|err)?$/;

/** What stands in an operation before anything is decided. */
interface Sketch {
  readonly operation: Operation;
  /** Path and id, then also the summary, as words. */
  readonly name: string;
  readonly words: string;
  readonly nouns: readonly { readonly noun: string; readonly chosen: boolean }[];
  readonly takes: readonly Candidate[];
  /** What identifies things in a successful answer: alone, and in lists. */
  readonly answers: readonly Candidate[];
  /** Objects of a successful answer, by name. */
  readonly objects: readonly Candidate[];
}

interface Candidate {
  readonly thing: string;
  readonly field: StateField;
  readonly beside: readonly string[];
  readonly nullable: readonly string[];
  readonly choices: Readonly<Record<string, readonly unknown[]>>;
  readonly order?: ListOrder;
}

type Around = Pick<Candidate, "beside" | "nullable" | "choices" | "order">;

/** What an operation makes. */
interface Made extends Candidate {
  readonly sketch: Sketch;
}

/** What all operations together tell. */
interface Known {
  readonly made: readonly Made[];
  /** Whether such things are made, or taken, by any. */
  has(thing: string): boolean;
  /** Whether such things are made by any. */
  isMade(thing: string): boolean;
  /** Whether such things are made where an operation stands, going by the nouns of its path. */
  isMadeAt(thing: string, place: string): boolean;
}

const NOTHING_KNOWN: Known = { made: [], has: () => false, isMade: () => false, isMadeAt: () => false };

function placeOf({ nouns }: Pick<Sketch, "nouns">): string {
  return nouns.map(({ noun }) => noun).join(" ");
}

function sketchOf(document: Document, operation: Operation): Sketch {
  const nouns = nounsOf(operation.path);
  const noun = nouns.at(-1)?.noun;
  const success = operation.outcomes.find(({ role, response }) => role === "success" && isJson(response.mediaType));
  const answer = success?.response.schema === undefined ? [] : schemaFields(document, success.response.schema);
  const body = [...(operation.requestBody?.content.values() ?? [])][0]?.schema;
  const request = [
    ...operation.parameters.map(({ name, in: place, required, schema }): StateField => {
      return { in: place, path: [name], text: `${place}.${name}`, required, schema };
    }),
    ...(body === undefined ? [] : schemaFields(document, body).map((field) => fieldOf("body", field))),
  ];
  const orders = new Map(
    answer.flatMap(({ path, schema }): readonly (readonly [string, ListOrder])[] => {
      const order =
        schema.items === undefined
          ? undefined
          : (listOrder(String(schema.description ?? "")) ?? listOrderOf(operation));
      return order === undefined ? [] : [[path.join("\n"), order]];
    }),
  );
  const siblings = ({ path }: Pick<SchemaField, "path">, depth: number): Around => {
    const found = answer.filter(
      (other) =>
        other.path.length === path.length + depth && startsWith(other.path, path.slice(0, path.length + depth - 1)),
    );
    const names = (fields: readonly SchemaField[]): readonly string[] => fields.map(({ name }) => name);
    const order = orders.get(path.slice(0, Math.max(0, path.lastIndexOf("*"))).join("\n"));
    return {
      ...(order === undefined ? {} : { order }),
      beside: names(found),
      nullable: names(found.filter(({ schema }) => isNullable(schema))),
      choices: Object.fromEntries(found.flatMap(({ name, schema }) => (schema.enum ? [[name, schema.enum]] : []))),
    };
  };
  const names = new Set([...answer, ...request].map(({ path }) => wordsOf(lastName(path))));
  const candidate = (field: StateField, name: string, near: string | undefined, around = NOTHING_AROUND) => {
    const thing = thingOf(name, near);
    // A number for people beside what identifies it.
    const isSecond = / (no|number)$/.test(wordsOf(name)) && thing !== undefined && names.has(`${thing} id`);
    return thing === undefined || isSecond || !isScalar(field.schema) ? [] : [{ thing, field, ...around }];
  };
  return {
    operation,
    name: wordsOf(`${operation.path} ${operation.id}`),
    words: wordsOf(`${operation.path} ${operation.id} ${operation.summary ?? ""}`),
    nouns,
    takes: request.flatMap((field) => {
      const near = field.in === "path" ? nounBefore(operation.path, field.path[0] ?? "") : enclosing(field.path, noun);
      return candidate(field, lastName(field.path), near);
    }),
    answers: answer.flatMap((field) =>
      candidate(fieldOf("answer", field), lastName(field.path), enclosing(field.path, noun), siblings(field, 0)),
    ),
    objects: answer
      .filter(({ schema, path }) => schema.properties !== undefined && !path.includes("*"))
      .map((field) => ({ thing: wordsOf(field.name), field: fieldOf("answer", field), ...siblings(field, 1) })),
  };
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, index) => path[index] === name);
}

function fieldOf(place: "body" | "answer", { path, required, schema }: SchemaField): StateField {
  const text = path.map((name) => (name === "*" ? "[]" : `.${name}`)).join("");
  return { in: place, path, text: `${place}${text}`, required, schema };
}

/** What a bare `id` there identifies: the thing of the list or object it stands in, else the operation's. */
function enclosing(path: readonly string[], noun: string | undefined): string | undefined {
  const around = path.slice(0, -1).filter((name) => name !== "*");
  const name = around.at(-1);
  return name === undefined || /^(data|result|results|items|list|records|rows|content)$/i.test(name)
    ? noun
    : (nounsOf(`/${name}`)[0]?.noun ?? noun);
}

function lastName(path: readonly string[]): string {
  return path.filter((name) => name !== "*").at(-1) ?? "";
}

/** The noun before a template: for `id` of `/items/{id}/parts` it is `item`. */
function nounBefore(path: string, name: string): string | undefined {
  return nounsOf(path.slice(0, Math.max(0, path.indexOf(`{${name}}`)))).at(-1)?.noun;
}

const NOTHING_AROUND: Around = { beside: [], nullable: [], choices: {} };

function isNullable({ type, enum: values, anyOf, oneOf }: SchemaObject): boolean {
  if (type !== undefined) return [type].flat().includes("null") && values?.includes(null) !== false;
  const options = [anyOf, oneOf].flatMap((list) => (list ?? []) as readonly SchemaObject[]);
  return options.some((option) => option.type === "null");
}

function isScalar({ type, properties, items }: SchemaObject): boolean {
  if (properties !== undefined || items !== undefined) return false;
  return type === undefined || [type].flat().some((name) => ["string", "integer", "number"].includes(name));
}

/** The facts of one relation: as the overrides say, else as inferred. */
function factsOf(sketch: Sketch, relation: Relation, overrides: StateOverrides, known: Known): readonly StateFact[] {
  const { operation } = sketch;
  const said = own(overrides, operation.id)?.[relation] ?? own(overrides, operation.name)?.[relation];
  const fact = (candidate: Candidate, reason: string): StateFact => ({
    operation: operation.id,
    does: relation,
    ...candidate,
    reason,
  });
  if (said !== undefined) {
    return candidatesOf(sketch, relation, known)
      .filter(({ thing }) => said.includes(thing))
      .map((candidate) => fact(candidate, "the config says so"));
  }
  return candidatesOf(sketch, relation, known).flatMap((candidate) => {
    const reason = INFER[relation](sketch, candidate, known);
    return reason === undefined ? [] : [fact(candidate, reason)];
  });
}

function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function candidatesOf(sketch: Sketch, relation: Relation, { made }: Known): readonly Candidate[] {
  const { takes, answers, objects } = sketch;
  if (relation === "needs")
    return made
      .filter((each) => each.sketch !== sketch && each.thing !== SESSION)
      .map(({ thing, field, beside, nullable, choices }) => ({ thing, field, beside, nullable, choices }));
  const inList = ({ field }: Pick<Candidate, "field">): boolean => field.path.includes("*");
  if (relation === "makes") return answers.filter((candidate) => !inList(candidate));
  if (relation === "lists")
    return answers.filter(({ field }) => inList({ field }) && field.path.indexOf("*") === field.path.length - 2);
  if (relation === "shows") {
    const alone = answers.filter((candidate) => !inList(candidate));
    const holds = ({ thing, field }: Candidate): boolean =>
      alone.some((inner) => inner.thing === thing && startsWith(inner.field.path, field.path));
    return [...alone, ...objects.filter((object) => !holds(object))];
  }
  return relation === "takes" ? takes : takes.filter((candidate) => !inList(candidate));
}

/** Why a candidate stands in a relation; undefined where nothing says so. */
type Infer = (sketch: Sketch, candidate: Candidate, known: Known) => string | undefined;

const INFER: Readonly<Record<Relation, Infer>> = {
  makes(sketch, { thing }) {
    const { operation, name, words, takes, nouns } = sketch;
    if (["GET", "HEAD", "OPTIONS", "DELETE"].includes(operation.method)) return undefined;
    const taken = takes.some((other) => other.thing === thing && other.field.required);
    if (thing === SESSION) {
      if (taken && !/\b(refresh|renew)\b/.test(words)) return undefined;
      if (LOGIN.test(words)) return "its words say that it logs in, and its result carries the session";
      return READS.test(name) ? undefined : "its result carries a session that its request lacks";
    }
    if (taken || READS.test(name)) return undefined;
    if (MAKES.test(name) || MAKES_LAST.test(wordsOf(operation.path)))
      return "its name says that it makes one, and its result carries what identifies it";
    const collection = operation.method === "POST" && nouns.at(-1)?.noun === thing && nouns.at(-1)?.chosen === false;
    return collection ? "it is POST to where such things are, and its result carries what identifies one" : undefined;
  },
  takes(sketch, { thing, field }, known) {
    // Who makes a thing may give it its id.
    if (!field.required && alsoMakes(sketch, thing, known)) return undefined;
    return thing === SESSION ? "its name is a session's" : `\`${lastName(field.path)}\` refers to one`;
  },
  needs(sketch, { thing }, { made }) {
    const none = refusalForNone(sketch.operation);
    // What a request names is not for others to be there.
    if (none === undefined || sketch.takes.some((taken) => taken.thing === thing)) return undefined;
    const said = ` ${wordsOf(`${none.name} ${none.description ?? ""}`)} `;
    const isSaid = (noun: string): boolean => said.includes(` ${noun} `) || said.includes(` ${noun}s `);
    const [first] = made.filter((each) => isSaid(each.thing) || each.sketch.nouns.some(({ noun }) => isSaid(noun)));
    return first?.thing === thing ? `its code \`${none.name}\` says that there must be one` : undefined;
  },
  ends(sketch, candidate, known) {
    if (candidate.thing === SESSION) {
      if (ENDS_SESSION.test(sketch.words)) return "its words say that it ends a session";
    } else if (isTarget(sketch, candidate)) {
      if (sketch.operation.method === "DELETE") return "it is DELETE of one";
      if (ENDS.test(sketch.name)) return "its name says that it ends one";
    } else if (ENDS.test(sketch.name) && isSoleOfPlace(sketch, candidate, known))
      return "its name says that it ends one of those that are made there";
    return undefined;
  },
  spends(sketch, candidate, known) {
    if (candidate.thing === SESSION || sketch.operation.method === "GET" || READS.test(sketch.name)) return undefined;
    if (!isTarget(sketch, candidate) && !isSoleOfPlace(sketch, candidate, known)) return undefined;
    return onceVerb(sketch.name) !== undefined ? "its name says that it can be done to one only once" : undefined;
  },
  changes(sketch, candidate, known) {
    if (candidate.thing === SESSION) return undefined;
    if (!isTarget(sketch, candidate)) {
      const isChange = CHANGES.test(sketch.name) && isSoleOfPlace(sketch, candidate, known);
      return isChange ? "its name says that it changes one of those that are made there" : undefined;
    }
    if (["PUT", "PATCH"].includes(sketch.operation.method)) return `it is ${sketch.operation.method} of one`;
    return CHANGES.test(sketch.name) ? "its name says that it changes one" : undefined;
  },
  lists(sketch, candidate, known) {
    const { thing } = candidate;
    // What stands in a list may say in whose list it stands.
    const within = sketch.nouns.slice(0, -1).some(({ noun, chosen }) => noun === thing && chosen);
    if (!known.has(thing) || within || isMentioned(sketch, candidate, known)) return undefined;
    return "its result lists what identifies them";
  },
  shows(sketch, { thing, field }, known) {
    const asked = sketch.takes.some((taken) => taken.thing === thing && !taken.field.path.includes("*"));
    if (thing === SESSION || !asked || !known.has(thing)) return undefined;
    if (alsoMakes(sketch, thing, known) || isAround(sketch, thing, field)) return undefined;
    const isObject = field.schema.properties !== undefined;
    return isObject ? "its result has an object of that name" : "its result carries what identifies the one asked for";
  },
};

/** Whether entries of a list only refer to such things, being others themselves: the `itemId` of what lies in a cart. */
function isMentioned({ answers }: Sketch, { thing, field }: Candidate, known: Known): boolean {
  const own = enclosing(field.path, undefined);
  const inEntry = answers.filter(
    ({ field: { path } }) => startsWith(path, field.path.slice(0, -1)) && path.length === field.path.length,
  );
  return inEntry.some(
    (other) =>
      other.thing !== thing &&
      (other.thing === own || (known.isMade(other.thing) && thing !== own && !known.isMade(thing))),
  );
}

/** Whether it says within which thing the shown one stands: the `accountId` of an entry that is asked for by its account. */
function isAround({ nouns, answers }: Sketch, thing: string, { path }: StateField): boolean {
  const inner = nouns.at(-1)?.noun;
  const isOuter = nouns.slice(0, -1).some(({ noun, chosen }) => noun === thing && chosen);
  return (
    isOuter &&
    answers.some(
      (other) =>
        other.thing === inner &&
        other.field.path.length === path.length &&
        startsWith(other.field.path, path.slice(0, -1)),
    )
  );
}

function alsoMakes(sketch: Sketch, thing: string, known: Known): boolean {
  return candidatesOf(sketch, "makes", known).some(
    (made) => made.thing === thing && INFER.makes(sketch, made, known) !== undefined,
  );
}

/** Whether an operation is about this very thing: `/cart/item/remove` takes an item out of a cart, and the item lives on. */
function isTarget({ nouns, takes }: Sketch, { thing, field }: Candidate): boolean {
  const last = nouns.at(-1);
  if (last === undefined) return takes.filter((other) => other.thing !== SESSION).length === 1;
  const aside = nouns.slice(0, -1).filter(({ noun, chosen }) => !chosen && noun !== thing);
  const others = takes.filter((other) => other.field.in === field.in && other.thing === thing);
  return last.noun === thing && aside.length === 0 && others[0]?.field === field;
}

/** Whether the one thing an operation takes is made where it stands: `/cart/add` makes an item, which `/cart/remove` takes. */
function isSoleOfPlace(sketch: Sketch, { thing }: Candidate, known: Known): boolean {
  const taken = sketch.takes.filter((other) => other.thing !== SESSION);
  return taken.length === 1 && known.isMadeAt(thing, placeOf(sketch));
}

/** What identifies things in examples of requests, and of answers. */
function documentedIds(
  operations: readonly Operation[],
  facts: readonly StateFact[],
): ReadonlyMap<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const { operation: id, thing, field } of facts) {
    const operation = operations.find((candidate) => candidate.id === id);
    if (operation === undefined || field.schema.properties !== undefined) continue;
    const ids = named.get(thing) ?? new Set();
    named.set(thing, ids);
    for (const value of [...examplesAt(operation, field), ...((field.schema.examples ?? []) as readonly unknown[])])
      if (["string", "number"].includes(typeof value)) ids.add(String(value));
  }
  return named;
}

function examplesAt(operation: Operation, { in: place, path }: StateField): readonly unknown[] {
  if (place === "answer") return operation.outcomes.flatMap(({ example }) => valuesAt(example?.value, path));
  if (place === "body") {
    const media = [...(operation.requestBody?.content.values() ?? [])];
    const values = media.flatMap(({ example, examples }) => [
      example,
      ...Object.values(examples ?? {}).map(({ value }) => value),
    ]);
    return values.flatMap((value) => valuesAt(value, path));
  }
  return operation.parameters.flatMap(({ in: other, name, example }) =>
    other === place && name === path[0] ? [example] : [],
  );
}

/** The pointer of a path that leads through no list, or to the list. */
export function pointerTo(path: readonly string[]): string {
  const end = path.indexOf("*");
  return joinPointer("", ...(end === -1 ? path : path.slice(0, end)));
}
