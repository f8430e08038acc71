// The sections of a page by the operations and the lists of codes that each holds: codes are theirs who share their section.
import type { Part } from "./outline.ts";

export class Sections<T extends { readonly start: number }> {
  readonly #operations: readonly T[];
  /** By the index of a section's heading. */
  readonly #held = new Map<number, T[]>();
  readonly #codes = new Map<number, number>();

  constructor(parts: readonly Part[], operations: readonly T[]) {
    this.#operations = operations;
    for (const operation of operations) {
      const { start } = operation;
      for (const index of new Set([...headingsAbove(parts[start]), start])) {
        const held = this.#held.get(index) ?? [];
        this.#held.set(index, held);
        held.push(operation);
      }
    }
    for (const part of parts) {
      if (part.heading?.meaning.topic !== "codes") continue;
      for (const index of [-1, ...headingsAbove(part)]) this.#codes.set(index, (this.#codes.get(index) ?? 0) + 1);
    }
  }

  /** The operations of the section around a heading, or around the heading of a table; all of the page where it holds none. */
  around(part: Part): readonly T[] {
    return this.#held.get(sectionOf(part)) ?? this.#operations;
  }

  /** The headings whose sections hold an operation and no other, the nearest first. */
  titlesOf(opening: Part | undefined, operation: T): readonly number[] {
    return [...headingsAbove(opening), operation.start]
      .filter((index) => this.#held.get(index)?.length === 1 && this.#held.get(index)?.[0] === operation)
      .reverse();
  }

  /** Whether a heading is the only one in the section around it that speaks of codes. */
  isOnlyOfCodes(heading: Part): boolean {
    return this.#codes.get(sectionOf(heading)) === 1;
  }
}

function headingsAbove(part: Part | undefined): readonly number[] {
  return (part?.captions ?? []).filter(({ kind }) => kind === "heading").map(({ index }) => index);
}

function sectionOf(part: Part): number {
  const above = headingsAbove(part);
  return (part.heading === undefined ? above.at(-2) : above.at(-1)) ?? -1;
}
