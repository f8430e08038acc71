// Family: fields no table names.
import { joinPointer, valueAt } from "../../json/pointer.ts";
import { isJson } from "../../openapi/operation.ts";
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { basisFor } from "../bad-field.ts";
import type { Call, CasePlan } from "../case.ts";
import { type Change, changeBody, setField, valueIn } from "../draft.ts";
import { expectAnyRefusal } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { callAbout, madeBy, showersOf, validCall } from "../lifecycle.ts";
import { bodyMedia, identifies, typesOf } from "../request-field.ts";
import { another, objectShown } from "../shown-thing.ts";
import { UNKNOWN_CLIENT } from "./unknown-client.ts";
import { unknownSessions } from "./unknown-session.ts";

/** Names that tempt a service to trust its caller, beside one that means nothing. */
export const TEMPTING: Readonly<Record<string, unknown>> = {
  fieldproofUnknown: "x",
  fieldproofNumber: 1,
  fieldproofNull: null,
  fieldproofObject: { a: [1] },
  admin: true,
  isAdmin: true,
  role: "admin",
  debug: true,
  test: true,
  force: true,
  success: true,
  resultCode: "SUCCESS",
};

export const unknownField: Family = {
  name: "unknown-field",
  summary: "An extra field is tolerated, and changes nothing: neither into a refusal nor into a success.",
  details: `Clients send more than a service knows, from the day it is older than they are. A field the tables do not name must not
make a good request fail, nor open a door: \`admin: true\` beside a dead session is still a dead session, and beside a wrong client secret a
client nobody knows. So it is in a query. And what a service chooses (an id), what a thing shows and its maker has no field for (its \`status\`) is its own
affair, whatever the maker sent under that name.`,
  cases(ground) {
    const { operation } = ground;
    const good = validCall(operation);
    const inHeader: Call = { ...good, changes: [setField({ in: "header", pointer: "X-Fieldproof-Unknown" }, "x")] };
    const inQuery = temptingQuery(ground);
    // Where the tables have no query, a service may take one for a path that it does not know.
    const asks = ground.fields.some((field) => field.in === "query");
    const asked: CasePlan = { detail: "many unknown query parameters", calls: [{ ...good, changes: inQuery }] };
    const byQuery = refusedAllTheSame(ground, "query parameters", inQuery, !asks);
    const media = bodyMedia(operation);
    if (media === undefined || !isJson(media.type))
      return [{ detail: "unknown header", calls: [inHeader] }, ...(asks ? [asked] : []), ...byQuery];
    const one: Call = { ...good, changes: [changeBody((value) => extended(value, { fieldproofUnknown: "x" }))] };
    const tempt = [changeBody((value) => extended(value, TEMPTING))];
    return [
      { detail: "unknown body field", calls: [one] },
      { detail: "many unknown body fields", calls: [{ ...good, changes: tempt }] },
      { detail: "unknown header", calls: [inHeader] },
      ...nested(ground, one),
      ...refusedAllTheSame(ground, "body fields", tempt),
      // Where the body is read, the query is seldom looked at: once will do.
      ...byQuery.slice(0, 1),
      ...madeBy(ground, operation).flatMap((made) => [
        ...namedByTheCaller(ground, made),
        ...setByTheService(ground, made),
      ]),
    ];
  },
};

/** What tempts in a body, as far as it can be said in a query; names the operation has itself are left alone. */
function temptingQuery({ fields }: Ground): readonly Change[] {
  const own = fields.filter((field) => field.in === "query").map(({ name }) => name);
  return Object.entries(TEMPTING)
    .filter(([name, value]) => typeof value !== "object" && !own.includes(name))
    .map(([name, value]) => setField({ in: "query", pointer: name }, value));
}

/** An id of the caller's own choice, where the tables have no field for it. */
function namedByTheCaller({ operation, fields }: Ground, { thing, field }: StateFact): readonly CasePlan[] {
  const name = field.path.at(-1) ?? "";
  const types = typesOf(field.schema);
  if (fields.some((each) => each.name === name) || types.length !== 1) return [];
  const id = types[0] === "integer" ? MADE_UP_NUMBER : MADE_UP_TEXT.slice(0, Number(field.schema.maxLength ?? 16));
  return [
    {
      detail: `unknown body field ${name} that names the ${thing}`,
      calls: [
        validCall(operation, {
          changes: [changeBody((value) => extended(value, { [name]: id }))],
          unlike: { [pointerTo(field.path)]: id },
        }),
      ],
    },
  ];
}

