// Samples of what the tables describe: the author's example wherever it fits, completed from Example cells, defaults and types.

import { typeName } from "../json/schema.ts";
import { holds } from "./condition-holds.ts";
import { exampleKeys } from "./example-key.ts";
import type { Limits } from "./limits.ts";
import type { Field, Page, Side } from "./page.ts";
import { isRequired } from "./presence.ts";
import { fitsScalar, type ScalarValue, scalarOf } from "./scalar-value.ts";
import { distinctFields, type Scope } from "./scope.ts";
import { type JsonNode, plainValue, readTolerantJson } from "./tolerant-json.ts";
import type { FieldType, Scalar } from "./type.ts";

/** Where values are sampled: what names mean there, and which side's rules hold. */
export interface SampleSetting {
  readonly page: Page;
  readonly scope: Scope;
  readonly side: Side;
  /** Whether nothing shows which of the optional fields are there: then those with an Example cell are, and what the answer is about. */
  readonly full?: boolean;
}

/** Deeper than this, types are no longer followed; only endless ones get there. */
const MAX_DEPTH = 12;

/**
 * An object of these fields: what `shown` has of them where it fits, the mandatory ones filled in.
 * What `shown` has beyond the tables is left out: the tables are the contract.
 */
export function sampleObject(
  fields: readonly Field[],
  shown: JsonNode | undefined,
  setting: SampleSetting,
  open: readonly string[] = [],
): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  const keys = shown?.kind === "object" ? exampleKeys(shown.members, fields) : undefined;
  for (const field of fields) {
    const member = keys?.memberOf(field.name);
    const shownValue = member === undefined ? undefined : readShown(field, member.value, setting, open);
    const value = member !== undefined && shownValue === undefined ? placeholder(field, setting, open) : shownValue;
    if (value !== undefined) entries.set(field.name, value);
    else if (isRequired(field, setting.side) && !setting.scope.isEndless(setting.page, field.type, setting.side))
      entries.set(field.name, placeholder(field, setting, open));
  }
  for (const field of fields) {
    if (!entries.has(field.name) && holds(field, (name) => entries.get(name)))
      entries.set(field.name, placeholder(field, setting, open));
  }
  for (const field of setting.full === true ? fields : []) {
    if (!entries.has(field.name) && mayBeThere(field, fields, setting))
      entries.set(field.name, placeholder(field, setting, open));
  }
  const ordered = fields
    .filter(({ name }) => entries.get(name) !== undefined)
    .map(({ name }) => [name, entries.get(name)] as const);
  return Object.fromEntries(ordered);
}

/** Whether an optional field belongs in a sample that shows all it can: none of those that tell what went wrong, or whose condition fails. */
function mayBeThere(field: Field, fields: readonly Field[], { scope, page, side }: SampleSetting): boolean {
  const { name, type, condition, cells } = field;
  const isOfFields = condition !== undefined && condition.kind !== "prose";
  // A condition on a field elsewhere is met where the answer is one of success.
  if (isOfFields && fields.some((other) => other.name === condition.field)) return false;
  if (FAILURE.test(name) || FAILURE.test(cells.get("remarks")?.text ?? "")) return false;
  const isShown = !/^[-–—/\s]*$/.test(cells.get("example")?.text ?? "");
  const isWhole = type.kind === "named" || type.kind === "list";
  return (isShown || isWhole) && !scope.isEndless(page, type, side);
}

const FAILURE = /error|fail|violation|fault|exception/i;

/** The documented value of a field, where it fits. */
function readShown(field: Field, node: JsonNode, setting: SampleSetting, open: readonly string[]): unknown {
  // What may be null in a result is, where the author shows it so.
  const mayBeNull = field.nullable || (setting.side === "result" && field.presence !== "mandatory");
  if (mayBeNull && node.kind === "value" && node.value === null) return null;
  const value = readNode(field.type, node, setting, open);
  return value !== undefined && fits(value, field, setting.side) ? value : undefined;
}

