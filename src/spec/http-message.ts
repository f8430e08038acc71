// An HTTP message in a code block (RFC 9112, 2.1): whose it is, its status, and what it carries.
import type { CodeBlock } from "../markdown/block.ts";
import type { Side } from "./page.ts";

export interface HttpMessage {
  readonly side: Side;
  /** Of a response. */
  readonly status?: number;
  /** What stands behind the headers, at its place; undefined where nothing does. */
  readonly body?: CodeBlock;
}

const REQUEST = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+\S+(?:\s+HTTP\/\d(?:\.\d)?)?\s*$/;
const STATUS = /^HTTP\/\d(?:\.\d)?\s+([1-5]\d\d)(?!\d)/;
const HEADER = /^[A-Za-z][A-Za-z0-9-]*\s*:\s/;

/** The message that a block shows; undefined where it begins with no start line. */
export function httpMessage(block: CodeBlock): HttpMessage | undefined {
  const lines = block.text.split("\n");
  const start = lines.findIndex((line) => line.trim() !== "");
  const first = lines[start]?.trim() ?? "";
  const status = STATUS.exec(first)?.[1];
  if (status === undefined && !REQUEST.test(first)) return undefined;
  let at = start + 1;
  while (at < lines.length && (lines[at]?.trim() === "" || HEADER.test(lines[at]?.trim() ?? ""))) at++;
  return {
    side: status === undefined ? "request" : "result",
    ...(status !== undefined ? { status: Number(status) } : {}),
    ...(at < lines.length ? { body: behind(block, lines, at) } : {}),
  };
}

function behind(block: CodeBlock, lines: readonly string[], at: number): CodeBlock {
  const { line, column } = block.lines[at] ?? block.location;
  const { file } = block.location;
  const endColumn = column + (lines[at]?.length ?? 0);
  return {
    ...block,
    text: lines.slice(at).join("\n"),
    location: { file, line, column, endColumn },
    lines: block.lines.slice(at),
  };
}
