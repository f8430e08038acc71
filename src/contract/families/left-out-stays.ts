// Family: a change leaves alone what it does not speak of.
import { isDeepStrictEqual } from "node:util";
import { joinPointer } from "../../json/pointer.ts";
import type { Operation } from "../../openapi/operation.ts";
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { SESSION, wordsOf } from "../../openapi/thing.ts";
import type { CasePlan } from "../case.ts";
import type { Change } from "../draft.ts";
import type { Family, Ground } from "../family.ts";
import { callAbout, fieldsOfThing, operationsThat, showersOf, validCall } from "../lifecycle.ts";
import type { RequestField } from "../request-field.ts";
import { changesTo, madeWhole, objectShown, shownFields } from "../shown-thing.ts";

export const leftOutStays: Family = {
  name: "left-out-stays",
  summary: "A change of a thing leaves alone what it does not speak of.",
  details: `A thing is shown before and after one of its fields is changed. What was said when it was made, and the operation that changes it has no field
for, stands there as before, and so does the time of its making; with PATCH (RFC 5789), or where the operation's words say that what is left out stays, also
what it has a field for.`,
  cases(ground) {
    const { operation, state } = ground;
    return state
      .of(operation.id)
      .changes.filter(({ thing }) => thing !== SESSION)
      .flatMap((changed) => stays(ground, changed));
  },
};

function stays(ground: Ground, { thing }: StateFact): readonly CasePlan[] {
  const { operation, fields } = ground;
  const [maker] = operationsThat(ground, "makes", thing);
  const made = maker && ground.state.of(maker.id).makes.find((fact) => fact.thing === thing);
  const [shower] = showersOf(ground, thing);
  if (maker === undefined || made === undefined || shower === undefined) return [];
  if (fieldsOfThing(ground, operation, thing).length === 0) return [];
  const kept = shownFields(ground, maker, shower, thing);
  const [one] = kept.flatMap((field) => changeOf(ground, field));
  if (one === undefined) return [];
  const isKept = ({ key }: RequestField): boolean => {
    const own = fields.find((field) => field.key === key);
    return own === undefined || (leavesOut(operation) && !own.required && key !== one.key);
  };
  const around = objectShown(ground, shower, thing) ?? [];
  const isShown = ({ name }: RequestField): boolean =>
    ground.answered(shower).some(({ path }) => isDeepStrictEqual(path, [...around, name]));
  // Shown before and after by one operation, it need not be what was said.
  const unsaid = leavesOut(operation)
    ? fields.filter(
        (field) => field.in === "body" && isTop(field) && !field.required && field.key !== one.key && isShown(field),
      )
    : [];
  const names = new Set([...kept.filter(isKept), ...unsaid].map(({ name }) => name));
  const pointers = [...names, ...timesOfMaking(ground, shower, thing)].map((name) => joinPointer("", ...around, name));
  if (pointers.length === 0) return [];
  return [
    {
      detail: `${thing} as it was but for ${one.key}`,
      calls: [
        validCall(maker, {
          ...madeWhole(maker),
          take: { one: pointerTo(made.field.path) },
          prepares: `no ${thing} could be made`,
        }),
        callAbout(ground, shower, thing, "one", { notes: pointers, prepares: `the ${thing} could not be shown` }),
        callAbout(ground, operation, thing, "one", {
          basis: { kind: "mandatory" },
          changes: [one.change],
          prepares: `the ${thing} could not be changed`,
        }),
        callAbout(ground, shower, thing, "one", { still: pointers }),
      ],
      needsState: true,
    },
  ];
}

function isTop({ pointer, name }: RequestField): boolean {
  return pointer === joinPointer("", name);
}

/** Another value for a field under the same name of the operation, where one is at hand. */
function changeOf(ground: Ground, { key }: RequestField): readonly { readonly key: string; readonly change: Change }[] {
  const own = ground.fields.filter((field) => field.key === key);
  return changesTo(ground, own).map((change) => ({ key, change }));
}

function leavesOut({ method, summary = "" }: Operation): boolean {
  return method === "PATCH" || /\b(left out|omitted|unchanged|as it was|partial|partially)\b/.test(wordsOf(summary));
}

/** Names of what is shown beside the id that says when a thing was made. */
function timesOfMaking({ state }: Ground, shower: Operation, thing: string): readonly string[] {
  const shows = state.of(shower.id).shows.filter((fact) => fact.thing === thing);
  return shows.flatMap(({ beside }) =>
    beside.filter((name) => /\b(created|gmt create|create (time|date|at)|creation (time|date))\b/.test(wordsOf(name))),
  );
}
