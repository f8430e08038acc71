// Statements about endpoints gathered to operations, each with the stretch of the page that describes it.
import type { Text } from "../../markdown/block.ts";
import type { Url } from "../page.ts";
import { wordKey } from "../vocabulary.ts";
import { isCallback, isCaptionWholly, isCommon } from "./caption.ts";
import { type EndpointFact, isEndpointLabel } from "./endpoint-fact.ts";
import { wordsOf } from "./operation-words.ts";
import type { Caption, Part } from "./outline.ts";
import { Sections } from "./sections.ts";

/** An operation and the blocks that are about it, from `start` to before `end`. */
export interface Stretch {
  readonly place: Text;
  readonly methods: readonly string[];
  readonly methodPlace?: Text;
  readonly url?: Url;
  readonly urlPlace?: Text;
  readonly summary?: Text;
  readonly description?: Text;
  readonly start: number;
  readonly end: number;
}

interface Draft {
  place: Text;
  methods: readonly string[];
  methodPlace?: Text;
  url?: Url;
  urlPlace?: Text;
  summary?: Text;
  start: number;
  /** The block that said the latest of it. */
  last: number;
}

/** The operations of a page, in order, out of what its parts say. */
export function stretchesOf(parts: readonly Part[], facts: readonly EndpointFact[]): readonly Stretch[] {
  const drafts: Draft[] = [];
  const isStated = facts.some(({ kind, url }) => kind !== "command" && url !== undefined);
  for (const fact of facts) {
    if (fact.kind !== "list" && !(isStated && fact.kind === "command")) take(fact, parts, drafts);
  }
  inheritPaths(drafts, parts);
  const listed = facts.filter(({ kind }) => kind === "list");
  const named = bindLists(listed, parts, drafts);
  const all = [...drafts.filter((draft) => draft.url !== undefined || draft.methods.length > 0), ...named.bound].sort(
    (a, b) => a.start - b.start,
  );
  const described = all.some(({ url }) => url !== undefined)
    ? all.filter(({ url }) => url !== undefined)
    : untitled(parts);
  const sections = new Sections(parts, described);
  const stretches = described.map((draft, index) => ({
    ...wordsOf(draft, parts, sections),
    ...draft,
    end: endOf(draft, described[index + 1]?.start ?? parts.length, parts, described.length, sections),
  }));
  return [...stretches, ...named.alone.map((draft) => ({ ...draft, end: draft.start }))];
}

/** On a page that names no path at all: the titles under which tables of a request or a result stand. */
function untitled(parts: readonly Part[]): readonly Draft[] {
  const titles = new Map<number, Draft>();
  for (const { block, captions } of parts) {
    if (
      block.kind !== "table" ||
      !captions.some(({ meaning }) => meaning.side !== undefined || meaning.role !== undefined)
    )
      continue;
    const title = captions.findLast((caption) => caption.kind === "heading" && !isSectionHeading(caption));
    if (title === undefined || titles.has(title.index)) continue;
    const { text, raw, location, index } = title;
    titles.set(index, { place: { text, raw, location }, methods: [], start: index, last: index });
  }
  return [...titles.values()];
}

/** One more statement: part of the operation being described, a repetition of it, or the start of the next. */
function take(fact: EndpointFact, parts: readonly Part[], drafts: Draft[]): void {
  const last = drafts.at(-1);
  if (last !== undefined && completes(fact, last, parts)) {
    if (fact.url !== undefined && last.url === undefined) {
      last.url = fact.url;
      last.urlPlace = fact.place;
      if (fact.kind !== "heading") last.place = fact.place;
    }
    if (fact.methods.length > 0 && last.methods.length === 0) {
      last.methods = fact.methods;
      last.methodPlace = fact.place;
    }
    if (fact.summary !== undefined) last.summary ??= fact.summary;
    last.last = fact.index;
    return;
  }
  if (last !== undefined && repeats(fact, last, parts)) return;
  drafts.push({
    place: fact.place,
    methods: fact.methods,
    ...(fact.methods.length > 0 ? { methodPlace: fact.place } : {}),
    ...(fact.url !== undefined ? { url: fact.url, urlPlace: fact.place } : {}),
    ...(fact.summary !== undefined ? { summary: fact.summary } : {}),
    start: titleOf(fact, parts, last?.last ?? -1),
    last: fact.index,
  });
}

