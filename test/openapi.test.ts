// openapi/: what a document is asked, and what it answers.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import t from "tap";
import { matcherOf } from "../src/json/pattern.ts";
import { schemaCompiler } from "../src/json/schema.ts";
import { byDirection } from "../src/openapi/direction.ts";
import type { Document, Role, SchemaObject } from "../src/openapi/document.ts";
import { flatten } from "../src/openapi/flatten.ts";
import { choosesOrder, listOrder, orderingField } from "../src/openapi/list-order.ts";
import { parseDocument } from "../src/openapi/load.ts";
import { describedResponse, isJson, operationsOf } from "../src/openapi/operation.ts";
import { dereference } from "../src/openapi/reference.ts";
import { roleOf } from "../src/openapi/role.ts";
import { loadSampler } from "../src/openapi/sample.ts";
import { createMasker, isCredentialName } from "../src/openapi/sensitive.ts";
import { settleResultCodes } from "../src/openapi/settle.ts";

const logout = JSON.parse(readFileSync("spec/openapi.json", "utf8")) as Document;

const documentOf = (paths: object, components: object = {}): Document =>
  ({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths, components }) as Document;

t.test("an operation tells its fields, its result codes and where its envelope is", async (t) => {
  const [operation, ...others] = operationsOf(logout);
  t.same(others, []);
  t.match(operation, { id: "sessionLogout", method: "POST", path: "/session/logout", name: "POST /session/logout" });
  t.same(
    operation?.parameters.map(({ name, in: place, required, sensitive, example }) => [
      name,
      place,
      required,
      sensitive,
      example,
    ]),
    [
      ["clientId", "header", true, false, "clientId"],
      ["clientSecret", "header", true, true, "clientSecret"],
      ["sessionId", "header", true, true, "sessionId"],
    ],
  );
  t.same(
    operation?.outcomes.map(({ name, role, status }) => [name, role, status]),
    [
      ["SUCCESS", "success", 200],
      ["PARAM_ILLEGAL", "invalidRequest", 200],
      ["SYSTEM_ERROR", "serverError", 200],
      ["SESSION_EXPIRED", "sessionInvalid", 200],
    ],
  );
  t.same(operation?.responses[0]?.envelope, {
    code: "/resultContext/resultCode",
    success: "/resultContext/success",
    message: "/resultContext/resultMsg",
  });
  t.equal(operation?.hasResultCodes, true);
});

t.test("an envelope is found in a document that does not name one, by its examples", async (t) => {
  const media = {
    schema: {
      type: "object",
      properties: { ret: { $ref: "#/components/schemas/Ret" }, data: { type: "string" } },
    },
    examples: { "0": { value: { ret: { code: 0, msg: "" } } }, "1001": { value: { ret: { code: 1001, msg: "no" } } } },
  };
  const ret = { type: "object", properties: { code: { enum: [0, 1001] }, msg: { type: "string" } } };
  const document = documentOf(
    { "/a": { get: { responses: { "200": { description: "", content: { "application/json": media } } } } } },
    { schemas: { Ret: ret } },
  );
  const [operation] = operationsOf(document);
  t.same(operation?.responses[0]?.envelope, { code: "/ret/code", message: "/ret/msg" });
  t.same(
    operation?.outcomes.map(({ name, role }) => [name, role]),
    [
      ["0", "success"],
      ["1001", "business"],
    ],
  );
});

