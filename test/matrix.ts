// What the tests of the proving APIs share: their pages, a run, what fired in its report, and several runs at once.
import { readdirSync, readFileSync } from "node:fs";
import { type RunOptions, runContract } from "../src/contract/run.ts";
import type { Report } from "../src/report.ts";
import { deriveDocument } from "../src/spec/derive.ts";
import { readSpecification } from "../src/spec/read.ts";

/** The document that the pages of a folder under test/fixtures/pages make. */
export function documentOf(folder: string): ReturnType<typeof deriveDocument> {
  const root = `test/fixtures/pages/${folder}`;
  const pages = readdirSync(root, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${root}/${file}`, "utf8") }));
  return deriveDocument(readSpecification(pages));
}

type Given = "document" | "title" | "target" | "policy";

/** A run with a fixed seed and nothing known; `title` is for its report. */
export function runOf(options: Pick<RunOptions, Given> & Partial<RunOptions>): Promise<Report> {
  return runContract({
    scenarios: [],
    known: [],
    seed: 7,
    runs: 2,
    secrets: [],
    now: () => new Date(),
    env: process.env,
    cwd: process.cwd(),
    rerunCommand: (id) => `fieldproof verify --only ${id}`,
    ...options,
  });
}

/** The checks that failed, each once. */
export function firedIn({ points }: Report): readonly string[] {
  const failed = points.filter(({ outcome }) => outcome === "failed");
  return [...new Set(failed.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))];
}

/** Four at a time: a run mostly waits for its server. */
export async function inBatches<T>(entries: readonly T[], work: (entry: T) => Promise<void>): Promise<void> {
  const queue = [...entries];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await work(entry);
    }),
  );
}
