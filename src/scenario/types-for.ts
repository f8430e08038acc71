// A document's operations as TypeScript types, so that an editor and a compiler hold scenarios in TypeScript to them.
import type { Document, SchemaObject } from "../openapi/document.ts";
import { isJson, type Operation, type Parameter } from "../openapi/operation.ts";

/** The text of a module that exports `Operations`: what each operation is asked with, answers and may say. */
export function operationTypesFor(document: Document, operations: readonly Operation[]): string {
  const printer = new TypePrinter(document);
  const entries = operations.map((operation) => {
    const bodies = [...(operation.requestBody?.content ?? [])].map(([, media]) => printer.typeOf(media.schema, "    "));
    const answers = operation.responses
      .filter(({ mediaType }) => isJson(mediaType))
      .map(({ schema }) => printer.typeOf(schema, "    "));
    const sent = (["path", "query", "header", "cookie"] as const).map(
      (place) => `    ${place}: ${parametersOf(operation.parameters.filter((parameter) => parameter.in === place))};`,
    );
    const body = [...bodies, ...(operation.requestBody?.required === true ? [] : ["undefined"])];
    return [
      ...(operation.summary === undefined ? [] : [`  /** ${inComment(operation.summary)} */`]),
      `  ${quoted(operation.name)}: {`,
      `    code: ${union(operation.outcomes.map(({ name }) => quoted(name)))};`,
      ...sent,
      `    body: ${union(body)};`,
      `    answer: ${union(answers.length > 0 ? answers : ["unknown"])};`,
      "  };",
    ].join("\n");
  });
  return [
    `// The operations of ${inComment(document.info.title)}, for scenarios in TypeScript. Written by fieldproof: write it anew when they change.`,
    ["export type Operations = {", ...entries, "};"].join("\n"),
    ...printer.aliases(),
    "",
  ].join("\n");
}

/** Parameters as requests carry them: text, or a list of it; names of headers in lower case. */
function parametersOf(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return "object";
  const fields = parameters.map(({ name, in: place, required, schema }) => {
    const type = place === "query" && schema.type === "array" ? "string | readonly string[]" : "string";
    return `${keyOf(place === "header" ? name.toLowerCase() : name)}${required ? "" : "?"}: ${type}`;
  });
  return `{ ${fields.join("; ")} }`;
}

/** JSON Schema as types: what a type can say of it; the rest is for the validator. */
class TypePrinter {
  readonly #document: Document;
  /** Name of a component → its alias. */
  readonly #aliases = new Map<string, string>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** The aliases of the components that were met, and of those they refer to. */
  aliases(): readonly string[] {
    const lines: string[] = [];
    // The map grows while it is walked.
    for (const [name, alias] of this.#aliases) {
      const schema = (this.#document.components?.schemas as Readonly<Record<string, SchemaObject>> | undefined)?.[name];
      lines.push(`export type ${alias} = ${this.typeOf(schema, "")};`);
    }
    return lines;
  }

  typeOf(schema: SchemaObject | undefined, indent: string): string {
    if (typeof schema !== "object") return "unknown";
    const { $ref, enum: values, const: constant, type, properties, items, allOf, anyOf, oneOf } = schema;
    if ($ref !== undefined) return this.#aliasOf($ref);
    if (constant !== undefined) return JSON.stringify(constant);
    if (values !== undefined) return union(values.map((value) => JSON.stringify(value)));
    const choices = (anyOf ?? oneOf) as readonly SchemaObject[] | undefined;
    if (choices !== undefined) return union(choices.map((choice) => this.typeOf(choice, indent)));
    if (allOf !== undefined && properties === undefined)
      return (allOf as readonly SchemaObject[]).map((part) => this.typeOf(part, indent)).join(" & ") || "unknown";
    const types = [type ?? (properties === undefined ? (items === undefined ? [] : "array") : "object")].flat();
    return types.length === 0 ? "unknown" : union(types.map((name) => this.#ofType(name, schema, indent)));
  }

  #ofType(type: string, schema: SchemaObject, indent: string): string {
    switch (type) {
      case "integer":
        return "number";
      case "string":
      case "number":
      case "boolean":
      case "null":
        return type;
      case "array":
        return `readonly ${inList(this.typeOf(schema.items, indent))}[]`;
      case "object":
        return this.#object(schema, indent);
      default:
        return "unknown";
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: SchemaObject, indent: string): string {
    const inner = `${indent}  `;
    const fields = Object.entries(properties).map(
      ([name, field]) => `${inner}${keyOf(name)}${required.includes(name) ? "" : "?"}: ${this.typeOf(field, inner)};`,
    );
    if (fields.length > 0) return `{\n${fields.join("\n")}\n${indent}}`;
    const values = typeof additionalProperties === "object" ? (additionalProperties as SchemaObject) : undefined;
    return `Readonly<Record<string, ${this.typeOf(values, inner)}>>`;
  }

  #aliasOf(ref: string): string {
    const name = decodeURIComponent(/^#\/components\/schemas\/([^/]+)$/.exec(ref)?.[1] ?? "")
      .replaceAll("~1", "/")
      .replaceAll("~0", "~");
    if (name === "") return "unknown";
    // `Room.request` is `RoomRequest`.
    const plain = name
      .replace(/[^\w$]+(.?)/g, (_, letter: string) => letter.toUpperCase())
      .replace(/^(?=\d|$)|^Operations$/, "_$&");
    const taken = [...this.#aliases].some(([other, alias]) => alias === plain && other !== name);
    const alias = this.#aliases.get(name) ?? (taken ? `${plain}_${this.#aliases.size}` : plain);
    this.#aliases.set(name, alias);
    return alias;
  }
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  return distinct.length === 0 || distinct.includes("unknown") ? "unknown" : distinct.join(" | ");
}

function inList(type: string): string {
  return / [|&] |^readonly /.test(type) ? `(${type})` : type;
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function inComment(text: string): string {
  return text.replaceAll("*/", "*\\/").replace(/\s+/g, " ");
}
