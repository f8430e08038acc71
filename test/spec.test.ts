// Field tables: what is read from a page, what is derived from it, and what the rules say of it.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import openapiTS, { astToString } from "openapi-typescript";
import t from "tap";
import ts from "typescript";
import { schemaCompiler } from "../src/json/schema.ts";
import type { Block } from "../src/markdown/block.ts";
import { parseBlocks, readMarkdown } from "../src/markdown/read.ts";
import { scanBlocks } from "../src/markdown/scan.ts";
import type { Document, SchemaObject } from "../src/openapi/document.ts";
import { downgradeSchema } from "../src/openapi/downgrade.ts";
import { operationsOf } from "../src/openapi/operation.ts";
import type { Diagnostic } from "../src/report.ts";
import { createColours } from "../src/reporters/colour.ts";
import { findingsReporters } from "../src/reporters/findings/index.ts";
import { FieldNames, readCondition } from "../src/spec/condition.ts";
import { deriveDocument } from "../src/spec/derive.ts";
import { createDeriver } from "../src/spec/deriver.ts";
import { lint } from "../src/spec/lint.ts";
import { type PageText, readSpecification } from "../src/spec/read.ts";
import { readRemark } from "../src/spec/remark.ts";
import type { Example } from "../src/spec/rule.ts";
import { rules } from "../src/spec/rules/index.ts";
import { plainValue, readTolerantJson } from "../src/spec/tolerant-json.ts";
import { readType, showType } from "../src/spec/type.ts";
import { readUrl } from "../src/spec/url.ts";
import { fieldsOfDocument } from "./field-lines.ts";

const OWN = "spec";
const FIXTURES = "test/fixtures/pages";

function pagesIn(folder: string): readonly PageText[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ file: relative(folder, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}

function pagesOf(example: Example): readonly PageText[] {
  if (typeof example === "string") return [{ file: "page.md", text: example }];
  return Object.entries(example).map(([file, text]) => ({ file, text }));
}

/** A page of one endpoint with these rows under Request's and Result's Body. */
function page({
  request = [],
  result = [],
  more = "",
}: {
  request?: readonly string[];
  result?: readonly string[];
  more?: string;
}): string {
  const header =
    "| Field Name | Field type | Mandatory | Condition | Remarks | Example |\n| --- | --- | --- | --- | --- | --- |";
  const table = (rows: readonly string[]): string =>
    rows.length === 0 ? "" : `##### Body\n\n${[header, ...rows].join("\n")}\n`;
  const overview =
    "| field name | remarks |\n| --- | --- |\n| API url | \\<url\\>/a/b |\n| API description | does it |\n| API methods | POST |\n";
  return `## API\n\n${overview}\n### Request\n\n${table(request)}\n### Result\n\n${table(result)}\n${more}`;
}

function derived(text: string): Document {
  return deriveDocument(readSpecification([{ file: "a.md", text }]));
}

function without(value: unknown, keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, keys));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !keys.includes(key))
      .map(([key, inner]) => [key, without(inner, keys)]),
  );
}

function slice(texts: ReadonlyMap<string, string>, { location }: Diagnostic): string {
  if (location === undefined) return "";
  const line = (texts.get(location.file) ?? "").replace(/^\ufeff/, "").split(/\r\n|\r|\n/)[location.line - 1] ?? "";
  return line.slice(location.column - 1, (location.endColumn ?? location.column + 1) - 1);
}

t.test("the project's own page derives to the committed document", async (t) => {
  const document = deriveDocument(readSpecification(pagesIn(OWN)));
  t.equal(`${JSON.stringify(document, null, 2)}\n`, readFileSync("spec/openapi.json", "utf8"));
});

t.test("remarks and the file's name change nothing but descriptions and places", async (t) => {
  const [own] = pagesIn(OWN);
  const text = (own?.text ?? "")
    .replace("tells a person why the call was refused", "the reason")
    .replace("the session has ended", "done");
  const keys = ["description", "x-source"];
  t.same(
    without(deriveDocument(readSpecification([{ file: "other.md", text }])), keys),
    without(deriveDocument(readSpecification(pagesIn(OWN))), keys),
  );
});

t.test("the order in which pages come does not matter, and deriving twice gives the same bytes", async (t) => {
  const pages = pagesIn(FIXTURES);
  const first = JSON.stringify(deriveDocument(readSpecification(pages)));
  t.equal(JSON.stringify(deriveDocument(readSpecification([...pages].reverse()))), first);
});

for (const folder of [OWN, FIXTURES]) {
  for (const openapi of ["3.1", "3.0"] as const) {
    t.test(`two independent validators accept what ${folder} derives to, as ${openapi}`, async (t) => {
      const document = deriveDocument(readSpecification(pagesIn(folder)), { openapi });
      const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
      t.same(result, { valid: true });
      const examples = { severity: "error", allowAdditionalProperties: true } as const;
      const config = await createConfig({
        rules: {
          spec: "error",
          struct: "error",
          "no-invalid-media-type-examples": examples,
          "no-invalid-schema-examples": examples,
        },
      });
      const problems = await lintDocument({
        document: makeDocumentFromString(JSON.stringify(document), "/openapi.json"),
        config,
        externalRefResolver: new BaseResolver(),
      });
      t.same(
        problems.map(({ ruleId, message }) => `${ruleId}: ${message}`),
        [],
      );
    });
  }

  t.test(`every answer and request that ${folder} documents keeps its own schema`, async (t) => {
    const document = deriveDocument(readSpecification(pagesIn(folder)));
    const compile = schemaCompiler(document.components);
    for (const operation of operationsOf(document)) {
      for (const { name, example, response } of operation.outcomes) {
        if (example === undefined || response.schema === undefined) continue;
        t.same(compile(response.schema)(example.value), [], `${operation.name} ${name}`);
      }
      for (const media of operation.requestBody?.content.values() ?? []) {
        for (const { value } of Object.values(media.examples ?? {}))
          t.same(compile(media.schema)(value), [], `${operation.name} request`);
      }
    }
  });

  t.test(`types generated from what ${folder} derives to compile`, async (t) => {
    const document = deriveDocument(readSpecification(pagesIn(folder)));
    const source = astToString(
      await openapiTS(document as unknown as Parameters<typeof openapiTS>[0], { silent: true }),
    );
    const directory = mkdtempSync(join(tmpdir(), "fieldproof-"));
    t.teardown(() => rmSync(directory, { recursive: true }));
    const file = join(directory, "types.ts");
    writeFileSync(file, source);
    const program = ts.createProgram([file], { strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022 });
    t.same(
      ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText),
      [],
    );
  });

  t.test(`every place in what ${folder} derives to is the place of the words it speaks of`, async (t) => {
    const pages = new Map(pagesIn(folder).map(({ file, text }) => [file, text.split("\n")]));
    const at = (source: unknown): string => {
      const [file = "", line, column] = String(source).split(":");
      return (pages.get(file)?.[Number(line) - 1] ?? "").slice(Number(column) - 1).replace(/^"/, "");
    };
    let seen = 0;
    const visit = (node: unknown, name: string): void => {
      if (typeof node !== "object" || node === null) return;
      const { "x-source": source, properties, name: own } = node as Record<string, unknown>;
      if (source !== undefined) seen++;
      if (source !== undefined && typeof own === "string")
        t.ok(
          at(source).startsWith(own) || at(source).includes(`{${own}}`) || at(source).includes(`${own}=`),
          `${source} says ${own}`,
        );
      for (const [key, inner] of Object.entries(node)) {
        if (key === "value") continue;
        visit(inner, key);
      }
      if (typeof properties === "object" && properties !== null && source !== undefined) {
        for (const [key, inner] of Object.entries(properties))
          t.ok(at((inner as SchemaObject)["x-source"]).startsWith(key), `${name}.${key}`);
      }
    };
    visit(deriveDocument(readSpecification(pagesIn(folder))), "");
    t.ok(seen > 20);
  });
}

t.test("plain pages are read line by line as CommonMark reads them", async (t) => {
  const pages = [...pagesIn(FIXTURES), ...pagesIn(OWN)].map(({ text }) => text);
  t.ok(pages.filter((text) => scanBlocks(text, "a.md", String) !== undefined).length > 5, "the quick way is taken");
  const piece = fc.constantFrom(
    ..."| \\ ` * _ # - [ ] ! <br> <x> &amp; &nbsp; \\| \\< __a__ *a* a_b |-| ``` ~~~ > = é 表".split(" "),
    ...[" ", "\n", "\n\n", "\t", "    ", "1. ", "| - |\n", "---\n", "\r\n", " #"],
  );
  const edit = fc.record({ at: fc.nat(), cut: fc.nat(2), piece });
  const property = fc.property(
    fc.constantFrom(...pages),
    fc.nat(),
    fc.array(edit, { maxLength: 4 }),
    (page, from, edits) => {
      const start = from % page.length;
      const text = edits.reduce(
        (changed, { at, cut, piece }) => {
          const place = at % (changed.length + 1);
          return changed.slice(0, place) + piece + changed.slice(place + cut);
        },
        page.slice(start, start + 500),
      );
      return isDeepStrictEqual(readMarkdown(text, "a.md").blocks.map(readTwice), parseBlocks(text, "a.md"));
    },
  );
  t.doesNotThrow(() => fc.assert(property, { numRuns: 400, seed: 7 }));
});

/** A block as it says itself; a table that can read its rows anew with the rows that this gives. */
function readTwice(block: Block): Block {
  if (block.kind !== "table" || block.readAgain === undefined) return block;
  const { readAgain, ...table } = block;
  return { ...table, rows: table.rows.map((row) => readAgain(row[0]?.location.line ?? 0)) };
}

