// Reporter: SARIF 2.1.0 (OASIS), for code scanning: each fault at its row of the tables.
import type { Diagnostic } from "../report.ts";
import { coverageLine } from "./closing.ts";
import { failuresOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

export const sarif: Reporter = {
  name: "sarif",
  summary: "SARIF 2.1.0, for code scanning: each fault at its row of the tables.",
  details: `One result for each finding of each fault, with the fingerprint that tells a known fault from a new one. A run that was
cut short says so in its invocation.`,
  write(report) {
    const failures = failuresOf(report);
    const rules = [...new Set(failures.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
    const results = failures.flatMap(({ point, points, diagnostics }) =>
      diagnostics.map((diagnostic) => ({
        ruleId: diagnostic.code,
        ruleIndex: rules.indexOf(diagnostic.code),
        level: "error",
        message: { text: `${point.name}: ${diagnostic.message}` },
        ...(diagnostic.location === undefined ? {} : { locations: [locationOf(diagnostic.location)] }),
        partialFingerprints: { "fieldproof/v1": `${point.fingerprint}/${diagnostic.code}` },
        occurrenceCount: points.length,
        properties: {
          operation: point.operation,
          ...(diagnostic.pointer === undefined ? {} : { pointer: diagnostic.pointer }),
          ...(point.curl === undefined ? {} : { curl: point.curl }),
          ...(point.rerun === undefined ? {} : { rerun: point.rerun }),
        },
      })),
    );
    const notes = [report.foreign ?? [], report.missedGates, report.aborted ?? [], coverageLine(report)].flat();
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "fieldproof", rules: rules.map((id) => ({ id })) } },
          invocations: [
            {
              executionSuccessful: report.aborted === undefined,
              startTimeUtc: report.startedAt,
              toolExecutionNotifications: notes.map((text) => ({ level: "note", message: { text } })),
            },
          ],
          columnKind: "utf16CodeUnits",
          results,
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

function locationOf({ file, line, column }: NonNullable<Diagnostic["location"]>): object {
  const region = { startLine: line, startColumn: column };
  return { physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region } };
}
