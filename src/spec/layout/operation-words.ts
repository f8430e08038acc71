// What a page calls an operation: its heading without number, method and path, and the first sentence under it.
import { placeOfWord, type Text } from "../../markdown/block.ts";
import { bareStatement, bareUrl } from "./bare-path.ts";
import { captionMeaning, isCaptionWholly } from "./caption.ts";
import { endpointFacts, findUrl, isEndpointLabel } from "./endpoint-fact.ts";
import { linesOf, type Part } from "./outline.ts";
import type { Sections } from "./sections.ts";

/** As much of an operation as its words are looked for by. */
interface Opened {
  readonly start: number;
  /** What states its path or method. */
  readonly place: Text;
  /** The block that said the latest of it. */
  readonly last: number;
}

/** The words of an operation that the page itself has. */
export function wordsOf<T extends Opened>(
  operation: T,
  parts: readonly Part[],
  sections: Sections<T>,
): { readonly summary?: Text; readonly description?: Text } {
  const titles = sections.titlesOf(parts[operation.start], operation).map((index) => parts[index]?.heading);
  const named = [...titles, operation.place].flatMap((text) => (text === undefined ? [] : (besides(text) ?? [])));
  const described = sentenceUnder(operation, parts);
  return {
    ...(named[0] !== undefined ? { summary: named[0] } : {}),
    ...(described !== undefined ? { description: described } : {}),
  };
}

const METHOD = /(?<![\p{L}\p{N}_/-])(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?![\p{L}\p{N}_/-])/u;

/** A text without the number, the method and the path in it; undefined where nothing or only the name of a section is left. */
function besides(text: Text): Text | undefined {
  if ((bareStatement(text.text) ?? bareUrl(text.text)) !== undefined) return undefined;
  const written = findUrl(text.text)?.written;
  const numberless = text.text.replace(/^\s*(?:\d+(?:[.-]\d+)+[.)、]?\s*|[（(]?\d+[.)、）]\s*|\d+\s+(?=\p{L}))/u, "");
  const pathless = written === undefined ? numberless : numberless.replace(written, " ");
  const isStated = written !== undefined || /[[（(]\s*[A-Z]+\s*[\])）]\s*$/.test(numberless);
  const rest = (isStated ? pathless.replace(METHOD, " ") : pathless)
    .replace(/[[（(【]\s*[\])）】]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[^\p{L}\p{N}"'“「『【（(]+|[\s:：,，;|=>–—-]+$/gu, "")
    .trim();
  const bare = rest.replace(METHOD, "").trim();
  if (!/\p{L}{2}|\p{Script=Han}/u.test(bare) || isEndpointLabel(bare) || isCaptionWholly(bare)) return undefined;
  return rest === text.text ? text : { text: rest, raw: rest, location: placeOfWord(text, rest) };
}

/** How many blocks behind an operation's statement its sentence is looked for in. */
const NEAR = 6;

/** The first sentence under an operation that no other reader takes: no statement, caption, label or word on the answer. */
function sentenceUnder({ start, last }: Opened, parts: readonly Part[]): Text | undefined {
  for (const part of parts.slice(start + 1, last + NEAR)) {
    const { block, index, heading } = part;
    if (index > last && (heading !== undefined || block.kind !== "prose")) return undefined;
    if (block.kind !== "prose" || endpointFacts(part).length > 0) continue;
    const [line] = linesOf(block).filter(({ text }) => text !== "");
    const sentence = line === undefined ? undefined : SENTENCE.exec(line.text)?.[0];
    if (line === undefined || sentence === undefined || !isSentence(sentence, line)) continue;
    return { text: sentence, raw: line.raw, location: line.location };
  }
  return undefined;
}

/** Up to a full stop that is not an abbreviation's. */
const SENTENCE = /^.*?(?:(?<!\b(?:e\.g|i\.e|etc|cf|vs|z\.B|p\.ex|ex))[.!?](?=\s|$)|[。！？]|$)/u;

/** Whether a text says something in words: no label, no caption, no table's rest, no status. */
function isSentence(text: string, { raw }: Text): boolean {
  const words = text.match(/\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}']+/gu) ?? [];
  if (words.length < 3 || text.length > 300 || /^[^\p{L}`"'“]|[:：]$|\||\w\(/u.test(text)) return false;
  if (/^[^.。,，]{1,40}[:：]/.test(text) || /^(?:\*\*|__)[^*_]+(?:\*\*|__)$/.test(raw)) return false;
  return captionMeaning(text).status === undefined && !isCaptionWholly(text);
}
