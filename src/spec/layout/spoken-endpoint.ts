// Endpoints that a section with tables states only in passing: in a sentence that tells to call, in a comment, as a path alone.
import { placeOfWord, type Text } from "../../markdown/block.ts";
import type { Url } from "../page.ts";
import { bareStatement, bareUrl } from "./bare-path.ts";
import { type EndpointFact, findUrl } from "./endpoint-fact.ts";
import { isSectionHeading } from "./endpoints.ts";
import { linesOf, type Part } from "./outline.ts";

const METHODS = /(?<![\p{L}\p{N}_/-])(?:GET|POST|PUT|PATCH|DELETE)(?![\p{L}\p{N}_/-])/gu;

/** Verbs that tell the reader to call, where sentences begin with them, and where a language has them at the end. */
const TELLING =
  /^(?:to\s[^,]{1,60},\s*)?(?:please\s+)?(?:send|make|issue|perform|call|use|invoke|execute|submit|fire)(?![\p{L}])|^(?:envíe|envía|haga|haz|realice|realiza|llame|llama|usa|use|envie|faça|chame|envoyez|faites|appelez|utilisez|sende[nt]?|rufe|rufen|nutze|inviare|invia|chiama|отправьте|выполните|вызовите|используйте|wyślij|wywołaj|użyj|gửi|gọi|kirim|panggil|gunakan)(?![\p{L}])|请求|调用|發送|发送|呼び出|送信し|リクエストし|호출|요청을/iu;

interface Spoken {
  readonly index: number;
  readonly place: Text;
  readonly methods: readonly string[];
  readonly url: Url;
}

/** The endpoints of sections that have tables, no other statement, and speak of just one that is stated nowhere else. */
export function spokenEndpoints(parts: readonly Part[], facts: readonly EndpointFact[]): readonly EndpointFact[] {
  const stated = new Set(
    facts.flatMap(({ url, methods }) => (url === undefined ? [] : methods.map((method) => keyOf(method, url)))),
  );
  const titled = new Set(facts.filter(({ kind }) => kind !== "list").map(({ index }) => titleOf(parts[index])));
  const sections = new Map<number, { readonly spoken: Spoken[]; hasTable: boolean }>();
  for (const part of parts) {
    const title = titleOf(part);
    const isTaken =
      titled.has(title) || part.captions.some(({ kind, index }) => kind === "heading" && titled.has(index));
    if (title === undefined || isTaken) continue;
    const section = sections.get(title) ?? { spoken: [], hasTable: false };
    sections.set(title, section);
    section.hasTable ||= part.block.kind === "table" && part.block.header.length > 1;
    section.spoken.push(...spokenIn(part));
  }
  return [...sections.values()].flatMap(({ spoken, hasTable }): readonly EndpointFact[] => {
    const [first, ...others] = spoken;
    const [method = ""] = first?.methods ?? [];
    if (!hasTable || first === undefined || stated.has(keyOf(method, first.url))) return [];
    if (others.some(({ methods, url }) => keyOf(methods[0] ?? "", url) !== keyOf(method, first.url))) return [];
    return [{ ...first, kind: "line", names: [], isSpoken: true }];
  });
}

function keyOf(method: string, { path }: Url): string {
  return `${method} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
}

/** The heading that a part stands under and that is more than a section's name; for such a heading itself. */
function titleOf({ heading, captions }: Part | undefined = { captions: [] } as unknown as Part): number | undefined {
  if (heading !== undefined && !isSectionHeading(heading)) return heading.index;
  return captions.findLast((caption) => caption.kind === "heading" && !isSectionHeading(caption))?.index;
}

function spokenIn(part: Part): readonly Spoken[] {
  const { block, index, captions } = part;
  if (block.kind === "heading") return commented(block, index);
  if (block.kind !== "prose") return [];
  return linesOf(block).flatMap((line) => {
    const sentence = toldIn(line, index) ?? labelledIn(line, index);
    const alone = /^`([^`\s]+)`$/.exec(line.raw)?.[1];
    const url = alone === undefined || captions.at(-1)?.index !== index - 1 ? undefined : bareUrl(alone);
    return [
      ...commented(line, index),
      ...(sentence === undefined ? [] : [sentence]),
      ...(url === undefined ? [] : [{ index, place: line, methods: [], url }]),
    ];
  });
}

/** "Aufruf: `POST /x`": a method and a path in code behind a label, whatever it says. */
function labelledIn(line: Text, index: number): Spoken | undefined {
  const [, method = "", path = ""] =
    /^[^`:：|]{2,40}[:：]\s*(?:\*\*)?\s*`(GET|POST|PUT|PATCH|DELETE)\s+([^`\s]+)`[.\s]*$/u.exec(line.raw) ?? [];
  const found = findUrl(path);
  return found === undefined ? undefined : { index, place: line, methods: [method], url: found.url };
}

/** `<!-- POST /x -->`. */
function commented(text: Text, index: number): readonly Spoken[] {
  return [...text.raw.matchAll(/<!--([^<>]{1,200})-->/g)].flatMap(([, inner = ""]) => {
    const words = inner.trim();
    const found = /^[A-Z]+\s+\S+$/.test(words) ? findUrl(words) : undefined;
    const methods = words.match(METHODS) ?? [];
    const statement = found === undefined || methods.length !== 1 ? bareStatement(words) : { methods, url: found.url };
    if (statement === undefined) return [];
    return [{ index, place: { text: words, raw: words, location: placeOfWord(text, words) }, ...statement }];
  });
}

/** A sentence that tells to call one method of one path. */
function toldIn(line: Text, index: number): Spoken | undefined {
  if (line.text.length > 300 || !TELLING.test(line.text)) return undefined;
  const methods = [...new Set(line.text.match(METHODS) ?? [])];
  const found = findUrl(line.text);
  if (methods.length !== 1 || found === undefined) return undefined;
  if (findUrl(line.text.replace(found.written, " ")) !== undefined) return undefined;
  return { index, place: line, methods, url: found.url };
}
