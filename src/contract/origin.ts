// Where values came from that the target itself gave out: who asks a request again has to ask for them anew.
import type { SentRequest } from "./http.ts";
import { swapCase } from "./swap-case.ts";

/** A call, and what was taken from its answer for those after it. */
export interface Step {
  readonly sent: SentRequest;
  readonly taken: { readonly name: string; readonly pointer: string; readonly value: unknown }[];
}

export interface Origins {
  /** Told of each call that was made for the sake of a value. */
  note(step: Step): void;
  /** The calls that the values in these requests came from, each after those that it needs itself. */
  of(requests: readonly SentRequest[]): readonly Step[];
}

/** What is shorter may stand anywhere by chance. */
export const SHORTEST_TAKEN = 4;

export function createOrigins(): Origins {
  const steps = new Map<string, Step>();
  return {
    note(step) {
      for (const { value } of step.taken) if (String(value).length >= SHORTEST_TAKEN) steps.set(String(value), step);
    },
    of(requests) {
      const found = new Set<Step>();
      const seen = new Set<Step>();
      const visit = (request: SentRequest): void => {
        for (const [value, step] of steps) {
          if (seen.has(step) || !holds(request, value)) continue;
          seen.add(step);
          visit(step.sent);
          found.add(step);
        }
      };
      for (const request of requests) visit(request);
      return [...found];
    },
  };
}

/** From so many letters on, what is a letter off a value was made of it. */
const SHORTEST_NEAR = 12;

function holds({ url, headers, body }: SentRequest, value: string): boolean {
  const forms = value.length < SHORTEST_NEAR ? [value] : [value.slice(0, -1), swapCase(value)];
  const texts = [url, ...Object.values(headers)];
  return forms.some((form) => texts.some((text) => text.includes(form)) || body?.includes(form) === true);
}
