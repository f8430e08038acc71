// Schema Object (OAS 3.1, 4.8.24): small changes to one that is already built.
import type { SchemaObject } from "../openapi/document.ts";

/** The schema with an `enum`, behind its type and description. A nullable schema stays so, and values of another type are let in. */
export function withEnum(schema: SchemaObject, values: readonly unknown[]): SchemaObject {
  const { type: own, format, description, enum: _, ...rest } = schema;
  const all = Array.isArray(own) && own.includes("null") ? [...values, null] : values;
  const isStranger = own !== undefined && !own.includes("string") && values.some((value) => typeof value === "string");
  const type = isStranger ? [own, "string"].flat() : own;
  return {
    ...(type !== undefined ? { type } : {}),
    ...(typeof format === "string" && !isStranger ? { format } : {}),
    ...(typeof description === "string" ? { description } : {}),
    enum: all,
    ...rest,
  };
}

/** The object schema with an `enum` on one of its properties; unchanged where it has no such property. */
export function withPropertyEnum(schema: SchemaObject, name: string, values: readonly unknown[]): SchemaObject {
  const properties = new Map(Object.entries(schema.properties ?? {}));
  const property = properties.get(name);
  if (property === undefined) return schema;
  properties.set(name, withEnum(property, values));
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The same for null as well: `type` gains "null", `enum` gains null, anything else is put beside it. */
export function nullable(schema: SchemaObject): SchemaObject {
  const { type, $ref, anyOf } = schema;
  if (typeof type === "string") {
    const values = schema.enum === undefined ? {} : { enum: [...schema.enum, null] };
    return { ...schema, type: [type, "null"], ...values };
  }
  if ($ref !== undefined) {
    const { $ref: reference, ...beside } = schema;
    return { anyOf: [{ $ref: reference }, { type: "null" }], ...beside };
  }
  if (Array.isArray(type) || anyOf !== undefined) return schema;
  return schema;
}

/** A list of what a schema describes, at the schema's own place. */
export function listOf(item: SchemaObject): SchemaObject {
  const source = item["x-source"];
  return { type: "array", items: item, ...(source !== undefined ? { "x-source": source } : {}) };
}

/** What is left of a schema to say that null will not do: its bare type. */
export function notNull(type: string): SchemaObject {
  return { type };
}
