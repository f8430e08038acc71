// json/: pointers, schemas, YAML with places, strict files, nearest names.
import fc from "fast-check";
import t from "tap";
import { nearest } from "../src/json/nearest.ts";
import { linearMatcher, matcherOf } from "../src/json/pattern.ts";
import { joinPointer, splitPointer, valueAt, withValueAt } from "../src/json/pointer.ts";
import { schemaCompiler, schemaTester } from "../src/json/schema.ts";
import { readStrict } from "../src/json/strict.ts";
import { parseYaml, writeYaml } from "../src/json/yaml.ts";

t.test("a pointer escapes, splits and resolves as RFC 6901 says", async (t) => {
  const document = { foo: ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, "~1": 9 };
  const cases: readonly [string, unknown][] = [
    ["", document],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/m~0n", 8],
    ["/~01", 9],
    ["/nothing", undefined],
    ["/foo/length", undefined],
    ["/constructor", undefined],
    ["/__proto__", undefined],
  ];
  for (const [pointer, want] of cases) t.same(valueAt(document, pointer), want, pointer);
  t.same(splitPointer(joinPointer("/items", 0, "a/b~c")), ["items", "0", "a/b~c"]);
});

t.test("a value is set or taken out in a copy, and what is not on the way is shared", async (t) => {
  const root = { a: { b: 1, c: [1, 2, 3] }, d: { e: 1 } };
  const cases: readonly [string, unknown, unknown][] = [
    ["/a/b", 2, { a: { b: 2, c: [1, 2, 3] }, d: { e: 1 } }],
    ["/a/b", undefined, { a: { c: [1, 2, 3] }, d: { e: 1 } }],
    ["/a/c/1", undefined, { a: { b: 1, c: [1, 3] }, d: { e: 1 } }],
    ["/x/y", 1, { a: { b: 1, c: [1, 2, 3] }, d: { e: 1 }, x: { y: 1 } }],
    ["/x/0/y", 1, { a: { b: 1, c: [1, 2, 3] }, d: { e: 1 }, x: [{ y: 1 }] }],
    ["", 5, 5],
  ];
  for (const [pointer, value, want] of cases) t.same(withValueAt(root, pointer, value), want, `${pointer} = ${value}`);
  t.equal((withValueAt(root, "/a/b", 2) as typeof root).d, root.d);
  const hostile = withValueAt({}, "/__proto__/polluted", true);
  t.ok(Object.hasOwn(hostile as object, "__proto__"));
  t.equal(({} as Record<string, unknown>).polluted, undefined);
});

t.test("a violation names the value, what was expected and found, and the row that says so", async (t) => {
  const compile = schemaCompiler({
    schemas: {
      Item: { type: "object", properties: { n: { type: "integer", "x-source": "p.md:9:3" } }, required: ["n"] },
    },
  });
  const schema = {
    type: "object",
    "x-source": "p.md:1:1",
    properties: {
      name: { type: "string", minLength: 1, "x-source": "p.md:5:3" },
      secret: { const: "a", "x-sensitive": true },
      item: { anyOf: [{ $ref: "#/components/schemas/Item" }, { type: "null" }], "x-source": "p.md:6:3" },
      kind: { enum: ["A", "B"] },
    },
    required: ["name"],
  };
  const cases: readonly [unknown, readonly object[]][] = [
    [{ name: "x", item: null }, []],
    [{}, [{ pointer: "/name", keyword: "required", message: "is missing", source: "p.md:5:3" }]],
    [
      { name: 1 },
      [{ pointer: "/name", keyword: "type", message: "expected string, found integer", source: "p.md:5:3" }],
    ],
    [
      { name: "x", secret: "hunter2" },
      [{ pointer: "/secret", keyword: "const", message: 'expected `"a"`, found string' }],
    ],
    [
      { name: "x", item: { n: "1" } },
      [{ pointer: "/item/n", keyword: "type", message: "expected integer, found string", source: "p.md:9:3" }],
    ],
    [
      { name: "x", kind: "C" },
      [
        {
          pointer: "/kind",
          keyword: "enum",
          message: 'expected one of `"A"`, `"B"`, found `"C"`',
          allowed: ["A", "B"],
        },
      ],
    ],
    ["text", [{ pointer: "", keyword: "type", message: "expected object, found string", source: "p.md:1:1" }]],
  ];
  const validate = compile(schema);
  for (const [value, want] of cases) t.same(validate(value), want, JSON.stringify(value));
});

