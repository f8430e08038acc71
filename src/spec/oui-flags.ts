// Flags that French tables shorten to one letter: `O` beside `N` is "oui", not "optional".

/** Whether `O` says yes among these flags, of a column or of a whole page: beside `N`, and beside no other letter than a `C`. */
export function isYesOfOui(flags: Iterable<string>): boolean {
  const letters = new Set([...flags].map((flag) => flag.trim().toUpperCase()).filter((flag) => flag !== ""));
  return letters.has("O") && letters.has("N") && [...letters].every((flag) => /^[ONC]$/.test(flag));
}
