// Coverage: what of the document a run has seen, and which gates it has missed by what it has not.
import type { Operation, OutcomeOption } from "../openapi/operation.ts";
import type { Coverage } from "../report.ts";
import type { Case } from "./case.ts";
import type { Policy } from "./settings.ts";

export interface CoverageCounter {
  countCase(kase: Case): void;
  countRequest(operation: Operation): void;
  countOutcome(operation: Operation, outcome: OutcomeOption): void;
  reachedSuccess(operation: Operation): boolean;
  result(): Coverage;
  /** @param minCodes the share of codes that must be reached, in percent */
  missedGates(policy: Policy, minCodes?: number): readonly string[];
}

export function createCoverageCounter(
  operations: readonly Operation[],
  fieldKeys: (operation: Operation) => readonly string[],
): CoverageCounter {
  const requests = new Map<string, number>();
  const families = new Map<string, number>();
  const codes = new Map(
    operations.map((operation) => [operation.id, new Map(operation.outcomes.map(({ name }) => [name, 0]))]),
  );
  const fields = new Map(
    operations.map((operation) => [operation.id, new Map(fieldKeys(operation).map((key) => [key, 0]))]),
  );
  const add = (counts: Map<string, number> | undefined, key: string): void => {
    counts?.set(key, (counts.get(key) ?? 0) + 1);
  };
  const reachedSuccess = ({ id, outcomes }: Operation): boolean =>
    outcomes.some(({ name, role }) => role === "success" && (codes.get(id)?.get(name) ?? 0) > 0);
  return {
    countCase({ family, operation, calls }) {
      add(families, family);
      for (const key of new Set(calls.flatMap(({ field }) => field?.key ?? []))) add(fields.get(operation.id), key);
    },
    countRequest: ({ id }) => add(requests, id),
    countOutcome: ({ id }, { name }) => add(codes.get(id), name),
    reachedSuccess,
    result: () => ({
      operations: Object.fromEntries(
        operations.map((operation) => [
          operation.id,
          { success: reachedSuccess(operation), requests: requests.get(operation.id) ?? 0 },
        ]),
      ),
      resultCodes: nested(codes),
      waived: Object.fromEntries(
        operations.map(({ id, outcomes }) => [
          id,
          Object.fromEntries(
            outcomes.flatMap(({ name, unprovoked }) => (unprovoked === undefined ? [] : [[name, unprovoked]])),
          ),
        ]),
      ),
      fields: nested(fields),
      families: Object.fromEntries(families),
    }),
    missedGates({ gates }, minCodes) {
      const success = operations
        .filter((operation) => gates.success === "all" && !reachedSuccess(operation))
        .flatMap(({ name, outcomes, hasResultCodes }) => {
          if (outcomes.some(({ role }) => role === "success")) {
            return [`\`${name}\` never succeeded: nothing shows that it works.`];
          }
          // A document without result codes may leave success to a `default` response.
          return hasResultCodes
            ? [`\`${name}\` documents no code for success; name it under \`resultCodes.success\` of the config.`]
            : [];
        });
      const unseen = operations.flatMap(({ id, name: operation, outcomes }) =>
        outcomes
          .filter(
            ({ name, unprovoked }) =>
              gates.codes === "all" && unprovoked === undefined && codes.get(id)?.get(name) === 0,
          )
          .map(({ name }) => `\`${operation}\` never answered \`${name}\`.`),
      );
      const wanted = operations.flatMap(({ id, outcomes }) =>
        outcomes
          .filter(({ unprovoked }) => unprovoked === undefined)
          .map(({ name }) => (codes.get(id)?.get(name) ?? 0) > 0),
      );
      const reached = wanted.filter((seen) => seen).length;
      const share =
        minCodes !== undefined && wanted.length > 0 && (100 * reached) / wanted.length < minCodes
          ? [`${reached} of ${wanted.length} result codes were reached, less than ${minCodes} %.`]
          : [];
      return [...success, ...unseen, ...share];
    },
  };
}

function nested(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): Record<string, Record<string, number>> {
  return Object.fromEntries([...counts].map(([id, inner]) => [id, Object.fromEntries(inner)]));
}
