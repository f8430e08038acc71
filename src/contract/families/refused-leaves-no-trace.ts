// Family: a refused request has done nothing.
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { SESSION } from "../../openapi/thing.ts";
import { basisFor, valuePast } from "../bad-field.ts";
import type { Call, CasePlan } from "../case.ts";
import { type Change, type Draft, leaveOut, setField } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import {
  callAbout,
  fieldsOfThing,
  isPrivate,
  listOf,
  madeBy,
  operationsThat,
  scopeOf,
  showersOf,
  validCall,
  within,
} from "../lifecycle.ts";
import { identifies, type RequestField } from "../request-field.ts";
import { changesTo, remembering, shownFields, valuesShown } from "../shown-thing.ts";
import { UNKNOWN_CLIENT } from "./unknown-client.ts";
import { unknownSessions } from "./unknown-session.ts";

export const refusedLeavesNoTrace: Family = {
  name: "refused-leaves-no-trace",
  summary: "A refused request has made nothing, changed nothing and removed nothing.",
  details: `The list is asked before and after a request that lacks a mandatory field, breaks the limit of one of its last, or comes
with a wrong client secret or with an unknown session; a change of what is the caller's own also comes from another client (\`identities\`). What has come in between, and carries values of the
refused request, is its trace; where nothing tells whose it is, the case is inconclusive. A refused removal, or use, leaves the thing where it was, a refused change
as it was.`,
  cases(ground) {
    const { operation, state } = ground;
    return [
      ...madeBy(ground, operation).flatMap((made) => notMade(ground, made)),
      ...state
        .of(operation.id)
        .ends.filter(({ thing }) => thing !== SESSION)
        .flatMap((ended) => notRemoved(ground, ended)),
      ...state.of(operation.id).needs.flatMap((needed) => notRemoved(ground, needed)),
      ...state.of(operation.id).changes.flatMap((changed) => notChanged(ground, changed)),
    ];
  },
};

function notMade(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const list = listOf(ground, thing);
  if (list === undefined) return [];
  const scope = scopeOf(ground, list.operation, operation);
  const listed = (listing: Pick<NonNullable<Call["listing"]>, "keep" | "nothingSince">): Call =>
    within(
      ground,
      scope,
      validCall(list.operation, { basis: { kind: "mandatory" }, listing: { path: list.path, ...listing } }),
    );
  return [...mandatory(fields).map(without), ...limited(ground, fields), ...unknownCallers(ground)].map(
    ({ what, change, call, notOnMock }) => ({
      detail: `no ${thing} made by a request ${what}`,
      calls: [
        { ...listed({ keep: "before" }), prepares: "the list could not be had" },
        refused(ground, validCall(operation, call), change),
        listed({ nothingSince: "before" }),
      ],
      needsState: true,
      ...(notOnMock === undefined ? {} : { notOnMock }),
    }),
  );
}

function notRemoved(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const [maker] = operationsThat(ground, "makes", thing);
  const fact = maker && ground.state.of(maker.id).makes.find((each) => each.thing === thing);
  const list = listOf(ground, thing);
  if (maker === undefined || fact === undefined || list === undefined) return [];
  const named = fieldsOfThing(ground, operation, thing).map(({ key }) => key);
  const scope = scopeOf(ground, list.operation, maker);
  const make = validCall(maker, { take: { one: pointerTo(fact.field.path) }, prepares: `no ${thing} could be made` });
  const listed = validCall(list.operation, {
    basis: { kind: "mandatory" },
    listing: { path: list.path, once: ["one"] },
  });
  return [...mandatory(fields).map(without), ...limited(ground, fields), ...unknownCallers(ground)]
    .filter(({ key }) => !named.includes(key))
    .map(({ what, change, call, notOnMock }) => ({
      detail: `no ${thing} removed by a request ${what}`,
      calls: [
        within(ground, scope, make),
        refused(ground, { ...callAbout(ground, operation, thing, "one"), ...call }, change),
        within(ground, scope, listed),
      ],
      needsState: true,
      ...(notOnMock === undefined ? {} : { notOnMock }),
    }));
}

