// The format of a scenario file as a JSON Schema (2020-12), for the loader and for editors.
import { FAULTS } from "./fault-name.ts";

const code = { type: ["string", "integer"], description: "A result code or example of the operation." };
const scalar = ["string", "number", "boolean", "null"];
const duration = { type: ["integer", "string"], minimum: 0, pattern: "^\\d+(\\.\\d+)?(ms|s|m)$" };
const values = { type: "object" };

const matcher = {
  description: "The value itself, or what it must be.",
  type: [...scalar, "array", "object"],
  properties: {
    equals: { description: "The value itself; data is compared whole." },
    in: { type: "array", minItems: 1, description: "One of these values." },
    pattern: { type: "string", description: "A regular expression that must match somewhere in the text." },
    absent: { type: "boolean", description: "true: nothing stands there; false: something does." },
    gt: { type: "number" },
    gte: { type: "number" },
    lt: { type: "number" },
    lte: { type: "number" },
  },
  additionalProperties: false,
  minProperties: 1,
};

/** JSON Schema of what `when` says. */
export const WHEN_SCHEMA = {
  type: "object",
  description:
    "Fields of the request (`header.clientId`, `body.user.id`), state (`state.KEY`), or `request: valid`: all must hold.",
  additionalProperties: matcher,
} as const;

const rule = {
  type: "object",
  properties: {
    on: { type: "string", description: "An operationId, or method and path: `POST /session/logout`." },
    when: WHEN_SCHEMA,
    result: { ...code, description: "The result code or example to answer with." },
    sequence: {
      type: "array",
      minItems: 1,
      items: code,
      description: "Answers one after another; the last one stays.",
    },
    per: {
      type: "string",
      description: "With `sequence`: the field for each value of which a counter of its own runs.",
    },
    fault: { enum: FAULTS, description: "A way for the answer to go wrong." },
    proxy: {
      type: "string",
      pattern: "^https?://[^/?#@\\s]+(/[^?#\\s]*)?$",
      description: "A target that answers instead: `https://staging.example.test`.",
    },
    message: { type: "string", description: "In place of the result's message." },
    set: { ...values, description: "Path in the answer's body → value." },
    status: { type: "integer", minimum: 100, maximum: 599 },
    headers: { type: "object", additionalProperties: { type: ["string", "number"] } },
    delay: {
      type: ["integer", "string", "object"],
      description: "200, `200ms`, `{ min: 100, max: 300 }` or `{ median: 200, sigma: 0.5 }`.",
      minimum: 0,
      pattern: duration.pattern,
      properties: { min: duration, max: duration, median: duration, sigma: { type: "number", minimum: 0, maximum: 3 } },
      additionalProperties: false,
    },
    times: { type: "integer", minimum: 1, description: "How often the rule answers." },
    remember: { ...values, description: "State to keep once the rule has answered: key → value." },
    forget: { type: ["string", "array"], items: { type: "string" }, description: "Keys of state to drop." },
  },
  required: ["on"],
  additionalProperties: false,
};

const step = {
  type: "object",
  properties: {
    call: { type: "string", description: "An operationId, or method and path: `POST /session/logout`." },
    with: {
      type: "object",
      description: "Values to send; what is left out is filled with valid ones.",
      properties: { header: values, query: values, path: values, cookie: values, body: {} },
      additionalProperties: false,
    },
    without: {
      type: "array",
      items: { type: "string" },
      description: "Fields to leave out: `header.clientId`, `body.sessionId`.",
    },
    take: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Name → JSON Pointer into the answer's body, for `{{name}}` in later steps.",
    },
    expect: {
      type: ["string", "integer", "object"],
      description: "A result code, or `{ result, body: { path: value } }`.",
      properties: { result: code, body: values },
      additionalProperties: false,
    },
  },
  required: ["call"],
  additionalProperties: false,
};

/** JSON Schema of a scenario file. */
export const SCENARIO_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "fieldproof scenario",
  type: "object",
  properties: {
    $schema: { type: "string" },
    name: { type: "string", pattern: "^[\\w][\\w.-]*$", description: "How it is asked for: `--scenario NAME`." },
    description: { type: "string" },
    rules: { type: "array", items: rule, description: "Read by the mock; the first that matches answers." },
    steps: { type: "array", items: step, description: "Read by the contract runner, in order." },
  },
  required: ["name"],
  additionalProperties: false,
} as const;
