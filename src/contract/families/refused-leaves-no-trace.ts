// Family: a refused request has done nothing.
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { SESSION } from "../../openapi/thing.ts";
import type { Call, CasePlan } from "../case.ts";
import { leaveOut } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { callAbout, fieldsOfThing, listOf, madeBy, operationsThat, validCall } from "../lifecycle.ts";
import type { RequestField } from "../request-field.ts";
import { changesTo, remembering, shownFields, valuesShown } from "../shown-thing.ts";

export const refusedLeavesNoTrace: Family = {
  name: "refused-leaves-no-trace",
  summary: "A refused request has made nothing, changed nothing and removed nothing.",
  details: `The list is asked before and after a request that lacks a mandatory field. What has come in between, and carries values of the
refused request, is its trace; where nothing tells whose it is, the case is inconclusive. A refused removal leaves the thing where it was, a refused change
as it was.`,
  cases(ground) {
    const { operation, state } = ground;
    return [
      ...madeBy(ground, operation).flatMap((made) => notMade(ground, made)),
      ...state
        .of(operation.id)
        .ends.filter(({ thing }) => thing !== SESSION)
        .flatMap((ended) => notRemoved(ground, ended)),
      ...state.of(operation.id).changes.flatMap((changed) => notChanged(ground, changed)),
    ];
  },
};

function notMade(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const list = listOf(ground, thing);
  if (list === undefined) return [];
  const listed = (listing: Pick<NonNullable<Call["listing"]>, "keep" | "nothingSince">): Call =>
    validCall(list.operation, { basis: { kind: "mandatory" }, listing: { path: list.path, ...listing } });
  return mandatory(fields).map((field) => ({
    detail: `no ${thing} made by a request without ${field.key}`,
    calls: [
      { ...listed({ keep: "before" }), prepares: "the list could not be had" },
      refused(ground, validCall(operation), field),
      listed({ nothingSince: "before" }),
    ],
    needsState: true,
  }));
}

function notRemoved(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const [maker] = operationsThat(ground, "makes", thing);
  const fact = maker && ground.state.of(maker.id).makes.find((each) => each.thing === thing);
  const list = listOf(ground, thing);
  if (maker === undefined || fact === undefined || list === undefined) return [];
  const named = fieldsOfThing(ground, operation, thing).map(({ key }) => key);
  return mandatory(fields)
    .filter(({ key }) => !named.includes(key))
    .map((field) => ({
      detail: `no ${thing} removed by a request without ${field.key}`,
      calls: [
        validCall(maker, { take: { one: pointerTo(fact.field.path) }, prepares: `no ${thing} could be made` }),
        refused(ground, callAbout(ground, operation, thing, "one"), field),
        validCall(list.operation, { basis: { kind: "mandatory" }, listing: { path: list.path, once: ["one"] } }),
      ],
      needsState: true,
    }));
}

function notChanged(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const [maker] = operationsThat(ground, "makes", thing);
  const fact = maker && ground.state.of(maker.id).makes.find((each) => each.thing === thing);
  const named = fieldsOfThing(ground, operation, thing).map(({ key }) => key);
  if (maker === undefined || fact === undefined || named.length === 0) return [];
  const showers = operationsThat(ground, "shows", thing).filter(
    (shower) => shower !== operation && shower !== maker && fieldsOfThing(ground, shower, thing).length > 0,
  );
  const telling = showers.map((shower) => ({ shower, kept: shownFields(ground, maker, shower, thing) }));
  const [best] = telling.filter(({ kept }) => kept.length > 0);
  return [best ?? []].flat().flatMap(({ shower, kept }) => {
    const own = kept.filter(({ key }) => fields.some((field) => field.key === key));
    return mandatory(fields)
      .filter(({ key }) => !named.includes(key) && own.some((field) => field.key !== key))
      .map((field) => {
        const changes = changesTo(ground, own);
        const call = callAbout(ground, operation, thing, "one", { changes });
        return {
          detail: `no ${thing} changed by a request without ${field.key}`,
          calls: [
            remembering(
              validCall(maker, { take: { one: pointerTo(fact.field.path) }, prepares: `no ${thing} could be made` }),
              kept,
            ),
            refused(ground, call, field),
            callAbout(ground, shower, thing, "one", { shows: valuesShown(ground, maker, shower, thing) }),
          ] as const,
          needsState: true,
        };
      });
  });
}

function mandatory(fields: readonly RequestField[]): readonly RequestField[] {
  return fields.filter((field) => field.required && field.in !== "path").slice(0, 8);
}

/** The call without a field; whether it is refused at all is for another family. */
function refused({ operation }: Ground, call: Call, field: RequestField): Call {
  const { fill } = call;
  return {
    ...call,
    changes: [...call.changes, leaveOut(field)],
    ...(fill === undefined ? {} : { fill: (lookup) => [...fill(lookup), leaveOut(field)] }),
    expect: expectAnyRefusal(operation),
    prepares: "the bad request was not refused",
  };
}
