// What a command is: one constant object per file, listed in commands.ts, from which the command line is built.
import type { Colours } from "../reporters/colour.ts";

/** The world a command runs in: everything it may touch outside its arguments. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: (text: string) => void;
  /** Talk: progress, notes, errors. */
  readonly say: (text: string) => void;
  /** The same where there is much of it: ends when it is written, and holds nothing up till then. */
  readonly sayBeside: (text: string) => Promise<void>;
  /** For results. */
  readonly colours: Colours;
  /** For talk, which may go elsewhere. */
  readonly talkColours: Colours;
  /** Whether a person watches: progress is shown only then. */
  readonly interactive: boolean;
  readonly now: () => Date;
  /** Aborted when the user asks the command to stop. */
  readonly signal: AbortSignal;
}

export interface Option {
  /** As commander takes them: `-o, --output <file>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean;
  readonly repeatable?: true;
  /** Read as a whole number from `least` on. */
  readonly integer?: { readonly least: number; readonly most?: number };
}

export type Options = Readonly<Record<string, unknown>>;

export interface Command {
  /** The one positional argument: `[spec]`, `<code>`. */
  readonly argument?: { readonly name: string; readonly description: string };
  readonly options: readonly Option[];
  /** Examples for `--help`, one shell line each. */
  readonly examples: readonly string[];
  /** @returns the exit code */
  readonly run: (argument: string | undefined, options: Options, world: World) => Promise<number>;
}
