// Dry run: what would answer a request, which rule, and why the others would not.
import type { Operation } from "../openapi/operation.ts";
import { type AnswerSettings, chosenScenario, decide, pathOf, placeOf } from "./answer.ts";
import type { Api } from "./api.ts";
import { headerOf, type MockRequest } from "./message.ts";
import { queryPreference, readPreference } from "./prefer.ts";
import type { CheckedRequest } from "./request-check.ts";
import { refusalOf } from "./rule.ts";
import { violationsText } from "./violation-header.ts";
import { copyOf, type World } from "./world.ts";

export interface Explained {
  readonly scenario: string | null;
  readonly rules: readonly { readonly rule: string; readonly answers: boolean; readonly why: string }[];
  /** `POST /session/logout`; absent where none is met. */
  readonly operation?: string;
  /** `forced`, `scenario NAME`, `validation`, `state`, `default`; absent where no operation is met, or what is asked for is not documented. */
  readonly by?: string;
  /** Absent where a program decides, a target answers, or the answer is no documented one. */
  readonly outcome?: string;
  readonly why: string;
}

/** What would answer a request, and why each rule of the active scenario would or would not, without leaving a mark. */
export function explainAnswer(api: Api, world: World, request: MockRequest, settings: AnswerSettings): Explained {
  const path = pathOf(request.url);
  const match = api.router.match(request.method, path);
  if (match.kind !== "found") {
    const near = match.kind === "none" ? match.nearest : match.operations[0];
    const hint = near === undefined ? "" : `; the nearest is \`${near.name}\``;
    const why = `There is no operation \`${request.method} ${path.slice(0, 200)}\`${hint}.`;
    return { scenario: null, rules: [], why };
  }
  const { operation } = match;
  const chosen = chosenScenario(api, world, request, settings);
  const scenario = chosen === undefined || "status" in chosen ? undefined : chosen;
  const checked = api.prepared(operation).check(request, match.path);
  const values = checked.values(Object.fromEntries(world.state));
  let answered = false;
  const rules = (scenario?.rules ?? []).map((rule) => {
    const refusal =
      rule.operation === operation.id
        ? refusalOf(rule, scenario?.name ?? "", values, world)
        : `it is for ${rule.operation}`;
    const answers = refusal === undefined && !answered;
    const holds = rule.answer.kind === "program" ? "its `answer` is asked" : "all its conditions hold";
    const why = refusal ?? (answered ? "a rule before it answers" : holds);
    answered ||= answers;
    return { rule: placeOf(rule), answers, why };
  });
  const decision = decide(api, copyOf(world), request, settings);
  const by = "by" in decision ? decision.by : "note" in decision ? decision.note?.by : undefined;
  return {
    scenario: scenario?.name ?? null,
    rules,
    operation: operation.name,
    ...(by === undefined ? {} : { by }),
    ...("outcome" in decision ? { outcome: decision.outcome.name } : {}),
    why: ("note" in decision ? decision.note?.problem : undefined) ?? reasonFor(by, operation, checked, world, request),
  };
}

function reasonFor(
  by: string | undefined,
  operation: Operation,
  { violations }: CheckedRequest,
  world: World,
  request: MockRequest,
): string {
  switch (by) {
    case "forced":
      return world.forced.has(operation.id) && !isPreferred(request)
        ? "It is forced through `force`."
        : "The request asks for it.";
    case "validation":
      return `The request is invalid: ${violationsText(violations)}.`;
    case "state":
      return "Nothing else decides, and what was made and ended before says the rest.";
    case "default":
      return "Nothing else decides.";
    default:
      return "A rule of the active scenario answers.";
  }
}

function isPreferred(request: MockRequest): boolean {
  const { outcome, status } = readPreference(headerOf(request, "prefer"), queryPreference(request.url));
  return outcome !== undefined || status !== undefined;
}
