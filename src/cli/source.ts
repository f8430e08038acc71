// What a command works on: the pages or the OpenAPI file the user named, read from disk.
import { isUtf8 } from "node:buffer";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import type { Document } from "../openapi/document.ts";
import { parseDocument } from "../openapi/load.ts";
import { settleResultCodes } from "../openapi/settle.ts";
import type { Diagnostic, Location } from "../report.ts";
import { createDeriver, type Derive } from "../spec/deriver.ts";
import { lint } from "../spec/lint.ts";
import type { Specification } from "../spec/page.ts";
import type { Rule } from "../spec/rule.ts";
import { rules as allRules } from "../spec/rules/index.ts";
import type { World } from "./command.ts";
import type { Config } from "./config.ts";
import { CannotRun, cannotRun } from "./problem.ts";

export interface SourceFile {
  /** Relative to the root, `/`-separated. */
  readonly file: string;
  readonly text: string;
}

export interface Tables {
  readonly kind: "tables";
  /** Absolute: the folder that `x-source` is relative to. */
  readonly root: string;
  /** A page's name as it can be opened from the working directory. */
  readonly shown: (file: string) => string;
  readonly pages: readonly SourceFile[];
}

export interface OpenApiFile {
  readonly kind: "openapi";
  readonly root: string;
  readonly page: SourceFile;
}

export type Source = Tables | OpenApiFile;

/**
 * Where the specification lies: the argument, else the config's `spec`, else `spec/`.
 * @returns an absolute path
 * @throws CannotRun when there is nothing
 */
export function locateSpec(argument: string | undefined, config: Config, { cwd }: Pick<World, "cwd">): string {
  const path = argument === undefined ? (config.spec ?? join(cwd, "spec")) : resolve(cwd, argument);
  if (existsSync(path)) return path;
  const shown = argument ?? (relative(cwd, path) || path);
  throw cannotRun(
    "spec-missing",
    `Specification \`${shown}\` does not exist, expected a folder of Markdown pages, one page, or an OpenAPI file.`,
  );
}

/**
 * Reads what lies at `path`.
 * @throws CannotRun when it is neither pages nor an OpenAPI file
 */
export function readSource(path: string, { cwd }: Pick<World, "cwd">): Source {
  const shownIn = (root: string) => (file: string) => relative(cwd, join(root, file)).replaceAll("\\", "/");
  if (statSync(path).isDirectory()) {
    const pages = listFiles(path, [".md", ".markdown"]);
    if (pages.length === 0) throw cannotRun("spec-empty", `There is no Markdown page in \`${path}\`.`);
    return {
      kind: "tables",
      root: path,
      shown: shownIn(path),
      pages: pages.map((file) => ({ file, text: readText(join(path, file), shownIn(path)(file)) })),
    };
  }
  const page = { file: basename(path), text: readText(path, shownIn(dirname(path))(basename(path))) };
  const extension = extname(path).toLowerCase();
  if ([".md", ".markdown"].includes(extension))
    return { kind: "tables", root: dirname(path), shown: shownIn(dirname(path)), pages: [page] };
  if ([".json", ".yaml", ".yml"].includes(extension)) return { kind: "openapi", root: dirname(path), page };
  throw cannotRun("spec-unknown", `\`${path}\` is neither a Markdown page (.md) nor an OpenAPI file (.json, .yaml).`);
}

/** Files below a folder with one of the endings, relative to it, sorted; hidden folders and node_modules are passed over. */
export function listFiles(folder: string, endings: readonly string[]): readonly string[] {
  const walk = (below: string): readonly string[] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
      if (entry.isDirectory()) return walk(path);
      return endings.includes(extname(entry.name).toLowerCase()) ? [path] : [];
    });
  return [...walk("")].sort();
}

/**
 * Text without a byte order mark.
 * @throws CannotRun at the first line that is none
 */