t.test("a document without result codes answers by status; a path's parameters are its operations' own", async (t) => {
  const document = documentOf({
    "/user/{id}": {
      parameters: [
        { name: "id", in: "path", schema: { type: "integer" } },
        { name: "q", in: "query", schema: { type: "string" } },
      ],
      get: {
        parameters: [{ name: "q", in: "query", required: true, schema: { type: "integer" } }],
        responses: {
          "200": { description: "", content: { "application/json": { schema: {}, example: { a: 1 } } } },
          "4XX": { description: "" },
          default: { description: "" },
        },
      },
    },
  });
  const [operation] = operationsOf(document);
  t.same(
    operation?.parameters.map(({ name, required, schema }) => [name, required, schema.type]),
    [
      ["id", true, "integer"],
      ["q", true, "integer"],
    ],
  );
  t.same(
    operation?.outcomes.map(({ name, status, example }) => [name, status, example?.value]),
    [
      ["200", 200, { a: 1 }],
      ["4XX", 400, undefined],
      ["default", 500, undefined],
    ],
  );
  if (operation === undefined) return;
  const cases: readonly [number, string, string | undefined][] = [
    [200, "application/json; charset=utf-8", "200"],
    [404, "text/plain", "4XX"],
    [503, "text/plain", "default"],
  ];
  for (const [status, type, want] of cases)
    t.equal(describedResponse(operation, status, type)?.status, want, `${status}`);
});

t.test("a role is told from a code's name, then its remark, then its status", async (t) => {
  const cases: readonly [string, string, number | undefined, Role][] = [
    ["SUCCESS", "", undefined, "success"],
    ["OK", "", undefined, "success"],
    ["0", "", undefined, "success"],
    ["PARAM_ILLEGAL", "", undefined, "invalidRequest"],
    ["InvalidParameter", "", undefined, "invalidRequest"],
    ["SESSION_EXPIRED", "", undefined, "sessionInvalid"],
    ["TOKEN_INVALID", "", undefined, "sessionInvalid"],
    ["SYSTEM_ERROR", "", undefined, "serverError"],
    ["USER_NOT_FOUND", "", undefined, "business"],
    ["OTP_VALIDATION_ERROR", "otp validation error", undefined, "business"],
    ["AUTHENTICATION_FAILED", "authentication password doesn't match", undefined, "business"],
    ["INVALID_CLIENT", "", undefined, "clientInvalid"],
    ["1001", "参数错误", undefined, "invalidRequest"],
    ["1002", "未登录", undefined, "sessionInvalid"],
    ["1002", "the token is missing or not valid", undefined, "sessionInvalid"],
    ["1003", "access token unknown or revoked", undefined, "sessionInvalid"],
    ["1004", "a parameter is missing, or the token is not known", undefined, "invalidRequest"],
    ["9999", "系统异常", undefined, "serverError"],
    ["E1", "", 503, "serverError"],
    ["404", "", undefined, "business"],
    ["401", "", undefined, "sessionInvalid"],
  ];
  for (const [code, remark, status, want] of cases) t.equal(roleOf(code, remark, status), want, `${code} ${remark}`);
});

t.test("a project's word on a code outweighs its name", async (t) => {
  const settled = settleResultCodes(logout, {
    roles: { SYSTEM_ERROR: "business" },
    unprovoked: { SYSTEM_ERROR: "why" },
  });
  const outcome = operationsOf(settled)[0]?.outcomes.find(({ name }) => name === "SYSTEM_ERROR");
  t.match(outcome, { role: "business", unprovoked: "why" });
  t.equal(operationsOf(logout)[0]?.outcomes.find(({ name }) => name === "SYSTEM_ERROR")?.role, "serverError");
});

t.test("a reference that leads nowhere, out of the document or back to itself is said, not followed", async (t) => {
  const cases: readonly [object, object, RegExp][] = [
    [{}, { $ref: "#/a" }, /leads nowhere/],
    [{}, { $ref: "other.yaml#/a" }, /leaves the document/],
    [{ a: { $ref: "#/b" }, b: { $ref: "#/a" } }, { $ref: "#/a" }, /leads back to itself/],
  ];
  for (const [document, value, want] of cases) t.throws(() => dereference(document, value), want);
  t.same(dereference({ a: { type: "string", title: "x" } }, { $ref: "#/a", title: "y" }), {
    type: "string",
    title: "y",
  });
});

