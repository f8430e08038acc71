// What the general reader took for granted: marks whose meaning no word states, statements made once for all, bodies named in passing.
import type { Table, Text } from "../../markdown/block.ts";
import type { Assumption, Endpoint, ResultCodeTable } from "../page.ts";
import type { TypeShelf } from "../type-shelf.ts";
import type { TableDraft } from "./draft.ts";
import { tableOf } from "./endpoint.ts";
import type { EndpointFact } from "./endpoint-fact.ts";

/** How each table of a page had its marks read, where another reading is possible; `unmarked` are those whose bare rows were required. */
export function assumedMarks(tables: readonly TableDraft[], unmarked: readonly TableDraft[]): readonly Assumption[] {
  const seen = new Set<unknown>();
  const required = new Set(unmarked);
  return [...tables, ...unmarked].flatMap((draft): readonly Assumption[] => {
    const { read, presence, rows, attached } = draft;
    const bare = "a row without a word on it is read as required, because other rows are marked optional";
    const words = required.has(draft) ? bare : presence.reading();
    const place = read.header[read.columns.get("mandatory") ?? read.columns.get("optional") ?? 0];
    if (words === undefined || place === undefined || seen.has(read.table) || (rows.length === 0 && !attached))
      return [];
    seen.add(read.table);
    return [{ kind: "marks", place, words }];
  });
}

/** What stands outside all operations and was given to each of them. */
export function assumedEverywhere(
  common: readonly TableDraft[],
  codes: readonly ResultCodeTable[],
  operations: number,
): readonly Assumption[] {
  // What a line says of every call is read into the only operation as well; a section beside it is its own.
  const isOnly = operations < 2;
  const stated: readonly { readonly place: Text | undefined; readonly what: string }[] = [
    ...common
      .filter(({ read }) => !isOnly || read.columns.size === 0)
      .map(({ read, setting, side }) => ({
        place: setting.caption ?? read.header[0],
        what: setting.role === "head" ? "headers" : side === "request" ? "parameters" : "envelope",
      })),
    ...(isOnly ? [] : codes).map(({ header }) => ({ place: header, what: "codes" })),
  ];
  const [first] = stated.flatMap(({ place }) => place ?? []);
  const what = [...new Set(stated.map((one) => one.what))].join(", ");
  return first === undefined
    ? []
    : [
        {
          kind: "everywhere",
          place: first,
          words: `${what}: ${isOnly ? "the only operation" : `all ${operations} operations`}`,
        },
      ];
}

/** The bodies that only a sentence or its link names, of those that a table describes. */
export function assumedBodies(
  mentioned: readonly TableDraft[],
  tables: readonly TableDraft[],
  shelf: TypeShelf,
): readonly Assumption[] {
  return mentioned.flatMap(({ rootType = "", read, side }): readonly Assumption[] => {
    const place = read.header[0];
    const described = tableOf(rootType, tables, shelf);
    if (place === undefined || described?.typeName === undefined) return [];
    return [{ kind: "body", place, words: `the body of the ${side} is read as \`${described.typeName}\`` }];
  });
}

/** The operations that only a sentence or a comment states. */
export function assumedOperations(
  endpoints: readonly Endpoint[],
  spoken: readonly EndpointFact[],
): readonly Assumption[] {
  const places = new Set(spoken.map(({ place }) => place));
  return endpoints.flatMap(({ urlCell, url, methods }): readonly Assumption[] =>
    urlCell === undefined || url === undefined || !places.has(urlCell)
      ? []
      : [{ kind: "operation", place: urlCell, words: [...methods, url.path].join(" ") }],
  );
}

/** The lists whose items were read as the rows of a table. */
export function assumedFields(listed: readonly Table[]): readonly Assumption[] {
  return listed.flatMap(({ rows }): readonly Assumption[] => {
    const place = rows[0]?.[0];
    return place === undefined
      ? []
      : [{ kind: "list", place, words: rows.map(([name]) => `\`${name?.text ?? ""}\``).join(", ") }];
  });
}
