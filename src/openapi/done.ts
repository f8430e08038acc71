// What can be done to a thing but once, told from words: `/order/cancel` leaves an order cancelled, and a code says that it is so already.
import type { Operation, OutcomeOption } from "./operation.ts";
import { wordsOf } from "./thing.ts";

/** Verbs → how the things are called to which it was done. */
const DONE: Readonly<Record<string, string>> = {
  abort: "aborted",
  accept: "accepted",
  activate: "activated",
  approve: "approved",
  archive: "archived",
  cancel: "cancell?ed",
  capture: "captured",
  claim: "claimed",
  close: "closed",
  complete: "completed",
  confirm: "confirmed",
  decline: "declined",
  deliver: "delivered",
  finish: "finished",
  pay: "paid",
  redeem: "redeemed|used",
  refund: "refunded",
  reject: "rejected",
  return: "returned",
  settle: "settled",
  ship: "shipped",
  use: "used|redeemed",
  void: "voided",
  withdraw: "withdrawn",
};
const VERBS = new RegExp(`\\b(${Object.keys(DONE).join("|")})\\b`, "g");
/** Before it, and a few words at most between: then the thing is as it should be. */
const NOT = /\b(not|never|non|unless|until|before|must|needs?|only|without|no)( \w+){0,2} ?$/;
const ALREADY = /\b(already|no longer|any ?more|again|twice|once)\b/;

/** The verb by which an operation does something to a thing that cannot be done to it again. */
export function onceVerb(name: string): string | undefined {
  return [...name.matchAll(VERBS)].at(-1)?.[0];
}

/**
 * Outcomes that refuse a request about a thing because of what `doer` has done to it; none where no code says so.
 * @param thing in the singular, as the state model names it
 */
export function refusalsAfter(operation: Operation, thing: string, doer: Operation): readonly OutcomeOption[] {
  const verb = onceVerb(wordsOf(`${doer.path} ${doer.id}`));
  const done = verb === undefined ? undefined : new RegExp(`\\b(${DONE[verb]})\\b`);
  return operation.outcomes.filter(({ name, description, role }) => {
    if (role !== "business") return false;
    return [wordsOf(name), wordsOf(description ?? "")].some((text) => {
      const own = operation.id === doer.id;
      const at = done === undefined ? -1 : text.search(done);
      if (at === -1) return own && ALREADY.test(text);
      const before = text.slice(0, at).trim();
      // What cannot be cancelled any more was cancelled, or is past that: either way it cannot be again.
      if (own && /\b(cannot|can not|can t|no longer)( \w+){0,2}$/.test(before)) return true;
      const isMeant = own || ALREADY.test(text) || ` ${text} `.includes(` ${thing} `);
      return isMeant && !NOT.test(before) && !/\b(cannot|can t)( \w+){0,2}$/.test(before);
    });
  });
}

/** The one of the values that says that it was done: `CANCELLED` after `/order/cancel`; undefined where none does, or several may. */
export function valueAfter(name: string, values: readonly unknown[]): unknown {
  const verb = onceVerb(name);
  if (verb === undefined) return undefined;
  const done = new RegExp(`^(${DONE[verb]})$`);
  const [value, ...others] = values.filter((each) => typeof each === "string" && done.test(wordsOf(each)));
  // A service that has a word for being at it may take its time.
  const stem = verb.slice(0, Math.max(3, verb.length - 1));
  const isUnderWay = (each: unknown): boolean =>
    typeof each === "string" && each !== value && wordsOf(each).includes(stem) && /ing\b/.test(wordsOf(each));
  return others.length > 0 || values.some(isUnderWay) ? undefined : value;
}
