// Check: no credential comes back in an answer that has no field for it.
import { joinPointer } from "../../json/pointer.ts";
import type { Check, Finding } from "../check.ts";
import type { Exchange, Secret } from "../exchange.ts";

export const secretEchoed: Check = {
  name: "secret-echoed",
  summary: "No secret that the run knows comes back in an answer, save in a field documented to return it.",
  details: `Answers end up in logs, in browsers and in screenshots. A client's secret, or a live session, of this call or of
another, must not stand in a message, a header or a field the tables do not name. A login that returns its session in
the field of that name is what it is for.`,
  judge(exchange) {
    const { answer, json, text } = exchange;
    const headers = Object.entries(answer.headers).map(([name, value]) => ({ name, text: [value].flat().join("\n") }));
    const strings = json !== undefined && "value" in json ? stringsIn(json.value, "") : undefined;
    // A run comes to know many secrets, an answer holds few of them or none: one look at all its text tells which.
    const all = [text, ...headers.map((each) => each.text), ...(strings ?? []).map((each) => each.text)].join("\n");
    const held = exchange.secrets.filter((secret) => holds(all, secret));
    if (held.length === 0) return [];
    const inHeaders = headers.flatMap((header) =>
      held
        .filter((secret) => holds(header.text, secret) && !(header.name === "set-cookie" && isSession(secret)))
        .map(
          ({ name }): Finding => ({
            message: `The header \`${header.name}\` holds the value of \`${name}\`.`,
            kind: `${header.name} ${name}`,
          }),
        ),
    );
    const inBody =
      strings?.flatMap((found) => echoes(found, held, exchange)) ??
      held
        .filter((secret) => holds(text, secret))
        .map(({ name }): Finding => ({ message: `The body holds the value of \`${name}\`.`, kind: name }));
    return [...inBody, ...inHeaders];
  },
};

interface Text {
  readonly pointer: string;
  readonly text: string;
}

function echoes(
  { pointer, text }: Text,
  held: readonly Secret[],
  { sourceAt, schemaAt }: Exchange,
): readonly Finding[] {
  return held
    .filter((secret) => holds(text, secret) && !mayReturn(pointer, secret))
    .map(({ name }) => {
      const source = sourceAt(pointer);
      return {
        message: `\`${pointer}\` holds the value of \`${name}\`.`,
        pointer,
        kind: name,
        ...(source === undefined ? {} : { source }),
      };
    });

  function mayReturn(at: string, secret: Secret): boolean {
    const documented = schemaAt(at);
    if (documented === undefined) return false;
    const field = at.slice(at.lastIndexOf("/") + 1).toLowerCase();
    return documented["x-sensitive"] === true || field === secret.name.toLowerCase();
  }
}

function holds(text: string, { forms }: Secret): boolean {
  return forms.some((form) => text.includes(form));
}

function isSession({ name }: Secret): boolean {
  return /session|token|sid/i.test(name);
}

/** All text in a value, names of members included. */
function stringsIn(value: unknown, pointer: string): readonly Text[] {
  if (typeof value === "string") return [{ pointer, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = joinPointer(pointer, key);
    return [...(Array.isArray(value) ? [] : [{ pointer: at, text: key }]), ...stringsIn(inner, at)];
  });
}
