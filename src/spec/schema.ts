// Schema Object (OAS 3.1, 4.8.24): a field, a table of fields, to the schema that says what they say.

import { type CodeBlock, placeInCode } from "../markdown/block.ts";
import type { SchemaObject } from "../openapi/document.ts";
import { isCredentialName } from "../openapi/sensitive.ts";
import { type ComponentMemory, Components } from "./components.ts";
import { conditionSchema } from "./condition-schema.ts";
import type { Field, JsonExample, Page, Side, Specification } from "./page.ts";
import { isRequired } from "./presence.ts";
import { fits } from "./sample.ts";
import { nullable } from "./schema-object.ts";
import { distinctFields, type Scope, type ScopedTable } from "./scope.ts";
import { sourceOf } from "./source.ts";
import type { JsonNode } from "./tolerant-json.ts";
import type { FieldType, Scalar } from "./type.ts";

const SCALARS: Readonly<Record<Scalar, SchemaObject>> = {
  string: { type: "string" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "integer", format: "int64" },
  integer: { type: "integer" },
  number: { type: "number" },
  float: { type: "number", format: "float" },
  double: { type: "number", format: "double" },
  boolean: { type: "boolean" },
  "date-time": { type: "string", format: "date-time" },
  date: { type: "string", format: "date" },
  time: { type: "string" },
  uuid: { type: "string", format: "uuid" },
  binary: { type: "string", format: "binary" },
};

/** Where a field is read: its page's scope, and the side that it stands on. */
export interface Place {
  readonly page: Page;
  readonly side: Side;
  /** What the page's example shows at this place, for types that no table describes. */
  readonly shown?: ShownPart | undefined;
}

/** A part of an example. */
export interface ShownPart {
  readonly block: CodeBlock;
  readonly node: JsonNode;
}

/** Writes the schemas of one document; named types gather in `components`. */
export class SchemaWriter {
  readonly components: Components;
  readonly #scope: Scope;

  constructor(scope: Scope, specification: Specification, memory?: ComponentMemory) {
    this.#scope = scope;
    const build = (scoped: ScopedTable, side: Side): SchemaObject =>
      this.object(distinctFields([scoped.table]), { page: scoped.page, side }, scoped.table.caption?.location);
    this.components = new Components(scope, specification, build, memory);
  }

  /** An object of these fields. */
  object(fields: readonly Field[], place: Place, location: Parameters<typeof sourceOf>[0] | undefined): SchemaObject {
    const required = fields
      .filter((field) => isRequired(field, place.side) && !this.#scope.isEndless(place.page, field.type, place.side))
      .map((field) => field.name);
    const conditions = fields.flatMap((field) => conditionSchema(field, fields) ?? []);
    return {
      type: "object",
      properties: Object.fromEntries(fields.map((field) => [field.name, this.field(field, place)])),
      ...(required.length > 0 ? { required } : {}),
      ...(conditions.length > 0 ? { allOf: conditions } : {}),
      ...(location !== undefined ? { "x-source": sourceOf(location) } : {}),
    };
  }

  /** A field's own schema; in results an optional field may be null. */
  field(field: Field, place: Place): SchemaObject {
    const shown = memberOf(place.shown, field.name);
    const schema = this.#whole(field, { ...place, shown });
    const mayBeNull = field.nullable || (place.side === "result" && field.presence !== "mandatory");
    return mayBeNull ? nullable(schema) : schema;
  }

  #whole(field: Field, place: Place): SchemaObject {
    const source = sourceOf(field.place.location);
    const { type, facts } = field;
    const description = descriptionOf(field);
    const isText = type.kind === "scalar" && type.scalar === "string";
    const allowed = facts.allowed?.value;
    const isList = type.kind === "list";
    const base = this.#type(type, place, source);
    const { format, pattern, items: itemLimits, ...bounds } = facts.limits;
    const limits = {
      ...(pattern !== undefined ? { pattern } : {}),
      ...(isText && place.side === "request" && field.presence === "mandatory" && allowed === undefined
        ? { minLength: 1 }
        : {}),
      ...bounds,
    };
    const { $ref, type: jsonType, items, format: own, ...rest } = base;
    return {
      ...($ref !== undefined ? { $ref } : {}),
      ...(jsonType !== undefined ? { type: jsonType } : {}),
      ...(format !== undefined || own !== undefined ? { format: format ?? own } : {}),
      ...(isList && items !== undefined
        ? {
            items: {
              ...items,
              ...(allowed !== undefined ? { enum: allowed } : {}),
              ...(itemLimits as SchemaObject | undefined),
            },
          }
        : {}),
      ...rest,
      ...(description !== "" ? { description } : {}),
      ...(allowed !== undefined && !isList ? { enum: allowed } : {}),
      ...(facts.default !== undefined ? { default: facts.default.value } : {}),
      ...limits,
      ...(field.example !== undefined && fits(field.example, field, place.side) ? { examples: [field.example] } : {}),
      ...(isCredential(field) ? { "x-sensitive": true } : {}),
      "x-source": source,
    };
  }

