// A line for each request the mock answers: gathered, and written beside its work, so that no slow terminal holds up an answer.
import type { Answered } from "../mock/answered.ts";
import type { Colours } from "../reporters/colour.ts";

export interface RequestLog {
  add(answered: Answered): void;
  /** A line of other words, in its turn. */
  say(line: string): void;
  /** Ends when all that is held is written. */
  flush(): Promise<void>;
}

const EVERY_MS = 50;
/** Characters held for a terminal that takes none; what comes beyond is counted. */
const MAX_HELD = 1_000_000;

/**
 * @param write ends when the text is written
 * @param clock the time of day of a moment in milliseconds since 1970: `18:04:11`
 */
export function createRequestLog(
  write: (text: string) => Promise<void>,
  colours: Colours,
  clock = timeOfDay,
): RequestLog {
  let held = "";
  let leftOut = 0;
  let writing: Promise<void> | undefined;
  let second = -1;
  let time = "";
  const writeOut = async (): Promise<void> => {
    while (held !== "") {
      const text = leftOut === 0 ? held : `${held}… and ${leftOut} more, for which the terminal was too slow\n`;
      held = "";
      leftOut = 0;
      await write(text);
    }
  };
  const start = (): Promise<void> =>
    writeOut().finally(() => {
      writing = undefined;
    });
  /** Whether there is room for a line more; what there is none for is counted. */
  const hasRoom = (): boolean => {
    if (held.length <= MAX_HELD) return true;
    leftOut += 1;
    return false;
  };
  const hold = (line: string): void => {
    held += `${line}\n`;
    writing ??= new Promise<void>((then) => setTimeout(then, EVERY_MS)).then(start);
  };
  return {
    say(line) {
      if (hasRoom()) hold(line);
    },
    add(answered) {
      if (!hasRoom()) return;
      const now = Math.floor(answered.at / 1000);
      if (now !== second) {
        second = now;
        time = colours.dim(clock(answered.at));
      }
      hold(`${time} ${requestLine(answered, colours)}`);
    },
    async flush() {
      await writing;
      await writeOut();
    },
  };
}

/** `POST /session/logout 200 SESSION_EXPIRED by scenario session-ends (scenarios/session-ends.yaml:4), 0.4 ms` */
function requestLine({ method, target, status, note, fault, ms, delayMs }: Answered, colours: Colours): string {
  const colour = status < 300 ? colours.green : status < 500 ? colours.yellow : colours.red;
  let line = `${colours.bold(method)} ${target} ${colour(String(status))}`;
  if (note?.outcome !== undefined) line += ` ${colours.cyan(note.outcome)}`;
  if (note?.by !== undefined) line += ` by ${note.by}`;
  if (note?.rule !== undefined) line += ` (${note.rule})`;
  if (note?.from !== undefined) line += ` from ${note.from}`;
  if (fault !== undefined) line += ` with the fault ${fault}`;
  if (note?.violations !== undefined)
    line += ` for ${note.violations.length} violation${note.violations.length === 1 ? "" : "s"}`;
  line += `, ${Math.round(ms * 10) / 10} ms`;
  return delayMs === undefined ? line : `${line} and ${delayMs} ms of delay`;
}

function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
