// The commands, in the order in which `fieldproof --help` lists them; each is loaded only when it is called.
import type { Command } from "./command.ts";

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: "derive",
    summary: "write the OpenAPI document that the tables say",
    load: async () => (await import("./commands/derive.ts")).derive,
  },
  {
    name: "lint",
    summary: "say what is ambiguous, contradictory or missing in the tables, at its line",
    load: async () => (await import("./commands/lint.ts")).lint,
  },
  {
    name: "mock",
    summary: "start a mock server that can answer every documented result code",
    load: async () => (await import("./commands/mock.ts")).mock,
  },
  {
    name: "verify",
    summary: "run the contract against a real implementation and judge its answers",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  {
    name: "explain",
    summary: "print the page of a rule, check, case family or reporter",
    load: async () => (await import("./commands/explain.ts")).explain,
  },
];
