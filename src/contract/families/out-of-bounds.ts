// Family: values just past a documented limit, and values that reach it.
import { joinPointer, valueAt } from "../../json/pointer.ts";
import { wordsOf } from "../../openapi/thing.ts";
import { badField, refusalOf, taken } from "../bad-field.ts";
import type { CasePlan } from "../case.ts";
import { setField } from "../draft.ts";
import type { Family, Ground } from "../family.ts";
import { documentedRequest } from "../kept-field.ts";
import { textOfLength } from "../made-up-text.ts";
import { type RangePair, rangePairs } from "../range-pair.ts";
import { type RequestField, typesOf } from "../request-field.ts";
import { isForLetters } from "../unusual-text.ts";

export const outOfBounds: Family = {
  name: "out-of-bounds",
  summary: "A value just past a documented limit is refused; one that reaches it is taken.",
  details: `Lengths, ranges, numbers of elements and limits of each element, where the tables state them. A limit belongs to what is allowed: the exact
maximum must be taken. Where the value names something (an id), nothing of that name may exist: then only the code for invalid requests is wrong. Two
fields that bound a range (\`from\`, \`to\`) keep their order in all that is valid; where the tables say that one is not before the other, the
reverse is refused.`,
  cases: (ground) => [
    ...ground.fields.flatMap((field) => [
      ...lengths(ground, field),
      ...ranges(ground, field),
      ...counts(ground, field),
      ...elements(ground, field),
    ]),
    ...rangePairs(ground.fields).flatMap((pair) => reversed(ground, pair)),
  ],
};

/** A range that ends before it begins, where the tables say of one bound that it is not past the other. */
function reversed(ground: Ground, { lower, upper }: RangePair): readonly CasePlan[] {
  const says = ({ description = "" }: RequestField, other: RequestField): boolean =>
    comparedWith(other).test(description);
  if (!says(lower, upper) && !says(upper, lower)) return [];
  const [low, high] = DAYS[String(upper.schema.format)] ?? [ground.fitting(lower), ground.fitting(upper)];
  if (low === high || !ground.allows(lower, high) || !ground.allows(upper, low)) return [];
  const { detail, calls } = badField(ground, upper, `before ${lower.key}`, low, refusalOf(ground, upper));
  const changes = [...calls[0].changes, setField(lower, high)];
  const notOnMock = "A mock holds each field to its own row, and not to another.";
  return [{ detail, calls: [{ ...calls[0], basis: { kind: "all" }, changes }], notOnMock }];
}

/** Words that hold one value against the field's: "not before `from`", "later than startDate", "<= maxPrice". */
function comparedWith({ name }: RequestField): RegExp {
  const names = [name, wordsOf(name)].map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const compared =
    "\\b(?:before|after|exceeds?|(?:earlier|later|less|lower|smaller|greater|more|higher) than)\\b|[<>≤≥]=?";
  return new RegExp(`(?:${compared})\\s*(?:the )?["'\`*_(]*(?:${names.join("|")})(?![\\p{L}\\p{N}])`, "iu");
}

const DAYS: Readonly<Record<string, readonly [string, string]>> = {
  date: ["2026-02-01", "2026-03-01"],
  "date-time": ["2026-02-01T08:00:00Z", "2026-03-01T08:00:00Z"],
  time: ["08:00:00", "09:00:00"],
};

function lengths(ground: Ground, field: RequestField): readonly CasePlan[] {
  const { minLength, maxLength, pattern, format } = field.schema as Readonly<Record<string, unknown>>;
  const free =
    typesOf(field.schema).includes("string") &&
    field.schema.enum === undefined &&
    pattern === undefined &&
    format === undefined;
  if (!free) return [];
  const letters = (length: number): string => textOfLength(field, ground.fitting(field), length);
  return [
    ...(typeof maxLength === "number" && maxLength < 100_000
      ? [
          badField(ground, field, `of ${maxLength + 1} characters`, letters(maxLength + 1), refusalOf(ground, field)),
          taken(ground, field, `of ${maxLength} characters`, letters(maxLength)),
          // A limit counts characters (JSON Schema validation, section 6.3.1), not the bytes they take.
          ...(isForLetters(field) && field.in === "body" && !ground.given(field)
            ? [taken(ground, field, `of ${maxLength} letters outside ASCII`, "é".repeat(maxLength))]
            : []),
        ]
      : []),
    ...(typeof minLength === "number" && minLength > 1
      ? [
          badField(ground, field, `of ${minLength - 1} characters`, letters(minLength - 1), refusalOf(ground, field)),
          taken(ground, field, `of ${minLength} characters`, letters(minLength)),
        ]
      : []),
  ];
}

function ranges(ground: Ground, field: RequestField): readonly CasePlan[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.schema as Readonly<Record<string, unknown>>;
  const past = (bound: number): CasePlan => badField(ground, field, `of ${bound}`, bound, refusalOf(ground, field));
  const reach = (bound: number): CasePlan => taken(ground, field, `of ${bound}`, bound);
  return [
    ...fractions(minimum, -1).flatMap(({ bound, beyond }) => [past(beyond), reach(bound)]),
    ...fractions(maximum, 1).flatMap(({ bound, beyond }) => [past(beyond), reach(bound)]),
    ...(typeof maximum === "number" && Number.isSafeInteger(maximum + 1) ? [past(maximum + 1), reach(maximum)] : []),
    ...(typeof minimum === "number" && Number.isSafeInteger(minimum - 1) ? [past(minimum - 1), reach(minimum)] : []),
    // Zero is often looked at, and what is below it not.
    ...(minimum === 1 ? [past(-1)] : []),
    ...(typeof exclusiveMaximum === "number" ? [past(exclusiveMaximum)] : []),
    ...(typeof exclusiveMinimum === "number" ? [past(exclusiveMinimum)] : []),
    ...(typesOf(field.schema).includes("integer") && !typesOf(field.schema).includes("number") && field.in === "body"
      ? [badField(ground, field, "with a fraction", 1.5, refusalOf(ground, field))]
      : []),
  ];
}

