// Components Object (OAS 3.1, 4.8.7): named types, one component for each shape, named alike in every run.
import type { SchemaObject } from "../openapi/document.ts";
import type { Field, Page, Side } from "./page.ts";
import { withPropertyEnum } from "./schema-object.ts";
import type { Scope, ScopedTable } from "./scope.ts";
import { distinctFields } from "./scope.ts";
import { namesIn, showType } from "./type.ts";

/** Named types of the document: each shape of a name is one component, built when it is first referred to. */
export class Components {
  readonly #scope: Scope;
  readonly #build: (table: ScopedTable, side: Side) => SchemaObject;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #schemas = new Map<string, SchemaObject>();
  readonly #allowed = new Map<
    string,
    { readonly name: string; readonly field: string; readonly values: Set<unknown> }
  >();
  readonly #signatures = new Map<string, string>();

  constructor(scope: Scope, build: (table: ScopedTable, side: Side) => SchemaObject) {
    this.#scope = scope;
    this.#build = build;
  }

  /** A reference to the component of a table; types of one name and one shape share it. */
  reference(table: ScopedTable, side: Side): string {
    const key = `${table.table.name} ${this.#signature(table, side, [])}`;
    const known = this.#names.get(key);
    if (known !== undefined) return `#/components/schemas/${known}`;
    const name = this.#free(componentName(table.table.name));
    this.#names.set(key, name);
    this.#taken.add(name);
    // The place in the order is that of the first reference, taken before types inside it ask for theirs.
    this.#schemas.set(name, {});
    this.#schemas.set(name, this.#build(table, side));
    return `#/components/schemas/${name}`;
  }

  /** Adds to the values that a field of a component may have: operations that share a component each bring their codes. */
  allow(reference: string, field: string, values: readonly unknown[]): void {
    const key = `${reference} ${field}`;
    const known = this.#allowed.get(key) ?? {
      name: reference.slice("#/components/schemas/".length),
      field,
      values: new Set(),
    };
    this.#allowed.set(key, known);
    for (const value of values) known.values.add(value);
  }

  /** The schema of a property of a component. */
  property(reference: string, name: string): SchemaObject | undefined {
    const properties = this.#schemas.get(reference.slice("#/components/schemas/".length))?.properties;
    return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  }

  /** All components by name, in the order of their first references. */
  schemas(): Readonly<Record<string, SchemaObject>> {
    for (const { name, field, values } of this.#allowed.values()) {
      const schema = this.#schemas.get(name);
      if (schema !== undefined) this.#schemas.set(name, withPropertyEnum(schema, field, [...values]));
    }
    return Object.fromEntries(this.#schemas);
  }

  #free(name: string): string {
    if (!this.#taken.has(name)) return name;
    for (let number = 2; ; number++) {
      if (!this.#taken.has(`${name}${number}`)) return `${name}${number}`;
    }
  }

  /** What tells two shapes apart: all but remarks, examples and places. */
  #signature(table: ScopedTable, side: Side, open: readonly string[]): string {
    const key = `${table.page.file} ${table.table.name} ${side}`;
    if (open.includes(key)) return `^${table.table.name}`;
    const known = this.#signatures.get(key);
    if (known !== undefined && table.siblings === undefined) return known;
    const signature = distinctFields([table.table])
      .map((field) => `${JSON.stringify(field.name)}${this.#fieldSignature(table.page, field, side, [...open, key])}`)
      .join(",");
    const whole = `${side}{${signature}}`;
    if (open.length === 0 && table.siblings === undefined) this.#signatures.set(key, whole);
    return whole;
  }

  #fieldSignature(page: Page, field: Field, side: Side, open: readonly string[]): string {
    const { facts, presence, nullable, condition, type } = field;
    const inner = namesIn(type).map((name) => {
      const table = open.length < 32 ? this.#scope.find(page, name) : undefined;
      return table === undefined ? name : this.#signature(table, side, open);
    });
    return JSON.stringify([
      showType(type),
      presence,
      nullable,
      condition,
      facts.default?.value,
      facts.allowed?.value,
      facts.limits,
      inner,
    ]);
  }
}

/** A name as component keys allow it: other letters become their code points. */
function componentName(name: string): string {
  const plain = name
    .replace(/\s+/g, "")
    .replace(/[^A-Za-z0-9._-]/gu, (letter) => `U${letter.codePointAt(0)?.toString(16).toUpperCase()}`);
  return plain === "" ? "Type" : plain;
}
