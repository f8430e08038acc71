// Whether a run has met another server than the one it was meant for.
import type { TestPoint } from "../report.ts";

/** What all answers of a run were, in one sentence, where none could be the API's; undefined where one could. */
export function foreignAnswers(points: readonly TestPoint[]): string | undefined {
  // Mostly the first tells: the others need not be written down for this.
  if (points.some(isLikely)) return undefined;
  const answers = points.flatMap(({ response }) => response ?? []);
  const [first] = answers;
  // A limit on rate stands before any API.
  if (first === undefined || answers.every(({ status }) => status === 429)) return undefined;
  const type = typeOf(first.headers)?.split(";")[0] ?? "no content type";
  const others = answers.some(({ status }) => status !== first.status) ? " and others" : "";
  return `No answer looked like this API (${first.status} ${type}${others}): is the URL of the target right?`;
}

/** No refusal of the path itself, and JSON, or what fits its promise and is no page for people. */
function isLikely({ response, outcome }: TestPoint): boolean {
  if (response === undefined) return false;
  const type = typeOf(response.headers) ?? "";
  return response.status !== 404 && (/json/i.test(type) || (outcome === "passed" && !/html/i.test(type)));
}

function typeOf(headers: Readonly<Record<string, string | readonly string[]>>): string | undefined {
  return [headers["content-type"] ?? []].flat()[0];
}