t.test("type cells are read in every spelling", async (t) => {
  const defined = new Set(["Item", "Sting"]);
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["String", "string", []],
    ["LONG", "int64", []],
    ["Int", "int32", []],
    ["varchar(64)", "string", []],
    ["Date", "date-time", []],
    ["byte[]", "binary", []],
    ["Booelan", "boolean", ["Boolean"]],
    ["Stirng", "string", ["String"]],
    ["Sting", "Sting", []],
    ["List<Item>", "List<Item>", []],
    ["Lst<String>", "List<string>", ["List"]],
    ["List<Booelan>", "List<boolean>", ["Boolean"]],
    ["List<List<Long>>", "List<List<int64>>", []],
    ["Map<String, List<Item>>", "Map<String, List<Item>>", []],
    ["Item[]", "List<Item>", []],
    ["array of Item", "List<Item>", []],
    ["Object[]", "List<object>", []],
    ["Data", "Data", []],
    ["PaymentPlan", "PaymentPlan", []],
    ["", "any", []],
    ["42 %", "any", [""]],
    ["List<", "any", [""]],
  ];
  for (const [text, type, slips] of cases) {
    const reading = readType(text, defined);
    t.same([showType(reading.type), reading.unknown.map(({ readAs }) => readAs ?? "")], [type, slips], text);
  }
});

