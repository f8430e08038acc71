// Removes what the run has made at the target, where the document has an operation for it.

import { refusalFor } from "../openapi/state.ts";
import type { Bench } from "./case-runner.ts";
import { writeRequest } from "./draft.ts";
import type { Removal } from "./made-things.ts";
import { ValueUnavailable } from "./value-pool.ts";

/**
 * @param spared what is still needed
 * @param width so many things of one kind are removed at once
 */
export async function tidy(
  bench: Bench,
  spared: (thing: string, id: unknown) => boolean,
  width: number,
): Promise<void> {
  const left = [...bench.made.removals(String(bench.seed), spared)];
  const remove = async (removal: Removal): Promise<void> => {
    if ((await removed(removal, bench)) || (await removed(await inNewSession(removal, bench), bench))) return;
    bench.made.kept(removal, bench.signal?.aborted === true);
  };
  while (left[0] !== undefined) {
    const { operation } = left[0];
    const others = left.slice(0, width).findIndex((removal) => removal.operation !== operation);
    await Promise.all(left.splice(0, others < 0 ? width : others).map(remove));
  }
}

/** Whether the target said that it is gone. */
async function removed(removal: Removal | undefined, bench: Bench): Promise<boolean> {
  if (removal === undefined) return false;
  const { thing, operation, draft, values } = removal;
  const call = { operation, basis: { kind: "documented" }, changes: [], expect: NOTHING } as const;
  const sent = writeRequest(draft, bench.target.url);
  const reply = await bench.patience.send(`${operation.name} to tidy up`, sent);
  if (!("answer" in reply)) return false;
  const exchange = bench.reader.read(call, sent, reply.answer, [], { draft, memory: new Map(), made: [] });
  bench.made.note(exchange, values);
  // What another operation has used up is gone, too.
  const isGone = exchange.outcome?.role === "business" && exchange.outcome.name === refusalFor(operation, thing)?.name;
  return exchange.outcome?.role === "success" || isGone;
}

/** The session it was made in may have come to its end. */
async function inNewSession(removal: Removal, { maker, supply, pool }: Bench): Promise<Removal | undefined> {
  const { operation, draft } = removal;
  const sessions = maker.fields(operation).flatMap((field) => {
    const name = supply.sourceFor(operation, field);
    return name !== undefined && supply.thingOf(name) === "session" ? [{ field, name }] : [];
  });
  const [first] = sessions;
  if (first === undefined) return undefined;
  try {
    const values = await pool.take({
      sources: supply.sources,
      names: sessions.map(({ name }) => name),
      owner: "",
      fresh: () => true,
    });
    const { in: place, pointer } = first.field;
    if (place === "body") return undefined;
    const group = { ...draft.values[place], [pointer]: values.get(first.name) };
    return { ...removal, values, draft: { ...draft, values: { ...draft.values, [place]: group } } };
  } catch (error) {
    if (error instanceof ValueUnavailable) return undefined;
    throw error;
  }
}

const NOTHING = { label: "", outcomes: [], transport: true, success: false, bad: false };
