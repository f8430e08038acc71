// Family: fields no table names.

import { isJson } from "../../openapi/operation.ts";
import { basisFor } from "../bad-field.ts";
import type { Call, CasePlan } from "../case.ts";
import { changeBody, setField, valueIn } from "../draft.ts";
import { expectAnyRefusal, expectSuccess } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { bodyMedia, identifies } from "../request-field.ts";
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
client nobody knows.`,
  cases(ground) {
    const { operation } = ground;
    const media = bodyMedia(operation);
    if (media === undefined || !isJson(media.type)) return [];
    const basis = { kind: "documented" } as const;
    const one: Call = {
      operation,
      basis,
      changes: [changeBody((value) => extended(value, { fieldproofUnknown: "x" }))],
      expect: expectSuccess(operation),
    };
    const many: Call = { ...one, changes: [changeBody((value) => extended(value, TEMPTING))] };
    const inHeader: Call = { ...one, changes: [setField({ in: "header", pointer: "X-Fieldproof-Unknown" }, "x")] };
    return [
      { detail: "unknown body field", calls: [one] },
      { detail: "many unknown body fields", calls: [many] },
      { detail: "unknown header", calls: [inHeader] },
      ...nested(ground, one),
      ...refusedAllTheSame(ground),
    ];
  },
};

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

function refusedAllTheSame(ground: Ground) {
  const { operation, fields, given } = ground;
  const dead = unknownSessions(ground);
  const mandatory = fields.find((field) => field.in === "body" && field.required);
  const tempt = changeBody((value) => extended(value, TEMPTING));
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
            detail: `unknown body fields beside a wrong ${client.key}`,
            calls: [
              {
                operation,
                basis,
                instead: { [client.key]: UNKNOWN_CLIENT },
                changes: [tempt],
                expect: expectAnyRefusal(operation),
                field: client,
              },
            ] as const,
            notOnMock: "A mock knows no clients.",
          },
        ]),
    ...(session
      ? [
          {
            detail: "unknown body fields beside an unknown session",
            calls: [
              { operation, basis, instead: dead, changes: [tempt], expect: expectAnyRefusal(operation) },
            ] as const,
            needsState: true,
          },
        ]
      : []),
    ...(mandatory === undefined
      ? []
      : [
          {
            detail: `unknown body fields beside a missing ${mandatory.key}`,
            calls: [
              {
                operation,
                basis,
                changes: [setField(mandatory, undefined), tempt],
                expect: expectAnyRefusal(operation),
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
