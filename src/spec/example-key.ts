// Keys of an example against the names of a table: the same, the same but for a slip, or strangers.
import { edits } from "../json/nearest.ts";
import type { Field } from "./page.ts";
import type { JsonMember } from "./tolerant-json.ts";

/** An object of an example beside the fields that describe it. */
export interface ExampleKeys {
  /** The member that shows a field: its own key's last one, else a slip of the name that is no other field's. */
  memberOf(name: string): JsonMember | undefined;
  /** The field of which a stranger key is a slip: it differs by case or by at most two edits, and its own key is missing. */
  fieldOf(key: string): string | undefined;
}

/** Where more fields than this are missing, an example shows something else: slips are told among the first of them. */
const LIKELY = 200;

export function exampleKeys(members: readonly JsonMember[], fields: readonly Field[]): ExampleKeys {
  const own = new Map(members.map((member) => [member.key, member]));
  const names = new Set(fields.map(({ name }) => name));
  const missing = [...names].filter((name) => !own.has(name)).slice(0, LIKELY);
  const fieldOf = (key: string): string | undefined => {
    const lower = key.toLowerCase();
    const alike = missing.find((name) => name.toLowerCase() === lower);
    if (alike !== undefined) return alike;
    const most = Math.min(2, Math.floor(key.length / 3));
    const near = missing
      .map((name) => ({ name, edits: edits(name.toLowerCase(), lower) }))
      .filter((candidate) => candidate.edits <= most)
      .sort((a, b) => a.edits - b.edits);
    return near[0]?.name;
  };
  let slips: ReadonlyMap<string | undefined, JsonMember> | undefined;
  const slipOf = (name: string): JsonMember | undefined => {
    // Of several slips of one name the first shows it.
    slips ??= new Map(
      members
        .filter(({ key }) => missing.length > 0 && !names.has(key))
        .map((member) => [fieldOf(member.key), member] as const)
        .reverse(),
    );
    return slips.get(name);
  };
  return { memberOf: (name) => own.get(name) ?? slipOf(name), fieldOf };
}
