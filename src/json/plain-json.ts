// JSON (RFC 8259) read by the engine's own parser, a hundred times faster than with the place of every value; duplicate keys are not let pass.

/** The value of a sound JSON text; undefined where it is none, or an object in it has a key twice. */
export function plainJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return membersIn(text) === membersOf(value) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** How many members a JSON text writes: each has one colon outside of strings. */
function membersIn(text: string): number {
  let members = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 0x3a) members += 1;
    else if (character === 0x22) {
      for (index += 1; text.charCodeAt(index) !== 0x22; index += 1) if (text.charCodeAt(index) === 0x5c) index += 1;
    }
  }
  return members;
}

/** How many members were read; of those with equal keys the parser keeps one. */
function membersOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value);
  return inner.reduce<number>((sum, entry) => sum + membersOf(entry), Array.isArray(value) ? 0 : inner.length);
}
