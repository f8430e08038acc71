// Whether a run has met another server than the one it was meant for.
import type { RecordedResponse, Report } from "../report.ts";

/** What all answers of a run were, where none could be the API's: `404 text/html`; undefined where one could. */
export function foreignAnswers({ points }: Report): string | undefined {
  // Mostly the first tells: the others need not be written down for this.
  if (points.some(({ response }) => response !== undefined && isLikely(response))) return undefined;
  const answers = points.flatMap(({ response }) => response ?? []);
  const [first] = answers;
  if (first === undefined) return undefined;
  const type = [first.headers["content-type"] ?? []].flat()[0]?.split(";")[0] ?? "no content type";
  return `${first.status} ${type}${answers.some(({ status }) => status !== first.status) ? " and others" : ""}`;
}

/** Anything that is JSON and no refusal of the path itself. */
function isLikely({ status, headers }: RecordedResponse): boolean {
  const type = [headers["content-type"] ?? []].flat()[0] ?? "";
  return /json/i.test(type) && status !== 404;
}
