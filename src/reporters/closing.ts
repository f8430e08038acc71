// The closing lines of a report: verdicts, and what of the document was seen.
import type { Report } from "../report.ts";

export interface CodeCounts {
  readonly documented: number;
  readonly seen: number;
  /** Not seen, for a reason the document or the config gives. */
  readonly waived: number;
  /** Not seen. */
  readonly missed: number;
}

/** How many of the documented result codes the run has seen, over all operations. */
export function codeCounts({ coverage }: Report): CodeCounts {
  const codes = Object.entries(coverage.resultCodes).flatMap(([operation, counts]) =>
    Object.entries(counts).map(([code, count]) => ({
      seen: count > 0,
      waived: count === 0 && coverage.waived[operation]?.[code] !== undefined,
    })),
  );
  const seen = codes.filter((code) => code.seen).length;
  const waived = codes.filter((code) => code.waived).length;
  return { documented: codes.length, seen, waived, missed: codes.length - seen - waived };
}

/** `SUCCESS reached on 5 of 5 operations; codes 14 of 19, 3 waived, 2 missed`. */
export function coverageLine(report: Report): string {
  const operations = Object.values(report.coverage.operations);
  const reached = operations.filter(({ success }) => success).length;
  const { documented, seen, waived, missed } = codeCounts(report);
  return `SUCCESS reached on ${reached} of ${operations.length} operations; codes ${seen} of ${documented}, ${waived} waived, ${missed} missed`;
}

/** `68 passed, 2 failed, 0 inconclusive, 1 skipped`. */
export function verdictLine({ summary }: Report): string {
  const { passed, failed, inconclusive, skipped, known } = summary;
  return `${passed} passed, ${failed} failed, ${inconclusive} inconclusive, ${skipped} skipped${known > 0 ? `, ${known} known` : ""}`;
}
