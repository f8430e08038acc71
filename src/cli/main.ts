#!/usr/bin/env node
import { executionAsyncResource } from "node:async_hooks";
// The command line: commander made from the commands' objects, exit codes, and the one place where the real world is handed in.
import { setMaxListeners } from "node:events";
import { Command as Commander, CommanderError, Option as CommanderOption, InvalidArgumentError } from "commander";
import type { Diagnostic } from "../report.ts";
import { createColours } from "../reporters/colour.ts";
import { version } from "../version.ts";
import type { Command, Option, Options, World } from "./command.ts";
import { commands } from "./commands.ts";
import { CannotRun, problemLine } from "./problem.ts";
import { writeBeside } from "./write-beside.ts";

// When a full collection of garbage finds none of the objects that `process.nextTick` makes, V8 forgets their shape, and its
// optimised code makes each of them the slow way from then on: a fifth of the mock's rate. So one of them is kept.
const kept: object[] = [];
process.nextTick(() => kept.push(executionAsyncResource()));

const stop = new AbortController();
// Every request on its way listens, as many as there are workers.
setMaxListeners(0, stop.signal);
const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;
for (const [name, number] of Object.entries(NUMBERS)) {
  process.on(name, () => {
    // Who asks twice does not want to wait.
    if (stop.signal.aborted) process.exit(128 + number);
    stop.abort();
  });
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early (`| head`) has seen what it wanted: a server stops, and a verdict stays what it is.
  if (error.code === "EPIPE") return stop.abort();
  // What was to be shown is lost, and with it whatever the command's own exit code would have said.
  process.stderr.write(
    `${problemLine({ code: "output-not-written", severity: "error", message: `Standard output cannot be written: ${error.message}.` })}\n`,
  );
  process.exit(2);
});

const world: World = {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  say: (text) => process.stderr.write(text),
  sayBeside: (text) => writeBeside(2, text),
  colours: coloursOf(process.stdout),
  talkColours: coloursOf(process.stderr),
  interactive: process.stderr.isTTY === true && !process.env.CI,
  now: () => new Date(),
  signal: stop.signal,
};

process.exitCode = await main(process.argv, world);
// What was told to stop has stopped, whatever is still open; what it wrote is flushed first.
if (stop.signal.aborted) process.stdout.write("", () => process.stderr.write("", () => process.exit()));

function coloursOf(stream: { readonly isTTY?: boolean }): World["colours"] {
  return createColours(stream.isTTY === true && !process.env.NO_COLOR && !process.env.CI);
}

async function main(argv: readonly string[], context: World): Promise<number> {
  let exitCode = 0;
  const program = new Commander("fieldproof")
    .description("Markdown field tables in; an OpenAPI document, a mock server and a contract run out.")
    .version(version(), "-V, --version")
    .configureOutput({ writeOut: context.out, writeErr: context.say })
    .showHelpAfterError("(fieldproof --help lists what there is)")
    .exitOverride();
  const named = argv.slice(2).find((word) => !word.startsWith("-"));
  for (const entry of commands) {
    const child = program.command(entry.name).description(entry.summary);
    // Only the command that was called is loaded: the others are here for the help and for suggestions.
    if (entry.name !== named && !(named === "help" && argv.includes(entry.name))) continue;
    declare(child, await entry.load(), async (argument, options, command) => {
      exitCode = await command.run(argument, options, context);
    });
  }
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CannotRun) {
      for (const diagnostic of error.diagnostics) context.say(`${problemLine(diagnostic)}\n`);
      return 2;
    }
    context.say(`${problemLine(unforeseen(error))}\n`);
    return 2;
  }
}

/** What nobody foresaw: the machine refused something, or a mistake of ours. */
function unforeseen(error: unknown): Diagnostic {
  const { code, syscall, message, stack } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) return { code: "system", severity: "error", message: `The system refused: ${message}.` };
  return {
    code: code ?? "unforeseen",
    severity: "error",
    message: `This is a mistake of fieldproof's: ${stack ?? error}`,
  };
}

function declare(
  commander: Commander,
  command: Command,
  run: (argument: string | undefined, options: Options, command: Command) => Promise<void>,
): void {
  if (command.argument !== undefined) commander.argument(command.argument.name, command.argument.description);
  for (const option of command.options) commander.addOption(optionOf(option));
  if (command.examples.length > 0) {
    commander.addHelpText("after", `\nExamples:\n${command.examples.map((example) => `  ${example}`).join("\n")}`);
  }
  commander.action(async (...words: readonly unknown[]) => {
    const argument = command.argument === undefined ? undefined : (words[0] as string | undefined);
    await run(argument, commander.opts(), command);
  });
}

function optionOf({ flags, description, choices, default: preset, repeatable, integer }: Option): CommanderOption {
  const option = new CommanderOption(flags, description);
  if (choices !== undefined) option.choices([...choices]);
  if (preset !== undefined) option.default(preset);
  if (repeatable === true) {
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  }
  if (integer !== undefined) {
    option.argParser((value: string) => {
      const { least, most = Number.MAX_SAFE_INTEGER } = integer;
      if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
      const range = integer.most === undefined ? `from ${least} on` : `from ${least} to ${most}`;
      throw new InvalidArgumentError(`Expected a whole number ${range}.`);
    });
  }
  return option;
}
