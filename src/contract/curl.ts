// A shell line that sends the same request once more (POSIX sh, curl): runnable, and without a secret in it.
import { splitPointer } from "../json/pointer.ts";
import type { SentRequest } from "./http.ts";

/** A value that stands in the line as a variable. */
export interface Variable {
  /** A shell name: `CLIENT_SECRET`. */
  readonly name: string;
  readonly value: string;
}

/** The variable for a field: `header.clientSecret` and `clientSecret` are `CLIENT_SECRET`. */
export function variableName(field: string): string {
  const words = field
    .slice(field.lastIndexOf(".") + 1)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  return /^[A-Z_]/.test(words) ? words : `_${words}`;
}

/** @param variables values to be written as `$NAME`; the longest first where one holds another */
export function curlLine({ method, url, headers, body }: SentRequest, variables: readonly Variable[]): string {
  const sorted = [...variables].sort((a, b) => b.value.length - a.value.length);
  const quote = (text: string): string => quoted(text, sorted);
  const fields = Object.entries(headers)
    .filter(([name]) => !name.startsWith("accept"))
    .map(([name, value]) => `-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`);
  const binary = body !== undefined && (body.includes(0) || !isUtf8(body));
  const data =
    body === undefined ? [] : binary ? ["--data-binary @-"] : [`--data-binary ${quote(body.toString("utf8"))}`];
  // Without this curl names a content type of its own for any body.
  const untyped = body !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const line = [
    "curl -sS --compressed",
    `-X ${method}`,
    quote(url),
    ...fields,
    ...(untyped ? ["-H 'content-type:'"] : []),
    ...data,
  ].join(" ");
  return binary ? `{ ${printed(body, sorted).join("; ")}; } | ${line}` : line;
}

/** A chain of requests in one line: what is taken from an answer (a JSON Pointer into it) goes by a variable into those after it. */
export function curlChain(
  before: readonly {
    readonly sent: SentRequest;
    readonly taken: readonly { readonly name: string; readonly pointer: string; readonly value: unknown }[];
  }[],
  last: SentRequest,
  variables: readonly Variable[],
): string {
  let known = variables;
  const lines = before.map(({ sent, taken }) => {
    const line = curlLine(sent, known);
    const own = taken
      .map(({ name, pointer, value }) => ({ name: variableName(name), pointer, value: String(value) }))
      // A short one (`7`) would be found in other values, too.
      .filter(({ value }) => value.length >= 4);
    known = [...own, ...known.filter((each) => own.every(({ value }) => value !== each.value))];
    const sets = own.map(({ name, pointer }) => `${name}="$(printf %s "$ANSWER" | ${picked(pointer)})"`);
    return own.length === 0 ? `${line} >/dev/null` : [`ANSWER="$(${line})"`, ...sets].join("; ");
  });
  return [...lines, curlLine(last, known)].join("; ");
}

/** A command that prints what stands at a JSON Pointer into its input. */
function picked(pointer: string): string {
  const path = splitPointer(pointer)
    .map((token) => `[${JSON.stringify(token)}]`)
    .join("");
  return `node -pe ${quoted(`JSON.parse(require("fs").readFileSync(0, "utf8"))${path}`, [])}`;
}

/** Single quotes, save for variables, which stand in double quotes. */
function quoted(text: string, variables: readonly Variable[]): string {
  const first = variables.find(({ value }) => value !== "" && text.includes(value));
  if (first === undefined) return `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = text.split(first.value).map((part) => (part === "" ? "" : quoted(part, variables)));
  return parts.join(reference(first));
}

/** Where the variable has no value the shell says so and stops: an empty one would ask something else. */
function reference({ name }: Variable): string {
  return `"\${${name}:?}"`;
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}

/** Commands that print bytes a shell's arguments cannot hold, variables among them. */
function printed(bytes: Buffer, variables: readonly Variable[]): readonly string[] {
  if (bytes.length === 0) return [];
  const first = variables.find(({ value }) => value !== "" && bytes.includes(value));
  if (first === undefined) return [`printf '${octal(bytes)}'`];
  const at = bytes.indexOf(first.value);
  const after = at + Buffer.byteLength(first.value);
  return [
    ...printed(bytes.subarray(0, at), variables),
    `printf %s ${reference(first)}`,
    ...printed(bytes.subarray(after), variables),
  ];
}

function octal(bytes: Buffer): string {
  return [...bytes]
    .map((byte) =>
      byte >= 32 && byte < 127 && byte !== 37 && byte !== 39 && byte !== 92
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, "0")}`,
    )
    .join("");
}
