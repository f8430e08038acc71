// What the mock says when no documented answer fits: what was found, what was expected, and how to go on.
import { nearest } from "../json/nearest.ts";
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import type { Rule } from "../scenario/scenario.ts";
import type { Api } from "./api.ts";
import { curlOf } from "./call.ts";
import { unsayable } from "./choice.ts";
import { headerOf, type MockAnswer, type MockRequest } from "./message.ts";
import type { Preference } from "./prefer.ts";
import { decidedProblem, problem } from "./problem.ts";

export function notFound(api: Api, request: MockRequest, path: string, near: Operation | undefined): MockAnswer {
  const names = api.operations.map(({ name }) => name);
  const shown = `${request.method} ${path.slice(0, 200)}`;
  const listed = `${names.slice(0, 10).join(", ")}${names.length > 10 ? ` and ${names.length - 10} more` : ""}`;
  const detail =
    near !== undefined
      ? `There is no operation \`${shown}\`; the nearest is \`${near.name}\`.`
      : `There is no operation \`${shown}\`, expected ${names.length === 1 ? "" : "one of "}${listed}.`;
  return problem(404, "Not Found", detail, {
    ...(near !== undefined ? { nearest: hint(near, request) } : {}),
    operations: names.slice(0, 50),
  });
}

export function methodNotAllowed(
  request: MockRequest,
  path: string,
  allow: string,
  operations: readonly Operation[],
): MockAnswer {
  const names = operations.map(({ name }) => `\`${name}\``).join(" and ");
  const detail = `\`${request.method} ${path.slice(0, 200)}\` is not documented, but ${names} ${operations.length === 1 ? "is" : "are"}.`;
  const [first] = operations;
  const members = first === undefined ? {} : { nearest: hint(first, request) };
  return problem(405, "Method Not Allowed", detail, members, { allow });
}

function hint(operation: Operation, request: MockRequest): Readonly<Record<string, string>> {
  const host = (headerOf(request, "host") ?? "localhost").replace(/[^\w.:[\]-]/g, "");
  const { method, path, id: operationId } = operation;
  return { method, path, operationId, call: curlOf(operation, `http://${host}`) };
}

export function undocumented(operation: Operation, { outcome, status }: Preference): MockAnswer {
  const names = operation.outcomes.map(({ name }) => name);
  const statuses = [...new Set(operation.outcomes.map(({ response }) => response.status))];
  const named = operation.outcomes.filter(({ name }) => name === outcome?.name);
  if (status !== undefined && !/^[1-5]\d\d$/.test(status.code) && nearest(status.code, names) === undefined) {
    const detail = `\`${status.code.slice(0, 100)}\` is no HTTP status, expected one of ${statuses.join(", ")}.`;
    return problem(400, "Undocumented status", detail, { operation: operation.name, documented: names, statuses });
  }
  if (named.length > 0 && outcome !== undefined) {
    const own = [...new Set(named.map(({ response }) => response.status))].join(" or ");
    const detail = `\`${outcome.name}\` of \`${operation.name}\` has no status \`${status?.code ?? ""}\`, it comes with ${own}: leave \`code\` out.`;
    return problem(400, "Undocumented status", detail, { operation: operation.name, documented: names, statuses });
  }
  const why = unsayable(operation, outcome?.name ?? "");
  if (why !== undefined)
    return problem(400, "Result code without a field", why, { operation: operation.name, documented: names, statuses });
  const asked = outcome?.name ?? `status ${status?.code ?? ""}`;
  const expected = outcome === undefined ? statuses : names;
  // `code=SYSTEM_ERROR`: Prism's word for a status, with a result code behind it.
  const near = nearest(outcome?.name ?? status?.code ?? "", names);
  const meant = near === undefined ? "" : ` Did you mean \`result=${near}\`?`;
  const what = asked === "" ? "The result code asked for is empty" : `\`${asked.slice(0, 100)}\` is not documented`;
  const detail = `${what} for \`${operation.name}\`, expected one of ${expected.join(", ")}.${meant}`;
  const title = outcome === undefined ? "Undocumented status" : "Undocumented result code";
  return problem(400, title, detail, { operation: operation.name, documented: names, statuses });
}

export function notAcceptable(operation: Operation, accept: string | undefined): MockAnswer {
  const offered = [...new Set(operation.responses.flatMap(({ mediaType }) => mediaType ?? []))];
  const detail = `\`${operation.name}\` answers with ${offered.join(" or ")}, the request accepts \`${(accept ?? "").slice(0, 100)}\`.`;
  return problem(406, "Not Acceptable", detail, { offered });
}

export function brokenRule(
  operation: Operation,
  outcome: OutcomeOption,
  by: string,
  rule: Rule | undefined,
  broken: readonly { readonly pointer: string; readonly message: string }[],
): MockAnswer {
  const place = rule === undefined ? "" : ` at ${rule.location.file}:${rule.location.line}`;
  // A value of the wrong type breaks what else is said of it, too: one reason is enough.
  const reasons = broken.filter(
    ({ pointer }, index) => broken.findIndex((other) => other.pointer === pointer) === index,
  );
  const what = reasons.map(({ pointer, message }) => `\`${pointer}\` ${message}`).join("; ");
  const detail = `The rule${place} sets what \`${outcome.name}\` of \`${operation.name}\` may not hold: ${what}.`;
  return decidedProblem(operation, by, 500, "The scenario breaks the document", detail);
}
