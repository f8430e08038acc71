// The JSON Schema of fieldproof.yaml.

const list = { type: "array", items: { type: ["string", "integer"] } };

const value = {
  anyOf: [
    { type: ["string", "number", "boolean"] },
    {
      type: "object",
      properties: {
        run: {
          type: "string",
          minLength: 1,
          description: "A shell command; its standard output, trimmed, is the value.",
        },
        request: {
          type: "string",
          pattern: "^[A-Za-z]+ /",
          examples: ["POST /user/login"],
          description: "A call to the target: `POST /user/login`.",
        },
        headers: { type: "object" },
        body: {},
        take: {
          type: "string",
          pattern: "^/",
          examples: ["/sessionId"],
          description: "A JSON Pointer into the answer.",
        },
        per: { enum: ["case", "run"], description: "A fresh value for each case, or one for the whole run." },
      },
      additionalProperties: false,
      anyOf: [{ required: ["run"] }, { required: ["request", "take"] }],
    },
  ],
};

const things = {
  type: "array",
  items: { type: "string", minLength: 1 },
  examples: [["session"]],
  description: "Things in the singular; none with `[]`.",
};

const values = { type: "object", additionalProperties: value };

export const CONFIG_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "fieldproof config",
  type: "object",
  additionalProperties: false,
  properties: {
    spec: { type: "string", description: "Folder of Markdown pages, one page, or an OpenAPI file." },
    scenarios: { type: "string", description: "Folder of scenario files." },
    title: { type: "string", description: "Title of the derived document." },
    version: { type: "string", description: "Version of the derived document." },
    resultCodes: {
      type: "object",
      additionalProperties: false,
      properties: {
        success: list,
        invalidRequest: list,
        sessionInvalid: list,
        clientInvalid: list,
        serverError: list,
        business: list,
        unprovoked: { type: "object", additionalProperties: { type: "string", minLength: 1 } },
        status: { type: "object", additionalProperties: { type: "integer", minimum: 200, maximum: 599 } },
      },
    },
    targets: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["url"],
        properties: {
          url: { type: "string", pattern: "^https?://", examples: ["http://127.0.0.1:8080"] },
          values,
          identities: { type: "object", additionalProperties: values },
        },
      },
    },
    policy: {
      type: "object",
      additionalProperties: false,
      properties: {
        status: { enum: ["always-200", "mapped", "either"] },
        transportErrors: { enum: ["framework", "envelope"] },
        undocumentedFields: { enum: ["allow", "warn", "fail"] },
        timeLimit: {
          type: "string",
          pattern: "^\\d+(\\.\\d+)?(ms|s|m)$",
          examples: ["5s"],
          description: "To the last byte: 500ms, 2s, 1m.",
        },
        gates: {
          type: "object",
          additionalProperties: false,
          properties: { success: { enum: ["all", "none"] }, codes: { enum: ["all", "none"] } },
        },
      },
    },
    state: {
      type: "object",
      description: "Operation (its id, or method and path) → what it does to what, in place of what is inferred.",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: {
          makes: things,
          takes: things,
          ends: things,
          needs: things,
          spends: things,
          changes: things,
          lists: things,
          shows: things,
        },
      },
    },
    known: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["operation", "check", "reason"],
        properties: {
          operation: { type: "string" },
          check: { type: "string" },
          case: { type: "string", minLength: 1, description: "Only cases whose name holds this text" },
          reason: { type: "string", minLength: 1 },
          until: { type: "string", format: "date" },
        },
      },
    },
  },
} as const;
