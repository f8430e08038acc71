// Files and folders watched for saves.
import { watch as watchFiles } from "chokidar";

export interface Watching {
  close(): Promise<void>;
}

/** Calls back once for each burst of changes, when it has been quiet for a moment. */
export function watch(paths: readonly string[], changed: (path: string) => void): Watching {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchFiles([...paths], {
    ignoreInitial: true,
    ignored: (path) => /(^|[/\\])(node_modules|\.git)([/\\]|$)/.test(path),
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  watcher.on("all", (_event, path) => {
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
