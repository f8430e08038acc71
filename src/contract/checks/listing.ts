// Check: a list holds what the calls before it made, once, and what they ended no more.

import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../json/object.ts";
import { joinPointer, valueAt } from "../../json/pointer.ts";
import { shown } from "../../json/schema.ts";
import { besideList, moreAfter, totalOf } from "../../openapi/beside-list.ts";
import { countsEntries, moreFollow } from "../../openapi/list-page.ts";
import { valuesAt } from "../../openapi/schema-field.ts";
import type { Listing } from "../case.ts";
import type { Check, Finding } from "../check.ts";
import type { Exchange } from "../exchange.ts";
import { isKept, saysTheSame } from "../kept-field.ts";

export const listing: Check = {
  name: "listing",
  summary: "A list holds what the calls before it made, exactly once, and what they ended no more.",
  details: `What was made is listed, and not twice; what was removed is gone; a refused request has left nothing behind; what one
client made does not turn up with another; an entry shows what was said of it, and what it showed before where another was changed; a page holds no more than was asked for, and none of the
page before; a total beside it is no less than what was listed, and a flag that says whether more follow is true where they do and false after the
last; what is asked for by a value holds that value, and a word that nothing has does not find all; one thing made is one entry. Where a list may be a page of a longer one, an absent entry proves nothing, and the case is
inconclusive.`,
  judge(exchange) {
    const { call, outcome, json, memory } = exchange;
    const wanted = call.listing;
    if (wanted === undefined || outcome?.role !== "success" || json === undefined) return [];
    // What stands there as one object is no list: the schema says so, and what it lacks says no more.
    if (isObject(valuesAt(json.value, wanted.path.slice(0, wanted.path.indexOf("*")))[0])) return [];
    const ids = valuesAt(json.value, wanted.path);
    const count = (name: string): number => ids.filter((id) => String(id) === String(memory.get(name))).length;
    const found = (message: string, kind: string, doubt = call.doubt): Finding => {
      const pointer = joinPointer("", ...wanted.path.slice(0, wanted.path.indexOf("*")));
      const source = exchange.sourceAt(pointer);
      return {
        message,
        pointer,
        kind,
        ...(source === undefined ? {} : { source }),
        ...(doubt === undefined ? {} : { doubt }),
      };
    };
    // Where what is made again is added to what is there, two are one: it cannot be both listed and gone.
    const values = (names: readonly string[] = []): readonly string[] => names.map((name) => String(memory.get(name)));
    const [kept, gone] = [values(wanted.once), values(wanted.never)];
    const isOne = (name: string): boolean => [kept, gone].every((each) => each.includes(String(memory.get(name))));
    const partial = wanted.partial ?? cut(ids.length, json.value);
    const told = (name: string): string => shown(memory.get(name));
    return [
      ...(wanted.once ?? []).flatMap((name) => {
        if (memory.get(name) === undefined || isOne(name) || count(name) === 1) return [];
        return count(name) === 0
          ? [found(`${told(name)} is not listed, though it was made before.`, "less", partial ?? call.doubt)]
          : [found(`${told(name)} is listed ${count(name)} times, expected once.`, "more")];
      }),
      ...earlier(wanted.earlier, ids, memory).map((name) =>
        found(`${told(name)} was not listed before the list grew, though it was made before that.`, "less"),
      ),
      ...(wanted.never ?? [])
        .filter((name) => memory.get(name) !== undefined && !isOne(name) && count(name) > 0)
        .map((name) => found(`${told(name)} is listed, expected it not to be.`, "more")),
      ...changed(wanted, exchange),
      ...moved(wanted, exchange),
      ...(wanted.atMost !== undefined && ids.length > wanted.atMost
        ? [found(`The list has ${ids.length} entries, expected ${wanted.atMost} at most, as was asked for.`, "more")]
        : []),
      ...((memory.get(wanted.noneOf ?? "") ?? []) as readonly unknown[])
        .filter((id) => ids.some((each) => String(each) === String(id)))
        .slice(0, 1)
        .map((id) => found(`${shown(id)} is listed on two pages.`, "more")),
      ...total(wanted, ids, exchange),
      ...tooMany(wanted, ids, exchange),
      ...page(wanted, ids, exchange),
      ...unasked(wanted, exchange),
      ...unselected(wanted, ids, exchange),
      ...twins(wanted, exchange),
      ...(wanted.nothingSince === undefined ? [] : since(wanted.nothingSince, wanted.path, exchange, found)),
    ];
  },
};

