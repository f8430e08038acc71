// Check: fields the tables do not name.
import { joinPointer } from "../../json/pointer.ts";
import type { Check } from "../check.ts";
import type { Exchange } from "../exchange.ts";

export const undocumentedField: Check = {
  name: "undocumented-field",
  summary: "Fields that no table names are reported where the policy says so.",
  details: `An API may grow: by default extra fields raise nothing (\`policy.undocumentedFields: allow\`). \`warn\` lists them,
\`fail\` makes them a broken promise.`,
  judge(exchange, { undocumentedFields }) {
    if (undocumentedFields === "allow" || exchange.json === undefined || exchange.described?.schema === undefined)
      return [];
    const severity = undocumentedFields === "fail" ? "error" : "warning";
    return unknownIn(exchange.json.value, "", exchange).map((pointer) => ({
      message: `\`${pointer}\` is a field that no table names.`,
      pointer: pointer.replace(/\/\d+(?=\/)/g, "/0"),
      severity,
    }));
  },
};

function unknownIn(value: unknown, pointer: string, exchange: Exchange): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const open = Object.keys(exchange.schemaAt(pointer)?.properties ?? {}).length === 0 && !Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = joinPointer(pointer, key);
    if (exchange.schemaAt(at) !== undefined) return unknownIn(inner, at, exchange);
    return open ? [] : [at];
  });
}
