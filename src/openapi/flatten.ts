// A schema without `$ref`, `allOf` and `if`: one way of satisfying it, spelled out, for the generator of samples.
import { discriminatorOf } from "../json/discriminator.ts";
import type { Document, SchemaObject } from "./document.ts";
import { dereference } from "./reference.ts";

type Node = Readonly<Record<string, unknown>>;

/** Which side of every `if` to take. */
export type Branch = "then" | "else";

/** How often a schema may stand inside itself before it is cut off. */
const MAX_RECURSION = 2;

/**
 * The schema with references followed, `allOf` merged, one branch of each `if` merged in, and nulls left out
 * where something else may stand. Where a schema contains itself, optional fields and list items are cut off.
 * @throws Error when a reference leads nowhere
 */
export function flatten(document: Document, schema: SchemaObject, branch: Branch): SchemaObject {
  return flat(schema, []) as SchemaObject;

  function flat(node: Node, path: readonly string[]): Node {
    const reference = typeof node.$ref === "string" ? node.$ref : undefined;
    const here = reference === undefined ? path : [...path, reference];
    const { allOf, if: condition, then: yes, else: no, ...rest } = dereference(document, node);
    const parts: Node[] = [rest, ...((allOf as readonly Node[] | undefined) ?? [])];
    if (condition !== undefined) {
      parts.push(
        ...(branch === "then"
          ? [condition as Node, (yes ?? {}) as Node]
          : [negated(condition as Node), (no ?? {}) as Node]),
      );
    }
    const merged = parts
      .map((part, index) => (index === 0 ? part : flat(part, here)))
      .reduce((left, right) => merge(left, right));
    const only = soleOption(merged);
    return only === undefined ? inner(withoutNull(merged), here) : flat(only, here);
  }

  /** Parts that refer are followed before they are merged, so that what overlays a reference reaches behind it. */
  function merge(left: Node, right: Node): Node {
    const base = typeof left.$ref === "string" ? dereference(document, left) : left;
    const overlay = typeof right.$ref === "string" ? dereference(document, right) : right;
    const result = new Map(Object.entries(base));
    for (const [keyword, value] of Object.entries(overlay)) {
      result.set(keyword, result.has(keyword) ? both(keyword, result.get(keyword), value) : value);
    }
    return Object.fromEntries(result);
  }

  function both(keyword: string, left: unknown, right: unknown): unknown {
    switch (keyword) {
      case "properties": {
        const names = new Set([...Object.keys(left as object), ...Object.keys(right as object)]);
        const of = (properties: unknown, name: string): Node | undefined =>
          Object.hasOwn(properties as object, name) ? (properties as Record<string, Node>)[name] : undefined;
        return Object.fromEntries([...names].map((name) => [name, merge(of(left, name) ?? {}, of(right, name) ?? {})]));
      }
      case "required":
        return [...new Set([...(left as string[]), ...(right as string[])])];
      case "type": {
        const wanted = list(right);
        const common = list(left).filter((type) => wanted.includes(type));
        return common.length === 1 ? common[0] : common;
      }
      case "enum":
        return list(left).filter((value) => list(right).includes(value));
      case "items":
        return merge(left as Node, right as Node);
      case "minimum":
      case "minLength":
      case "minItems":
        return Math.max(left as number, right as number);
      case "maximum":
      case "maxLength":
      case "maxItems":
        return Math.min(left as number, right as number);
      default:
        return right;
    }
  }

  function inner(node: Node, path: readonly string[]): Node {
    const required = new Set((node.required as readonly string[] | undefined) ?? []);
    return Object.fromEntries(
      Object.entries(node).flatMap(([keyword, value]): readonly (readonly [string, unknown])[] => {
        // An extension says nothing of the value, and the generator would take it for data.
        if (keyword.startsWith("x-")) return [];
        if (keyword === "properties") {
          const kept = Object.entries(value as Record<string, Node>).filter(
            ([name, property]) => required.has(name) || !isCut(property, path),
          );
          return [[keyword, Object.fromEntries(kept.map(([name, property]) => [name, flat(property, path)]))]];
        }
        if (keyword === "items" || (keyword === "additionalProperties" && typeof value === "object")) {
          if (isCut(value as Node, path)) return keyword === "items" ? [["maxItems", 0]] : [];
          return [[keyword, flat(value as Node, path)]];
        }
        // Where anything may stand nothing need stand.
        if (keyword === "patternProperties") {
          const told = Object.entries(value as Record<string, unknown>).filter(([, inner]) => inner !== true);
          return told.length === 0 ? [] : [[keyword, Object.fromEntries(told)]];
        }
        if (keyword === "anyOf" || keyword === "oneOf") {
          const options = value as readonly Node[];
          return [[keyword, options.map((option, index) => named(flat(option, path), node, options, index))]];
        }
        return [[keyword, value]];
      }),
    );
  }

  function isCut(node: Node, path: readonly string[]): boolean {
    const references = [node, ...list(node.anyOf), ...list(node.oneOf), ...list(node.items)] as (Node | undefined)[];
    return references.some(
      (entry) =>
        typeof entry?.$ref === "string" && path.filter((reference) => reference === entry.$ref).length >= MAX_RECURSION,
    );
  }
}

/** An alternative that says its own name where a discriminator asks for it. */
function named(alternative: Node, choice: Node, options: readonly Node[], index: number): Node {
  const discriminator = discriminatorOf(choice, options);
  if (discriminator === undefined) return alternative;
  const { property, names, position } = discriminator;
  const own = names.filter((name) => position(name) === index);
  const { properties = {} } = alternative as { readonly properties?: Readonly<Record<string, Node>> };
  const stated = Object.hasOwn(properties, property) ? properties[property] : undefined;
  const isTold = stated?.type !== "string" || stated.enum !== undefined || stated.const !== undefined;
  if (own.length === 0 || isTold) return alternative;
  return { ...alternative, properties: { ...properties, [property]: { type: "string", enum: own } } };
}

/** The schema with the one option of `anyOf` or `oneOf` that is not null taken, where there is just one. */
function soleOption(node: Node): Node | undefined {
  const { anyOf, oneOf, ...rest } = node;
  const options = list(anyOf ?? oneOf) as readonly Node[];
  const [real, ...others] = options.filter((option) => option.type !== "null");
  return real !== undefined && others.length === 0 ? { ...rest, ...real } : undefined;
}

/** Null is a value nobody wants to look at: it is taken only where nothing else may stand. */
function withoutNull({ not, ...rest }: Node): Node {
  const node: Node = not === undefined || (not as Node).type === "null" ? rest : { ...rest, not };
  const types = list(node.type).filter((type) => type !== "null");
  return Array.isArray(node.type) && types.length > 0 ? { ...node, type: types.length === 1 ? types[0] : types } : node;
}

/** The least that makes a condition on constants untrue: booleans turned round, other constants excluded. */
function negated(condition: Node): Node {
  const properties = Object.entries((condition.properties ?? {}) as Record<string, Node>).map(([name, property]) => {
    if (typeof property.const === "boolean") return [name, { const: !property.const }] as const;
    if (property.const !== undefined) return [name, { not: { const: property.const } }] as const;
    if (property.enum !== undefined) return [name, { not: { enum: property.enum } }] as const;
    return [name, negated(property)] as const;
  });
  return properties.length === 0 ? {} : { properties: Object.fromEntries(properties) };
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
