// Tables for the terminal.
import Table from "cli-table3";
import type { Colours } from "../reporters/colour.ts";

/** Rows under a head, aligned, without frames. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], colours: Colours): string {
  const bare = ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"];
  const lines = [...bare, "left", "left-mid", "mid", "mid-mid", "right", "right-mid"].map((name) => [name, ""]);
  const drawn = new Table({
    head: head.map((title) => colours.bold(title)),
    chars: { ...Object.fromEntries(lines), middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
