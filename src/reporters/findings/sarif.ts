// Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): for code scanning and editors.
import type { Diagnostic, Location, Severity, TextEdit } from "../../report.ts";
import type { FindingsReporter } from "./findings.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

export const sarif: FindingsReporter = {
  name: "sarif",
  summary: "For code scanning: SARIF 2.1.0, with the help text of every rule.",
  details: "One run with one result to a finding; columns count UTF-16 code units, as SARIF wants them by default.",
  report(diagnostics, { rules = [], version }) {
    const indices = new Map(rules.map(({ name }, index) => [name, index]));
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "fieldproof",
              ...(version !== undefined ? { semanticVersion: version } : {}),
              rules: rules.map(({ name, summary, details, severity }) => ({
                id: name,
                shortDescription: { text: summary },
                help: { text: details, markdown: details },
                defaultConfiguration: { level: LEVELS[severity] },
              })),
            },
          },
          columnKind: "utf16CodeUnits",
          results: diagnostics.map((diagnostic) => resultOf(diagnostic, indices)),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

function resultOf(
  { code, severity, message, location, suggestion, related = [], fix }: Diagnostic,
  indices: ReadonlyMap<string, number>,
): unknown {
  const ruleIndex = indices.get(code);
  const text = suggestion === undefined ? message : `${message} Write \`${suggestion}\`.`;
  return {
    ruleId: code,
    ...(ruleIndex !== undefined ? { ruleIndex } : {}),
    level: LEVELS[severity],
    message: { text },
    ...(location !== undefined ? { locations: [placeOf(location)] } : {}),
    ...(related.length > 0 ? { relatedLocations: related.map(placeOf) } : {}),
    ...(fix !== undefined ? { fixes: [{ artifactChanges: changesOf(fix) }] } : {}),
  };
}

function placeOf(location: Location): unknown {
  return { physicalLocation: { artifactLocation: artifactOf(location), region: regionOf(location) } };
}

function artifactOf({ file }: Location): unknown {
  return { uri: encodeURI(file) };
}

function regionOf({ line, column, endColumn }: Location): unknown {
  return { startLine: line, startColumn: column, ...(endColumn !== undefined ? { endColumn } : {}) };
}

/** A finding is put right in the file it is found in. */
function changesOf(fix: readonly TextEdit[]): readonly unknown[] {
  const [first] = fix;
  if (first === undefined) return [];
  const replacements = fix.map(({ location, text }) => ({
    deletedRegion: regionOf(location),
    insertedContent: { text },
  }));
  return [{ artifactLocation: artifactOf(first.location), replacements }];
}
