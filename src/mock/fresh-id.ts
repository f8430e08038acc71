// An id for a thing that was just made: of the documented kind and form, and different each time.
import { createHash } from "node:crypto";
import type { SchemaObject } from "../openapi/document.ts";

/**
 * Ids to try, the likeliest first.
 * @param example the documented one
 * @param nth how many things were made before it; things made earlier have other ids
 * @param seed the same seed and `nth` give the same ids
 */
export function freshIds(schema: SchemaObject, example: unknown, nth: number, seed: string): readonly unknown[] {
  const types = [schema.type].flat();
  if (
    typeof example === "number" ||
    (!types.includes("string") && types.some((type) => /^(integer|number)$/.test(type ?? "")))
  )
    return [(typeof example === "number" ? example : Number(schema.minimum ?? 0)) + nth + 1];
  const hex = createHash("sha256").update(`${seed} ${nth}`).digest("hex");
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const length = Math.min(Math.max(32, Number(schema.minLength ?? 0)), Number(schema.maxLength ?? 32));
  const plain = hex.padEnd(length, "0").slice(0, length);
  if (typeof example !== "string") return [plain, uuid, String(nth + 1)];
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(example)) return [uuid];
  const isHex = /^[0-9a-f]{8,64}$/.test(example) && /[a-f]/.test(example) && /\d/.test(example);
  return [isHex ? hex.slice(0, example.length) : counted(example, nth), plain, uuid, String(nth + 1)];
}

/** An example with its last number counted on: `L-0009` → `L-0010`; undefined where it has none. */
function counted(example: string, nth: number): string | undefined {
  const [, start = "", digits, end = ""] = /^(.*?)(\d+)(\D*)$/s.exec(example) ?? [];
  if (digits === undefined) return undefined;
  return `${start}${String(BigInt(digits) + BigInt(nth + 1)).padStart(digits.length, "0")}${end}`;
}
