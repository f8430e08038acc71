// A thing in a sentence, one or several: `entry` → `an entry`, `entries`; `address` → `addresses`.

/** @param noun in lower case, in the singular */
export function plural(noun: string): string {
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return `${noun.replace(/([^aeiou])y$/, "$1ie")}s`;
}

/** @param noun in lower case, in the singular */
export function a(noun: string): string {
  return `${/^[aeio]|^u(?!ni|s[aeiou]|til)/.test(noun) ? "an" : "a"} ${noun}`;
}
