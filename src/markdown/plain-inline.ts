// Inline Markdown without markup: escapes, `<br>` and words; what needs more is left to the whole of CommonMark.
import { tidy } from "./inline.ts";

const MARKUP = /[\\`*_[\]<&!]/;
const PLAIN =
  /^(?:[^\\`*_[\]<&!]|\\[!-/:-@[-`{-~]|\\(?![!-/:-@[-`{-~\n])|<br ?\/?>|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])|!(?!\[)|&(?![#\w]+;)|<(?![A-Za-z/!?]))*$/u;

/** What a text reads as, where it holds no markup but escapes and line breaks; undefined where it does. */
export function readPlainInline(raw: string): string | undefined {
  if (!MARKUP.test(raw)) return tidy(raw);
  if (raw.length > 4000 || !PLAIN.test(raw)) return undefined;
  return tidy(raw.replace(/\\([!-/:-@[-`{-~])|<br ?\/?>/g, (_, escaped: string | undefined) => escaped ?? "\n"));
}
