// What in a document's schemas is no JSON Schema (2020-12): found when the document is read, as nothing could be held to it later.
import { isPattern } from "../json/pattern.ts";
import { joinPointer, splitPointer, valueAt } from "../json/pointer.ts";
import { schemaCompiler, type Validate } from "../json/schema.ts";
import type { Document } from "./document.ts";
import { dereference } from "./reference.ts";

export interface UnsoundSchema {
  /** JSON Pointer in the document. */
  readonly pointer: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

const SCHEMA_OF_SCHEMAS = { $ref: "https://json-schema.org/draft/2020-12/schema" };
/** The keys under these are names, in a document and in a schema. */
const NAMED = new Set(["paths", "responses", "parameters", "headers", "content", "encoding", "callbacks", "links"]);
const NAMED_SCHEMAS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);
/** What stands under these is data: it may hold any word. */
const DATA = new Set(["example", "examples", "default", "enum", "const", "value"]);

type FindMistakes = (schema: unknown, pointer: string) => readonly UnsoundSchema[];

/** Every place of the document where a schema is no schema, in order. */
export function unsoundSchemas(document: Document): readonly UnsoundSchema[] {
  const validate = schemaCompiler()(SCHEMA_OF_SCHEMAS);
  const mistakes = (schema: unknown, pointer: string): readonly UnsoundSchema[] =>
    misshapenIn(validate, schema, pointer) ??
    strayReferences(schema, pointer, false, (reference) => problemOf(document, schema, reference));
  return within(document, "", false, mistakes);
}

/** What of a node's is a schema is asked for its mistakes. */
function within(node: unknown, pointer: string, isNamed: boolean, mistakes: FindMistakes): readonly UnsoundSchema[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const place = joinPointer(pointer, key);
    if (pointer === "/components/schemas") return mistakes(value, place);
    if (isNamed) return within(value, place, false, mistakes);
    if (DATA.has(key) || key.startsWith("x-")) return [];
    if (key === "schema") return mistakes(value, place);
    return within(value, place, NAMED.has(key) && !Array.isArray(value), mistakes);
  });
}

/** Undefined where it is a schema. */
function misshapenIn(validate: Validate, schema: unknown, pointer: string): readonly UnsoundSchema[] | undefined {
  const mistakes = validate(schema).filter(
    ({ pointer: at }) => !at.endsWith("/pattern") || !isPattern(valueAt(schema, at)),
  );
  if (mistakes.length === 0) return undefined;
  return mistakes.map(({ pointer: at, message }) => {
    const keyword = splitPointer(at).at(-1);
    const who = keyword === undefined ? "" : `\`${keyword}\` `;
    return { pointer: `${pointer}${at}`, message: `This schema is no JSON Schema: ${who}${message}.` };
  });
}

/** References that nobody could follow. */
function strayReferences(
  node: unknown,
  pointer: string,
  isNamed: boolean,
  problem: (reference: string) => string | undefined,
): readonly UnsoundSchema[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const place = joinPointer(pointer, key);
    if (isNamed) return strayReferences(value, place, false, problem);
    if (DATA.has(key)) return [];
    if (key !== "$ref" || typeof value !== "string")
      return strayReferences(value, place, NAMED_SCHEMAS.has(key), problem);
    const message = problem(value);
    return message === undefined ? [] : [{ pointer: place, message }];
  });
}

function problemOf(document: Document, schema: unknown, reference: string): string | undefined {
  // By its own id a schema may be meant from within itself, and the schema of schemas from anywhere.
  if (reference === SCHEMA_OF_SCHEMAS.$ref || valueAt(schema, reference.replace(/^#/, "")) !== undefined)
    return undefined;
  try {
    dereference(document, { $ref: reference });
  } catch (error) {
    return (error as Error).message;
  }
  return reference.startsWith("#/components/")
    ? undefined
    : `Reference \`${reference}\` leads to no component; move what it names under \`components\`.`;
}
