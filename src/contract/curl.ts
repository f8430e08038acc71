// A shell line that sends the same request once more (POSIX sh, curl): runnable, and without a secret in it.
import { splitPointer } from "../json/pointer.ts";
import type { SentRequest } from "./http.ts";
import { SHORTEST_TAKEN, type Step } from "./origin.ts";
import { swapCase } from "./swap-case.ts";

/** A value that stands in the line as a variable. */
export interface Variable {
  /** A shell name: `CLIENT_SECRET`. */
  readonly name: string;
  readonly value: string;
  /** A secret: what is a letter off it is not to be shown, either. */
  readonly secret?: boolean;
}

/** What stands for a text: a variable, or what the shell makes of one. */
interface Stand {
  readonly name: string;
  readonly value: string;
  /** Between double quotes of the shell. */
  readonly written: string;
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
  const sorted = variables.flatMap(standsFor).sort((a, b) => b.value.length - a.value.length);
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
  const whole = binary ? `{ ${printed(body, sorted).join("; ")}; } | ${line}` : line;
  // Where a variable has no value the shell says so and stops: what is made of nothing would ask something else.
  const made = sorted.filter(({ name, written }) => written !== given(name) && whole.includes(written));
  return [...new Set(made.map(({ name }) => `: "${given(name)}"`)), whole].join("; ");
}

/** Shorter, a variable that is short of a letter would be found in other values, too. */
const SHORTEST_NEAR = 4;

/** A variable, and the values a letter off it that are sent to see whether it is compared in full. */
function standsFor({ name, value, secret }: Variable): readonly Stand[] {
  const itself = { name, value, written: given(name) };
  if (secret !== true) return [itself];
  const swapped = swapCase(value);
  const near = [
    { name, value: value.slice(0, -1), written: `\${${name}%?}` },
    ...(swapped === value || /\P{ASCII}/u.test(value)
      ? []
      : [{ name, value: swapped, written: `$(printf %s "$${name}" | tr A-Za-z a-zA-Z)` }]),
  ];
  return [itself, ...near.filter((each) => each.value.length >= SHORTEST_NEAR)];
}

function given(name: string): string {
  return `\${${name}:?}`;
}

/** A chain of requests in one line: what is taken from an answer (a JSON Pointer into it) goes by a variable into those after it. */
export function curlChain(before: readonly Step[], last: SentRequest, variables: readonly Variable[]): string {
  let known = variables;
  const set = new Set<string>();
  /** Two sessions of a chain are two variables. */
  const unused = (name: string, count = 1): string => {
    const candidate = count === 1 ? name : `${name}_${count}`;
    if (set.has(candidate)) return unused(name, count + 1);
    set.add(candidate);
    return candidate;
  };
  const lines = before.map(({ sent, taken }) => {
    const line = curlLine(sent, known);
    const own = taken
      .filter(({ value }) => String(value).length >= SHORTEST_TAKEN)
      .map(({ name, pointer, value }) => ({
        ...known.find((each) => each.value === String(value)),
        name: unused(variableName(name)),
        pointer,
        value: String(value),
      }));
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
function quoted(text: string, variables: readonly Stand[]): string {
  const first = variables.find(({ value }) => value !== "" && text.includes(value));
  if (first === undefined) return `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = text.split(first.value).map((part) => (part === "" ? "" : quoted(part, variables)));
  return parts.join(`"${first.written}"`);
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}

/** Commands that print bytes a shell's arguments cannot hold, variables among them. */
function printed(bytes: Buffer, variables: readonly Stand[]): readonly string[] {
  if (bytes.length === 0) return [];
  const first = variables.find(({ value }) => value !== "" && bytes.includes(value));
  if (first === undefined) return [`printf '${octal(bytes)}'`];
  const at = bytes.indexOf(first.value);
  const after = at + Buffer.byteLength(first.value);
  return [
    ...printed(bytes.subarray(0, at), variables),
    `printf %s "${first.written}"`,
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
