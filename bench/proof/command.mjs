// Commands with an end: a tool that hangs is ended, with all that it has started.
import { spawn } from "node:child_process";

const running = new Set();

/** @returns {Promise<{ code: number | null, out: string, timedOut: boolean }>} what it printed, at most the last 200,000 characters */
export function command(name, args, { cwd, env = {}, limitMs = 60_000 }) {
  return new Promise((then, fail) => {
    const child = start(name, args, { cwd, env });
    let out = "";
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end(child);
    }, limitMs);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        out = `${out}${chunk}`.slice(-200_000);
      });
    child.once("error", fail);
    child.once("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      then({ code, out, timedOut });
    });
  });
}

/** A command that goes on until it is ended; in a group of its own, so that what it starts ends with it. */
export function start(name, args, { cwd, env = {} }) {
  const child = spawn(name, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  return child;
}

export function end(child) {
  running.delete(child);
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

export function endAll() {
  for (const child of running) end(child);
}
