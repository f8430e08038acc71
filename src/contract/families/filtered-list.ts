// Family: lists that are asked for by what their entries are.
import { joinPointer, valueAt } from "../../json/pointer.ts";
import { isKeyword, isOffset, isPageNumber, isPageSize } from "../../openapi/list-page.ts";
import { valuesAt } from "../../openapi/schema-field.ts";
import { pointerTo, type StateFact } from "../../openapi/state.ts";
import { wordsOf } from "../../openapi/thing.ts";
import { plural } from "../../plural.ts";
import type { Call, CasePlan, Listing } from "../case.ts";
import { setField } from "../draft.ts";
import { expectEither } from "../expectation.ts";
import type { Family, Ground } from "../family.ts";
import { documentedRequest, isPlain } from "../kept-field.ts";
import { largestPage, operationsThat, selects, validCall } from "../lifecycle.ts";
import { type RequestField, typesOf } from "../request-field.ts";
import { another } from "../shown-thing.ts";

export const filteredList: Family = {
  name: "filtered-list",
  summary: "A list that is asked for by a value holds what was made with it, and nothing that was made with another.",
  details: `Asked where a list takes a field under the name of one that its entries and the request that makes them have (\`kind\`), or one for
words to look for (\`keyword\`): things are made that differ in it, one of each value of an enumeration, and each value is asked for, as is a word of a list that they carry (\`tag\` of \`tags\`); no word that nothing has finds what
was made, and where things have one day of their own, or the filter's name says which (\`dueFrom\`), no \`from\` after it and no \`to\` before it does. Where nothing is known to make
what is listed, the examples must show that the field selects: then each entry holds the value asked for, and a word that nothing has does not find all. A list may be cut into pages: then what it lacks proves nothing.`,
  cases(ground) {
    const { operation, fields, state } = ground;
    const free = fields.filter(
      (field) => ["body", "query"].includes(field.in) && !field.key.includes("[]") && !ground.given(field),
    );
    const facts = state.of(operation.id).lists;
    // An entry may name several things.
    const lists = facts.filter((fact, index) => facts.findIndex((other) => listIn(other) === listIn(fact)) === index);
    const shown = lists.flatMap((fact) =>
      free.flatMap((field) => [...byEachValue(ground, fact, field), ...byNoWord(ground, fact, field)]),
    );
    return [...shown, ...facts.flatMap(ofMade)];

    function ofMade(fact: StateFact): readonly CasePlan[] {
      const [maker] = operationsThat(ground, "makes", fact.thing);
      const made = maker && state.of(maker.id).makes.find(({ thing }) => thing === fact.thing);
      if (maker === undefined || made === undefined) return [];
      const make = (name: string, more: Partial<Call> = {}): Call =>
        validCall(maker, {
          take: { [name]: pointerTo(made.field.path) },
          prepares: `no ${fact.thing} could be made`,
          ...more,
        });
      const said = ground.fieldsOf(maker);
      return free.flatMap((field) => [
        ...byValue(
          ground,
          fact,
          field,
          said.find((each) => isSame(each, field)),
          make,
        ),
        ...byElement(ground, fact, field, said, make),
        ...(isKeyword(field.name) ? byWord(ground, fact, field, make) : []),
        ...byDay(ground, fact, field, said, make),
      ]);
    }
  },
};

function listIn({ field }: StateFact): string {
  return pointerTo(field.path.slice(0, -1));
}

/** What an operation's documented examples ask for in a field, and the entries that they then list. */
function exampleOf(
  { operation }: Ground,
  { field: { path } }: StateFact,
  { in: place, pointer, example }: RequestField,
) {
  const answer = operation.outcomes.find(({ role }) => role === "success")?.example?.value;
  const asked = place === "body" ? valueAt(documentedRequest(operation), pointer) : example;
  return { asked, entries: valuesAt(answer, path.slice(0, -1)) };
}

/** Whoever made what is listed: asked for by a value of an enumeration, entries hold that one, as the examples do. */
function byEachValue(ground: Ground, fact: StateFact, filter: RequestField): readonly CasePlan[] {
  const { enum: values = [] } = ground.resolve(filter.schema);
  const { asked, entries } = exampleOf(ground, fact, filter);
  const agreed = entries.length > 0 && entries.every((entry) => valueAt(entry, joinPointer("", filter.name)) === asked);
  if (!agreed || !values.includes(asked)) return [];
  return values
    .filter((value) => typeof value === "string" && !EVERYTHING.test(value))
    .slice(0, 2)
    .map((value) => ({
      detail: `${plural(fact.thing)} of ${filter.key} ${String(value)} alone`,
      calls: [
        validCall(ground.operation, {
          basis: { kind: "mandatory" },
          changes: [setField(filter, value)],
          expect: expectEither(ground.operation),
          listing: { path: fact.field.path, all: { [filter.name]: value } },
          field: filter,
        }),
      ] as const,
      notOnMock: "A mock shows all that it keeps.",
    }));
}