function readText(path: string, file: string): string {
  const bytes = readFileSync(path);
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString("utf8").replace(/^\uFEFF/, "");
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((text) => text.includes("\0") || !isUtf8(Buffer.from(text, "latin1")));
  const message = "Found bytes that are no text in UTF-8, expected a page: save it as UTF-8, or leave it out.";
  throw new CannotRun([
    { code: "not-text", severity: "error", message, location: { file, line: line + 1, column: 1 } },
  ]);
}

export interface Loaded {
  readonly document: Document;
  /** What the rules say of the tables, or the reader of the OpenAPI file. */
  readonly diagnostics: readonly Diagnostic[];
  readonly specification?: Specification;
}

export interface LoadSettings {
  /** 3.1 unless told otherwise. */
  readonly openapi?: "3.0" | "3.1";
  /** What the tables are held to; all rules unless told otherwise. */
  readonly rules?: readonly Rule[];
  /** For who loads again and again: derives faster what it has derived before. */
  readonly derive?: Derive;
}

/** The document of a source. What is wrong with the source comes along as diagnostics. */
export function loadDocument(
  source: Source,
  config: Config,
  { openapi = "3.1", rules = allRules, derive = createDeriver() }: LoadSettings = {},
): Loaded {
  if (source.kind === "openapi") {
    const { document, diagnostics } = parseDocument(source.page.text, source.page.file);
    if (document === undefined) throw new CannotRun(diagnostics);
    return { document, diagnostics };
  }
  const { specification, document } = derive(source.pages, {
    openapi,
    roles: config.roles,
    codeStatus: config.policy.status === "always-200" ? {} : config.policy.codeStatus,
    ...(config.title === undefined ? {} : { title: config.title }),
    ...(config.version === undefined ? {} : { version: config.version }),
  });
  return { document, diagnostics: findings(specification, rules, source, config), specification };
}

/** What rules say of a specification, at places that can be opened from the working directory. */
export function findings(
  specification: Specification,
  rules: readonly Rule[],
  source: Tables,
  { roles }: Config,
): readonly Diagnostic[] {
  return lint(specification, rules, { roles }).map((diagnostic) => shownAt(diagnostic, source));
}

/** The diagnostic with its places as they can be opened from the working directory. */
function shownAt(diagnostic: Diagnostic, { shown }: Tables): Diagnostic {
  const { location, related, fix } = diagnostic;
  const at = <L extends Location>(place: L): L => ({ ...place, file: shown(place.file) });
  return {
    ...diagnostic,
    ...(location !== undefined ? { location: at(location) } : {}),
    ...(related !== undefined ? { related: related.map(at) } : {}),
    ...(fix !== undefined ? { fix: fix.map((edit) => ({ ...edit, location: at(edit.location) })) } : {}),
  };
}

/** A document that can be served, and what it was derived from where that was tables. */
export interface Sound {
  readonly document: Document;
  readonly specification?: Specification;
}

/**
 * The document for a mock or a run, with what the config says of its result codes.
 * @throws CannotRun when the specification has errors, or no operation
 */
export function loadSound(source: Source, config: Config, derive?: Derive): Sound {
  // Only errors stand in the way: other rules take longer than all the rest.
  const rules = allRules.filter(({ severity }) => severity === "error");
  const { document, diagnostics, specification } = loadDocument(source, config, { rules, ...(derive && { derive }) });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CannotRun(errors);
  if (Object.keys(document.paths ?? {}).length === 0) {
    const reasons =
      source.kind === "tables" && specification !== undefined
        ? findings(specification, allRules, source, config)
        : diagnostics;
    const [page] = source.kind === "tables" ? source.pages.map(({ file }) => source.shown(file)) : [];
    throw new CannotRun([
      ...reasons.slice(0, 5),
      {
        code: "spec-without-operation",
        severity: "error",
        message: "The specification has no operation.",
        ...(page === undefined ? {} : { location: { file: page, line: 1, column: 1 } }),
      },
    ]);
  }
  return {
    document: settleResultCodes(document, config),
    ...(specification === undefined ? {} : { specification }),
  };
}

/** The same for who needs the document alone. */
export function loadSoundDocument(source: Source, config: Config, derive?: Derive): Document {
  return loadSound(source, config, derive).document;
}