/** Fields of the listed entry that do not hold what was said of it, or done to it. */
function changed({ path, once = [], left, shows = {} }: Listing, exchange: Exchange): readonly Finding[] {
  const { json, memory, sourceAt } = exchange;
  const elements = valuesAt(json?.value, path.slice(0, -1));
  const unlike = (of: string, field: string, wanted: unknown, what: string): readonly Finding[] => {
    const index = elements.findIndex((element) =>
      valuesAt(element, path.slice(-1)).some((id) => String(id) === String(memory.get(of))),
    );
    const found = valuesAt(elements[index], [field])[0];
    const pointer = joinPointer("", ...path.slice(0, path.indexOf("*")), index, field);
    if (wanted === undefined || index < 0 || isKept(wanted, found, exchange.schemaAt(pointer))) return [];
    const source = sourceAt(pointer);
    return [
      {
        message: `\`${pointer}\` is ${found === undefined ? "missing" : shown(found)}, expected ${what}: ${shown(wanted)}.`,
        pointer,
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
  return [
    ...Object.entries(shows).flatMap(([field, key]) =>
      unlike(once[0] ?? "", field, memory.get(key), "what was said of it"),
    ),
    ...Object.entries(left?.fields ?? {}).flatMap(([field, value]) =>
      unlike(left?.of ?? "", field, value, "what was done to it"),
    ),
  ];
}

/** Fields of an entry that have become others since the list was asked for before. */
function moved({ path, still }: Listing, exchange: Exchange): readonly Finding[] {
  const { json, memory } = exchange;
  if (still === undefined || String(memory.get(still.of)) === String(memory.get(still.but))) return [];
  const isMeant = (entry: unknown): boolean =>
    valuesAt(entry, path.slice(-1)).some((id) => String(id) === String(memory.get(still.of)));
  const before = ((memory.get(`${still.in} entries`) ?? []) as readonly unknown[]).find(isMeant);
  const elements = valuesAt(json?.value, path.slice(0, -1));
  const index = elements.findIndex(isMeant);
  return still.fields.flatMap((field) => {
    const [was, is] = [valuesAt(before, [field])[0], valuesAt(elements[index], [field])[0]];
    if ((was ?? undefined) === undefined || is === undefined || saysTheSame(was, is)) return [];
    const pointer = joinPointer("", ...path.slice(0, path.indexOf("*")), index, field);
    return [
      placed(
        exchange,
        pointer,
        `\`${pointer}\` is ${shown(is)}, expected what it was before another was changed: ${shown(was)}.`,
      ),
    ];
  });
}

/** A total beside the list that is less than what was seen of it. */
function total({ path, paged, noneOf }: Listing, ids: readonly unknown[], exchange: Exchange): readonly Finding[] {
  const before = ((exchange.memory.get(noneOf ?? "") ?? []) as readonly unknown[]).filter((id) => !ids.includes(id));
  const seen = ids.length === 0 ? 0 : ids.length + before.length;
  return besideList(exchange.json?.value, path)
    .filter(({ name, value }) => countsEntries(name, paged === true) && Number.isInteger(value) && Number(value) < seen)
    .map(({ pointer, value }) => ({
      ...placed(exchange, pointer, `\`${pointer}\` is ${shown(value)}, though ${seen} entries were listed.`),
      kind: "total",
      // Some call so what stands on the page, where they do not say otherwise.
      ...(value === ids.length && !OF_ALL.test(String(exchange.schemaAt(pointer)?.description ?? ""))
        ? { doubt: `\`${pointer}\` may count the entries of its page only.` }
        : {}),
    }));
}

/** A total beside a first page with room left that is more than it holds. */
function tooMany(
  { path, paged, first, atMost = 0 }: Listing,
  ids: readonly unknown[],
  exchange: Exchange,
): readonly Finding[] {
  const list = valueAt(exchange.json?.value, joinPointer("", ...path.slice(0, path.indexOf("*"))));
  if (first !== true || ids.length >= atMost || !Array.isArray(list)) return [];
  const whole = ids.length === 0 || moreAfter(exchange.json?.value, path) === false;
  return besideList(exchange.json?.value, path)
    .filter(
      ({ name, value }) => countsEntries(name, paged === true) && Number.isInteger(value) && Number(value) > ids.length,
    )
    .map(({ pointer, value }) => ({
      ...placed(
        exchange,
        pointer,
        `\`${pointer}\` is ${shown(value)}, though the first page, with room for ${atMost}, has ${ids.length} entries.`,
      ),
      kind: "total",
      // A page may be cut shorter than was asked for.
      ...(whole ? {} : { doubt: `More may follow than the ${ids.length} entries of the first page.` }),
    }));
}

/** What is said of the page that is not so: other than asked for, that more follow an empty one, or that none did before this one. */
function page(
  { path, paged, noneOf, asked = {} }: Listing,
  ids: readonly unknown[],
  exchange: Exchange,
): readonly Finding[] {
  const list = valueAt(exchange.json?.value, joinPointer("", ...path.slice(0, path.indexOf("*"))));
  if (paged !== true || !Array.isArray(list)) return [];
  const beside = besideList(exchange.json?.value, path);
  const unlike = beside.flatMap(({ name, value, pointer }) =>
    ids.length === 0 || !Object.hasOwn(asked, name) || !Number.isInteger(value) || value === asked[name]
      ? []
      : [placed(exchange, pointer, `\`${pointer}\` is ${shown(value)}, expected what was asked for: ${asked[name]}.`)],
  );
  const flags = beside.flatMap(({ name, value, pointer }) => {
    const more = moreFollow(name, value);
    if (more === undefined) return [];
    if (more && ids.length === 0)
      return [placed(exchange, pointer, `\`${pointer}\` is ${shown(value)}, though the page is empty.`)];
    return exchange.memory.get(`${noneOf} more`) === false && ids.length > 0
      ? [
          placed(
            exchange,
            pointer,
            `\`${pointer}\` said of the page before this one that it is the last, though this one has entries.`,
          ),
        ]
      : [];
  });
  return [...unlike, ...flags];
}

/** Entries that do not hold what was asked for. */
function unasked({ path, all = {} }: Listing, exchange: Exchange): readonly Finding[] {
  const entries = valuesAt(exchange.json?.value, path.slice(0, -1));
  return Object.entries(all).flatMap(([field, wanted]) => {
    const index = entries.findIndex((entry) => {
      const [value] = valuesAt(entry, [field]);
      return value !== undefined && value !== null && !saysTheSame(wanted, value);
    });
    const pointer = joinPointer("", ...path.slice(0, path.indexOf("*")), index, field);
    const found = valueAt(exchange.json?.value, pointer);
    return index < 0
      ? []
      : [placed(exchange, pointer, `\`${pointer}\` is ${shown(found)}, though only ${shown(wanted)} was asked for.`)];
  });
}

/** All that was listed without it, where a word that nothing has was asked for. */
function unselected({ path, unlike }: Listing, ids: readonly unknown[], exchange: Exchange): readonly Finding[] {
  if (unlike === undefined || ids.length === 0 || !isDeepStrictEqual(ids, exchange.memory.get(unlike))) return [];
  if (totalOf(exchange.json?.value, path) !== exchange.memory.get(`${unlike} total`)) return [];
  const pointer = joinPointer("", ...path.slice(0, path.indexOf("*")));
  return [placed(exchange, pointer, "A word that nothing has finds all that is listed without it.")];
}

/** What has come to be listed beside the one thing that was made, and shows the same. */
function twins({ path, paged, twin }: Listing, exchange: Exchange): readonly Finding[] {
  if (twin === undefined) return [];
  const { json, memory } = exchange;
  const old = (memory.get(twin.since) ?? []) as readonly unknown[];
  const known = new Set([...old, memory.get(twin.of)].map(String));
  const said = Object.entries(twin.shows).filter(([, name]) => memory.get(name) !== undefined);
  const entries = valuesAt(json?.value, path.slice(0, -1));
  const index = entries.findIndex((entry) => {
    const [id] = valuesAt(entry, path.slice(-1));
    const alike = said.every(([field, name]) => saysTheSame(memory.get(name), valuesAt(entry, [field])[0]));
    return id !== undefined && !known.has(String(id)) && said.length > 0 && alike;
  });
  if (index < 0) {
    const [before, now] = [memory.get(`${twin.since} total`), totalOf(json?.value, path)];
    // Others may add to what is everybody's.
    if (!twin.own || paged !== true || typeof before !== "number" || now === undefined || now <= before + 1) return [];
    const at = joinPointer("", ...path.slice(0, path.indexOf("*")));
    return [
      {
        ...placed(exchange, at, `The list has grown from ${before} to ${now} entries, though one was made.`),
        kind: "twin",
      },
    ];
  }
  const pointer = joinPointer("", ...path.slice(0, path.indexOf("*")), index);
  const [id] = valuesAt(entries[index], path.slice(-1));
  const message = `${shown(id)} is listed, too, and shows the same, though ${shown(memory.get(twin.of))} alone was made.`;
  return [{ ...placed(exchange, pointer, message), kind: "twin" }];
}

function placed({ sourceAt }: Exchange, pointer: string, message: string): Finding {
  const source = sourceAt(pointer);
  return { message, pointer, ...(source === undefined ? {} : { source }) };
}

const OF_ALL =
  /\b(all( the)? (pages|entries|items|records|matches)|altogether|overall|in all|on every page|across( the)? pages|regardless of (the )?pag\w+)\b|总条数|总记录数|總筆數|全部|gesamt|insgesamt|en total|au total|no total|総件数|전체/iu;

/** The id that was missing from a list that had room for it. */
function earlier(
  wanted: Listing["earlier"],
  ids: readonly unknown[],
  memory: ReadonlyMap<string, unknown>,
): readonly string[] {
  const before = memory.get(wanted?.in ?? "");
  if (wanted === undefined || !Array.isArray(before) || before.length >= ids.length) return [];
  const id = memory.get(wanted.once);
  return id === undefined || before.some((each) => String(each) === String(id)) ? [] : [wanted.once];
}

/** Why a list may be a part of a longer one; undefined where it is whole. A first page is never empty while there is something. */
function cut(length: number, answer: unknown): string | undefined {
  if (length === 0) return undefined;
  const said = [answer, ...(isObject(answer) ? Object.values(answer) : [])].filter(isObject).flatMap(Object.entries);
  const total = said.find(([name, value]) => TOTAL.test(name) && typeof value === "number")?.[1] as number | undefined;
  const more = said.some(([name, value]) => MORE.test(name) && value === true);
  if (more || (total !== undefined && total > length)) return "The list says that it is a part of a longer one.";
  if (total !== undefined) return undefined;
  return length % 5 === 0 || length >= 50
    ? `The list has ${length} entries and no total: it may be a page of a longer one.`
    : undefined;
}

const TOTAL = /^(total|total_?(count|items?|elements|records|size|number)|count|item_?count)$/i;
const MORE = /^(has_?(next|more)|more)$/i;

function since(
  name: string,
  path: readonly string[],
  { json, memory, call }: Exchange,
  found: (message: string, kind: string, doubt?: string) => Finding,
): readonly Finding[] {
  const before = (memory.get(name) ?? []) as readonly unknown[];
  const elements = valuesAt(json?.value, path.slice(0, -1));
  const fresh = elements.filter((element) => !valuesAt(element, path.slice(-1)).some((id) => before.includes(id)));
  if (fresh.length === 0) return [];
  const sent = memory.get("sent");
  const ours = fresh.some((element) => isOurs(element, sent));
  const doubt = ours
    ? call.doubt
    : "The list has grown, but nothing in it shows that the refused request was the cause.";
  return [found("The list holds more than before, though the request between was refused.", "more", doubt)];
}

/** Whether an element carries values of the refused request. */
function isOurs(element: unknown, sent: unknown): boolean {
  if (!isObject(element) || !isObject(sent)) return false;
  return Object.entries(sent).some(
    ([key, value]) =>
      (typeof value === "string" || typeof value === "number") && Object.hasOwn(element, key) && element[key] === value,
  );
}
