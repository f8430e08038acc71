// Family: lists that are asked for page by page.
import { pointerTo } from "../../openapi/state.ts";
import type { Call, CasePlan } from "../case.ts";
import { setField } from "../draft.ts";
import type { Family, Ground } from "../family.ts";
import { operationsThat, pageFields, validCall } from "../lifecycle.ts";
import type { RequestField } from "../request-field.ts";

export const paging: Family = {
  name: "paging",
  summary: "A page holds no more than was asked for, and nothing of the page before; the total counts both.",
  details: `Asked where a list has a field for the page and one for its size, and an operation makes what is listed: two things are made, and
two pages of one asked for.`,
  cases(ground) {
    const { operation, fields, state } = ground;
    const { page, size } = pageFields(fields);
    if (page === undefined || size === undefined || Number(size.schema.minimum ?? 1) > 1) return [];
    return state.of(operation.id).lists.flatMap(({ thing, field }) => pages(ground, thing, field.path, page, size));
  },
};

function pages(
  ground: Ground,
  thing: string,
  path: readonly string[],
  page: RequestField,
  size: RequestField,
): readonly CasePlan[] {
  const [maker] = operationsThat(ground, "makes", thing);
  const made = maker && ground.state.of(maker.id).makes.find((fact) => fact.thing === thing);
  if (maker === undefined || made === undefined) return [];
  const make = (name: string): Call =>
    validCall(maker, { take: { [name]: pointerTo(made.field.path) }, prepares: `no ${thing} could be made` });
  const first = page.schema.minimum === 0 ? 0 : 1;
  const asked = (number: number, listing: Partial<NonNullable<Call["listing"]>>): Call =>
    validCall(ground.operation, {
      basis: { kind: "mandatory" },
      changes: [setField(page, number), setField(size, 1)],
      listing: { path, atMost: 1, paged: true, ...listing },
      field: page,
    });
  return [
    {
      detail: `two pages of one ${thing}`,
      calls: [
        make("one"),
        make("two"),
        asked(first, { keep: "first page" }),
        asked(first + 1, { noneOf: "first page" }),
      ],
      notOnMock: "A mock shows all that it keeps on one page.",
    },
  ];
}