const EVERYTHING = /^(all|any|both|every|everything|none|unspecified)$/i;

/** Whoever made what is listed: a word that nothing has does not find all that is there, where the examples find by a word. */
function byNoWord(ground: Ground, fact: StateFact, filter: RequestField): readonly CasePlan[] {
  const { asked, entries } = exampleOf(ground, fact, filter);
  const word = NO_WORD.slice(0, Number(filter.schema.maxLength ?? NO_WORD.length));
  const holds = (value: unknown): boolean =>
    typeof value === "string" && value.toLowerCase().includes(String(asked).toLowerCase());
  const finds = entries.some((entry) => Object.values(entry ?? {}).some(holds));
  if (!isKeyword(filter.name) || filter.required || typeof asked !== "string" || asked === "" || !finds) return [];
  if (!ground.allows(filter, word)) return [];
  const call = validCall(ground.operation, { basis: { kind: "mandatory" }, expect: expectEither(ground.operation) });
  const { path } = fact.field;
  return [
    {
      detail: `not all ${plural(fact.thing)} by a ${filter.key} that none has`,
      calls: [
        { ...call, listing: { path, keep: "all" }, mayEnd: true },
        { ...call, changes: [setField(filter, word)], listing: { path, unlike: "all" }, field: filter },
      ],
      notOnMock: "A mock shows all that it keeps.",
    },
  ];
}

/** Of so many values of an enumeration one thing each is made. */
const MOST = 6;
const NO_WORD = "zqxvjkwzqxvjkw";

type Make = (name: string, more?: Partial<Call>) => Call;

function byValue(
  ground: Ground,
  fact: StateFact,
  filter: RequestField,
  said: RequestField | undefined,
  make: Make,
): readonly CasePlan[] {
  const { beside, thing } = fact;
  const paging = isPageNumber(filter.name) || isPageSize(filter.name) || isOffset(filter.name);
  if (said === undefined || paging || !beside.includes(filter.name)) return [];
  const values = valuesOf(ground, filter, said);
  const nameOf = (index: number): string => `value ${index + 1}`;
  const [first, ...others] = values.map((value, index) => make(nameOf(index), { changes: [setField(said, value)] }));
  if (first === undefined || others.length === 0) return [];
  // Words may be looked for anywhere in a text: what else is found by one proves nothing. Another value of an enumeration is another.
  const isText = typeof values[0] === "string" && said.schema.enum === undefined;
  return [
    {
      detail: `${plural(thing)} by ${filter.key}`,
      calls: [
        first,
        ...others,
        ...(isText ? values.slice(0, 1) : values).map((value, index) =>
          selected(ground, fact, filter, value, {
            once: [nameOf(index)],
            never: values.map((_, other) => nameOf(other)).filter((name) => name !== nameOf(index)),
            ...(isText ? {} : { all: { [filter.name]: value } }),
          }),
        ),
      ],
      notOnMock: "A mock shows all that it keeps.",
    },
  ];
}

/** The list, asked for by a value. Where other things may push one off its page, what it lacks proves nothing. */
function selected(
  ground: Ground,
  { field: { path }, thing }: StateFact,
  filter: RequestField,
  value: unknown,
  listing: Partial<Listing>,
): Call {
  const partial = selects(ground, ground.operation, operationsThat(ground, "makes", thing)[0] ?? ground.operation);
  return validCall(ground.operation, {
    basis: { kind: "mandatory" },
    changes: [setField(filter, value)],
    listing: { path, ...listing, ...(partial === undefined ? {} : { partial }) },
    field: filter,
  });
}

/** A word of a list that things carry (`tag` of `tags`), wherever in it it stands. */
function byElement(
  ground: Ground,
  fact: StateFact,
  filter: RequestField,
  said: readonly RequestField[],
  make: Make,
): readonly CasePlan[] {
  const { beside, thing } = fact;
  const list = said.find(
    (field) => field.pointer === `/${field.name}` && wordsOf(field.name) === plural(wordsOf(filter.name)),
  );
  const { items } = list === undefined ? { items: undefined } : ground.resolve(list.schema);
  if (list === undefined || items === undefined || !beside.includes(list.name)) return [];
  const [one, two] = valuesOf(ground, filter, { ...list, schema: ground.resolve(items) });
  const both = [two, one];
  if (one === undefined || !ground.allows(list, both)) return [];
  return [
    {
      detail: `${plural(thing)} by ${filter.key} among others`,
      calls: [
        make("both", { changes: [setField(list, both)] }),
        make("other", { changes: [setField(list, [two])] }),
        selected(ground, fact, filter, one, { once: ["both"], never: ["other"] }),
      ],
      notOnMock: "A mock shows all that it keeps.",
    },
  ];
}

