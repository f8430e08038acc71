// Examples against tables, key by key: keys that no table lists, mandatory fields that an example leaves out, values out of their rows' words.
import type { CodeBlock } from "../markdown/block.ts";
import { exampleKeys } from "./example-key.ts";
import type { Field, JsonExample, Page, Specification } from "./page.ts";
import { isRequired } from "./presence.ts";
import { distinctFields, type Scope } from "./scope.ts";
import type { JsonMember, JsonNode } from "./tolerant-json.ts";
import type { FieldType } from "./type.ts";

export interface Comparison {
  /** Keys in no table; `near` is the field that a key was meant to be, where that is plain. */
  readonly strangers: readonly { readonly block: CodeBlock; readonly member: JsonMember; readonly near?: string }[];
  readonly missing: readonly { readonly block: CodeBlock; readonly object: JsonNode; readonly field: Field }[];
  /** Values under a field of their own. */
  readonly shown: readonly { readonly block: CodeBlock; readonly value: JsonNode; readonly field: Field }[];
}

/** Compares every example of a specification with its tables. */
export function compareExamples(specification: Specification, scope: Scope): Comparison {
  const comparison = { strangers: [], missing: [], shown: [] };
  for (const page of specification.pages) {
    for (const endpoint of page.endpoints) {
      for (const example of endpoint.examples) {
        const tables = endpoint.tables.filter(
          (table) => table.role === "body" && (table.side ?? "request") === example.side,
        );
        if (tables.length > 0)
          compareObject(distinctFields(tables), example.json.root, { example, page, scope, comparison });
      }
    }
  }
  return comparison;
}

interface Setting {
  readonly example: JsonExample;
  readonly page: Page;
  readonly scope: Scope;
  readonly comparison: {
    strangers: Comparison["strangers"][number][];
    missing: Comparison["missing"][number][];
    shown: Comparison["shown"][number][];
  };
}

function compareObject(fields: readonly Field[], node: JsonNode | undefined, setting: Setting): void {
  if (node?.kind !== "object") return;
  const { example, comparison } = setting;
  const { block } = example;
  const byName = new Map(fields.map((field) => [field.name, field]));
  const nears = new Set<string>();
  const examined = exampleKeys(node.members, fields);
  for (const member of node.members) {
    const field = byName.get(member.key);
    const near = field === undefined ? examined.fieldOf(member.key) : undefined;
    if (field === undefined) comparison.strangers.push({ block, member, ...(near !== undefined ? { near } : {}) });
    if (near !== undefined) nears.add(near);
    const meant = field ?? byName.get(near ?? "");
    if (meant === undefined) continue;
    comparison.shown.push({ block, value: member.value, field: meant });
    compareValue(meant.type, member.value, setting);
  }
  const keys = new Set(node.members.map((member) => member.key));
  for (const field of fields) {
    if (isRequired(field, example.side ?? "request") && !keys.has(field.name) && !nears.has(field.name))
      comparison.missing.push({ block, object: node, field });
  }
}

function compareValue(type: FieldType, node: JsonNode, setting: Setting): void {
  switch (type.kind) {
    case "list":
      if (node.kind === "array") for (const item of node.items) compareValue(type.items, item, setting);
      return;
    case "map":
      if (node.kind === "object") for (const { value } of node.members) compareValue(type.values, value, setting);
      return;
    case "named": {
      const table = setting.scope.find(setting.page, type.name, setting.example.side);
      if (table !== undefined) compareObject(distinctFields([table.table]), node, { ...setting, page: table.page });
      return;
    }
    default:
      return;
  }
}
