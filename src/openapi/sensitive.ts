// Credentials: which field names carry them, and how they are kept out of everything that is written down.

const CREDENTIAL =
  /^(client ?secret|app ?secret|secret|secret ?key|password|passwd|pwd|pass ?code|pin|pin ?code|(old|new|confirm|current|user|login)[a-z ]*password|token|[a-z ]+ token|session|session ?id|session ?key|api ?key|access ?key|private ?key|authorization|cookie|set cookie|otp|signature|sign|credentials?|cvv|cvc|card ?number)$/;

/** Whether a field of this name carries a credential: `clientSecret`, `session_id`, `X-Api-Key`. */
export function isCredentialName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase()
    .replace(/^x /, "");
  return CREDENTIAL.test(words);
}

/** What stands where a credential stood. */
export const MASK = "***";

/** Names of fields are few, keys of maps may be many: no more than these are remembered. */
const MANY_NAMES = 10_000;

/** Masks text and data, by the names of fields and by the values themselves. */
export interface Masker {
  /** Every known secret value in the text replaced, in its plain, URL-encoded, Base64 and JSON-escaped forms. */
  text(text: string): string;
  /** A copy of plain data in which the values of sensitive fields, and known secret values anywhere, are masked. */
  data(value: unknown): unknown;
  /** Whether a field or header of this name is masked. Letter case does not count. */
  isSensitive(name: string): boolean;
  /** Makes a value known as secret from now on; values too short to be one (under 4 characters) are left alone. */
  learn(value: unknown): void;
}

/**
 * @param names fields marked `x-sensitive` in the document; credential-like names are masked in any case
 * @param values values known to be secret from the start: what came from the environment
 */
export function createMasker(names: Iterable<string>, values: Iterable<string> = []): Masker {
  const sensitive = new Set([...names].map((name) => name.toLowerCase()));
  const secrets = new Set<string>();
  const known = new Set<string>();
  // Longest first, so that a secret that contains another is masked whole.
  const forms: string[] = [];
  const learn = (value: unknown): void => {
    if (typeof value !== "string" || value.length < 4 || secrets.has(value)) return;
    secrets.add(value);
    for (const form of encodedForms(value)) {
      if (known.has(form)) continue;
      known.add(form);
      const at = forms.findIndex(({ length }) => length < form.length);
      forms.splice(at < 0 ? forms.length : at, 0, form);
    }
  };
  const text = (input: string): string => forms.reduce((masked, form) => masked.replaceAll(form, MASK), input);
  // The same names come back with every answer.
  const asked = new Map<string, boolean>();
  const isSensitive = (name: string): boolean => {
    const known = asked.get(name) ?? (sensitive.has(name.toLowerCase()) || isCredentialName(name));
    if (asked.size < MANY_NAMES) asked.set(name, known);
    return known;
  };
  const data = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(data);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        isSensitive(name) && (typeof inner === "string" || typeof inner === "number") && inner !== ""
          ? MASK
          : data(inner),
      ]),
    );
  };
  for (const value of values) learn(value);
  return { text, data, isSensitive, learn };
}

/** How a secret looks in text of other kinds: URL-encoded, in Base64 of both alphabets, escaped for JSON. */
export function encodedForms(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [
    ...new Set([
      value,
      encodeURIComponent(value),
      bytes.toString("base64"),
      bytes.toString("base64url"),
      JSON.stringify(value).slice(1, -1),
    ]),
  ];
}
