// A path without a slash in front: `user/login`. Sure only beside a method or a label; alone it may be a media type, a unit, a file.
import type { Url } from "../page.ts";
import { readUrl } from "../url.ts";

const BARE =
  /^(?!(?:application|audio|font|image|message|model|multipart|text|video|and|km|m|n|w|i)\/)[\w{}.-]+(?:\/[\w{}:.-]+)+\/?(?:\?\S*)?$/i;
const BEHIND_METHOD = /^[^\p{L}\p{N}]*(?:\d+[.)]\s+)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[\s*`:：]+(\S+?)[\s*`]*$/u;

/** The URL of a text that is nothing but such a path. */
export function bareUrl(text: string): Url | undefined {
  const plain = text.trim();
  return BARE.test(plain) && /\p{L}/u.test(plain) ? readUrl(`/${plain}`) : undefined;
}

/** `POST user/login` and nothing else. */
export function bareStatement(text: string): { readonly methods: readonly string[]; readonly url: Url } | undefined {
  const [, method = "", path = ""] = BEHIND_METHOD.exec(text) ?? [];
  const url = bareUrl(path);
  return url === undefined ? undefined : { methods: [method], url };
}