/** Whether a statement tells what is still missing, with no other title in between. */
function completes(fact: EndpointFact, draft: Draft, parts: readonly Part[]): boolean {
  const tellsUrl = fact.url !== undefined && draft.url === undefined;
  const tellsMethod = fact.methods.length > 0 && draft.methods.length === 0;
  if (!tellsUrl && !tellsMethod) return false;
  if (tellsUrl && fact.methods.length > 0 && draft.methods.length > 0 && fact.methods[0] !== draft.methods[0])
    return false;
  if (tellsMethod && fact.url !== undefined && draft.url !== undefined && fact.url.path !== draft.url.path)
    return false;
  const depth = depthOf(parts[draft.start]);
  return !parts.slice(draft.last + 1, fact.index + (fact.kind === "heading" ? 1 : 0)).some(({ block, heading }) => {
    if (block.kind === "table") return block.rows.length > 0 && tellsUrl && tellsMethod;
    return heading !== undefined && heading.depth <= depth && !isSectionHeading(heading);
  });
}

function depthOf(part: Part | undefined): number {
  return part?.block.kind === "heading" ? part.block.depth : 7;
}

/** Whether a heading names a section of an operation rather than an operation. */
export function isSectionHeading({ text, meaning }: Caption): boolean {
  const { side, role, topic, isNeutral } = meaning;
  return isEndpointLabel(text) || side !== undefined || role !== undefined || topic !== undefined || isNeutral;
}

/** Whether a statement only says again what is known, or shows another address of the same operation. */
function repeats(fact: EndpointFact, draft: Draft, parts: readonly Part[]): boolean {
  if (draft.url === undefined) return false;
  const sameMethod =
    fact.methods.length === 0 || draft.methods.length === 0 || fact.methods.some((m) => draft.methods.includes(m));
  const between = parts.slice(draft.last + 1, fact.index + 1);
  const isApart = between.some(
    ({ heading }) =>
      heading !== undefined && heading.depth <= depthOf(parts[draft.start]) && !isSectionHeading(heading),
  );
  if (isApart) return false;
  if (fact.url === undefined) {
    const isDescribed = between.some(({ block }) => block.kind === "table" && block.rows.length > 0);
    return fact.kind !== "heading" && (sameMethod || !isDescribed);
  }
  if (sameMethod && shape(fact.url.path) === shape(draft.url.path)) return true;
  // A second address in the same breath, with no method of its own.
  return (
    fact.methods.length === 0 &&
    fact.kind === "line" &&
    fact.index - draft.last <= 1 &&
    between.every(({ block }) => block.kind === "prose")
  );
}

function shape(path: string): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}

/** The block that opens an operation: the nearest heading above that is no label of a section, else the statement itself. */
function titleOf(fact: EndpointFact, parts: readonly Part[], after: number): number {
  const part = parts[fact.index];
  const headings = (part?.captions ?? []).filter(({ kind, index }) => kind === "heading" && index > after);
  const own = part?.block.kind === "heading" ? [] : headings;
  const above = fact.kind === "heading" && !isEndpointLabelled(fact) ? own : headings;
  const title = above.findLast((caption) => !isSectionHeading(caption)) ?? above[0];
  return title?.index ?? fact.index;
}

function isEndpointLabelled(fact: EndpointFact): boolean {
  return isEndpointLabel(fact.place.text);
}

/** Methods in headings under one path: `GET method`, `PUT method` take the path of the section they stand in. */
function inheritPaths(drafts: readonly Draft[], parts: readonly Part[]): void {
  for (const [index, draft] of drafts.entries()) {
    if (draft.url !== undefined) continue;
    const above = new Set((parts[draft.start]?.captions ?? []).map((caption) => caption.index));
    const giver = drafts
      .slice(0, index)
      .findLast((other) => other.url !== undefined && sharesSection(other, above, parts));
    if (giver?.url !== undefined) {
      draft.url = giver.url;
      if (giver.urlPlace !== undefined) draft.urlPlace = giver.urlPlace;
    }
  }
}

