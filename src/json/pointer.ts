// JSON Pointer (RFC 6901): escape, join, split, resolve, assign.

/** One reference token, escaped for use in a pointer. */
export function escapeToken(token: string | number): string {
  return String(token).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** `pointer` extended by tokens: `joinPointer("/items", 0, "a/b")` is `/items/0/a~1b`. */
export function joinPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>((joined, token) => `${joined}/${escapeToken(token)}`, pointer);
}

/** The reference tokens of a pointer, unescaped; none for the whole document. */
export function splitPointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value a pointer names, or undefined where there is none. Inherited properties are never seen. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of splitPointer(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
    if (Array.isArray(value) && !/^\d+$/.test(token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}

/**
 * A copy of `root` in which the value at `pointer` is `value`, or is left out when `value` is undefined.
 * Objects on the way, and lists for a first element, are made where they are missing; what is not on the way is shared with `root`.
 */
export function withValueAt(root: unknown, pointer: string, value: unknown): unknown {
  const [head, ...rest] = splitPointer(pointer);
  if (head === undefined) return value;
  const inner = rest.length === 0 ? "" : joinPointer("", ...rest);
  if (Array.isArray(root)) {
    const copy = [...root];
    if (value === undefined && inner === "") copy.splice(Number(head), 1);
    else copy[Number(head)] = withValueAt(copy[Number(head)], inner, value);
    return copy;
  }
  // Where nothing stands, a first element is one of a list.
  if (root === undefined && head === "0" && value !== undefined) return [withValueAt(undefined, inner, value)];
  const entries = new Map(Object.entries(typeof root === "object" && root !== null ? root : {}));
  if (value === undefined && inner === "") entries.delete(head);
  else entries.set(head, withValueAt(entries.get(head), inner, value));
  return Object.fromEntries(entries);
}
