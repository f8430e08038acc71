// YAML 1.2 (and with it JSON): parse with the place of every value, and write.
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from "yaml";
import type { Diagnostic, Location } from "../report.ts";

/** A parsed text: plain data, and where each part of it stands. */
export interface YamlText {
  readonly value: unknown;
  /** Syntax errors; `value` is undefined when there are any. */
  readonly diagnostics: readonly Diagnostic[];
  /** The place of the value at a path, or of its key; of the nearest enclosing value where the path leads nowhere. */
  locate(path: readonly (string | number)[], part?: "key" | "value"): Location;
}

/**
 * Reads one YAML document. Duplicate keys, unknown tags and broken syntax are diagnostics of code `yaml-syntax`.
 * @param file the name to report, as the user knows it
 */
export function parseYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const diagnostics = [...document.errors, ...document.warnings].map(
    (problem): Diagnostic => ({
      code: "yaml-syntax",
      severity: "error",
      message: problem.message.replace(/\s+/g, " "),
      location: at(problem.pos[0]),
    }),
  );
  const locate = (path: readonly (string | number)[], part: "key" | "value" = "value"): Location => {
    let node: unknown = document.contents;
    let offset = startOf(node);
    for (const [index, step] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document);
      const pair = isMap(node)
        ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
        : undefined;
      if (pair !== undefined && isPair(pair)) {
        const last = index === path.length - 1;
        node = pair.value;
        offset = last && part === "key" ? startOf(pair.key) : (startOf(node) ?? startOf(pair.key) ?? offset);
        if (last && part === "key") return at(offset ?? 0);
      } else if (isSeq(node) && node.items[Number(step)] !== undefined) {
        node = node.items[Number(step)];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return at(offset ?? 0);
  };
  return {
    value: diagnostics.length === 0 ? plain(document, diagnostics, at) : undefined,
    diagnostics,
    locate,
  };
}

/** Alias expansion is bounded by the library; what it refuses is said like any other mistake. */
function plain(
  document: ReturnType<typeof parseDocument>,
  diagnostics: Diagnostic[],
  at: (offset: number) => Location,
): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    diagnostics.push({ code: "yaml-syntax", severity: "error", message: (error as Error).message, location: at(0) });
    return undefined;
  }
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** Plain data as YAML: keys in their order, long text unfolded, no aliases. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The text with entries appended to the list under a key, comments and layout kept; the list is made where there is none. */
export function appendToList(text: string, key: string, entries: readonly unknown[]): string {
  const document = parseDocument(text);
  const list = document.get(key);
  if (isSeq(list)) for (const entry of entries) list.add(document.createNode(entry));
  else document.set(key, document.createNode(entries));
  return document.toString({ lineWidth: 0 });
}