t.test("remarks state defaults, allowed values and limits only where they plainly do", async (t) => {
  const string = { kind: "scalar", scalar: "string" } as const;
  const int = { kind: "scalar", scalar: "int32" } as const;
  const boolean = { kind: "scalar", scalar: "boolean" } as const;
  const double = { kind: "scalar", scalar: "double" } as const;
  const cases = [
    [boolean, "default: false", { default: false }],
    [boolean, "Default = false", { default: false }],
    [int, "default value is 10", { default: 10 }],
    [double, "Defualt = 0.0", { default: 0 }],
    [string, "default item price", {}],
    [string, "default is the current user", {}],
    [string, "sort order, default: ASC", { default: "ASC" }],
    [string, "A,B", { allowed: ["A", "B"] }],
    [string, "Red / Green / Blue", { allowed: ["Red", "Green", "Blue"] }],
    [string, "level of the member\n NEW,OLD,GONE", { allowed: ["NEW", "OLD", "GONE"] }],
    [string, "one of OPEN, SHUT or BOTH", { allowed: ["OPEN", "SHUT", "BOTH"] }],
    [string, "sort order (ASC/DESC), default: ASC", { default: "ASC", allowed: ["ASC", "DESC"] }],
    [int, "- 1 for up\n- -1 for down\n- 0 for none", { allowed: [1, -1, 0] }],
    [string, "can be BUYER or SELLER", { allowed: ["BUYER", "SELLER"] }],
    [string, "Red/Blue/Other", { allowed: ["Red", "Blue", "Other"] }],
    [string, "FIRST,SECOND,\nTHIRD", { allowed: ["FIRST", "SECOND", "THIRD"] }],
    [string, "such as DRUMS, PIANO", {}],
    [string, "DRUMS, PIANO, etc", {}],
    [string, "image/png", {}],
    [int, "0 = no, 1 = yes", { allowed: [0, 1] }],
    [string, "default is null", {}],
    [string, "- at least one letter\n- at least one digit", {}],
    [string, "the name, the town and the street", {}],
    [string, "must be unique", {}],
    [string, "max length 64", { limits: { maxLength: 64 } }],
    [string, "8-20 characters", { limits: { minLength: 8, maxLength: 20 } }],
    [string, "- at least 8 characters\n- at least 1 capital letter", { limits: { minLength: 8 } }],
    [string, "6 digits", { limits: { minLength: 6, maxLength: 6 } }],
    [string, "dd/MM/yyyy", { limits: { pattern: "^\\d{2}\\/\\d{2}\\/\\d{4}$" } }],
    [string, "yyyy-MM-dd", { limits: { format: "date" } }],
    [
      string,
      "yyyy-MM-dd'T'HH:mm:ssXXX",
      { limits: { pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}([+-]\\d{2}:\\d{2}|Z)$" } },
    ],
    [string, "yyyy-MM-dd HH:mm:ss", { limits: { pattern: "^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$" } }],
    [string, "must be formatted like an email", { limits: { format: "email" } }],
    [int, "1..99", { limits: { minimum: 1, maximum: 99 } }],
    [int, "between 0 and 5", { limits: { minimum: 0, maximum: 5 } }],
    [int, "in rupiah", {}],
    [string, "how far, NEAR or FAR", { allowed: ["NEAR", "FAR"] }],
    [string, "distance\nNEAR\nFAR\nGONE", { allowed: ["NEAR", "FAR", "GONE"] }],
    [string, "1. NEAR\n2. FAR", { allowed: ["NEAR", "FAR"] }],
    [string, "title or author", {}],
    [string, "NEAR-近 / FAR-远", { allowed: ["NEAR", "FAR"] }],
    [string, "default 「本」", { default: "本" }],
    [int, "15 / 30 / 60, default 30. Not read at night", { default: 30, allowed: [15, 30, 60] }],
    [int, "1 for near, 2 for far and 3 for gone", { allowed: [1, 2, 3] }],
    [int, "Default value will be 10", { default: 10 }],
    [int, "default(10)", { default: 10 }],
    [int, "[default: 10]", { default: 10 }],
    [string, "NEAR (default) / FAR", { default: "NEAR", allowed: ["NEAR", "FAR"] }],
    [string, "sorted by default", {}],
    [string, "boxes never expire (default)", {}],
    [string, "near (default) / far", { default: "near", allowed: ["near", "far"] }],
    [int, "3 by default", { default: 3 }],
    [{ kind: "scalar", scalar: "boolean" }, "true as default", { default: true }],
    [{ kind: "scalar", scalar: "boolean" }, "default → false", { default: false }],
    [string, "allowed: weight, title, price", { allowed: ["weight", "title", "price"] }],
    [string, "DOC | PDF", { allowed: ["DOC", "PDF"] }],
    [string, "OPEN (to all) / CLOSED (to members)", { allowed: ["OPEN", "CLOSED"] }],
    [string, "ＲＥＤ／ＢＬＵＥ, default：ＲＥＤ", { default: "RED", allowed: ["RED", "BLUE"] }],
    [int, "- 1 near\n- 2 far away", { allowed: [1, 2] }],
    [int, "- 1 item at least\n- 9 items at most", {}],
    [string, "must contain:\n- aisle\n- shelf", {}],
    [string, "/aisle/shelf/box", {}],
    [string, "kg/m", {}],
  ] as const;
  for (const [type, remark, want] of cases) {
    const facts = readRemark(remark, type);
    const { limits } = facts;
    const found = {
      ...(facts.default !== undefined ? { default: facts.default.value } : {}),
      ...(facts.allowed !== undefined ? { allowed: facts.allowed.value } : {}),
      ...(Object.keys(limits).length > 0 ? { limits } : {}),
    };
    t.same(found, want, remark);
  }
});

t.test("the page of docs/pages.md is plain, and each limit that it lists is read", async (t) => {
  const docs = readFileSync("docs/pages.md", "utf8");
  const [, text = ""] = /```markdown\n([\s\S]*?)```/.exec(docs) ?? [];
  const specification = readSpecification([{ file: "order/place.md", text }]);
  t.same(
    lint(specification).filter(({ severity }) => severity !== "info"),
    [],
  );
  const body = deriveDocument(specification).paths?.["/order/place"]?.post?.requestBody;
  t.match(body, {
    content: {
      "application/json": {
        schema: {
          properties: {
            items: { minItems: 1, maxItems: 20 },
            delivery: { enum: ["POST", "PICKUP"] },
            street: { maxLength: 80 },
            day: { format: "date" },
            copies: { minimum: 0, maximum: 9, default: 1 },
          },
          allOf: [{ if: { properties: { delivery: { const: "POST" } } }, then: { required: ["street"] } }],
        },
      },
    },
  });
  const rows = [...docs.matchAll(/^\| ([a-z ]+) \| (`.*) \|$/gm)];
  t.equal(rows.length, 6);
  for (const [, what = "", phrases = ""] of rows) {
    for (const [, phrase = ""] of phrases.matchAll(/`([^`]+)`/g)) {
      const isNumber = /number|left out/.test(what) || phrase.startsWith("0:");
      const type = { kind: "scalar", scalar: isNumber ? "integer" : "string" } as const;
      const read = readRemark(phrase, what.includes("list") ? { kind: "list", items: type } : type, "tags");
      t.ok(read.limitWords.length > 0 || read.allowed !== undefined || read.default !== undefined, phrase);
    }
  }
});

t.test("a default is read from the words that teams state it in, and prose states none", async (t) => {
  const text = { kind: "scalar", scalar: "string" } as const;
  const int = { kind: "scalar", scalar: "int32" } as const;
  const flag = { kind: "scalar", scalar: "boolean" } as const;
  const cases = [
    [text, "de, en or fr; defaults to en", { default: "en", allowed: ["de", "en", "fr"] }],
    [text, "near, far or gone. Default is near.", { default: "near", allowed: ["near", "far", "gone"] }],
    [text, "near, far, gone. Measured at the door.", { allowed: ["near", "far", "gone"] }],
    [text, "near, far. Measured at the door.", {}],
    [text, "near or far (default near)", { default: "near", allowed: ["near", "far"] }],
    [text, "order: near | far, default far", { default: "far", allowed: ["near", "far"] }],
    [text, "far or near (default)", { default: "near", allowed: ["far", "near"] }],
    [text, "weight (default unit)", {}],
    [text, "defaults to now", {}],
    [text, "either near or far, the default is far", { default: "far", allowed: ["near", "far"] }],
    [text, "opens, default 09:00", { default: "09:00" }],
    [text, "HH:mm, 기본 09:00", { default: "09:00" }],
    [text, "locale, default en-US", { default: "en-US" }],
    [text, "zone, default: Europe/Rome", { default: "Europe/Rome" }],
    [text, 'default is "north hall"', { default: "north hall" }],
    [int, "default 0 (never), 1 (daily), 2 (weekly)", { default: 0, allowed: [0, 1, 2] }],
    [int, "0: off (default), 1: on", { default: 0, allowed: [0, 1] }],
    [int, "the default is 1,500", { default: 1500 }],
    [int, "Default page size: 20", { default: 20 }],
    [int, "20 per page by default", { default: 20 }],
    [int, "default 30s", { default: 30 }],
    [int, "default 2 decimals", {}],
    [int, "if missing, 10 is taken", { default: 10 }],
    [int, "if not given 3 times", {}],
    [int, "ISO standard 8601", {}],
    [flag, "default: no", { default: false }],
    [flag, "defaults to the value of near", {}],
    [int, "默认20条", { default: 20 }],
    [int, "不传默认10", { default: 10 }],
    [int, "缺省值：1", { default: 1 }],
    [text, "默认asc", { default: "asc" }],
    [text, "默认为空", {}],
    [text, "默认为当前时间", {}],
    [flag, "默认否", { default: false }],
    [int, "省略時は10", { default: 10 }],
    [int, "デフォルトは20", { default: 20 }],
    [int, "기본값은 20", { default: 20 }],
    [int, "Por defecto 30", { default: 30 }],
    [int, "página (padrão 1)", { default: 1 }],
    [int, "20 par défaut", { default: 20 }],
    [int, "Anzahl; Standard 20", { default: 20 }],
    [int, "standardmäßig 20", { default: 20 }],
    [int, "по умолчанию 20", { default: 20 }],
  ] as const;
  for (const [type, remark, want] of cases) {
    const facts = readRemark(remark, type);
    const found = {
      ...(facts.default !== undefined ? { default: facts.default.value } : {}),
      ...(facts.allowed !== undefined ? { allowed: facts.allowed.value } : {}),
    };
    t.same(found, want, remark);
  }
});

t.test("a number beside a bound's word is a limit only where it counts what the field is counted in", async (t) => {
  const text = { kind: "scalar", scalar: "string" } as const;
  const int = { kind: "scalar", scalar: "int32" } as const;
  const double = { kind: "scalar", scalar: "double" } as const;
  const list = { kind: "list", items: text } as const;
  const cases = [
    ["weight", double, "rounded to at most 3 decimals", {}],
    ["weight", double, "max 3 decimal places", {}],
    ["delay", int, "seconds; max 4 retries", { unread: ["max 4 retries"] }],
    ["shelf", int, "max 90 days from the day of entry", { unread: ["max 90 days from the day of entry"] }],
    ["delay", int, "max 90 seconds", { maximum: 90 }],
    ["delay", int, "90 min", {}],
    ["label", text, "5min, 90min", {}],
    ["retries", int, "no more than 4 retries", { maximum: 4 }],
    ["boxes", int, "not more than 4 visits a week", { unread: ["not more than 4 visits a week"] }],
    ["boxes", int, "if urgent, max 4", { unread: ["max 4"] }],
    ["boxes", int, "formerly max 4, today max 8", { unread: ["max 4", "max 8"] }],
    ["boxes", int, "max 4, max 8", { contradictory: ["max 4", "max 8"] }],
    ["boxes", int, "min 9, max 8", { contradictory: ["min 9", "max 8"] }],
    ["boxes", int, "1-8, at most 8", { minimum: 1, maximum: 8 }],
    ["boxes", int, "max. 8", { maximum: 8 }],
    ["boxes", int, "> 0", { minimum: 1 }],
    ["boxes", int, "starts at 1; less than 9", { minimum: 1, maximum: 8 }],
    ["boxes", int, "0 < boxes <= 12,000", { minimum: 1, maximum: 12000 }],
    ["boxes", int, "positive integer", { minimum: 1 }],
    ["weight", double, "must be greater than 0", { exclusiveMinimum: 0 }],
    ["weight", double, "kg, 0.50 to 99.75", { minimum: 0.5, maximum: 99.75 }],
    ["weight", double, "range (0, 1]", { exclusiveMinimum: 0, maximum: 1 }],
    ["weight", double, "0~1", { minimum: 0, maximum: 1 }],
    ["aisle", int, "printed on the floor, 11-48", { minimum: 11, maximum: 48 }],
    ["aisle", int, "see pages 11-48", {}],
    ["aisle", int, "opened 2024-05-01", {}],
    ["aisle", int, "1-left, 2-right", {}],
    ["label", text, "min 3, max 10", { minLength: 3, maxLength: 10 }],
    ["label", text, "printed, 6 digits", { minLength: 6, maxLength: 6 }],
    ["label", text, "no longer than 12 letters", { maxLength: 12 }],
    ["label", text, "at least 8 characters with at least 2 digits", { minLength: 8 }],
    ["label", text, "max 20 a day", {}],
    ["label", text, "length: 8", { unread: ["length: 8"] }],
    ["label", text, "such as up to 9 letters", {}],
    ["notes", list, "at most 5 notes, each up to 40 characters", { maxItems: 5, items: { maxLength: 40 } }],
    ["notes", list, "40 characters at most", { items: { maxLength: 40 } }],
    ["notes", list, "最多5条，每条不超过40字", { maxItems: 5, items: { maxLength: 40 } }],
    ["shelves", { kind: "list", items: int }, "each between 1 and 5", { items: { minimum: 1, maximum: 5 } }],
    ["guests", list, "最多9位", { unread: ["最多9位"] }],
    ["stampIds", list, "max 3 stamps", { maxItems: 3 }],
    ["rows", list, "newest first, max 10", { maxItems: 10 }],
    ["rows", list, "max 10 visitors", { unread: ["max 10 visitors"] }],
    ["nombre", text, "Nombre, máximo 80 caracteres", { maxLength: 80 }],
    ["nombre", text, "longitud máxima: 80", { maxLength: 80 }],
    ["minutos", int, "entre 10 y 120", { minimum: 10, maximum: 120 }],
    ["nome", text, "até 80 caracteres", { maxLength: 80 }],
    ["nom", text, "80 caractères maximum", { maxLength: 80 }],
    ["notiz", text, "höchstens 80 Zeichen", { maxLength: 80 }],
    ["menge", int, "nicht größer als 9", { maximum: 9 }],
    ["имя", text, "не более 80 символов", { maxLength: 80 }],
    ["имя", text, "от 3 до 80 символов", { minLength: 3, maxLength: 80 }],
    ["name", text, "名称，最长80个字符", { maxLength: 80 }],
    ["name", text, "长度 6-20", { minLength: 6, maxLength: 20 }],
    ["name", text, "后4位", {}],
    ["phone", text, "11位手机号", { minLength: 11, maxLength: 11 }],
    ["age", int, "年龄，范围0-150", { minimum: 0, maximum: 150 }],
    ["stock", int, "库存不能小于0", { minimum: 0 }],
    ["photos", list, "最多9张", { maxItems: 9 }],
    ["name", text, "3文字以上80文字以内", { minLength: 3, maxLength: 80 }],
    ["name", text, "최대 80자", { maxLength: 80 }],
    ["count", int, "1 이상 10 이하", { minimum: 1, maximum: 10 }],
  ] as const;
  for (const [name, type, remark, want] of cases) {
    const { limits, contradictory, unread } = readRemark(remark, type, name);
    const found = {
      ...limits,
      ...(contradictory === undefined ? {} : { contradictory }),
      ...(unread === undefined ? {} : { unread }),
    };
    t.same(found, want, `${name}: ${remark}`);
  }
});

t.test("conditions are read where they speak of a field of the table, else they stay prose", async (t) => {
  const names = new FieldNames(["type", "phone", "email"]);
  const cases = [
    ["type = OTP", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["required if type is OTP or PIN", { kind: "equals", field: "type", values: ["OTP", "PIN"], negated: false }],
    ["type != OTP", { kind: "equals", field: "type", values: ["OTP"], negated: true }],
    ["required when phone is present", { kind: "present", field: "phone" }],
    ["if email is empty", { kind: "absent", field: "email" }],
    ["if email is not empty", { kind: "present", field: "email" }],
    ["only for members of the club", { kind: "prose", text: "only for members of the club" }],
    ["colour = RED", { kind: "prose", text: "colour = RED" }],
    ["if no phone", { kind: "absent", field: "phone" }],
    ["当type=OTP时必填", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["type为A或B时必填，否则选填", { kind: "equals", field: "type", values: ["A", "B"], negated: false }],
    ["type不等于A时必传", { kind: "equals", field: "type", values: ["A"], negated: true }],
    ["phone不为空时必填", { kind: "present", field: "phone" }],
    ["会员必填", { kind: "prose", text: "会员必填" }],
    ["obligatorio si type = OTP", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["obrigatório quando type é OTP", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["obligatoire si phone est présent", { kind: "present", field: "phone" }],
    ["Pflicht, wenn type ist OTP", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["обязательно, если type = OTP", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["必須（type=OTPの場合）", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["typeがAまたはBの場合は必須", { kind: "equals", field: "type", values: ["A", "B"], negated: false }],
    ["type이 OTP인 경우 필수", { kind: "equals", field: "type", values: ["OTP"], negated: false }],
    ["", undefined],
  ] as const;
  for (const [text, want] of cases) t.same(readCondition(text, names), want, text);
});

t.test(
  "a remark that says when an optional field must be there makes it conditional, or is reported as prose",
  async (t) => {
    const cases = [
      ["N", "hue, required if kind = BIRD", ["BIRD"], []],
      ["N", "羽毛颜色，kind为BIRD时必填，1 到 7", ["BIRD"], []],
      ["", "Required when kind is BIRD.", ["BIRD"], []],
      ["N", "required when it flies", undefined, ["condition-in-prose"]],
      ["N", "not required if kind = BIRD", undefined, []],
      ["N", "used if kind = BIRD", undefined, []],
      ["Y", "required if kind = BIRD", undefined, []],
    ] as const;
    for (const [flag, remark, values, codes] of cases) {
      const text = page({
        request: ["| kind | String | Y | | | BIRD |", `| hue | String | ${flag} | | ${remark} | |`],
      });
      const specification = readSpecification([{ file: "a.md", text }]);
      const condition = specification.pages[0]?.endpoints[0]?.tables.flatMap(({ fields }) => fields)[1]?.condition;
      t.same(condition?.kind === "equals" ? condition.values : undefined, values, `${flag} ${remark}`);
      const found = lint(specification).map(({ code }) => code);
      const wanted = ["condition-in-prose", "missing-mandatory-flag"].filter((code) => found.includes(code));
      t.same(wanted, codes, `${flag} ${remark}: findings`);
    }
  },
);

t.test("what a page holds far too much of is read as it is written, and the rest of the page as ever", async (t) => {
  const table = "\n\n| Name | Type |\n| --- | --- |\n| `a` | b |\n";
  const want = [
    ["Name", "Type"],
    ["a", "b"],
  ];
  const cases: readonly (readonly [what: string, before: string])[] = [
    ["quotations in one another", `${"> ".repeat(5_000)}x`],
    ["lists in one another", `${"- ".repeat(5_000)}x`],
    ["numbered lists in one another", `${"1. ".repeat(5_000)}x`],
    ["links that do not end", "[a](".repeat(5_000)],
    ["pictures that do not end", "![".repeat(5_000)],
    ["comments that do not end", `x ${"<!--".repeat(5_000)}`],
    ["cells in a row of HTML", `<table><tr>${"<td>x</td>".repeat(130_000)}</tr></table>`],
    ["elements in one another", `<table><tr><td>${"<div>".repeat(130_000)}</table>`],
    [
      "cells that span",
      `<table>${`<tr>${'<td rowspan="900" colspan="900">x</td>'.repeat(20)}</tr>`.repeat(100)}</table>`,
    ],
  ];
  for (const [what, before] of cases) {
    const tables = parseBlocks(before + table, "a.md").filter((block) => block.kind === "table");
    const read = tables.at(-1);
    t.same(read && [read.header, ...read.rows].map((row) => row.map(({ text }) => text)), want, what);
    const cells = tables.reduce(
      (sum, { rows, header }) => rows.reduce((all, row) => all + row.length, sum + header.length),
      0,
    );
    t.ok(cells < 200_000, `${what}: ${cells} cells`);
  }
});

t.test("URLs are taken apart", async (t) => {
  const cases = [
    ["<url>/session/logout", { path: "/session/logout", query: [] }],
    ["https://api.example.test/v1/user/:id/", { server: "https://api.example.test", path: "/v1/user/{id}", query: [] }],
    [
      "/user/{id}?full=1&page=",
      {
        path: "/user/{id}",
        query: [
          { name: "full", value: "1" },
          { name: "page", value: "" },
        ],
      },
    ],
    ["{{host}}/a", { path: "/a", query: [] }],
    ["<url>/locker/open,", { path: "/locker/open", query: [] }],
    ["to be decided", undefined],
    ["", undefined],
  ] as const;
  for (const [text, want] of cases) t.same(readUrl(text), want, text);
});

t.test("a cell that lists several URLs describes an operation of each", async (t) => {
  const read = (urls: string, methods: string) =>
    readSpecification([
      {
        file: "kite.md",
        text: `| API url | ${urls} |
|---|---|
| API methods | ${methods} |

### Request

##### Body

| Field Name | Field type | Mandatory | Remarks |
|---|---|---|---|
| span | int | Y | 1..9 |
`,
      },
    ]);
  const body = ["body span integer!", "status 200"];
  const each = (...operations: readonly string[]) => operations.flatMap((operation) => [operation, ...body]);
  const cases = [
    ["\\<url\\>/kite/fly, \\<url\\>/kite/land", "POST", each("POST /kite/fly", "POST /kite/land")],
    ["/kite/fly<br>/kite/land", "POST", each("POST /kite/fly", "POST /kite/land")],
    ["`/kite/fly` or `/kite/land`", "PUT", each("PUT /kite/fly", "PUT /kite/land")],
    ["POST /kite/fly; PUT /kite/land", "", each("POST /kite/fly", "PUT /kite/land")],
    ["/kite/fly (slow, heavy)", "POST", each("POST /kite/fly")],
    ["/kite/{a,b}", "POST", ["POST /kite/{a,b}", "path a,b string!", ...body]],
  ] as const;
  for (const [urls, methods, want] of cases) t.same(fieldsOfDocument(deriveDocument(read(urls, methods))), want, urls);
  t.same(
    lint(read("/kite/fly, /kite/land", "POST"))
      .filter(({ code }) => /urls|limits/.test(code))
      .map(({ code, location, message }) => [code, `${location?.line}:${location?.column}`, message.slice(0, 20)]),
    [
      ["several-urls", "1:13", "The cell lists 2 URL"],
      ["limits-in-remarks", "11:20", "The limits of `span`"],
    ],
    "said once, though two operations have the field",
  );
});

t.test("broken JSON is repaired, and each repair has its place", async (t) => {
  const cases = [
    ['{"a": [1, 2]}', { a: [1, 2] }, []],
    ['{"a": date, "b": 1}', { b: 1 }, ["date"]],
    ['{"a": 1,}', { a: 1 }, [","]],
    ['{"a": 1 "b": 2}', { a: 1, b: 2 }, ['"']],
    ["{ ; }", {}, [";"]],
    ['{"a": 007}', { a: 7 }, ["007"]],
    ['{"a": {"b": 1}', { a: { b: 1 } }, ["}"]],
    ["{a: 'x'}", { a: "x" }, ["'", "a"]],
    ['{"a": "x\n}', { a: "x" }, ['"x']],
    ["[1, 2, ...]", [1, 2], ["..."]],
    ['{"a": true} // done', { a: true }, ["/"]],
    ["", undefined, []],
  ] as const;
  for (const [text, value, places] of cases) {
    const { root, repairs } = readTolerantJson(text);
    t.same(root === undefined ? undefined : plainValue(root), value, text);
    t.same(repairs.map(({ offset, length }) => text.slice(offset, offset + length)).sort(), places, text);
  }
});

t.test("rows become schemas", async (t) => {
  const cases = [
    ["request", "| a | String | Y | | | x |", { type: "string", minLength: 1, examples: ["x"] }],
    ["request", "| a | String | N | | | |", { type: "string" }],
    ["result", "| a | String | N | | | |", { type: ["string", "null"] }],
    ["request", "| a | Long | Y | | | 10 |", { type: "integer", format: "int64", examples: [10] }],
    ["request", "| a | int | Y | | | ten |", { type: "integer", format: "int32" }],
    [
      "request",
      '| a | String | Y | | A/B | "B" |',
      { type: "string", description: "A/B", enum: ["A", "B"], examples: ["B"] },
    ],
    [
      "result",
      "| a | String | N | | A/B | C |",
      { type: ["string", "null"], description: "A/B", enum: ["A", "B", null] },
    ],
    [
      "request",
      "| a | List\\<String\\> | Y | | A/B | |",
      { type: "array", items: { type: "string", enum: ["A", "B"] }, description: "A/B" },
    ],
    [
      "request",
      "| a | Map\\<String, Long\\> | N | | | |",
      { type: "object", additionalProperties: { type: "integer", format: "int64" } },
    ],
    ["request", "| password | String | Y | | | |", { type: "string", minLength: 1, "x-sensitive": true }],
    ["result", "| a | Nowhere | Y | | | |", { type: "object" }],
    [
      "request",
      "| a | Boolean | Y | | default: true<br>on<br>off | |",
      { type: "boolean", description: "default: true\non\noff", default: true },
    ],
  ] as const;
  for (const [side, row, want] of cases) {
    const document = derived(page({ [side]: [row] }));
    const [operation] = operationsOf(document);
    const media =
      side === "request" ? operation?.requestBody?.content.get("application/json") : operation?.responses[0];
    t.same(without(Object.values(media?.schema?.properties ?? {})[0], ["x-source"]), want, row);
  }
});

t.test(
  "a type cell states values and limits beside the type, in the family's layout and in others alike",
  async (t) => {
    const string = { type: "string" };
    const int = { type: "integer", format: "int32" };
    const cases = [
      ["Enum(IN, OUT)", { ...string, enum: ["IN", "OUT"] }],
      ["Y/N", { ...string, enum: ["Y", "N"] }],
      ["enum[IN,OUT]", { ...string, enum: ["IN", "OUT"] }],
      ["enum: in, out", { ...string, enum: ["in", "out"] }],
      ["`in` \\| `out`", { ...string, enum: ["in", "out"] }],
      ["near/far", { ...string, enum: ["near", "far"] }],
      ['"a"\\|"b"', { ...string, enum: ["a", "b"] }],
      ["string (near, far)", { ...string, enum: ["near", "far"] }],
      ["string (utf-8, unique)", string],
      ["string(32)", { ...string, maxLength: 32 }],
      ["string(2-20)", { ...string, minLength: 2, maxLength: 20 }],
      ["string[20]", { ...string, maxLength: 20 }],
      ["varchar 20", { ...string, maxLength: 20 }],
      ["string, max 20", { ...string, maxLength: 20 }],
      ["int(1..8)", { ...int, minimum: 1, maximum: 8 }],
      ["int >= 0", { ...int, minimum: 0 }],
      ["int(11)", int],
      ["decimal(10,2)", { type: "number" }],
      ["integer (int64)", { type: "integer", format: "int64" }],
      ["string <date-time>", { ...string, format: "date-time" }],
      ["timestamp(ms)", { type: "integer", format: "int64" }],
      ["string or null", { type: ["string", "null"] }],
      ["string(9)?", { type: ["string", "null"], maxLength: 9 }],
      ["string[]?", { type: ["array", "null"], items: string }],
      ["map string to int", { type: "object", additionalProperties: int }],
      ["byte[]", { ...string, format: "binary" }],
    ] as const;
    for (const [type, want] of cases) {
      const pages = {
        family: page({ request: [`| a | ${type} | N | | | |`] }),
        other: `# Boxes\n\n\`POST /boxes\`\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| a | ${type} | no | |\n`,
      };
      for (const [layout, text] of Object.entries(pages)) {
        const [operation] = operationsOf(derived(text));
        const [media] = [...(operation?.requestBody?.content.values() ?? [])];
        t.same(without(Object.values(media?.schema?.properties ?? {})[0], ["x-source"]), want, `${type}: ${layout}`);
      }
    }
  },
);

t.test("codes with statuses of their own become responses of their own, and roles can be told", async (t) => {
  const document = deriveDocument(readSpecification(pagesIn(OWN)), {
    codeStatus: { PARAM_ILLEGAL: 400 },
    roles: { SYSTEM_ERROR: "business" },
  });
  const [operation] = operationsOf(document);
  t.same(
    operation?.outcomes.map(({ name, status, role }) => [name, status, role]),
    [
      ["SUCCESS", 200, "success"],
      ["SYSTEM_ERROR", 200, "business"],
      ["SESSION_EXPIRED", 200, "sessionInvalid"],
      ["PARAM_ILLEGAL", 400, "invalidRequest"],
    ],
  );
  const compile = schemaCompiler(document.components);
  for (const { name, example, response } of operation?.outcomes ?? [])
    t.same(compile(response.schema)(example?.value), [], name);
  const refused = operation?.responses.find(({ status }) => status === "400");
  t.strictSame(
    compile(refused?.schema)({ resultContext: { success: true, resultMsg: "x", resultCode: "PARAM_ILLEGAL" } }).length,
    1,
  );
});

t.test("codes that no field of the result carries are told beside it, with their rows", async (t) => {
  const page = `## API Specification

| field name | remarks |
|---|---|
| API url | \\<url\\>/bell/ring |
| API methods | POST |

### Result

##### Body

| Field Name | Field type | Mandatory |
|---|---|---|
| rings | int | Y |

###### Possible Result Code

| Result Code | Remarks |
|---|---|
| RUNG | |
| ROPE_TORN | nothing to pull |
`;
  const { paths } = deriveDocument(readSpecification([{ file: "bell.md", text: page }])) as unknown as {
    readonly paths: Record<string, { post: { responses: Record<string, Record<string, unknown>> } }>;
  };
  const { content, ...told } = paths["/bell/ring"]?.post.responses["200"] ?? {};
  t.ok(content, "the result itself stays");
  t.same(told, {
    description: "The result. Result codes that no field of it carries: RUNG, ROPE_TORN (nothing to pull).",
    "x-result-codes": [
      { code: "RUNG", "x-source": "bell.md:20:3" },
      { code: "ROPE_TORN", description: "nothing to pull", "x-source": "bell.md:21:3" },
    ],
  });
});

t.test("sections and types are told by their words, slips, depth and order aside", async (t) => {
  const header = "| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n";
  const overview = "| field name | remarks |\n| --- | --- |\n| API url | \\<url\\>/a |\n| API methods | post |\n";
  const text = [
    `# API\n\n${overview}`,
    "## Reqest",
    `##### Body\n\n${header}| order | OrderDetial | Y |\n| buyer | Buyer Summary | N |`,
    `### \`OrderDetail\`\n\n${header}| lines | List<OrderLine> | Y |`,
    `# 2.1 Order line\n\n${header}| sku | Strnig | Y |`,
    `### BuyerSummary object\n\n${header}| name | String | Y |`,
    "# Respone",
    `## Headers\n\n${header}| X-Total | int | Y |`,
    `#### Body\n\n${header}| orderId | Long | Y |`,
  ].join("\n\n");
  const document = derived(text);
  const [operation] = operationsOf(document);
  const schema = operation?.requestBody?.content.get("application/json")?.schema;
  t.same(without(schema?.properties, ["x-source"]), {
    order: { $ref: "#/components/schemas/OrderDetial" },
    buyer: { $ref: "#/components/schemas/BuyerSummary" },
  });
  t.same(Object.keys(document.components?.schemas ?? {}), ["OrderDetial", "OrderLine", "BuyerSummary"]);
  t.same(
    operation?.responses[0]?.headers.map(({ name, required }) => [name, required]),
    [["X-Total", true]],
  );
  t.same(Object.keys(operation?.responses[0]?.schema?.properties ?? {}), ["orderId"]);
});

t.test("lines of text that name a section or a type do a heading's work, and are reported", async (t) => {
  const header = "| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n";
  const listed = (text: string): string => `- ${text.replaceAll("\n", "\n  ")}`;
  const text = [
    page({}).replace(/### Request[\s\S]*/, "### Request"),
    `**Head**\n\n${header}| trace | String | Y |`,
    `Body:\n\n${header}| box | Box | Y |`,
    listed(`Box\n\n${header}| label | String | Y |`),
    "### Result\n\nBox goes back where it came from.",
    `__Body__\n\n${header}| box | Box | Y |`,
  ].join("\n\n");
  const [operation] = operationsOf(derived(text));
  t.same(
    operation?.parameters.map(({ name, in: place }) => [place, name]),
    [["header", "trace"]],
  );
  t.same(Object.keys(operation?.requestBody?.content.get("application/json")?.schema?.properties ?? {}), ["box"]);
  t.same(Object.keys(derived(text).components?.schemas ?? {})[0], "Box");
  t.same(
    lint(readSpecification([{ file: "a.md", text }]))
      .filter(({ code }) => code === "caption-in-prose")
      .map(({ location }) => location?.line),
    [11, 17, 23, 33],
  );
});

const DRIFTED: readonly (readonly [drift: string, page: string, want: readonly string[]])[] = [
  [
    "labels in two scripts",
    `## API Specification 接口说明

| field name 字段 | remarks 备注 |
|---|---|
| API url 地址 | \\<url\\>/bell/ring |
| API methods 方法 | POST |

### Request 请求

#### Body 请求体

| Field Name 字段名 | Field type 类型 | Mandatory 必填 |
|---|---|---|
| rope | Rope | Y |

##### Rope 绳子

| 字段名 / Field Name | 类型 (Type) | 必填 Mandatory |
|---|---|---|
| length | int | Y |
`,
    ["POST /bell/ring", "body rope object!", "body rope.length integer!", "status 200"],
  ],
  [
    "sections of what travels in the query, a cookie or a form",
    `| API url | \\<url\\>/bell/list |
|---|---|
| API methods | GET |

### Request

##### Params

| Field Name | Field type | Mandatory |
|---|---|---|
| tower | String | Y |

##### Cookies

| Field Name | Field type | Mandatory |
|---|---|---|
| visit | String | N |

### Result

##### Body

| Field Name | Field type | Mandatory |
|---|---|---|
| total | int | Y |
`,
    ["GET /bell/list", "query tower string!", "cookie visit string", "result total integer!", "status 200"],
  ],
  [
    "a column that says where each field travels",
    `| API url | \\<url\\>/bell/tune |
|---|---|
| API methods | PUT |

### Request

| Field Name | In | Field type | Mandatory |
|---|---|---|---|
| clientId | header | String | Y |
| hall | query | String | N |
| pitch | body | double | Y |
`,
    ["PUT /bell/tune", "header clientId string!", "query hall string", "body pitch number!", "status 200"],
  ],
  [
    "tables named by a field without a type, or by its remark",
    `| API url | \\<url\\>/bell/cast |
|---|---|
| API methods | POST |

### Request

##### Body

| Key | Type | Mandatory | Notes |
|---|---|---|---|
| metal | object | Y | |
| inscriptions | array | N | of Line, max 3 |

##### metal

| Key | Type | Mandatory | Notes |
|---|---|---|---|
| copper | int | Y | percent |

####### Line

| Key | Type | Mandatory | Notes |
|---|---|---|---|
| words | String | Y | |
`,
    [
      "POST /bell/cast",
      "body metal object!",
      "body metal.copper integer!",
      "body inscriptions array",
      "body inscriptions[].words string!",
      "status 200",
    ],
  ],
  [
    "types that are lists of values, item by item or in a table",
    `| API url | \\<url\\>/bell/move |
|---|---|
| API methods | POST |

### Request

##### Body

| Field Name | Field type | Mandatory |
|---|---|---|
| side | Side | Y |
| floor | Floor | N |

###### Side (enum)

- NORTH
- \`SOUTH\` - above the door

###### enum Floor

| Value | Remarks |
|---|---|
| 1 | the lowest |
| 2 | |
`,
    ["POST /bell/move", "body side string! {NORTH,SOUTH}", "body floor integer {1,2}", "status 200"],
  ],
  [
    "codes that are listed item by item",
    `| API url | \\<url\\>/bell/stop |
|---|---|
| API methods | POST |

### Result

##### Body

| Field Name | Field type | Mandatory |
|---|---|---|
| resultCode | String | Y |

#### Result codes

* \`SUCCESS\` - it stands still
* \`ROPE_TORN\`
`,
    [
      "POST /bell/stop",
      "result resultCode string! {SUCCESS,ROPE_TORN}",
      "status 200",
      "code SUCCESS",
      "code ROPE_TORN",
    ],
  ],
  [
    "what holds for all operations of the page, before them and behind",
    `# Bells

Common header of all requests:

| Field Name | Field type | Mandatory |
|---|---|---|
| clientId | String | Y |

## Raise

| API url | \\<url\\>/bell/raise |
|---|---|
| API methods | POST |

### Result

##### Body

| Field Name | Field type | Mandatory |
|---|---|---|
| resultCode | String | Y |

## Lower

| API url | \\<url\\>/bell/lower |
|---|---|
| API methods | POST |

### Result

##### Body

| Field Name | Field type | Mandatory |
|---|---|---|
| resultCode | String | Y |

# Common

## Possible Result Code

| Result Code | Remarks |
|---|---|
| SUCCESS | |
`,
    ["raise", "lower"].flatMap((name) => [
      `POST /bell/${name}`,
      "header clientId string!",
      "result resultCode string! {SUCCESS}",
      "status 200",
      "code SUCCESS",
    ]),
  ],
];

t.test("pages that drifted from the seed's layout keep every row", async (t) => {
  for (const [drift, text, want] of DRIFTED)
    t.same(fieldsOfDocument(deriveDocument(readSpecification([{ file: "bell.md", text }]))), want, drift);
});

t.test("what is understood of a drifted page raises no finding", (t) => {
  const page = `# Bells

## Common header

| Field Name | Field type | Mandatory |
|---|---|---|
| clientId | String | Y |

## Ask

| API url | \\<url\\>/bell/{id} |
|---|---|
| API methods | GET |

### Request

##### Head

| Field Name | Field type | Mandatory |
|---|---|---|
| visit | String | N |

### Result

##### Body

| Field Name | Field type | Mandatory | Remarks |
|---|---|---|---|
| tower | Tower | Y | |
| tower.height | int | Y | |
| age | String | Y | NEW, OLD |
| crack | String | C | age = OLD |
| resultCode | String | Y | |

###### Possible Result Code

| Result Code | Remarks |
|---|---|
| SUCCESS | |

## Ring

| API url | \\<url\\>/bell/ring |
|---|---|
| API methods | POST |
`;
  const read = readSpecification([{ file: "bell.md", text: page }]);
  t.same(
    lint(read).map(({ code, location }) => `${location?.line} ${code}`),
    ["3 stated-for-all", "31 values-in-remarks", "43 missing-result-codes"],
  );
  t.same(fieldsOfDocument(deriveDocument(read)), [
    "GET /bell/{id}",
    "path id string!",
    "header visit string",
    "header clientId string!",
    "result tower object!",
    "result tower.height integer!",
    "result age string! {NEW,OLD}",
    "result crack string",
    "result resultCode string! {SUCCESS}",
    "status 200",
    "code SUCCESS",
    "POST /bell/ring",
    "header clientId string!",
    "status 200",
  ]);
  t.end();
});

t.test("of two tables of one type, Request and Result each go by their own", async (t) => {
  const header = "\n\n| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n";
  const box = (row: string): string => `##### Body${header}| box | Box | Y |\n\n##### Box${header}${row}`;
  const text = `${page({}).replace(/### Request[\s\S]*/, "")}### Request\n\n${box("| a | int | Y |")}\n\n### Result\n\n${box("| b | Date | Y |")}`;
  const [operation] = operationsOf(derived(text));
  const names = (schema: SchemaObject | undefined): unknown => {
    const inner = schema?.properties?.box?.$ref?.slice("#/components/schemas/".length) ?? "";
    return Object.keys(derived(text).components?.schemas?.[inner]?.properties ?? {});
  };
  t.same(names(operation?.requestBody?.content.get("application/json")?.schema), ["a"]);
  t.same(names(operation?.responses[0]?.schema), ["b"]);
  const [found] = lint(readSpecification([{ file: "a.md", text }])).filter(({ code }) => code === "duplicate-type");
  t.match(found?.message, /with other fields.*Request and Result each go by their own/);
  t.equal(found?.severity, "warning");
  const [same] = lint(readSpecification([{ file: "a.md", text: text.replace("| b | Date |", "| a | int |") }])).filter(
    ({ code }) => code === "duplicate-type",
  );
  t.equal(same?.severity, "info");
});

t.test("rows that say there is nothing are no fields", async (t) => {
  const header = "| - | - | - | - | - | - |";
  for (const row of [header, "| None | | | | | |", "| N/A | N/A | | | | |", "| ... | ... | | | | |"]) {
    const text = page({ request: [row] });
    const [operation] = operationsOf(derived(text));
    t.same(operation?.requestBody?.content.get("application/json")?.schema?.properties, {}, row);
    t.same(
      lint(readSpecification([{ file: "a.md", text }])).map(({ code }) => code),
      ["missing-result-codes", "empty-row"],
      row,
    );
  }
});

t.test("several codes of one cell are several codes, and reported", async (t) => {
  const rows = "| SUCCESS | fine |\n| BOX_GONE / BOX_SHUT | no box |\n| not/a/code | prose |\n";
  const text = page({
    result: ["| resultCode | String | Y | | | |"],
    more: `###### Possible Result Code\n\n| Result Code | Remarks |\n| --- | --- |\n${rows}`,
  });
  const [operation] = operationsOf(derived(text));
  t.same(
    operation?.outcomes.map(({ name }) => name),
    ["SUCCESS", "BOX_GONE", "BOX_SHUT", "not/a/code"],
  );
  t.same(
    lint(readSpecification([{ file: "a.md", text }]))
      .filter(({ message }) => message.includes("shares its cell"))
      .map(({ code, location }) => [code, location?.line, location?.column]),
    [
      ["odd-code-spelling", 25, 3],
      ["odd-code-spelling", 25, 14],
    ],
  );
});

t.test("a star is a flag where there is none, and a heading may name a type in another number", async (t) => {
  const text = page({
    request: ["| boxes\\* | Boxes | | | | |", "| lid* | int | N | | | |"],
    more: "##### Box\n\n| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n| label | String | Y |\n",
  }).replace("Boxes |", "Boxs |");
  const schema = operationsOf(derived(text))[0]?.requestBody?.content.get("application/json")?.schema;
  t.same(Object.keys(schema?.properties ?? {}), ["boxes", "lid"]);
  t.same(schema?.required, ["boxes"]);
  t.same(schema?.properties?.boxes?.$ref, "#/components/schemas/Boxs");
});

t.test("a Date is written as its row says", async (t) => {
  const cases = [
    ["| a | Date | N | | format dd/MM/yyyy | |", { pattern: "^\\d{2}\\/\\d{2}\\/\\d{4}$" }],
    ["| a | Date | N | | yyyy-MM-dd | |", { format: "date" }],
    ["| a | Date | N | | | 2021-03-04 |", { format: "date" }],
    ["| a | Date (yyyy-MM-dd) | N | | | |", { format: "date" }],
    ["| a | Date | N | | | soon |", { format: "date-time" }],
  ] as const;
  for (const [row, want] of cases) {
    const [operation] = operationsOf(derived(page({ request: [row] })));
    const { format, pattern } = operation?.requestBody?.content.get("application/json")?.schema?.properties?.a ?? {};
    t.same(JSON.parse(JSON.stringify({ format, pattern })), want, row);
  }
});

t.test("a type's heading is no slip of a caption, and a body alone goes with POST", async (t) => {
  const table = "\n\n| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n| a | int | Y |\n";
  const text = page({ request: ["| corps | Corpse | Y | | | |"], more: `##### Corpse${table}` });
  const findings = lint(readSpecification([{ file: "a.md", text }]));
  t.same(
    findings.filter(({ code }) => code === "heading-alias"),
    [],
  );
  const silent = text.replace("| POST |", "| |");
  t.same(
    operationsOf(derived(silent)).map(({ name }) => name),
    ["POST /a/b"],
  );
});

t.test("a type left undefined is what all siblings that define it agree on", async (t) => {
  const shelf = (rows: string): string =>
    `\n##### Shelf\n\n| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n${rows}`;
  const asks = page({ request: ["| at | Shelf | Y | | | |"] });
  const defines = (path: string, rows: string): string =>
    asks.replace("/a/b", path).replace("### Result", `${shelf(rows)}\n### Result`);
  const specification = readSpecification([
    { file: "a.md", text: asks },
    { file: "b.md", text: defines("/b", "| aisle | String | Y |\n| floor | int | Y |\n") },
    { file: "c.md", text: defines("/c", "| aisle | String | N |\n| side | String | Y |\n") },
  ]);
  const schemas = deriveDocument(specification).components?.schemas ?? {};
  t.same(without(schemas, ["x-source"]), {
    ShelfShared: { type: "object", properties: { aisle: { type: "string" } } },
    Shelf: {
      type: "object",
      properties: { aisle: { type: "string", minLength: 1 }, floor: { type: "integer", format: "int32" } },
      required: ["aisle", "floor"],
    },
    ShelfC: {
      type: "object",
      properties: { aisle: { type: "string" }, side: { type: "string", minLength: 1 } },
      required: ["side"],
    },
  });
});

t.test(
  "components keep their names when other pages come, and the one that most pages share has the plain one",
  async (t) => {
    const shelf = (file: string, rows: string): PageText => ({
      file,
      text: page({ request: ["| at | Shelf | Y | | | |"] })
        .replace("/a/b", `/${file.replace(".md", "")}`)
        .replace(
          "### Result",
          `##### Shelf\n\n| Field Name | Field type | Mandatory |\n| --- | --- | --- |\n${rows}\n### Result`,
        ),
    });
    const names = (pages: readonly PageText[]): unknown => {
      const { components, paths } = deriveDocument(readSpecification(pages));
      const used = Object.entries(paths ?? {}).map(([path, item]) => [
        path,
        /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(item))?.[1],
      ]);
      t.same(Object.keys(components?.schemas ?? {}).sort(), [...new Set(used.map(([, name]) => name))].sort());
      return Object.fromEntries(used);
    };
    const pages = [
      shelf("stock/find.md", "| aisle | String | Y |"),
      shelf("stock/move.md", "| aisle | String | Y |"),
      shelf("tidy/find.md", "| floor | int | Y |"),
    ];
    const own = { "/stock/find": "Shelf", "/stock/move": "Shelf", "/tidy/find": "ShelfTidyFind" };
    t.same(names(pages), own);
    t.same(names([shelf("a/first.md", "| side | String | Y |"), ...pages]), { "/a/first": "ShelfAFirst", ...own });
    t.same(names([...pages, shelf("room/find.md", "| side | String | Y |")]), {
      ...own,
      "/room/find": "ShelfRoomFind",
    });
  },
);

t.test("pages derived again and again come out as if it were the first time", async (t) => {
  const pages = pagesIn(FIXTURES);
  const derive = createDeriver();
  const edits: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll("String", "int"),
    (text) => text.replace("SUCCESS", "DONE"),
    (text) => text.replace(/##### \w+\n/, ""),
    (text) => text.replace("POST", ""),
    () => "",
  ];
  for (const [turn, { file }] of [...pages, ...pages].entries()) {
    for (const edit of edits.slice(turn % 3, (turn % 3) + 3)) {
      const changed = pages.map((known) => (known.file === file ? { file, text: edit(known.text) } : known));
      const first = deriveDocument(readSpecification(changed));
      t.equal(JSON.stringify(derive(changed).document), JSON.stringify(first), file);
    }
  }
});

t.test("the envelope's rule holds of every answer", async (t) => {
  const document = deriveDocument(readSpecification(pagesIn(FIXTURES)));
  const operation = operationsOf(document).find(({ id }) => id === "bookLend");
  const validate = schemaCompiler(document.components)(operation?.responses[0]?.schema);
  const context = { success: true, resultMsg: "done", resultCode: "SUCCESS" };
  const refused = { success: false, resultMsg: "no", resultCode: "PARAM_ILLEGAL" };
  const payload = { loanId: "L", dueDate: "2024-01-01T00:00:00Z" };
  const cases = [
    [{ resultContext: context, ...payload }, []],
    [{ resultContext: context, ...payload, receipt: null }, []],
    [{ resultContext: refused }, []],
    [{ resultContext: refused, loanId: null, dueDate: null }, []],
    [{ resultContext: context }, ["/loanId", "/dueDate"]],
    [{ resultContext: context, ...payload, loanId: null }, ["/loanId"]],
    [{ resultContext: { ...context, success: false }, ...payload }, ["/resultContext/resultCode"]],
    [{ resultContext: { ...refused, success: true }, ...payload }, ["/resultContext/resultCode"]],
    [{ resultContext: { ...refused, resultMsg: "" } }, ["/resultContext/resultMsg"]],
    [{ ...payload }, ["/resultContext"]],
  ] as const;
  for (const [body, pointers] of cases)
    t.same(
      validate(body).map(({ pointer }) => pointer),
      pointers,
      JSON.stringify(body),
    );
});

t.test("3.0 says the same as 3.1", async (t) => {
  const cases = [
    [{ const: 1 }, { enum: [1] }],
    [
      { type: ["integer", "string", "null"] },
      {
        anyOf: [
          { type: "integer", nullable: true },
          { type: "string", nullable: true },
        ],
      },
    ],
    [
      { type: ["string", "null"], examples: ["a"] },
      { type: "string", nullable: true, example: "a" },
    ],
    [
      { $ref: "#/x", description: "d" },
      { allOf: [{ $ref: "#/x" }], description: "d" },
    ],
    [
      { anyOf: [{ $ref: "#/x" }, { type: "null" }] },
      { anyOf: [{ $ref: "#/x" }, { type: "object", nullable: true, enum: [null] }] },
    ],
    [
      { if: { required: ["a"] }, then: { required: ["b"] }, else: { required: ["c"] } },
      {
        anyOf: [
          { allOf: [{ required: ["a"] }, { required: ["b"] }] },
          { allOf: [{ not: { required: ["a"] } }, { required: ["c"] }] },
        ],
      },
    ],
    [
      { type: "integer", exclusiveMinimum: 0 },
      { type: "integer", minimum: 0, exclusiveMinimum: true },
    ],
    [{ properties: { const: { const: 1 } } }, { properties: { const: { enum: [1] } } }],
  ] as const;
  for (const [given, want] of cases) t.same(downgradeSchema(given), want, JSON.stringify(given));
});

t.test("a page without a method takes the collection's habit, and none where there is no habit", async (t) => {
  const silent = page({}).replace("| POST |", "| |").replace("/a/b", "/a/c");
  const methods = (pages: readonly PageText[]): unknown =>
    operationsOf(deriveDocument(readSpecification(pages))).map(({ name }) => name);
  const [a, b] = [
    { file: "a.md", text: silent },
    { file: "b.md", text: page({}) },
  ];
  t.same(methods([a]), []);
  t.same(methods([a, b]), ["POST /a/c", "POST /a/b"]);
  t.same(methods([a, b, { file: "c.md", text: page({}).replace("POST", "GET").replace("/a/b", "/a/d") }]), [
    "POST /a/b",
    "GET /a/d",
  ]);
  for (const pages of [[a], [a, b]]) {
    const errors = lint(readSpecification(pages)).filter(({ severity }) => severity === "error");
    t.same(
      errors.map(({ code, location, suggestion }) => [code, location?.file, suggestion]),
      [["missing-method", "a.md", pages.length > 1 ? "POST" : undefined]],
    );
  }
});

t.test("pages that describe no operation derive to none, and say so", async (t) => {
  for (const [file, code] of [
    ["about.md", "no-field-table"],
    ["blank.md", "blank-template"],
  ] as const) {
    const pages = pagesIn(FIXTURES).filter((page) => page.file === file);
    const specification = readSpecification(pages);
    t.same(Object.keys(deriveDocument(specification).paths ?? {}), [], file);
    t.same(
      lint(specification).map((diagnostic) => diagnostic.code),
      [code],
      file,
    );
  }
});

t.test("every rule speaks of its bad example and is silent on its good one", async (t) => {
  t.same(new Set(rules.map(({ name }) => name)).size, rules.length);
  for (const rule of rules) {
    const found = lint(readSpecification(pagesOf(rule.bad)), [rule]);
    t.ok(found.length > 0, `${rule.name} speaks`);
    t.same(lint(readSpecification(pagesOf(rule.good)), [rule]), [], `${rule.name} is silent`);
    for (const { message, code, severity } of found) {
      t.match({ message, code, severity }, { message: /^[A-Z`].*\.$/s, code: rule.name, severity: rule.severity });
    }
  }
});

t.test("what a heading or a row of dashes gets wrong is read as it was meant, and reported", async (t) => {
  const dashes = "| --- | --- | --- | --- | --- | --- |";
  const sound = page({
    request: ["| itemId | String | Y | | | a-7 |"],
    result: ["| success | Boolean | Y | | | true |", "| resultCode | String | Y | | | SUCCESS |"],
    more: "###### Possible Result Code\n\n| Result Code | Remarks |\n| --- | --- |\n| SUCCESS | done |\n",
  });
  const meant = without(derived(sound), ["x-source"]);
  const cases: readonly (readonly [name: string, text: string, found: readonly (readonly [string, number])[]])[] = [
    ["another word for Result", sound.replace("### Result", "### Outcome"), [["unknown-section", 17]]],
    ["no Body below it", sound.replace("### Result\n\n##### Body", "### Outcome"), [["unknown-section", 17]]],
    ["a cell too few below the header", sound.replace(dashes, dashes.slice(0, -6)), [["broken-table", 14]]],
    ["a slip in a label", sound.replace("API url ", "API urls "), [["misspelled-label", 5]]],
  ];
  for (const [name, text, found] of cases) {
    const specification = readSpecification([{ file: "a.md", text }]);
    t.same(without(deriveDocument(specification), ["x-source"]), meant, name);
    t.same(
      lint(specification).map(({ code, location }) => [code, location?.line]),
      found,
      name,
    );
  }
  t.same(lint(readSpecification([{ file: "a.md", text: sound }])), []);
});

t.test("a code table says what its success is meant to be called", async (t) => {
  const text = (codes: readonly string[], example: string): string =>
    page({
      result: [`| resultCode | String | Y | | | ${example} |`],
      more: `###### Possible Result Code\n\n| Result Code | Remarks |\n| --- | --- |\n${codes.map((code) => `| ${code} | |\n`).join("")}`,
    });
  const cases = [
    [["SUCESS", "PARAM_ILLEGAL"], "SUCCESS", ["SUCESS", "SUCCESS"]],
    [["FINE", "PARAM_ILLEGAL"], "", ["Result Code", "SUCCESS"]],
    [["SUCCESS", "PARAM_ILLEGAL"], "SUCCESS", undefined],
  ] as const;
  for (const [codes, example, want] of cases) {
    const body = text(codes, example);
    const [found] = lint(readSpecification([{ file: "a.md", text: body }])).filter(
      ({ code }) => code === "no-success-code",
    );
    const got = found === undefined ? undefined : [slice(new Map([["a.md", body]]), found), found.suggestion];
    t.same(got, want, codes.join());
  }
  const told = lint(readSpecification([{ file: "a.md", text: text(["FINE", "BAD"], "") }]), rules, {
    roles: { FINE: "success" },
  });
  t.notOk(
    told.some(({ code }) => code === "no-success-code"),
    "the config can tell",
  );
});

t.test("a section's caption is no title, and a finding names other pages as places", async (t) => {
  const [own = { file: "", text: "" }] = pagesIn(OWN);
  const headless = own.text.replace("## API Specification\n", "");
  t.equal(deriveDocument(readSpecification([{ file: "a.md", text: headless }])).info.title, "API");
  const twice = [
    { file: "a.md", text: own.text },
    { file: "b.md", text: own.text },
  ];
  t.match(
    lint(readSpecification(twice)).filter(({ code }) => code === "duplicate-operation"),
    [{ location: { file: "b.md" }, related: [{ file: "a.md", line: 5 }] }],
  );
});

t.test("every finding points into its line, and a place of words is the words'", async (t) => {
  const collections = [...rules.map(({ bad }) => pagesOf(bad)), pagesIn(FIXTURES)];
  for (const pages of collections) {
    const texts = new Map(pages.map(({ file, text }) => [file, text]));
    for (const diagnostic of lint(readSpecification(pages))) {
      const { location, code, message } = diagnostic;
      const line = (texts.get(location?.file ?? "") ?? "").split("\n")[(location?.line ?? 0) - 1];
      t.ok(line !== undefined && (location?.column ?? 0) <= line.length + 1, `${code} is inside the page`);
      t.ok((location?.endColumn ?? 0) <= (line?.length ?? 0) + 1, `${code} ends inside its line`);
      if (code === "unknown-type" || code === "undefined-type" || code === "example-unknown-key") {
        const word = /`([^`]+)`/.exec(message)?.[1] ?? "";
        t.equal(slice(texts, diagnostic).replaceAll('"', ""), word, message);
      }
    }
  }
});

t.test("findings of a collection come in the order of its pages", async (t) => {
  const found = lint(readSpecification(pagesIn(FIXTURES))).map(
    ({ location, code }) => `${location?.file}:${location?.line}:${location?.column} ${code}`,
  );
  const order = (text: string): readonly (string | number)[] => {
    const [, file = "", line, column, code = ""] = /^(.*):(\d+):(\d+) (.*)$/.exec(text) ?? [];
    return [file, Number(line), Number(column), code];
  };
  const sorted = [...found].sort((a, b) => {
    const [left, right] = [order(a), order(b)];
    const index = left.findIndex((part, at) => part !== right[at]);
    return index < 0 ? 0 : (left[index] ?? 0) < (right[index] ?? 0) ? -1 : 1;
  });
  t.same(found, sorted);
  t.ok(found.includes("cover/show.md:7:21 missing-method"));
});

t.test("reporters write the same findings for people, programs and platforms", async (t) => {
  const text = "| a | b |\n| wide 表 | Booelan |\n";
  const diagnostics: readonly Diagnostic[] = [
    {
      code: "unknown-type",
      severity: "warning",
      message: "Unknown.",
      location: { file: "a.md", line: 2, column: 12, endColumn: 19 },
      suggestion: "Boolean",
    },
    {
      code: "missing-method",
      severity: "error",
      message: "100% gone.",
      location: { file: "a.md", line: 1, column: 3 },
    },
  ];
  const context = {
    texts: new Map([["a.md", text]]),
    colours: createColours(false),
    pages: 1,
    operations: 2,
    rules,
    version: "1.2.3",
  };
  const written = new Map(findingsReporters.map((reporter) => [reporter.name, reporter.report(diagnostics, context)]));
  t.equal(
    written.get("pretty"),
    [
      "a.md:2:12 warning Unknown. unknown-type",
      "  2 | | wide 表 | Booelan |",
      "    |             ^^^^^^^",
      "  help: write `Boolean`",
      "",
      "a.md:1:3 error 100% gone. missing-method",
      "  1 | | a | b |",
      "    |   ^",
      "",
      "1 page, 2 operations: 1 error, 1 warning, 0 infos",
      "",
    ].join("\n"),
  );
  t.same(JSON.parse(written.get("json") ?? ""), {
    diagnostics,
    summary: { pages: 1, operations: 2, errors: 1, warnings: 1, infos: 0 },
  });
  t.equal(
    written.get("github"),
    "::warning file=a.md,line=2,col=12,endColumn=19,title=unknown-type::Unknown. Write `Boolean`.\n::error file=a.md,line=1,col=3,title=missing-method::100%25 gone.\n",
  );
  const [run] = JSON.parse(written.get("sarif") ?? "").runs;
  t.same(run.results[0], {
    ruleId: "unknown-type",
    ruleIndex: rules.findIndex(({ name }) => name === "unknown-type"),
    level: "warning",
    message: { text: "Unknown. Write `Boolean`." },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "a.md" },
          region: { startLine: 2, startColumn: 12, endColumn: 19 },
        },
      },
    ],
  });
  t.equal(run.tool.driver.rules.length, rules.length);
});

t.test("no page makes the reader fall over", async (t) => {
  const row = (name: string): string => `| ${name} | String | Y | | | x |`;
  const many = (count: number, write: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => write(at)).join("");
  const typeTable = (name: string, ...types: readonly string[]): string =>
    `##### ${name}\n\n| Field Name | Field type | Mandatory |\n| - | - | - |\n${types.map((type, at) => `| f${at} | ${type} | N |\n`).join("")}\n`;
  const hostile: readonly string[] = [
    "",
    "\ufeff",
    "\u0000",
    "| a",
    "|||||\n|-|-|-|\n||",
    "## API\n\n| field name | remarks |\n| - | - |\n| API url |\n| API methods |\n",
    page({
      request: ["constructor", "toString", "hasOwnProperty", "__proto__", "prototype"].map(row),
      result: [row("__proto__")],
    }),
    page({
      request: ["| a | A | Y | | | |"],
      more: "##### A\n\n| Field Name | Field type | Mandatory |\n| - | - | - |\n| a | A | Y |\n",
    }),
    page({
      request: [
        "| a | List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<String>>>>>>>>>>>>>>>>>> | Y | | | |",
      ],
    }),
    page({ request: [row("a")], more: `#### Example\n\n\`\`\`json\n${"[".repeat(5000)}\n\`\`\`\n` }),
    page({ request: [row("a")], more: `#### Example\n\n\`\`\`json\n${'{"a":'.repeat(5000)}\n\`\`\`\n` }),
    page({ request: [`| a | ${"<".repeat(2000)} | Y | | ${"A/".repeat(2000)} | ${'"'.repeat(2000)} |`] }),
    `${"> ".repeat(200)}| a | b |`,
    page({ request: ["| a | T0 | Y | | | |"], more: many(1500, (at) => typeTable(`T${at}`, `T${at + 1}`)) }),
    page({
      request: ["| a | T0 | Y | | | |"],
      more: many(40, (at) => typeTable(`T${at}`, `T${at + 1}`, `T${at + 1}`)),
    }),
    page({ request: ["| a | T0 | Y | | | |"], more: many(9, (at) => typeTable(`T${at}`, "T0", `T${(at + 5) % 9}`)) }),
    `## POST /a\n\n| Name | Type |\n|---|---|\n${many(2500, (at) => `| ${"»".repeat(at)}f${at} | object |\n`)}`,
    `## POST /a\n\n| Name | Type |\n|---|---|\n| ${many(5000, (at) => `f${at}.`)}z | int |\n`,
    `## POST /a\n\n${"<table><tr><td>\n".repeat(3000)}`,
    `## POST /a\n\n<table><tr><td>${"<div>".repeat(30_000)}x`,
  ];
  for (const [index, text] of hostile.entries()) {
    const specification = readSpecification([{ file: "a.md", text }]);
    t.type(JSON.stringify(deriveDocument(specification)), "string", `page ${index} derives`);
    t.type(JSON.stringify(deriveDocument(specification, { openapi: "3.0" })), "string", `page ${index} derives to 3.0`);
    t.ok(Array.isArray(lint(specification)), `page ${index} is judged`);
  }
  const odd = derived(hostile[6] ?? "");
  const [operation] = operationsOf(odd);
  t.same(Object.keys(operation?.requestBody?.content.get("application/json")?.schema?.properties ?? {}), [
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__",
    "prototype",
  ]);
});

t.test(
  "limits that stand in the Condition column are read, and what says when a field is there limits nothing",
  (t) => {
    const rows = [
      "| title | String | Y | max 40 | | |",
      "| count | int | Y | 1 to 99 | | |",
      "| rate | int | N | 5 | at most 9 | |",
      "| word | String | C | when count is 20 to 40 | | |",
      "| code | String | C | count = 12 | | |",
    ];
    const page = [
      "## API Specification\n\n| field name | remarks |\n| --- | --- |\n| API url | \\<url\\>/shelf/fill |\n| API methods | POST |\n",
      "### Request\n\n##### Body\n\n| Field Name | Field type | Mandatory | Condition | Remarks | Example |\n| --- | --- | --- | --- | --- | --- |",
      rows.join("\n"),
    ].join("\n");
    const document = deriveDocument(readSpecification([{ file: "shelf.md", text: page }]));
    t.match(JSON.stringify(document), /"title":\{[^}]*"maxLength":40/);
    t.match(JSON.stringify(document), /"count":\{[^}]*"minimum":1,"maximum":99/);
    t.match(JSON.stringify(document), /"rate":\{[^}]*"maximum":9/);
    t.notMatch(JSON.stringify(document), /"(word|code)":\{[^}]*m(ax|in)/);
    t.end();
  },
);

t.test("what stands before an operation's overview describes it, and nothing of what stands before that", async (t) => {
  const overview = (path: string): string =>
    `| field name | remarks |\n|---|---|\n| API url | ${path} |\n| API methods | POST |\n`;
  const page = `# Bells\n\nNewest first.\n\nOnly your own.\n\n## API Specification\n\n${overview("/bell/list")}
### Result\n\nWhat comes of it.\n\n## The next\n\nRings it.\n\n${overview("/bell/ring")}\nToo late.\n\n## The last\n\n${overview("/bell/stop")}\n# More\n\nSwings it.\n\n## History\n\nIt hung still.\n\n## Specification\n\n${overview("/bell/swing")}`;
  const { paths = {} } = deriveDocument(readSpecification([{ file: "bell.md", text: page }]));
  t.same(
    Object.entries(paths).map(([path, item]) => [path, item?.post?.description]),
    [
      ["/bell/list", "Newest first.\nOnly your own."],
      ["/bell/ring", "Rings it."],
      ["/bell/stop", undefined],
      ["/bell/swing", "Swings it."],
    ],
  );
});
