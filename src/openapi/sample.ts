// Samples: seeded data that fits a schema and looks like what its fields are called.
// json-schema-faker builds the shape, @faker-js/faker fills the leaves whose names tell what belongs there.
import type { Faker } from "@faker-js/faker";
import { type GenerateOptions, generateSync } from "json-schema-faker";
import { nearest } from "../json/nearest.ts";
import { schemaTester } from "../json/schema.ts";
import type { Document, SchemaObject } from "./document.ts";
import { FAKE_NAMES } from "./fake-name.ts";
import { type Branch, flatten } from "./flatten.ts";
import { isForMail } from "./mail-field.ts";

export interface SampleOptions {
  /** The same schema and seed give the same sample, in any order and in parallel. */
  readonly seed: string;
  /** What becomes of fields that may be left out. */
  readonly optional: "all" | "none" | "random";
  /** The name of the field the schema belongs to, where there is one. */
  readonly name?: string;
  /** Which side of a condition to take: in a split result, `then` is success. The seed decides where this is absent. */
  readonly branch?: Branch;
}

export interface Sampler {
  /** A value that fits the schema, or undefined where none was found in a few tries. */
  sample(document: Document, schema: SchemaObject, options: SampleOptions): unknown;
  /** Whether a value is one that the schema allows. */
  fits(document: Document, schema: SchemaObject, value: unknown): boolean;
  /** Fake data of one of FAKE_NAMES; the same name and seed give the same. */
  fake(name: string, seed: string): unknown;
}

/** What a string field holds, told from its name split into lower-case words; the first that fits wins. */
const STRINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(phone|mobile|tel|telephone|fax)\b/, "phone.number"],
  [/\b(first name|given name)\b/, "person.firstName"],
  [/\b(last name|family name|surname)\b/, "person.lastName"],
  [/\b(user ?name|login|nick ?name|account)\b/, "internet.username"],
  [/\b(company|organi[sz]ation|merchant|vendor|shop|store)( name)?$/, "company.name"],
  [/\b(item|product|goods|sku) name\b/, "commerce.productName"],
  [/\bcategor(y|ies)\b/, "commerce.department"],
  [/\b(full name|real name|name|author|owner|receiver|commenter)$/, "person.fullName"],
  [/\b(avatar|picture|photo|image|icon|logo|thumbnail|cover|banner)s?( urls?)?$/, "image.url"],
  [/\b(url|uri|link|website|homepage|callback)\b/, "internet.url"],
  [/\b(street|address|addr)\b/, "location.streetAddress"],
  [/\bcity\b/, "location.city"],
  [/\b(province|state|region)\b/, "location.state"],
  [/\bcountry\b/, "location.country"],
  [/\b(zip|post) ?code\b|\b(zip|postal)\b/, "location.zipCode"],
  [/\b(description|content|comment|remark|bio|summary|body|text|note|detail)s?\b/, "lorem.sentence"],
  [/\b(title|subject|headline|caption)\b/, "lorem.words"],
  [/\b(tag|keyword|hobby)s?\b/, "lorem.word"],
  [/\b(colou?r)\b/, "color.human"],
  [/\bcurrency\b/, "finance.currencyCode"],
  [/\b(ip|ip address)\b/, "internet.ipv4"],
  [/\b(otp|pin|verification code)\b/, "string.numeric"],
  [/\b(uuid|guid)\b/, "string.uuid"],
  [/\b(id|token|secret|key|session)$/, "string.alphanumeric"],
  [/\b(gender|sex)\b/, "person.sex"],
  [/\b(job|position|role)\b/, "person.jobTitle"],
];

/** Arguments of the methods above whose defaults are too short to be told apart. */
const ARGUMENTS: Readonly<Record<string, unknown>> = {
  "string.alphanumeric": { "string.alphanumeric": [24] },
  "string.numeric": { "string.numeric": [6] },
};

const TRIES = 4;

/** Faker has none of that name. */
export class UnknownLocale extends Error {
  override readonly name = "UnknownLocale";
  /** The one that was most likely meant. */
  readonly suggestion: string | undefined;

  /** @param names of the locales there are */
  constructor(locale: string, names: readonly string[]) {
    super(`Unknown locale \`${locale}\`, expected one of faker's, such as \`en\`, \`de\` or \`zh_CN\`.`);
    const languageOf = (name: string): string => name.split(/[-_]/, 1)[0]?.toLowerCase() ?? "";
    const ofLanguage = names.filter((name) => languageOf(name) === languageOf(locale));
    this.suggestion = nearest(locale, ofLanguage) ?? ofLanguage[0] ?? nearest(locale, names);
  }
}

/**
 * Loads fake data for one locale. The import is made here, so that who needs no sample does not wait for it.
 * @param locale a faker locale: `en`, `de`, `zh_CN`
 * @throws UnknownLocale when faker has none of that name
 */
export async function loadSampler(locale = "en"): Promise<Sampler> {
  const isName = /^[a-z]{2,3}([_A-Za-z]+)?$/.test(locale);
  const found: { readonly faker: Faker } | undefined = isName
    ? await import(`@faker-js/faker/locale/${locale}`).catch(() => undefined)
    : undefined;
  if (found === undefined) {
    // All of faker takes long to read: only who is wrong waits for its names.
    const { allLocales } = await import("@faker-js/faker");
    throw new UnknownLocale(locale, Object.keys(allLocales));
  }
  const { faker } = found;
  faker.setDefaultRefDate("2026-01-01T00:00:00.000Z");
  const documents = new WeakMap<Document, DocumentSampler>();
  const samplerOf = (document: Document): DocumentSampler => {
    const sampler = documents.get(document) ?? new DocumentSampler(document, faker);
    documents.set(document, sampler);
    return sampler;
  };
  return {
    sample: (document, schema, options) => samplerOf(document).sample(schema, options),
    fits: (document, schema, value) => samplerOf(document).fits(schema, value),
    fake(name, seed) {
      if (!FAKE_NAMES.includes(name)) return undefined;
      faker.seed(hash(`${seed} ${name}`));
      const [module = "", method = ""] = name.split(".");
      return (faker as unknown as Readonly<Record<string, Readonly<Record<string, () => unknown>>>>)[module]?.[
        method
      ]?.();
    },
  };
}

