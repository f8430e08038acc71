// Names in the config that nothing of the document answers to: most likely slips, and silent ones.
import { nearest } from "../json/nearest.ts";
import type { Document, SchemaObject } from "../openapi/document.ts";
import { type Operation, operationsOf } from "../openapi/operation.ts";
import { dereference } from "../openapi/reference.ts";
import type { Diagnostic } from "../report.ts";
import type { Config } from "./config.ts";

/** Values that feed no field, codes that no operation documents and operations that are none, each with the nearest name that would. */
export function strayNames(config: Config, document: Document): readonly Diagnostic[] {
  const operations = operationsOf(document);
  const fields = operations.flatMap((operation) => fieldNames(document, operation));
  const known = new Set([...fields, ...fields.map((field) => field.slice(field.lastIndexOf(".") + 1))]);
  const strayValues = config.targets.flatMap(({ name, values, placeOf }) =>
    Object.keys(values)
      .filter((key) => !known.has(key))
      .map((key) =>
        warning(
          `\`targets.${name}.values.${key}\` feeds no field of the document.`,
          nearest(key, fields),
          placeOf(key),
        ),
      ),
  );
  const codes = operations.flatMap(({ outcomes }) => outcomes.map((outcome) => outcome.name));
  const strayCodes = [...Object.keys(config.roles), ...Object.keys(config.unprovoked)]
    .filter((code) => !codes.includes(code))
    .map((code) => warning(`\`resultCodes\` names \`${code}\`, which no operation documents.`, nearest(code, codes)));
  return [...strayValues, ...strayCodes, ...strayState(config, document)];
}

/** Operations that the config tells the state of, and that are none. */
export function strayState({ state }: Pick<Config, "state">, document: Document): readonly Diagnostic[] {
  const names = operationsOf(document).flatMap(({ id, name }) => [id, name]);
  return Object.keys(state)
    .filter((name) => !names.includes(name))
    .map((name) => warning(`\`state\` names \`${name}\`, which is no operation.`, nearest(name, names)));
}

function fieldNames(document: Document, operation: Operation): readonly string[] {
  const bodies = [...(operation.requestBody?.content.values() ?? [])].flatMap(({ schema }) =>
    schema === undefined ? [] : bodyFields(document, schema, "body", 4),
  );
  return [...operation.parameters.map((parameter) => `${parameter.in}.${parameter.name}`), ...bodies];
}

function bodyFields(document: Document, schema: SchemaObject, path: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return Object.entries(dereference(document, schema).properties ?? {}).flatMap(([name, property]) => [
    `${path}.${name}`,
    ...bodyFields(document, property, `${path}.${name}`, depth - 1),
  ]);
}

function warning(message: string, suggestion: string | undefined, location?: Diagnostic["location"]): Diagnostic {
  return {
    code: "config-stray-name",
    severity: "warning",
    message,
    ...(location === undefined ? {} : { location }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
