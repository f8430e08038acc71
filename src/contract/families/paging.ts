// Family: lists that are asked for page by page.
import { joinPointer, valueAt } from "../../json/pointer.ts";
import { besideList } from "../../openapi/beside-list.ts";
import type { Operation } from "../../openapi/operation.ts";
import { pointerTo } from "../../openapi/state.ts";
import { plural } from "../../plural.ts";
import type { Call, CasePlan, Listing } from "../case.ts";
import { setField } from "../draft.ts";
import { expectEither } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { documentedRequest } from "../kept-field.ts";
import { isWithin, leastSize, operationsThat, pageFields, pageOf, scopeOf, validCall, within } from "../lifecycle.ts";
import type { RequestField } from "../request-field.ts";

export const paging: Family = {
  name: "paging",
  summary:
    "A page holds no more than was asked for, and nothing of the page before; the total counts both, and the last page is said to be so.",
  details: `Asked where a list has a field for the page (or for how many entries to pass over), one for its size, or both: where an operation makes
what is listed, two things are made, and two pages of one asked for, then one that is far behind the last, which may be refused.`,
  cases(ground) {
    return ground.state.of(ground.operation.id).lists.flatMap(({ thing, field }) => pages(ground, thing, field.path));
  },
};

function pages(ground: Ground, thing: string, path: readonly string[]): readonly CasePlan[] {
  const { operation, fields } = ground;
  const { page, offset, size } = pageFields(fields);
  const at = page ?? offset;
  const first = pageOf(fields, 0);
  const second = pageOf(fields, 1);
  const least = size === undefined ? undefined : leastSize(size);
  const sized = size === undefined || least === undefined ? [] : [{ field: size, value: least }];
  const asked = (wanted: NonNullable<typeof first>, listing: Partial<Listing>, more: Partial<Call> = {}): Call => {
    const again = wanted.filter(({ field }) => answersWith(operation, field, path));
    return validCall(operation, {
      basis: { kind: "mandatory" },
      changes: wanted.map(({ field, value }) => setField(field, value)),
      listing: {
        path,
        ...(least === undefined ? {} : { atMost: least }),
        asked: Object.fromEntries(again.map(({ field, value }) => [field.name, value])),
        paged: true,
        ...listing,
      },
      ...((at ?? size) === undefined ? {} : { field: (at ?? size) as RequestField }),
      ...more,
    });
  };
  const made = [...makes(ground, thing, "one"), ...makes(ground, thing, "two")];
  const scope = scopeHere(ground, thing);
  const plan = (detail: string, [one, ...others]: readonly Call[]): readonly CasePlan[] =>
    one === undefined
      ? []
      : [
          {
            detail,
            calls: [within(ground, scope, one), ...others.map((call) => within(ground, scope, call))],
            notOnMock: "A mock shows all that it keeps on one page.",
          },
        ];
  const far = at === undefined ? [] : [{ field: at, value: Math.min(Number(at.schema.maximum ?? FAR), FAR) }, ...sized];
  return [
    ...(first === undefined && size !== undefined
      ? plan(`no more than asked for of two ${plural(thing)}`, [...made, asked(sized, {})])
      : []),
    ...(first === undefined || second === undefined
      ? []
      : plan(`two pages of one ${thing}`, [
          ...made,
          asked(first, { keep: "first page" }),
          asked(second, { noneOf: "first page" }),
        ])),
    ...counted(ground, thing, path),
    ...(first === undefined
      ? []
      : plan(`a page behind the last ${thing}`, [asked(far, {}, { expect: expectEither(operation) })])),
  ];
}

/** A first page with room for more holds all that there is, for whoever asks. */
function counted(ground: Ground, thing: string, path: readonly string[]): readonly CasePlan[] {
  const { operation, fields, identities } = ground;
  const { page, offset, size } = pageFields(fields);
  const most = Number(size?.schema.maximum ?? 0);
  const at = page ?? offset;
  if (size === undefined || at === undefined || most < 2) return [];
  const scope = scopeHere(ground, thing);
  const about = (call: Call): Call => within(ground, scope, call);
  const listed = about(
    validCall(operation, {
      basis: { kind: "mandatory" },
      changes: [setField(size, most), ...(at.required ? [] : [setField(at, undefined)])],
      listing: { path, atMost: most, paged: true, first: !at.required || at.schema.minimum === ground.fitting(at) },
      field: size,
    }),
  );
  const made = makes(ground, thing, "one").map(about);
  const [first = listed, ...others] = [...made, listed];
  const notOnMock = "A mock shows all that it keeps on one page.";
  return [
    { detail: `all ${plural(thing)} counted`, calls: [first, ...others], notOnMock },
    ...identities
      .filter(
        ({ hasSessions, isNamedIn }) =>
          made.length > 0 && !isWithin(ground, operation) && (hasSessions(operation) || isNamedIn(operation)),
      )
      .map(({ name }): CasePlan => {
        const theirs = { ...listed, identity: name };
        const [one = theirs, ...rest] = [...made, theirs];
        return { detail: `all ${plural(thing)} counted for client ${name}`, calls: [one, ...rest], notOnMock };
      }),
  ];
}

/** What the list is of, where one such thing is made for it. */
function scopeHere(ground: Ground, thing: string): ReadonlyMap<string, unknown> {
  const [maker] = operationsThat(ground, "makes", thing);
  return maker === undefined ? new Map() : scopeOf(ground, ground.operation, maker);
}

const FAR = 100_000;

function makes(ground: Ground, thing: string, name: string): readonly Call[] {
  const [maker] = operationsThat(ground, "makes", thing);
  const made = maker && ground.state.of(maker.id).makes.find((fact) => fact.thing === thing);
  if (maker === undefined || made === undefined) return [];
  return [validCall(maker, { take: { [name]: pointerTo(made.field.path) }, prepares: `no ${thing} could be made` })];
}

/** Whether the documented answer gives again what the documented request asks for. */
function answersWith(operation: Operation, { name, in: place }: RequestField, path: readonly string[]): boolean {
  const answer = operation.outcomes.find(({ role }) => role === "success")?.example?.value;
  const given =
    place === "body"
      ? valueAt(documentedRequest(operation), joinPointer("", name))
      : operation.parameters.find((parameter) => parameter.name === name && parameter.in === place)?.example;
  return (
    given !== undefined && besideList(answer, path).some((beside) => beside.name === name && beside.value === given)
  );
}
