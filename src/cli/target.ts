// The target of a run: the one that was named, with what the config knows of it.
import type { Target } from "../contract/settings.ts";
import { nearest } from "../json/nearest.ts";
import type { Config, ConfiguredTarget } from "./config.ts";
import { CannotRun, cannotRun } from "./problem.ts";

/**
 * @param named the name of a target of the config, or a URL; without it the config's only target
 * @param confirmed whether a target on another machine that the config does not name may be sent requests
 * @throws CannotRun when there is no such target, it is not confirmed, or its values are not to be had from the environment
 */
export function chooseTarget(named: string | undefined, confirmed: boolean, config: Config): Target {
  const { name, url, values, identities } = find(named, config);
  refuseExtras(url);
  if (name === undefined && !confirmed && !isLoopback(url)) {
    throw cannotRun(
      "target-not-confirmed",
      `Target \`${url}\` is not on this machine. Name it under \`targets\` of the config, or pass --yes to send it requests.`,
    );
  }
  return { url, values, identities, ...(name === undefined ? {} : { name }) };
}

function find(named: string | undefined, config: Config): ConfiguredTarget | Target {
  const names = config.targets.map(({ name }) => name);
  if (named === undefined) {
    const [only, ...others] = config.targets;
    if (only !== undefined && others.length === 0) return ready(only);
    throw cannotRun(
      "target-missing",
      names.length === 0
        ? "There is no target: pass --target URL, or name one under `targets` of fieldproof.yaml."
        : `There are several targets: pass --target with one of ${names.map((name) => `\`${name}\``).join(", ")}.`,
    );
  }
  const known = config.targets.find(({ name }) => name === named);
  if (known !== undefined) return ready(known);
  if (!URL.canParse(named) || !/^https?:$/.test(new URL(named).protocol)) {
    throw cannotRun(
      "target-unknown",
      `Target \`${named}\` is neither a URL nor a target of the config.`,
      nearest(named, names) ?? (/^[\w.-]+:\d+/.test(named) ? `http://${named}` : undefined),
    );
  }
  // A URL given by hand is still the target of the config that has the same one; a config with a single target lends it its values.
  const [single, ...rest] = config.targets;
  const same = config.targets.find(({ url }) => sameOrigin(url, named)) ?? (rest.length === 0 ? single : undefined);
  if (same === undefined) return { url: named, values: {}, identities: {} };
  const { values, identities } = ready(same);
  return { url: named, values, identities };
}

function sameOrigin(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin;
}

/** What cannot stand before an operation's path, or would be shown wherever the target is named. */
function refuseExtras(url: string): void {
  const { username, password, search, hash } = new URL(url);
  if (username !== "" || password !== "") {
    throw cannotRun(
      "target-credentials",
      "The target's URL holds a user or a password, which every report would show. Take them out, and give `header.Authorization` under `values` of the target.",
    );
  }
  if (search !== "" || hash !== "") {
    throw cannotRun(
      "target-url",
      `Target \`${url}\` ends in \`${search}${hash}\`, behind which no operation's path can stand. Expected an origin and a path, as \`http://127.0.0.1:8080/api\`.`,
    );
  }
}

/** RFC 6761 localhost, RFC 1122 127/8, RFC 4291 ::1. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127\./.test(hostname) || hostname === "[::1]";
}

function ready(target: ConfiguredTarget): ConfiguredTarget {
  if (target.unset.length > 0) throw new CannotRun(target.unset);
  return target;
}
