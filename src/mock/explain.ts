// Dry run: which rule would answer a request, and why the others would not.
import { type AnswerSettings, chosenScenario, pathOf } from "./answer.ts";
import type { Api } from "./api.ts";
import type { MockRequest } from "./message.ts";
import { refusalOf } from "./rule.ts";
import type { World } from "./world.ts";

/**
 * Why each rule of the active scenario would answer a request or not, without leaving a mark.
 * @returns undefined where no operation is met or no scenario is active
 */
export function explainRules(
  api: Api,
  world: World,
  request: MockRequest,
  settings: AnswerSettings,
):
  | {
      readonly scenario: string;
      readonly rules: readonly { readonly rule: string; readonly answers: boolean; readonly why: string }[];
    }
  | undefined {
  const match = api.router.match(request.method, pathOf(request.url));
  const chosen = chosenScenario(api, world, request, settings);
  if (match.kind !== "found" || chosen === undefined || "status" in chosen) return undefined;
  const checked = api.prepared(match.operation).check(request, match.path);
  const values = checked.values(Object.fromEntries(world.state));
  let answered = false;
  return {
    scenario: chosen.name,
    rules: chosen.rules.map((rule) => {
      const { file, line } = rule.location;
      const refusal =
        rule.operation === match.operation.id
          ? refusalOf(rule, chosen.name, values, world)
          : `it is for ${rule.operation}`;
      const answers = refusal === undefined && !answered;
      const holds = rule.answer.kind === "program" ? "its `answer` is asked" : "all its conditions hold";
      const why = refusal ?? (answered ? "a rule before it answers" : holds);
      answered ||= answers;
      return { rule: `${file}:${line}`, answers, why };
    }),
  };
}