function readNode(type: FieldType, node: JsonNode, setting: SampleSetting, open: readonly string[]): unknown {
  if (node.kind === "placeholder") return undefined;
  switch (type.kind) {
    case "scalar": {
      if (node.kind !== "value") return undefined;
      if (type.scalar === "string" && typeof node.value === "number") return String(node.value);
      return fitsScalar(node.value, type.scalar) ? node.value : undefined;
    }
    case "list": {
      if (node.kind !== "array") return undefined;
      const values = node.items.flatMap((item) => readNode(type.items, item, setting, open) ?? []);
      const isTold =
        type.items.kind !== "named" || setting.scope.find(setting.page, type.items.name, setting.side) !== undefined;
      // The items of a type that no table describes are all like the first.
      return isTold ? values : values.filter((value) => typeName(value) === typeName(values[0]));
    }
    case "map":
      if (node.kind !== "object") return undefined;
      return Object.fromEntries(
        node.members.flatMap(({ key, value }) => {
          const inner = readNode(type.values, value, setting, open);
          return inner === undefined ? [] : [[key, inner] as const];
        }),
      );
    case "named": {
      const table = setting.scope.find(setting.page, type.name, setting.side);
      // Inside other types an undefined one is an open object; only at the top does its schema follow the example.
      if (table === undefined) return open.length === 0 || node.kind === "object" ? plainValue(node) : undefined;
      if (node.kind !== "object") return undefined;
      return sampleObject(distinctFields([table.table]), node, { ...setting, page: table.page }, [...open, type.name]);
    }
    case "object":
      return node.kind === "object" ? plainValue(node) : undefined;
    case "any":
      return plainValue(node);
  }
}

