// `readOnly` and `writeOnly` (OAS 3.0.3, 4.7.24.2; JSON Schema 2020-12, Validation, 9.4): a schema as requests carry it, and as responses do.
import type { Document } from "./document.ts";
import { METHODS } from "./document.ts";
import { dereference } from "./reference.ts";

type Node = Readonly<Record<string, unknown>>;
type Direction = "request" | "response";

/** What the other side alone sends. */
const FOREIGN: Readonly<Record<Direction, string>> = { request: "readOnly", response: "writeOnly" };

/** What stands under these is data, not schema. */
const DATA = /^(example|examples|default|enum|const)$/;
/** What stands under these speaks of the same object. */
const SAME_OBJECT = /^(allOf|anyOf|oneOf|if|then|else)$/;
const COMPONENT = "#/components/schemas/";
const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * A document whose request bodies neither demand nor describe what is `readOnly`, and whose responses neither what is `writeOnly`;
 * there it may hold anything. A schema that both share is there twice then. A document without such fields is given back as it is.
 */
export function byDirection(document: Document): Document {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Node>>;
  if (!mentions([document.paths, document.components], /^(readOnly|writeOnly)$/)) return document;
  const added: Record<string, unknown> = {};
  const touched = { request: affected(schemas, "request"), response: affected(schemas, "response") };

  function variantOf(ref: string, direction: Direction): string {
    const name = ref.startsWith(COMPONENT) ? ref.slice(COMPONENT.length) : "";
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined || !touched[direction].has(name)) return ref;
    let variant = `${name}.${direction}`;
    while (Object.hasOwn(schemas, variant)) variant += "_";
    if (!Object.hasOwn(added, variant)) {
      // A schema may hold itself.
      added[variant] = {};
      added[variant] = turned(schema, direction);
    }
    return `${COMPONENT}${variant}`;
  }

  function turned(node: unknown, direction: Direction, above: ReadonlySet<string> = NO_NAMES): unknown {
    if (Array.isArray(node)) return node.map((inner) => turned(inner, direction, above));
    if (typeof node !== "object" || node === null) return node;
    const schema = node as Node;
    const names = new Set([...above, ...foreignNames(document, schema, FOREIGN[direction])]);
    const entries = Object.entries(schema).map(([keyword, value]): readonly [string, unknown] => {
      if (keyword === "$ref" && typeof value === "string") return [keyword, variantOf(value, direction)];
      if (keyword === "required" && Array.isArray(value)) return [keyword, value.filter((name) => !names.has(name))];
      if (keyword === "discriminator") return [keyword, turnedMapping(value as Node, schema, direction)];
      if (DATA.test(keyword)) return [keyword, value];
      if (SAME_OBJECT.test(keyword)) return [keyword, turned(value, direction, names)];
      if (keyword !== "properties") return [keyword, turned(value, direction)];
      const kept = Object.entries(value as Node).filter(([name]) => !names.has(name));
      return [keyword, Object.fromEntries(kept.map(([name, inner]) => [name, turned(inner, direction)]))];
    });
    const gone = Object.keys((schema.properties ?? {}) as object).filter((name) => names.has(name));
    if (gone.length === 0) return Object.fromEntries(entries);
    // Who sends it all the same is not refused for it, though nothing else be allowed.
    const free = { [`^(?:${gone.map(escaped).join("|")})$`]: true };
    return { ...Object.fromEntries(entries), patternProperties: { ...(schema.patternProperties as object), ...free } };
  }

  function turnedMapping(discriminator: Node, schema: Node, direction: Direction): Node {
    // Without a mapping the names of the schemas are the values, and a variant has another.
    const alternatives = (schema.oneOf ?? schema.anyOf ?? []) as readonly Node[];
    const implied = alternatives.flatMap(({ $ref }) =>
      typeof $ref === "string" && $ref.startsWith(COMPONENT) ? [[$ref.slice(COMPONENT.length), $ref] as const] : [],
    );
    const stated = discriminator.mapping as Readonly<Record<string, string>> | undefined;
    const mapping = typeof stated === "object" ? Object.entries(stated) : implied;
    if (mapping.length === 0) return discriminator;
    return {
      ...discriminator,
      mapping: Object.fromEntries(mapping.map(([value, ref]) => [value, variantOf(ref, direction)])),
    };
  }

  function withContent(message: unknown, direction: Direction): unknown {
    const { content } = (message ?? {}) as { readonly content?: Readonly<Record<string, Node>> };
    if (content === undefined) return message;
    return {
      ...(message as Node),
      content: changed(content, (media) =>
        media.schema === undefined ? media : { ...media, schema: turned(media.schema, direction) },
      ),
    };
  }

  const inOperation = (operation: Node): Node => ({
    ...operation,
    ...("requestBody" in operation ? { requestBody: withContent(operation.requestBody, "request") } : {}),
    ...("responses" in operation
      ? { responses: changed(operation.responses as Node, (response) => withContent(response, "response")) }
      : {}),
  });
  const inItem = (item: Node): Node =>
    Object.fromEntries(
      Object.entries(item).map(([key, value]) => [
        key,
        (METHODS as readonly string[]).includes(key) ? inOperation(value as Node) : value,
      ]),
    );
  const { components = {} } = document;
  const paths = changed((document.paths ?? {}) as Readonly<Record<string, Node>>, inItem);
  const bodies = changed((components.requestBodies ?? {}) as Node, (body) => withContent(body, "request"));
  const responses = changed((components.responses ?? {}) as Node, (response) => withContent(response, "response"));
  const items = changed((components.pathItems ?? {}) as Readonly<Record<string, Node>>, inItem);
  return {
    ...document,
    paths,
    components: {
      ...components,
      ...(components.requestBodies === undefined ? {} : { requestBodies: bodies }),
      ...(components.responses === undefined ? {} : { responses }),
      ...(components.pathItems === undefined ? {} : { pathItems: items }),
      schemas: { ...schemas, ...added },
    },
  } as Document;
}

/** Names of an object's fields that only the other side sends; those of its parts count. */
function foreignNames(document: Document, schema: Node, keyword: string, depth = 0): readonly string[] {
  const own = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Node>>)
    .filter(([, property]) => typeof property === "object" && dereference(document, property)[keyword] === true)
    .map(([name]) => name);
  const parts = depth < MAX_DEPTH ? ((schema.allOf ?? []) as readonly Node[]) : [];
  return [...own, ...parts.flatMap((part) => foreignNames(document, dereference(document, part), keyword, depth + 1))];
}

const MAX_DEPTH = 5;

/** Schemas that hold, or lead to, what only the other side sends. */
function affected(schemas: Readonly<Record<string, Node>>, direction: Direction): ReadonlySet<string> {
  const keyword = new RegExp(`^${FOREIGN[direction]}$`);
  const found = new Set(Object.keys(schemas).filter((name) => mentions(schemas[name], keyword)));
  const refs = new Map(Object.entries(schemas).map(([name, schema]) => [name, referencesOf(schema)]));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [name, leads] of refs) if (leads.some((other) => found.has(other))) found.add(name);
  }
  return found;
}

function mentions(node: unknown, keyword: RegExp): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.entries(node).some(
    ([name, value]) => (keyword.test(name) && value === true) || mentions(value, keyword),
  );
}

function referencesOf(node: unknown): readonly string[] {
  if (typeof node === "string") return node.startsWith(COMPONENT) ? [node.slice(COMPONENT.length)] : [];
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(referencesOf) : [];
}

function changed<V, R>(record: Readonly<Record<string, V>>, change: (value: V) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
