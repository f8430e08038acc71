// JSON Schema 2020-12: compile once, and say of a value what is wrong with it, where, and which schema says so.
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Discriminator, discriminatorOf } from "./discriminator.ts";
import { isUndecided, matcherOf } from "./pattern.ts";
import { joinPointer, valueAt } from "./pointer.ts";

/** One way in which a value breaks a schema. */
export interface Violation {
  /** JSON Pointer of the value at fault; for a missing property, of the property itself. */
  readonly pointer: string;
  /** The keyword that speaks: `type`, `required`, `enum` … */
  readonly keyword: string;
  /** What was expected and what was found, without the place: ``expected string, found number``. */
  readonly message: string;
  /** The property that is too many, for `additionalProperties` and its kin. */
  readonly property?: string;
  /** The properties that may stand there instead; for `enum`, the texts that may. */
  readonly allowed?: readonly string[];
  /** `x-source` of the schema that speaks. */
  readonly source?: string;
  /** Set where nobody can tell in good time: the pattern needs backtracking, and the text too much of it. */
  readonly undecided?: true;
}

export type Validate = (value: unknown) => readonly Violation[];

type SchemaNode = Readonly<Record<string, unknown>>;

/** Where the components stand for the schemas that refer to them: read once, however many these are. */
const COMPONENTS = "https://fieldproof.invalid/components";

/**
 * A compiler of the schemas of one document; `#/components/...` in them refers to `components`. Each schema object is compiled once.
 * They are taken for schemas: what came from without is asked for its soundness when it is read.
 */
export function schemaCompiler(components: unknown = {}): (schema: unknown) => Validate {
  const ajv = ajvWith(components, { allErrors: true, verbose: true });
  const known = new WeakMap<object, Validate>();
  const countOf: CountErrors = (schema, value) => {
    const validate = ajv.compile(schema);
    return validate(value) ? 0 : (validate.errors ?? []).length;
  };
  return (schema) => {
    const compiled = known.get(schema as object);
    if (compiled !== undefined) return compiled;
    const validate = ajv.compile(linked(schema) as object);
    const validator: Validate = (value) => violationsOf(validate, value, countOf);
    if (typeof schema === "object" && schema !== null) known.set(schema, validator);
    return validator;
  };
}

/**
 * As schemaCompiler, for who asks no more than whether a value fits: schemas that differ only in what they say to readers
 * (descriptions, examples, places) are compiled once for all.
 */
export function schemaTester(components: unknown = {}): (schema: unknown) => (value: unknown) => boolean {
  const ajv = ajvWith(components, {});
  const byText = new Map<string, ValidateFunction>();
  const known = new WeakMap<object, ValidateFunction>();
  const compile = (schema: unknown): ValidateFunction => {
    const text = JSON.stringify(schema, withoutRemarks);
    const compiled = byText.get(text);
    if (compiled !== undefined) return compiled;
    const validate = ajv.compile(linked(schema) as object);
    byText.set(text, validate);
    return validate;
  };
  return (schema) => {
    const validate = known.get(schema as object) ?? compile(schema);
    if (typeof schema === "object" && schema !== null) known.set(schema, validate);
    return (value) => validate(value) === true;
  };
}

/** Leaves keywords out that allow and forbid nothing; a property may have the name of one, but is then no text and no list. */
function withoutRemarks(name: string, value: unknown): unknown {
  if (name === "const" || (name === "enum" && Array.isArray(value))) return JSON.stringify(value);
  const isRemark =
    (typeof value === "string" && /^(x-source|description|title|example)$/.test(name)) ||
    (name === "examples" && Array.isArray(value));
  return isRemark ? undefined : value;
}

/** How `pattern` and `patternProperties` are matched; ajv asks for the flag u, and for the name of the function in code it never writes. */
const PATTERNS = Object.assign(
  (pattern: string) => {
    const matcher = matcherOf(pattern);
    // By its text ajv keeps each matcher.
    return { test: (text: string) => matcher.test(text), toString: () => `/${pattern}/u` };
  },
  { code: "matcherOf" },
);

function ajvWith(components: unknown, options: { readonly allErrors?: boolean; readonly verbose?: boolean }): Ajv2020 {
  // OpenAPI documents carry keywords of their own (`example`, `x-source`): unknown keywords are no error here.
  // Optimised code takes twice as long to make, and is no faster on bodies of this size.
  const code = { optimize: false, regExp: PATTERNS };
  const ajv = new Ajv2020({
    ...options,
    code,
    strict: false,
    ownProperties: true,
    logger: false,
    validateSchema: false,
  });
  addFormats.default(ajv);
  // Ajv compares each item to each other one: a list of many takes the square of its length.
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    error: { message: "must NOT have duplicate items" },
    validate: (isAsked: boolean, items: readonly unknown[]) =>
      !isAsked || new Set(items.map((item) => JSON.stringify(item, sorted))).size === items.length,
  });
  ajv.addSchema({ components: linked(components) }, COMPONENTS);
  return ajv;
}

