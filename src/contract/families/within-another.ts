// Family: what was made within one thing is not within another.
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { SESSION } from "../../openapi/thing.ts";
import type { CasePlan } from "../case.ts";
import type { Family, Ground } from "../family.ts";
import { callAbout, largestPage, listOf, madeBy, operationsThat, validCall } from "../lifecycle.ts";

export const withinAnother: Family = {
  name: "within-another",
  summary: "A list that stands within a thing holds nothing that was made within another.",
  details: `Asked where the paths of both the operation that makes things and the one that lists them name the thing they stand within
(\`/accounts/{accountId}/entries\`), and an operation makes such things: something is made within one, and the list of another is asked for.`,
  cases(ground) {
    return madeBy(ground, ground.operation).flatMap((made) => apart(ground, made));
  },
};

function apart(ground: Ground, made: StateFact): readonly CasePlan[] {
  const { operation, state } = ground;
  const list = listOf(ground, made.thing);
  if (list === undefined) return [];
  const outer = (id: string): readonly string[] =>
    state
      .of(id)
      .takes.filter(({ thing, field }) => field.in === "path" && thing !== SESSION && thing !== made.thing)
      .map(({ thing }) => thing);
  const shared = outer(operation.id).filter((thing) => outer(list.operation.id).includes(thing));
  // Within several at once: which of them tells two lists apart is not known.
  if (shared.length !== 1) return [];
  return shared.flatMap((thing) => {
    const [maker] = operationsThat(ground, "makes", thing);
    const fact = maker && state.of(maker.id).makes.find((each) => each.thing === thing);
    if (maker === undefined || fact === undefined) return [];
    return [
      {
        detail: `${made.thing} not listed within another ${thing}`,
        calls: [
          validCall(operation, {
            take: { one: pointerTo(made.field.path) },
            prepares: `no ${made.thing} could be made`,
          }),
          validCall(maker, { take: { other: pointerTo(fact.field.path) }, prepares: `no ${thing} could be made` }),
          callAbout(ground, list.operation, thing, "other", {
            basis: { kind: "mandatory" },
            changes: largestPage(ground.fieldsOf(list.operation)),
            listing: { path: list.path, never: ["one"] },
          }),
        ],
        needsState: true,
      },
    ];
  });
}
