// Requests and answers as reports show them: secrets masked, bodies cut to a readable length.
import type { Masker } from "../openapi/sensitive.ts";
import type { RecordedRequest, RecordedResponse } from "../report.ts";
import type { Answer, SentRequest } from "./http.ts";

const SHOWN_LENGTH = 2000;

export function recordRequest({ method, url, headers, body }: SentRequest, masker: Masker): RecordedRequest {
  return {
    method,
    url: maskedUrl(url, masker),
    headers: masker.data(headers) as Record<string, string>,
    ...(body === undefined ? {} : { body: maskedBody(body, masker) }),
  };
}

export function recordResponse({ status, headers, body }: Answer, masker: Masker): RecordedResponse {
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        (masker.data({ [name]: [value].flat().join(", ") }) as Record<string, string>)[name] ?? "",
      ]),
    ),
    ...(body.length === 0 ? {} : { body: maskedBody(body, masker) }),
  };
}

/**
 * By field name where the body is JSON, by known values in any case. JSON without a secret stays as it came: what is wrong with it
 * may be just what is lost when it is written anew, a key that stands twice or a number with too many digits.
 */
function maskedBody(bytes: Buffer, masker: Masker): string {
  const text = bytes.toString("utf8");
  let masked: string;
  try {
    const data: unknown = JSON.parse(text);
    const [plain, hidden] = [JSON.stringify(data), masker.text(JSON.stringify(masker.data(data)))];
    masked = plain === hidden && !hasSensitive(data, masker) ? text : hidden;
  } catch {
    masked = masker.text(text);
  }
  return visible(masked.length > SHOWN_LENGTH ? `${copied(masked, SHOWN_LENGTH)}… (${bytes.length} bytes)` : masked);
}

/** The beginning of a text, on its own: a slice would keep all of a long answer in memory for as long as the report lives. */
function copied(text: string, length: number): string {
  return Buffer.from(text.slice(0, length)).toString();
}

/** Control characters as JSON escapes them: a terminal or a page would act on them. */
function visible(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function maskedUrl(url: string, masker: Masker): string {
  const [path = "", query] = url.split("?", 2);
  if (query === undefined) return masker.text(path);
  const pairs = query.split("&").map((pair) => {
    const [name = "", value = ""] = pair.split("=", 2);
    return masker.isSensitive(decodeURIComponent(name)) && value !== "" ? `${name}=***` : pair;
  });
  return masker.text(`${path}?${pairs.join("&")}`);
}

/** Whether a field of a sensitive name stands anywhere, be it empty: of a key that stands twice only the last value is known. */
function hasSensitive(data: unknown, masker: Masker): boolean {
  if (typeof data !== "object" || data === null) return false;
  return Object.entries(data).some(
    ([name, inner]) => (!Array.isArray(data) && masker.isSensitive(name)) || hasSensitive(inner, masker),
  );
}
