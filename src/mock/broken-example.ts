// Documented examples that break their own schema: the mock answers with a sample in their place, and says so.
import { schemaCompiler } from "../json/schema.ts";
import { byDirection } from "../openapi/direction.ts";
import type { Document } from "../openapi/document.ts";
import { isJson, operationsOf } from "../openapi/operation.ts";

/**
 * One sentence for each such example, as they are found; undefined after each operation, so that who asks can let others go first.
 * @throws Error when a reference of the document leads nowhere
 */
export function* brokenExamples(given: Document): Generator<string | undefined> {
  const document = byDirection(given);
  const compile = schemaCompiler(document.components ?? {});
  for (const operation of operationsOf(document)) {
    for (const { name, example, response, source } of operation.outcomes) {
      if (example === undefined || response.schema === undefined || !isJson(response.mediaType)) continue;
      const [first, ...more] = compile(response.schema)(example.value);
      if (first === undefined) continue;
      const place = source ?? first.source ?? operation.source;
      const others = more.length > 0 ? `, and ${more.length} more` : "";
      yield `${place === undefined ? "" : `${place}: `}The example \`${name}\` of \`${operation.name}\` breaks its own schema (\`${first.pointer}\` ${first.message}${others}): made-up data that fits is answered in its place.`;
    }
    yield undefined;
  }
}
