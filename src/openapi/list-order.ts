// The order in which a list stands, where words say so: "newest first", "sorted by price, highest first".
import type { Operation } from "./operation.ts";
import { wordsOf } from "./thing.ts";

export interface ListOrder {
  /** When its entries were made, when they were last changed, or a field of theirs in words: `unit price`. */
  readonly by: "making" | "change" | { readonly field: string };
  readonly descending: boolean;
  /** Whether `making` may as well be the last change. */
  readonly isLoose?: true;
}

const MADE = "(?:created|made|added|placed|posted|submitted|opened|booked|recorded)";
/** What stands first, and not the first page or the first of something. */
const FIRST =
  "(?: (?!of |the )\\w+){0,2} first(?=\\s*(?:[.,;:)\\n]|$|(?:and|then|within|on|by|per|in|where|unless)\\b))";
const NEWEST = new RegExp(
  `\\b(?:newest|youngest|most recently ${MADE}|last ${MADE})${FIRST}|\\bfrom (?:the )?newest to (?:the )?oldest\\b|创建时间(?:倒序|降序)|neueste zuerst`,
  "i",
);
/** As new by their making or by their last change, nobody knows which. */
const LATEST = new RegExp(
  `\\b(?:latest|most recent)${FIRST}|\\breversed? chronological|(?<!创建)时间(?:倒序|降序)|más recientes primero|mais recentes primeiro|plus récente?s? d'abord|新しい順|최신순`,
  "i",
);
const OLDEST = new RegExp(
  `\\b(?:oldest|first ${MADE})${FIRST}|\\bfrom (?:the )?oldest to (?:the )?(?:newest|latest)\\b|\\bin the order (?:in which )?they were ${MADE}\\b|创建时间(?:升序|正序)|älteste zuerst|más antiguos primero|mais antigos primeiro|古い順`,
  "i",
);
const CHANGED =
  /\b(?:last|latest|(?:most )?recent(?:ly)?) (?:change[ds]?|update[ds]?|modified|edited)(?: \w+){0,2} first\b/i;
const SORTED =
  /\b(?:sorted|ordered|sort order)(?: \w+)? by (?:the |their )?[`"']?([a-z][a-z _]{0,30}?)[`"']?(?=\s*[,;.()]|\s+(?:asc|desc|in\b|and\b|then\b|from\b)|\s*$)/i;
const DESCENDING =
  /\bdesc(?:ending)?\b|\b(?:highest|largest|biggest|greatest|most expensive|dearest|longest|newest|latest|most recent) first\b|\bz (?:to|-) a\b/i;
const CHOICE = /\b(?:first|asc\w*|desc\w*) or\b/i;
const MAKING =
  /^(?:(?:date|time) of (?:creation|making)|creation(?: (?:date|time))?|created?(?: (?:at|on|date|time))?|gmt create)$/;

/** The order that words state; undefined where they state none. */
export function listOrder(words: string): ListOrder | undefined {
  if (CHOICE.test(words)) return undefined;
  if (CHANGED.test(words)) return { by: "change", descending: true };
  const [isNewest, isLatest, isOldest] = [NEWEST.test(words), LATEST.test(words), OLDEST.test(words)];
  // Words that say both say it of two things, or leave the choice to who asks.
  if ((isNewest || isLatest) && isOldest) return undefined;
  const sorted = SORTED.exec(words);
  if (sorted !== null) {
    const field = wordsOf(sorted[1] ?? "");
    return { by: MAKING.test(field) ? "making" : { field }, descending: DESCENDING.test(words) };
  }
  if (isNewest || isOldest) return { by: "making", descending: isNewest };
  return isLatest ? { by: "making", descending: true, isLoose: true } : undefined;
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
export function orderingField({ by, isLoose }: ListOrder, names: readonly string[]): string | undefined {
  if (isLoose === true) return undefined;
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
