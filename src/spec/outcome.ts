// Result codes decided: the value that the field carries, the part it plays, the status it is sent with.
import { joinPointer, valueAt } from "../json/pointer.ts";
import type { Envelope, Role } from "../openapi/document.ts";
import { roleOf } from "../openapi/role.ts";
import type { TableEnvelope } from "./envelope.ts";
import type { JsonExample, ResultCode } from "./page.ts";
import { readScalar, scalarOf } from "./scalar-value.ts";
import { plainValue } from "./tolerant-json.ts";

/** What the config says of result codes. */
export interface CodeSettings {
  /** Result code → HTTP status; a code that is not listed keeps the tables' own, else 200. */
  readonly codeStatus?: Readonly<Record<string, number>>;
  /** Result code → role, where its name and remark do not say it. */
  readonly roles?: Readonly<Record<string, Role>>;
}

/** A result code with all that is decided of it. */
export interface Outcome extends ResultCode {
  /** As the field's type writes it. */
  readonly value: unknown;
  readonly role: Role;
  readonly httpStatus: number;
}

/** The outcomes of an envelope's codes, in their order. */
export function outcomesOf(
  envelope: TableEnvelope,
  { codeStatus = {}, roles = {} }: CodeSettings,
  examples: readonly JsonExample[],
): readonly Outcome[] {
  const scalar = scalarOf(envelope.code.field.type) ?? "string";
  const told = envelope.codes.map(({ code, remark, status }) =>
    Object.hasOwn(roles, code) ? roles[code] : roleOf(code, remark, status),
  );
  // Where no code's words say success, the code of the first documented answer is it.
  const [first] = examples;
  const shown = told.includes("success") || first === undefined ? undefined : codeShownBy(first, envelope);
  return envelope.codes.map((code, index) => ({
    ...code,
    value: readScalar(code.code, scalar) ?? code.code,
    role: told[index] === "business" && code.code === shown ? "success" : (told[index] ?? "business"),
    httpStatus: Object.hasOwn(codeStatus, code.code) ? (codeStatus[code.code] as number) : (code.status ?? 200),
  }));
}

/** The code that an example carries, as text; "undefined" where it carries none. */
export function codeShownBy({ json }: JsonExample, envelope: TableEnvelope): string {
  return json.root === undefined ? "" : String(valueAt(plainValue(json.root), pointersOf(envelope).code));
}

/** `x-envelope`: where the envelope's fields stand in an answer. */
export function pointersOf(envelope: TableEnvelope): Envelope {
  return {
    code: joinPointer("", ...envelope.code.path),
    ...(envelope.success !== undefined ? { success: joinPointer("", ...envelope.success.path) } : {}),
    ...(envelope.message !== undefined ? { message: joinPointer("", ...envelope.message.path) } : {}),
  };
}
