// Several of a thing: `entry` → `entries`, `address` → `addresses`.

/** @param noun in lower case, in the singular */
export function plural(noun: string): string {
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return `${noun.replace(/([^aeiou])y$/, "$1ie")}s`;
}
