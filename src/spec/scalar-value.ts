// A written value (an Example cell, a default, an allowed value) read as its field's type wants it.
import type { FieldType, Scalar } from "./type.ts";

export type ScalarValue = string | number | boolean;

/** A stated value and the words that state it, for the place. */
export interface Stated<T> {
  readonly value: T;
  readonly words: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The value inside quotes, backticks or one unbalanced quote; the text itself where there are none. */
export function unquote(text: string): string {
  const trimmed = text.trim();
  const inner = trimmed.replace(/^(["'`“”‘’「『])([\s\S]*?)["'`“”‘’」』]?$/, "$2");
  return inner === trimmed && /^[^"“”]+["“”]$/.test(trimmed) ? trimmed.slice(0, -1) : inner;
}

/** Whether the text has a quote at one end only. */
export function isUnbalanced(text: string): boolean {
  return /^["'“‘]?[^"'“”‘’]*["'”’]?$/.test(text.trim()) && /^["'“‘]/.test(text.trim()) !== /["'”’]$/.test(text.trim());
}

/** The value that a text states for a type; undefined where the text is none of its values. */
export function readScalar(text: string, scalar: Scalar): ScalarValue | undefined {
  const plain = unquote(text);
  switch (scalar) {
    case "string":
    case "time":
      return plain;
    case "int32":
    case "int64":
    case "integer":
      return /^[-+]?\d{1,3}(,\d{3})+$|^[-+]?\d+$/.test(plain)
        ? safeInteger(Number(plain.replaceAll(",", "")), scalar)
        : undefined;
    case "number":
    case "float":
    case "double":
      return /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?[fFdD]?$/.test(plain) ? Number.parseFloat(plain) : undefined;
    case "boolean":
      return /^true$/i.test(plain) ? true : /^false$/i.test(plain) ? false : undefined;
    default:
      return fitsScalar(plain, scalar) ? plain : undefined;
  }
}

/** Whether a value is one of a scalar type's. */
export function fitsScalar(value: unknown, scalar: Scalar): boolean {
  switch (scalar) {
    case "string":
    case "binary":
    case "time":
      return typeof value === "string";
    case "int32":
    case "int64":
    case "integer":
      return typeof value === "number" && safeInteger(value, scalar) !== undefined;
    case "number":
    case "float":
    case "double":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "date":
      return typeof value === "string" && DATE.test(value) && isDay(value);
    case "date-time":
      return (
        typeof value === "string" &&
        DATE_TIME.test(value) &&
        isDay(value.slice(0, 10)) &&
        !Number.isNaN(Date.parse(value))
      );
    case "uuid":
      return typeof value === "string" && UUID.test(value);
  }
}

function safeInteger(value: number, scalar: Scalar): number | undefined {
  if (!Number.isSafeInteger(value)) return undefined;
  return scalar === "int32" && Math.abs(value) > 2147483647 ? undefined : value;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The scalar of a type, where it is one. */
export function scalarOf(type: FieldType): Scalar | undefined {
  return type.kind === "scalar" ? type.scalar : undefined;
}
