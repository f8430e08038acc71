// Progress of long work, on the terminal of a person who watches; nothing elsewhere.
import { Presets, SingleBar } from "cli-progress";
import type { World } from "./command.ts";

export interface Progress {
  readonly show: (done: number, total: number) => void;
  readonly clear: () => void;
}

export function createProgress({ interactive }: Pick<World, "interactive">): Progress {
  if (!interactive) return { show: () => {}, clear: () => {} };
  const bar = new SingleBar(
    {
      format: "{bar} {value}/{total} cases, {duration_formatted}",
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
    },
    Presets.shades_grey,
  );
  let started = false;
  return {
    show(done, total) {
      if (!started) bar.start(total, done);
      started = true;
      bar.setTotal(total);
      bar.update(done);
    },
    clear() {
      if (started) bar.stop();
    },
  };
}