  #type(type: FieldType, place: Place, source: string): SchemaObject {
    switch (type.kind) {
      case "scalar":
        return SCALARS[type.scalar];
      case "list":
        return {
          type: "array",
          items: { ...this.#type(type.items, { ...place, shown: firstItem(place.shown) }, source), "x-source": source },
        };
      case "map":
        return {
          type: "object",
          additionalProperties: {
            ...this.#type(type.values, { ...place, shown: firstMember(place.shown) }, source),
            "x-source": source,
          },
        };
      case "named": {
        const table = this.#scope.find(place.page, type.name, place.side);
        if (table !== undefined) return { $ref: this.components.reference(table, place.side) };
        return place.shown === undefined ? { type: "object" } : shownSchema(place.shown, 0);
      }
      case "object":
        return place.shown?.node.kind === "object" ? shownSchema(place.shown, 0) : { type: "object" };
      case "any":
        return {};
    }
  }
}

/** Whether a field carries a credential; only texts and numbers do. */
export function isCredential(field: Field): boolean {
  return field.type.kind === "scalar" && field.type.scalar !== "boolean" && isCredentialName(field.name);
}

/** The remark, and what of the row no keyword can say. */
export function descriptionOf(field: Field): string {
  const remarks = field.cells.get("remarks");
  const constraint = field.cells.get("constraint");
  const condition = field.cells.get("condition");
  const prose = /^[-–—/]?$/.test(condition?.text ?? "") ? "" : (condition?.text ?? "");
  const unread = field.type.kind === "any" && field.type.unknown !== undefined ? `Type: ${field.type.unknown}` : "";
  return [remarks?.text ?? "", constraint?.text ?? "", prose === "" ? "" : `Condition: ${prose}`, unread]
    .filter((part) => part !== "")
    .join("\n");
}

/** The kind of a body that only an example shows. What stands in it is no promise: only rows of tables are. */
export function shownKind({ block, node }: ShownPart): SchemaObject {
  const kind = node.kind === "object" || node.kind === "array" ? { type: node.kind } : {};
  return { ...kind, "x-source": sourceOf(block.location) };
}

/** What an example shows of a type that no table describes: an open schema, nothing in it required. */
function shownSchema({ block, node }: ShownPart, depth = 0): SchemaObject {
  if (depth > 16) return {};
  switch (node.kind) {
    case "object": {
      const properties = node.members.map(({ key, keySpan, value }) => {
        const schema = nullable(shownSchema({ block, node: value }, depth + 1));
        return [key, { ...schema, "x-source": sourceOf(placeInCode(block, keySpan.offset, keySpan.length)) }] as const;
      });
      return { type: "object", ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}) };
    }
    case "array": {
      const [first] = node.items;
      return { type: "array", items: first === undefined ? {} : shownSchema({ block, node: first }, depth + 1) };
    }
    case "value":
      return node.value === null ? {} : { type: typeof node.value === "number" ? "number" : typeof node.value };
    case "placeholder":
      return {};
  }
}

function memberOf(shown: ShownPart | undefined, name: string): ShownPart | undefined {
  if (shown?.node.kind !== "object") return undefined;
  const member = shown.node.members.findLast(({ key }) => key === name);
  return member === undefined ? undefined : { block: shown.block, node: member.value };
}

function firstItem(shown: ShownPart | undefined): ShownPart | undefined {
  const first = shown?.node.kind === "array" ? shown.node.items[0] : undefined;
  return shown === undefined || first === undefined ? undefined : { block: shown.block, node: first };
}

/** What an example shows of one item, where the whole is a list. */
export function itemShown(shown: ShownPart | undefined): ShownPart | undefined {
  return shown?.node.kind === "array" ? firstItem(shown) : shown;
}

function firstMember(shown: ShownPart | undefined): ShownPart | undefined {
  const first = shown?.node.kind === "object" ? shown.node.members[0]?.value : undefined;
  return shown === undefined || first === undefined ? undefined : { block: shown.block, node: first };
}

/** An example as the part of it that is the whole. */
export function shownBy(example: JsonExample | undefined): ShownPart | undefined {
  return example?.json.root === undefined ? undefined : { block: example.block, node: example.json.root };
}
