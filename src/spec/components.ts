// Components Object (OAS 3.1, 4.8.7): named types, one component for each shape, named alike in every run.
import { hash } from "node:crypto";
import type { SchemaObject } from "../openapi/document.ts";
import type { FieldTable, Page, Side, Specification } from "./page.ts";
import { withPropertyEnum } from "./schema-object.ts";
import type { Scope, ScopedTable } from "./scope.ts";
import { distinctFields } from "./scope.ts";
import { pathWord, plainShapes } from "./shape-name.ts";
import { namesIn, showType } from "./type.ts";

/** How far types inside types are followed at once: those that lead back to themselves have no end. */
const DEPTH = 32;

/** What was asked of the components while a part of the document was written: asked again, it must come out alike. */
export type Asked =
  | { readonly kind: "reference"; readonly table: ScopedTable; readonly side: Side; readonly answer: string }
  | { readonly kind: "allow"; readonly reference: string; readonly field: string; readonly values: readonly unknown[] }
  | { readonly kind: "property"; readonly reference: string; readonly name: string; readonly answer: unknown };

/** A part of the document with what was asked for it; kept from one derivation to the next while its page is the same. */
export interface Written<T> {
  readonly value: T;
  readonly asked: readonly Asked[];
}

/** What of earlier derivations can be used again: everything hangs on pages and tables, and goes when they go. */
export class ComponentMemory {
  readonly signatures = new WeakMap<Page, Map<string, string>>();
  readonly schemas = new WeakMap<FieldTable, Map<Side, Written<SchemaObject>>>();
}

/** Named types of the document: each shape of a name is one component, built when it is first referred to. */
export class Components {
  readonly #scope: Scope;
  readonly #build: (table: ScopedTable, side: Side) => SchemaObject;
  readonly #memory: ComponentMemory;
  readonly #plain: ReadonlyMap<string, string>;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #schemas = new Map<string, SchemaObject>();
  readonly #allowed = new Map<
    string,
    { readonly name: string; readonly field: string; readonly values: Set<unknown> }
  >();
  readonly #asking: Asked[][] = [];
  readonly #pending: (() => void)[] = [];
  #depth = 0;
  readonly #unfoldedBy = new Map<FieldTable, Readonly<Record<Side, string[]>>>();

