// Check: a list stands in the order that its words promise.

import { isObject } from "../../json/object.ts";
import { joinPointer } from "../../json/pointer.ts";
import { shown } from "../../json/schema.ts";
import {
  choosesOrder,
  comesBefore,
  type ListOrder,
  listOrder,
  listOrderOf,
  orderingField,
} from "../../openapi/list-order.ts";
import { valuesAt } from "../../openapi/schema-field.ts";
import type { Check, Finding } from "../check.ts";
import type { Exchange } from "../exchange.ts";

export const listOrderKept: Check = {
  name: "list-order",
  summary: "A list stands in the order that its page states: newest first, sorted by a field.",
  details: `Read from what the page says of the operation, and from the remark of the list's own field: \`newest first\`, \`oldest first\`,
\`sorted by price, highest first\`. Held to it is what the entries show: the time of their making, the field that is named. Of two things
made one after the other the order is known without it; where they stand the other way round, two more are made more than a second apart,
for servers whose clocks tell seconds. A list whose request says how to sort is not asked.`,
  judge(exchange) {
    const { outcome, json, operation, draft } = exchange;
    if (outcome?.role !== "success" || json === undefined) return [];
    const asked = [
      ...Object.keys(draft.values.query),
      ...(draft.body.kind === "data" && isObject(draft.body.value) ? Object.keys(draft.body.value) : []),
    ];
    if (asked.some(choosesOrder)) return [];
    const lists = listsIn(json.value, "");
    const whole = lists.length === 1 ? listOrderOf(operation) : undefined;
    return lists.flatMap(({ pointer, entries }) => {
      const order = listOrder(String(exchange.schemaAt(pointer)?.description ?? "")) ?? whole;
      if (order === undefined) return [];
      return [...outOfStep(order, pointer, entries, exchange), ...pair(order, pointer, exchange)].slice(0, 1);
    });
  },
};

/** Lists of objects that stand in no other list. */
function listsIn(
  value: unknown,
  pointer: string,
): readonly { readonly pointer: string; readonly entries: readonly object[] }[] {
  if (Array.isArray(value)) return value.length > 1 && value.every(isObject) ? [{ pointer, entries: value }] : [];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => listsIn(inner, joinPointer(pointer, name)));
}

/** The first entry that what it shows puts before the one in front of it. */
function outOfStep(
  order: ListOrder,
  pointer: string,
  entries: readonly object[],
  exchange: Exchange,
): readonly Finding[] {
  const field = orderingField(order, [...new Set(entries.flatMap((entry) => Object.keys(entry)))]);
  if (field === undefined) return [];
  const values = entries.map((entry) => (entry as Record<string, unknown>)[field]);
  for (const [index, value] of values.entries()) {
    const before = index === 0 ? undefined : values[index - 1];
    if (!comesBefore(order.descending ? before : value, order.descending ? value : before)) continue;
    const at = joinPointer(pointer, index, field);
    const than = order.descending ? "greater" : "less";
    return [
      finding(
        `\`${at}\` is ${shown(value)}, ${than} than ${shown(before)} of the entry before it`,
        pointer,
        order,
        exchange,
      ),
    ];
  }
  return [];
}

/** Two things that the case has made, one after the other. */
function pair(order: ListOrder, pointer: string, exchange: Exchange): readonly Finding[] {
  const { call, memory, json } = exchange;
  const [one, two] = call.listing?.twin === undefined ? [] : ["one", "two"].map((name) => memory.get(name));
  const path = call.listing?.path ?? [];
  if (order.by !== "making" || one === undefined || two === undefined) return [];
  if (pointer !== joinPointer("", ...path.slice(0, path.indexOf("*")))) return [];
  const ids = valuesAt(json?.value, path).map(String);
  const [first, second] = [ids.indexOf(String(one)), ids.indexOf(String(two))];
  if (first < 0 || second < 0 || first === second || first > second === order.descending) return [];
  const [found, other] = order.descending ? [one, two] : [two, one];
  return [
    finding(
      `${shown(found)} is listed before ${shown(other)}, which was made ${order.descending ? "after" : "before"} it`,
      pointer,
      order,
      exchange,
    ),
  ];
}

function finding(what: string, pointer: string, { by, descending }: ListOrder, { sourceAt }: Exchange): Finding {
  const source = sourceAt(pointer);
  const order =
    typeof by === "object"
      ? `\`${by.field}\` ${descending ? "descending" : "ascending"}`
      : `${descending ? "the newest" : "the oldest"} first`;
  return { message: `${what}, expected ${order}.`, pointer, ...(source === undefined ? {} : { source }) };
}
