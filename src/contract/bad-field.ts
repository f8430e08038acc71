// A valid request with one field set to a bad value, or to a legal one that is seldom tried, and the codes that may answer it.
import type { Role } from "../openapi/document.ts";
import type { Basis, Call, CasePlan } from "./case.ts";
import { setField } from "./draft.ts";
import { type Expectation, expectEither, expectRefusal, expectSuccess } from "./expectation.ts";
import type { Ground } from "./family.ts";
import { follow } from "./range-pair.ts";
import { identifies, type RequestField, typesOf } from "./request-field.ts";

/** The basis on which a field can be put to the test: optional ones need the request that carries them all. */
export function basisFor(field: RequestField): Basis {
  return { kind: field.required ? "documented" : "all" };
}

/**
 * What must come of a field that is missing or holds no usable value: the code for invalid requests. A missing session or
 * client in a header may as well be answered with the code for those, for it is there that services look first.
 */
export function refusalOf(ground: Ground, field: RequestField): Expectation {
  const roles: readonly Role[] = ["invalidRequest", ...rolesOf(field)];
  return expectRefusal(ground.operation, ...roles);
}

function rolesOf(field: RequestField): readonly Role[] {
  if (field.in === "body") return [];
  const identified = identifies(field);
  if (identified === "session") return ["sessionInvalid"];
  return identified === "client" ? ["clientInvalid"] : [];
}

/** One case: the field set to `value`, or left out where that is undefined. */
export function badField(
  ground: Ground,
  field: RequestField,
  what: string,
  value: unknown,
  expect: Expectation,
): CasePlan {
  const call: Call = {
    operation: ground.operation,
    basis: basisFor(field),
    changes: [setField(field, value)],
    expect,
    field,
  };
  return { detail: `${field.key} ${what}`, calls: [call] };
}

/** A value that breaks what the tables say of the field, of its own kind; undefined where they say too little. */
export function valuePast({ schema }: RequestField): unknown {
  const { maxLength, maximum, pattern, format } = schema as Readonly<Record<string, unknown>>;
  if (typesOf(schema).includes("string") && schema.enum !== undefined) return "fieldproof_unknown";
  const isFree = pattern === undefined && format === undefined && schema.enum === undefined;
  if (isFree && typeof maxLength === "number" && maxLength < 10_000) return "a".repeat(maxLength + 1);
  return typeof maximum === "number" && Number.isSafeInteger(maximum + 1) ? maximum + 1 : undefined;
}

/** Fields whose value is a single one: what holds other fields is put to the test through them. */
export function isLeaf(field: RequestField): boolean {
  return field.schema.properties === undefined && field.schema.items === undefined;
}

/** A legal value: success, unless it names something that need not exist; `open` where the service may have reasons of its own. */
export function taken(ground: Ground, field: RequestField, what: string, value: unknown, open = false): CasePlan {
  const names =
    open ||
    ground.given(field) ||
    identifies(field) !== undefined ||
    /(id|code|key|token|name|no|number|account|password|email|phone)$/i.test(field.name);
  const any = expectEither(ground.operation);
  const invalid = ground.operation.outcomes.filter(({ role }) => role === "invalidRequest").map(({ name }) => name);
  // Where an operation makes such ids, they have its own form, and a made-up one may be a bad value.
  const expect = ground.inferred(field)
    ? any
    : names
      ? {
          ...any,
          outcomes: any.outcomes.filter((name) => !invalid.includes(name)),
          label: `anything but ${invalid.join(" or ") || "a server error"}`,
        }
      : expectSuccess(ground.operation);
  const { detail, calls } = badField(ground, field, what, value, expect);
  // What depends on the value may be among the optional fields.
  const basis: Basis = open ? { kind: "all" } : basisFor(field);
  const changes = [...calls[0].changes, follow(field, ground.fields)];
  return { detail, calls: [{ ...calls[0], changes, basis, legal: true }] };
}
