// Reporter: workflow commands of GitHub Actions, which show each fault at its row of the tables.

import { coverageLine, verdictLine } from "./closing.ts";
import { failuresOf } from "./failure.ts";
import type { Reporter } from "./reporter.ts";

export const github: Reporter = {
  name: "github",
  summary: "Annotations for GitHub Actions, at the rows of the tables.",
  details: "Places are relative to the specification's folder, as in every report.",
  write(report) {
    const errors = failuresOf(report).flatMap(({ point, points, diagnostics }) =>
      diagnostics.map(({ code, message, location }) => {
        const place =
          location === undefined
            ? []
            : [`file=${property(location.file)}`, `line=${location.line}`, `col=${location.column}`];
        const more = points.length > 1 ? ` (${points.length} cases)` : "";
        const again = point.rerun === undefined ? "" : `\n${point.rerun}`;
        return `::error ${[...place, `title=${property(code)}`].join(",")}::${data(`${point.name}: ${message}${more}${again}`)}`;
      }),
    );
    const warning = (text: string): string => `::warning title=fieldproof::${data(text)}`;
    const foreign = [report.foreign ?? []].flat().map(warning);
    const gates = [report.missedGates, report.aborted ?? []].flat().map(warning);
    return `${[...foreign, ...errors, ...gates, `::notice title=fieldproof::${data(`${verdictLine(report)}. ${coverageLine(report)}`)}`].join("\n")}\n`;
  },
};

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
