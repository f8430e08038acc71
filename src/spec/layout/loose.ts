// Tables that belong to no operation: actions, events and callbacks, kept under names of their own so that nothing is lost.
import type { Endpoint, FieldTable, LooseTable, Side } from "../page.ts";
import { distinctFields } from "../scope.ts";
import type { TypeShelf } from "../type-shelf.ts";
import { isCallback, isCaptionWholly, subjectsOf } from "./caption.ts";
import type { TableDraft } from "./draft.ts";
import { isSectionHeading } from "./endpoints.ts";
import { finishTable } from "./finish.ts";
import type { Caption } from "./outline.ts";

/** The tables that no operation has, of one name each. */
export function looseTables(drafts: readonly TableDraft[], shelf: TypeShelf): readonly LooseTable[] {
  return merged(
    drafts.map((draft): LooseTable => {
      const title = draft.setting.captions.findLast(isTitle);
      const isSaid = draft.setting.side !== undefined;
      const name = nameOf(title, isSaid ? draft.side : undefined);
      const table = finishTable(draft, draft.rows, "type", draft.side, name, shelf);
      return { table, side: draft.side, isCallback: draft.setting.captions.some(({ text }) => isCallback(text)) };
    }),
  );
}

/** The tables of endpoints that name no path. */
export function looseEndpoints(endpoints: readonly Endpoint[]): readonly LooseTable[] {
  return merged(
    endpoints.flatMap(({ place, tables }) =>
      tables.flatMap((table): readonly LooseTable[] => {
        const side = table.side ?? "request";
        const name = nameOf(place, side);
        return table.fields.length === 0
          ? []
          : [{ table: { ...table, role: "type", name }, side, isCallback: isCallback(place.text) }];
      }),
    ),
  );
}

/** Whether a heading is more than the name of a section. */
function isTitle(caption: Caption): boolean {
  const { side, role, topic } = caption.meaning;
  const isWordOnly = topic !== "codes" && side === undefined && role === undefined && !isCaptionWholly(caption.text);
  return caption.kind === "heading" && (isWordOnly || !isSectionHeading(caption));
}

/** What a title calls the thing: its code or its first word that can be a name, else all its words. */
function nameOf(title: { readonly text: string; readonly raw: string } | undefined, side: Side | undefined): string {
  const [first = "Table"] = title === undefined ? [] : subjectsOf(title);
  const words = first.match(/[\p{L}\p{N}_]+/gu) ?? ["Table"];
  const base = words.map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join("");
  return `${base}${side === undefined ? "" : side === "request" ? "Request" : "Result"}`;
}

/** Tables of one name as one. */
function merged(loose: readonly LooseTable[]): readonly LooseTable[] {
  const byName = new Map<string, LooseTable>();
  for (const next of loose) {
    const known = byName.get(next.table.name);
    const fields = distinctFields([...(known === undefined ? [] : [known.table]), next.table]);
    const table: FieldTable = { ...(known ?? next).table, fields };
    byName.set(next.table.name, { ...(known ?? next), table });
  }
  return [...byName.values()];
}