t.test("a 3.0 file is read in 3.1's words, and what is no OpenAPI is refused at its place", async (t) => {
  const text = JSON.stringify({
    openapi: "3.0.3",
    info: { title: "t", version: "1" },
    paths: {},
    components: {
      schemas: {
        A: {
          type: "object",
          properties: {
            n: { type: "integer", nullable: true, minimum: 0, exclusiveMinimum: true },
            e: { type: "string", enum: ["x"], nullable: true },
            r: { allOf: [{ $ref: "#/components/schemas/B" }], nullable: true },
            example: { type: "string", nullable: true },
          },
          example: { nullable: true },
        },
        B: { type: "string" },
      },
    },
  });
  t.same(parseDocument(text, "o.json").document?.components?.schemas?.A, {
    type: "object",
    properties: {
      n: { type: ["integer", "null"], exclusiveMinimum: 0 },
      e: { type: ["string", "null"], enum: ["x", null] },
      r: { anyOf: [{ allOf: [{ $ref: "#/components/schemas/B" }] }, { type: "null" }] },
      example: { type: ["string", "null"] },
    },
    example: { nullable: true },
  });
  const refused: readonly [string, RegExp, number][] = [
    ["a: 1\n", /no OpenAPI document/, 1],
    ["info: {}\nopenapi: 2.0\n", /version `2` is not supported/, 2],
    ["openapi: 3.1.0\npaths:\n  /a:\n    get: { parameters: [{ $ref: '#/no' }] }\n", /`#\/no` leads nowhere/, 3],
    ["{", /./, 1],
  ];
  for (const [source, message, line] of refused) {
    t.match(parseDocument(source, "o").diagnostics, [{ message, location: { file: "o", line } }], source);
  }
});