/** A value for a field that no example shows. The same field gets the same value every time. */
export function placeholder(field: Field, setting: SampleSetting, open: readonly string[] = []): unknown {
  const { facts, type, example } = field;
  const candidates = [example, facts.default?.value, facts.allowed?.value[0]];
  const known = candidates.find(
    (value) => value !== undefined && type.kind !== "list" && fits(value, field, setting.side),
  );
  if (known !== undefined) return known;
  const written = field.cells.get("example")?.text.trim() ?? "";
  if (type.kind !== "scalar" && /^[[{]/.test(written)) {
    const { root } = readTolerantJson(written);
    const value = root === undefined ? undefined : readNode(type, root, setting, open);
    if (value !== undefined && fits(value, field, setting.side)) return value;
  }
  return typeSample(field, type, setting, open);
}

function typeSample(field: Field, type: FieldType, setting: SampleSetting, open: readonly string[]): unknown {
  switch (type.kind) {
    case "scalar":
      return scalarSample(field, type.scalar);
    case "list": {
      const count = Math.max(1, field.facts.limits.minItems ?? 1);
      if (type.items.kind === "named" && open.includes(type.items.name)) return [];
      const allowed = field.facts.allowed?.value[0];
      const item =
        allowed ??
        typeSample(
          { ...field, facts: { limits: field.facts.limits.items ?? {}, limitWords: [] } },
          type.items,
          setting,
          open,
        );
      return Array.from({ length: count }, () => item);
    }
    case "map":
      return {};
    case "named": {
      const table = setting.scope.find(setting.page, type.name, setting.side);
      if (table === undefined || open.length > MAX_DEPTH || open.filter((name) => name === type.name).length > 1)
        return {};
      return sampleObject(distinctFields([table.table]), undefined, { ...setting, page: table.page }, [
        ...open,
        type.name,
      ]);
    }
    case "object":
      return {};
    case "any":
      return field.name;
  }
}

function scalarSample(field: Field, scalar: Scalar): unknown {
  const { limits } = field.facts;
  switch (scalar) {
    case "string":
      if (limits.format === "email") return "user@example.com";
      if (limits.format === "date") return "2024-01-01";
      if (limits.pattern !== undefined) return patternSample(limits.pattern);
      return sized(field.name, limits.minLength ?? 1, limits.maxLength);
    case "boolean":
      return true;
    case "date-time":
      return "2024-01-01T00:00:00Z";
    case "date":
      return "2024-01-01";
    case "time":
      return "00:00:00";
    case "uuid":
      return "00000000-0000-4000-8000-000000000000";
    case "binary":
      return field.name;
    default: {
      return numberWithin(limits, scalar.startsWith("int"));
    }
  }
}

/** A number within bounds: the least there is, or one not far from it. */
function numberWithin(limits: Limits, isWhole: boolean): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = limits;
  const most = maximum ?? exclusiveMaximum;
  if (exclusiveMinimum === undefined) {
    const least = minimum ?? Math.min(1, maximum ?? (exclusiveMaximum ?? 2) - 1);
    return isWhole ? Math.ceil(least) : least;
  }
  return most === undefined || exclusiveMinimum + 1 < most ? exclusiveMinimum + 1 : (exclusiveMinimum + most) / 2;
}

/** A text of a length within bounds, made of a word. */
function sized(word: string, least: number, most: number | undefined): string {
  const long = word.length >= least ? word : word.repeat(Math.ceil(least / Math.max(1, word.length))).slice(0, least);
  return most === undefined ? long : long.slice(0, most);
}

/** A text for a pattern made of a date format's letters. */
function patternSample(pattern: string): string {
  return pattern
    .replace(/^\^|\$$/g, "")
    .replace("([+-]\\d{2}:\\d{2}|Z)", "Z")
    .replace("\\d{4}", "2024")
    .replace("\\d{3}", "000")
    .replaceAll("\\d{2}", "01")
    .replace(/\\(.)/g, "$1");
}

/** Whether a number is past a limit, or on one that it must not reach. */
export function isOutOfBounds(value: number, limits: Limits): boolean {
  return (
    value < (limits.minimum ?? Number.NEGATIVE_INFINITY) ||
    value > (limits.maximum ?? Number.POSITIVE_INFINITY) ||
    value <= (limits.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) ||
    value >= (limits.exclusiveMaximum ?? Number.POSITIVE_INFINITY)
  );
}

/** Whether a value that has a field's type keeps what its row says beyond it. */
export function fits(value: unknown, field: Field, side: Side): boolean {
  const { facts, type, presence } = field;
  const scalar = scalarOf(type);
  const { limits } = facts;
  if (scalar !== undefined && !fitsScalar(value, scalar)) return false;
  if (facts.allowed !== undefined) {
    const values = type.kind === "list" && Array.isArray(value) ? value : [value];
    if (!values.every((part) => facts.allowed?.value.includes(part as ScalarValue))) return false;
  }
  const isMandatoryText = scalar === "string" && side === "request" && presence === "mandatory";
  if (!keeps(value, limits, isMandatoryText ? 1 : 0)) return false;
  if (!Array.isArray(value)) return true;
  const { items } = limits;
  return (
    value.length >= (limits.minItems ?? 0) &&
    value.length <= (limits.maxItems ?? Number.POSITIVE_INFINITY) &&
    (items === undefined || value.every((item) => keeps(item, items, 0)))
  );
}

/** Whether a text or a number keeps its limits; anything else has none. */
function keeps(value: unknown, limits: Limits, leastLength: number): boolean {
  if (typeof value === "number") return !isOutOfBounds(value, limits);
  if (typeof value !== "string") return true;
  const length = [...value].length;
  if (length < (limits.minLength ?? leastLength) || length > (limits.maxLength ?? Number.POSITIVE_INFINITY))
    return false;
  if (limits.pattern !== undefined && !new RegExp(limits.pattern, "u").test(value)) return false;
  if (limits.format === "email" && !/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(value)) return false;
  return limits.format !== "date" || fitsScalar(value, "date");
}
