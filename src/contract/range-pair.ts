// Fields that bound a range from both sides: the lower is no more than the upper, though no schema can say so.
import { wordsOf } from "../openapi/thing.ts";
import { type Change, type Draft, setField, valueIn } from "./draft.ts";
import { type RequestField, typesOf } from "./request-field.ts";

const BOUNDS: readonly (readonly [string, string])[] = [
  ["from", "to"],
  ["from", "until"],
  ["since", "until"],
  ["start", "end"],
  ["begin", "end"],
  ["min", "max"],
  ["minimum", "maximum"],
  ["lowest", "highest"],
  ["lower", "upper"],
  ["low", "high"],
  ["earliest", "latest"],
  ["after", "before"],
  ["check in", "check out"],
  ["departure", "arrival"],
  ["departure", "return"],
];

export interface RangePair {
  readonly lower: RequestField;
  readonly upper: RequestField;
}

/** The ranges among an operation's fields: `startDate` and `endDate`, `minPrice` and `maxPrice`, side by side and of one kind. */
export function rangePairs(fields: readonly RequestField[]): readonly RangePair[] {
  return fields.filter(isOrdered).flatMap((lower) => {
    const uppers = BOUNDS.flatMap(([low, high]) => replaced(wordsOf(lower.name), low, high));
    const upper = fields.find(
      (other) =>
        uppers.includes(wordsOf(other.name)) &&
        other.in === lower.in &&
        besideOf(other) === besideOf(lower) &&
        kindOf(other) === kindOf(lower),
    );
    return upper === undefined ? [] : [{ lower, upper }];
  });
}

/** A request in which no range made up by us ends before it begins: such bounds change places. */
export function inOrder(
  draft: Draft,
  fields: readonly RequestField[],
  isGiven: (field: RequestField) => boolean,
): Draft {
  return rangePairs(fields).reduce((ordered, { lower, upper }) => {
    if (isGiven(lower) || isGiven(upper) || !isBroken(ordered, { lower, upper })) return ordered;
    const [low, high] = [valueIn(ordered, lower), valueIn(ordered, upper)];
    return setField(upper, low)(setField(lower, high)(ordered));
  }, draft);
}

/** The other bound goes along with a field that was set past it. */
export function follow(field: RequestField, fields: readonly RequestField[]): Change {
  const pairs = rangePairs(fields).filter(({ lower, upper }) => lower.key === field.key || upper.key === field.key);
  return (draft) =>
    pairs.reduce(
      (ordered, pair) =>
        isBroken(ordered, pair)
          ? setField(pair.lower.key === field.key ? pair.upper : pair.lower, valueIn(ordered, field))(ordered)
          : ordered,
      draft,
    );
}

function isBroken(draft: Draft, { lower, upper }: RangePair): boolean {
  const [low, high] = [valueIn(draft, lower), valueIn(draft, upper)].map(rankOf);
  return low !== undefined && high !== undefined && low > high;
}

function rankOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  const time = typeof value === "string" ? Date.parse(value.replace(/^(?=\d\d:)/, "1970-01-01T")) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function replaced(words: string, low: string, high: string): readonly string[] {
  const other = ` ${words} `.replace(` ${low} `, ` ${high} `).trim();
  return other === words ? [] : [other];
}

/** Whether of two values of a field one can come before the other. */
function isOrdered(field: RequestField): boolean {
  return kindOf(field) !== "";
}

function kindOf({ schema }: RequestField): string {
  const types = typesOf(schema);
  if (types.includes("integer") || types.includes("number")) return "number";
  return /^(date|date-time|time)$/.test(String(schema.format ?? "")) ? String(schema.format) : "";
}

function besideOf({ pointer }: RequestField): string {
  return pointer.slice(0, pointer.lastIndexOf("/") + 1);
}
