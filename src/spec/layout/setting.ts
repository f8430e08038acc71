// Where the words above a part put it: its side, its place, the answer it belongs to.
import type { Heading } from "../../markdown/block.ts";
import type { Side } from "../page.ts";
import type { CaptionMeaning } from "./caption.ts";
import type { OperationDraft, SaidSide, Setting } from "./draft.ts";
import type { Caption, Part } from "./outline.ts";

/** What the captions above a part make of it; a caption that says nothing leaves what was said before it. */
export function settingOf(part: Part, operation: OperationDraft | undefined): Setting {
  const start = operation?.stretch.start ?? -1;
  const captions = part.captions.filter(({ index }) => index > start || operation === undefined);
  const meanings = captions.map((caption) => ({ caption, meaning: caption.meaning }));
  const nearest = meanings.at(-1);
  const placing = meanings.findLast(({ meaning }) => meaning.role !== undefined || meaning.side !== undefined);
  if (operation !== undefined) hear(operation, meanings);
  const telling = meanings.findLast(({ meaning }) => meaning.status !== undefined || meaning.outcome !== undefined);
  const status = telling?.meaning.status;
  const isError = status !== undefined ? status >= 300 : telling?.meaning.outcome === "failure";
  // A caption further down the page overrules one further out: what it began goes on.
  const isCurrent =
    placing !== undefined && (operation?.said === undefined || placing.caption.index >= operation.said.index);
  const role = isCurrent ? placing.meaning.role : undefined;
  const side = operation?.said?.side ?? (placing === undefined ? undefined : sideOf(placing.meaning));
  const heading = part.captions.findLast(({ kind }) => kind === "heading");
  return {
    side,
    role,
    status,
    isError,
    meaning: nearest?.meaning,
    caption: nearest?.caption,
    captions,
    heading: heading === undefined ? undefined : headingOf(heading),
  };
}

function headingOf({ text, raw, location, depth }: Caption): Heading {
  return { kind: "heading", text, raw, location, depth };
}

/** Takes in the captions that have come since the last part. */
function hear(
  operation: OperationDraft,
  meanings: readonly { readonly caption: Caption; readonly meaning: CaptionMeaning }[],
): void {
  for (const { caption, meaning } of meanings) {
    if (caption.index <= operation.heard) continue;
    operation.heard = caption.index;
    while (caption.kind === "heading" && operation.said !== undefined && caption.depth <= operation.said.within)
      operation.said = operation.said.before;
    const side =
      sideOf(meaning) ?? (meaning.role === "body" || meaning.role === "head" ? operation.said?.side : undefined);
    if (side === undefined) continue;
    const above = meanings.findLast((other) => other.caption.kind === "heading" && other.caption.index < caption.index);
    const within = caption.kind === "heading" ? 0 : (above?.caption.depth ?? operation.depth);
    const before = within === 0 ? undefined : outer(operation.said);
    operation.said = { side, index: caption.index, within, before };
  }
}

/** The latest heading's statement. */
function outer(said: SaidSide | undefined): SaidSide | undefined {
  return said === undefined || said.within === 0 ? said : outer(said.before);
}

function sideOf(meaning: CaptionMeaning): Side | undefined {
  return meaning.side ?? (meaning.role === "query" || meaning.role === "path" ? "request" : undefined);
}
