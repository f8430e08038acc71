// Files and folders watched for saves.
import { watch as watchFiles } from "chokidar";

export interface Watching {
  close(): Promise<void>;
}

/**
 * Calls back once for each burst of changes, when it has been quiet for a moment.
 * @param since when the files were read: what was saved while the watcher got ready is a change as well
 */
export function watch(paths: readonly string[], since: Date, changed: (path: string) => void): Watching {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchFiles([...paths], {
    alwaysStat: true,
    ignored: (path) => /(^|[/\\])(node_modules|\.git)([/\\]|$)/.test(path),
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  let isReady = false;
  watcher.on("ready", () => {
    isReady = true;
  });
  watcher.on("all", (_event, path, stats) => {
    if (!isReady && (stats?.mtimeMs ?? 0) < since.getTime()) return;
    clearTimeout(timer);
    timer = setTimeout(() => changed(path), 40);
  });
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
