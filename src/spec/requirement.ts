// When a field must be there: its flag, and the condition that one of its cells states.
import type { Text } from "../markdown/block.ts";
import { type Condition, type FieldNames, readCondition, readRequirement } from "./condition.ts";
import type { Presence } from "./page.ts";
import type { Column } from "./vocabulary.ts";

export interface Requirement {
  readonly presence: Presence;
  readonly condition: Condition | undefined;
}

/**
 * The condition of a conditional field; and of one whose flag says no but whose remark says when it must be there after all.
 * @param stated what the flag says
 */
export function requirementOf(
  stated: Presence,
  cells: Partial<Record<Column, Text>>,
  names: FieldNames,
  own: string,
): Requirement {
  const remark = cells.remarks?.text ?? "";
  if (stated === "mandatory") return { presence: stated, condition: undefined };
  if (stated === "conditional") {
    const condition =
      readCondition(cells.condition?.text ?? "", names, own) ??
      conditionInFlag(cells.mandatory?.text ?? "", names, own) ??
      conditionInRemark(remark, names, own);
    return { presence: stated, condition };
  }
  const condition = readRequirement(remark, names, own);
  const isRead = condition !== undefined && condition.kind !== "prose";
  return { presence: isRead ? "conditional" : stated, condition };
}

/** "yes (if kind = BIRD)": what a flag has beside it. */
function conditionInFlag(flag: string, names: FieldNames, own: string): Condition | undefined {
  const beside = /^[\p{L}\p{N}]{1,20}\s*[,，:：]?\s*[(（[]?\s*(\S[^)）\]]*?)\s*[)）\]]?$/u.exec(flag.trim())?.[1];
  return beside === undefined || !/[\s=当时場경]/u.test(beside) ? undefined : readCondition(beside, names, own);
}

/** A condition may stand among the remarks: only a sentence that begins as one is read there. */
function conditionInRemark(remark: string, names: FieldNames, own: string): Condition | undefined {
  const required = readRequirement(remark, names, own);
  if (required !== undefined) return required;
  const line = remark.split("\n").find((part) => /\b(?:if|when|in case|required|mandatory)\b|当|如果/i.test(part));
  if (line !== undefined) return readCondition(line, names, own);
  // `kind = BIRD` and nothing else, where the flag says that there is a condition.
  const whole = /[=＝]/.test(remark) ? readCondition(remark, names, own) : undefined;
  return whole?.kind === "prose" ? undefined : whole;
}
