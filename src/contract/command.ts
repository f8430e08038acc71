// A command of the shell: what it prints, and its end with all it has started when its time is over or nobody waits any more.
import { spawn } from "node:child_process";

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Why it gave no result; undefined where it ended with 0. */
  readonly why?: string;
  /** It was ended because its time was over. */
  readonly late?: boolean;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** How much of its output is kept, in characters: a value is a line. */
const KEPT = 1_000_000;

/** Runs a command and waits for its end; never throws. */
export function runInShell(command: string, { cwd, env, timeoutMs, signal }: CommandOptions): Promise<Ended> {
  return new Promise((resolve) => {
    // In a group of its own, so that what the shell starts ends with it; Windows has no groups.
    const detached = process.platform !== "win32";
    const child = spawn(command, {
      cwd,
      env: env as NodeJS.ProcessEnv,
      shell: true,
      detached,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout = (stdout + text).slice(0, KEPT);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(0, KEPT);
    });
    const end = (why?: string, late = false): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      process.removeListener("exit", kill);
      resolve({ stdout, stderr, ...(why === undefined ? {} : { why }), ...(late ? { late } : {}) });
    };
    const kill = (): void => {
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has ended already.
      }
    };
    const stop = (): void => {
      kill();
      end("the run was stopped");
    };
    const timer = setTimeout(() => {
      kill();
      end(`it ran longer than ${timeoutMs / 1000} s`, true);
    }, timeoutMs);
    process.once("exit", kill);
    child.once("error", (error) => end(`the shell did not start (${error.message})`));
    child.once("close", (code, name) => {
      if (code === 0) end();
      else end(code === null ? `it was ended by ${name}` : `it ended with exit code ${code}`);
    });
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
