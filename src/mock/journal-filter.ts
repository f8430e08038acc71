// Which exchanges of a journal are meant: by operation, outcome, status and validity, and by what the requests hold.
import { createMasker, type Masker } from "../openapi/sensitive.ts";
import type { Condition } from "../scenario/scenario.ts";
import { pathOf } from "./answer.ts";
import type { Api } from "./api.ts";
import { FILTERS } from "./control-operations.ts";
import { type ShownEntry, shownEntry } from "./journal.ts";
import type { MockRequest } from "./message.ts";
import { readQuery } from "./parameter.ts";
import { failedTest } from "./rule.ts";
import type { JournalEntry, World } from "./world.ts";

/** Values by the names of FILTERS. */
export type Filter = Readonly<Record<string, unknown>>;

/** The filter that a request's query makes. */
export function filterOf(request: MockRequest): Filter {
  const query = readQuery(request.url);
  return Object.fromEntries(FILTERS.map((name) => [name, query.get(name)?.[0]]));
}

/** The entries a filter lets through, oldest first. */
export function entriesOf(api: Api, world: World, filter: Filter): readonly JournalEntry[] {
  const isMeant = (name: string, ...values: readonly unknown[]): boolean =>
    filter[name] === undefined || values.some((value) => value !== undefined && String(value) === String(filter[name]));
  return [...world.journal].filter(({ answer: { note, status } }) => {
    const operation = api.operations.find(({ id }) => id === note?.operation);
    return (
      isMeant("operation", operation?.id, operation?.name) &&
      isMeant("code", note?.outcome) &&
      isMeant("by", note?.by, note?.by?.startsWith("scenario ") === true ? "scenario" : undefined) &&
      isMeant("status", status) &&
      isMeant("invalid", note?.violations !== undefined)
    );
  });
}

/**
 * Whether a kept request meets conditions; one that met no operation meets none.
 * @returns undefined where it cannot be told any more, as only the beginning of its body was kept
 */
export function meets(
  api: Api,
  { request, isCut }: JournalEntry,
  conditions: readonly Condition[],
): boolean | undefined {
  if (conditions.length === 0) return true;
  const match = api.router.match(request.method, pathOf(request.url));
  if (match.kind !== "found") return false;
  const values = api.prepared(match.operation).check(request, match.path).values({});
  const fails = (condition: Condition): boolean => failedTest(condition, values) !== undefined;
  if (!isCut) return !conditions.some(fails);
  const isOfBody = ({ field }: Condition): boolean => field.in === "body" || field.in === "request";
  if (conditions.some((condition) => !isOfBody(condition) && fails(condition))) return false;
  return conditions.some(isOfBody) ? undefined : true;
}

/** Entries as they may be seen. */
export function shown(api: Api, entries: readonly JournalEntry[]): readonly ShownEntry[] {
  const masker = (): Masker => createMasker(api.sensitive());
  return entries.map((entry) => shownEntry(entry, masker));
}