t.test("a schema that is no schema is refused where it stands when the document is read", async (t) => {
  const document = (...lines: readonly string[]): string =>
    ["openapi: 3.1.0", "components:", "  schemas:", ...lines, ""].join("\n");
  const given: readonly (readonly [text: string, want: readonly (readonly [message: RegExp, line: number])[]])[] = [
    [
      document(
        "    value:",
        "      type: strin",
        "      properties: { example: { minimum: x } }",
        "      required: true",
      ),
      [
        [/^This schema is no JSON Schema: `type` expected one of .*"string"`, found `"strin"`\.$/, 5],
        [/`minimum` expected number, found string/, 6],
        [/`required` expected array, found boolean/, 7],
      ],
    ],
    [
      document(
        "    A:",
        "      properties:",
        "        default: { $ref: '#/components/schemas/No' }",
        "        b: { $ref: 'b.yaml' }",
      ),
      [
        [/`#\/components\/schemas\/No` leads nowhere/, 6],
        [/`b.yaml` leaves the document; bundle it/, 7],
      ],
    ],
    [document("    A: { $ref: '#/paths' }", "paths: {}"), [[/`#\/paths` leads to no component/, 4]]],
    [document("    A: { pattern: '([' }"), [[/`pattern` expected the format `"regex"`, found `"\(\["`/, 4]]],
    [
      "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      parameters:\n        - { name: q, in: query, schema: { items: [1] } }\n",
      [[/`items` expected object or boolean, found array/, 6]],
    ],
    // Data is no schema, nor is an extension; a pattern that only the flag u forbids is read without it.
    [document("    A: { const: { $ref: 1 }, default: { type: x }, pattern: '^\\_\\-$' }", "x-a: { schema: 1 }"), []],
    [
      document(
        "    A: { $ref: 'https://json-schema.org/draft/2020-12/schema' }",
        "    B: { properties: { c: { $ref: '#/properties/d' }, d: {} } }",
      ),
      [],
    ],
  ];
  for (const [text, want] of given) {
    const { diagnostics } = parseDocument(text, "o.yaml");
    t.match(
      diagnostics,
      want.map(([message, line]) => ({ code: "openapi-invalid", message, location: { line } })),
      text,
    );
    t.equal(diagnostics.length, want.length, text);
  }
  t.ok(matcherOf("^\\_\\-$").test("_-"));
});

t.test("every sample fits its schema, and the same seed gives the same bytes", async (t) => {
  const sampler = await loadSampler();
  const schema: SchemaObject = {
    type: "object",
    properties: {
      email: { type: "string", format: "email" },
      phoneNumber: { type: "string" },
      title: { type: "string", maxLength: 5 },
      code: { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" },
      price: { type: "number", minimum: 0.5 },
      at: { type: ["string", "null"], format: "date-time" },
      kind: { enum: ["A", "B"] },
      child: { $ref: "#/components/schemas/Node" },
      tags: { type: "array", items: { type: "string", minLength: 2 }, minItems: 1, maxItems: 4 },
    },
    required: ["email", "kind", "child"],
    if: { properties: { kind: { const: "A" } } },
    then: { required: ["price"] },
    else: { required: ["code"] },
  };
  const components = {
    schemas: {
      Node: {
        type: "object",
        properties: {
          name: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
          parent: { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] },
        },
        required: ["name", "children"],
      },
    },
  };
  const document = documentOf({}, components);
  const validate = schemaCompiler(components)(schema);
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("all", "none", "random"), (seed, optional) => {
      const sample = sampler.sample(document, schema, { seed, optional });
      return (
        validate(sample).length === 0 &&
        JSON.stringify(sample) === JSON.stringify(sampler.sample(document, schema, { seed, optional }))
      );
    }),
    { numRuns: 150, seed: 1 },
  );
  const minimal = sampler.sample(document, schema, { seed: "1", optional: "none", branch: "else" });
  t.same(Object.keys(minimal as object).sort(), ["child", "code", "email", "kind"]);
  t.match(sampler.sample(document, { type: "string" }, { seed: "1", optional: "all", name: "phoneNumber" }), /\d{3}/);
  const names = async (locale: string): Promise<readonly unknown[]> => {
    const { fake } = await loadSampler(locale);
    return Array.from({ length: 20 }, (_, seed) => fake("person.fullName", String(seed)));
  };
  t.match((await names("zh_CN")).join(""), /^\p{Script=Han}+$/u, "names of a locale");
  await t.rejects(loadSampler("../../x"), /Unknown locale/);
  const unknown: readonly [name: string, meant: string | undefined][] = [
    ["xx", undefined],
    ["de-AT", "de_AT"],
    ["DE_at", "de_AT"],
    ["de_DE", "de"],
    ["zh", "zh_CN"],
    ["pt_BRA", "pt_BR"],
  ];
  for (const [name, suggestion] of unknown)
    await t.rejects(loadSampler(name), {
      message: `Unknown locale \`${name}\`, expected one of faker's, such as \`en\`, \`de\` or \`zh_CN\`.`,
      suggestion,
    });
});