/** Objects are equal whatever the order of their properties. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A copy whose references to components lead to the schema that holds them. */
function linked(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(linked);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === "$ref" && typeof value === "string" && value.startsWith("#/components/")
        ? `${COMPONENTS}${value}`
        : linked(value),
    ]),
  );
}

/** Of a value that is wrong in more ways than anybody reads. */
const MAX_ERRORS = 1000;

/** In how many ways a value breaks a part of a compiled schema. */
type CountErrors = (schema: SchemaNode, value: unknown) => number;

function violationsOf(validate: ValidateFunction, value: unknown, countOf: CountErrors): readonly Violation[] {
  if (validate(value)) return [];
  const seen = new Set<string>();
  const violations: Violation[] = [];
  const texts = new Map<unknown, string>();
  // A large value may be wrong in a thousand ways: it is written down once.
  const shownOnce = (found: unknown): string => {
    const text = texts.get(found) ?? shown(found);
    texts.set(found, text);
    return text;
  };
  for (const error of withoutEchoes((validate.errors ?? []).slice(0, MAX_ERRORS), countOf)) {
    const violation = violationOf(error, value, shownOnce);
    const key = `${violation.pointer} ${violation.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    violations.push(violation);
  }
  return violations;
}

/**
 * Errors that only repeat what another says better are left out: the frame of an `if`, and those branches of a choice
 * that are for values of another kind (a nullable schema's null, say).
 */
function withoutEchoes(errors: readonly ErrorObject[], countOf: CountErrors): readonly ErrorObject[] {
  const silent = new Set<ErrorObject>(errors.filter(({ keyword }) => keyword === "if"));
  for (const [index, choice] of errors.entries()) {
    if (choice.keyword !== "anyOf" && choice.keyword !== "oneOf") continue;
    for (const error of unnamed(choice, errors.slice(0, index), countOf)) silent.add(error);
    const below = errors.filter(
      (error) => error !== choice && !silent.has(error) && isBelow(error.instancePath, choice.instancePath),
    );
    const ofOtherKinds = new Set(
      below
        .filter(({ keyword, instancePath }) => keyword === "type" && instancePath === choice.instancePath)
        .map((error) => branchOf(error, choice))
        .filter((branch) => branch !== undefined),
    );
    const inBranch = (error: ErrorObject): boolean => ofOtherKinds.has(branchOf(error, choice) ?? "");
    for (const error of below.filter(inBranch)) silent.add(error);
    if (below.some((error) => !silent.has(error))) silent.add(choice);
  }
  return errors.filter((error) => !silent.has(error));
}

/** Of a choice with a discriminator: what the alternatives say that the value does not name; of one that several fit: what the others say. */
function unnamed(choice: ErrorObject, before: readonly ErrorObject[], countOf: CountErrors): readonly ErrorObject[] {
  const discriminator = discriminatorIn(choice);
  const alternatives = choice.schema as readonly SchemaNode[];
  const passing = choice.params.passingSchemas as readonly number[] | null | undefined;
  if (passing) {
    // Behind the second that fits nothing was looked at.
    const counts = alternatives.slice(0, passing[1]).map((branch) => countOf(branch, choice.data));
    const said = before.slice(before.length - counts.reduce((sum, count) => sum + count, 0));
    const name = valueAt(choice.data, joinPointer("", discriminator?.property ?? ""));
    const named = alternatives[discriminator?.position(name) ?? -1];
    return named !== undefined && countOf(named, choice.data) === 0 ? [choice, ...said] : said;
  }
  if (discriminator === undefined) return [];
  // What the alternatives say stands before the choice, one after the other; where it comes from none of it tells.
  const counts = alternatives.map((branch) => countOf(branch, choice.data));
  let start = before.length - counts.reduce((sum, count) => sum + count, 0);
  if (start < 0) return [];
  const branches = counts.map((count) => {
    start += count;
    return before.slice(start - count, start);
  });
  const { property, names, position } = discriminator;
  const isMissing = ({ keyword, params, instancePath }: ErrorObject): boolean =>
    keyword === "required" && params.missingProperty === property && instancePath === choice.instancePath;
  const all = branches.flat();
  if (all.some(isMissing)) return [choice, ...all.filter((error) => !isMissing(error))];
  const place = joinPointer(choice.instancePath, property);
  const accepting = branches.filter((branch) => !branch.some(({ instancePath }) => instancePath === place));
  const named = branches[position(valueAt(choice.data, joinPointer("", property))) ?? -1];
  const own = named ?? (names.length === 0 && accepting.length === 1 ? accepting[0] : undefined);
  if (own !== undefined && own.length > 0) return [choice, ...all.filter((error) => !own.includes(error))];
  return names.length > 0 && named === undefined ? all : [];
}

function discriminatorIn({ parentSchema, schema, data }: ErrorObject): Discriminator | undefined {
  const isObject = typeof data === "object" && data !== null && !Array.isArray(data);
  return isObject ? discriminatorOf(parentSchema ?? {}, schema as readonly SchemaNode[]) : undefined;
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** Which branch of a choice an error comes from; undefined behind a reference, whose errors name the schema it leads to. */
function branchOf(error: ErrorObject, choice: ErrorObject): string | undefined {
  if (!error.schemaPath.startsWith(`${choice.schemaPath}/`)) return undefined;
  return error.schemaPath.slice(choice.schemaPath.length + 1).split("/")[0];
}

function violationOf(error: ErrorObject, root: unknown, shownOnce: (value: unknown) => string): Violation {
  const discriminator = /^(any|one)Of$/.test(error.keyword) ? discriminatorIn(error) : undefined;
  if (discriminator !== undefined && discriminator.names.length > 0) {
    const { property, names, position } = discriminator;
    const pointer = joinPointer(error.instancePath, property);
    const name = valueAt(root, pointer);
    const message = `expected one of ${names.map(shown).join(", ")}, found ${shownOnce(name)}`;
    if (position(name) === undefined) return { pointer, keyword: error.keyword, message };
  }
  const parent = error.parentSchema as SchemaNode | undefined;
  const { keyword, params, instancePath } = error;
  const missing = keyword === "required" ? String(params.missingProperty) : undefined;
  const extra = params.additionalProperty ?? params.unevaluatedProperty ?? undefined;
  const properties = parent?.properties as Record<string, SchemaNode> | undefined;
  const speaking = missing !== undefined ? (properties?.[missing] ?? parent) : parent;
  const source = speaking?.["x-source"] ?? parent?.["x-source"];
  const found = valueAt(root, instancePath);
  const undecided = keyword === "pattern" && typeof found === "string" && isUndecided(String(error.schema), found);
  return {
    pointer: missing !== undefined ? joinPointer(instancePath, missing) : instancePath,
    keyword,
    message: messageOf(error, found, speaking, shownOnce),
    ...(extra !== undefined ? { property: String(extra), allowed: Object.keys(properties ?? {}) } : {}),
    ...(keyword === "enum"
      ? { allowed: (error.schema as readonly unknown[]).filter((each) => typeof each === "string") }
      : {}),
    ...(typeof source === "string" ? { source } : {}),
    ...(undecided ? { undecided } : {}),
  };
}

function messageOf(
  error: ErrorObject,
  value: unknown,
  schema: SchemaNode | undefined,
  shownOnce: (value: unknown) => string,
): string {
  const isSecret = schema?.["x-sensitive"] === true;
  const found = isSecret ? typeName(value) : shownOnce(value);
  const foundLength = isSecret ? String([...String(value)].length) : found;
  switch (error.keyword) {
    case "required":
      return "is missing";
    case "type":
      return `expected ${listed(error.schema)}, found ${typeName(value)}`;
    case "const":
      return `expected ${shown(error.schema)}, found ${found}`;
    case "enum":
      return `expected one of ${(error.schema as readonly unknown[]).map(shown).join(", ")}, found ${found}`;
    case "anyOf":
    case "oneOf": {
      const types = (error.schema as readonly SchemaNode[]).flatMap(({ type }) => type ?? []);
      return types.length > 0 && !error.params.passingSchemas
        ? `expected ${listed(types)}, found ${typeName(value)}`
        : `fits ${error.params.passingSchemas ? "more than one" : "none"} of its alternatives, found ${found}`;
    }
    case "not":
      return (error.schema as SchemaNode).type === "null"
        ? "expected a value, found null"
        : `${error.message}, found ${found}`;
    case "pattern": {
      const [example] = (schema?.examples as readonly unknown[] | undefined) ?? [];
      const form = example === undefined ? `the pattern ${shown(error.schema)}` : `the form of ${shown(example)}`;
      return `expected ${form}, found ${found}`;
    }
    case "format":
      return `expected the format ${shown(error.schema)}, found ${found}`;
    case "minLength":
      return `expected at least ${charactersOf(error.schema)}, found ${foundLength}`;
    case "maxLength":
      return `expected at most ${charactersOf(error.schema)}, found ${foundLength}`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `has an unknown field \`${error.params.additionalProperty ?? error.params.unevaluatedProperty}\``;
    default:
      return `${error.message ?? `breaks \`${error.keyword}\``}, found ${found}`;
  }
}

function charactersOf(count: unknown): string {
  return `${String(count)} character${count === 1 ? "" : "s"}`;
}

function listed(types: unknown): string {
  return Array.isArray(types) ? types.join(" or ") : String(types);
}

/** The JSON type of a value: `string`, `integer`, `number`, `boolean`, `null`, `array`, `object`. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Number.isInteger(value)) return "integer";
  return typeof value;
}

/** A value as a message shows it: JSON in backticks, cut to a readable length. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}
