// What a project's config says of result codes, written into the document, so that every reader of it knows.
import type { Document, ExampleObject, Role } from "./document.ts";
import { METHODS } from "./document.ts";

export interface ResultCodeSettings {
  /** Result code → its role, where its name and remark do not say it. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Result code → why no request can bring it about. */
  readonly unprovoked: Readonly<Record<string, string>>;
}

/** A copy of the document whose outcomes carry `x-role` and `x-unprovoked` as the settings say; the rest is shared. */
export function settleResultCodes(document: Document, settings: ResultCodeSettings): Document {
  if (Object.keys(settings.roles).length === 0 && Object.keys(settings.unprovoked).length === 0) return document;
  const settle = (name: string, example: ExampleObject): ExampleObject => ({
    ...example,
    ...(Object.hasOwn(settings.roles, name) ? { "x-role": settings.roles[name] as Role } : {}),
    ...(Object.hasOwn(settings.unprovoked, name) ? { "x-unprovoked": settings.unprovoked[name] as string } : {}),
  });
  const inMedia = (media: object): object =>
    "examples" in media
      ? { ...media, examples: mapValues(media.examples as Record<string, ExampleObject>, settle) }
      : media;
  const inResponse = (response: object): object =>
    "content" in response
      ? { ...response, content: mapValues(response.content as Record<string, object>, (_, media) => inMedia(media)) }
      : response;
  const inOperation = (operation: object): object =>
    "responses" in operation
      ? {
          ...operation,
          responses: mapValues(operation.responses as Record<string, object>, (_, response) => inResponse(response)),
        }
      : operation;
  const paths = mapValues((document.paths ?? {}) as Record<string, object>, (_, item) =>
    mapValues(item as Record<string, object>, (key, value) =>
      (METHODS as readonly string[]).includes(key) ? inOperation(value) : value,
    ),
  );
  const components = (document.components ?? {}) as Readonly<Record<string, Record<string, object>>>;
  return {
    ...document,
    paths,
    ...(components.responses === undefined
      ? {}
      : {
          components: {
            ...components,
            responses: mapValues(components.responses, (_, response) => inResponse(response)),
          },
        }),
  } as Document;
}

function mapValues<V, R>(record: Readonly<Record<string, V>>, change: (key: string, value: V) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}
