// The URL of an endpoint as pages write it: a host's placeholder in front, `:id` or `{id}` for path parameters, perhaps a query.
import { placeOfWord, type Text } from "../markdown/block.ts";
import type { Url } from "./page.ts";

const METHOD = /^\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+/i;
const HOST = /^(?:<[^<>]*>|\{\{?[^{}]*\}\}?|\$\{[^{}]*\}|\[[^[\]]*\])(?=\/|$|\?)/;

/** The URLs that a cell lists, each at its place: several where every part is one, apart by a comma, a bar, a line or "or"; else the whole. */
export function urlsIn(cell: Text): readonly Text[] {
  const parts = cell.text
    .split(/\s*[,;|、，；\n]\s*|\s+(?:or|and|\/|&)\s+/)
    .map((part) => part.replace(/[`"'“”]/g, "").trim())
    .filter((part) => part !== "");
  const isUrl = (part: string): boolean => {
    const plain = part.replace(METHOD, "");
    return /^(?:\/|https?:)/.test(plain) || HOST.test(plain);
  };
  if (parts.length < 2 || !parts.every((part) => isUrl(part) && !/\s/.test(part.replace(METHOD, "")))) return [cell];
  return parts.map((text) => ({
    text,
    raw: text,
    location: placeOfWord(cell, text.replace(METHOD, "").replace(HOST, "")),
  }));
}

/** Takes a URL cell apart; undefined where it holds no path. `<url>/user/:id?full=1` → `/user/{id}` and `full`. */
export function readUrl(text: string): Url | undefined {
  const plain = text
    .replace(/[`"'“”]/g, "")
    .replace(METHOD, "")
    .trim()
    .split(/\s/, 1)[0]
    ?.replace(/[,;，；、]$/, "");
  if (plain === undefined || plain === "") return undefined;
  const named = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#\s{<]|\{{1,2}[^{}/\s]*\}{1,2}|<[^<>/\s]*>)+/i.exec(plain)?.[0];
  // A host with blanks to fill in is none to call.
  const server = named === undefined || /[{<]/.test(named) ? undefined : named;
  const rest = named !== undefined ? plain.slice(named.length) : plain.replace(HOST, "");
  // Words that neither begin with a slash nor have one inside are no path.
  if (named === undefined && rest === plain && !plain.startsWith("/") && !/^[\p{L}\p{N}_~.-]+\//u.test(plain))
    return undefined;
  const [withoutFragment = ""] = rest.split("#", 1);
  const mark = withoutFragment.indexOf("?");
  const path = mark < 0 ? withoutFragment : withoutFragment.slice(0, mark);
  const query =
    mark < 0
      ? []
      : withoutFragment
          .slice(mark + 1)
          .split("&")
          .filter((pair) => pair !== "")
          .map(readPair);
  return { ...(server !== undefined ? { server } : {}), path: templated(path), query };
}

function readPair(pair: string): { readonly name: string; readonly value: string } {
  const [name = "", value = ""] = pair.split("=", 2);
  return { name, value };
}

/** A path with OpenAPI's templates, a slash in front and none behind. */
function templated(path: string): string {
  const segments = path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) =>
      segment
        .replace(/^:([\p{L}_][\p{L}\p{N}_-]*)$/u, "{$1}")
        .replace(/^(?:<([^<>]+)>|\$\{([^{}]+)\}|\{\{([^{}]+)\}\})$/, "{$1$2$3}"),
    );
  return `/${segments.join("/")}`;
}

/** The names of a path's parameters, in order, each once. */
export function pathParameters(path: string): readonly string[] {
  return [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""))];
}
