// Keys of an example against the names of a table: the same, the same but for a slip, or strangers.
import { edits } from "../json/nearest.ts";
import type { Field } from "./page.ts";
import type { JsonMember } from "./tolerant-json.ts";

/** The member of an example that shows a field: its own key's last one, else a slip of the name that is no other field's. */
export function keyFor(name: string, members: readonly JsonMember[], fields: readonly Field[]): JsonMember | undefined {
  const own = members.findLast((member) => member.key === name);
  if (own !== undefined) return own;
  return members.find(
    (member) => !fields.some((field) => field.name === member.key) && fieldFor(member.key, members, fields) === name,
  );
}

/** The field of which a stranger key is a slip: it differs by case or by at most two edits, and its own key is missing. */
export function fieldFor(key: string, members: readonly JsonMember[], fields: readonly Field[]): string | undefined {
  const missing = fields.map((field) => field.name).filter((name) => !members.some((member) => member.key === name));
  const alike = missing.find((name) => name.toLowerCase() === key.toLowerCase());
  if (alike !== undefined) return alike;
  const most = Math.min(2, Math.floor(key.length / 3));
  const near = missing
    .map((name) => ({ name, edits: edits(name.toLowerCase(), key.toLowerCase()) }))
    .filter((candidate) => candidate.edits <= most)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.name;
}
