// What a type's table says, without remarks, examples and places: equal for tables that say the same.
import type { FieldTable } from "./page.ts";
import { showType } from "./type.ts";

/** A line to a field: name, type, flag, default and allowed values. */
export function describeTable(table: FieldTable | undefined): string {
  return (table?.fields ?? [])
    .map(({ name, type, presence, facts }) =>
      JSON.stringify([name, showType(type), presence, facts.default?.value, facts.allowed?.value]),
    )
    .join("\n");
}
