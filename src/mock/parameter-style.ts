// How a parameter's text stands for a list or an object (OAS 3.1, 4.8.12.3): the separators of its style, and of objects the pairs.
import type { Document } from "../openapi/document.ts";
import type { Parameter } from "../openapi/operation.ts";
import { propertiesOf, type ReadTexts, readFields, textReader, typesOf, valuesByName } from "./parameter.ts";

/** A reader for one parameter. What is written as JSON is read as such in every style. */
export function parameterReader(document: Document, parameter: Parameter): ReadTexts {
  const { schema, style = "", explode = false } = parameter;
  const read = textReader(document, schema);
  const types = typesOf(document, schema, 0);
  const opening = OPENINGS[style];
  const bare = (text: string): string => (opening !== undefined && text.startsWith(opening) ? text.slice(1) : text);
  if (types.has("array")) {
    const split = SEPARATORS[style];
    if (split === undefined) return read;
    return ([text = "", ...more]) => {
      if (more.length > 0 || text.startsWith("[")) return read([text, ...more]);
      return read(
        bare(text)
          .split(split)
          .map((part) => withoutName(part, parameter)),
      );
    };
  }
  // In queries and cookies an object is spread over parameters of its own, unless the document says it is not.
  const isOnePart = parameter.explode === false || !["query", "cookie"].includes(parameter.in);
  if (types.has("object") && isOnePart && parameter.style !== "deepObject") {
    const properties = propertiesOf(document, schema);
    return (texts) => {
      const [text = ""] = texts;
      if (texts.length !== 1 || text.startsWith("{")) return read(texts);
      const inner = explode ? bare(text) : withoutName(bare(text), parameter);
      const parts = inner.split(SEPARATORS[style] ?? ",");
      const pairs = explode ? parts.map((part) => part.split(/=(.*)/s, 2)) : inPairs(parts);
      if (pairs === undefined || pairs.some((pair) => pair.length !== 2)) return text;
      return readFields(document, valuesByName(pairs as [string, string][]), { properties });
    };
  }
  return opening === undefined ? read : (texts) => read(texts.map((text) => withoutName(bare(text), parameter)));
}

/**
 * An object that stands in a query as parameters of their own: `filter[from]=1` (style `deepObject`), or `from=1` where a form is exploded.
 * @returns undefined where none of it is there
 */
export function objectReader(
  document: Document,
  parameter: Parameter,
): (query: ReadonlyMap<string, readonly string[]>) => unknown {
  const { name, in: place, schema, style = "form", explode = style === "form" } = parameter;
  const properties = propertiesOf(document, schema);
  const known = Object.keys(properties);
  const isSpread = place === "query" && style === "form" && explode && typesOf(document, schema, 0).has("object");
  return (query) => {
    const deep = [...query].filter(([key]) => key.startsWith(`${name}[`));
    if (deep.length > 0) {
      if (deep.every(([key]) => key === `${name}[]`))
        return textReader(document, schema)(deep.flatMap(([, texts]) => texts));
      const fields = new Map(deep.map(([key, texts]) => [key.slice(name.length + 1).replace(/\](\[\])?$/, ""), texts]));
      return readFields(document, fields, { properties });
    }
    if (!isSpread || query.has(name)) return undefined;
    const spread = [...query].filter(([key]) => known.includes(key));
    return spread.length === 0 ? undefined : readFields(document, new Map(spread), { properties });
  };
}

const OPENINGS: Readonly<Record<string, string>> = { matrix: ";", label: "." };
const SEPARATORS: Readonly<Record<string, RegExp>> = {
  pipeDelimited: /\||%7C/i,
  spaceDelimited: / |%20/,
  matrix: /[;,]/,
  label: /[.,]/,
};

/** `;ids=1` begins with the parameter's name in the style `matrix`. */
function withoutName(text: string, { name, style }: Parameter): string {
  return style === "matrix" && text.startsWith(`${name}=`) ? text.slice(name.length + 1) : text;
}

function inPairs(parts: readonly string[]): readonly (readonly string[])[] | undefined {
  if (parts.length % 2 !== 0) return undefined;
  return parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : []));
}