  constructor(
    scope: Scope,
    specification: Specification,
    build: (table: ScopedTable, side: Side) => SchemaObject,
    memory: ComponentMemory = new ComponentMemory(),
  ) {
    this.#scope = scope;
    this.#build = build;
    this.#memory = memory;
    this.#plain = plainShapes(specification, (page, table, side) => this.#signature({ page, table }, side));
    // Plain names belong to their shapes: no other is called so, even if it comes first.
    for (const name of this.#plain.keys()) this.#taken.add(componentName(name));
  }

  /** A reference to the component of a table; types of one name and one shape share it. */
  reference(table: ScopedTable, side: Side): string {
    const signature = this.#signature(table, side);
    const key = `${table.table.name} ${signature}`;
    const known = this.#names.get(key);
    const name = known ?? this.#nameOf(table, signature, side);
    const answer = `#/components/schemas/${name}`;
    this.#asking.at(-1)?.push({ kind: "reference", table, side, answer });
    if (known !== undefined) return answer;
    this.#names.set(key, name);
    this.#taken.add(name);
    // The place in the order is that of the first reference, taken before types inside it ask for theirs.
    this.#schemas.set(name, {});
    this.#pending.push(() => this.#schemas.set(name, this.#schemaOf(table, side)));
    // Types inside types are built at once, but for those so deep that a chain of them would use up the stack.
    if (this.#depth >= DEPTH) return answer;
    const isOutermost = this.#depth === 0;
    this.#depth++;
    do this.#pending.pop()?.();
    while (isOutermost && this.#pending.length > 0);
    this.#depth--;
    return answer;
  }

  #schemaOf(table: ScopedTable, side: Side): SchemaObject {
    const kept = this.#memory.schemas.get(table.table)?.get(side);
    if (kept !== undefined && this.askAgain(kept.asked)) return kept.value;
    const { written, isOwn } = this.write(() => this.#build(table, side));
    if (isOwn && table.siblings === undefined) {
      const sides = this.#memory.schemas.get(table.table) ?? new Map<Side, Written<SchemaObject>>();
      this.#memory.schemas.set(table.table, sides.set(side, written));
    }
    return written.value;
  }

  /** Does a piece of writing and tells what it asked for, and whether its pages' own types were enough. */
  write<T>(work: () => T): { readonly written: Written<T>; readonly isOwn: boolean } {
    const before = this.#scope.lookups.elsewhere;
    const asked: Asked[] = [];
    this.#asking.push(asked);
    const value = work();
    this.#asking.pop();
    return { written: { value, asked }, isOwn: this.#scope.lookups.elsewhere === before };
  }

  /** Asks all again; whether every answer is what it was. */
  askAgain(asked: readonly Asked[]): boolean {
    return asked.every((question) => this.#comesOutAlike(question));
  }

  #comesOutAlike(question: Asked): boolean {
    if (question.kind === "reference") return this.reference(question.table, question.side) === question.answer;
    if (question.kind === "property") return this.property(question.reference, question.name) === question.answer;
    this.allow(question.reference, question.field, question.values);
    return true;
  }

  /** Adds to the values that a field of a component may have: operations that share a component each bring their codes. */
  allow(reference: string, field: string, values: readonly unknown[]): void {
    this.#asking.at(-1)?.push({ kind: "allow", reference, field, values });
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
    const answer = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    this.#asking.at(-1)?.push({ kind: "property", reference, name, answer });
    return answer;
  }

  /** All components by name, in the order of their first references. */
  schemas(): Readonly<Record<string, SchemaObject>> {
    for (const { name, field, values } of this.#allowed.values()) {
      const schema = this.#schemas.get(name);
      if (schema !== undefined) this.#schemas.set(name, withPropertyEnum(schema, field, [...values]));
    }
    return Object.fromEntries(this.#schemas);
  }

  /** The plain name for the shape that has it; for others the name with their page's path behind it, or `Shared` where pages agree on it. */
  #nameOf({ page, table, siblings }: ScopedTable, signature: string, side: Side): string {
    const plain = componentName(table.name);
    const owner = this.#plain.get(table.name);
    if (owner === signature || (owner === undefined && !this.#taken.has(plain))) return plain;
    const word = siblings === undefined ? pathWord(page.file) : "Shared";
    const suffixes = [word, `${word}${side === "request" ? "Request" : "Result"}`];
    const free = suffixes.map((suffix) => `${plain}${suffix}`).find((name) => !this.#taken.has(name));
    if (free !== undefined) return free;
    for (let number = 2; ; number++) {
      if (!this.#taken.has(`${plain}${number}`)) return `${plain}${number}`;
    }
  }

  /** What tells two shapes apart: all but remarks, examples and places. */
  #signature(table: ScopedTable, side: Side): string {
    const key = `${table.table.name} ${side}`;
    const kept = this.#memory.signatures.get(table.page);
    const known = table.siblings === undefined ? kept?.get(key) : undefined;
    if (known !== undefined) return known;
    const before = this.#scope.lookups.elsewhere;
    const signature = this.#unfolded(table, side, DEPTH);
    if (table.siblings === undefined && this.#scope.lookups.elsewhere === before)
      this.#memory.signatures.set(table.page, (kept ?? new Map<string, string>()).set(key, signature));
    return signature;
  }

  /** A shape with the types in it, so many deep: a digest, for a type that names two others doubles what there is to say. */
  #unfolded({ page, table }: ScopedTable, side: Side, depth: number): string {
    const bySide = this.#unfoldedBy.get(table) ?? { request: [], result: [] };
    this.#unfoldedBy.set(table, bySide);
    const known = bySide[side][depth];
    if (known !== undefined) return known;
    const fields = distinctFields([table]).map((field) => {
      const { name, facts, presence, nullable, condition, type } = field;
      const inner = namesIn(type).map((named) => {
        const found = depth > 0 ? this.#scope.find(page, named, side) : undefined;
        return found === undefined ? named : this.#unfolded(found, side, depth - 1);
      });
      const { default: preset, allowed, limits } = facts;
      return [name, showType(type), presence, nullable, condition, preset?.value, allowed?.value, limits, inner];
    });
    const digest = hash("sha1", `${side} ${JSON.stringify(fields)}`, "base64");
    bySide[side][depth] = digest;
    return digest;
  }
}

/** A name as component keys allow it: other letters become their code points. */
function componentName(name: string): string {
  const plain = name
    .replace(/\s+/g, "")
    .replace(/[^A-Za-z0-9._-]/gu, (letter) => `U${letter.codePointAt(0)?.toString(16).toUpperCase()}`);
  return plain === "" ? "Type" : plain;
}
