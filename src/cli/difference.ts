// A unified diff of two texts.
import { createTwoFilesPatch } from "diff";
import type { Colours } from "../reporters/colour.ts";

/** What would have to change in `before` to make it `after`, three lines of context, coloured for a terminal. */
export function difference(before: string, after: string, names: readonly [string, string], colours: Colours): string {
  return createTwoFilesPatch(names[0], names[1], before, after, "", "", { context: 3 })
    .split("\n")
    .slice(1)
    .map((line) => {
      if (line.startsWith("+")) return colours.green(line);
      if (line.startsWith("-")) return colours.red(line);
      return line.startsWith("@@") ? colours.cyan(line) : line;
    })
    .join("\n");
}