/** A bound with a fraction, and the next number beyond it of as many digits: `0.25`, and `0.24`. */
function fractions(bound: unknown, side: 1 | -1): readonly { readonly bound: number; readonly beyond: number }[] {
  const digits = /^-?\d+\.(\d{1,6})$/.exec(String(bound))?.[1]?.length;
  if (typeof bound !== "number" || digits === undefined) return [];
  return [{ bound, beyond: Number((bound + side / 10 ** digits).toFixed(digits)) }];
}

function counts(ground: Ground, field: RequestField): readonly CasePlan[] {
  const { minItems, maxItems } = field.schema as Readonly<Record<string, unknown>>;
  if (minItems === undefined && maxItems === undefined) return [];
  const valid = ground.fitting(field);
  const element = Array.isArray(valid) ? valid[0] : undefined;
  if (element === undefined) return [];
  // What names something may name nothing when it is made up; elsewhere no two are alike, which may be refused on its own account.
  const documented = valueAt(documentedRequest(ground.operation), joinPointer(field.pointer, "0"));
  const names = NAMES.test(field.name) || (typeof documented === "string" && /^\S*\d\S*$/.test(documented));
  const own = names || ground.given(field) || ground.inferred(field);
  const unlike = (length: number): readonly unknown[] | undefined =>
    own ? undefined : different(ground, field, element, length);
  const of = (length: number): readonly unknown[] => unlike(length) ?? Array.from({ length }, () => element);
  const reach = (length: number): readonly CasePlan[] => {
    const elements = unlike(length);
    if (elements === undefined || !ground.allows(field, elements)) return [];
    return [taken(ground, field, `of ${length} elements`, elements, true)];
  };
  return [
    ...(typeof maxItems === "number" && maxItems < 1000
      ? [
          badField(ground, field, `of ${maxItems + 1} elements`, of(maxItems + 1), refusalOf(ground, field)),
          ...reach(maxItems),
        ]
      : []),
    ...(typeof minItems === "number" && minItems > 0
      ? [
          badField(ground, field, `of ${minItems - 1} elements`, of(minItems - 1), refusalOf(ground, field)),
          ...reach(minItems),
        ]
      : []),
  ];
}

const NAMES = /(id|code|key|token|name|no|number|account|email|phone|sku|ref|url|file|image|user|member)s?$/i;

/** So many elements of which no two are alike; undefined where the tables leave no room to make them up. */
function different(
  { resolve }: Ground,
  { schema }: RequestField,
  element: unknown,
  length: number,
): readonly unknown[] | undefined {
  const { enum: values, pattern, format, maxLength = 64, minLength = 0 } = resolve(schema.items ?? {});
  const numbers = Array.from({ length }, (_, index) => index);
  if (values !== undefined) return values.length < length ? undefined : values.slice(0, length);
  if (Number.isInteger(element)) return numbers.map((index) => Number(element) + index);
  if (typeof element !== "string" || pattern !== undefined || format !== undefined) return undefined;
  const widest = String(length).length;
  const stem = element.slice(0, Math.max(0, Math.min(Number(maxLength), 64) - widest));
  const texts = numbers.map((index) => `${stem}${String(index).padStart(widest, "0")}`);
  return texts.every((text) => text.length <= Number(maxLength) && text.length >= Number(minLength))
    ? texts
    : undefined;
}

/** A list of plain values: one that is good, and after it one just past its limit. */
function elements(ground: Ground, field: RequestField): readonly CasePlan[] {
  if (field.schema.items === undefined) return [];
  const { minLength, maxLength, minimum, maximum, ...others } = ground.resolve(field.schema.items) as Readonly<
    Record<string, unknown>
  >;
  const isFree = others.enum === undefined && others.pattern === undefined && others.format === undefined;
  const valid = ground.fitting(field);
  const first: unknown = Array.isArray(valid) ? valid[0] : undefined;
  if (first === undefined) return [];
  const bad = (what: string, value: unknown): CasePlan =>
    badField(ground, field, `with an element of ${what}`, [first, value], refusalOf(ground, field));
  const good = (what: string, value: unknown): readonly CasePlan[] => {
    const own = NAMES.test(field.name) || ground.given(field) || ground.inferred(field) || first === value;
    return own || !ground.allows(field, [first, value])
      ? []
      : [taken(ground, field, `with an element of ${what}`, [first, value], true)];
  };
  return [
    ...(typeof first === "string" && typeof maxLength === "number" && maxLength < 100_000 && isFree
      ? [
          bad(`${maxLength + 1} characters`, textOfLength(field, first, maxLength + 1)),
          ...good(`${maxLength} characters`, textOfLength(field, first, maxLength)),
        ]
      : []),
    ...(typeof first === "string" && typeof minLength === "number" && minLength > 0 && isFree
      ? [bad(`${minLength - 1} characters`, textOfLength(field, first, minLength - 1))]
      : []),
    ...(typeof maximum === "number" && Number.isSafeInteger(maximum + 1)
      ? [bad(String(maximum + 1), maximum + 1)]
      : []),
    ...(typeof minimum === "number" && Number.isSafeInteger(minimum - 1)
      ? [bad(String(minimum - 1), minimum - 1)]
      : []),
  ];
}
