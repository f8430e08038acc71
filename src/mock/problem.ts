// Problem Details for HTTP APIs (RFC 9457): what the mock itself has to say, told apart from what the API says.
import { headerText, type MockAnswer } from "./message.ts";

/** Every answer of the mock carries these; the contract runner knows it by them. */
export const MARK = { "x-fieldproof": "mock" } as const;

/**
 * A problem as an answer.
 * @param detail one sentence: what was found, what was expected, what to do
 * @param members further members of the problem
 */
export function problem(
  status: number,
  title: string,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): MockAnswer {
  const body = Buffer.from(`${JSON.stringify({ type: "about:blank", title, status, detail, ...members }, null, 2)}\n`);
  const safe = Object.entries(headers).map(([name, value]) => [name, headerText(value)]);
  return {
    status,
    headers: { ...MARK, "content-type": "application/problem+json", ...Object.fromEntries(safe) },
    body,
    note: { problem: detail },
  };
}

/**
 * A problem where a validation or a rule has decided, but no documented outcome says so: who decided is told as for any other answer.
 * @param by `validation`, `scenario NAME`
 */
export function decidedProblem(
  { id }: { readonly id: string },
  by: string,
  status: number,
  title: string,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): MockAnswer {
  const answer = problem(status, title, detail, members, { "x-fieldproof-outcome": `${status}; by=${by}`, ...headers });
  return { ...answer, note: { operation: id, by, problem: detail } };
}
