// What a mock can answer, as rows for a table: each operation with its codes and a line that forces one.
import type { Operation } from "../openapi/operation.ts";
import { curlOf } from "./call.ts";

export interface SummaryRow {
  /** `POST /session/logout`. */
  readonly operation: string;
  readonly id: string;
  /** In the document's order. */
  readonly codes: readonly string[];
  /** Forces the first code that is no success, where there is one. */
  readonly curl: string;
}

/** @param url where the mock listens */
export function summaryOf(operations: readonly Operation[], url: string): readonly SummaryRow[] {
  return operations.map((operation) => {
    const forced = operation.outcomes.find(({ role }) => role !== "success") ?? operation.outcomes[0];
    const headers = forced === undefined ? undefined : { Prefer: `example=${forced.name}` };
    return {
      operation: operation.name,
      id: operation.id,
      codes: operation.outcomes.map(({ name }) => name),
      curl: curlOf(operation, url, headers),
    };
  });
}
