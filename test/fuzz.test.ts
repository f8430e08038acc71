// Mutated pages (a few thousand; FUZZ_PAGES and FUZZ_SEED ask for more): whatever is written, reading, deriving and linting hold.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import t from "tap";
import { schemaCompiler } from "../src/json/schema.ts";
import { operationsOf } from "../src/openapi/operation.ts";
import type { Diagnostic } from "../src/report.ts";
import { deriveDocument } from "../src/spec/derive.ts";
import { fixPages } from "../src/spec/fix.ts";
import { lint } from "../src/spec/lint.ts";
import { type PageText, readSpecification } from "../src/spec/read.ts";
import { rules } from "../src/spec/rules/index.ts";
import { readType, showType } from "../src/spec/type.ts";

const PAGES = Number(process.env.FUZZ_PAGES ?? 1000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** One page of ordinary length may take this long, on a machine that does other work as well. */
const SLOW_MS = 2000;

const FIXTURES = "test/fixtures/pages";
const texts: readonly string[] = [
  ...readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
  ...rules.flatMap(({ bad, good }) =>
    [bad, good].flatMap((example) => (typeof example === "string" ? [example] : Object.values(example))),
  ),
  "# POST /books/{id}\n\n| Parameter | Type | Required | Description |\n|---|---|---|---|\n| id | string | yes | which |\n| a.b[].c | int | no | deep |\n\n### Response\n\n| Name | Type | Description |\n|---|---|---|\n| data | object | |\n| - inner | string | |\n\n| code | meaning |\n|---|---|\n| 0 | success |\n| 1001 | bad |\n",
];

/** What is put into pages: marks of Markdown and of the dialect, names that objects have of their own, plain noise. */
const PIECES: readonly string[] = [
  ...'|\\`*_# \n-<>[]{},:"\t&'.split(""),
  "\n\n",
  "```\n",
  "<br>",
  "&amp;",
  "<table><tr><td>a</td></tr>",
  "| a | String | Y | | A/B | C |\n",
  "| --- | --- |\n",
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"],
  ...["List\\<", "Map\\<String, A\\>", "List\\<Item\\>", "String", "int", "Blob", "Date", "Booelan"],
  ...["C", "Y", "N", "default: 3", "max length 2", "1..3", "yyyy-MM-dd", "type = OTP", "if email is empty"],
  ...[
    "##### Item\n",
    "### Result\n",
    "### Request\n",
    "### Outcome\n",
    "SUCCESS",
    "GET",
    "/{id}",
    "?q=1",
    "表",
    "😀",
    "\u0000",
  ],
];

type Edit = readonly [kind: "put" | "cell" | "cut" | "copy", at: number, to: number, piece: string];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom("put", "cell", "cell", "cut", "copy"),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.constantFrom(...PIECES),
);
const mutated: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 8 }))
  .map(([text, edits]) => edits.reduce(change, text));

function change(text: string, [kind, at, to, piece]: Edit): string {
  if (kind === "put") {
    const place = Math.floor(at * text.length);
    return text.slice(0, place) + piece + text.slice(place);
  }
  const lines = text.split("\n");
  const line = Math.floor(at * lines.length);
  if (kind === "cut") lines.splice(line, 1 + Math.floor(to * 3));
  if (kind === "copy") {
    const from = Math.floor(to * lines.length);
    lines.splice(line, 0, ...lines.slice(from, from + 5));
  }
  if (kind === "cell") {
    const cells = (lines[line] ?? "").split("|");
    if (cells.length > 2) cells[1 + Math.floor(to * (cells.length - 2))] = ` ${piece.replaceAll("\n", "")} `;
    lines[line] = cells.join("|");
  }
  return lines.join("\n");
}

/** Why a place is none of the page's; undefined where it is. */
function misplaced(text: string, { code, location }: Diagnostic): string | undefined {
  if (location === undefined) return `${code} has no place`;
  const line = text.split(/\r\n|\r|\n/)[location.line - 1];
  const end = location.endColumn ?? location.column;
  const isInside = line !== undefined && location.column >= 1 && end >= location.column && end <= line.length + 1;
  return isInside ? undefined : `${code} points to ${JSON.stringify(location)} of ${JSON.stringify(line)}`;
}

/** Everything that must hold of a page, whatever stands in it. */
function judge(pages: readonly PageText[]): void {
  const start = performance.now();
  const specification = readSpecification(pages);
  const document = deriveDocument(specification);
  const findings = lint(specification);
  const took = performance.now() - start;
  if (took > SLOW_MS) throw new Error(`It took ${Math.round(took)} ms.`);
  const byFile = new Map(pages.map(({ file, text }) => [file, text]));
  for (const finding of findings) {
    const wrong = misplaced(byFile.get(finding.location?.file ?? "") ?? "", finding);
    if (wrong !== undefined) throw new Error(wrong);
  }
  JSON.stringify(deriveDocument(specification, { openapi: "3.0" }));
  const compile = schemaCompiler(document.components);
  for (const operation of operationsOf(document)) {
    for (const { name, example, response } of operation.outcomes) {
      if (example === undefined || response.schema === undefined || !/json/.test(response.mediaType ?? "")) continue;
      const [broken] = compile(response.schema)(example.value);
      if (broken !== undefined) throw new Error(`${operation.name} ${name}: ${JSON.stringify(broken)}`);
    }
  }
  const polluted = Object.keys(Object.prototype).concat(Object.keys(Array.prototype));
  if (polluted.length > 0) throw new Error(`Every object has ${polluted.join()} now.`);
}

t.test(
  "whatever is written on a page, it is read in time, its findings are inside it, its answers keep their schemas",
  async (t) => {
    fc.assert(
      fc.property(fc.array(mutated, { minLength: 1, maxLength: 2 }), (pages) =>
        judge(pages.map((text, index) => ({ file: `p${index}.md`, text }))),
      ),
      { seed: SEED, numRuns: PAGES },
    );
    t.pass(`${PAGES} pages`);
  },
);

t.test("what mutated pages derive to is valid OpenAPI", async (t) => {
  const property = fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const document = deriveDocument(readSpecification([{ file: "a.md", text }]));
      if (Object.keys(document.paths ?? {}).length === 0) return;
      const plain = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
      const result = await new Validator().validate(plain);
      if (!result.valid) throw new Error(JSON.stringify(result.errors).slice(0, 600));
    }),
    { seed: SEED, numRuns: Math.ceil(PAGES / 30) },
  );
  await t.resolves(property);
});

t.test("fixed pages say the same and need no second run, whatever is written", async (t) => {
  const meaning = (pages: readonly PageText[]): string =>
    JSON.stringify(deriveDocument(readSpecification(pages)), (key, value) => (key === "x-source" ? undefined : value));
  fc.assert(
    fc.property(mutated, (text) => {
      const pages = [{ file: "a.md", text }];
      const once = fixPages(pages);
      t.equal(meaning(once.pages), meaning(pages));
      t.same(fixPages(once.pages), { pages: once.pages, fixed: [] });
    }),
    { seed: SEED, numRuns: Math.ceil(PAGES / 10) },
  );
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
