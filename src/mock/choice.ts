// Which of an operation's outcomes is meant: by a client's preference, or the success that suits what it accepts.
import {
  type DescribedResponse,
  type Operation,
  type OutcomeOption,
  sameMediaType,
  type UncarriedCode,
} from "../openapi/operation.ts";
import type { Preference } from "./prefer.ts";

/** The outcome a preference names. A status that only `default` or a range describes is sent as it was asked for. */
export function preferred(
  operation: Operation,
  { outcome, status }: Preference,
  accept: string | undefined,
): { readonly outcome: OutcomeOption; readonly status?: number } | undefined {
  const ofStatus = status === undefined ? operation.outcomes : outcomesOfStatus(operation, status.code);
  if (outcome !== undefined) {
    const found = outcomeNamed(ofStatus, outcome.name);
    return found === undefined ? undefined : { outcome: found };
  }
  const found = ofStatus.find(({ role }) => role === "success") ?? acceptable(ofStatus, accept) ?? ofStatus[0];
  return found === undefined ? undefined : { outcome: found, status: Number(status?.code) };
}

/** The outcome of a name; a code that no field carries is answered with the status that it has to itself, if it has one. */
export function outcomeNamed(outcomes: readonly OutcomeOption[], name: string): OutcomeOption | undefined {
  return (
    outcomes.find((outcome) => outcome.name === name) ??
    outcomes.find(({ role, response }) => role !== "success" && uncarriedCode(response, name) !== undefined)
  );
}

/** Why an operation can answer with a code by no status and no field of its own, though it is listed; undefined where it is not. */
export function unsayable(operation: Operation, name: string): string | undefined {
  const found = operation.responses.map((response) => uncarriedCode(response, name)).find((code) => code !== undefined);
  if (found === undefined) return undefined;
  const place = found["x-source"] === undefined ? "" : ` (${found["x-source"]})`;
  return `\`${name.slice(0, 100)}\` is listed for \`${operation.name}\`${place}, but no field of its answers carries a result code and it has no status of its own: no answer could say it.`;
}

function uncarriedCode({ uncarried }: DescribedResponse, name: string): UncarriedCode | undefined {
  return uncarried?.find(({ code }) => code === name);
}

function outcomesOfStatus(operation: Operation, code: string): readonly OutcomeOption[] {
  if (!/^[1-5]\d\d$/.test(code)) return [];
  const wanted = [code, `${code[0]}XX`, "DEFAULT"].find((status) =>
    operation.outcomes.some(({ response }) => response.status.toUpperCase() === status),
  );
  return operation.outcomes.filter(({ response }) => response.status.toUpperCase() === wanted);
}

/** Success: the one with that role, or the lowest 2xx, in a media type the client takes; undefined where it takes none. */
export function successOutcome(operation: Operation, accept: string | undefined): OutcomeOption | undefined {
  const good = operation.outcomes.filter(({ status }) => status >= 200 && status < 300);
  const lowest = Math.min(...good.map(({ status }) => status));
  const candidates = good.filter(({ status }) => status === lowest);
  const fallback = candidates.length > 0 ? candidates : operation.outcomes.slice(0, 1);
  const liked = Math.max(...fallback.map(({ response }) => quality(accept, response.mediaType)));
  const accepted = fallback.filter(({ response }) => liked > 0 && quality(accept, response.mediaType) === liked);
  return accepted.find(({ role }) => role === "success") ?? accepted[0];
}

function acceptable(outcomes: readonly OutcomeOption[], accept: string | undefined): OutcomeOption | undefined {
  const liked = Math.max(...outcomes.map(({ response }) => quality(accept, response.mediaType)));
  return outcomes.find(({ response }) => liked > 0 && quality(accept, response.mediaType) === liked);
}

/** How much an Accept header (RFC 9110, section 12.5.1) wants a media type, from 0 to 1: by the range that names it most closely. */
function quality(accept: string | undefined, mediaType: string | undefined): number {
  if (accept === undefined || accept.trim() === "" || mediaType === undefined) return 1;
  const ranges = accept
    .split(",")
    .filter((range) => sameMediaType(range, mediaType) || sameMediaType(mediaType, range))
    .map((range) => ({
      // `a/b` is closer than `a/*`, and that than any.
      closeness: 2 - (range.split(";")[0] ?? "").replace(/[^*]/g, "").length,
      weight: Number(/;\s*q=(\d(?:\.\d*)?)/i.exec(range)?.[1] ?? 1),
    }));
  const closest = Math.max(...ranges.map(({ closeness }) => closeness));
  return Math.max(0, ...ranges.filter(({ closeness }) => closeness === closest).map(({ weight }) => weight));
}
