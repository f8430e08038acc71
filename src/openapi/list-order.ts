// The order in which a list stands, where words say so: "newest first", "sorted by price, highest first".
import type { Operation } from "./operation.ts";
import { wordsOf } from "./thing.ts";

export interface ListOrder {
  /** When its entries were made, when they were last changed, or a field of theirs in words: `unit price`. */
  readonly by: "making" | "change" | { readonly field: string };
  readonly descending: boolean;
}

const MADE = "(?:created|made|added|placed|posted|submitted|opened|booked|recorded)";
const NEWEST = new RegExp(
  `\\b(?:newest|latest|youngest|most recent(?:ly ${MADE})?|last ${MADE})(?: \\w+){0,2} first\\b|\\bfrom (?:the )?(?:newest|latest) to (?:the )?oldest\\b|\\breversed? chronological|时间(?:倒序|降序)|neueste zuerst|más recientes primero|mais recentes primeiro|plus récente?s? d'abord|新しい順|최신순`,
  "i",
);
const OLDEST = new RegExp(
  `\\b(?:oldest|earliest|first ${MADE})(?: \\w+){0,2} first\\b|\\bfrom (?:the )?oldest to (?:the )?(?:newest|latest)\\b|(?<!reversed? )\\bchronological order\\b|\\bin the order (?:in which )?they were ${MADE}\\b|时间(?:升序|正序)|älteste zuerst|más antiguos primero|mais antigos primeiro|古い順`,
  "i",
);
const CHANGED =
  /\b(?:last|latest|(?:most )?recent(?:ly)?) (?:change[ds]?|update[ds]?|modified|edited)(?: \w+){0,2} first\b/i;
const SORTED =
  /\b(?:sorted|ordered|sort order)(?: \w+)? by (?:the |their )?[`"']?([a-z][a-z _]{0,30}?)[`"']?(?=\s*[,;.()]|\s+(?:asc|desc|in\b|and\b|then\b|from\b)|\s*$)/i;
const DESCENDING =
  /\bdesc(?:ending)?\b|\b(?:highest|largest|biggest|greatest|most expensive|dearest|longest|newest|latest|most recent) first\b|\bz (?:to|-) a\b/i;
const MAKING =
  /^(?:date|time|(?:date|time) of (?:creation|making)|creation(?: (?:date|time))?|created?(?: (?:at|on|date|time))?|gmt create)$/;

/** The order that words state; undefined where they state none. */
export function listOrder(words: string): ListOrder | undefined {
  if (CHANGED.test(words)) return { by: "change", descending: true };
  const [isNewest, isOldest] = [NEWEST.test(words), OLDEST.test(words)];
  // Words that say both say it of two things, or leave the choice to who asks.
  if (isNewest && isOldest) return undefined;
  const sorted = SORTED.exec(words);
  if (sorted !== null) {
    const field = wordsOf(sorted[1] ?? "");
    return { by: MAKING.test(field) ? "making" : { field }, descending: DESCENDING.test(words) };
  }
  return isNewest || isOldest ? { by: "making", descending: isNewest } : undefined;
}

/** The order that an operation's own words state of the list it answers with. */
export function listOrderOf(operation: Operation): ListOrder | undefined {
  const known = orders.get(operation);
  if (known !== undefined) return known.order;
  const { summary = "", description = "" } = operation;
  const order = listOrder(`${summary}\n${description}`);
  orders.set(operation, { order });
  return order;
}

const orders = new WeakMap<Operation, { readonly order: ListOrder | undefined }>();

const MADE_AT =
  /^(?:gmt create|(?:create|creation|created|made|added|placed|posted|submitted|opened|booked|recorded|registered|uploaded|occurred)(?: (?:at|on|time|date|timestamp|datetime))?|timestamp)$/;
const CHANGED_AT =
  /^(?:gmt modified|(?:update|updated|change|changed|modified|edited|last (?:update|change|modified|updated|changed))(?: (?:at|on|time|date))?)$/;

/** The field of an entry that a list stands in the order of; undefined where the entry shows none. */
export function orderingField({ by }: ListOrder, names: readonly string[]): string | undefined {
  const isIt = (words: string): boolean =>
    by === "making" ? MADE_AT.test(words) : by === "change" ? CHANGED_AT.test(words) : words === by.field;
  const [first, second] = names.filter((name) => isIt(wordsOf(name)));
  return second === undefined ? first : undefined;
}

/** Whether a request's field chooses the order. */
export function choosesOrder(name: string): boolean {
  return /^(?:sort|order|sorting|ordering|sort order|direction|asc|desc|(?:sort|order)(?: (?:by|field|key|direction|dir|type|column))+)$/.test(
    wordsOf(name),
  );
}

/** Whether one value surely comes before another: times by their moment, numbers, words however they may be collated. */
export function comesBefore(one: unknown, other: unknown): boolean {
  if (typeof one === "number" && typeof other === "number") return one < other;
  if (typeof one !== "string" || typeof other !== "string") return false;
  const [a, b] = [momentOf(one), momentOf(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a < b;
  if (/^-?\d+(\.\d+)?$/.test(one) && /^-?\d+(\.\d+)?$/.test(other)) return Number(one) < Number(other);
  return one < other && one.toLowerCase() < other.toLowerCase() && one.localeCompare(other) < 0;
}

function momentOf(text: string): number {
  return /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text.replace(" ", "T")) : Number.NaN;
}
