// Family: what was ended stays ended, and nothing else ends with it.

import { SESSION } from "../../openapi/thing.ts";
import type { Call, CasePlan } from "../case.ts";
import { leaveOut } from "../draft.ts";
import { expectAnyRefusal, expectRefusal, expectSuccess } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { operationsThat, probeOf, sessionFields, validCall } from "../lifecycle.ts";
import { identifies } from "../request-field.ts";
import { UNKNOWN_CLIENT } from "./unknown-client.ts";

export const spentStaysSpent: Family = {
  name: "spent-stays-spent",
  summary:
    "A session that was ended is refused from then on; another session, and one whose request was refused, live on.",
  details: `Where an operation's path or summary says that it ends a session, and the config or a login gives sessions: ending one twice is
refused the second time, and so is every other operation with it; ending one leaves another alive; a refused request ends none;
another client (\`identities\`) can neither use nor end it. Each case draws sessions of its own. Where two logins of one account may disturb each
other, that is asked first.`,
  cases(ground) {
    const { operation, state } = ground;
    const sessions = sessionFields(ground, operation);
    if (sessions.length === 0) return [];
    if (!state.of(operation.id).ends.some(({ thing }) => thing === SESSION))
      return [...afterTheEnd(ground), ...usedByOthers(ground)];
    const valid: Call = { operation, basis: { kind: "documented" }, changes: [], expect: expectSuccess(operation) };
    const spent: CasePlan = {
      detail: "the same session ended twice",
      calls: [
        { ...valid, prepares: "the first end was refused" },
        { ...valid, expect: expectRefusal(operation, "sessionInvalid") },
        // Nor does it come back.
        { ...valid, expect: expectRefusal(operation, "sessionInvalid") },
      ],
      needsState: true,
    };
    return [
      spent,
      ...(sessions.some((field) => ground.inferred(field)) ? othersLiveOn(ground) : [untouched(valid)]),
      ...refusalsLeaveNoTrace(ground, valid),
      ...foreignClients(ground, valid),
    ];
  },
};

function untouched(valid: Call): CasePlan {
  return {
    detail: "another session ended before",
    calls: [{ ...valid, set: 1, prepares: "the other session could not be ended" }, valid],
    needsState: true,
  };
}

/** Sessions of one account: some services keep but the last. Whether this one does is asked before it is blamed. */
function othersLiveOn(ground: Ground): readonly CasePlan[] {
  const { operation, identities } = ground;
  const probe = probeOf(ground, operation);
  if (probe === undefined) return [];
  const asked = validCall(probe, { prepares: "a second login may end the first session" });
  const end = validCall(operation, { prepares: "the other session could not be ended" });
  return [
    {
      detail: "another session of the account ended before",
      calls: [{ ...asked }, { ...end, set: 1 }, validCall(probe)],
      needsState: true,
    },
    ...identities
      .filter(({ hasSessions }) => hasSessions(operation))
      .map(
        ({ name }): CasePlan => ({
          detail: `session of client ${name} used before and after another client's ended`,
          calls: [
            { ...asked, identity: name, prepares: "the other client's session could not be used" },
            end,
            validCall(probe, { identity: name }),
          ],
          notOnMock: "A mock knows no clients.",
        }),
      ),
  ];
}

/** Every other operation refuses a session that was ended. */
function afterTheEnd(ground: Ground): readonly CasePlan[] {
  const { operation } = ground;
  return operationsThat(ground, "ends", SESSION)
    .filter((ender) => sessionFields(ground, ender).length > 0)
    .map((ender) => ({
      detail: `session ended by ${ender.name}`,
      calls: [
        validCall(ender, { prepares: "the session could not be ended" }),
        validCall(operation, { expect: expectRefusal(operation, "sessionInvalid") }),
      ],
      needsState: true,
    }));
}

/** A session is its own client's. */
function usedByOthers({ operation, identities }: Ground): readonly CasePlan[] {
  return identities
    .filter(({ isNamedIn }) => isNamedIn(operation))
    .map(({ name }) => ({
      detail: `session used by client ${name}`,
      calls: [validCall(operation, { identity: name, foreign: true, expect: expectAnyRefusal(operation) })],
      notOnMock: "A mock knows no clients.",
    }));
}

function refusalsLeaveNoTrace({ operation, fields, given }: Ground, valid: Call): readonly CasePlan[] {
  const client = fields.filter((field) => identifies(field) === "client" && given(field)).at(-1);
  const unknown: readonly CasePlan[] =
    client === undefined
      ? []
      : [
          {
            detail: `valid after a request with a wrong ${client.key}`,
            calls: [
              {
                ...valid,
                instead: { [client.key]: UNKNOWN_CLIENT },
                expect: expectAnyRefusal(operation),
                prepares: "the bad request was not refused",
              },
              valid,
            ],
            notOnMock: "A mock knows no clients.",
          },
        ];
  const lacking = fields
    .filter((field) => field.required && field.in !== "path")
    .map(
      (field): CasePlan => ({
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
        needsState: true,
      }),
    );
  return [...lacking, ...unknown];
}

function foreignClients({ operation, identities }: Ground, valid: Call): readonly CasePlan[] {
  return identities.flatMap(({ name, hasSessions, isNamedIn }): readonly CasePlan[] => {
    const theirs: Call = { ...valid, identity: name };
    const used: CasePlan = {
      detail: `session used by client ${name}, then by its own`,
      calls: [{ ...theirs, foreign: true, expect: expectAnyRefusal(operation) }, valid],
      notOnMock: "A mock knows no clients.",
    };
    // With nothing but the session to tell clients apart, who has it is its client.
    const foreign = isNamedIn(operation) ? [used] : [];
    if (!hasSessions(operation)) return foreign;
    const ended: CasePlan = {
      detail: `session of client ${name} after one of another client ended`,
      calls: [{ ...valid, prepares: "the first session could not be ended" }, theirs],
      notOnMock: "A mock knows no clients.",
    };
    return [...foreign, ended];
  });
}
