// The folders that a file to be written lacks.
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing, one by one: where a file system refuses new folders as if the one above were missing
 * (`/proc`), Node's own recursive way never ends. What somebody else makes meanwhile is as good.
 * @returns the first folder that was made, undefined where none was
 * @throws the file system's error
 */
export function makeFolders(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  const above = dirname(folder) === folder ? undefined : makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return above;
  }
  return above ?? folder;
}