function notChanged(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const [maker] = operationsThat(ground, "makes", thing);
  const fact = maker && ground.state.of(maker.id).makes.find((each) => each.thing === thing);
  const named = fieldsOfThing(ground, operation, thing).map(({ key }) => key);
  if (maker === undefined || fact === undefined || named.length === 0) return [];
  const telling = showersOf(ground, thing).map((shower) => ({
    shower,
    kept: shownFields(ground, maker, shower, thing),
  }));
  const [best] = telling.filter(({ kept }) => kept.length > 0);
  return [best ?? []].flat().flatMap(({ shower, kept }) => {
    const own = kept.filter(({ key }) => fields.some((field) => field.key === key));
    const bad = [
      ...mandatory(fields)
        .filter(({ key }) => !named.includes(key))
        .map(without),
      ...limited(ground, fields),
      ...unknownCallers(ground),
      ...(isPrivate(operation) ? otherClients(ground) : []),
    ];
    return bad
      .filter(({ key }) => own.some((field) => field.key !== key))
      .map(({ what, change, call, notOnMock }) => {
        const changing = callAbout(ground, operation, thing, "one", { changes: changesTo(ground, own), ...call });
        return {
          detail: `no ${thing} changed by a request ${what}`,
          calls: [
            remembering(
              validCall(maker, { take: { one: pointerTo(fact.field.path) }, prepares: `no ${thing} could be made` }),
              kept,
            ),
            refused(ground, changing, change),
            callAbout(ground, shower, thing, "one", { shows: valuesShown(ground, maker, shower, thing) }),
          ] as const,
          needsState: true,
          ...(notOnMock === undefined ? {} : { notOnMock }),
        };
      });
  });
}

/** What makes a request bad. */
interface Flaw {
  readonly key: string;
  readonly what: string;
  readonly change: Change;
  readonly call?: Partial<Pick<Call, "basis" | "identity">>;
  readonly notOnMock?: string;
}

function without(field: RequestField): Flaw {
  return { key: field.key, what: `without ${field.key}`, change: leaveOut(field) };
}

/** A caller that is not who it says: many a service does what it is asked to before it looks. */
function unknownCallers(ground: Ground): readonly Flaw[] {
  const { fields, given } = ground;
  const secret = fields.find((field) => identifies(field) === "client" && field.sensitive && given(field));
  const sessions = fields.filter((field) => identifies(field) === "session" && given(field));
  const unknown = unknownSessions(ground);
  const [session] = sessions;
  return [
    ...(secret === undefined
      ? []
      : [
          {
            key: secret.key,
            what: `with a wrong ${secret.key}`,
            change: setField(secret, UNKNOWN_CLIENT),
            notOnMock: "A mock knows no clients.",
          },
        ]),
    ...(session === undefined
      ? []
      : [
          {
            key: session.key,
            what: "with an unknown session",
            change: (draft: Draft) =>
              sessions.reduce((changed, field) => setField(field, unknown[field.key])(changed), draft),
          },
        ]),
  ];
}

/** Other clients of the config, who may not change what is the caller's own; whether they are refused is for another family. */
function otherClients({ identities, operation }: Ground): readonly Flaw[] {
  return identities
    .filter((other) => other.hasSessions(operation) || other.isNamedIn(operation))
    .map(({ name }) => ({
      key: name,
      what: `of client ${name}`,
      change: (draft: Draft) => draft,
      call: { identity: name },
      notOnMock: "A mock knows no clients.",
    }));
}

/** The last fields that have a limit: many a service stores what it has looked at before it looks at the rest. */
function limited({ given }: Ground, fields: readonly RequestField[]): readonly Flaw[] {
  return fields
    .filter((field) => field.in === "body" && !field.key.includes("[]") && !given(field))
    .flatMap((field) => {
      const value = valuePast(field);
      if (value === undefined) return [];
      const what = `with a bad ${field.key}`;
      return [{ key: field.key, what, change: setField(field, value), call: { basis: basisFor(field) } }];
    })
    .slice(-2);
}

function mandatory(fields: readonly RequestField[]): readonly RequestField[] {
  return fields.filter((field) => field.required && field.in !== "path").slice(0, 8);
}

/** The call with its flaw; whether it is refused at all is for another family. */
function refused({ operation }: Ground, call: Call, flaw: Change): Call {
  const { fill } = call;
  return {
    ...call,
    changes: [...call.changes, flaw],
    ...(fill === undefined ? {} : { fill: (lookup) => [...fill(lookup), flaw] }),
    expect: expectAnyRefusal(operation),
    prepares: "the bad request was not refused",
  };
}