t.test("of alternatives with a discriminator only the one that a value names has a say", (t) => {
  const pet = (own: string, schema: object): object => ({
    type: "object",
    required: ["kind", own],
    properties: { kind: { type: "string" }, [own]: schema, home: { $ref: "#/components/schemas/Home" } },
  });
  const compile = schemaCompiler({
    schemas: {
      Home: { type: "object", required: ["city"], properties: { city: { type: "string" } } },
      Cat: pet("lives", { type: "integer" }),
      Dog: pet("bark", { type: "string" }),
      Bird: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
    },
  });
  const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
  const mapping = { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" };
  const oneOf = [ref("Cat"), ref("Dog")];
  const mapped = { required: ["owner"], oneOf, discriminator: { propertyName: "kind", mapping } };
  const birds = { oneOf: [...oneOf, ref("Bird")], mapping: { ...mapping, bird: "#/components/schemas/Bird" } };
  const wide = { oneOf: birds.oneOf, discriminator: { propertyName: "kind", mapping: birds.mapping } };
  const named = { anyOf: oneOf, discriminator: { propertyName: "kind" } };
  const inline = {
    oneOf: ["cat", "dog"].map((name) => ({
      required: ["kind", name],
      properties: { kind: { const: name }, [name]: { type: "integer" } },
    })),
    discriminator: { propertyName: "kind" },
  };
  const cases: readonly [schema: object, value: unknown, want: readonly string[]][] = [
    [mapped, { owner: 1, kind: "cat", lives: 9 }, []],
    [
      mapped,
      { kind: "cat", lives: "x", home: {} },
      ["/lives expected integer, found string", "/home/city is missing", "/owner is missing"],
    ],
    [mapped, { owner: 1, kind: "dog", lives: "x" }, ["/bark is missing"]],
    [mapped, { owner: 1, kind: "cow" }, ['/kind expected one of `"cat"`, `"dog"`, found `"cow"`']],
    [mapped, { owner: 1 }, ["/kind is missing"]],
    [mapped, { owner: 1, kind: "cat", lives: 9, bark: "loud" }, []],
    [wide, { kind: "cat", lives: 9, bark: "loud" }, []],
    [wide, { kind: "bird", lives: 9, bark: "loud" }, []],
    [wide, { kind: "cow", bark: "loud" }, ['/kind expected one of `"cat"`, `"dog"`, `"bird"`, found `"cow"`']],
    [
      { oneOf },
      { kind: "", lives: 9, bark: "" },
      [' fits more than one of its alternatives, found `{"kind":"","lives":9,"bark":""}`'],
    ],
    [mapped, 7, [" expected object, found integer"]],
    [named, { kind: "Dog", bark: 1 }, ["/bark expected string, found integer"]],
    [inline, { kind: "dog", dog: "x" }, ["/dog expected integer, found string"]],
    [{ properties: { pets: { items: mapped } } }, { pets: [{ owner: 1, kind: "cat" }] }, ["/pets/0/lives is missing"]],
  ];
  for (const [schema, value, want] of cases)
    t.same(
      compile(schema)(value).map(({ pointer, message }) => `${pointer} ${message}`),
      want,
      JSON.stringify(value),
    );
  t.end();
});

t.test(
  "a tester tells what fits, and takes schemas for one another only where no value tells them apart",
  async (t) => {
    const tester = schemaTester({ schemas: { Id: { type: "string", minLength: 1 } } });
    const cases: readonly [unknown, unknown, boolean][] = [
      [{ type: "string", description: "a name" }, "x", true],
      [{ type: "string", description: "another", "x-source": "p.md:1:1" }, 1, false],
      [{ properties: { id: { $ref: "#/components/schemas/Id", "x-source": "p.md:2:1" } } }, { id: "" }, false],
      [{ properties: { id: { $ref: "#/components/schemas/Id" } } }, { id: "7" }, true],
      [{ properties: { title: true } }, { title: 1 }, true],
      [{ properties: { title: { type: "string" } } }, { title: 1 }, false],
      [{ properties: { title: { type: "integer" } } }, { title: 1 }, true],
      [{ enum: [{ title: "a" }] }, { title: "a" }, true],
      [{ enum: [{ title: "b" }] }, { title: "a" }, false],
      [{ const: { description: "a" } }, { description: "a" }, true],
      [{ const: { description: "b" } }, { description: "a" }, false],
      [{ properties: { enum: { type: "string", description: "a word" } } }, { enum: 1 }, false],
      [false, 1, false],
    ];
    for (const [schema, value, want] of cases)
      t.equal(tester(schema)(value), want, `${JSON.stringify(schema)} ${JSON.stringify(value)}`);
  },
);

t.test("a choice speaks with the branch for values of this kind, or names the kinds", async (t) => {
  const validate = schemaCompiler()({
    properties: {
      v: {
        anyOf: [
          { type: ["string", "number"] },
          { type: "object", properties: { run: { type: "string" } }, required: ["run"], additionalProperties: false },
        ],
      },
    },
  });
  const of = (v: unknown): readonly string[] => validate({ v }).map(({ pointer, message }) => `${pointer} ${message}`);
  const cases: readonly [unknown, readonly string[]][] = [
    ["x", []],
    [null, ["/v expected string or number or object, found null"]],
    [[1], ["/v expected string or number or object, found array"]],
    [{}, ["/v/run is missing"]],
    [{ run: 1 }, ["/v/run expected string, found integer"]],
  ];
  for (const [value, want] of cases) t.same(of(value), want, JSON.stringify(value));
});

t.test("a condition speaks with the branch that applies, and never of itself", async (t) => {
  const validate = schemaCompiler()({
    if: { properties: { ok: { const: true } }, required: ["ok"] },
    then: { properties: { code: { const: "S" } } },
    else: { properties: { code: { enum: ["F", "G"] } } },
  });
  const of = (value: unknown): readonly string[] =>
    validate(value).map(({ pointer, message }) => `${pointer} ${message}`);
  t.same(of({ ok: true, code: "F" }), ['/code expected `"S"`, found `"F"`']);
  t.same(of({ ok: false, code: "S" }), ['/code expected one of `"F"`, `"G"`, found `"S"`']);
  t.same(of({ ok: true, code: "S" }), []);
});

t.test("YAML keeps the place of every key and value, and says where its syntax breaks", async (t) => {
  const yaml = parseYaml("name: x\nrules:\n  - on: POST /a\n    when: { b: 1 }\n", "s.yaml");
  t.same(yaml.value, { name: "x", rules: [{ on: "POST /a", when: { b: 1 } }] });
  const cases: readonly [readonly (string | number)[], "key" | "value", readonly [number, number]][] = [
    [["name"], "value", [1, 7]],
    [["rules", 0, "on"], "key", [3, 5]],
    [["rules", 0, "on"], "value", [3, 9]],
    [["rules", 0, "when", "b"], "value", [4, 16]],
    [["rules", 0, "nothing"], "value", [3, 5]],
  ];
  for (const [path, part, [line, column]] of cases) {
    t.same(yaml.locate(path, part), { file: "s.yaml", line, column }, `${path.join(".")} ${part}`);
  }
  const broken = parseYaml("a: 1\na: 2\n", "s.yaml");
  t.equal(broken.value, undefined);
  t.match(broken.diagnostics, [{ code: "yaml-syntax", location: { line: 2 } }]);
  t.same(parseYaml(writeYaml({ a: ["x: y", 1] }), "f").value, { a: ["x: y", 1] });
});

t.test("a strict file reports an unknown key at its place, with the nearest known one", async (t) => {
  const validate = schemaCompiler()({
    type: "object",
    properties: {
      targets: { type: "object" },
      policy: { type: "object", properties: { status: { enum: ["a", "b"] } } },
    },
    additionalProperties: false,
  });
  const read = (text: string) => readStrict(text, "c.yaml", "config", validate).diagnostics;
  t.same(read("targets: {}\n"), []);
  t.match(read("\ntagets: {}\n"), [
    {
      code: "config-invalid",
      severity: "error",
      suggestion: "targets",
      location: { file: "c.yaml", line: 2, column: 1 },
    },
  ]);
  t.match(read("tagets: {}\n").length, 1);
  t.match(read("policy:\n  status: c\n"), [
    { location: { line: 2, column: 11 }, message: /^`policy\.status` expected one of/ },
  ]);
  t.match(read("- 1\n"), [{ message: "The config expected object, found array." }]);
});

t.test("the nearest name is one a typing mistake leads to, or none", async (t) => {
  const names = ["SUCCESS", "PARAM_ILLEGAL", "SESSION_EXPIRED", "STOP"];
  const cases: readonly [string, string | undefined][] = [
    ["SUCESS", "SUCCESS"],
    ["success", "SUCCESS"],
    ["SESION_EXPIRD", "SESSION_EXPIRED"],
    ["ITEM", undefined],
    ["SOTP", "STOP"],
    ["tsop", "STOP"],
    ["opts", undefined],
  ];
  for (const [word, want] of cases) t.equal(nearest(word, names), want, word);
});

t.test("a pattern matches what it matches natively, whichever engine reads it", (t) => {
  const atoms = String.raw`a . \s \S \d \W [ab] [^\s] [\S] [] [^] [.] [[] \. \n \v \0 \x61 \u0061 \u{61} \u{1F600} \uD83D\uDE00 \/ é 😀 \p{L} [\p{Lu}\]] \b \B ^ $ \cJ [\b] (?=a) (?!b) (?<n>a) (.)\1`;
  const atom = fc.constantFrom(...atoms.split(" "));
  const count = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0,2}", "*?");
  const isPlace = (text: string): boolean => /^(\\b|\\B|\^|\$|\(\?[=!].*)$/.test(text);
  const piece = fc.tuple(atom, count).map(([text, times]) => (isPlace(text) ? text : `${text}${times}`));
  const run = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(""));
  const group = fc.tuple(run, run, count).map(([one, other, times]) => `(?:${one}|${other})${times}`);
  const pattern = fc
    .tuple(fc.constantFrom("", "^"), run, fc.oneof(group, run), run, fc.constantFrom("", "$"))
    .map((parts) => parts.join(""))
    .filter((text) => {
      try {
        return new RegExp(text, "u") instanceof RegExp;
      } catch {
        return false;
      }
    });
  const characters = [..."abAé😀.1-]\\\n\r\t\v\0\b \u2028\u00a0\ufeff\u200b", "\ud83d"];
  const text = fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((found) => found.join(""));
  let read = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 4, maxLength: 4 }), (given, texts) => {
      const native = texts.map((one) => new RegExp(given, "u").test(one));
      const matcher = matcherOf(given);
      t.same(
        texts.map((one) => matcher.test(one)),
        native,
        given,
      );
      const { matcher: linear } = linearMatcher(given);
      if (linear === undefined) return;
      read += 1;
      t.same(
        texts.map((one) => linear.test(one)),
        native,
        given,
      );
    }),
    { seed: 1, numRuns: 300 },
  );
  t.ok(read > 100, "RE2 reads many of them");
  t.throws(() => matcherOf("(a"), SyntaxError);
  t.end();
});

