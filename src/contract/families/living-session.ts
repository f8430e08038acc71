// Family: a session that was just handed out lives, and goes on living whatever it is used for.
import { pointerTo } from "../../openapi/state.ts";
import { SESSION, wordsOf } from "../../openapi/thing.ts";
import type { CasePlan } from "../case.ts";
import { expectSessionKnown } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { callAbout, isRead, probeOf, sessionFields, validCall } from "../lifecycle.ts";

export const livingSession: Family = {
  name: "living-session",
  summary: "A session is alive when a login hands it out, and after every call that is not said to end it.",
  details: `Told from names: an operation that only reads takes what a login has just handed out under the same name, and is asked twice;
what makes, changes or removes things is followed by such a read. What deals with accounts or passwords may end sessions, and what
redeems a ticket may use it up: these are left alone. Each case has a session of its own.`,
  cases(ground) {
    return [...handedOut(ground), ...usedAgain(ground)];
  },
};

/** A login's session is known to the operations that want one. */
function handedOut(ground: Ground): readonly CasePlan[] {
  const { operation } = ground;
  const probe = probeOf(ground, operation);
  const wanted = probe === undefined ? [] : sessionFields(ground, probe).map(({ name }) => bare(name));
  const isWanted = (name: string): boolean =>
    wanted.includes(name) || (wanted.includes("authorization") && /^(access )?token$/.test(name));
  const made = ground.state
    .of(operation.id)
    .makes.find(({ thing, field }) => thing === SESSION && isWanted(bare(field.path.at(-1) ?? "")));
  if (probe === undefined || made === undefined) return [];
  return [
    {
      detail: `its session known to ${probe.name}`,
      calls: [
        validCall(operation, { take: { session: pointerTo(made.field.path) }, prepares: "nobody could log in" }),
        callAbout(ground, probe, SESSION, "session", { expect: expectSessionKnown(probe), vouched: true }),
      ],
      needsState: true,
    },
  ];
}

function usedAgain(ground: Ground): readonly CasePlan[] {
  const { operation, state } = ground;
  const words = wordsOf(`${operation.path} ${operation.id} ${operation.summary ?? ""}`);
  const { makes, ends } = state.of(operation.id);
  const mayEnd =
    [...makes, ...ends].some(({ thing }) => thing === SESSION) ||
    (isRead(ground, operation) ? USES_UP : MAY_END).test(words);
  const next = isRead(ground, operation) ? operation : probeOf(ground, operation);
  if (mayEnd || next === undefined || sessionFields(ground, operation).length === 0) return [];
  return [
    {
      detail: next === operation ? "asked twice in one session" : `its session known to ${next.name} after it`,
      calls: [
        validCall(operation, { prepares: "the first request was refused" }),
        validCall(next, { expect: expectSessionKnown(next), vouched: true }),
      ],
      fresh: true,
      needsState: true,
    },
  ];
}

const USES_UP =
  /\b(verify|verification|validate|validation|check|consume|redeem|exchange|ticket|otp|once|one time|confirm|callback)\b/;
const MAY_END =
  /\b(verify|verification|validate|validation|check|consume|redeem|exchange|ticket|otp|once|one time|confirm|callback|password|credentials?|account|users?|profile|email|phone|security|roles?|permissions?|switch|refresh|renew|rotate|disable|deactivate|close|lock|block|sessions?|tokens?|log|sign)\b/;

/** `X-Session-Id` and `sessionId` alike. */
function bare(name: string): string {
  return wordsOf(name).replace(/^x /, "");
}
