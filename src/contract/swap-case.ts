// A text in other letter case: what tells whether a secret is compared letter by letter.

/** Every letter large that was small, and the reverse. */
export function swapCase(text: string): string {
  return [...text]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join("");
}
