// Files and folders watched for saves.
import { existsSync } from "node:fs";
import { watch as watchFiles } from "chokidar";

export interface Watching {
  close(): Promise<void>;
}

/** One save makes several changes: of the file, of a file beside it that takes its place, of their folder. */
const QUIET_MS = 100;
/** How often what is not there is looked for. */
const LOOK_EVERY_MS = 250;

/**
 * Calls back once for each burst of changes, when it has been quiet for a moment.
 * @param paths files and folders, which may come into being, go and come again
 * @param since when the files were read: what was saved while the watcher got ready is a change as well
 */
export function watch(paths: readonly string[], since: Date, changed: (path: string) => void): Watching {
  let timer: NodeJS.Timeout | undefined;
  let file: string | undefined;
  const watcher = watchFiles([...paths], {
    alwaysStat: true,
    ignored: (path) => /(^|[/\\])(node_modules|\.git)([/\\]|$)/.test(path),
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  const heard = (path: string, isFile: boolean): void => {
    if (isFile) file = path;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const named = file ?? path;
      file = undefined;
      changed(named);
    }, QUIET_MS);
  };
  // A file that was moved here keeps the time of its last save, and gets another of its status.
  const isOld = ({ mtimeMs, ctimeMs }: { mtimeMs: number; ctimeMs: number }): boolean =>
    Math.max(mtimeMs, ctimeMs) < since.getTime();
  const gone = new Set(paths.filter((path) => !existsSync(path)));
  watcher.on("all", (event, path, stats) => {
    if (event.startsWith("unlink") && paths.includes(path)) gone.add(path);
    if (event.startsWith("add") && stats !== undefined && isOld(stats)) return;
    heard(path, !event.endsWith("Dir"));
  });
  // The watcher does not see a folder come back, nor one whose parent was not there.
  const looking = setInterval(() => {
    for (const path of paths) {
      if (!existsSync(path)) gone.add(path);
      else if (gone.delete(path)) {
        watcher.unwatch(path);
        watcher.add(path);
        heard(path, false);
      }
    }
  }, LOOK_EVERY_MS);
  return {
    async close() {
      clearInterval(looking);
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