/** What is made once for a document: compiled schemas, and schemas spelled out for the generator. */
class DocumentSampler {
  readonly #document: Document;
  readonly #faker: Faker;
  readonly #tester: (schema: unknown) => (value: unknown) => boolean;
  readonly #prepared = new WeakMap<SchemaObject, Map<string, Prepared>>();

  constructor(document: Document, faker: Faker) {
    this.#document = document;
    this.#faker = faker;
    this.#tester = schemaTester(document.components);
  }

  fits(schema: SchemaObject, value: unknown): boolean {
    return this.#tester(schema)(value);
  }

  sample(schema: SchemaObject, options: SampleOptions): unknown {
    const branch = options.branch ?? (hash(options.seed) % 2 === 0 ? "then" : "else");
    const { fits, candidates } = this.#prepare(schema, branch, options);
    for (const candidate of candidates) {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const value = this.#generate(candidate, hash(`${options.seed} ${attempt}`), options.optional);
        if (value !== undefined && fits(value)) return value;
      }
    }
    return undefined;
  }

  #prepare(schema: SchemaObject, branch: Branch, { name, optional }: SampleOptions): Prepared {
    const variants = this.#prepared.get(schema) ?? new Map<string, Prepared>();
    this.#prepared.set(schema, variants);
    const key = `${branch} ${optional === "none"} ${name ?? ""}`;
    const known = variants.get(key);
    if (known !== undefined) return known;
    const whole = flatten(this.#document, schema, branch);
    const flat = optional === "none" ? requiredOnly(whole) : whole;
    const prepared = {
      fits: this.#tester(schema),
      // A name may promise what a pattern forbids: then the bare schema decides.
      candidates: [withFakers(flat, name) as object, flat],
    };
    variants.set(key, prepared);
    return prepared;
  }

  #generate(schema: object, seed: number, optional: SampleOptions["optional"]): unknown {
    this.#faker.seed(seed);
    const settings: GenerateOptions = {
      seed,
      extensions: { faker: this.#faker },
      useDefaultValue: false,
      fillProperties: false,
      maxDefaultItems: 3,
      ...(optional === "all" ? { alwaysFakeOptionals: true } : {}),
    };
    try {
      return generateSync(schema as Parameters<typeof generateSync>[0], settings);
    } catch {
      // A schema the generator cannot satisfy is no mistake of the caller: it gets no sample, and is told so.
      return undefined;
    }
  }
}

interface Prepared {
  readonly fits: (value: unknown) => boolean;
  /** Schemas to sample from, the most telling first. */
  readonly candidates: readonly object[];
}

/** A copy of a flat schema without the properties that may be left out. */
function requiredOnly(schema: SchemaObject): SchemaObject {
  const required = schema.required ?? [];
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => required.includes(name));
  return {
    ...schema,
    ...(schema.properties === undefined
      ? {}
      : { properties: Object.fromEntries(properties.map(([name, inner]) => [name, requiredOnly(inner)])) }),
    ...(schema.items === undefined ? {} : { items: requiredOnly(schema.items) }),
  };
}

/** A copy of a flat schema in which leaves that say nothing more carry faker's method for their name, and numbers are no larger than people like to read. */
function withFakers(node: unknown, name: string | undefined): unknown {
  if (Array.isArray(node)) return node.map((entry) => withFakers(entry, name));
  if (typeof node !== "object" || node === null) return node;
  const schema = node as Readonly<Record<string, unknown>>;
  const method = schema.type === "string" ? fakerOf(name, schema) : undefined;
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (keyword === "properties") {
      return [
        keyword,
        Object.fromEntries(
          Object.entries(value as object).map(([property, inner]) => [property, withFakers(inner, property)]),
        ),
      ];
    }
    if (["items", "anyOf", "oneOf", "additionalProperties"].includes(keyword)) {
      return [keyword, withFakers(value, name)];
    }
    return [keyword, value];
  });
  if (method !== undefined) entries.push(["faker", ARGUMENTS[method] ?? method]);
  return Object.fromEntries([...entries, ...readableBounds(schema)]);
}

function readableBounds(schema: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const bounded = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "enum", "const"].some(
    (keyword) => schema[keyword] !== undefined,
  );
  if (bounded || (schema.type !== "integer" && schema.type !== "number")) return [];
  return [["minimum", 0], ["maximum", 1000], ...(schema.type === "number" ? ([["multipleOf", 0.5]] as const) : [])];
}

function fakerOf(name: string | undefined, schema: Readonly<Record<string, unknown>>): string | undefined {
  const says = ["enum", "const", "pattern", "format", "faker"].some((keyword) => schema[keyword] !== undefined);
  // Fake text has a length of its own: a field with narrow bounds gets none.
  const narrow = Number(schema.maxLength ?? Infinity) < 40 || Number(schema.minLength ?? 0) > 5;
  if (name === undefined || says || narrow) return undefined;
  if (isForMail(name, schema)) return "internet.email";
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
  return STRINGS.find(([pattern]) => pattern.test(words))?.[1];
}

/** FNV-1a, 31 bits: a seed from text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value & 0x7fffffff;
}