/** Values that both the list and the maker take, of which none could be found in another: all of an enumeration, two of the rest. */
function valuesOf(ground: Ground, filter: RequestField, said: RequestField): readonly unknown[] {
  const fits = (value: unknown): boolean =>
    value !== null && ground.allows(filter, value) && ground.allows(said, value);
  const { enum: values } = ground.resolve(said.schema);
  if (values !== undefined)
    return values.filter((value) => fits(value) && !EVERYTHING.test(String(value))).slice(0, MOST);
  const types = typesOf(said.schema);
  if (types.includes("boolean")) return [true, false].filter(fits);
  const first = ground.fitting(said);
  const second = typeof first === "string" && isPlain(first) ? another(first, said, ground.resolve) : undefined;
  if (typeof first !== "string" || typeof second !== "string") return [];
  const apart = !first.toLowerCase().includes(second) && !second.includes(first.toLowerCase());
  return apart ? [first, second].filter(fits) : [];
}

function byWord(
  ground: Ground,
  { field: { path }, thing }: StateFact,
  filter: RequestField,
  make: Make,
): readonly CasePlan[] {
  const word = NO_WORD.slice(0, Number(filter.schema.maxLength ?? NO_WORD.length));
  if (!typesOf(filter.schema).includes("string") || !ground.allows(filter, word)) return [];
  return [
    {
      detail: `no ${thing} by a ${filter.key} that it has not`,
      calls: [
        make("one"),
        validCall(ground.operation, {
          basis: { kind: "mandatory" },
          changes: [setField(filter, word)],
          expect: expectEither(ground.operation),
          listing: { path, never: ["one"] },
          field: filter,
        }),
      ],
      notOnMock: "A mock shows all that it keeps.",
    },
  ];
}

const FROM = /\b(from|since|after|start|begin|min)\b/;
const TO = /\b(to|until|till|before|end|max)\b/;
const INCLUSIVE =
  /\b(or (later|earlier|after|before)|on or|inclusive|including|at (least|most)|not (before|after|earlier|later))\b/i;

/**
 * A day before or after any that things of today have. With two days of their own they may last, and be listed between, unless the filter says
 * in its name which it means (`dueFrom`): then a thing of just that day is listed where the tables say so.
 */
function byDay(
  ground: Ground,
  { field: { path }, beside, thing }: StateFact,
  filter: RequestField,
  said: readonly RequestField[],
  make: Make,
): readonly CasePlan[] {
  const name = wordsOf(filter.name);
  const stem = name.replace(/ ?\b(from|since|after|start|begin|min|to|until|till|before|end|max)\b.*$/, "");
  const bound = FROM.test(name) ? "2999-12-31" : TO.test(name) ? "1901-01-01" : undefined;
  const days = said.filter((field) => field.pointer === `/${field.name}` && isDate(field));
  const isMeant = (day: RequestField): boolean => ` ${wordsOf(day.name)} `.startsWith(` ${stem} `);
  const own = stem === "" && days.length === 1 ? days[0] : days.find((day) => stem !== "" && isMeant(day));
  if (bound === undefined || own === undefined || [own, filter].some(({ schema }) => schema.format !== "date"))
    return [];
  const made = String(ground.fitting(own));
  const isSet = own.required || stem !== "";
  if (!isSet || !beside.includes(own.name) || made >= "2999" || made <= "1902") return [];
  const plan = (detail: string, day: string, listing: Partial<Listing>): CasePlan => ({
    detail,
    calls: [
      make("one", { changes: [setField(own, made)] }),
      validCall(ground.operation, {
        basis: { kind: "mandatory" },
        changes: [...largestPage(ground.fields), setField(filter, day)],
        expect: expectEither(ground.operation),
        listing: { path, ...listing },
        field: filter,
      }),
    ],
    notOnMock: "A mock shows all that it keeps.",
  });
  return [
    plan(`no ${thing} by ${filter.key} of ${bound}`, bound, { never: ["one"] }),
    ...(INCLUSIVE.test(filter.description ?? "")
      ? [plan(`${thing} of just the day in ${filter.key}`, made, { once: ["one"] })]
      : []),
  ];
}

function isDate({ schema, name }: RequestField): boolean {
  return (
    /^date(-time)?$/.test(String(schema.format)) || /\b(date|day|time|at|on|until|since|expires)\b/.test(wordsOf(name))
  );
}

function isSame(said: RequestField, filter: RequestField): boolean {
  return said.in === "body" && said.pointer === `/${said.name}` && wordsOf(said.name) === wordsOf(filter.name);
}
