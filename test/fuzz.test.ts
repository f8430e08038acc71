// Mutated pages (a thousand; FUZZ_PAGES and FUZZ_SEED ask for more): whatever is written, reading, deriving and linting hold.
import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import t from "tap";
import { schemaCompiler, type Validate } from "../src/json/schema.ts";
import type { Document } from "../src/openapi/document.ts";
import { operationsOf } from "../src/openapi/operation.ts";
import { deriveDocument } from "../src/spec/derive.ts";
import { fixPages } from "../src/spec/fix.ts";
import { lint } from "../src/spec/lint.ts";
import { type PageText, readSpecification } from "../src/spec/read.ts";
import { readType, showType } from "../src/spec/type.ts";
import { mutatedPage } from "./mutation.ts";
import { wrongPlaces } from "./places.ts";

const PAGES = Number(process.env.FUZZ_PAGES ?? 1000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** One page of ordinary length may take this long, on a machine that does other work as well. */
const SLOW_MS = 2000;

const judged = new Set<string>();
const validator = new Validator();

/** Everything that must hold of pages, whatever stands in them. */
async function judge(pages: readonly PageText[]): Promise<void> {
  const start = performance.now();
  const specification = readSpecification(pages);
  const document = deriveDocument(specification);
  const findings = lint(specification);
  const took = performance.now() - start;
  if (took > SLOW_MS) throw new Error(`It took ${Math.round(took)} ms.`);
  const [wrong] = wrongPlaces(pages, findings, document);
  if (wrong !== undefined) throw new Error(wrong);
  await judgeDocument(document);
  await judgeDocument(deriveDocument(specification, { openapi: "3.0" }));
  const polluted = Object.keys(Object.prototype).concat(Object.keys(Array.prototype));
  if (polluted.length > 0) throw new Error(`Every object has ${polluted.join()} now.`);
}

/** A document is valid OpenAPI, and its answers keep their schemas; one like it but for its places was judged with it. */
async function judgeDocument(document: Document): Promise<void> {
  const text = JSON.stringify(document);
  const key = hash("sha1", text.replace(/"x-source":"(?:[^"\\]|\\.)*",?/g, ""));
  if (judged.has(key)) return;
  judged.add(key);
  const result = await validator.validate(JSON.parse(text));
  if (!result.valid) throw new Error(JSON.stringify(result.errors).slice(0, 600));
  if (document.openapi.startsWith("3.0")) return;
  const compile = schemaCompiler(document.components);
  for (const operation of operationsOf(document)) {
    const schemas = new Map<unknown, Validate>();
    for (const { name, example, response } of operation.outcomes) {
      const { schema } = response;
      if (example === undefined || schema === undefined || !/json/.test(response.mediaType ?? "")) continue;
      const validate = schemas.get(schema) ?? compile(schema);
      schemas.set(schema, validate);
      const [broken] = validate(example.value);
      if (broken !== undefined) throw new Error(`${operation.name} ${name}: ${JSON.stringify(broken)}`);
    }
  }
}

t.test(
  "whatever is written on a page, it is read in time, its places are those of its words, what is derived is valid and keeps to itself",
  async (t) => {
    let read = 0;
    const property = fc.asyncProperty(fc.array(mutatedPage, { minLength: 1, maxLength: 2 }), async (pages) => {
      await judge(pages.map((text, index) => ({ file: `p${index}.md`, text })));
      read += pages.length;
      if (read % 5000 < pages.length) t.comment(`${read} of ${PAGES} pages`);
    });
    await t.resolves(fc.assert(property, { seed: SEED, numRuns: Math.ceil(PAGES / 1.5) }));
  },
);

t.test("fixed pages say the same and need no second run, whatever is written", async (t) => {
  const meaning = (pages: readonly PageText[]): string =>
    JSON.stringify(deriveDocument(readSpecification(pages)), (key, value) => (key === "x-source" ? undefined : value));
  const property = fc.property(mutatedPage, (text) => {
    const pages = [{ file: "a.md", text }];
    const once = fixPages(pages);
    if (once.fixed.length > 0 && meaning(once.pages) !== meaning(pages)) throw new Error("It says something else.");
    const twice = fixPages(once.pages);
    if (!isDeepStrictEqual(twice, { pages: once.pages, fixed: [] })) throw new Error("It is fixed again.");
  });
  t.doesNotThrow(() => fc.assert(property, { seed: SEED, numRuns: Math.ceil(PAGES / 10) }));
});

/** A field as a specification has it, whatever layout it is written in. */
interface Told {
  readonly name: string;
  readonly type: string;
  readonly presence: "mandatory" | "optional";
}

const told: fc.Arbitrary<readonly Told[]> = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z][A-Za-z0-9]{2,11}Field$/),
    type: fc.constantFrom("String", "int", "Long", "Boolean", "Double", "List\\<String\\>", "Map\\<String, int\\>"),
    presence: fc.constantFrom("mandatory" as const, "optional" as const),
  }),
  { minLength: 1, maxLength: 8, selector: ({ name }) => name },
);

