// An example or a default whose value is not among the allowed ones, or past a stated limit.
import { placeInCode } from "../../markdown/block.ts";
import { tableEnvelopeOf } from "../envelope.ts";
import { outcomesOf } from "../outcome.ts";
import type { Endpoint, Field, Page } from "../page.ts";
import type { RemarkFacts } from "../remark.ts";
import { type Finding, fieldsOf, type Rule } from "../rule.ts";
import { isOutOfBounds } from "../sample.ts";
import type { ScalarValue } from "../scalar-value.ts";
import type { JsonNode } from "../tolerant-json.ts";

export const valueNotAllowed: Rule = {
  name: "value-not-allowed",
  severity: "warning",
  summary:
    "An Example cell, a JSON example or a default shows a value that the remark, or the table of result codes, does not list or allow.",
  details: `Either the list lacks a value, the limit is read or written wrongly, or the example is wrong; all are kept as written. The mock
serves an allowed value.`,
  good: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| level      | String     | N         |           | NEW,OLD | NEW     |
`,
  bad: `## API Specification

| field name      | remarks           |
| --------------- | ----------------- |
| API url         | \\<url\\>/stock/count |
| API description | count an item     |
| API methods     | POST              |

### Request

##### Body

| Field Name | Field type | Mandatory | Condition | Remarks | Example |
| ---------- | ---------- | --------- | --------- | ------- | ------- |
| level      | String     | N         |           | NEW,OLD | GONE    |
`,
  *run({ specification, comparison, scope, roles }) {
    function* strayCodes(page: Page, endpoint: Endpoint): Iterable<Finding> {
      const envelope = endpoint.isTemplate ? undefined : tableEnvelopeOf(page, endpoint, scope);
      const codes = envelope?.codes.map(({ code }) => code) ?? [];
      // A table of errors alone does not say what success is called.
      if (envelope === undefined || !outcomesOf(envelope, { roles }, []).some(({ role }) => role === "success")) return;
      for (const { side, block, json } of endpoint.examples) {
        const node = side === "result" ? nodeAt(json.root, envelope.code.path) : undefined;
        if (node?.kind !== "value" || node.value === null || codes.includes(String(node.value))) continue;
        yield {
          message: `The example's code \`${node.value}\` is not in the table of codes, expected one of ${codes.map((code) => `\`${code}\``).join(", ")}.`,
          location: placeInCode(block, node.offset, node.length),
        };
      }
    }
    const check = (field: Field, value: unknown, what = "example", { facts } = field): string | undefined => {
      const wanted = value === null ? undefined : expected(facts, value);
      return wanted === undefined
        ? undefined
        : `The ${what} \`${value}\` of \`${field.name}\` is not allowed, expected ${wanted}.`;
    };
    for (const { field } of fieldsOf(specification)) {
      const { example, facts } = field;
      const inList = { ...field, facts: { ...facts, limits: facts.limits.items ?? {} } };
      const [message] = Array.isArray(example)
        ? example.map((each) => check(field, each, "example", inList)).filter((each) => each !== undefined)
        : [example === undefined ? undefined : check(field, example)];
      if (message !== undefined) yield { message, location: (field.cells.get("example") ?? field.place).location };
      const stated = field.facts.default;
      const doubt = stated === undefined ? undefined : check(field, stated.value, "default");
      if (doubt !== undefined) yield { message: doubt, location: (field.cells.get("remarks") ?? field.place).location };
    }
    for (const { block, value, field } of comparison.shown) {
      const message = value.kind === "value" ? check(field, value.value) : undefined;
      if (message !== undefined) yield { message, location: placeInCode(block, value.offset, value.length) };
    }
    for (const page of specification.pages) for (const endpoint of page.endpoints) yield* strayCodes(page, endpoint);
  },
};

/** What a value should have been by the remark; undefined where it is as the remark says. */
function expected({ allowed, limits, limitWords }: RemarkFacts, value: unknown): string | undefined {
  if (allowed !== undefined && !allowed.value.includes(value as ScalarValue))
    return `one of ${allowed.value.map((known) => `\`${known}\``).join(", ")}`;
  if (typeof value === "string") {
    const size = [...value].length;
    if (size >= (limits.minLength ?? 0) && size <= (limits.maxLength ?? Number.POSITIVE_INFINITY)) return undefined;
  } else if (typeof value !== "number" || !isOutOfBounds(value, limits)) return undefined;
  return `what the remark says: ${limitWords.map((words) => `\`${words}\``).join(", ")}`;
}

function nodeAt(node: JsonNode | undefined, path: readonly string[]): JsonNode | undefined {
  const [key, ...rest] = path;
  if (key === undefined || node?.kind !== "object") return key === undefined ? node : undefined;
  return nodeAt(node.members.find((member) => member.key === key)?.value, rest);
}
