// The URL of an endpoint as pages write it: a host's placeholder in front, `:id` or `{id}` for path parameters, perhaps a query.
import type { Url } from "./page.ts";

/** Takes a URL cell apart; undefined where it holds no path. `<url>/user/:id?full=1` → `/user/{id}` and `full`. */
export function readUrl(text: string): Url | undefined {
  const plain = text
    .replace(/[`"'“”]/g, "")
    .replace(/^\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+/i, "")
    .trim()
    .split(/\s/, 1)[0];
  if (plain === undefined || plain === "") return undefined;
  const named = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#\s{<]|\{{1,2}[^{}/\s]*\}{1,2}|<[^<>/\s]*>)+/i.exec(plain)?.[0];
  // A host with blanks to fill in is none to call.
  const server = named === undefined || /[{<]/.test(named) ? undefined : named;
  const rest =
    named !== undefined
      ? plain.slice(named.length)
      : plain.replace(/^(?:<[^<>]*>|\{\{?[^{}]*\}\}?|\$\{[^{}]*\}|\[[^[\]]*\])(?=\/|$|\?)/, "");
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
