// Templates of scenario files: `{{name}}` in text, filled from a request or from the runner's values.

const TEMPLATE = /\{\{\s*([^{}]+?)\s*\}\}/g;
const WHOLE = /^\{\{\s*([^{}]+?)\s*\}\}$/;

/**
 * A copy of plain data with the templates in its text filled. A text that is one template and nothing else becomes the
 * value itself, whatever its type; inside other text a value stands as text, data as JSON, nothing as the empty text.
 * @param lookup the value of a name; it may throw where a name must be known
 */
export function fillTemplate(value: unknown, lookup: (name: string) => unknown): unknown {
  if (typeof value === "string") {
    const whole = WHOLE.exec(value)?.[1];
    return whole !== undefined ? lookup(whole) : fillText(value, lookup);
  }
  if (Array.isArray(value)) return value.map((item) => fillTemplate(item, lookup));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillTemplate(inner, lookup)]));
}

/** The same for what must stay text: a message, a header, a key. */
export function fillText(text: string, lookup: (name: string) => unknown): string {
  return text.replace(TEMPLATE, (_, name: string) => asText(lookup(name)));
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The names that the templates in plain data use, each once, in their order. */
export function templateNames(value: unknown): readonly string[] {
  if (typeof value === "string") return [...new Set([...value.matchAll(TEMPLATE)].map((match) => match[1] ?? ""))];
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(templateNames))];
}

/** A text that stands in plain data, as a value or as a key. */
export interface PlacedText {
  readonly text: string;
  /** From the data to the text. */
  readonly path: readonly (string | number)[];
  readonly part: "key" | "value";
}

/** Every text in plain data, keys as well as values, in their order. */
export function textsIn(value: unknown, path: PlacedText["path"] = []): readonly PlacedText[] {
  if (typeof value === "string") return [{ text: value, path, part: "value" }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    { text: key, path: [...path, key], part: "key" as const },
    ...textsIn(inner, [...path, key]),
  ]);
}

/** Whether a text opens a template that it does not close, or that names nothing: it would be answered as it stands. */
export function isUnclosed(text: string): boolean {
  return text.replace(TEMPLATE, "").includes("{{");
}
