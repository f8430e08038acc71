// A field of a request by the name users know it by: `header.clientId`, `query.page`, `body.user.id`; and what a request holds there.
import { joinPointer, splitPointer, valueAt } from "../json/pointer.ts";

export const PLACES = ["header", "query", "path", "cookie", "body", "state", "request"] as const;
export type Place = (typeof PLACES)[number];

/** A field of a request, a key of what a scenario remembers (`state.KEY`), or whether the request is `valid` (`request`). */
export interface Field {
  readonly in: Place;
  /** As it is written: `body.user.id`. */
  readonly text: string;
  /** The parameter's or key's name; for the body a JSON Pointer, empty for the whole of it. */
  readonly name: string;
}

/** A field that a request carries. */
export interface RequestField extends Field {
  readonly in: Exclude<Place, "state" | "request">;
}

/** The field a text names, or undefined where it names no place. A body's field may be a JSON Pointer: `body/user/id`; `request.body.user` is `body.user`. */
export function readField(text: string): Field | undefined {
  const match = /^([a-z]+)(?:([./])(.*))?$/s.exec(text);
  const place = PLACES.find((candidate) => candidate === match?.[1]);
  if (place === undefined) return undefined;
  const [, , separator, rest = ""] = match ?? [];
  if (place === "body") return { in: place, text, name: separator === "/" ? `/${rest}` : pointerOf(rest) };
  if (place === "request") {
    if (separator === undefined) return { in: place, text, name: "" };
    const sent = readField(rest);
    return sent === undefined || sent.in === "state" || sent.in === "request" ? undefined : { ...sent, text };
  }
  return separator === "." && rest !== "" ? { in: place, text, name: rest } : undefined;
}

/** JSON Pointer of a path written with dots, `cart.items.0.id`; a text that is a pointer already stays as it is. */
export function pointerOf(path: string): string {
  return path === "" || path.startsWith("/") ? path : joinPointer("", ...path.split("."));
}

/** The name of a field from its place and pointer: `body.user.id`, `body` for the whole. */
export function fieldName(place: string, pointer: string): string {
  return [place, ...splitPointer(pointer)].join(".");
}

/** A request as rules see it. Names of headers are lower case. */
export interface FieldValues {
  readonly header: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly path: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
  readonly state: Readonly<Record<string, unknown>>;
  readonly request: "valid" | "invalid";
  readonly body: unknown;
}

/** What stands in a field; undefined where nothing does. Inherited properties are never seen. */
export function fieldValue(values: FieldValues, field: Field): unknown {
  if (field.in === "body") return valueAt(values.body, field.name);
  if (field.in === "request") return values.request;
  const name = field.in === "header" ? field.name.toLowerCase() : field.name;
  const group = values[field.in];
  return Object.hasOwn(group, name) ? group[name] : undefined;
}
