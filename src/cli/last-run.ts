// Remembers which cases failed, so that `--rerun failed` finds them: a file for each working directory, in the system's temporary folder.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../report.ts";

function fileOf(cwd: string): string {
  return join(tmpdir(), `fieldproof-${createHash("sha256").update(cwd).digest("hex").slice(0, 16)}.json`);
}

/**
 * Keeps the ids of what failed or was left open; they name cases, and nothing of the target.
 * @returns why they could not be kept; undefined where they were
 */
export function rememberFailed(cwd: string, { points }: Report): string | undefined {
  const ids = points.filter(({ outcome }) => outcome === "failed" || outcome === "inconclusive").map(({ id }) => id);
  try {
    writeFileSync(fileOf(cwd), JSON.stringify(ids), { mode: 0o600 });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Undefined where no run was made in this directory. */
export function lastFailed(cwd: string): readonly string[] | undefined {
  const file = fileOf(cwd);
  if (!existsSync(file)) return undefined;
  const ids: unknown = JSON.parse(readFileSync(file, "utf8"));
  return Array.isArray(ids) ? ids.map(String) : undefined;
}