t.test("whatever a schema asks for, a sample of it fits, twice the same, or there is none", async (t) => {
  const sampler = await loadSampler();
  const document = documentOf({}, {});
  const compile = schemaCompiler();
  const leaf: fc.Arbitrary<SchemaObject> = fc.oneof(
    fc.record({ type: fc.constant("string"), minLength: fc.nat(5), maxLength: fc.integer({ min: 5, max: 40 }) }),
    fc.constantFrom("email", "date", "date-time", "uri", "uuid", "ipv4").map((format) => ({ type: "string", format })),
    fc.constantFrom("^[A-Z]{3}$", "^\\d{4}-\\d{2}$", "^\\S+$").map((pattern) => ({ type: "string", pattern })),
    fc.record({
      type: fc.constantFrom("integer", "number"),
      minimum: fc.nat(5),
      maximum: fc.integer({ min: 6, max: 99 }),
    }),
    fc.constantFrom<SchemaObject>({ type: ["string", "null"] }, { enum: ["A", "B", 1, null] }, { type: "boolean" }),
  );
  const names = fc.constantFrom("email", "price", "id", "tags", "createdAt", "phone", "x", "image", "count");
  const objectOf = (inner: fc.Arbitrary<SchemaObject>): fc.Arbitrary<SchemaObject> =>
    fc
      .dictionary(names, inner, { maxKeys: 4, noNullPrototype: true })
      .chain((properties) =>
        fc.subarray(Object.keys(properties)).map((required) => ({ type: "object", properties, required })),
      );
  const listOf = (inner: fc.Arbitrary<SchemaObject>): fc.Arbitrary<SchemaObject> =>
    inner.map((items) => ({ type: "array", items, minItems: 1, maxItems: 3 }));
  const choice = fc.array(leaf, { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf }));
  const schemas = fc.oneof(leaf, choice, objectOf(fc.oneof(leaf, choice, listOf(objectOf(leaf)))));
  let without = 0;
  fc.assert(
    fc.property(schemas, fc.string(), fc.constantFrom("all", "none", "random"), (schema, seed, optional) => {
      const [sample, again] = [1, 2].map(() => sampler.sample(document, schema, { seed, optional }));
      if (sample === undefined) without += 1;
      const isSame = JSON.stringify(again) === JSON.stringify(sample);
      return isSame && (sample === undefined || compile(schema)(sample).length === 0);
    }),
    { numRuns: 200, seed: 1 },
  );
  t.equal(without, 0, "and these can all be met");
});

t.test("what a schema says of itself never becomes a part of the sample", async (t) => {
  const sampler = await loadSampler();
  const map = { type: "object", additionalProperties: { type: "string", "x-source": "a.md:1:1" }, minProperties: 1 };
  for (const seed of ["1", "2", "3"]) {
    const any = sampler.sample(logout, { "x-source": "a.md:1:1" }, { seed, optional: "all" });
    t.notMatch(JSON.stringify(any) ?? "", /x-source/);
    t.notMatch(JSON.stringify(sampler.sample(logout, map, { seed, optional: "all" })), /x-source/);
  }
});

t.test("a sample of alternatives says the name of its own where a discriminator asks for it", async (t) => {
  const of = (own: string): object => ({
    type: "object",
    required: ["kind", own],
    properties: { kind: { type: "string" }, [own]: { type: "boolean" } },
  });
  const refs = ["Cat", "Dog"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const mapping = { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" };
  const { document } = parseDocument(
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Pets", version: "1" },
      paths: {},
      components: { schemas: { Cat: of("purrs"), Dog: { allOf: [of("barks")] } } },
    }),
    "pets.json",
  );
  const sampler = await loadSampler();
  const told = new Set<string>();
  for (let seed = 0; seed < 20; seed += 1) {
    const schema = { oneOf: refs, discriminator: { propertyName: "kind", mapping } };
    const sample = sampler.sample(document as Document, schema, { seed: String(seed), optional: "none" });
    told.add(
      Object.entries(sample as object)
        .flatMap(([name, value]) => (name === "kind" ? [value] : [name]))
        .join(" "),
    );
  }
  t.same([...told].sort(), ["cat purrs", "dog barks"]);
});

t.test("a split result is sampled on the side that is asked for", async (t) => {
  const sampler = await loadSampler();
  const schema = operationsOf(logout)[0]?.responses[0]?.schema ?? {};
  for (const seed of ["1", "2", "3", "4"]) {
    t.match(sampler.sample(logout, schema, { seed, optional: "all", branch: "then" }), {
      resultContext: { success: true, resultCode: "SUCCESS" },
    });
    t.match(sampler.sample(logout, schema, { seed, optional: "all", branch: "else" }), {
      resultContext: { success: false, resultCode: /PARAM_ILLEGAL|SYSTEM_ERROR|SESSION_EXPIRED/ },
    });
  }
  t.equal(JSON.stringify(flatten(logout, schema, "then")).includes("$ref"), false);
});

