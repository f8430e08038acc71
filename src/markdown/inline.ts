// What inline Markdown reads as: mdast nodes to plain text, with `<br>` as a line feed and presentational HTML gone.
import type { Node, Parent } from "mdast";

/** Elements that only dress a text; any other tag is the author's own words: `<url>`, `List<Item>`. */
const PRESENTATIONAL = new Set(
  "a abbr b big blockquote br center cite code del details div em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark nobr ol p pre s samp small span strike strong sub summary sup table tbody td th thead tr tt u ul var wbr".split(
    " ",
  ),
);
const BREAKING = new Set(["br", "p", "li", "div", "tr", "hr", "ul", "ol"]);

/** The text of a node and all it holds. */
export function readInline(node: Node): string {
  switch (node.type) {
    case "break":
      return "\n";
    case "html":
      return readHtml((node as Node & { value: string }).value);
    case "image":
      return (node as Node & { alt?: string | null }).alt ?? "";
    default: {
      const { value } = node as Node & { value?: unknown };
      if (typeof value === "string") return value;
      return ((node as Parent).children ?? []).map(readInline).join("");
    }
  }
}

/** HTML source as text: dressing removed, everything else kept as it stands. */
export function readHtml(html: string): string {
  return html.replace(/<!--[\s\S]*?-->/g, "").replace(/<\/?([A-Za-z][\w-]*)[^<>]*>/g, (tag, name: string) => {
    const element = name.toLowerCase();
    if (!PRESENTATIONAL.has(element)) return tag;
    return BREAKING.has(element) ? "\n" : "";
  });
}

/** White space made plain: no-break spaces and tabs are spaces, runs are one, lines are trimmed. */
export function tidy(text: string): string {
  if (!/[^!-~ ]| {2}/.test(text)) return text.trim();
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t\r]/g, " ")
    .replace(/\u200b|\u200c|\u200d|\ufeff/g, "")
    .replace(/ {2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}
