// An OpenAPI file (3.0 or 3.1, JSON or YAML) as a document; 3.0 is brought to 3.1's words, which all other rooms speak.
import { plainJson } from "../json/plain-json.ts";
import { splitPointer } from "../json/pointer.ts";
import { parseYaml } from "../json/yaml.ts";
import type { Diagnostic } from "../report.ts";
import type { Document } from "./document.ts";
import { operationsOf } from "./operation.ts";
import { unsoundSchemas } from "./unsound-schema.ts";
import { upgrade } from "./upgrade.ts";

export interface LoadedDocument {
  /** Absent where the text is no OpenAPI document. */
  readonly document?: Document;
  readonly diagnostics: readonly Diagnostic[];
}

type Located = Diagnostic & Required<Pick<Diagnostic, "location">>;

/**
 * Reads an OpenAPI document.
 * @param file the name to report
 */
export function parseDocument(text: string, file: string): LoadedDocument {
  const json = text.startsWith("{") ? plainJson(text) : undefined;
  const yaml = json === undefined ? parseYaml(text, file) : undefined;
  if (yaml !== undefined && yaml.diagnostics.length > 0)
    return { diagnostics: /\.json$/i.test(file) ? yaml.diagnostics.map(ofJson) : yaml.diagnostics };
  const value = json === undefined ? yaml?.value : json.value;
  const finding = (message: string, path: readonly string[]): Located => {
    located ??= yaml ?? parseYaml(text, file);
    return { code: "openapi-invalid", severity: "error", message, location: located.locate(path) };
  };
  let located = yaml;
  const fault = (message: string, path: readonly string[]): LoadedDocument => ({
    diagnostics: [finding(message, path)],
  });
  if (typeof value !== "object" || value === null || !("openapi" in value)) {
    return fault("This is no OpenAPI document: the key `openapi` is missing.", []);
  }
  const version = String((value as Document).openapi);
  if (!/^3\.[01](\.|$)/.test(version)) {
    return fault(`OpenAPI version \`${version}\` is not supported, expected 3.0 or 3.1.`, ["openapi"]);
  }
  const document = version.startsWith("3.0") ? upgrade(value as Document) : (value as Document);
  try {
    operationsOf(document);
  } catch (error) {
    return fault((error as Error).message, ["paths"]);
  }
  const unsound = unsoundSchemas(document).map(({ pointer, message }) => finding(message, splitPointer(pointer)));
  if (unsound.length > 0) return { diagnostics: unsound.toSorted(byPlace) };
  return { document, diagnostics: [] };
}

function byPlace({ location: one }: Located, { location: other }: Located): number {
  return one.line - other.line || one.column - other.column;
}

/** A mistake in the words of who wrote JSON. */
function ofJson(diagnostic: Diagnostic): Diagnostic {
  const said = diagnostic.message
    .replace(/^map keys/i, "keys of an object")
    .replace(/flow map(ping)?/gi, "object")
    .replace(/flow seq(uence)?/gi, "array")
    .replace(/\.$/, "");
  return { ...diagnostic, code: "json-syntax", message: `This JSON cannot be read: ${said}.` };
}