t.test("credentials are known by name, and masked by name and by value in every encoding", async (t) => {
  const names: readonly [string, boolean][] = [
    ["clientSecret", true],
    ["client_secret", true],
    ["X-Api-Key", true],
    ["sessionId", true],
    ["oldPassword", true],
    ["accessToken", true],
    ["Authorization", true],
    ["clientId", false],
    ["itemName", false],
    ["tokens", false],
    ["description", false],
  ];
  for (const [name, want] of names) t.equal(isCredentialName(name), want, name);
  const masker = createMasker(["pin2"], ["s3cr&t/+"]);
  masker.learn("abc");
  const encoded = [`s3cr&t/+`, encodeURIComponent("s3cr&t/+"), Buffer.from("s3cr&t/+").toString("base64")];
  for (const form of encoded) t.equal(masker.text(`a ${form} b`), "a *** b", form);
  t.same(
    masker.data({ pin2: 1234, PIN2: "x", password: "", user: { token: "t", note: "has s3cr&t/+ in it", n: [1] } }),
    {
      pin2: "***",
      PIN2: "***",
      password: "",
      user: { token: "***", note: "has *** in it", n: [1] },
    },
  );
  t.equal(masker.text("abc"), "abc");
});

t.test("JSON is known by its media type and its kin", async (t) => {
  const cases: readonly [string | undefined, boolean][] = [
    ["application/json", true],
    ["Application/JSON; charset=UTF-8", true],
    ["application/problem+json", true],
    ["text/html", false],
    ["application/jsonp", false],
    [undefined, false],
  ];
  for (const [type, want] of cases) t.equal(isJson(type), want, `${type}`);
});

t.test(
  "what is readOnly is of responses only, what is writeOnly of requests only, in schemas that both share",
  async (t) => {
    const Room = {
      type: "object",
      required: ["id", "name", "pin"],
      additionalProperties: false,
      properties: {
        id: { type: "string", readOnly: true },
        name: { type: "string" },
        pin: { type: "string", writeOnly: true },
        inner: { $ref: "#/components/schemas/Room" },
      },
    };
    const Suite = { allOf: [{ $ref: "#/components/schemas/Room" }, { required: ["id", "name"] }] };
    const Rooms = { type: "array", items: { $ref: "#/components/schemas/Room" } };
    const Plain = { type: "object", properties: { name: { type: "string" } } };
    const schemas = { Room, Rooms, Suite, Plain };
    const media = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
    const operation = (name: string) => ({
      requestBody: { content: media(name) },
      responses: { 200: { description: "d", content: media(name) } },
    });
    const paths = Object.fromEntries(Object.keys(schemas).map((name) => [`/${name}`, { post: operation(name) }]));
    const given = documentOf(paths, { schemas });
    const document = byDirection(given);
    const validate = schemaCompiler(document.components);
    const request = { name: "n", pin: "1" };
    const response = { id: "i", name: "n" };
    const cases: readonly [schema: string, side: "request" | "response", value: unknown, want: readonly string[]][] = [
      ["Room", "request", request, []],
      ["Room", "request", { ...request, id: 7 }, []],
      ["Room", "request", { ...request, idea: 7 }, [" additionalProperties"]],
      ["Room", "request", { ...request, inner: request }, []],
      ["Room", "request", response, ["/pin required"]],
      ["Room", "response", response, []],
      ["Room", "response", { ...response, pin: "1" }, []],
      ["Room", "response", { ...response, inner: request }, ["/inner/id required"]],
      ["Room", "response", request, ["/id required"]],
      ["Rooms", "request", [request], []],
      ["Rooms", "response", [request], ["/0/id required"]],
      ["Suite", "request", request, []],
      ["Suite", "response", request, ["/id required"]],
    ];
    const sampler = await loadSampler();
    for (const [name, side, value, want] of cases) {
      const [found] = operationsOf(document).filter(({ path }) => path === `/${name}`);
      const body = found?.requestBody?.content.get("application/json")?.schema;
      const schema = (side === "request" ? body : found?.responses[0]?.schema) ?? {};
      t.same(
        validate(schema)(value).map(({ pointer, keyword }) => `${pointer} ${keyword}`),
        want,
        `${name} ${side}`,
      );
      const [sample] = [sampler.sample(document, schema, { seed: "1", optional: "all" })].flat() as Record<
        string,
        unknown
      >[];
      t.same(Object.hasOwn(sample ?? {}, side === "request" ? "id" : "pin"), false, `a sample of ${name} as a ${side}`);
    }
    t.same(
      Object.keys(document.components?.schemas ?? {}).filter((name) => /Plain/.test(name)),
      ["Plain"],
    );
    const choice = {
      oneOf: [{ $ref: "#/components/schemas/Room" }, { $ref: "#/components/schemas/Other" }],
      discriminator: { propertyName: "kind" },
    };
    const content = { "application/json": { schema: choice } };
    const chosen = byDirection(
      documentOf(
        { "/a": { post: { requestBody: { content }, responses: {} } } },
        { schemas: { ...schemas, Other: { required: ["bark"] } } },
      ),
    );
    const [asked] = operationsOf(chosen);
    t.same(
      schemaCompiler(chosen.components)(asked?.requestBody?.content.get("application/json")?.schema)({
        kind: "Room",
      }).map(({ pointer, keyword }) => `${pointer} ${keyword}`),
      ["/name required", "/pin required", " additionalProperties"],
      "a discriminator without a mapping names what it named before",
    );
    const plain = documentOf({ "/plain": { post: operation("Plain") } }, { schemas: { Plain } });
    t.equal(byDirection(plain), plain, "without such fields nothing changes");
  },
);

