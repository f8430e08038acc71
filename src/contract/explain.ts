// What the runner makes of a document, in words, with nothing sent: roles, state, where values come from, how each code is reached.
import type { Document } from "../openapi/document.ts";
import { operationsOf } from "../openapi/operation.ts";
import { loadSampler } from "../openapi/sample.ts";
import { inferState, type StateOverrides, stateRows } from "../openapi/state.ts";
import { type PlanSettings, planCases } from "./plan.ts";
import { createSupply } from "./supply.ts";
import { createRequestMaker } from "./valid-request.ts";

/** @throws Error when the document cannot be read as OpenAPI */
export async function explainContract(
  document: Document,
  settings: Omit<PlanSettings, "supply" | "state"> & { readonly knownState?: StateOverrides },
): Promise<string> {
  const operations = operationsOf(document);
  const maker = createRequestMaker(document, await loadSampler());
  const state = inferState(document, operations, settings.knownState);
  const supply = createSupply(settings.target.values, operations, state, (operation) => maker.fields(operation));
  const plan = planCases(operations, maker, { ...settings, supply, state });
  const lines = operations.flatMap((operation) => {
    const own = plan.filter((kase) => kase.operation.id === operation.id);
    const reach = (name: string): number =>
      own.filter(({ calls }) => calls.at(-1)?.expect.outcomes.includes(name)).length;
    const first = (name: string): string | undefined =>
      own.find(({ calls }) => calls.at(-1)?.expect.outcomes.join() === name)?.name.split(" · ")[1];
    return [
      operation.name,
      ...operation.outcomes.map(({ name, role, unprovoked }) => {
        const how =
          unprovoked ??
          (reach(name) === 0
            ? "no case"
            : `${reach(name)} cases${first(name) === undefined ? "" : `, as \`${first(name)}\``}`);
        return `  code   ${name} (${role}): ${how}`;
      }),
      ...stateRows(state)
        .filter((row) => row.operation === operation.id)
        .map(({ does, field, why }) => `  state  ${does}, by ${field}: ${why}`),
      ...maker.fields(operation).flatMap((field) => valueLine(field.key, supply.sourceFor(operation, field))),
      "",
    ];
  });
  return `${[...lines, `${plan.length} cases; nothing was sent.`].join("\n")}\n`;

  function valueLine(key: string, name: string | undefined): readonly string[] {
    if (name === undefined) return [];
    const source = supply.sources[name];
    const thing = supply.thingOf(name);
    const from =
      thing === undefined || source?.kind !== "request"
        ? `\`values.${name}\` of the config`
        : `the ${thing} that \`${source.request}\` makes`;
    return [`  value  ${key}: ${from}`];
  }
}