const MADE_UP_NUMBER = 987_654_321;
const MADE_UP_TEXT = "0fedcba987654321";

/** States and flags that a thing shows and that who makes it has no field for: sent all the same they change nothing. */
function setByTheService(ground: Ground, { thing, field: made }: StateFact): readonly CasePlan[] {
  const { operation, fields, resolve } = ground;
  const [shower] = showersOf(ground, thing);
  const path = shower === undefined ? undefined : objectShown(ground, shower, thing);
  if (shower === undefined || path === undefined) return [];
  const example = shower.outcomes.find(({ role }) => role === "success")?.example?.value;
  const own = fields.map(({ name }) => name);
  const set = ground
    .answered(shower)
    .filter((field) => field.path.length === path.length + 1 && path.every((name, at) => field.path[at] === name))
    .filter(({ schema }) => schema.enum !== undefined || typesOf(schema).includes("boolean"))
    .flatMap(({ name, schema }): readonly [string, unknown][] => {
      const value = another(valueAt(example, joinPointer("", ...path, name)), { schema }, resolve);
      return own.includes(name) || value === undefined ? [] : [[name, value]];
    });
  if (set.length === 0) return [];
  const pointers = set.map(([name]) => joinPointer("", ...path, name));
  const make = (name: string, changes: readonly Change[] = []): Call =>
    validCall(operation, { take: { [name]: pointerTo(made.path) }, changes });
  const show = (name: string, more: Partial<Call>): Call => callAbout(ground, shower, thing, name, more);
  return [
    {
      detail: `unknown body fields that ${shower.name} shows of the ${thing}`,
      calls: [
        // The first of all may be another than the rest: the one that counts unless others are chosen.
        { ...make("one"), prepares: `no ${thing} could be made` },
        { ...make("two"), prepares: `no second ${thing} could be made` },
        show("two", { notes: pointers, prepares: `the ${thing} could not be shown` }),
        make("three", [changeBody((value) => extended(value, Object.fromEntries(set)))]),
        show("three", { still: pointers }),
      ],
      needsState: true,
    },
  ];
}

/** What is tolerated at the top is tolerated within. */
function nested({ fields }: Ground, one: Call): readonly CasePlan[] {
  return fields
    .filter(({ in: place, schema, pointer }) => place === "body" && pointer !== "" && schema.properties !== undefined)
    .map((field) => ({
      detail: `unknown field in ${field.key}`,
      calls: [
        {
          ...one,
          basis: basisFor(field),
          changes: [(draft) => setField(field, extended(valueIn(draft, field), { fieldproofUnknown: "x" }))(draft)],
          field,
        },
      ],
    }));
}

/** @param transport whether a client error of the framework keeps the promise, too */
function refusedAllTheSame(
  ground: Ground,
  what: string,
  tempt: readonly Change[],
  transport = false,
): readonly CasePlan[] {
  const { operation, fields, given } = ground;
  const dead = unknownSessions(ground);
  const mandatory = fields.find((field) => field.in === "body" && field.required);
  const basis = { kind: "documented" } as const;
  const session = fields.some((field) => identifies(field) === "session" && given(field));
  const clients = fields.filter((field) => identifies(field) === "client" && given(field));
  // A secret proves who calls: where there is none, the name alone does.
  const client = clients.find(({ sensitive }) => sensitive) ?? clients[0];
  return [
    ...(client === undefined
      ? []
      : [
          {
            detail: `unknown ${what} beside a wrong ${client.key}`,
            calls: [
              {
                operation,
                basis,
                instead: { [client.key]: UNKNOWN_CLIENT },
                changes: tempt,
                expect: expectAnyRefusal(operation, transport),
                field: client,
              },
            ] as const,
            notOnMock: "A mock knows no clients.",
          },
        ]),
    ...(session
      ? [
          {
            detail: `unknown ${what} beside an unknown session`,
            calls: [
              { operation, basis, instead: dead, changes: tempt, expect: expectAnyRefusal(operation, transport) },
            ] as const,
            needsState: true,
          },
        ]
      : []),
    ...(mandatory === undefined
      ? []
      : [
          {
            detail: `unknown ${what} beside a missing ${mandatory.key}`,
            calls: [
              {
                operation,
                basis,
                changes: [setField(mandatory, undefined), ...tempt],
                expect: expectAnyRefusal(operation, transport),
                field: mandatory,
              },
            ] as const,
          },
        ]),
  ];
}

export function extended(value: unknown, extra: Readonly<Record<string, unknown>>): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...extra, ...value } : value;
}
