// Colour for terminals, none for pipes.
import pc from "picocolors";

export type Colours = ReturnType<typeof pc.createColors>;

/** Functions that colour text, or leave it as it is. */
export function createColours(enabled: boolean): Colours {
  return pc.createColors(enabled);
}
