// Dry run: what would answer a request, which rule, and why the others would not.
import type { Operation } from "../openapi/operation.ts";
import { type AnswerSettings, chosenScenario, pathOf } from "./answer.ts";
import type { Api } from "./api.ts";
import { preferred, successOutcome } from "./choice.ts";
import { headerOf, type MockRequest } from "./message.ts";
import { queryPreference, readPreference } from "./prefer.ts";
import type { CheckedRequest } from "./request-check.ts";
import { refusalOf } from "./rule.ts";
import { violationsText } from "./violation-header.ts";
import type { World } from "./world.ts";

export interface Explained {
  readonly scenario: string | null;
  readonly rules: readonly { readonly rule: string; readonly answers: boolean; readonly why: string }[];
  /** `POST /session/logout`; absent where none is met. */
  readonly operation?: string;
  /** `forced`, `scenario NAME`, `validation`, `default`; absent where no operation is met. */
  readonly by?: string;
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
    const { file, line } = rule.location;
    const refusal =
      rule.operation === operation.id
        ? refusalOf(rule, scenario?.name ?? "", values, world)
        : `it is for ${rule.operation}`;
    const answers = refusal === undefined && !answered;
    const holds = rule.answer.kind === "program" ? "its `answer` is asked" : "all its conditions hold";
    const why = refusal ?? (answered ? "a rule before it answers" : holds);
    answered ||= answers;
    return { rule: `${file}:${line}`, answers, why };
  });
  const decided =
    forcing(operation, world, request) ??
    (answered && scenario !== undefined
      ? { by: `scenario ${scenario.name}`, why: "A rule of the active scenario answers." }
      : byItself(api, operation, checked, request, settings));
  return { scenario: scenario?.name ?? null, rules, operation: operation.name, ...decided };
}

type Decided = Pick<Explained, "by" | "outcome" | "why">;

function forcing(operation: Operation, world: World, request: MockRequest): Decided | undefined {
  const preference = readPreference(headerOf(request, "prefer"), queryPreference(request.url));
  if (preference.outcome !== undefined || preference.status !== undefined) {
    const forced = preferred(operation, preference, headerOf(request, "accept"));
    return forced === undefined
      ? { why: "The request asks for what is not documented, and gets 400." }
      : { by: "forced", outcome: forced.outcome.name, why: "The request asks for it." };
  }
  const code = world.forced.get(operation.id)?.code;
  return code === undefined ? undefined : { by: "forced", outcome: code, why: "It is forced through `force`." };
}

function byItself(
  { state }: Api,
  operation: Operation,
  { violations }: CheckedRequest,
  request: MockRequest,
  { validate }: AnswerSettings,
): Decided {
  if (violations.length > 0 && validate === "strict")
    return { by: "validation", why: `The request is invalid: ${violationsText(violations)}.` };
  const outcome = successOutcome(operation, headerOf(request, "accept"));
  const unless = state === undefined ? "" : ", unless what it refers to is not there";
  return {
    by: "default",
    ...(outcome === undefined ? {} : { outcome: outcome.name }),
    why: `Nothing else decides${unless}.`,
  };
}
