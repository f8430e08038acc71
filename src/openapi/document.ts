// OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0): the words of a document, and the extensions that carry what tables say beyond it.
import type { OpenAPIV3_1 } from "openapi-types";

export type Document = OpenAPIV3_1.Document;

/** A Schema Object or boolean schema, read loosely: any keyword may stand in it. */
export interface SchemaObject {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  readonly required?: readonly string[];
  readonly items?: SchemaObject;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  /** Where the tables say so: `file:line:column`. */
  readonly "x-source"?: string;
  /** A credential: never shown in a log, a report or a fixture. */
  readonly "x-sensitive"?: boolean;
}

/** Example Object. */
export interface ExampleObject {
  readonly summary?: string;
  readonly description?: string;
  readonly value?: unknown;
  readonly "x-source"?: string;
  /** The part a result code plays, where its name and description do not say it. */
  readonly "x-role"?: Role;
  /** Why no request can bring this outcome about; coverage waives it. */
  readonly "x-unprovoked"?: string;
}

/** Media Type Object. */
export interface MediaTypeObject {
  readonly schema?: SchemaObject;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, ExampleObject>>;
}

/**
 * `x-envelope` of a Media Type Object: JSON Pointers of the fields that carry the result.
 * `success` is absent where no field says so: then the code alone decides.
 */
export interface Envelope {
  readonly code: string;
  readonly success?: string;
  readonly message?: string;
}

/** What part a result code plays. `business` is any other refusal. */
export type Role = "success" | "invalidRequest" | "sessionInvalid" | "clientInvalid" | "serverError" | "business";

/** HTTP methods of a Path Item Object, in the order in which operations are listed. */
export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
