// Family: what was ended stays ended, and nothing else ends with it.
import type { Call, CasePlan } from "../case.ts";
import { leaveOut } from "../draft.ts";
import { expectAnyRefusal, expectRefusal, expectSuccess } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { identifies } from "../request-field.ts";

const ENDS =
  /log ?out|log ?off|sign ?out|sign ?off|deactivat|revoke|invalidat|terminat|end session|close session|(end|kill|destroy|expire|delete)s? .*(session|token)/i;

export const spentStaysSpent: Family = {
  name: "spent-stays-spent",
  summary:
    "A session that was ended is refused from then on; another session, and one whose request was refused, live on.",
  details: `Where an operation's path or summary says that it ends a session, and the config gives sessions: ending one twice is
refused the second time; ending one leaves another alive; a refused request ends none; another client (\`identities\`) cannot
end it. Each case draws sessions of its own.`,
  cases(ground) {
    const { operation, fields, given } = ground;
    const words = `${operation.path.replace(/[/_-]+/g, " ")} ${operation.id.replace(/([a-z])([A-Z])/g, "$1 $2")} ${operation.summary ?? ""}`;
    const sessions = fields.filter((field) => identifies(field) === "session" && given(field));
    if (!ENDS.test(words) || sessions.length === 0) return [];
    const valid: Call = { operation, basis: { kind: "documented" }, changes: [], expect: expectSuccess(operation) };
    const notOnMock = "A mock knows no sessions.";
    const spent: CasePlan = {
      detail: "the same session ended twice",
      calls: [
        { ...valid, prepares: "the first end was refused" },
        { ...valid, expect: expectRefusal(operation, "sessionInvalid") },
      ],
      notOnMock,
    };
    const untouched: CasePlan = {
      detail: "another session ended before",
      calls: [{ ...valid, set: 1, prepares: "the other session could not be ended" }, valid],
      notOnMock,
    };
    return [
      spent,
      untouched,
      ...refusalsLeaveNoTrace(ground, valid, notOnMock),
      ...foreignClients(ground, valid, notOnMock),
    ];
  },
};

function refusalsLeaveNoTrace({ operation, fields }: Ground, valid: Call, notOnMock: string): readonly CasePlan[] {
  return fields
    .filter((field) => field.required && field.in !== "path")
    .map((field) => ({
      detail: `valid after a request without ${field.key}`,
      calls: [
        {
          ...valid,
          changes: [leaveOut(field)],
          expect: expectAnyRefusal(operation),
          prepares: "the bad request was not refused",
        },
        valid,
      ],
      notOnMock,
    }));
}

function foreignClients({ operation, identities }: Ground, valid: Call, notOnMock: string): readonly CasePlan[] {
  return identities.flatMap(({ name, hasSessions }): readonly CasePlan[] => {
    const theirs: Call = { ...valid, identity: name };
    const used: CasePlan = {
      detail: `session used by client ${name}, then by its own`,
      calls: [{ ...theirs, foreign: true, expect: expectAnyRefusal(operation) }, valid],
      notOnMock,
    };
    if (!hasSessions) return [used];
    const ended: CasePlan = {
      detail: `session of client ${name} after one of another client ended`,
      calls: [{ ...valid, prepares: "the first session could not be ended" }, theirs],
      notOnMock,
    };
    return [used, ended];
  });
}