const collectionOf = fc.record({
  path: fc.stringMatching(/^\/[a-z]{3,8}\/[a-z]{3,8}$/),
  method: fc.constantFrom("POST", "PUT", "PATCH"),
  request: told,
  result: told,
});
type Collection = typeof collectionOf extends fc.Arbitrary<infer T> ? T : never;

function rows(fields: readonly Told[], write: (field: Told, flag: boolean) => string): string {
  return fields.map((field) => `${write(field, field.presence === "mandatory")}\n`).join("");
}

/** A collection written out in one layout after the other. */
const layouts: Readonly<Record<string, (told: Collection) => string>> = {
  "the seed's": ({ path, method, request, result }) => {
    const table = (fields: readonly Told[]): string =>
      `##### Body\n\n| Field Name | Field type | Mandatory | Condition | Remarks | Example |\n| --- | --- | --- | --- | --- | --- |\n${rows(fields, ({ name, type }, isRequired) => `| ${name} | ${type} | ${isRequired ? "Y" : "N"} | | | |`)}`;
    return `## API\n\n| field name | remarks |\n| --- | --- |\n| API url | <url>${path} |\n| API description | does it |\n| API methods | ${method} |\n\n### Request\n\n${table(request)}\n### Result\n\n${table(result)}`;
  },
  "a heading with method and path": ({ path, method, request, result }) => {
    const table = (fields: readonly Told[]): string =>
      `| Parameter | Type | Required | Description |\n|---|---|---|---|\n${rows(fields, ({ name, type }, isRequired) => `| ${name} | ${type} | ${isRequired ? "yes" : "no"} | says something |`)}`;
    return `# Service\n\n## ${method} ${path}\n\n### Request body\n\n${table(request)}\n### Response body\n\n${table(result)}`;
  },
  "columns in another order": ({ path, method, request, result }) => {
    const table = (fields: readonly Told[]): string =>
      `| Description | Required | Type | Name |\n|---|---|---|---|\n${rows(fields, ({ name, type }, isRequired) => `| says something | ${isRequired ? "true" : "false"} | ${type} | \`${name}\` |`)}`;
    return `# Service\n\n## Do it\n\n\`${method} ${path}\`\n\n### Request body\n\n${table(request)}\n### Response body\n\n${table(result)}`;
  },
};

for (const [layout, write] of Object.entries(layouts)) {
  t.test(`a specification written out as tables reads back as itself: ${layout}`, async (t) => {
    fc.assert(
      fc.property(collectionOf, (collection) => {
        const { pages } = readSpecification([{ file: "a.md", text: write(collection) }]);
        const [endpoint, ...others] = pages.flatMap((page) => page.endpoints);
        const fieldsOn = (side: string): readonly unknown[] =>
          (endpoint?.tables ?? [])
            .filter((table) => table.side === side && table.role === "body")
            .flatMap((table) => table.fields)
            .map(({ name, type, presence }) => ({ name, type: showType(type), presence }));
        const wanted = (fields: readonly Told[]): readonly unknown[] =>
          fields.map((field) => ({
            ...field,
            type: showType(readType(field.type.replaceAll("\\", ""), new Set()).type),
          }));
        t.same(
          {
            others,
            path: endpoint?.url?.path,
            methods: endpoint?.methods,
            request: fieldsOn("request"),
            result: fieldsOn("result"),
          },
          {
            others: [],
            path: collection.path,
            methods: [collection.method],
            request: wanted(collection.request),
            result: wanted(collection.result),
          },
        );
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
}
