// Tables of an operation under a caption that no list knows, where another table is its rival: whose side they are on is a guess.
import type { UnknownSection } from "../page.ts";
import type { OperationDraft, TableDraft } from "./draft.ts";

/** Whether no caption of a table within its operation says anything of sides, places or topics. */
function isUnheard({ setting: { captions, caption } }: TableDraft): boolean {
  return (
    caption !== undefined &&
    captions.length > 0 &&
    captions.every(
      ({ meaning: { side, role, topic, isNeutral } }) =>
        side === undefined && role === undefined && topic === undefined && !isNeutral,
    )
  );
}

/** Whether a table stands for itself rather than for a field or a type. */
function isAlone({ attached, rootType, isCommon, rows, typeName }: TableDraft): boolean {
  return !attached && rootType === undefined && isCommon !== true && typeName === undefined && rows.length > 0;
}

/**
 * Settles the sides of such tables: behind a request's table that says which fields must be there, one that says it of none
 * is the answer, unless the operation has its answer or an example sends what the table lists.
 */
export function hearUnheard(operation: OperationDraft): void {
  const alone = operation.tables.filter(isAlone);
  const sent = new Set(
    operation.examples
      .filter(({ side }) => side === "request")
      .flatMap(({ block }) => [...block.text.matchAll(/["']?([\w$-]+)["']?\s*:/g)].map((match) => match[1] ?? "")),
  );
  const isAnswered = alone.some(({ side, setting }) => side === "result" && !setting.isError);
  let isAsked = false;
  for (const table of alone) {
    const says = table.read.columns.has("mandatory") || table.read.columns.has("optional");
    if (table.side === "request" && isAsked && !isAnswered && !says && isUnheard(table)) {
      if (!table.rows.some(({ name }) => sent.has(name))) table.side = "result";
    } else isAsked ||= table.side === "request" && says;
  }
}

/** What was read of such tables, for a finding each. */
export function unheardSections(operation: OperationDraft): readonly UnknownSection[] {
  const alone = operation.tables.filter(isAlone);
  const seen = new Set<number>();
  return alone.flatMap((table): readonly UnknownSection[] => {
    const { caption, side } = table.setting;
    if (caption === undefined || !isUnheard(table) || seen.has(caption.index)) return [];
    const isShown = table.side === "result" && side !== "result";
    if (!isShown && !alone.some((other) => other !== table && other.side === table.side)) return [];
    seen.add(caption.index);
    const { text, raw, location, depth } = caption;
    const heading = { kind: "heading", text, raw, location, depth } as const;
    return [{ heading, side: table.side, isShown }];
  });
}
