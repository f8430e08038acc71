// Discriminator Object (OAS 3.1, 4.8.25): of several alternatives a value names its own, and only that has a say about the rest of it.

type SchemaNode = Readonly<Record<string, unknown>>;

export interface Discriminator {
  readonly property: string;
  /** The names a value may give, where they are all known. */
  readonly names: readonly string[];
  /** The position of the alternative of a name; undefined where the names do not tell. */
  position(name: unknown): number | undefined;
}

/** The discriminator of a schema with alternatives, if it has one. */
export function discriminatorOf(schema: SchemaNode, alternatives: readonly SchemaNode[]): Discriminator | undefined {
  const { propertyName, mapping } = (schema.discriminator ?? {}) as {
    readonly propertyName?: unknown;
    readonly mapping?: Readonly<Record<string, unknown>>;
  };
  if (typeof propertyName !== "string") return undefined;
  // References may have been made absolute, mappings not: names are compared.
  const lastOf = (reference: unknown): string => String(reference).split("/").at(-1) ?? "";
  const byName = new Map<string, number>();
  for (const [position, { $ref }] of alternatives.entries()) {
    if (typeof $ref !== "string") continue;
    const mapped = Object.entries(mapping ?? {}).filter(([, target]) => lastOf(target) === lastOf($ref));
    for (const name of mapped.length > 0 ? mapped.map(([name]) => name) : [lastOf($ref)]) byName.set(name, position);
  }
  const isKnown = new Set(byName.values()).size === alternatives.length;
  return {
    property: propertyName,
    names: isKnown ? [...byName.keys()] : [],
    position: (name) => byName.get(String(name)),
  };
}
