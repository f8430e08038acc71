// Family: a session shows the account it was made for.

import { isObject } from "../../json/object.ts";
import { joinPointer, valueAt } from "../../json/pointer.ts";
import type { Operation } from "../../openapi/operation.ts";
import { isCredentialName } from "../../openapi/sensitive.ts";
import { pointerTo } from "../../openapi/state.ts";
import { SESSION, wordsOf } from "../../openapi/thing.ts";
import type { Call } from "../case.ts";
import { setField } from "../draft.ts";
import type { Family } from "../family.ts";
import { documentedRequest } from "../kept-field.ts";
import { callAbout, sessionFields, validCall } from "../lifecycle.ts";

export const ownAccount: Family = {
  name: "own-account",
  summary: "What a session shows of its account is of the account that logged in, whoever logged in after it.",
  details: `Where a login takes a field (\`email\`) that another operation's result carries too, or whose example stands there under another name, the two hold the same value, and so does a flag (\`isRemembered\`), set and not, also after a
second client of the config (\`identities\`) has logged in.`,
  cases(ground) {
    const { operation, operations, state, identities } = ground;
    if (state.of(operation.id).makes.length > 0 || sessionFields(ground, operation).length === 0) return [];
    return operations.flatMap((login) => {
      const made = state.of(login.id).makes.find(({ thing }) => thing === SESSION);
      if (made === undefined) return [];
      const shared = ground
        .fieldsOf(login)
        .filter(
          ({ required, schema, name }) =>
            required && schema.type === "string" && !isCredentialName(name) && ACCOUNT.test(wordsOf(name)),
        )
        .flatMap((field) => {
          const said = valueAt(documentedRequest(login), field.pointer);
          return pointersOf(operation, field.name, said).map((pointer) => ({ field, pointer }));
        });
      if (shared.length === 0) return [];
      const flags = ground
        .fieldsOf(login)
        .filter(({ in: place, schema }) => place === "body" && schema.type === "boolean")
        .flatMap((field) => pointersOf(operation, field.name).map((pointer) => ({ field, pointer })));
      const said = [...shared, ...flags];
      const loggedIn = (flag: boolean): Call =>
        validCall(login, {
          take: { session: pointerTo(made.field.path) },
          changes: flags.map(({ field }) => setField(field, flag)),
          remember: Object.fromEntries(said.map(({ field }) => [field.name, field])),
          prepares: "nobody could log in",
        });
      const first = loggedIn(true);
      const shows = Object.fromEntries(said.map(({ field, pointer }) => [pointer, field.name]));
      const shown = callAbout(ground, operation, SESSION, "session", { shows });
      const after = (name: string): Call =>
        validCall(login, { identity: name, prepares: "the other client could not log in" });
      return [
        {
          detail: `the account that ${login.name} was for`,
          calls: [first, shown] as const,
          notOnMock: "A mock knows no accounts.",
        },
        ...(flags.length === 0
          ? []
          : [
              {
                detail: `the account that ${login.name} was for, its flags not set`,
                calls: [loggedIn(false), shown] as const,
                notOnMock: "A mock knows no accounts.",
              },
            ]),
        ...identities.map(({ name }) => ({
          detail: `the account that ${login.name} was for, after client ${name} logged in`,
          calls: [first, after(name), shown] as const,
          notOnMock: "A mock knows no accounts.",
        })),
      ];
    });
  },
};

const ACCOUNT = /\b(account|email|mail|phone|mobile|user ?name|login ?name|user|login)\b/;

/**
 * Where a field of that name stands in a successful answer, at its top or in an object there; else where the examples show that what was said
 * stands under another name.
 */
function pointersOf({ outcomes }: Operation, name: string, said?: unknown): readonly string[] {
  const value = outcomes.find(({ role }) => role === "success")?.example?.value;
  const top = isObject(value) ? Object.entries(value).map(([key, each]) => ({ keys: [key], each })) : [];
  const inner = top.flatMap(({ keys, each }) =>
    isObject(each) ? Object.entries(each).map(([key, within]) => ({ keys: [...keys, key], each: within })) : [],
  );
  const all = [...top, ...inner];
  // A name that people choose for themselves may be the account's by chance.
  const isSaid = (key: string, each: unknown): boolean =>
    typeof said === "string" && each === said && ACCOUNT.test(wordsOf(key));
  const found =
    all.find(({ keys }) => keys.at(-1) === name) ?? all.find(({ keys, each }) => isSaid(keys.at(-1) ?? "", each));
  return found === undefined ? [] : [joinPointer("", ...found.keys)];
}
