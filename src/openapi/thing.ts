// Things an API speaks of, told from names: `commentId` and `/comments/{id}` name a comment, `accessToken` a session.

/** The thing of credentials that a login hands out. */
export const SESSION = "session";

const SESSION_NAME =
  /^((user|login|access|auth|bearer|session|refresh) )?(session|session id|session key|session token|token|ticket|sid)$|^authorization$/;
const CLIENT_NAME = /^(client|app|application|partner|api|consumer)( (id|key|secret|code|token))?$/;

/** Segments and words of a path that name no thing. */
const NO_NOUN =
  /^(api|apis|rest|v\d+|open|service|services|gateway|internal|public|admin|web|app|mobile|self|me|query|queries|get|list|find|search|info|detail|details|show|view|fetch|read|create|add|new|register|insert|upload|publish|submit|save|import|update|edit|modify|change|set|patch|delete|remove|destroy|discard|erase|cancel|login|logon|logout|logoff|signin|signout|signup|sign|log|in|out|off|on|up|batch|all|by|of|do|json)$/;

/** Names are few and asked for with every answer; of so many the words are remembered, where they are no longer than names are. */
const MANY_NAMES = 10_000;
const LONG_NAME = 100;
const known = new Map<string, string>();

/** Words of a name in lower case: `clientSecret`, `X-Client-Id` and `user_id` alike. */
export function wordsOf(text: string): string {
  const words = known.get(text) ?? splitWords(text);
  if (known.size < MANY_NAMES && text.length <= LONG_NAME) known.set(text, words);
  return words;
}

function splitWords(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}

/**
 * The thing a field refers to; undefined where its name refers to none.
 * @param noun what a bare `id` identifies
 */
export function thingOf(name: string, noun: string | undefined): string | undefined {
  const words = wordsOf(name).replace(/^x /, "");
  if (SESSION_NAME.test(words)) return SESSION;
  if (CLIENT_NAME.test(words)) return undefined;
  if (/^(id|uuid|guid)$/.test(words)) return noun;
  const named = /^(.+) (id|ids|uuid|guid|no)$/.exec(words)?.[1];
  return named === undefined ? undefined : singular(named);
}

/** Nouns of a path, in order, each with whether a template parameter follows it: `/posts/{postId}/comments`. */
export function nounsOf(path: string): readonly { readonly noun: string; readonly chosen: boolean }[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.flatMap((segment, index) => {
    if (segment.includes("{")) return [];
    const noun = singular(
      wordsOf(segment)
        .split(" ")
        .filter((word) => !NO_NOUN.test(word))
        .join(" "),
    );
    return noun === "" ? [] : [{ noun, chosen: segments[index + 1]?.startsWith("{") === true }];
  });
}

/** `comments` → `comment`, `categories` → `category`, `addresses` → `address`. */
export function singular(words: string): string {
  if (/(ss|us|is|news|series)$/.test(words)) return words;
  return words
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");
}
