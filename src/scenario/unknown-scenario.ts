// A scenario that is asked for and is none: which there are, and where they were looked for.
import { nearest } from "../json/nearest.ts";

/**
 * @param place where scenarios are looked for, as users know it
 * @returns one sentence, and the name that was most likely meant
 */
export function unknownScenario(
  name: string,
  names: readonly string[],
  place: string | undefined,
): { readonly message: string; readonly suggestion?: string } {
  const of = place === undefined ? "" : ` in \`${place}\``;
  const known =
    names.length === 0
      ? `: there are none${of}`
      : `, expected one of ${names.map((known) => `\`${known}\``).join(", ")}${of}`;
  const suggestion = nearest(name, names);
  return {
    message: `Unknown scenario \`${name.slice(0, 100)}\`${known}.`,
    ...(suggestion !== undefined ? { suggestion } : {}),
  };
}
