// What stops a command before it could do its work: exit code 2, with every reason at its place.
import type { Diagnostic } from "../report.ts";

/** The command could not run; `diagnostics` say why. */
export class CannotRun extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join(" "));
    this.diagnostics = diagnostics;
  }
}

/** A usage mistake or unreadable input, in one sentence. */
export function cannotRun(code: string, message: string, suggestion?: string): CannotRun {
  return new CannotRun([{ code, severity: "error", message, ...(suggestion === undefined ? {} : { suggestion }) }]);
}

/** `error: file:line:column: message`, and what to write instead where that is plain. */
export function problemLine({ severity, location, message, suggestion, code }: Diagnostic): string {
  const place = location === undefined ? "" : `${location.file}:${location.line}:${location.column}: `;
  const hint = suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
  return `${severity}: ${place}${message}${hint} [${code}]`;
}