t.test("the order of a list is read where words plainly state it", async (t) => {
  const rows: readonly (readonly [words: string, order: ReturnType<typeof listOrder>, field?: string])[] = [
    ["Newest first. Only your own.", { by: "making", descending: true }, "createdAt"],
    ["the user's orders, most recently placed first", { by: "making", descending: true }, "createdAt"],
    ["in reverse chronological order", { by: "making", descending: true, isLoose: true }],
    ["latest comments first", { by: "making", descending: true, isLoose: true }],
    ["sorted by date", { by: { field: "date" }, descending: false }],
    ["the latest of the first page, the newest first-class cabin", undefined],
    ["按创建时间倒序", { by: "making", descending: true }, "createdAt"],
    ["oldest first", { by: "making", descending: false }, "createdAt"],
    ["entries in the order in which they were added", { by: "making", descending: false }, "createdAt"],
    ["most recently changed first", { by: "change", descending: true }, "gmtModified"],
    ["sorted by unit price, highest first", { by: { field: "unit price" }, descending: true }, "unit_price"],
    ["ordered by name", { by: { field: "name" }, descending: false }, "name"],
    ["sorted by `createdAt` descending", { by: "making", descending: true }, "createdAt"],
    ["sorted by rank", { by: { field: "rank" }, descending: false }],
    ["newest first or oldest first, as asked", undefined],
    ["last changed first or last made first", undefined],
    ["the tags in the order they were given", undefined],
    ["the first page; the latest value of each", undefined],
  ];
  const names = ["name", "unit_price", "createdAt", "gmtModified", "dueDate"];
  for (const [words, order, field] of rows) {
    t.same(listOrder(words), order, words);
    if (order !== undefined) t.equal(orderingField(order, names), field, words);
  }
  t.equal(
    orderingField({ by: "making", descending: true }, ["createdAt", "placedAt"]),
    undefined,
    "which of two is meant nobody knows",
  );
  t.same(["sort", "orderBy", "sort_direction", "orderId", "page"].filter(choosesOrder), [
    "sort",
    "orderBy",
    "sort_direction",
  ]);
});
