// Reporter: JUnit XML, as CI servers read it.
import XmlBuilder from "fast-xml-builder";
import type { Report, TestPoint } from "../report.ts";
import { coverageLine } from "./closing.ts";
import { placeOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

export const junit: Reporter = {
  name: "junit",
  summary: "JUnit XML, for CI servers.",
  details: `One suite for each operation. A failure names its first check and carries findings, answer and curl line as text. What was
skipped, is known or could not be told is skipped here, with its reason: JUnit has no word for the others.`,
  write(report) {
    const builder = new XmlBuilder({
      ignoreAttributes: false,
      attributeNamePrefix: "@",
      textNodeName: "#text",
      format: true,
      suppressEmptyNode: true,
      suppressBooleanAttributes: false,
    });
    const operations = [...new Set(report.points.map(({ operation }) => operation))];
    const cut = report.aborted === undefined ? [] : [cutShort(report.aborted)];
    const suites = [...operations.map((operation) => suiteOf(report, operation)), ...cut];
    const { failed } = report.summary;
    return builder.build({
      "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
      testsuites: {
        ...attributes({
          name: report.title,
          tests: report.points.length + cut.length,
          failures: failed,
          errors: cut.length,
          time: seconds(report.durationMs),
        }),
        testsuite: suites,
      },
    });
  },
};

function suiteOf(report: Report, operation: string): object {
  const points = report.points.filter((point) => point.operation === operation);
  const count = (...outcomes: readonly TestPoint["outcome"][]): number =>
    points.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const properties = {
    target: report.target,
    seed: report.seed,
    coverage: coverageLine(report),
    ...(report.foreign === undefined ? {} : { foreign: report.foreign }),
    ...(report.aborted === undefined ? {} : { aborted: report.aborted }),
  };
  return {
    ...attributes({
      name: operation,
      tests: points.length,
      failures: count("failed"),
      errors: 0,
      skipped: count("skipped", "inconclusive", "known"),
      time: seconds(points.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      timestamp: report.startedAt.replace(/\.\d+Z$/, ""),
    }),
    properties: { property: Object.entries(properties).map(([name, value]) => attributes({ name, value })) },
    testcase: points.map(caseOf),
  };
}

/** A run that ended early is an error of its own: without it a CI server would take what was judged for all there is. */
function cutShort(reason: string): object {
  const error = attributes({ type: "aborted", message: reason });
  return {
    ...attributes({ name: "run", tests: 1, failures: 0, errors: 1, skipped: 0, time: "0.000" }),
    testcase: { ...attributes({ name: "the run is complete", classname: "run", time: "0.000" }), error },
  };
}

function caseOf(point: TestPoint): object {
  const { name, operation, family, durationMs, outcome, reason = "", diagnostics } = point;
  const [first] = diagnostics;
  return {
    ...attributes({ name, classname: `${operation}.${family}`, time: seconds(durationMs) }),
    ...(outcome === "failed"
      ? {
          failure: {
            ...attributes({ type: first?.code ?? "failed", message: first?.message ?? "" }),
            "#text": clean(textOf(point)),
          },
        }
      : {}),
    ...(outcome === "skipped" ? { skipped: attributes({ message: reason }) } : {}),
    ...(outcome === "inconclusive" || outcome === "known"
      ? { skipped: attributes({ message: `${outcome}: ${reason}` }) }
      : {}),
  };
}

function textOf({ diagnostics, response, curl, rerun }: TestPoint): string {
  return [
    ...diagnostics.map((diagnostic) => {
      const place = placeOf(diagnostic);
      return `${diagnostic.code}: ${diagnostic.message}${place === undefined ? "" : ` (${place})`}`;
    }),
    ...(response === undefined ? [] : [`answer: ${response.status} ${response.body ?? ""}`]),
    ...(curl === undefined ? [] : [curl]),
    ...(rerun === undefined ? [] : [rerun]),
  ].join("\n");
}

function attributes(values: Readonly<Record<string, string | number>>): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`@${name}`, clean(String(value))]));
}

/** XML 1.0, section 2.2: what no XML text may hold, not even escaped, is shown as what it was. */
function clean(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML forbids
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
