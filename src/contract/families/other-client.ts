// Family: what one client made is not another's.

import type { Operation } from "../../openapi/operation.ts";
import { isJson } from "../../openapi/operation.ts";
import { pointerTo, refusalFor, type StateFact } from "../../openapi/state.ts";
import { plural } from "../../plural.ts";
import type { Call, CasePlan } from "../case.ts";
import { type Change, changeBody } from "../draft.ts";
import { expectAnyRefusal, expectEither } from "../expectation.ts";
import type { Family, Ground, OtherClient } from "../family.ts";
import {
  callAbout,
  isPrivate,
  isWithin,
  listOf,
  madeBy,
  operationsThat,
  scopeOf,
  validCall,
  within,
} from "../lifecycle.ts";
import { bodyMedia } from "../request-field.ts";
import { extended, TEMPTING } from "./unknown-field.ts";

export const otherClient: Family = {
  name: "other-client",
  summary: "What one client made, another neither sees nor removes.",
  details: `Asked where the config has a second client (\`identities\`), in a session of that client's own. Where neither path nor summary
says that the things are the caller's own (\`my\`, \`own\`, \`cart\`, \`order\` …) they may be there for all to see: what then turns up with the
other client leaves the case inconclusive.`,
  cases(ground) {
    return madeBy(ground, ground.operation).flatMap((made) =>
      ground.identities.flatMap((other) => foreign(ground, made, other)),
    );
  },
};

function foreign(ground: Ground, made: StateFact, other: OtherClient): readonly CasePlan[] {
  const { operation } = ground;
  const { name: identity } = other;
  const tells = (asked: Operation): boolean => other.hasSessions(asked) || other.isNamedIn(asked);
  const { thing } = made;
  const found = listOf(ground, thing);
  const scope = found === undefined ? new Map<string, unknown>() : scopeOf(ground, found.operation, operation);
  const scoped = (call: Call): Call => within(ground, scope, call);
  const make = scoped(
    validCall(operation, { take: { one: pointerTo(made.field.path) }, prepares: `no ${thing} could be made` }),
  );
  const list = found !== undefined && tells(found.operation) ? found : undefined;
  const open = (asked: Operation) =>
    isPrivate(asked) || isPrivate(operation)
      ? {}
      : {
          doubt: `Nothing says whether \`${asked.name}\` is about the caller's own ${plural(thing)} or everybody's: say so in its description.`,
        };
  const [remover] = operationsThat(ground, "ends", thing).filter(tells);
  const users = operationsThat(ground, "takes", thing).filter((user) => user !== operation && tells(user));
  const notListed = (how: string, ...changes: readonly Change[]): readonly CasePlan[] =>
    list === undefined
      ? []
      : [
          {
            detail: `${thing} not listed for client ${identity}${how}`,
            calls: [
              make,
              scoped(
                validCall(list.operation, {
                  basis: { kind: "mandatory" },
                  identity,
                  changes,
                  listing: { path: list.path, never: ["one"] },
                  ...(isWithin(ground, list.operation) ? { expect: expectEither(list.operation) } : {}),
                  ...open(list.operation),
                }),
              ),
            ],
            notOnMock: "A mock knows no clients.",
          },
        ];
  return [
    ...notListed(""),
    ...(isJson(list && bodyMedia(list.operation)?.type)
      ? notListed(
          " beside unknown body fields",
          changeBody((value) => extended(value, TEMPTING)),
        )
      : []),
    ...users
      .filter((user) => refusalFor(user, thing) !== undefined)
      .map((user) => ({
        detail: `${thing} unknown to ${user.name} of client ${identity}`,
        calls: [
          make,
          callAbout(ground, user, thing, "one", { identity, expect: expectAnyRefusal(user), ...open(user) }),
        ] as const,
        notOnMock: "A mock knows no clients.",
      })),
    ...(remover === undefined || list === undefined
      ? []
      : [
          {
            detail: `${thing} still listed after client ${identity} tried to remove it`,
            calls: [
              make,
              callAbout(ground, remover, thing, "one", {
                identity,
                expect: expectAnyRefusal(remover),
                prepares: "the other client was not refused",
              }),
              scoped(
                validCall(list.operation, {
                  basis: { kind: "mandatory" },
                  listing: { path: list.path, once: ["one"] },
                }),
              ),
            ] as const,
            notOnMock: "A mock knows no clients.",
          },
        ]),
  ];
}
