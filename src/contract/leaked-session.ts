// What a refused login must not hand out: a session that works.
import { pointerTo } from "../openapi/state.ts";
import { SESSION } from "../openapi/thing.ts";
import type { Call } from "./case.ts";
import { expectAnyRefusal } from "./expectation.ts";
import type { Ground } from "./family.ts";
import { callAbout, probeOf } from "./lifecycle.ts";

/** A login that is to be refused, and the use of the session that its refusal carries, where it carries one. */
export function refusedLogin(ground: Ground, login: Call): readonly [Call, ...Call[]] {
  const { operation, state } = ground;
  const session = state.of(operation.id).makes.find(({ thing }) => thing === SESSION);
  const probe = probeOf(ground, operation);
  if (session === undefined || probe === undefined) return [login];
  return [
    { ...login, take: { session: pointerTo(session.field.path) }, mayLack: true },
    callAbout(ground, probe, SESSION, "session", { expect: expectAnyRefusal(probe) }),
  ];
}