function sharesSection(other: Draft, above: ReadonlySet<number>, parts: readonly Part[]): boolean {
  const captions = (parts[other.last]?.captions ?? []).filter(({ kind }) => kind === "heading");
  return captions.length > 1 && captions.slice(0, -1).some(({ index, depth }) => depth > 1 && above.has(index));
}

/** Rows of lists: what they say of operations that have a section, and the operations that have none. */
function bindLists(
  listed: readonly EndpointFact[],
  parts: readonly Part[],
  drafts: readonly Draft[],
): { readonly bound: readonly Draft[]; readonly alone: readonly Draft[] } {
  const bound: Draft[] = [];
  const alone: Draft[] = [];
  const headings = parts.filter(({ block }) => block.kind === "heading");
  const taken = new Set(drafts.map(({ start }) => start));
  for (const fact of listed) {
    const { url } = fact;
    if (url === undefined) continue;
    const known = drafts.find(
      (draft) =>
        draft.url !== undefined &&
        shape(draft.url.path) === shape(url.path) &&
        (fact.methods.length === 0 ||
          draft.methods.length === 0 ||
          draft.methods.some((m) => fact.methods.includes(m))),
    );
    if (known !== undefined) {
      if (known.methods.length === 0) known.methods = fact.methods;
      if (fact.summary !== undefined) known.summary ??= fact.summary;
      continue;
    }
    const heading = headings.find(
      ({ block, index }) =>
        !taken.has(index) && block.kind === "heading" && fact.names.some((name) => isNamed(block.text, name)),
    );
    const draft: Draft = {
      place: fact.place,
      methods: fact.methods,
      ...(fact.methods.length > 0 ? { methodPlace: fact.place } : {}),
      url,
      urlPlace: fact.place,
      ...(fact.summary !== undefined ? { summary: fact.summary } : {}),
      start: heading?.index ?? fact.index,
      last: heading?.index ?? fact.index,
    };
    if (heading === undefined) alone.push(draft);
    else {
      taken.add(heading.index);
      bound.push(draft);
    }
  }
  return { bound, alone };
}

/** Whether a heading is what a list's row calls an operation, or where its link leads. */
function isNamed(heading: string, name: string): boolean {
  const bare = heading.replace(/^\s*\d+(?:[.-]\d+)*[.)、]?\s*/, "");
  if (name.startsWith("#")) return wordKey(decoded(name.slice(1))) === wordKey(heading);
  return name.length > 2 && wordKey(name) === wordKey(bare);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where an operation's stretch ends: at the next one, or at a title that is no section of it. */
function endOf(draft: Draft, next: number, parts: readonly Part[], count: number, sections: Sections<Draft>): number {
  const depth = depthOf(parts[draft.start]);
  if (count === 1) {
    const call = parts
      .slice(draft.last + 1)
      .find(({ heading }) => heading !== undefined && heading.depth <= depth && isCallback(heading.text));
    return call?.index ?? parts.length;
  }
  const stop = parts.slice(draft.last + 1, next).find((part) => {
    const { heading } = part;
    if (heading === undefined || heading.depth > depth) return false;
    if (!isSectionHeading(heading) || isCommon(heading.text)) return true;
    // Depth proves nothing for a section of a request or a result; codes further out are everyone's.
    const { side, role, topic } = heading.meaning;
    // "Order history": a title of its own that only happens to have the word.
    if (topic !== "codes" && side === undefined && role === undefined && !isCaptionWholly(heading.text)) return true;
    const around = topic === "codes" ? sections.around(part) : [];
    if (around.length === 1 && around[0] === draft) return false;
    // Behind the last of several operations the only list of codes is everyone's.
    if (topic === "codes" && heading.depth === depth) return around.at(-1) === draft && sections.isOnlyOfCodes(part);
    return heading.depth < depth && (topic === "codes" || (side === undefined && role === undefined));
  });
  return stop?.index ?? next;
}
