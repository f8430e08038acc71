// A document and its scenarios made ready to answer: routes at once, validators and bytes of an operation on its first use.
import { schemaCompiler, type Validate } from "../json/schema.ts";
import { byDirection } from "../openapi/direction.ts";
import type { Document } from "../openapi/document.ts";
import { FAKE_PREFIX } from "../openapi/fake-name.ts";
import { type Operation, type OutcomeOption, operationsOf } from "../openapi/operation.ts";
import { sensitiveNames } from "../openapi/sensitive-name.ts";
import { inferState, type StateFact, type StateModel, type StateOverrides } from "../openapi/state.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { templateNames } from "../scenario/template.ts";
import type { MockAnswer } from "./message.ts";
import { propertiesOf } from "./parameter.ts";
import type { HeededPreference } from "./prefer.ts";
import { createReplies, type Replies } from "./reply.ts";
import { type CheckRequest, requestChecker } from "./request-check.ts";
import { createRouter, type Router } from "./route.ts";

export interface Api {
  /** As it was given. */
  readonly given: Document;
  /** With the schemas of requests and responses told apart. */
  readonly document: Document;
  readonly operations: readonly Operation[];
  readonly byId: ReadonlyMap<string, Operation>;
  /** Names of fields that carry credentials, in lower case. */
  readonly sensitive: () => ReadonlySet<string>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly router: Router;
  /** Whether rules ask for fake data, so that a sampler is needed before one answers. */
  readonly usesFakes: boolean;
  /** What was inferred of state; absent where answers do not live by it. */
  readonly state?: StateModel;
  /** What `Prefer` headers and queries were found to say, by their text. */
  readonly preferences: Map<string, HeededPreference>;
  prepared(operation: Operation): PreparedOperation;
}

export interface PreparedOperation {
  readonly check: CheckRequest;
  readonly replies: Replies;
  /** Names of what its requests may say, headers aside; undefined where its body is open. */
  readonly known: () => ReadonlySet<string> | undefined;
  /** A validator of what a made thing is identified by. */
  readonly idFits: (fact: StateFact) => Validate;
  /** Answers in which nothing varies, by what was decided. */
  readonly answers: Map<string, MockAnswer>;
  /** What refuses an invalid request, and one whose media type is the reason. */
  readonly refusals: Map<"invalid" | "unsupported", OutcomeOption | undefined>;
  /** `Accept` header → the success that suits it. */
  readonly successes: Map<string, OutcomeOption | undefined>;
}

/**
 * @param stateful whether answers live by what is inferred of state, and what is known better than the inference
 * @throws Error when a reference of the document leads nowhere
 */
export function prepareApi(
  given: Document,
  scenarios: readonly Scenario[],
  stateful: boolean | StateOverrides = false,
): Api {
  const document = byDirection(given);
  const operations = operationsOf(document);
  const compile = schemaCompiler(document.components ?? {});
  const prepared = new Map<Operation, PreparedOperation>();
  let sensitive: ReadonlySet<string> | undefined;
  return {
    given,
    document,
    operations,
    byId: new Map(operations.map((operation) => [operation.id, operation])),
    sensitive() {
      sensitive ??= sensitiveNames(document);
      return sensitive;
    },
    scenarios: new Map(scenarios.map((scenario) => [scenario.name, scenario])),
    usesFakes: scenarios.some(
      ({ rules }) =>
        rules.some(({ answer }) => answer.kind === "program") ||
        templateNames(rules).some((name) => name.startsWith(FAKE_PREFIX)),
    ),
    preferences: new Map(),
    router: createRouter(operations, prefixesOf(document)),
    ...(stateful === false ? {} : { state: inferState(document, operations, stateful === true ? {} : stateful) }),
    prepared(operation) {
      let known = prepared.get(operation);
      if (known === undefined) {
        known = {
          check: requestChecker(document, operation, compile),
          replies: createReplies(document, operation, compile),
          known: namesOf(document, operation),
          idFits: idValidators(compile),
          answers: new Map(),
          refusals: new Map(),
          successes: new Map(),
        };
        prepared.set(operation, known);
      }
      return known;
    },
  };
}

function namesOf(document: Document, { parameters, requestBody }: Operation): () => ReadonlySet<string> | undefined {
  let known: { readonly names: ReadonlySet<string> | undefined } | undefined;
  return () => {
    known ??= { names: found() };
    return known.names;
  };
  function found(): ReadonlySet<string> | undefined {
    const bodies = [...(requestBody?.content.values() ?? [])].map(({ schema = {} }) =>
      Object.keys(propertiesOf(document, schema)),
    );
    if (bodies.some((names) => names.length === 0)) return undefined;
    return new Set([...parameters.map(({ name }) => name), ...bodies.flat()]);
  }
}

function idValidators(compile: (schema: unknown) => Validate): (fact: StateFact) => Validate {
  const known = new Map<StateFact, Validate>();
  return (fact) => {
    const validate = known.get(fact) ?? compile(fact.field.schema);
    known.set(fact, validate);
    return validate;
  };
}

/** Paths of the servers, without the last slash: `https://api.example.test/v1` gives `/v1`. */
function prefixesOf(document: Document): readonly string[] {
  const paths = (document.servers ?? []).map(
    ({ url }) => /^(?:[a-z+.-]+:)?(?:\/\/[^/]*)?(\/[^?#{]*)/i.exec(url)?.[1] ?? "",
  );
  return [...new Set(paths.map((path) => path.replace(/\/+$/, "")))].filter((path) => path !== "");
}
