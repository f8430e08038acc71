// What the control API answers with: data as JSON, and a name it does not know with the nearest one it does.
import { nearest } from "../json/nearest.ts";
import type { MockAnswer } from "./message.ts";
import { MARK, problem } from "./problem.ts";

export function json(value: unknown): MockAnswer {
  const body = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return { status: 200, headers: { ...MARK, "content-type": "application/json" }, body };
}

/** @param what is of the wrong shape or value, one sentence */
export function invalidControl(detail: string, members: Readonly<Record<string, unknown>> = {}): MockAnswer {
  return problem(400, "Invalid control request", detail, members);
}

export function unknown(
  what: string,
  found: unknown,
  names: readonly string[],
  members: Readonly<Record<string, unknown>>,
): MockAnswer {
  const suggestion = typeof found === "string" ? nearest(found, names) : undefined;
  const message = `Unknown ${what} \`${String(found).slice(0, 100)}\`, expected one of ${names.join(", ")}.`;
  return unknownName({ message, ...(suggestion !== undefined ? { suggestion } : {}) }, members);
}

/** @param message a sentence, and the name that was most likely meant */
export function unknownName(
  { message, suggestion }: { readonly message: string; readonly suggestion?: string },
  members: Readonly<Record<string, unknown>> = {},
): MockAnswer {
  return invalidControl(
    suggestion === undefined ? message : `${message.replace(/\.$/, "")}; did you mean \`${suggestion}\`?`,
    members,
  );
}
