// The types of a page by their names, and those that rows with a path in their names make.
import type { Text } from "../markdown/block.ts";
import { subjectKey } from "./layout/caption.ts";
import type { Field, FieldTable, Side } from "./page.ts";
import type { FieldType } from "./type.ts";

/** The types of a page: those that tables define, and one for each field that has fields of its own. */
export class TypeShelf {
  readonly tables: FieldTable[] = [];
  readonly #names = new Set<string>();
  /** The number that the next type of a name is tried with. */
  readonly #numbers = new Map<string, number>();
  /** What a type cell may call a type → the type's name. */
  readonly #spellings = new Map<string, string>();

  /** Takes the name of a type that a table of the page defines. */
  define(name: string): void {
    this.#names.add(name);
    this.#spellings.set(subjectKey(name), name);
  }

  /** The names and all their spellings that cells may use. */
  defined(): ReadonlySet<string> {
    return this.#names;
  }

  /** The defined type that a spelling means. */
  meant(name: string): string | undefined {
    if (this.#names.has(name)) return name;
    const key = subjectKey(name);
    return (
      this.#spellings.get(key) ?? (key.endsWith("s") ? this.#spellings.get(subjectKey(key.slice(0, -1))) : undefined)
    );
  }

  /** A free name for the type of a field. */
  free(field: string): string {
    const words = field.match(/[\p{L}\p{N}]+/gu) ?? ["Item"];
    const base = words.map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join("");
    for (let number = this.#numbers.get(base) ?? 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      if (this.#names.has(name)) continue;
      this.#names.add(name);
      this.#numbers.set(base, number + 1);
      return name;
    }
  }

  /** The type of a field whose rows stand in the same table; `read` reads them once the type has its name and its place among others. */
  nested(field: string, place: Text, side: Side | undefined, read: () => readonly Field[]): FieldType {
    const name = this.free(field);
    const index = this.tables.length;
    const empty: FieldTable = {
      role: "type",
      name,
      side,
      caption: undefined,
      header: place,
      fields: [],
      emptyRows: [],
    };
    this.tables.push(empty);
    this.tables[index] = { ...empty, fields: read() };
    return { kind: "named", name };
  }
}

/** A type as it is written, holding what its rows describe: a list of them, a map, or one. */
export function holding(type: FieldType, named: FieldType): FieldType {
  if (type.kind === "list") return { kind: "list", items: holding(type.items, named) };
  return type.kind === "map" ? { kind: "map", values: named } : named;
}