t.test("no text holds a pattern up, be it plain, read by RE2 or by none but the native engine", (t) => {
  const many = "a".repeat(200_000);
  const cases: readonly [pattern: string, text: string, want: boolean][] = [
    ["^a+$", `${many}!`, false],
    ["^.{1,4000}$", many, false],
    ["^.{1,4000}$", "a".repeat(4000), true],
    ["^(?=.*\\d)(?!.*\\s)[a-z\\d]{8,}$", many, false],
    ["^(?=.*\\d)(?!.*\\s)[a-z\\d]{8,}$", "abcdefg1", true],
    ["^(a+)+$", `${many}!`, false],
    ["^(a+)+$", many, true],
    ["(a|a)*$", `${many}!`, true],
    ["^[^@]+@[^@]+\\.[^@]+$", "a@b.c", true],
    ["a*a*a*a*b", many, false],
    // Nothing but backtracking tells: it is given up.
    ["^(?=(a+)+$)", `${many.slice(0, 100)}!`, false],
    ["^(?=(a+)+$)", "aa", true],
    ["^(a+)+\\1$", "aaaa", true],
    ["^(a+)+\\1b$", many.slice(0, 100), false],
  ];
  for (const [pattern, text, want] of cases) {
    const label = `${pattern} on ${text.length} characters`;
    t.equal(matcherOf(pattern).test(text), want, label);
    const schema = { type: "object", patternProperties: { [pattern]: {} }, additionalProperties: false };
    t.equal(schemaTester()(schema)({ [text]: 1 }), want, `${label}, as the name of a property`);
    t.equal(schemaCompiler()({ pattern })(text).length === 0, want, `${label}, by a schema`);
  }
  const undecided = (pattern: string, text: string): unknown => schemaCompiler()({ pattern })(text)[0]?.undecided;
  t.equal(undecided("^(?=(a+)+$)", `${many.slice(0, 100)}!`), true, "what was given up is said to be");
  t.equal(undecided("^(?=(a+)+$)", "b"), undefined, "what was found not to match is not");
  t.equal(undecided("^a+$", `${many}!`), undefined);
  t.end();
});
